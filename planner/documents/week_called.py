"""What others' posts ask of somebody: whoever is named in one has to read it in their own sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from planner.dates.ranges import Week
from planner.documents.names import Names
from planner.documents.texts import entry_texts
from planner.documents.week_clock import own_moment
from planner.documents.week_item import Item, NoteKind
from planner.documents.week_rows import place_of
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry

_LEAST = 2
"""Letters of a name that can be told from other words."""


def called_upon(
    playbook: Playbook, week: Week, names: Names
) -> Iterator[tuple[str, date, str, tuple[str, int], Item]]:
    """Yield id, day, person, order and item for everybody whom a post of the week names beside its sender."""
    people = {person.id: _spelled(person.name) for person in names.plan.people if len(person.name) >= _LEAST}
    for entry in playbook.calendar.entries:
        if entry.week != week:
            continue
        notes = _parts(entry, names)
        for person, spelled in people.items():
            asked = tuple(
                (kind, text)
                for kind, text in notes
                # Who writes it has read what to have ready when writing.
                if spelled.search(text) and not (kind == "material" and person == entry.owner)
            )
            if asked and person != entry.duty.person:
                item = Item(
                    "called",
                    entry_texts(entry, names).title,
                    when=own_moment(playbook, entry.on, entry.time, person, names),
                    where=place_of(entry, names),
                    notes=asked,
                    format=entry.format,
                )
                yield f"{entry.id}:called:{person}", entry.on, person, (entry.time or "99", 3), item


def _parts(entry: Entry, names: Names) -> tuple[tuple[NoteKind, str], ...]:
    texts = entry_texts(entry, names)
    parts: tuple[tuple[NoteKind, str], ...] = (
        ("material", texts.material),
        ("silence", texts.silence),
        ("answers", texts.answers),
    )
    return tuple((kind, text) for kind, text in parts if text)


def _spelled(name: str) -> re.Pattern[str]:
    """A name as a word of its own; between Chinese characters it needs no gap."""
    edge = r"(?![A-Za-z0-9])" if name.isascii() else ""
    return re.compile((r"(?<![A-Za-z0-9])" if edge else "") + re.escape(name) + edge)
