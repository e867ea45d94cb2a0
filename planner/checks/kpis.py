"""KPI: baselines, growth, measuring, and goals that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.checks.context import WorkedOut, Written
from planner.checks.goals import baseline_of, tracked
from planner.completion.kpis import figure_value, resolve_kpi
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.knowledge.load import load_kpis, load_platforms
from planner.knowledge.schema import Text

_DAYS_A_MONTH = 30.4375
_HUNDRED = Decimal(100)

PARTS: tuple[tuple[str, str], ...] = (
    ("dau", "wau"),
    ("dau", "mau"),
    ("wau", "mau"),
    ("mau", "members"),
    ("wau", "members"),
    ("dau", "members"),
    ("contributors", "members"),
    ("core_contributors", "contributors"),
    ("core_contributors", "members"),
    ("champions", "members"),
    ("interacting_members", "members"),
    ("net_growth", "new_members"),
    ("buyers", "orders"),
    ("active_rate_day", "active_rate_week"),
    ("active_rate_day", "active_rate"),
    ("active_rate_week", "active_rate"),
    ("retention_d30", "retention_d7"),
)
"""A part and the whole that it can never exceed."""


def check_baselines(worked: WorkedOut) -> Iterator[Finding]:
    """Yield KPI001 for goals whose starting point nobody wrote and nothing gives."""
    new = worked.complete.community.situation == "new"
    measured = {path.kpi: path.measured_by for path in worked.playbook.paths}
    known = {goal.kpi: goal.baseline for goal in worked.complete.goals}
    for index, goal, kpi in tracked(worked):
        if goal.kind == "keep" or known.get(kpi.id) is not None:
            continue
        day = measured.get(kpi.id)
        params = {"kpi": kpi.name, "measured": day if day is not None else worked.complete.period.start}
        path: PlanPath = ("goals", index, "baseline")
        if goal.baseline == "unknown":
            yield Finding("KPI001", path, "unknown", params)
        else:
            yield Finding("KPI001", ("goals", index), "new" if new else "default", params)


def check_growth(written: Written) -> Iterator[Finding]:
    """Yield KPI003 for counts that would have to grow faster than the threshold."""
    for index, goal, kpi in tracked(written):
        baseline, target = baseline_of(goal, kpi), figure_value(goal.target, kpi)
        if (
            kpi.value not in ("count", "money")
            or kpi.nature not in ("stock", "flow")
            or kpi.direction != "up"
        ):
            continue
        if (
            baseline is None
            or target <= baseline
            or baseline < max(Decimal(1), written.policy.threshold("KPI003", "from"))
        ):
            continue
        days = (goal.by - written.plan.period.start).days
        if days < 1:
            continue
        cap = written.policy.threshold("KPI003", "monthly_growth")
        months = days / _DAYS_A_MONTH
        rate = Decimal((float(target) / float(baseline)) ** (1 / months) - 1)
        if rate <= cap:
            continue
        reachable = Decimal(min(1e15, float(baseline) * (1 + float(cap)) ** months)).to_integral_value()
        params = {
            "kpi": kpi.name,
            "baseline": baseline,
            "target": target,
            "months": Decimal(months).quantize(Decimal("0.1")),
            "rate": (min(rate, Decimal(10**6)) * 100).quantize(Decimal(1)),
            "cap": cap * 100,
            "reachable": reachable,
        }
        yield Finding("KPI003", ("goals", index, "target"), params=params)


def check_measurable(worked: WorkedOut) -> Iterator[Finding]:
    """Yield KPI004 for goals that nobody can count on the plan's platforms."""
    names = tuple(load_platforms()[platform.kind].name for platform in worked.complete.platforms)
    for index, goal, _ in tracked(worked):
        kpi_id = resolve_kpi(goal.kpi, worked.plan.kpis or ())
        kpi = worked.complete.kpis.get(kpi_id or "")
        if kpi is None or kpi.measure is not None or kpi.source:
            continue
        row = load_kpis().get(kpi.id)
        if row is None:
            yield Finding("KPI004", ("goals", index, "kpi"), "own", {"kpi": kpi.name})
        else:
            how = row.measures[0].how if row.measures else Text("", "")
            params = {"kpi": kpi.name, "platforms": names, "how": how}
            yield Finding("KPI004", ("goals", index, "kpi"), params=params)


def check_more_than_size(written: Written) -> Iterator[Finding]:
    """Yield KPI005 if all goals measure size; KPIs of the plan's own may measure anything."""
    found = list(tracked(written))
    every = len(found) == len(written.plan.goals)
    if found and every and all(kpi.id in load_kpis() and kpi.criterion == "scale" for _, _, kpi in found):
        names = tuple(dict.fromkeys(kpi.name for _, _, kpi in found))
        yield Finding("KPI005", ("goals",), params={"kpis": names}, at="key")


def check_parts(written: Written) -> Iterator[Finding]:
    """Yield KPI007 for a part whose target exceeds that of the whole at the same day or later."""
    found = list(tracked(written))
    for index, goal, kpi in found:
        for other, whole_goal, whole in found:
            if (kpi.id, whole.id) not in PARTS or goal.by > whole_goal.by:
                continue
            part_target, whole_target = figure_value(goal.target, kpi), figure_value(whole_goal.target, whole)
            if part_target > whole_target:
                params = {
                    "part": kpi.name,
                    "part_target": str(goal.target),
                    "whole": whole.name,
                    "whole_target": str(whole_goal.target),
                }
                related = (Related(("goals", other, "target"), "whole"),)
                yield Finding("KPI007", ("goals", index, "target"), params=params, related=related)
                break


def check_stickiness(written: Written) -> Iterator[Finding]:
    """Yield KPI008 for a stickiness goal in a community that stays small."""
    found = list(tracked(written))
    members = next((figure_value(goal.target, kpi) for _, goal, kpi in found if kpi.id == "members"), None)
    for index, _, kpi in found:
        if kpi.id == "stickiness" and members is not None:
            least = written.policy.threshold("KPI008", "members")
            if members < least:
                params = {"kpi": kpi.name, "members": members, "least": least}
                yield Finding("KPI008", ("goals", index, "kpi"), params=params)
