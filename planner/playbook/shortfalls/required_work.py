"""The work that what is written requires: posts of written series, routines, tasks, required activities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.measuring import MEASURE
from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.playbook.ground import Ground
from planner.playbook.shortfalls.instance import Spread, Take
from planner.playbook.shortfalls.written_limits import WrittenLimits, is_written
from planner.playbook.values.activities import Occurrence, Preparation
from planner.playbook.values.hours import Work
from planner.playbook.work.duty import due_day
from planner.playbook.work.levelling import window_of
from planner.playbook.work.pieces import holding_pieces
from planner.playbook.work.staff_days import StaffDays

_MOVED = timedelta(days=6)
"""How much later than usual a follow-up may come when somebody is away."""


class RequiredWork(Struct, frozen=True):
    """A piece of work, what requires it, and whether its minutes are a figure of ours."""

    work: Work
    cause: str
    assumed: bool


def steady_requirements(plan: CompletePlan, ground: Ground) -> tuple[RequiredWork, ...]:
    """Return the work of written series, routines and tasks."""
    posts = (
        {post.id: post.series for post in ground.postings} if is_written(plan, "content", "series") else {}
    )
    series = {one.id: index for index, one in enumerate(plan.content.series)}
    routines = is_written(plan, "routines")
    tasks = {
        f"task:{stage.id}:{task.id}"
        for stage in plan.stages
        if is_written(plan, "stages", stage.id, "tasks")
        for task in stage.tasks
        if not task.id.startswith(MEASURE)
    }
    ours_in, usual = _stages_with_our_minutes(plan), int(assumed("task_minutes"))
    found = []
    for work in ground.steady:
        if work.source == "routine":
            if routines:
                found.append(RequiredWork(work, work.id.rpartition(":")[0], False))
        elif work.source == "task":
            if work.id in tasks:
                preset = work.id.split(":")[1] in ours_in and work.minutes == usual
                found.append(RequiredWork(work, work.id, preset))
        elif work.id in posts:
            name = posts[work.id]
            ours = _post_is_ours(plan, series.get(name), work)
            found.append(RequiredWork(work, f"series:{name}", ours))
    return tuple(found)


def _stages_with_our_minutes(plan: CompletePlan) -> frozenset[str]:
    """Stages in which some written task does not say how long it takes."""
    return frozenset(
        str(path[1])
        for path, origin in plan.origins.items()
        if len(path) == 5 and path[0] == "stages" and path[-1] == "minutes" and origin.kind == "assumed"
    )


def _post_is_ours(plan: CompletePlan, index: int | None, work: Work) -> bool:
    """Reviewing always takes our minutes; writing, sending and answering where the series does not say."""
    if index is None:
        return False
    if work.source == "content" and work.minutes != plan.content.series[index].minutes:
        return True
    key = {"content": "minutes", "sending": "send_minutes", "replies": "reply_minutes"}[work.source]
    return not is_written(plan, "content", "series", index, key)


def event_requirements(plan: CompletePlan, staff: StaffDays, event: Occurrence) -> tuple[RequiredWork, ...]:
    """Return the work of one occurrence on its own day."""
    return tuple(
        RequiredWork(work, f"activity:{event.activity.id}", _event_is_ours(plan, event, work))
        for work in holding_pieces(plan, staff, event)
    )


def work_between(
    plan: CompletePlan, staff: StaffDays, event: Occurrence, first: date, last: date
) -> tuple[RequiredWork, ...]:
    """Return the work of an occurrence that may be on any day of a week's part: from the earliest day on which it
    can be begun to the latest on which it is due."""
    early = holding_pieces(plan, staff, _moved(plan, staff.days, event, first))
    late = holding_pieces(plan, staff, _moved(plan, staff.days, event, last))
    found = []
    for one, other in zip(early, late, strict=True):
        due = other.due + _MOVED if one.source == "follow_up" and one.due > first else other.due
        work = replace(one, earliest=min(one.earliest, other.earliest), due=max(one.due, due))
        found.append(RequiredWork(work, f"activity:{event.activity.id}", _event_is_ours(plan, event, work)))
    return tuple(found)


def _moved(plan: CompletePlan, days: WorkCalendar, event: Occurrence, on: date) -> Occurrence:
    """The occurrence on another day, with preparation and follow-up around it."""
    first = days.add_work_days(plan.period.start, 0)
    first = min(on, first if first >= plan.period.start else days.next_work_day(plan.period.start))
    preparation = []
    for step in event.activity.preparation:
        due = on
        if step.work_days_before:
            latest = max(first, days.add_work_days(on, -step.work_days_before))
            due = due_day(plan, step.owner, latest, days, first)
        preparation.append(Preparation(step.id, step.title, step.done, due, step.owner, step.minutes))
    follow_up = tuple(replace(step, on=step.on + (on - event.on)) for step in event.follow_up)
    return replace(event, on=on, preparation=tuple(preparation), follow_up=follow_up)


def _event_is_ours(plan: CompletePlan, event: Occurrence, work: Work) -> bool:
    index = next((i for i, one in enumerate(plan.activities) if one.id == event.activity.id), None)
    key = {"preparation": "tasks", "event": "duration"}.get(work.source)
    return index is None or key is None or not is_written(plan, "activities", index, key)


def on_weeks(
    limits: WrittenLimits, staff: StaffDays, pieces: Iterable[RequiredWork]
) -> tuple[tuple[Take, ...], tuple[Spread, ...]]:
    """Return work of people with written hours as what it takes from their weeks."""
    minutes: dict[tuple[int, int, str, bool], int] = defaultdict(int)
    for piece in pieces:
        begins = limits.weeks.get(piece.work.holder)
        if begins is not None:
            first, last = window_of(piece.work, staff)
            minutes[begins + first, begins + last, piece.cause, piece.assumed] += piece.work.minutes
    takes, spreads = [], []
    for (first, last, cause, ours), total in minutes.items():
        if first == last:
            takes.append(Take(first, total, cause, ours))
        else:
            spreads.append(Spread(tuple(range(first, last + 1)), total, cause, ours))
    return tuple(takes), tuple(spreads)


def paid_by_the_hour(plan: CompletePlan, pieces: Iterable[RequiredWork]) -> Iterator[tuple[date, str, int]]:
    """Yield day due, person and hundredths for work of people paid by the hour, where the budget includes labour."""
    if not plan.budget.includes_labour:
        return
    rates = {person.id: person.cost for person in plan.people if person.cost_per == "hour"}
    for piece in pieces:
        if piece.work.holder in rates:
            cost = int(rates[piece.work.holder] * 100 * piece.work.minutes / 60)
            yield piece.work.due, piece.work.holder, cost
