"""What two records of the same plan have in common: which dated things stayed, moved, came and went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.playbook.record.figures import PlaybookRecord


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of dated things: posts, occurrences, their preparation and the stages' tasks, each in order of the later
    record (of the earlier one for what is gone)."""

    stayed: tuple[str, ...]
    moved: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def dated_things(record: PlaybookRecord) -> Mapping[str, str]:
    """Return id → day, with the hour where it has one, of everything that has a day of its own."""
    days = {entry.id: f"{entry.on}T{entry.time}" for entry in record.content.entries}
    for event in record.occurrences:
        days[event.id] = f"{event.start:%Y-%m-%dT%H:%M}"
        days |= {step.id: step.due.isoformat() for step in event.preparation}
    for stage in record.stages:
        days |= {f"task:{stage.id}:{task.id}": task.due.isoformat() for task in stage.tasks}
    return days


def compare_records(before: PlaybookRecord, after: PlaybookRecord) -> Changes:
    """Compare the days of two records by id."""
    old, new = dated_things(before), dated_things(after)
    return Changes(
        stayed=tuple(thing for thing, day in new.items() if old.get(thing) == day),
        moved=tuple(thing for thing, day in new.items() if thing in old and old[thing] != day),
        new=tuple(thing for thing in new if thing not in old),
        gone=tuple(thing for thing in old if thing not in new),
    )
