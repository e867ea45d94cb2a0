"""Hours: what each person (or unnamed role) has to do in each week, levelled, against what they have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from planner.completion.model import CompletePlan
from planner.playbook.ground import Ground
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import HoursPlan, Overload, WeekLoad, Work, WorkShare, WorkSource
from planner.playbook.work.levelling import spread, window_of
from planner.playbook.work.pieces import event_pieces
from planner.playbook.work.staff_days import StaffDays, with_buffer

if TYPE_CHECKING:
    from planner.playbook.work.remedies import Remedies

_MOST_CAUSES = 3
"""Causes of an overload that are named."""

_STEP_PARTS = 3
"""Of the id of a journey's work: the kind, the journey, its step; the week and the event follow."""

_Part = tuple[int, Work, int]
"""Week, the piece of work, how many of its minutes are done in that week."""


def build_hours(
    plan: CompletePlan,
    ground: Ground,
    events: tuple[Occurrence, ...],
    previous: Previous = NOTHING_BEFORE,
) -> HoursPlan:
    """Spread all work over the weeks; a share on top for the unforeseen."""
    staff = ground.staff
    work = [*ground.steady, *(piece for event in events for piece in event_pieces(plan, staff, event))]
    by_holder: dict[str, list[Work]] = defaultdict(list)
    for piece in work:
        by_holder[piece.holder].append(piece)
    people = {person.id for person in plan.people}
    holders = sorted(by_holder, key=lambda holder: (holder not in people, holder))
    parts = {holder: _levelled(holder, by_holder[holder], staff) for holder in holders}
    loads = _loads(staff, holders, parts)
    overloaded = [load for load in loads if load.over]
    remedies = _remedies(plan, ground, events, previous) if overloaded else None
    causes = {holder: _causes(parts[holder]) for holder in {load.holder for load in overloaded}}
    return HoursPlan(
        loads=tuple(loads),
        weekly_mean={
            holder: sum(load.total for load in loads if load.holder == holder) * 7 // plan.period.days
            for holder in holders
        },
        total=sum(load.total for load in loads),
        busiest=max(loads, key=lambda load: (load.over, load.total, load.week), default=None),
        ahead=tuple(share for holder in holders for share in _ahead(parts[holder], staff)),
        overloads=tuple(
            Overload(
                week=load.week,
                holder=load.holder,
                minutes=load.over,
                causes=causes[load.holder][staff.week_of(load.week.monday)],
                remedy=remedies.find(load.holder, staff.week_of(load.week.monday), load.over),
            )
            for load in overloaded
            if remedies is not None
        ),
    )


def _remedies(
    plan: CompletePlan, ground: Ground, events: tuple[Occurrence, ...], previous: Previous
) -> Remedies:
    # Needed for overloads only: most plans have none.
    from planner.playbook.work.remedies import Remedies

    return Remedies(plan, ground, events, previous)


def _levelled(holder: str, work: Iterable[Work], staff: StaffDays) -> list[_Part]:
    """Every piece in the week in which it is due, or earlier where that week is full."""
    room = staff.room(holder)
    if room is None:
        return [(staff.week_of(piece.due), piece, piece.minutes) for piece in work]
    parts: list[_Part] = []
    divisible: list[tuple[tuple[int, int], Work]] = []
    free = list(room)
    for piece in work:
        window = window_of(piece, staff)
        if window[0] == window[1]:
            parts.append((window[0], piece, piece.minutes))
            free[window[0]] -= piece.minutes
        else:
            divisible.append((window, piece))
    # Of pieces that may be done in the same weeks, those due first are begun first.
    divisible.sort(key=lambda item: (-item[1].due.toordinal(), item[1].id))
    done, left = spread(free, [window for window, _ in divisible], [piece.minutes for _, piece in divisible])
    parts += [(week, divisible[number][1], minutes) for number, week, minutes in done]
    parts += [
        (window[1], piece, minutes)
        for (window, piece), minutes in zip(divisible, left, strict=True)
        if minutes
    ]
    return parts


def _loads(staff: StaffDays, holders: Iterable[str], parts: Mapping[str, list[_Part]]) -> list[WeekLoad]:
    demand: dict[tuple[int, str], dict[WorkSource, int]] = defaultdict(dict)
    for holder, done in parts.items():
        for number, piece, minutes in done:
            sources = demand[number, holder]
            sources[piece.source] = sources.get(piece.source, 0) + minutes
    loads = []
    for number, week in enumerate(staff.weeks):
        for holder in holders:
            sources = demand.get((number, holder), {})
            if sources:
                sources["buffer"] = with_buffer(sum(sources.values()))
            capacity = staff.capacity(holder)
            loads.append(WeekLoad(week, holder, sources, None if capacity is None else capacity[number]))
    return loads


def _ahead(parts: Iterable[_Part], staff: StaffDays) -> list[WorkShare]:
    """What is done before the week in which it is due, in order of time."""
    found = [
        WorkShare(piece.id, piece.holder, piece.source, staff.weeks[week], minutes, piece.due)
        for week, piece, minutes in parts
        if week < staff.week_of(piece.due)
    ]
    return sorted(found, key=lambda share: (share.week, share.due, share.work))


def _causes(parts: Iterable[_Part]) -> dict[int, tuple[str, ...]]:
    """What weighs most in each week: events and tasks one by one, posts and routines by series and routine."""
    weights: dict[int, Counter[str]] = defaultdict(Counter)
    for week, piece, minutes in parts:
        weights[week][_cause(piece)] += minutes
    return {
        week: tuple(sorted(weight, key=lambda cause: (-weight[cause], cause))[:_MOST_CAUSES])
        for week, weight in weights.items()
    }


def _cause(piece: Work) -> str:
    """``event:ACTIVITY:…``, ``task:STAGE:TASK``, ``post:SERIES``, ``routine:ROUTINE`` or ``journey:JOURNEY:STEP``."""
    if piece.source == "task":
        return piece.id
    if piece.source in ("preparation", "follow_up"):
        return piece.id.rsplit(":", 1)[0]
    if piece.source == "event":
        return piece.id
    if piece.source == "journeys":
        return ":".join(piece.id.split(":")[:_STEP_PARTS])
    return piece.id.rsplit(":", 1)[0]
