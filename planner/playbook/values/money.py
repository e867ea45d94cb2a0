"""Money: payments, cash by month, and what is short. Amounts are in the plan's currency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.dates.ranges import Month
from planner.diagnostics.model import PlanPath
from planner.knowledge.schema import StageId, Text

Category = Literal["platform", "content", "activity", "operations"]
CATEGORIES: tuple[Category, ...] = ("platform", "content", "activity", "operations")


class Payment(Struct, frozen=True):
    """Money that goes out: a written line, an occurrence or labour."""

    id: str
    on: date
    category: Category
    amount: Decimal
    name: Text
    stage: StageId | None
    assumed: bool
    """Whether the amount is a preset of ours rather than the plan's."""
    path: PlanPath


class CashMonth(Struct, frozen=True):
    """One month: in, out, and what is left at its end (cumulative)."""

    month: Month
    income: Decimal
    out: Mapping[Category, Decimal]
    left: Decimal


class MoneyCell(Struct, frozen=True):
    """What is paid in one month of one stage for one category; only where something is paid."""

    month: Month
    stage: StageId
    category: Category
    amount: Decimal


class CurvePoint(Struct, frozen=True):
    """Where money stands at the end of a month, all amounts since the first day."""

    month: Month
    on: date
    """The month's last day in the plan."""
    arrived: Decimal
    spent: Decimal
    allowed: Decimal
    """What may be spent by then without contingency: the budgets of the stages that have begun, else all of it."""
    by_category: Mapping[Category, Decimal]
    """What has been spent on each category that has a cap."""


class UnitCost(Struct, frozen=True):
    """What one step of a goal costs if all planned money counts towards it; ``units`` is target minus baseline."""

    goal: str
    units: Decimal
    each: Decimal


class MoneyPlan(Struct, frozen=True):
    payments: tuple[Payment, ...]
    months: tuple[CashMonth, ...]
    by_stage: Mapping[StageId, Mapping[Category, Decimal]]
    planned: Decimal
    contingency: Decimal
    unplanned: Decimal
    """Total minus planned minus contingency: not given to anything yet."""
    lowest: CashMonth
    labour: Decimal | None
    """Labour cost of the period where people have costs; inside ``planned`` only if the budget includes labour."""
    unpriced: tuple[str, ...]
    """Ids of activities whose price nobody gave."""
    matrix: tuple[MoneyCell, ...] = ()
    """In order of month, stage, category; comes to ``planned``."""
    curve: tuple[CurvePoint, ...] = ()
    """One point for each month."""
    labour_inside: bool = False
    given: Decimal = Decimal(0)
    """The part of ``planned`` whose amounts are the plan's."""
    assumed: Decimal = Decimal(0)
    """The part of ``planned`` whose amounts are presets of ours."""
    per_member: Decimal | None = None
    """Planned money by member at the end; ``None`` where nobody knows how many there will be."""
    members: int | None = None
    per_active: Decimal | None = None
    """Planned money by active member at the end; only where a goal or a baseline gives them."""
    active: int | None = None
    per_goal: tuple[UnitCost, ...] = ()
    """For each goal that grows from a known baseline."""
    unpaid: tuple[str, ...] = ()
    """Ids of budget lines for a stage that the plan does not have: nothing is paid for them."""


class Shortfall(Struct, frozen=True):
    """A limit that what the plan requires cannot keep, however it is arranged, and by how much."""

    limit: Literal["total", "cap", "stage", "cash", "hours"]
    where: str
    """Category, stage id, ``YYYY-MM`` or a person's id; empty for the total."""
    week: date | None
    """Monday of the week, for hours."""
    amount: Decimal
    """Money, or minutes for hours, that are missing."""
    needed: Decimal
    given: Decimal
    causes: tuple[tuple[str, Text, Decimal], ...]
    """What is required there: id, name, how much of the limit it takes; greatest first."""
    path: PlanPath
    """Where the plan sets the limit."""
    assumed: Decimal = Decimal(0)
    """How much of ``needed`` rests on figures of ours."""
    enough: int | None = None
    """For hours: with so many minutes a week the person could do everything on the days as planned."""
