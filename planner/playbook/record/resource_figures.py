"""The shape of hours, money and what is short of either in the record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from planner.knowledge.schema import StageId
from planner.playbook.record.plain import MonthName, Part, Path, Said, WeekName
from planner.playbook.record.shape import PaymentRecord
from planner.playbook.values.hours import WorkSource
from planner.playbook.values.money import Category


class WeekRecord(Part, frozen=True, kw_only=True):
    """Minutes of one holder in one week."""

    week: WeekName
    holder: str
    demand: dict[WorkSource, int]
    capacity: int | None = None
    """Absent where the plan gives no hours."""


class AheadRecord(Part, frozen=True, kw_only=True):
    """Work done before the week in which it is due."""

    work: str
    holder: str
    source: WorkSource
    week: WeekName
    minutes: int
    due: date


class RemedyRecord(Part, frozen=True, kw_only=True):
    """What would take an overload away."""

    kind: Literal["move", "drop", "add"]
    what: str = ""
    to: date | None = None
    minutes: int = 0


class OverloadRecord(Part, frozen=True, kw_only=True):
    """A week in which a holder has more to do than hours."""

    week: WeekName
    holder: str
    minutes: int
    causes: tuple[str, ...] = ()
    remedy: RemedyRecord


class HoursRecord(Part, frozen=True, kw_only=True):
    """All work week by week, in minutes."""

    total: int
    weekly_mean: dict[str, int]
    weeks: tuple[WeekRecord, ...]
    ahead: tuple[AheadRecord, ...] = ()
    overloads: tuple[OverloadRecord, ...] = ()


class CashRecord(Part, frozen=True, kw_only=True):
    """Money of one month: in, out, and what is left at its end."""

    month: MonthName
    income: Decimal
    out: dict[Category, Decimal]
    left: Decimal


class CellRecord(Part, frozen=True, kw_only=True):
    """What is paid in one month of one stage for one category."""

    month: MonthName
    stage: StageId
    category: Category
    amount: Decimal


class CurveRecord(Part, frozen=True, kw_only=True):
    """Where money stands at the end of a month, all amounts since the first day."""

    month: MonthName
    on: date
    arrived: Decimal
    spent: Decimal
    allowed: Decimal
    by_category: dict[Category, Decimal]


class UnitCostRecord(Part, frozen=True, kw_only=True):
    """What one step of a goal costs if all planned money counts towards it."""

    goal: str
    units: Decimal
    each: Decimal


class MoneyRecord(Part, frozen=True, kw_only=True):
    """All money, in the plan's currency."""

    total: Decimal
    planned: Decimal
    contingency: Decimal
    unplanned: Decimal
    labour: Decimal | None = None
    lowest: MonthName
    months: tuple[CashRecord, ...]
    by_stage: dict[StageId, dict[Category, Decimal]]
    unpriced: tuple[str, ...] = ()
    unpaid: tuple[str, ...] = ()
    labour_inside: bool = False
    given: Decimal = Decimal(0)
    assumed: Decimal = Decimal(0)
    per_member: Decimal | None = None
    members: int | None = None
    per_active: Decimal | None = None
    active: int | None = None
    per_goal: tuple[UnitCostRecord, ...] = ()
    matrix: tuple[CellRecord, ...] = ()
    curve: tuple[CurveRecord, ...] = ()
    payments: tuple[PaymentRecord, ...]


class CauseRecord(Part, frozen=True, kw_only=True):
    """What is required at a limit, and how much of it it takes."""

    id: str
    name: Said
    amount: Decimal


class ShortfallRecord(Part, frozen=True, kw_only=True):
    """A limit that what the plan requires cannot keep, and by how much."""

    limit: Literal["total", "cap", "stage", "cash", "hours"]
    where: str = ""
    week: WeekName | None = None
    amount: Decimal
    needed: Decimal
    given: Decimal
    causes: tuple[CauseRecord, ...] = ()
    path: Path
    assumed: Decimal = Decimal(0)
    enough: int | None = None
