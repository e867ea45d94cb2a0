"""Completing the stages: windows, focus, strategy, tasks with dates, gates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import figure_value, resolve_kpi
from planner.completion.origins import OriginBook
from planner.completion.paths import path_value, start_of_path
from planner.completion.tasks import TaskMaker
from planner.completion.values.staging import CompleteCondition, CompleteStage, CompleteStrategy, SkippedStage
from planner.completion.values.strategy import CompleteGoal
from planner.dates.ranges import DateRange
from planner.knowledge.fill import fill, said
from planner.knowledge.load import assumed
from planner.knowledge.schema import StageId, Text
from planner.knowledge.type_rows import GateRow, TypeRow
from planner.plan.plan import Plan
from planner.plan.staging import GateCondition, Stage

STAGE_IDS: tuple[StageId, ...] = ("build", "growth", "maturity")


def written_stage(plan: Plan, stage: StageId) -> Stage | None:
    """Return what the plan says about a stage."""
    return getattr(plan.stages, stage) if plan.stages else None


def skipped_stages(plan: Plan) -> tuple[SkippedStage, ...]:
    """Return the stages that the plan leaves out; never all three."""
    skipped = tuple(
        SkippedStage(stage, written.skip_reason)
        for stage in STAGE_IDS
        if (written := written_stage(plan, stage)) is not None and written.skip_reason
    )
    return skipped if len(skipped) < len(STAGE_IDS) else ()


def stage_windows(
    plan: Plan, period: DateRange, shares: Mapping[StageId, int], origins: OriginBook
) -> dict[StageId, DateRange]:
    """Divide the period: written days win, the rest follows the type's shares, cut at Mondays.

    Every window lies inside the period, is not empty, and starts where the one before ends; where written days
    contradict each other the earlier stage wins (a check reports it).
    """
    left_out = {stage.id for stage in skipped_stages(plan)}
    active = [stage for stage in STAGE_IDS if stage not in left_out]
    weights = [max(1, shares.get(stage, 1)) for stage in active]
    windows: dict[StageId, DateRange] = {}
    start = period.start
    for position, stage in enumerate(active):
        if start >= period.end:
            break
        written = written_stage(plan, stage)
        if written and written.start and start <= written.start < period.end:
            start = written.start
        else:
            origins.derived(("stages", stage, "start"), "after the stage before", ("period", "start"))
        following = written_stage(plan, active[position + 1]) if position + 1 < len(active) else None
        if written and written.end and start <= written.end < period.end:
            end = written.end + timedelta(days=1)
        elif following and following.start and start < following.start < period.end:
            end = following.start
        elif position + 1 == len(active):
            end = period.end
        else:
            share = Decimal(weights[position]) / sum(weights[position:])
            end = max(_cut(start, period.end, share), start + _least(plan, stage, period))
            origins.derived(("stages", stage, "end"), "the type's share of the period", ("period",))
        windows[stage] = DateRange(start, end)
        start = end
    return windows


def _least(plan: Plan, stage: StageId, period: DateRange) -> timedelta:
    """How long a stage lasts at least: building up or reviving takes its weeks, in periods that are long enough."""
    weeks = int(assumed(f"build_weeks_{plan.community.situation or 'new'}")) if stage == "build" else 0
    return timedelta(weeks=weeks if weeks * 3 * 7 <= period.days else 0)


def _cut(start: date, end: date, share: Decimal) -> date:
    days = (end - start).days
    point = start + timedelta(days=max(1, round(days * share)))
    monday = point - timedelta(days=point.weekday())
    if (point - monday).days > 3:
        monday += timedelta(days=7)
    return monday if start < monday < end else min(point, end)


def complete_stages(
    plan: Plan,
    type_row: TypeRow,
    windows: Mapping[StageId, DateRange],
    goals: tuple[CompleteGoal, ...],
    kpis: Mapping[str, CompleteKpi],
    tasks: TaskMaker,
    params: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[CompleteStage, ...]:
    """Fill in focus, strategies, tasks and gates for each stage that has a window."""
    situation = plan.community.situation or "new"
    stages = []
    for stage, window in windows.items():
        written = written_stage(plan, stage)
        focus = type_row.rhythm[situation].focus[stage]
        if not (written and written.focus):
            origins.assumed(("stages", stage, "focus"), f"types/{type_row.id}")
        stages.append(
            CompleteStage(
                id=stage,
                window=window,
                focus=said(written.focus) if written and written.focus else fill(focus, params),
                strategy=_strategy(written, type_row, stage, params, origins),
                relations=fill(type_row.relations[stage], params),
                tasks=tasks.tasks(stage, window, written),
                gate=_gate(
                    plan,
                    written,
                    type_row.gates.get(stage, ()),
                    stage,
                    goals,
                    kpis,
                    tasks.opening,
                    window.last,
                    origins,
                ),
                kpis=tuple(kpi for kpi in type_row.kpis.get(stage, ()) if kpi in kpis),
            )
        )
    return tuple(stages)


def _strategy(
    written: Stage | None, type_row: TypeRow, stage: StageId, params: Mapping[str, Text], origins: OriginBook
) -> CompleteStrategy:
    own = written.strategy if written else None
    preset = type_row.strategy[stage]
    parts: dict[str, Text] = {}
    for name in ("content", "promotion", "interaction"):
        words = getattr(own, name) if own else None
        parts[name] = said(words) if words else fill(getattr(preset, name), params)
        if not words:
            origins.assumed(("stages", stage, "strategy", name), f"types/{type_row.id}")
    return CompleteStrategy(**parts)


def _gate(
    plan: Plan,
    written: Stage | None,
    presets: tuple[GateRow, ...],
    stage: StageId,
    goals: tuple[CompleteGoal, ...],
    kpis: Mapping[str, CompleteKpi],
    opened: date | None,
    ends: date,
    origins: OriginBook,
) -> tuple[CompleteCondition, ...]:
    if written is not None and written.gate is not None:
        found = (_written_condition(plan, condition, kpis) for condition in written.gate)
        return tuple(condition for condition in found if condition is not None)
    conditions = []
    for row in presets:
        condition = _preset_condition(row, goals, kpis, plan.period.start, opened, ends)
        if condition is not None:
            conditions.append(condition)
    origins.assumed(("stages", stage, "gate"), "types/gates")
    return tuple(conditions)


def _written_condition(
    plan: Plan, condition: GateCondition, kpis: Mapping[str, CompleteKpi]
) -> CompleteCondition | None:
    kpi_id = resolve_kpi(condition.kpi, plan.kpis or ())
    if kpi_id is None or kpi_id not in kpis:
        return None
    if condition.at_least is not None:
        return CompleteCondition(kpi_id, "at_least", figure_value(condition.at_least, kpis[kpi_id]))
    return CompleteCondition(kpi_id, "at_most", figure_value(condition.at_most or Decimal(0), kpis[kpi_id]))


def _preset_condition(
    row: GateRow,
    goals: tuple[CompleteGoal, ...],
    kpis: Mapping[str, CompleteKpi],
    first: date,
    opened: date | None,
    ends: date,
) -> CompleteCondition | None:
    """A share of the way to the goal where the plan has one, but no more than its path reaches by the stage's end;
    else the preset value; else nothing."""
    kpi = kpis.get(row.kpi)
    if kpi is None:
        return None
    bound: Literal["at_least", "at_most"] = "at_most" if kpi.direction == "down" else "at_least"
    goal = next((g for g in goals if g.kpi == row.kpi), None)
    if goal is not None and row.of_goal is not None and goal.baseline is not None:
        wished = goal.baseline + (goal.target - goal.baseline) * row.of_goal
        on_path = path_value(goal, goal.baseline, start_of_path(goal, first, opened), ends)
        value = max(wished, on_path) if goal.target < goal.baseline else min(wished, on_path)
        return CompleteCondition(row.kpi, bound, round_value(value, kpi))
    if goal is not None and goal.baseline is None and row.of_goal is not None:
        return CompleteCondition(row.kpi, bound, goal.target) if row.of_goal == 1 else None
    if goal is None and row.value is not None and kpi.measure is not None:
        return CompleteCondition(row.kpi, bound, row.value)
    return None


def round_value(value: Decimal, kpi: CompleteKpi) -> Decimal:
    """Round a KPI value as people write it: counts and money up to whole numbers, the rest to one decimal."""
    if kpi.value in ("count", "money"):
        return value.to_integral_value(ROUND_CEILING)
    return value.quantize(Decimal("0.1"))
