"""Money: every payment with its day, by category, stage and month, against what has arrived and is allowed by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate

from planner.completion.model import CompletePlan
from planner.dates.ranges import Month, months
from planner.knowledge.schema import StageId
from planner.playbook.money.payments import (
    event_payments,
    has_stage,
    labour_payments,
    pay_days,
    with_past,
    written_payments,
)
from planner.playbook.money.unit_costs import active_members, each, members_at_end, unit_costs
from planner.playbook.posts.slots import stage_on
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import HoursPlan
from planner.playbook.values.money import (
    CATEGORIES,
    CashMonth,
    Category,
    CurvePoint,
    MoneyCell,
    MoneyPlan,
    Payment,
)
from planner.playbook.values.targets import GrowthMonth

_ZERO = Decimal(0)


def build_money(
    plan: CompletePlan,
    events: tuple[Occurrence, ...],
    hours: HoursPlan,
    growth: tuple[GrowthMonth, ...] = (),
    previous: Previous = NOTHING_BEFORE,
) -> MoneyPlan:
    """Collect lines, events, channels and (where the budget includes it) labour; follow the cash month by month.

    What an earlier playbook paid before its ``as_of`` stays as it was.
    """
    for_labour = labour_payments(plan, _minutes_by_month(plan, hours))
    made = [*written_payments(plan), *event_payments(plan, events)]
    payments = with_past([*made, *for_labour] if plan.budget.includes_labour else made, previous)
    payments.sort(key=lambda payment: (payment.on, payment.id))
    planned = _sum(payments)
    cash = cash_months(plan, payments)
    matrix = money_cells(plan, payments)
    members = members_at_end(growth)
    active = active_members(plan, members)
    assumed = _sum([payment for payment in payments if payment.assumed])
    return MoneyPlan(
        payments=tuple(payments),
        months=cash,
        by_stage=_by_stage(plan, matrix),
        planned=planned,
        contingency=plan.budget.contingency,
        unplanned=plan.budget.total - planned - plan.budget.contingency,
        lowest=min(cash, key=lambda month: (month.left, month.month)),
        labour=_sum(for_labour) if any(person.cost_per for person in plan.people) else None,
        unpriced=tuple(dict.fromkeys(event.activity.id for event in events if event.cost is None)),
        matrix=matrix,
        curve=curve_points(plan, cash),
        labour_inside=plan.budget.includes_labour,
        given=planned - assumed,
        assumed=assumed,
        per_member=each(planned, members),
        members=members,
        per_active=each(planned, active),
        active=active,
        per_goal=unit_costs(plan, planned),
        unpaid=tuple(line.id for line in plan.budget.lines if not has_stage(plan, line)),
    )


def _sum(payments: Sequence[Payment]) -> Decimal:
    return sum((payment.amount for payment in payments), _ZERO)


def _minutes_by_month(plan: CompletePlan, hours: HoursPlan) -> dict[tuple[str, date], int]:
    """Minutes of each holder in the months of the plan; a week belongs to the month in which it begins."""
    starts = pay_days(plan, plan.period)
    minutes: dict[tuple[str, date], int] = defaultdict(int)
    for load in hours.loads:
        monday = max(load.week.monday, plan.period.start)
        minutes[(load.holder, max(start for start in starts if start <= monday))] += load.total
    return minutes


def money_cells(plan: CompletePlan, payments: Sequence[Payment]) -> tuple[MoneyCell, ...]:
    """Return what is paid by month, stage and category, without the cells in which nothing is."""
    all_months = months(plan.period)
    order = {stage.id: number for number, stage in enumerate(plan.stages)}
    cells: dict[tuple[Month, StageId, Category], Decimal] = defaultdict(Decimal)
    for payment in payments:
        cells[(month_in(payment.on, all_months), stage_on(plan, payment.on), payment.category)] += (
            payment.amount
        )
    keys = sorted(cells, key=lambda key: (key[0], order[key[1]], CATEGORIES.index(key[2])))
    return tuple(MoneyCell(*key, cells[key]) for key in keys)


def _by_stage(
    plan: CompletePlan, matrix: Sequence[MoneyCell]
) -> Mapping[StageId, Mapping[Category, Decimal]]:
    found: dict[StageId, dict[Category, Decimal]] = {
        stage.id: dict.fromkeys(CATEGORIES, _ZERO) for stage in plan.stages
    }
    for cell in matrix:
        found[cell.stage][cell.category] += cell.amount
    return found


def income_by_month(plan: CompletePlan) -> Mapping[Month, Decimal]:
    """Return what arrives in each month; without funds the whole budget is there on the first day.

    What arrives before the plan begins is there in its first month; what arrives after its end, in its last.
    """
    all_months = months(plan.period)
    income = dict.fromkeys(all_months, _ZERO)
    if not plan.budget.funds:
        income[all_months[0]] = plan.budget.total
    for fund in plan.budget.funds:
        income[month_in(fund.date, all_months)] += fund.amount
    return income


def cash_months(plan: CompletePlan, payments: Sequence[Payment]) -> tuple[CashMonth, ...]:
    """Return cumulative cash at each month's end."""
    income = income_by_month(plan)
    all_months = tuple(income)
    out: dict[Month, dict[Category, Decimal]] = {m: dict.fromkeys(CATEGORIES, _ZERO) for m in all_months}
    for payment in payments:
        out[month_in(payment.on, all_months)][payment.category] += payment.amount
    changes = [income[month] - sum(out[month].values(), _ZERO) for month in all_months]
    return tuple(
        CashMonth(month, income[month], out[month], left)
        for month, left in zip(all_months, accumulate(changes), strict=True)
    )


