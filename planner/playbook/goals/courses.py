"""The courses of a plan's goals by way of its gates, each on the day on which it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.completion.decision_days import decision_days
from planner.completion.model import CompletePlan
from planner.completion.paths import Course, Gate, draw_course, gates_of_goal, start_of_path
from planner.completion.values.strategy import CompleteGoal


def opening_day(plan: CompletePlan) -> date | None:
    """Return the day on which the first group opens; ``None`` where there is none, or one that was always open."""
    standing = [group for group in plan.groups if group.kind == "standing" and not group.follows]
    if any(group.opened is None for group in standing):
        return None
    return min((group.opened for group in standing if group.opened is not None), default=None)


def path_start(plan: CompletePlan, goal: CompleteGoal) -> date:
    """Return the day from which a goal's path counts."""
    return start_of_path(goal, plan.period.start, opening_day(plan))


def gates_on_days(plan: CompletePlan) -> tuple[Gate, ...]:
    """Return the conditions of all gates with the days on which they are looked at."""
    deciding = decision_days(plan)
    return tuple(
        Gate(stage.id, deciding.gate(stage.window), condition)
        for stage in plan.stages
        for condition in stage.gate
    )


def goal_courses(plan: CompletePlan) -> Mapping[str, Course | None]:
    """Return each goal's course by its id; ``None`` where nobody knows the baseline."""
    gates = gates_on_days(plan)
    opened = opening_day(plan)
    return {
        goal.id: draw_course(
            goal,
            plan.kpis[goal.kpi],
            plan.period.start,
            opened,
            gates_of_goal(goal, gates, plan.goals),
        )
        for goal in plan.goals
    }
