"""Counting what nobody knows yet: who counts, from which day, by which day, and a task for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.earlier import Earlier
from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import wholes_of
from planner.completion.team import find_holder
from planner.completion.values.staging import CompleteStage, CompleteTask
from planner.completion.values.strategy import CompleteGoal
from planner.completion.values.team import CompleteGroup, CompletePerson, CompleteRole
from planner.dates.workdays import WorkCalendar
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_tasks
from planner.knowledge.measure_rows import EventNeed

MEASURING_DAYS = 14
MEASURE = "count-baseline-"
"""Beginning of the ids of these tasks; the goal's id follows."""
ROW = "measure_baseline"
_COVERS = "running_baseline"
"""Preset task that counts all KPIs at once."""
_MEASURES = re.compile(r"现状|基线|摸底|\bbaselines?\b|\bmeasur", re.IGNORECASE)
_COUNTERS = ("admin", "owner")
"""Roles that count a baseline where neither goal nor KPI names anybody who is there."""


class Counting(Struct, frozen=True):
    """The days between which a baseline is counted, both included, and the id of who counts."""

    first: date
    last: date
    who: str


def counted_from(
    goal: CompleteGoal, kpi: CompleteKpi, situation: str, opened: date | None, start: date
) -> date:
    """Return the day from which a baseline can be counted.

    What happens in groups cannot be counted before they open; what is counted elsewhere can from the first day.
    """
    in_groups = kpi.criterion != "scale" or "members" in wholes_of(goal.kpi)
    if situation != "new" or not in_groups or opened is None or opened >= goal.by:
        return start
    return max(start, opened)


def counter_of(
    goal: CompleteGoal,
    kpi: CompleteKpi,
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
) -> str:
    """Return who counts a baseline: a person's id, a role's where nobody is named, empty where there is neither.

    The goal's owner, else the KPI's, as far as the plan knows them; else who looks after the groups.
    """
    named = (find_holder(name, people, roles) for name in (goal.owner, kpi.owner) if name)
    others = (roles[role].holder or role for role in _COUNTERS if role in roles)
    return next((holder for holder in named if holder), "") or next(others, "")


def is_counted(goal: CompleteGoal) -> bool:
    """Say whether a goal needs its baseline counted."""
    return goal.baseline is None and goal.kind != "keep"


def counted_at(kpi: CompleteKpi) -> EventNeed:
    """Return at which events a KPI is counted; empty where it is counted without."""
    return kpi.measure.at if kpi.measure is not None else ""


def counting_task(
    goal: CompleteGoal, kpi: CompleteKpi, stages: Iterable[CompleteStage], first: date
) -> CompleteTask | None:
    """Return the task that counts a goal's baseline: its own, else one that the operator wrote, else the preset that
    counts everything; ``None`` where there is none.

    Only what is due by the end of the stage in which two weeks of counting from ``first`` on end is meant. What is
    counted at events is counted by a written task only if that names it.
    """
    until = first + timedelta(days=MEASURING_DAYS - 1)
    tasks = [task for stage in stages if stage.window.start <= until for task in stage.tasks]
    names = tuple(name.lower() for name in (goal.name, kpi.name.zh, kpi.name.en) if name)
    written = []
    for task in tasks:
        title = f"{task.title.zh} {task.title.en}".lower()
        is_ours = task.id in load_tasks() or task.id.startswith(MEASURE)
        if not is_ours and _MEASURES.search(title):
            written.append((any(name in title for name in names), task))
    own = next((task for task in tasks if task.id == f"{MEASURE}{goal.id}"), None)
    naming = next((task for names_it, task in written if names_it), None)
    if own is not None or naming is not None or counted_at(kpi):
        return own or naming
    return next((task for _, task in written), None) or next((t for t in tasks if t.id == _COVERS), None)


def count_baseline(
    goal: CompleteGoal,
    kpi: CompleteKpi,
    stages: tuple[CompleteStage, ...],
    situation: str,
    opened: date | None,
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
) -> Counting:
    """Return when a baseline is counted and by whom: until the day on which the task that counts it is due, else for
    two weeks."""
    start = stages[0].window.start
    first = counted_from(goal, kpi, situation, opened, start)
    task = counting_task(goal, kpi, stages, first)
    if task is None:
        last = first + timedelta(days=MEASURING_DAYS - 1)
        return Counting(first, last, counter_of(goal, kpi, people, roles))
    if task.due < first:
        first = max(start, task.due - timedelta(days=MEASURING_DAYS - 1))
    return Counting(min(first, task.due), task.due, task.owner)


def with_measuring(
    stages: tuple[CompleteStage, ...],
    goals: tuple[CompleteGoal, ...],
    kpis: Mapping[str, CompleteKpi],
    situation: str,
    groups: tuple[CompleteGroup, ...],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    days: WorkCalendar,
    earlier: Earlier,
) -> tuple[CompleteStage, ...]:
    """Add a counting task to the stage in which the two weeks of counting end.

    None is added for what is counted at events (there it belongs to the event), where a task counts it already, in
    a stage that is to have no tasks, and in what is past.
    """
    opened = min((group.opened for group in groups if group.opened), default=None)
    found = {stage.id: stage for stage in stages}
    for goal in goals:
        kpi = kpis[goal.kpi]
        first = counted_from(goal, kpi, situation, opened, stages[0].window.start)
        if not is_counted(goal) or counted_at(kpi) or counting_task(goal, kpi, stages, first) is not None:
            continue
        last = first + timedelta(days=MEASURING_DAYS - 1)
        stage = next((s for s in stages if last in s.window), stages[-1])
        due = max(first, days.add_work_days(min(last, stage.window.last), 0))
        is_past = earlier.as_of is not None and due < earlier.as_of
        if found[stage.id].tasks and due in stage.window and not is_past:
            task = _task(goal, kpi, counter_of(goal, kpi, people, roles), due)
            tasks = sorted((*found[stage.id].tasks, task), key=lambda one: one.due)
            found[stage.id] = replace(found[stage.id], tasks=tuple(tasks))
    return tuple(found.values())


def _task(goal: CompleteGoal, kpi: CompleteKpi, owner: str, due: date) -> CompleteTask:
    row = load_tasks()[ROW]
    params = {"kpi": said(goal.name) if goal.name else kpi.name}
    return CompleteTask(
        id=f"{MEASURE}{goal.id}",
        title=fill(row.title, params),
        how=fill(row.how, params),
        done=fill(row.done, params),
        due=due,
        owner=owner,
        minutes=row.minutes,
        rung=row.rung,
    )
