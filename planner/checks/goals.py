"""GOL and the KPI checks that compare a goal with its own baseline, bounds and day."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.checks.context import Written
from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import complete_kpis, figure_value, resolve_kpi
from planner.completion.period import complete_period
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.plan.fields import StageName
from planner.plan.strategy import Goal

_RATES = ("percent", "permille", "ratio")


def tracked(written: Written) -> Iterator[tuple[int, Goal, CompleteKpi]]:
    """Give each goal whose KPI is known, with its index and the KPI as the plan defines it."""
    kpis = complete_kpis(written.plan.kpis or (), frozenset())
    for index, goal in enumerate(written.plan.goals):
        kpi_id = resolve_kpi(goal.kpi, written.plan.kpis or ())
        if kpi_id is not None and kpi_id in kpis:
            yield index, goal, kpis[kpi_id]


def baseline_of(goal: Goal, kpi: CompleteKpi) -> Decimal | None:
    """Return a written baseline in the KPI's unit, ``None`` if there is none or it is unknown."""
    if goal.baseline is None or goal.baseline == "unknown":
        return None
    return figure_value(goal.baseline, kpi)


def check_goal_says_something(written: Written) -> Iterator[Finding]:
    """Yield GOL002 for goals that ask for no change, for nothing, or by the first day."""
    for index, goal, kpi in tracked(written):
        target, baseline = figure_value(goal.target, kpi), baseline_of(goal, kpi)
        path: PlanPath = ("goals", index)
        rises = kpi.direction == "up" and goal.kind in (None, "at_least")
        if rises and baseline == target:
            params = {"target": str(goal.target), "baseline": str(goal.baseline)}
            yield Finding("GOL002", (*path, "target"), "no_change", params)
        elif rises and target == 0:
            yield Finding("GOL002", (*path, "target"), "zero", {"kpi": kpi.name})
        if goal.by == written.plan.period.start:
            yield Finding("GOL002", (*path, "by"), "first_day", {"by": goal.by})


def check_goal_day(written: Written) -> Iterator[Finding]:
    """Yield GOL003 for goals that are due outside the period."""
    period = complete_period(written.plan.period)
    for index, goal in enumerate(written.plan.goals):
        if goal.by not in period:
            params = {"by": goal.by, "start": period.start, "end": period.last}
            yield Finding("GOL003", ("goals", index, "by"), params=params)


def check_goals_agree(written: Written) -> Iterator[Finding]:
    """Yield GOL004 for a second target of one KPI on one day; goals with names of their own are told apart."""
    first: dict[tuple[object, ...], int] = {}
    for index, goal, kpi in tracked(written):
        same = (kpi.id, goal.by, goal.kind, goal.name)
        earlier = first.setdefault(same, index)
        if earlier != index:
            other = written.plan.goals[earlier]
            variant = "same" if other.target == goal.target else "default"
            params = {"kpi": kpi.name, "by": goal.by, "target": str(goal.target), "other": str(other.target)}
            related = (Related(("goals", earlier, "target"), "first"),)
            yield Finding("GOL004", ("goals", index, "target"), variant, params, related=related)


def check_direction(written: Written) -> Iterator[Finding]:
    """Yield KPI002 for targets that are worse than the baseline."""
    for index, goal, kpi in tracked(written):
        target, baseline = figure_value(goal.target, kpi), baseline_of(goal, kpi)
        if (
            baseline is None
            or goal.kind == "keep"
            or (target == 0 and kpi.direction == "up")
            or not _fits(goal.target, kpi)
        ):
            continue  # a target of 0 and a wrong unit are reported on their own
        params = {"kpi": kpi.name, "target": str(goal.target), "baseline": str(goal.baseline)}
        if kpi.direction == "up" and goal.kind != "at_most" and target < baseline:
            yield Finding("KPI002", ("goals", index, "target"), "lower", params)
        elif kpi.direction == "down" and goal.kind in (None, "at_most") and target > baseline:
            yield Finding("KPI002", ("goals", index, "target"), "higher", params)


def check_figures(written: Written) -> Iterator[Finding]:
    """Yield KPI006 for targets, baselines and gate bounds that their KPI cannot have."""
    for index, goal, kpi in tracked(written):
        yield from _figure(("goals", index, "target"), goal.target, kpi)
        if goal.baseline is not None and goal.baseline != "unknown":
            yield from _figure(("goals", index, "baseline"), goal.baseline, kpi)
    kpis = complete_kpis(written.plan.kpis or (), frozenset())
    stages: tuple[StageName, ...] = ("build", "growth", "maturity")
    for stage in stages:
        own = getattr(written.plan.stages, stage) if written.plan.stages else None
        for number, condition in enumerate((own.gate if own else None) or ()):
            kpi_id = resolve_kpi(condition.kpi, written.plan.kpis or ())
            key = "at_least" if condition.at_least is not None else "at_most"
            if kpi_id is not None and kpi_id in kpis:
                path: PlanPath = ("stages", stage, "gate", number, key)
                yield from _figure(path, getattr(condition, key), kpis[kpi_id])


def _fits(figure: Decimal | str, kpi: CompleteKpi) -> bool:
    """Whether a figure with a percent sign belongs to a rate."""
    return not isinstance(figure, str) or kpi.value in _RATES


def _figure(path: PlanPath, figure: Decimal | str, kpi: CompleteKpi) -> Iterator[Finding]:
    params: dict[str, object] = {"kpi": kpi.name, "value": str(figure)}
    if not _fits(figure, kpi):
        yield Finding("KPI006", path, "percent_on_count", params)
        return
    value = figure_value(figure, kpi)
    unit = kpi.unit.zh if kpi.unit.zh in ("%", "‰") else ""
    if kpi.maximum is not None and value > kpi.maximum:
        yield Finding("KPI006", path, "above", {**params, "maximum": f"{kpi.maximum:f}{unit}"})
    elif kpi.minimum is not None and value < kpi.minimum:
        yield Finding("KPI006", path, "below", {**params, "minimum": f"{kpi.minimum:f}{unit}"})
