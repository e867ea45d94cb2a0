"""What planned money comes to by member, by active member and by step of a goal, where the plan has the figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from planner.completion.model import CompletePlan
from planner.playbook.values.money import UnitCost
from planner.playbook.values.targets import GrowthMonth

_CENT = Decimal("0.01")
_ACTIVE_COUNT = "mau"
_ACTIVE_SHARE = "active_rate"
"""The two KPIs that say how many members are active in a month: as a number and in percent of members."""


def members_at_end(growth: tuple[GrowthMonth, ...]) -> int | None:
    """Return the members at the end of the plan, ``None`` where neither channels nor a goal give them."""
    return growth[-1].end if growth and growth[-1].end > 0 else None


def active_members(plan: CompletePlan, members: int | None) -> int | None:
    """Return the active members at the end: a goal's number, else a goal's share of the members; else ``None``."""
    for goal in plan.goals:
        if goal.kpi == _ACTIVE_COUNT and goal.target > 0:
            return int(goal.target)
    for goal in plan.goals:
        if goal.kpi == _ACTIVE_SHARE and members is not None:
            return int((members * goal.target / 100).to_integral_value(ROUND_HALF_UP)) or None
    return None


def each(planned: Decimal, units: Decimal | int | None) -> Decimal | None:
    """Return planned money by unit in whole hundredths; ``None`` where there is no money or no unit."""
    if not planned or not units:
        return None
    return (planned / units).quantize(_CENT, ROUND_HALF_UP)


def unit_costs(plan: CompletePlan, planned: Decimal) -> tuple[UnitCost, ...]:
    """Return planned money / (target − baseline) for each goal that is to grow from a known baseline."""
    found = []
    for goal in plan.goals:
        units = goal.target - goal.baseline if goal.baseline is not None else None
        cost = each(planned, units) if units is not None and units > 0 and goal.kind == "at_least" else None
        if units is not None and cost is not None:
            found.append(UnitCost(goal.id, units, cost))
    return tuple(found)
