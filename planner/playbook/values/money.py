"""Money: payments, cash by month, and what is short. Amounts are in the plan's currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.dates.ranges import Month
from planner.diagnostics.model import PlanPath
from planner.knowledge.schema import StageId, Text

Category = Literal["platform", "content", "activity", "operations"]
CATEGORIES: tuple[Category, ...] = ("platform", "content", "activity", "operations")


@dataclass(frozen=True, slots=True)
class Payment:
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


@dataclass(frozen=True, slots=True)
class CashMonth:
    """One month: in, out, and what is left at its end (cumulative)."""

    month: Month
    income: Decimal
    out: Mapping[Category, Decimal]
    left: Decimal


@dataclass(frozen=True, slots=True)
class MoneyPlan:
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


@dataclass(frozen=True, slots=True)
class Shortfall:
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
