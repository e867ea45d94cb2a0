"""What fits the hours that people really have: preset series, routines and tasks are left out where it does not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from planner.completion.earlier import KEPT_SLACK, NOTHING_EARLIER, Earlier
from planner.completion.model import LeftOut
from planner.completion.team import WEEKDAYS, holder_of
from planner.completion.values.programme import CompletePillar, CompleteRoutine, CompleteSeries
from planner.completion.values.team import CompleteGroup, CompletePerson, CompleteRole
from planner.dates.ranges import DateRange
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.knowledge.schema import StageId
from planner.knowledge.type_rows import RoutineRow, TaskRow

_SERIES_KEPT = 3
"""Preset series that stay while a routine that is not core can go instead (practice)."""


def fit_hours(
    series: Sequence[CompleteSeries],
    routines: Sequence[CompleteRoutine],
    droppable_series: bool,
    droppable_routines: Sequence[RoutineRow],
    named: frozenset[str],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    groups: tuple[CompleteGroup, ...],
    pillars: tuple[CompletePillar, ...],
    windows: Mapping[StageId, DateRange],
    days: WorkCalendar,
    earlier: Earlier = NOTHING_EARLIER,
    beside: Mapping[str, int] | None = None,
) -> tuple[tuple[CompleteSeries, ...], tuple[CompleteRoutine, ...], tuple[LeftOut, ...]]:
    """Leave out presets until everyone's steady work fits their hours.

    Steady work (writing, reviewing, sending, replying, routines) may take ``steady_share`` of a person's hours in
    the busiest stage; ``beside`` are minutes a week by holder that stay whatever goes. Second series of a pillar go first, then those of the smallest
    share, down to three; then routines that are not core; then
    further series, down to one. What was written always stays, and so does a series that a
    written topic names (``named``); without written hours there is no limit. What an earlier playbook had stays while
    it asks little more than that share.
    """
    kept_series, kept_routines = list(series), list(routines)
    optional = {row.id for row in droppable_routines if not row.core}
    shares = {pillar.id: pillar.share for pillar in pillars}
    times = {s.id: sum(_count(s.when, window, days, WEEKDAYS) for window in windows.values()) for s in series}
    left_out: list[LeftOut] = []
    admin = holder_of("admin", roles)
    while True:
        loads = with_minutes(
            steady_minutes(kept_series, kept_routines, people, roles, groups, windows, days), beside
        )
        person, missing = _worst(people, loads)
        if person is None:
            break
        own = (
            [
                s
                for s in kept_series
                if person.id in {s.owner, keeper_of(s, groups, admin)} and s.id not in named
            ]
            if droppable_series
            else []
        )
        extra = [r for r in kept_routines if r.owner == person.id and r.id in optional]
        if own and len(kept_series) > (_SERIES_KEPT if extra else 1):
            alone = {s.pillar for s in kept_series if sum(t.pillar == s.pillar for t in kept_series) == 1}
            gone = min(
                own, key=lambda s: (s.pillar in alone, shares.get(s.pillar, Decimal(0)), times[s.id], s.id)
            )
            kept_series.remove(gone)
            left_out.append(
                LeftOut(gone.name, "hours", ("people",), f"series/{gone.id}", missing, detail=person.id)
            )
        elif extra:
            spare = max(extra, key=lambda r: (_weekly(r, people, groups, windows, days), r.id))
            kept_routines.remove(spare)
            left_out.append(
                LeftOut(spare.name, "hours", ("people",), f"routines/{spare.id}", missing, detail=person.id)
            )
        else:
            break
    had_series = [s for s in series if s in kept_series or s.id in earlier.series]
    had_routines = [r for r in routines if r in kept_routines or r.id in earlier.routines]
    loads = with_minutes(
        steady_minutes(had_series, had_routines, people, roles, groups, windows, days), beside
    )
    if _worst(people, loads, KEPT_SLACK)[0] is None:
        stay = {f"series/{s.id}" for s in had_series} | {f"routines/{r.id}" for r in had_routines}
        left_out = [left for left in left_out if left.knowledge not in stay]
        return tuple(had_series), tuple(had_routines), tuple(left_out)
    return tuple(kept_series), tuple(kept_routines), tuple(left_out)


def with_minutes(loads: Mapping[str, int], more: Mapping[str, int] | None) -> dict[str, int]:
    """Return two loads, minutes by holder, added up."""
    added = Counter(loads)
    added.update(more or {})
    return dict(added)


def _weekly(
    routine: CompleteRoutine,
    people: tuple[CompletePerson, ...],
    groups: tuple[CompleteGroup, ...],
    windows: Mapping[StageId, DateRange],
    days: WorkCalendar,
) -> int:
    loads = steady_minutes([], [routine], people, {}, groups, windows, days)
    return max(loads.values(), default=0)


def _worst(
    people: tuple[CompletePerson, ...], loads: Mapping[str, int], slack: Decimal = Decimal(1)
) -> tuple[CompletePerson | None, int]:
    share = assumed("steady_share") * slack
    worst: CompletePerson | None = None
    missing = 0
    for person in people:
        if person.minutes is None:
            continue
        over = loads.get(person.id, 0) - int(person.minutes * share)
        if over > missing:
            worst, missing = person, over
    return worst, missing


def keeper_of(series: CompleteSeries, groups: tuple[CompleteGroup, ...], admin: str) -> str:
    """Return who sends a series and answers after it: the owner of its first group, else the group admin."""
    return next((group.owner for group in groups if group.id in series.groups), admin)


def steady_minutes(
    series: Sequence[CompleteSeries],
    routines: Sequence[CompleteRoutine],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    groups: tuple[CompleteGroup, ...],
    windows: Mapping[StageId, DateRange],
    days: WorkCalendar,
) -> dict[str, int]:
    """Return minutes a week by holder for posts and routines, in each holder's busiest stage."""
    admin, owner = holder_of("admin", roles), holder_of("owner", roles)
    available = {person.id: person.days for person in people}
    review = int(assumed("review_minutes"))
    busiest: dict[str, int] = defaultdict(int)
    for stage, window in windows.items():
        load: dict[str, int] = defaultdict(int)
        for one in series:
            if stage not in one.stages:
                continue
            times = _count(one.when, window, days, WEEKDAYS)
            load[one.owner] += one.minutes * times
            load[owner] += review * times
            load[keeper_of(one, groups, admin)] += (
                (one.send_minutes + one.reply_minutes) * max(1, len(one.groups)) * times
            )
        for routine in routines:
            if stage in routine.stages:
                times = _count(routine.when, window, days, available.get(routine.owner, WEEKDAYS))
                load[routine.owner] += (
                    routine.minutes * (max(1, len(groups)) if routine.per_group else 1) * times
                )
        weeks = max(Decimal(1), Decimal(window.days) / 7)
        for holder, minutes in load.items():
            busiest[holder] = max(busiest[holder], int(minutes / weeks))
    return busiest


