"""Goals as rows of a document: what is to be reached, the path, how it is counted, what the arithmetic says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.completion.model import CompleteCondition, CompleteGoal, CompleteKpi
from planner.documents.names import Names
from planner.documents.words import CHINESE, day, kpi_value, number, without_end
from planner.knowledge.schema import Text
from planner.playbook.model import GoalPath, Playbook

_BOUNDS = {
    "at_least": Text("至少 ", "at least "),
    "at_most": Text("不超过 ", "at most "),
    "keep": Text("保持 ", "keep "),
    "mean": Text("平均 ", "a mean of "),
}
_TENTH = Decimal("0.1")
"""Shares and means are not known more exactly than this."""
_CADENCE = {
    "day": Text("每天", "every day"),
    "week": Text("每周", "every week"),
    "month": Text("每月", "every month"),
    "quarter": Text("每季度", "every quarter"),
}


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal; ``baseline`` is empty where nobody knows it, ``how`` where the platforms cannot give the figure."""

    name: str
    baseline: str
    target: str
    """With its bound: ``at least 100 members``."""
    value: str
    """Without its bound."""
    phrase: str
    """Name and target as part of a sentence: ``at least 30 people (contributors)``."""
    by: str
    owner: str
    co_owners: str
    path: tuple[tuple[str, str], ...]
    """Day and value of each milestone; the last one only where the value never changes."""
    provisional: bool
    measured_by: str
    how: str
    cadence: str
    caveat: str
    verdict: str
    """``reachable``, ``tight``, ``out_of_reach`` or ``not_judged``."""
    planned: str
    gap: str
    per_day: str


def goal_rows(playbook: Playbook, names: Names) -> tuple[GoalRow, ...]:
    """Return the goals in the order of the plan."""
    paths = {path.goal: path for path in playbook.paths}
    return tuple(
        _row(playbook, goal, paths[goal.id], names) for goal in playbook.plan.goals if goal.id in paths
    )


def _row(playbook: Playbook, goal: CompleteGoal, path: GoalPath, names: Names) -> GoalRow:
    plan = playbook.plan
    kpi = plan.kpis[goal.kpi]
    year = plan.period.start.year
    verdict = path.verdict
    return GoalRow(
        name=names.kpi(goal.kpi),
        baseline=shown(goal.baseline, kpi, names) if goal.baseline is not None else "",
        target=names.text(_BOUNDS[goal.kind]) + shown(goal.target, kpi, names),
        value=shown(goal.target, kpi, names),
        phrase=_phrase(goal, kpi, names),
        by=day(goal.by, names.language, year),
        owner=names.holder(goal.owner) if goal.owner else "",
        co_owners="、".join(goal.co_owners) if names.language == CHINESE else ", ".join(goal.co_owners),
        path=_path(path, kpi, names),
        provisional=path.provisional,
        measured_by=day(path.measured_by, names.language, year) if path.measured_by else "",
        how=counting(kpi, names),
        cadence=names.text(_CADENCE[kpi.cadence]),
        caveat=without_end(names.text(kpi.caveat)) if kpi.caveat else "",
        verdict=verdict.kind,
        planned=shown(verdict.planned, kpi, names) if verdict.planned is not None else "",
        gap=shown(verdict.gap, kpi, names) if verdict.gap is not None else "",
        per_day=number(verdict.joins_per_day) if verdict.joins_per_day is not None else "",
    )


def _path(path: GoalPath, kpi: CompleteKpi, names: Names) -> tuple[tuple[str, str], ...]:
    year = names.plan.period.start.year
    steady = len({m.value for m in path.milestones}) == 1
    wanted = path.milestones[-1:] if steady else path.milestones
    return tuple((day(m.on, names.language, year), shown(m.value, kpi, names)) for m in wanted)


def _phrase(goal: CompleteGoal, kpi: CompleteKpi, names: Names) -> str:
    return _named(goal.kpi, names.text(_BOUNDS[goal.kind]) + shown(goal.target, kpi, names), names)


def _named(kpi: str, target: str, names: Names) -> str:
    name = names.kpi(kpi)
    if names.language == CHINESE:
        return f"{name}{target}"
    return target if target.endswith(name) else f"{target} ({name})"


def condition_phrase(condition: CompleteCondition, names: Names) -> str:
    """Return a gate condition as part of a sentence: ``首次响应时长不超过 4 小时`` / ``no safety incidents``."""
    if condition.value == 0 and condition.bound == "at_most":
        return ("没有" if names.language == CHINESE else "no ") + names.kpi(condition.kpi)
    return _named(condition.kpi, bound(condition, names), names)


def goals_by_day(rows: Sequence[GoalRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the goals' days in the plan's order, each with the phrases of its goals."""
    days: dict[str, list[str]] = {}
    for row in rows:
        days.setdefault(row.by, []).append(row.phrase)
    return tuple((on, tuple(phrases)) for on, phrases in days.items())


def shown(value: Decimal, kpi: CompleteKpi, names: Names) -> str:
    """Return a value of a KPI with its unit."""
    exact = value if kpi.value in ("count", "money") else value.quantize(_TENTH)
    return kpi_value(exact, kpi, names.language, names.plan.currency)


def counting(kpi: CompleteKpi, names: Names) -> str:
    """Return how a KPI is counted on the plan's platforms; the plan's own source where it names one; else empty."""
    if kpi.measure is not None:
        return without_end(names.text(kpi.measure.how))
    return kpi.source


def bound(condition: CompleteCondition, names: Names) -> str:
    """Return a gate condition's bound and value: ``至少 25 家`` / ``at most 4 hours``."""
    kpi = names.plan.kpis[condition.kpi]
    return names.text(_BOUNDS[condition.bound]) + shown(condition.value, kpi, names)


def value_on(playbook: Playbook, goal: CompleteGoal, on: date) -> Decimal | None:
    """Return the goal's value on a day, straight between milestones; ``None`` where nothing is known of it.

    Nothing is known before the first milestone without a baseline, nor after the goal's own day.
    """
    path = next((path for path in playbook.paths if path.goal == goal.id), None)
    if path is None or on > goal.by:
        return None
    points = [(m.on, m.value) for m in path.milestones]
    if goal.baseline is not None:
        points.insert(0, (playbook.plan.period.start, goal.baseline))
    before = [point for point in points if point[0] <= on]
    after = [point for point in points if point[0] >= on]
    if not before or not after:
        return None
    (start, low), (end, high) = before[-1], after[0]
    if start >= end:
        return low
    return low + (high - low) * Decimal((on - start).days) / Decimal((end - start).days)
