"""Counting what nobody knows yet: a task for each goal whose baseline is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from planner.completion.earlier import Earlier
from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import wholes_of
from planner.completion.values.staging import CompleteStage, CompleteTask
from planner.completion.values.strategy import CompleteGoal
from planner.completion.values.team import CompleteGroup, CompleteRole
from planner.dates.workdays import WorkCalendar
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_tasks

MEASURING_DAYS = 14
MEASURE = "count-baseline-"
"""Beginning of the ids of these tasks; the goal's id follows."""
ROW = "measure_baseline"
_COVERS = frozenset({"running_baseline"})
"""Preset tasks that count all KPIs at once."""
_MEASURES = re.compile(r"现状|基线|摸底|\bbaselines?\b|\bmeasur", re.IGNORECASE)
_COUNTERS = ("admin", "owner")
"""Roles that count a baseline where neither goal nor KPI names anybody."""


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


def counter_of(goal: CompleteGoal, kpi: CompleteKpi, roles: Mapping[str, CompleteRole]) -> str:
    """Return who counts a baseline: a person's id, a role's where nobody is named, empty where there is neither."""
    named = goal.owner or kpi.owner
    return named or next((roles[role].holder or role for role in _COUNTERS if role in roles), "")


def is_counted(goal: CompleteGoal) -> bool:
    """Say whether a goal needs its baseline counted."""
    return goal.baseline is None and goal.kind != "keep"


def with_measuring(
    stages: tuple[CompleteStage, ...],
    goals: tuple[CompleteGoal, ...],
    kpis: Mapping[str, CompleteKpi],
    situation: str,
    groups: tuple[CompleteGroup, ...],
    roles: Mapping[str, CompleteRole],
    days: WorkCalendar,
    earlier: Earlier,
) -> tuple[CompleteStage, ...]:
    """Add a counting task to the stage in which the two weeks of counting end.

    None is added where a task counts all KPIs already or the operator's own speak of measuring, where a task of that
    id is written, in a stage that is to have no tasks, and in what is past.
    """
    there = {task.id for stage in stages for task in stage.tasks}
    own = (task for stage in stages for task in stage.tasks if task.id not in load_tasks())
    if there & _COVERS or any(_MEASURES.search(f"{task.title.zh} {task.title.en}") for task in own):
        return stages
    opened = min((group.opened for group in groups if group.opened), default=None)
    found = {stage.id: stage for stage in stages}
    for goal in goals:
        if not is_counted(goal) or f"{MEASURE}{goal.id}" in there:
            continue
        first = counted_from(goal, kpis[goal.kpi], situation, opened, stages[0].window.start)
        last = first + timedelta(days=MEASURING_DAYS - 1)
        stage = next((s for s in stages if last in s.window), stages[-1])
        due = max(first, days.add_work_days(min(last, stage.window.last), 0))
        is_past = earlier.as_of is not None and due < earlier.as_of
        if found[stage.id].tasks and due in stage.window and not is_past:
            task = _task(goal, kpis[goal.kpi], counter_of(goal, kpis[goal.kpi], roles), due)
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