def _count(when: str, window: DateRange, days: WorkCalendar, weekdays: Sequence[str]) -> int:
    rule = parse_recurrence(when)
    if isinstance(rule, RecurrenceError):
        return 0
    return sum(1 for day in occurrences(rule, window, workdays=days) if WEEKDAYS[day.weekday()] in weekdays)


def task_minutes_left(
    series: Sequence[CompleteSeries],
    routines: Sequence[CompleteRoutine],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    groups: tuple[CompleteGroup, ...],
    windows: Mapping[StageId, DateRange],
    days: WorkCalendar,
    beside: Mapping[str, int] | None = None,
) -> dict[tuple[StageId, str], int]:
    """Return the minutes that each person with written hours has for tasks in each stage.

    What steady work, ``beside`` (minutes a week by holder) and the buffer leave; a part of it (``task_share``) goes to tasks, the rest to events.
    """
    left: dict[tuple[StageId, str], int] = {}
    for stage, window in windows.items():
        steady = with_minutes(
            steady_minutes(series, routines, people, roles, groups, {stage: window}, days), beside
        )
        weeks = Decimal(window.days) / 7
        for person in people:
            if person.minutes is not None:
                free = person.minutes * (1 - assumed("buffer_share")) - steady.get(person.id, 0)
                left[(stage, person.id)] = max(0, int(free * weeks * assumed("task_share")))
    return left


def tasks_that_fit(
    rows: Sequence[TaskRow],
    left: Mapping[tuple[StageId, str], int],
    roles: Mapping[str, CompleteRole],
    had: frozenset[str] = frozenset(),
) -> tuple[list[TaskRow], list[LeftOut]]:
    """Leave out preset tasks, last ones first, until each person's tasks fit; never those that others build on.

    The task that opens the groups and the one that decides on the gate always stay; those that an earlier playbook
    ``had`` stay while they ask little more than there is.
    """
    kept = list(rows)
    left_out: list[LeftOut] = []
    for stage, holder in left:
        while True:
            own = [row for row in kept if row.stage == stage and holder_of(row.role, roles) == holder]
            asked = sum(row.minutes for row in own)
            missing = asked - left[(stage, holder)]
            stay = had if asked <= left[(stage, holder)] * KEPT_SLACK else frozenset()
            needed = {before for row in kept for before in row.after}
            spare = [
                row
                for row in own
                if row.id not in needed and row.id not in stay and not row.opens and not row.gate
            ]
            if missing <= 0 or not spare:
                break
            gone = max(spare, key=lambda row: (row.at, row.minutes, row.id))
            kept.remove(gone)
            left_out.append(
                LeftOut(gone.title, "hours", ("people",), f"tasks/{gone.id}", gone.minutes, detail=holder)
            )
    return kept, left_out
