"""Money as rows of a document: month by month, by stage, and the month in which it is shortest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.documents.names import Names
from planner.documents.words import money, month_range
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.money import CATEGORIES, CashMonth, Category

CATEGORY_NAMES: Mapping[Category, Text] = {
    "platform": Text("平台", "platforms"),
    "content": Text("内容", "content"),
    "activity": Text("活动", "activities"),
    "operations": Text("运营维护", "running costs"),
}
_MOST_ROWS = 12
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class CashRow:
    """A month (or a quarter, where there are more than twelve months); zero amounts are a dash."""

    label: str
    income: str
    by_category: tuple[str, ...]
    out: str
    left: str
    short: bool
    lowest: bool


@dataclass(frozen=True, slots=True)
class CashTable:
    """The months of a plan; ``categories`` are those in which something is spent at all."""

    categories: tuple[str, ...]
    rows: tuple[CashRow, ...]
    by_quarter: bool
    funds_dated: bool
    """Whether the plan says when money arrives."""


def cash_table(playbook: Playbook, names: Names, *, compact: bool = False) -> CashTable:
    """Return money by month; ``compact`` joins months into quarters when there are more than twelve."""
    months = playbook.money.months
    used = [c for c in CATEGORIES if any(row.out.get(c, Decimal(0)) for row in months)]
    size = _QUARTER if compact and len(months) > _MOST_ROWS else 1
    parts = [months[at : at + size] for at in range(0, len(months), size)]
    return CashTable(
        categories=tuple(names.text(CATEGORY_NAMES[c]) for c in used),
        rows=tuple(_row(part, used, playbook, names) for part in parts),
        by_quarter=size > 1,
        funds_dated=bool(playbook.plan.budget.funds),
    )


def _row(part: tuple[CashMonth, ...], used: list[Category], playbook: Playbook, names: Names) -> CashRow:
    first, last = part[0].month, part[-1].month
    return CashRow(
        label=month_range(first, last, names.language),
        income=amount(sum((m.income for m in part), Decimal(0)), names),
        by_category=tuple(
            amount(sum((m.out.get(c, Decimal(0)) for m in part), Decimal(0)), names) for c in used
        ),
        out=amount(sum((sum(m.out.values(), Decimal(0)) for m in part), Decimal(0)), names),
        left=money(part[-1].left, names.plan.currency),
        short=any(m.left < 0 for m in part),
        lowest=playbook.money.lowest.month in {m.month for m in part},
    )


def amount(value: Decimal, names: Names) -> str:
    """Return an amount for a table: a dash for nothing."""
    return money(value, names.plan.currency) if value else "—"


def spent_until(playbook: Playbook, on: date) -> Decimal:
    """Return what the plan has paid by the end of a day."""
    return sum((payment.amount for payment in playbook.money.payments if payment.on <= on), Decimal(0))


def stage_money(playbook: Playbook, stage: str, names: Names) -> tuple[tuple[str, str], ...]:
    """Return the categories of a stage in which something is spent, each with its amount."""
    planned = next((amounts for key, amounts in playbook.money.by_stage.items() if key == stage), {})
    return tuple(
        (names.text(CATEGORY_NAMES[c]), money(planned[c], names.plan.currency))
        for c in CATEGORIES
        if planned.get(c)
    )
