"""INC: points, levels and referral, as the plan writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from planner.checks.activities import written_activities
from planner.checks.context import WorkedOut, Written
from planner.completion.period import complete_period
from planner.completion.points import dearest_per_point, most_a_day
from planner.dates.ranges import months
from planner.diagnostics.model import Finding, PlanPath

_DAYS_A_MONTH = 30
_HEAD_COUNT = re.compile(
    r"人头|入门费|入会费|入伙费|加盟费|每拉\s*(?:一|1|\d+)\s*(?:个|人|位)|拉满|per head|head-?count|entry fee|joining fee",
    re.IGNORECASE,
)
_POINTS: PlanPath = ("incentives", "points")


def check_bounds(written: Written) -> Iterator[Finding]:
    """Yield INC001 for points without a cap, an expiry or anything to spend them on."""
    points = written.plan.incentives.points if written.plan.incentives else None
    if points is None:
        return
    for index, earning in enumerate(points.earn):
        if earning.daily_cap is None:
            yield Finding("INC001", (*_POINTS, "earn", index), "no_cap", {"action": earning.action})
    if points.expire_months is None:
        yield Finding("INC001", _POINTS, "no_expiry", at="key")
    if not points.redeem:
        yield Finding("INC001", _POINTS, "no_sink", at="key")


def check_liability(worked: WorkedOut) -> Iterator[Finding]:
    """Yield INC002 where prizes, or all points that could be earned, cost more than the incentives' budget."""
    incentives = worked.plan.incentives
    if incentives is None or incentives.budget is None:
        return
    yield from _prizes(worked, incentives.budget)
    points = incentives.points
    daily = most_a_day(points) if points else None
    if points is None or not daily:
        return
    each = dearest_per_point(points)[0]
    members = next((g.target for g in worked.complete.goals if g.kpi == "members"), None)
    if not each or members is None:
        return
    span = len(months(worked.complete.period))
    span = min(span, points.expire_months) if points.expire_months else span
    earned = daily * _DAYS_A_MONTH
    person = each * earned * span
    if person * members > incentives.budget:
        params = {
            "earned": earned,
            "months": span,
            "all_points": earned * span,
            "per_point": round(each, 2),
            "each": round(person, 2),
            "members": members,
            "liability": round(person * members),
            "budget": incentives.budget,
        }
        yield Finding("INC002", ("incentives", "budget"), "points", params)


def _prizes(worked: WorkedOut, budget: Decimal) -> Iterator[Finding]:
    terms: list[str] = []
    total = Decimal(0)
    for _, item, activity in written_activities(worked):
        held = sum(1 for o in worked.playbook.activities.occurrences if o.activity.id == activity.id)
        if item.prize is not None and held:
            total += item.prize.value * item.prize.count * held
            terms.append(f"{item.prize.value:f} × {item.prize.count} × {held}")
    if total > budget:
        params = {"prizes": total, "sum": " + ".join(terms), "budget": budget}
        yield Finding("INC002", ("incentives", "budget"), "prizes", params)


def check_levels(written: Written) -> Iterator[Finding]:
    """Yield INC003 for levels that do not rise, cannot be reached or give nothing."""
    incentives = written.plan.incentives
    levels = (incentives.levels if incentives else None) or ()
    for index, (before, level) in enumerate(pairwise(levels), 1):
        if level.points <= before.points:
            params = {
                "level": level.name,
                "points": level.points,
                "before": before.name,
                "points_before": before.points,
            }
            yield Finding("INC003", ("incentives", "levels", index, "points"), "not_rising", params)
    points = incentives.points if incentives else None
    daily = most_a_day(points) if points else None
    days = complete_period(written.plan.period).days
    for index, level in enumerate(levels):
        if daily is not None and level.points > daily * days:
            params = {
                "level": level.name,
                "points": level.points,
                "daily": daily,
                "days": days,
                "most": daily * days,
            }
            yield Finding("INC003", ("incentives", "levels", index, "points"), "unreachable", params)
        if not level.perks:
            yield Finding("INC003", ("incentives", "levels", index), "no_perk", {"level": level.name})


def check_referral(written: Written) -> Iterator[Finding]:
    """Yield INC004 for referral in several levels, without a condition, or paid by head-count."""
    referral = written.plan.incentives.referral if written.plan.incentives else None
    if referral is None:
        return
    path: PlanPath = ("incentives", "referral")
    if referral.levels >= 2:
        variant = "deep" if referral.levels >= 3 else "two"
        yield Finding("INC004", (*path, "levels"), variant, {"levels": referral.levels})
    for key in ("reward", "condition"):
        text = getattr(referral, key) or ""
        if _HEAD_COUNT.search(text):
            yield Finding("INC004", (*path, key), "head_count", {"text": text})
    if referral.condition is None:
        yield Finding("INC004", path, "no_condition", at="key")
