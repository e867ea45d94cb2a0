"""What two records of the same plan have in common: which dated things stayed, moved, came and went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.record.figures import PlaybookRecord
from planner.playbook.record.plain import text_of
from planner.playbook.record.shape import EntryRecord, FromPattern, OwnWords, PlannedTopic

ThingKind = Literal["event", "post", "task", "preparation"]


@dataclass(frozen=True, slots=True)
class DatedThing:
    """Something with a day of its own in a record, and what people call it."""

    kind: ThingKind
    id: str
    name: Text
    """Name of the activity, of the series, or title of the task."""
    on: date
    time: str = ""
    """``HH:MM`` of what has an hour."""
    title: Text | None = None
    """Title of a post; ``None`` while it has none."""

    @property
    def when(self) -> str:
        """Its day, with the hour where it has one."""
        return f"{self.on}T{self.time}" if self.time else self.on.isoformat()

    @property
    def wording(self) -> Text | None:
        """What it says: the title of a post, the name of anything else."""
        return self.title if self.kind == "post" else self.name


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of dated things: posts, occurrences, their preparation and the stages' tasks, each in order of the later
    record (of the earlier one for what is gone)."""

    stayed: tuple[str, ...]
    moved: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    reworded: tuple[str, ...] = ()
    """Those of the first two that have another title; of events and tasks, another name."""


def things_of(record: PlaybookRecord, other: PlaybookRecord | None = None) -> Mapping[str, DatedThing]:
    """Return id → what it is, of everything that has a day of its own.

    ``other`` names the series of past posts that the plan no longer has.
    """
    known = (*other.series, *record.series) if other is not None else record.series
    return {thing.id: thing for thing in _things(record, {one.id: text_of(one.name) for one in known})}


def _things(record: PlaybookRecord, series: Mapping[str, Text]) -> Iterator[DatedThing]:
    for entry in record.content.entries:
        name = series.get(entry.series, said(entry.series))
        yield DatedThing("post", entry.id, name, entry.on, entry.time, _title(entry))
    activities = {one.key: text_of(one.name) for one in record.activities}
    for event in record.occurrences:
        name = activities.get(event.activity, said(event.activity))
        yield DatedThing("event", event.id, name, event.on, f"{event.start:%H:%M}")
        for step in event.preparation:
            yield DatedThing("preparation", step.id, text_of(step.title), step.due)
    for stage in record.stages:
        for task in stage.tasks:
            yield DatedThing("task", f"task:{stage.id}:{task.id}", text_of(task.title), task.due)


def _title(entry: EntryRecord) -> Text | None:
    match entry.fill:
        case PlannedTopic(topic=topic) | OwnWords(topic=topic):
            return said(topic.title)
        case FromPattern(title=title):
            return text_of(title)
    return None


def compare_records(before: PlaybookRecord, after: PlaybookRecord) -> Changes:
    """Compare the days and titles of two records by id."""
    old, new = things_of(before), things_of(after)
    both = [id for id in new if id in old]
    return Changes(
        stayed=tuple(id for id in both if old[id].when == new[id].when),
        moved=tuple(id for id in both if old[id].when != new[id].when),
        new=tuple(id for id in new if id not in old),
        gone=tuple(id for id in old if id not in new),
        reworded=tuple(id for id in both if old[id].wording != new[id].wording),
    )


def stages_changed_before(before: PlaybookRecord, after: PlaybookRecord, day: date) -> bool:
    """Say whether the plan's first day, or the window of a stage as far as it lies before a day, is another one."""
    old = {stage.id: stage for stage in before.stages if stage.start < day}
    new = {stage.id: stage for stage in after.stages if stage.start < day}
    return before.plan.start != after.plan.start or (
        {id: (one.start, min(one.end, day)) for id, one in old.items()}
        != {id: (one.start, min(one.end, day)) for id, one in new.items()}
    )
