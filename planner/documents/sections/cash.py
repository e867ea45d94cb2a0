"""Money as rows of a document: month by month, by stage, and the month in which it is shortest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.documents.names import Names
from planner.documents.words import day, money, month, month_range, number, without_end
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.money.cash import free_from, short_without
from planner.playbook.values.money import CATEGORIES, CashMonth, Category, CurvePoint

CATEGORY_NAMES: Mapping[Category, Text] = {
    "platform": Text("平台", "platforms"),
    "content": Text("内容", "content"),
    "activity": Text("活动", "activities"),
    "operations": Text("运营维护", "running costs"),
}
_MOST_ROWS = 12
_QUARTER = 3
_MOST_UNITS = 3
_MOST_FUNDS = 6
"""In the compact table; a salary that comes monthly says nothing new each time."""


@dataclass(frozen=True, slots=True)
class CashRow:
    """A month (or a quarter, where there are more than twelve months); zero amounts are a dash.

    ``arrived``, ``spent`` and ``allowed`` are added up from the first day to the row's end.
    """

    label: str
    income: str
    by_category: tuple[str, ...]
    out: str
    left: str
    short: bool
    lowest: bool
    arrived: str
    spent: str
    allowed: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What one more of a goal costs if all planned money counts towards it; ``point`` for shares in per cent."""

    goal: str
    unit: str
    each: str
    point: bool


@dataclass(frozen=True, slots=True)
class FundRow:
    """Money that arrives on a day; ``source`` in the operator's words, empty where the plan does not say."""

    day: str
    amount: str
    source: str
    month: str
    """Month in which money is missing if this does not come; empty where the plan gets to the next without it."""
    short: str
    first: bool
    """Nothing at all can be done before it."""


@dataclass(frozen=True, slots=True)
class CashTable:
    """The months of a plan; ``categories`` are those in which something is spent at all.

    Amounts that nobody knows are empty.
    """

    categories: tuple[str, ...]
    rows: tuple[CashRow, ...]
    by_quarter: bool
    funds_dated: bool
    """Whether the plan says when money arrives."""
    budgets_dated: bool
    """Whether stages have budgets of their own, so that not all may be spent from the first day."""
    planned: str
    given: str
    assumed: str
    """The part of what is planned at preset prices; empty if there is none."""
    lowest: str
    """The month in which least is left."""
    lowest_left: str
    short: bool
    funds: tuple[FundRow, ...]
    more_funds: int
    """How many are not listed."""
    contingency: str
    uncovered: str
    """What the lowest month lacks to keep the contingency whole; empty where it is whole, or nothing is left at all."""
    free_from: str
    """The day from which unplanned money is there; empty where it is there from the first, or never."""
    labour: str
    labour_inside: bool
    members: str
    per_member: str
    active: str
    per_active: str
    units: tuple[UnitRow, ...]


def cash_table(playbook: Playbook, names: Names, *, compact: bool = False) -> CashTable:
    """Return money by month; ``compact`` joins months into quarters when there are more than twelve."""
    figures = playbook.money
    months = figures.months
    used = [c for c in CATEGORIES if any(row.out.get(c, Decimal(0)) for row in months)]
    size = _QUARTER if compact and len(months) > _MOST_ROWS else 1
    parts = [months[at : at + size] for at in range(0, len(months), size)]
    ends = figures.curve[size - 1 :: size]
    ends += figures.curve[-1:] if len(ends) < len(parts) else ()
    funds = _funds(playbook, names)
    return CashTable(
        categories=tuple(names.text(CATEGORY_NAMES[c]) for c in used),
        rows=tuple(_row(part, end, used, playbook, names) for part, end in zip(parts, ends, strict=True)),
        by_quarter=size > 1,
        funds_dated=bool(playbook.plan.budget.funds),
        budgets_dated=bool(playbook.plan.budget.by_stage),
        planned=money(figures.planned, names.plan.currency) if figures.planned else "",
        given=money(figures.given, names.plan.currency) if figures.given else "",
        assumed=money(figures.assumed, names.plan.currency) if figures.assumed else "",
        lowest=month(figures.lowest.month, names.language),
        lowest_left=money(abs(figures.lowest.left), names.plan.currency),
        short=figures.lowest.left < 0,
        funds=funds[:_MOST_FUNDS] if compact else funds,
        more_funds=max(0, len(funds) - _MOST_FUNDS) if compact else 0,
        contingency=money(figures.contingency, names.plan.currency),
        uncovered=_uncovered(playbook, names),
        free_from=_free_from(playbook, names),
        labour=_known(figures.labour, names),
        labour_inside=figures.labour_inside,
        members=number(figures.members) if figures.members is not None else "",
        per_member=_known(figures.per_member, names),
        active=number(figures.active) if figures.active is not None else "",
        per_active=_known(figures.per_active, names),
        units=_units(playbook, names),
    )


def _row(
    part: tuple[CashMonth, ...], end: CurvePoint, used: list[Category], playbook: Playbook, names: Names
) -> CashRow:
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
        arrived=amount(end.arrived, names),
        spent=amount(end.spent, names),
        allowed=amount(end.allowed, names),
    )


def _funds(playbook: Playbook, names: Names) -> tuple[FundRow, ...]:
    plan, rows = playbook.plan, []
    for number_of, fund in enumerate(sorted(plan.budget.funds, key=lambda fund: fund.date)):
        lack = short_without(plan, playbook.money, number_of) if number_of else None
        rows.append(
            FundRow(
                day=day(fund.date, names.language, plan.period.start.year),
                amount=money(fund.amount, plan.currency),
                source=without_end(fund.source),
                month=month(lack[0], names.language) if lack else "",
                short=money(lack[1], plan.currency) if lack else "",
                first=number_of == 0,
            )
        )
    return tuple(rows)


def _uncovered(playbook: Playbook, names: Names) -> str:
    lack = playbook.money.contingency - playbook.money.lowest.left
    return money(lack, names.plan.currency) if 0 < lack <= playbook.money.contingency else ""


def _free_from(playbook: Playbook, names: Names) -> str:
    """Only where the plan says when money arrives can it be there later than on the first day."""
    plan = playbook.plan
    if not plan.budget.funds or playbook.money.unplanned <= 0:
        return ""
    on = free_from(plan, playbook.money)
    return day(on, names.language, plan.period.start.year) if on and on > plan.period.start else ""


def _known(value: Decimal | None, names: Names) -> str:
    return money(value, names.plan.currency) if value is not None else ""


def _units(playbook: Playbook, names: Names) -> tuple[UnitRow, ...]:
    """Goals that are counted or are shares: what one more, or one point more, costs."""
    found = []
    for one in playbook.money.per_goal:
        goal = next(goal for goal in playbook.plan.goals if goal.id == one.goal)
        kpi = playbook.plan.kpis[goal.kpi]
        if kpi.value in ("count", "percent"):
            unit = names.text(kpi.unit) if kpi.value == "count" else ""
            each = money(one.each, names.plan.currency)
            found.append(UnitRow(names.kpi(goal.kpi), unit, each, kpi.value == "percent"))
    return tuple(found[:_MOST_UNITS])


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
