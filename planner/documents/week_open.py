"""Posts that nothing specific fills yet: what they lack, and what to ask whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.documents import words
from planner.documents.names import Names
from planner.playbook.values.content import Entry, OpenFill


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A post that nothing specific fills yet: which keys would, who writes it by when."""

    when: str
    series: str
    keys: tuple[str, ...]
    who: str
    due: str
    persona: str = ""
    """Whose members are asked for material; empty where nothing is to be asked."""
    offer: str = ""
    """What they are asked about; empty if there is nothing."""
    question: str = ""
    """A question of the pool to ask them again; empty where a new one is wanted."""


def open_slots(entries: Iterable[Entry], names: Names) -> tuple[OpenSlot, ...]:
    """Return the open ones among some posts, in their order."""
    return tuple(_slot(entry, entry.fill, names) for entry in entries if isinstance(entry.fill, OpenFill))


def _slot(entry: Entry, made: OpenFill, names: Names) -> OpenSlot:
    return OpenSlot(
        when=words.moment(entry.on, entry.time, names.language),
        series=names.series(entry.series),
        keys=made.lacks,
        who=names.holder(entry.owner),
        due=words.short_day(entry.draft_due, names.language),
        persona=names.persona(made.persona) if made.persona else "",
        offer=names.offer(made.offer) if made.offer else "",
        question=made.question.rstrip("?？"),
    )
