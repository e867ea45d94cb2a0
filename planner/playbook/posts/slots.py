"""The dated slots of the content calendar: which series sends what kind of post on which day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteSeries, CompleteTopic
from planner.dates.ranges import DateRange, Week
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.knowledge.schema import StageId
from planner.playbook.posts.rotation import Rotation
from planner.playbook.values.content import Posting

MOST_ENTRIES = 20_000
_WEEK = 7


class Slot(Struct, frozen=True):
    """A dated opening; ``nominal`` is the day of its recurrence, ``on`` where an override or a limit has moved it."""

    id: str
    on: date
    nominal: date
    time: str
    stage: StageId
    series: CompleteSeries
    pillar: str
    topic: CompleteTopic | None = None
    bound: Literal["", "day", "all"] = "all"
    """What the operator has set: day and hour, the day alone, or neither."""
    override: int | None = None
    """Place of the override in the plan that changed it."""
    turn: int | None = None
    """Which of its series' days it is, counted from 0; ``None`` for a topic on a day of its own."""

    @property
    def places(self) -> tuple[str, ...]:
        """Where it is sent: its groups, else its platform."""
        return self.series.groups or (self.series.platform,)


def minutes_of(clock: str) -> int:
    """Return ``HH:MM`` as minutes after midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def clock_of(minutes: int) -> str:
    """Return minutes after midnight as ``HH:MM``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def stage_on(plan: CompletePlan, day: date) -> StageId:
    """Return the stage of a day; days between windows belong to the stage before."""
    found = plan.stages[0].id
    for stage in plan.stages:
        if day >= stage.window.start:
            found = stage.id
    return found


def recurring_slots(
    plan: CompletePlan, days: WorkCalendar, ours: Collection[str], earliest: date | None = None
) -> list[Slot]:
    """Return the slots of all series in order of time, with overrides and quiet days applied.

    Slots of the series in ``ours`` may be moved later on; those of the others stay where they were written.
    """
    slots: list[Slot] = []
    for series in plan.content.series:
        slots += _of_series(plan, series, days, "" if series.id in ours else "all")
    slots = in_open_groups(plan, slots)
    slots.sort(key=lambda slot: (slot.on, slot.time, slot.series.id))
    return [slot for slot in slots[:MOST_ENTRIES] if earliest is None or slot.on >= earliest]


def in_open_groups(plan: CompletePlan, slots: Iterable[Slot]) -> list[Slot]:
    """Return the slots with their series sent to the groups that it goes to on that day.

    A slot of which every group is closed falls away; before the first of them opens it stays as it was written.
    """
    rotation = Rotation(plan)
    wanted = {series.id: series.groups for series in plan.content.series}
    opened = {group.id: group.opened for group in plan.groups if group.opened is not None}
    found = []
    for slot in slots:
        series = slot.series
        named = wanted.get(series.id, series.groups)
        first = min((opened[group] for group in named if group in opened), default=slot.on)
        turn = Week.of(slot.nominal).monday.toordinal() // _WEEK if slot.turn is None else slot.turn
        groups = rotation.groups(series.id, named, slot.on, turn)
        if not groups and slot.on < first:
            groups = rotation.groups(series.id, named, first, turn)
        if groups or not named:
            found.append(
                slot if groups == series.groups else replace(slot, series=replace(series, groups=groups))
            )
    return found


def _of_series(
    plan: CompletePlan, series: CompleteSeries, days: WorkCalendar, bound: Literal["", "all"]
) -> list[Slot]:
    rule = parse_recurrence(series.when)
    if isinstance(rule, RecurrenceError):
        return []
    dates = occurrences(
        rule,
        plan.period,
        start=max(series.start, plan.period.start) if series.start else None,
        until=series.until,
        count=series.count,
        exceptions=series.exceptions,
        workdays=days,
    )
    overrides = {override.id: (index, override) for index, override in enumerate(plan.calendar.overrides)}
    found = []
    for turn, nominal in enumerate(dates):
        slot_id = f"post:{series.id}:{nominal.isoformat()}"
        index, override = overrides.get(slot_id, (None, None))
        on, time, topic = nominal, series.time, None
        if override is not None and override.action == "skip":
            continue
        if override is not None and override.action == "move":
            on, time = override.date or nominal, override.time or series.time
        if override is not None and override.action == "replace":
            topic = CompleteTopic(id=f"override-{series.id}-{nominal.isoformat()}", title=override.title)
        if on not in plan.period or is_quiet_day(plan, on):
            continue
        stage = stage_on(plan, on)
        if stage not in series.stages:
            continue
        found.append(
            Slot(slot_id, on, nominal, time, stage, series, series.pillar, topic,
                 bound if override is None else "all", index, turn)
        )  # fmt: skip
    return found


def is_quiet_day(plan: CompletePlan, on: date) -> bool:
    """Say whether the plan keeps a day free of posts."""
    return any(on in blackout for blackout, _ in plan.calendar.blackout)


def detail_range(plan: CompletePlan, postings: tuple[Posting, ...]) -> DateRange:
    """Return the weeks with final titles: up to ``detail_weeks`` weeks from the first post in a group."""
    grouped = [slot.on for slot in postings if slot.groups]
    first = min(grouped or [slot.on for slot in postings] or [plan.period.start])
    end = Week.of(first).monday + timedelta(weeks=plan.content.detail_weeks)
    return DateRange(plan.period.start, max(plan.period.start, min(end, plan.period.end)))
