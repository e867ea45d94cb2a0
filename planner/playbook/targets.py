"""Monthly paths of the goals, growth of the membership, and what the stated assumptions give."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from planner.completion.kpi_model import CompleteKpi
from planner.completion.model import CompletePlan
from planner.completion.paths import path_value, start_of_path
from planner.completion.staging import round_value
from planner.completion.values.strategy import CompleteGoal
from planner.dates.ranges import ONE_DAY, DateRange, months
from planner.diagnostics.model import Reason
from planner.knowledge.schema import StageId
from planner.playbook.values.targets import GoalPath, GrowthMonth, Milestone, Verdict

_MEASURING_DAYS = 14
_TIGHT = Decimal("0.9")


def build_paths(plan: CompletePlan, growth: tuple[GrowthMonth, ...]) -> tuple[GoalPath, ...]:
    """Return the path of each goal; an unknown baseline gives only the target, marked provisional."""
    return tuple(_path(plan, goal, growth) for goal in plan.goals)


def _path(plan: CompletePlan, goal: CompleteGoal, growth: tuple[GrowthMonth, ...]) -> GoalPath:
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
    return GoalPath(
        goal=goal.id,
        kpi=goal.kpi,
        milestones=tuple(milestones),
        stage_values=stage_values,
        provisional=goal.baseline is None,
        measured_by=first + timedelta(days=_MEASURING_DAYS - 1) if goal.baseline is None else None,
        verdict=_verdict(plan, goal, growth),
        reason=Reason(f"trajectory {goal.trajectory}", (("goals",),), (f"kpis/{goal.kpi}",)),
    )


def path_start(plan: CompletePlan, goal: CompleteGoal) -> date:
    """Return the day from which a goal's path counts."""
    opened = min((group.opened for group in plan.groups if group.opened), default=None)
    return start_of_path(goal, plan.period.start, opened)


def _value_on(goal: CompleteGoal, kpi: CompleteKpi, baseline: Decimal, start: date, on: date) -> Decimal:
    """The path's value as people write it, never beyond the target; on the goal's own day the target itself."""
    if on >= goal.by:
        return goal.target
    rounded = round_value(path_value(goal, baseline, start, on), kpi)
    return min(rounded, goal.target) if goal.target >= baseline else max(rounded, goal.target)


def starting_members(plan: CompletePlan) -> int:
    """Return how many members there are on the first day: the goal's baseline, else the groups' members."""
    for goal in plan.goals:
        if goal.kpi == "members" and goal.baseline is not None:
            return int(goal.baseline)
    return sum(group.members or 0 for group in plan.groups)


def build_growth(plan: CompletePlan) -> tuple[GrowthMonth, ...]:
    """Return members month by month.

    With channels: what they bring, from the day on which the groups open. Without, but with a goal for members:
    the joins that the goal's path needs on top of the losses. With neither: nothing, because nothing is known.
    """
    goal = next((g for g in plan.goals if g.kpi == "members"), None)
    channels = plan.acquisition.channels
    if not channels and goal is None:
        return ()
    loss = plan.acquisition.loss_per_month
    opened = min((group.opened for group in plan.groups if group.opened), default=plan.period.start)
    start = starting_members(plan)
    found = []
    for month in months(plan.period):
        inside = month.range.intersection(plan.period) or month.range
        share = Decimal(inside.days) / month.range.days
        leaves = _whole(Decimal(start) * loss * share)
        if channels:
            open_days = sum(1 for day in inside if day >= opened)
            joins = _whole(
                sum((c.joins_per_month for c in channels), Decimal(0)) * open_days / month.range.days
            )
        elif goal is not None and goal.baseline is not None:
            wished = path_value(goal, goal.baseline, path_start(plan, goal), min(inside.last, goal.by))
            joins = max(0, _whole(wished) - start + leaves)
        else:
            return ()
        found.append(GrowthMonth(month, start, joins, leaves, start + joins - leaves))
        start += joins - leaves
    return tuple(found)


def _verdict(plan: CompletePlan, goal: CompleteGoal, growth: tuple[GrowthMonth, ...]) -> Verdict:
    if goal.kpi != "members" or not growth:
        return Verdict("not_judged")
    until = [month for month in growth if month.month.first <= goal.by]
    days = max(1, (min(goal.by, plan.period.last) - path_start(plan, goal)).days + 1)
    lost = sum(month.leaves for month in until)
    needed = (goal.target - starting_members(plan) + lost) / days
    per_day = max(Decimal(0), needed).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not plan.acquisition.channels:
        return Verdict("not_judged", joins_per_day=per_day)
    planned = Decimal(until[-1].end) if until else Decimal(starting_members(plan))
    gap = goal.target - planned
    kind: Literal["reachable", "tight", "out_of_reach"]
    kind = "reachable" if gap <= 0 else "tight" if planned >= goal.target * _TIGHT else "out_of_reach"
    return Verdict(kind, planned, gap, per_day)


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
