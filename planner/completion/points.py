"""What points rules alone say: the most that can be earned in a day, the most that a point can cost."""

from __future__ import annotations

from decimal import Decimal

from planner.plan.governance import Points


def most_a_day(points: Points) -> int | None:
    """Return the most points that a member can earn in a day; ``None`` where an action has no daily cap."""
    if any(earning.daily_cap is None for earning in points.earn):
        return None
    return sum(earning.points * (earning.daily_cap or 0) for earning in points.earn)


def dearest_per_point(points: Points) -> tuple[Decimal, str]:
    """Return the most money that a point can cost and the reward that costs it; 0 and nothing without values."""
    priced = [(r.value / r.points, r.reward) for r in points.redeem if r.value and r.points]
    return max(priced, key=lambda one: one[0], default=(Decimal(0), ""))


def earned_a_week(points: Points, actions: Decimal) -> Decimal:
    """Return the points of a member who does so many things a week, each of the written actions equally often.

    An action with a daily cap counts at most seven times that cap.
    """
    each = actions / len(points.earn) if points.earn else Decimal(0)
    return sum(
        (
            earning.points
            * (each if earning.daily_cap is None else min(each, Decimal(earning.daily_cap * 7)))
            for earning in points.earn
        ),
        Decimal(0),
    )
