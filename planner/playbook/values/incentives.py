"""Points and levels in numbers, where the plan uses them. Money is in the plan's currency."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from planner.dates.ranges import Month


class PointsMonth(Struct, frozen=True):
    """Points of one month: outstanding at its start + issued − redeemed − expired = outstanding at its end."""

    month: Month
    issued: int
    redeemed: int
    expired: int
    outstanding: int
    liability: Decimal
    """What redeeming all outstanding points would cost."""


class LevelReach(Struct, frozen=True):
    """A level and when a member comes to it; ``None`` where that is not within the plan's period."""

    name: str
    points: int
    median_days: int | None
    """Days for a member of median activity."""
    top_days: int | None
    """Days for one of the most active tenth."""


class IncentivePlan(Struct, frozen=True):
    """What the points rules come to on the stated assumptions."""

    months: tuple[PointsMonth, ...]
    median_per_month: int
    top_per_month: int
    levels: tuple[LevelReach, ...]
    cost: Decimal
    """What redeemed points cost over the period."""
    budget: Decimal | None
    uncapped: tuple[str, ...]
    """Actions that earn points without a daily cap."""
    has_sink: bool
    """Whether points can be spent at all."""
    expires: bool
    per_point: Decimal = Decimal(0)
    """What a point costs at most: the redemption that gives the most money for a point."""
    dearest: str = ""
    """That redemption; empty where none has a value."""
    unpriced: tuple[str, ...] = ()
    """Redemptions whose value nobody wrote."""
    over: Decimal | None = None
    """What redeemed and outstanding points together cost beyond the budget; ``None`` if it is enough or not written."""
    active_share: Decimal = Decimal(0)
    redeem_share: Decimal = Decimal(0)
    median_actions: Decimal = Decimal(0)
    """Times a week."""
    top_actions: Decimal = Decimal(0)
    assumed: tuple[str, ...] = ()
    """Assumptions of ours that the figures rest on; the rest is written."""
