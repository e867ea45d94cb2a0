"""KPI: baselines, growth, measuring, and goals that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from planner.checks.context import WorkedOut, Written
from planner.checks.goals import baseline_of, tracked
from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import PARTS, figure_value, resolve_kpi
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.knowledge.load import load_kpis, load_platforms
from planner.knowledge.schema import Text

_DAYS_A_MONTH = 30.4375
_HUNDRED = Decimal(100)


def check_baselines(worked: WorkedOut) -> Iterator[Finding]:
    """Yield KPI001 for goals whose starting point nobody wrote and nothing gives."""
    new = worked.complete.community.situation == "new"
    measured = {path.kpi: path.measured_by for path in worked.playbook.paths}
    known = {goal.kpi: goal.baseline for goal in worked.complete.goals}
    for index, goal, kpi in tracked(worked):
        if goal.kind == "keep" or known.get(kpi.id) is not None:
            continue
        day = measured.get(kpi.id)
        params = {"kpi": kpi.name, "measured": day if day is not None else goal.by, "by": goal.by}
        path: PlanPath = ("goals", index, "baseline")
        if day is None and kpi.id in measured and (new or goal.baseline == "unknown"):
            yield Finding("KPI001", ("goals", index), "no_event", params)
        elif goal.baseline == "unknown":
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
    """Yield KPI007 for a part whose target exceeds that of the whole at the same day or later, or whose baseline
    exceeds the whole's."""
    found = list(tracked(written))
    for index, goal, kpi in found:
        for other, whole_goal, whole in found:
            if (kpi.id, whole.id) not in PARTS or "at_most" in (goal.kind, whole_goal.kind):
                continue
            now, whole_now = baseline_of(goal, kpi), baseline_of(whole_goal, whole)
            if now is not None and whole_now is not None and now > whole_now:
                yield _contradiction(
                    index, other, "baseline", (kpi, whole), (goal.baseline, whole_goal.baseline)
                )
                break
            if goal.by > whole_goal.by:
                continue
            if figure_value(goal.target, kpi) > figure_value(whole_goal.target, whole):
                yield _contradiction(index, other, "target", (kpi, whole), (goal.target, whole_goal.target))
                break


def _contradiction(
    part: int,
    whole: int,
    key: Literal["baseline", "target"],
    kpis: tuple[CompleteKpi, CompleteKpi],
    figures: tuple[object, object],
) -> Finding:
    params = {
        "part": kpis[0].name,
        "part_target": str(figures[0]),
        "whole": kpis[1].name,
        "whole_target": str(figures[1]),
    }
    related = (Related(("goals", whole, key), "whole"),)
    variant = "default" if key == "target" else key
    return Finding("KPI007", ("goals", part, key), variant, params, related=related)


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
