"""Channels of acquisition: what each means per day, per place and in money."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.journey_hours import MONTH_DAYS
from planner.completion.model import CompletePlan
from planner.playbook.goals.growth import joins_a_month, month_spans, starting_members, until
from planner.playbook.goals.turning import MOST_JOINS, Growing, least_joins
from planner.playbook.values.members import ChannelCourse
from planner.playbook.values.targets import GrowthMonth

_HUNDREDTH = Decimal("0.01")
_TENTH = Decimal("0.1")


def build_channels(plan: CompletePlan) -> tuple[ChannelCourse, ...]:
    """Return the channels as written, and what the goal for members asks of each."""
    whole = joins_a_month(plan)
    needed = _needed(plan)
    return tuple(
        ChannelCourse(
            channel=channel.id,
            month=channel.joins_per_month,
            day=_rounded(channel.joins_per_month / MONTH_DAYS, _HUNDREDTH),
            needed=_rounded(needed * channel.joins_per_month / whole, _TENTH)
            if needed is not None and whole
            else None,
            cost_per_join=_rounded(channel.cost_per_month / channel.joins_per_month, _HUNDREDTH)
            if channel.cost_per_month and channel.joins_per_month
            else None,
        )
        for channel in plan.acquisition.channels
    )


def _needed(plan: CompletePlan) -> Decimal | None:
    """Joins a month with which the goal for members is reached, as its verdict works it out; ``None`` if nothing does."""
    goal = next(
        (one for one in plan.goals if one.kpi == "members" and one.kind in ("at_least", "keep")), None
    )
    if goal is None or starting_members(plan) is None:
        return None
    days = until(plan, goal.by)
    if days.is_empty:
        return None
    joins = least_joins(Growing(plan, month_spans(plan, days), _end), goal.target)
    return joins if joins < MOST_JOINS else None


def _end(growth: Sequence[GrowthMonth]) -> Decimal:
    return Decimal(growth[-1].end)


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)