def curve_points(plan: CompletePlan, cash: Sequence[CashMonth]) -> tuple[CurvePoint, ...]:
    """Return arrivals, spending and what is allowed, added up from the first day to each month's end."""
    found = []
    arrived = spent = _ZERO
    capped: dict[Category, Decimal] = {c: _ZERO for c in CATEGORIES if c in plan.budget.caps}
    for month in cash:
        arrived += month.income
        spent += sum(month.out.values(), _ZERO)
        capped = {category: amount + month.out[category] for category, amount in capped.items()}
        on = min(month.month.last, plan.period.last)
        found.append(CurvePoint(month.month, on, arrived, spent, allowed_by(plan, on), capped))
    return tuple(found)


def allowed_by(plan: CompletePlan, on: date) -> Decimal:
    """Return what may be spent by the end of a day, without contingency.

    A stage's own budget is there when the stage begins; stages without one share what the others leave, from the
    first of them on. Without budgets by stage all of it is there from the first day.
    """
    spendable = plan.budget.total - plan.budget.contingency
    by_stage = plan.budget.by_stage
    begun = [stage.id for stage in plan.stages if stage.window.start <= on]
    if not by_stage:
        return spendable
    allowed = sum((by_stage[stage] for stage in begun if stage in by_stage), _ZERO)
    if any(stage not in by_stage for stage in begun):
        allowed += max(_ZERO, spendable - sum(by_stage.values(), _ZERO))
    return min(spendable, allowed)


def free_from(plan: CompletePlan, money: MoneyPlan) -> date | None:
    """Return the day from which money without a purpose is there and stays, all payments and contingency aside.

    ``None`` where what arrives never comes to that much.
    """
    wanted = money.unplanned + money.contingency
    found: date | None = None
    for day, left in reversed(_cash_by_day(_arrivals(plan), money.payments)):
        if left < wanted:
            break
        found = max(day, plan.period.start)
    return found


def short_without(plan: CompletePlan, money: MoneyPlan, number: int) -> tuple[Month, Decimal] | None:
    """Return in which month how much is missing if one of the funds does not come; ``number`` in order of their days.

    Looked at until the next one is due, as that may come late, too; ``None`` where the plan gets that far without.
    """
    arrivals = _arrivals(plan)
    on, amount = arrivals[number]
    until = next((day for day, _ in arrivals if day > on), None)
    cash = _cash_by_day(arrivals, money.payments)
    short = [
        (Month.of(day), amount - left)
        for day, left in cash
        if day >= on and (until is None or day < until) and left < amount
    ]
    if not short:
        return None
    first = short[0][0]
    return first, max(lack for month, lack in short if month == first)


def _arrivals(plan: CompletePlan) -> list[tuple[date, Decimal]]:
    """What arrives on which day, in order; without funds the whole budget on the first."""
    funds = [(fund.date, fund.amount) for fund in plan.budget.funds]
    return sorted(funds, key=lambda fund: fund[0]) or [(plan.period.start, plan.budget.total)]


def _cash_by_day(
    arrivals: Sequence[tuple[date, Decimal]], payments: Sequence[Payment]
) -> list[tuple[date, Decimal]]:
    """Cumulative cash at the end of each day on which something arrives or is paid."""
    changes: dict[date, Decimal] = defaultdict(Decimal)
    for on, amount in arrivals:
        changes[on] += amount
    for payment in payments:
        changes[payment.on] -= payment.amount
    days = sorted(changes)
    return list(zip(days, accumulate(changes[day] for day in days), strict=True))


def month_in(on: date, all_months: Sequence[Month]) -> Month:
    """Return the month of a day, or the nearest of the plan's months."""
    return min(max(Month.of(on), all_months[0]), all_months[-1])
