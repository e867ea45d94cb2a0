"""Completing the stages: windows, focus, strategy, tasks with dates, gates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from planner.completion.decision_days import DecisionDays
from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import figure_value, resolve_kpi, wholes_of
from planner.completion.origins import OriginBook
from planner.completion.paths import Course, Gate, draw_course, gates_of_goal, goal_of_gate, round_value
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
    deciding: DecisionDays,
    params: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[CompleteStage, ...]:
    """Fill in focus, strategies, tasks and gates for each stage that has a window."""
    situation = plan.community.situation or "new"
    gates = _GateMaker(plan, windows, goals, kpis, deciding, tasks.opening, origins)
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
                gate=gates.gate(stage, type_row.gates.get(stage, ())),
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


class _GateMaker:
    """Makes the gates: as written, else from presets on the goals' paths, which go by way of the written ones."""

    def __init__(
        self,
        plan: Plan,
        windows: Mapping[StageId, DateRange],
        goals: tuple[CompleteGoal, ...],
        kpis: Mapping[str, CompleteKpi],
        deciding: DecisionDays,
        opened: date | None,
        origins: OriginBook,
    ) -> None:
        self._days = {stage: deciding.gate(window) for stage, window in windows.items()}
        self._written = {
            stage: tuple(
                condition
                for one in written.gate
                if (condition := _written_condition(plan, one, kpis)) is not None
            )
            for stage in windows
            if (written := written_stage(plan, stage)) is not None and written.gate is not None
        }
        self._goals = goals
        self._kpis = kpis
        self._origins = origins
        given = [Gate(stage, self._days[stage], one) for stage, gate in self._written.items() for one in gate]
        first = plan.period.start
        self._courses: dict[str, Course | None] = {
            goal.id: draw_course(goal, kpis[goal.kpi], first, opened, gates_of_goal(goal, given, goals))
            for goal in goals
        }

    def gate(self, stage: StageId, presets: tuple[GateRow, ...]) -> tuple[CompleteCondition, ...]:
        """Return the conditions of a stage's gate."""
        if stage in self._written:
            return self._written[stage]
        found = (self._preset(row, self._days[stage]) for row in presets)
        self._origins.assumed(("stages", stage, "gate"), "types/gates")
        return tuple(condition for condition in found if condition is not None)

    def _preset(self, row: GateRow, on: date) -> CompleteCondition | None:
        """A share of the way to the goal where the plan has one, but no more than its path has on the day on which the
        gate is looked at; else the preset value; else nothing."""
        kpi = self._kpis.get(row.kpi)
        if kpi is None:
            return None
        bound: Literal["at_least", "at_most"] = "at_most" if kpi.direction == "down" else "at_least"
        goal = goal_of_gate(row.kpi, on, self._goals)
        if goal is not None and row.of_goal is not None and goal.baseline is not None:
            wished = round_value(goal.baseline + (goal.target - goal.baseline) * row.of_goal, kpi)
            on_path = self._on_paths(goal, on)
            value = max(wished, on_path) if goal.target < goal.baseline else min(wished, on_path)
            return CompleteCondition(row.kpi, bound, value)
        if goal is not None and goal.baseline is None and row.of_goal is not None:
            return CompleteCondition(row.kpi, bound, goal.target) if row.of_goal == 1 else None
        if goal is None and row.value is not None and kpi.measure is not None:
            return CompleteCondition(row.kpi, bound, row.value)
        return None

    def _on_paths(self, goal: CompleteGoal, on: date) -> Decimal:
        """What a goal's path has on a day; a part no more than the path of the whole."""
        course = self._courses[goal.id]
        value = course.value(on) if course is not None else goal.target
        wholes = [
            whole.value(on)
            for other in self._goals
            if other.kpi in wholes_of(goal.kpi) and other.kind != "at_most" and on <= other.by
            if (whole := self._courses[other.id]) is not None
        ]
        return min(value, *wholes) if wholes and goal.kind != "at_most" else value


def _written_condition(
    plan: Plan, condition: GateCondition, kpis: Mapping[str, CompleteKpi]
) -> CompleteCondition | None:
    kpi_id = resolve_kpi(condition.kpi, plan.kpis or ())
    if kpi_id is None or kpi_id not in kpis:
        return None
    if condition.at_least is not None:
        return CompleteCondition(kpi_id, "at_least", figure_value(condition.at_least, kpis[kpi_id]))
    return CompleteCondition(kpi_id, "at_most", figure_value(condition.at_most or Decimal(0), kpis[kpi_id]))
