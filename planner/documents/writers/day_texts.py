"""The messages of a week as plain text files, a folder for each day: exactly what is pasted, nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from planner.dates.ranges import Week
from planner.documents.model import Rendered
from planner.documents.names import Names
from planner.documents.sections.week_members import JourneySheet
from planner.documents.texts import message
from planner.documents.week_items import Placed
from planner.playbook.values.content import Entry

_UNSAFE = re.compile(r"[^\w.-]+")


def day_texts(entries: Iterable[Entry], names: Names) -> tuple[Rendered, ...]:
    """Return one UTF-8 file for each post that has words: ``2026-06-08/0730-GROUP+GROUP.txt``, without a line feed
    at the end; a second post to the same groups at the same minute gets a number."""
    named = []
    for entry in entries:
        sent = message(entry, names)
        if sent is not None:
            place = "+".join(entry.groups) or entry.platform
            named.append((f"{entry.on.isoformat()}/{entry.time.replace(':', '')}-{place}", sent.paste))
    return tuple(_files(named))


def other_texts(
    week: Week, placed: Iterable[Placed], journeys: Iterable[JourneySheet]
) -> tuple[Rendered, ...]:
    """Return what is sent in a week beside the posts, as files of the same kind.

    On their days: invitations and reminders (``2026-06-08/invite-EVENT.txt``), steps of groups, asking champions. Words for
    single members have no day: ``messages/2026-W24-JOURNEY-STEP.txt``.
    """
    return tuple(_files([*_on_days(placed), *_to_members(week, journeys)]))


def _on_days(placed: Iterable[Placed]) -> Iterator[tuple[str, str]]:
    for one in placed:
        if one.item.kind == "post":
            continue
        blocks = [("", one.item.block)] if one.item.block else list(one.item.blocks)
        for place, text in blocks:
            about = one.id.removesuffix(f":{one.item.kind}").split(":", 1)[-1]
            yield f"{one.on.isoformat()}/{_name(one.item.kind, about, place)}", text


def _to_members(week: Week, journeys: Iterable[JourneySheet]) -> Iterator[tuple[str, str]]:
    for journey in journeys:
        for step in journey.steps:
            yield f"messages/{_name(str(week), journey.id, step.id)}", step.say


def _name(*parts: str) -> str:
    return "-".join(_UNSAFE.sub("-", part) for part in parts if part)


def _files(named: Iterable[tuple[str, str]]) -> Iterator[Rendered]:
    seen: Counter[str] = Counter()
    for path, text in named:
        seen[path] += 1
        number = f"-{seen[path]}" if seen[path] > 1 else ""
        yield Rendered(f"{path}{number}.txt", text.encode())
