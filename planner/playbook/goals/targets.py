"""Monthly paths of the goals, consistent with each other and with the growth of the membership."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import wholes_of
from planner.completion.measuring import (
    count_baseline,
    counted_at,
    counted_from,
    counting_task,
    is_counted,
)
from planner.completion.model import CompletePlan
from planner.completion.paths import Course
from planner.completion.values.strategy import CompleteGoal
from planner.dates.ranges import ONE_DAY, DateRange, Month, months
from planner.diagnostics.model import Reason
from planner.knowledge.schema import StageId
from planner.playbook.goals.courses import goal_courses, opening_day
from planner.playbook.goals.growth import build_growth, members_on
from planner.playbook.values.targets import Conflict, GoalPath, GrowthMonth, Milestone, Verdict

__all__ = ["build_growth", "build_paths", "waits_for_events"]


def build_paths(plan: CompletePlan, growth: tuple[GrowthMonth, ...]) -> tuple[GoalPath, ...]:
    """Return the path of each goal; an unknown baseline gives only the target, marked provisional.

    A part (active members) never exceeds its whole (members) on the way: neither the whole's own path nor, where
    channels say what is to come, the growth. Targets themselves stay as written; where one exceeds what its whole
    has on that day, that is a conflict. Verdicts come later, when activities are placed.
    """
    courses = goal_courses(plan)
    drawn = {goal.id: _path(plan, goal, courses[goal.id]) for goal in plan.goals}
    paths = tuple(drawn.values())
    for goal in sorted(plan.goals, key=lambda g: (len(wholes_of(g.kpi)), g.id)):
        # The fewer wholes, the further up: members before monthly, monthly before weekly, weekly before daily.
        drawn[goal.id] = _within_wholes(plan, goal, drawn[goal.id], drawn, growth)
    return tuple(drawn[path.goal] for path in paths)


def _path(plan: CompletePlan, goal: CompleteGoal, course: Course | None) -> GoalPath:
    kpi = plan.kpis[goal.kpi]
    milestones = []
    first = plan.period.start
    for month in months(DateRange(first, max(goal.by, first) + ONE_DAY)):
        on = min(month.last, goal.by)
        if course is not None or on == goal.by:
            milestones.append(Milestone(month, on, course.value(on) if course is not None else goal.target))
    stage_values: dict[StageId, Decimal] = {}
    for stage in plan.stages:
        if course is not None and stage.window.start <= goal.by:
            stage_values[stage.id] = course.value(min(stage.window.last, goal.by))
    path = GoalPath(
        goal=goal.id,
        kpi=goal.kpi,
        milestones=tuple(milestones),
        stage_values=stage_values,
        provisional=goal.baseline is None,
        measured_by=None,
        verdict=Verdict("not_judged"),
        reason=_reason(goal, course),
        course=course,
    )
    return _counted(plan, goal, kpi, path) if path.provisional else path


def _reason(goal: CompleteGoal, course: Course | None) -> Reason:
    gates = dict.fromkeys(gate.stage for gate in course.waypoints) if course is not None else {}
    paths = (("goals",), *(("stages", stage, "gate") for stage in gates))
    return Reason(f"trajectory {goal.trajectory}", paths, (f"kpis/{goal.kpi}",))


def _counted(plan: CompletePlan, goal: CompleteGoal, kpi: CompleteKpi, path: GoalPath) -> GoalPath:
    """The path with the days on which its baseline is counted; those of events are not known yet."""
    situation, opened = plan.community.situation, opening_day(plan)
    counting = count_baseline(goal, kpi, plan.stages, situation, opened, plan.people, plan.roles)
    if waits_for_events(plan, goal):
        return replace(path, measured_who=counting.who)
    return replace(path, measured_from=counting.first, measured_by=counting.last, measured_who=counting.who)


def waits_for_events(plan: CompletePlan, goal: CompleteGoal) -> bool:
    """Say whether a goal's baseline can only be counted at events, and no task of the plan counts it otherwise."""
    kpi = plan.kpis[goal.kpi]
    if not (is_counted(goal) and counted_at(kpi)):
        return False
    first = counted_from(goal, kpi, plan.community.situation, opening_day(plan), plan.stages[0].window.start)
    return counting_task(goal, kpi, plan.stages, first) is None


def _within_wholes(
    plan: CompletePlan,
    goal: CompleteGoal,
    path: GoalPath,
    drawn: Mapping[str, GoalPath],
    growth: tuple[GrowthMonth, ...],
) -> GoalPath:
    wholes = [other for other in plan.goals if other.kpi in wholes_of(goal.kpi) and other.kind != "at_most"]
    grown = growth if plan.acquisition.channels and "members" in wholes_of(goal.kpi) else ()
    if goal.kind == "at_most" or not (wholes or grown):
        return path
    milestones: list[Milestone] = []
    conflicts: list[Conflict] = []
    for milestone in path.milestones:
        due = milestone.on >= goal.by
        value, whole = _least_whole([drawn[other.id] for other in wholes], () if due else grown, milestone)
        if value is None or value >= milestone.value:
            milestones.append(milestone)
        elif due:
            milestones.append(milestone)
            conflicts.append(Conflict(whole, milestone.on, milestone.value, value))
        else:
            milestones.append(replace(milestone, value=value, limited_by=whole))
    limited = {milestone.month: milestone.value for milestone in milestones if milestone.limited_by}
    ends = {stage.id: Month.of(stage.window.last) for stage in plan.stages}
    stage_values = {
        stage: min(value, limited.get(ends[stage], value)) for stage, value in path.stage_values.items()
    }
    return replace(path, milestones=tuple(milestones), stage_values=stage_values, conflicts=tuple(conflicts))


def _least_whole(
    wholes: list[GoalPath], grown: tuple[GrowthMonth, ...], milestone: Milestone
) -> tuple[Decimal | None, str]:
    """The smallest of the wholes in the month; of two goals for one whole the greater, an unknown one limits nothing."""
    values: dict[str, Decimal] = {}
    for whole in wholes:
        for other in whole.milestones:
            if other.month == milestone.month and not whole.provisional:
                values[whole.kpi] = max(other.value, values.get(whole.kpi, other.value))
    found = [(value, kpi) for kpi, value in values.items()]
    here = members_on(grown, milestone.on)
    if here is not None:
        found.append((Decimal(here), "members"))
    return min(found) if found else (None, "")
