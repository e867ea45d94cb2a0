"""Points and levels in numbers: issued, redeemed, expired, outstanding, and what that costs at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from planner.completion.model import CompletePlan
from planner.completion.points import dearest_per_point, earned_a_week
from planner.knowledge.load import assumed
from planner.plan.governance import Level, Points
from planner.playbook.goals.courses import opening_day
from planner.playbook.goals.growth import open_days
from planner.playbook.values.incentives import IncentivePlan, LevelReach, PointsMonth
from planner.playbook.values.targets import GrowthMonth

_TOP = Decimal("0.1")
"""The most active part of the earners."""
_DAYS_A_WEEK = 7
_WEEKS_A_MONTH = Decimal(365) / 12 / _DAYS_A_WEEK


@dataclass(frozen=True, slots=True)
class _Habits:
    """How members earn and spend: as written, else assumed."""

    active_share: Decimal
    median_actions: Decimal
    top_actions: Decimal
    redeem_share: Decimal
    assumed: tuple[str, ...]


def build_incentives(plan: CompletePlan, growth: Sequence[GrowthMonth]) -> IncentivePlan | None:
    """Return what the points rules come to; ``None`` where the plan uses no points.

    Points earned by the earning share of the members, nine tenths of them at median and one tenth at top activity;
    of the points held, a share is spent each month, the oldest first; what is older than ``expire_months`` falls away
    at the month's end. Without growth there are no months, but levels all the same.
    """
    incentives = plan.incentives
    if incentives is None or incentives.points is None:
        return None
    points = incentives.points
    habits = _habits(points)
    median = earned_a_week(points, habits.median_actions)
    top = earned_a_week(points, max(habits.top_actions, habits.median_actions))
    per_point, dearest = dearest_per_point(points)
    months = _months(plan, points, habits, median * (1 - _TOP) + top * _TOP, per_point, growth)
    cost = sum((month.redeemed for month in months), 0) * per_point
    owed = cost + (months[-1].liability if months else Decimal(0))
    budget = incentives.budget
    return IncentivePlan(
        months=months,
        median_per_month=_whole(median * _WEEKS_A_MONTH),
        top_per_month=_whole(top * _WEEKS_A_MONTH),
        levels=tuple(_reach(plan, level, median, top) for level in incentives.levels or ()),
        cost=cost,
        budget=budget,
        uncapped=tuple(earning.action for earning in points.earn if earning.daily_cap is None),
        has_sink=bool(points.redeem),
        expires=points.expire_months is not None,
        per_point=per_point,
        dearest=dearest,
        unpriced=tuple(one.reward for one in points.redeem if one.value is None),
        over=owed - budget if budget is not None and owed > budget else None,
        active_share=habits.active_share,
        redeem_share=habits.redeem_share,
        median_actions=habits.median_actions,
        top_actions=habits.top_actions,
        assumed=habits.assumed,
    )


def _habits(points: Points) -> _Habits:
    ours: list[str] = []

    def figure(name: str) -> Decimal:
        written: Decimal | None = getattr(points, name)
        if written is not None:
            return Decimal(written)
        ours.append(f"points_{name}")
        return assumed(f"points_{name}")

    return _Habits(
        active_share=figure("active_share"),
        median_actions=figure("median_actions"),
        top_actions=figure("top_actions"),
        redeem_share=figure("redeem_share"),
        assumed=tuple(ours),
    )


def _months(
    plan: CompletePlan,
    points: Points,
    habits: _Habits,
    per_earner_a_week: Decimal,
    per_point: Decimal,
    growth: Sequence[GrowthMonth],
) -> tuple[PointsMonth, ...]:
    opened = opening_day(plan) or plan.period.start
    held: list[int] = []
    """What is left of each month's points, the oldest first."""
    found = []
    for place, month in enumerate(growth):
        inside = month.month.range.intersection(plan.period) or month.month.range
        earners = Decimal(month.start + month.end) / 2 * habits.active_share
        issued = _whole(earners * per_earner_a_week * open_days(inside, opened) / _DAYS_A_WEEK)
        held.append(issued)
        redeemed = _whole(sum(held) * habits.redeem_share) if points.redeem else 0
        _spend(held, redeemed)
        expired = 0
        if points.expire_months is not None:
            for old in range(max(0, place - points.expire_months + 1)):
                expired += held[old]
                held[old] = 0
        outstanding = sum(held)
        found.append(
            PointsMonth(month.month, issued, redeemed, expired, outstanding, outstanding * per_point)
        )
    return tuple(found)


def _spend(held: list[int], redeemed: int) -> None:
    """Take the redeemed points from the oldest months first."""
    for place, points in enumerate(held):
        taken = min(points, redeemed)
        held[place] -= taken
        redeemed -= taken


def _reach(plan: CompletePlan, level: Level, median: Decimal, top: Decimal) -> LevelReach:
    days = open_days(plan.period, opening_day(plan) or plan.period.start)
    return LevelReach(
        level.name, level.points, _days_to(level.points, median, days), _days_to(level.points, top, days)
    )


def _days_to(points: int, a_week: Decimal, days: int) -> int | None:
    """Whole days until a member who has nothing holds so many points; ``None`` where that takes too long."""
    if points == 0:
        return 0
    if a_week <= 0:
        return None
    needed = int((points * _DAYS_A_WEEK / a_week).to_integral_value(ROUND_CEILING))
    return needed if needed <= days else None


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
