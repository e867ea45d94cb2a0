"""Monthly paths of the goals, consistent with each other and with the growth of the membership."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import wholes_of
from planner.completion.measuring import MEASURING_DAYS, counted_from, counter_of
from planner.completion.model import CompletePlan
from planner.completion.paths import path_value
from planner.completion.staging import round_value
from planner.completion.values.strategy import CompleteGoal
from planner.dates.ranges import ONE_DAY, DateRange, Month, months
from planner.diagnostics.model import Reason
from planner.knowledge.schema import StageId
from planner.playbook.growth import build_growth, members_on, opening_day, path_start
from planner.playbook.values.targets import Conflict, GoalPath, GrowthMonth, Milestone, Verdict

__all__ = ["build_growth", "build_paths"]


def build_paths(plan: CompletePlan, growth: tuple[GrowthMonth, ...]) -> tuple[GoalPath, ...]:
    """Return the path of each goal; an unknown baseline gives only the target, marked provisional.

    A part (active members) never exceeds its whole (members) on the way: neither the whole's own path nor, where
    channels say what is to come, the growth. Targets themselves stay as written; where one exceeds what its whole
    has on that day, that is a conflict. Verdicts come later, when activities are placed.
    """
    drawn = {goal.id: _path(plan, goal) for goal in plan.goals}
    paths = tuple(drawn.values())
    for goal in sorted(plan.goals, key=lambda g: (len(wholes_of(g.kpi)), g.id)):
        # The fewer wholes, the further up: members before monthly, monthly before weekly, weekly before daily.
        drawn[goal.id] = _within_wholes(plan, goal, drawn[goal.id], drawn, growth)
    return tuple(drawn[path.goal] for path in paths)


def _path(plan: CompletePlan, goal: CompleteGoal) -> GoalPath:
    kpi = plan.kpis[goal.kpi]
    start = path_start(plan, goal)
    known = goal.baseline is not None or goal.trajectory == "constant" or goal.kind == "keep"
    baseline = goal.baseline if goal.baseline is not None else goal.target
    milestones = []
    first = plan.period.start
    for month in months(DateRange(first, max(goal.by, first) + ONE_DAY)):
        on = min(month.last, goal.by)
        if known or on == goal.by:
            milestones.append(Milestone(month, on, _value_on(goal, kpi, baseline, start, on)))
    stage_values: dict[StageId, Decimal] = {}
    for stage in plan.stages:
        if known and stage.window.start <= goal.by:
            on = min(stage.window.last, goal.by)
            stage_values[stage.id] = _value_on(goal, kpi, baseline, start, on)
    unknown = goal.baseline is None
    counts_from = counted_from(goal, kpi, plan.community.situation, opening_day(plan), plan.period.start)
    return GoalPath(
        goal=goal.id,
        kpi=goal.kpi,
        milestones=tuple(milestones),
        stage_values=stage_values,
        provisional=unknown,
        measured_by=counts_from + timedelta(days=MEASURING_DAYS - 1) if unknown else None,
        verdict=Verdict("not_judged"),
        reason=Reason(f"trajectory {goal.trajectory}", (("goals",),), (f"kpis/{goal.kpi}",)),
        measured_from=counts_from if unknown else None,
        measured_who=counter_of(goal, kpi, plan.roles) if unknown else "",
    )


def _value_on(goal: CompleteGoal, kpi: CompleteKpi, baseline: Decimal, start: date, on: date) -> Decimal:
    """The path's value as people write it, never beyond the target; on the goal's own day the target itself."""
    if on >= goal.by:
        return goal.target
    rounded = round_value(path_value(goal, baseline, start, on), kpi)
    return min(rounded, goal.target) if goal.target >= baseline else max(rounded, goal.target)


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
