"""Money: every payment with its day, by category, stage and month, against what has arrived by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.dates.ranges import Month, months
from planner.knowledge.schema import StageId
from planner.playbook.payments import event_payments, labour_payments, pay_days, written_payments
from planner.playbook.posts import stage_on
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import HoursPlan
from planner.playbook.values.money import CATEGORIES, CashMonth, Category, MoneyPlan, Payment


def build_money(plan: CompletePlan, events: tuple[Occurrence, ...], hours: HoursPlan) -> MoneyPlan:
    """Collect lines, events, channels and (where the budget includes it) labour; follow the cash month by month."""
    payments = [*written_payments(plan), *event_payments(plan, events)]
    for_labour = labour_payments(plan, _minutes_by_month(plan, hours))
    if plan.budget.includes_labour:
        payments += for_labour
    payments.sort(key=lambda payment: (payment.on, payment.id))
    planned = sum((payment.amount for payment in payments), Decimal(0))
    cash = cash_months(plan, payments)
    by_stage: dict[StageId, dict[Category, Decimal]] = {
        stage.id: {category: Decimal(0) for category in CATEGORIES} for stage in plan.stages
    }
    for payment in payments:
        by_stage[stage_on(plan, payment.on)][payment.category] += payment.amount
    return MoneyPlan(
        payments=tuple(payments),
        months=cash,
        by_stage=by_stage,
        planned=planned,
        contingency=plan.budget.contingency,
        unplanned=plan.budget.total - planned - plan.budget.contingency,
        lowest=min(cash, key=lambda month: (month.left, month.month)),
        labour=sum((payment.amount for payment in for_labour), Decimal(0))
        if any(person.cost_per for person in plan.people)
        else None,
        unpriced=tuple(dict.fromkeys(event.activity.id for event in events if event.cost is None)),
    )


def _minutes_by_month(plan: CompletePlan, hours: HoursPlan) -> dict[tuple[str, date], int]:
    """Minutes of each holder in the months of the plan; a week belongs to the month in which it begins."""
    starts = pay_days(plan, plan.period)
    minutes: dict[tuple[str, date], int] = defaultdict(int)
    for load in hours.loads:
        monday = max(load.week.monday, plan.period.start)
        minutes[(load.holder, max(start for start in starts if start <= monday))] += load.total
    return minutes


def cash_months(plan: CompletePlan, payments: Sequence[Payment]) -> tuple[CashMonth, ...]:
    """Return cumulative cash at each month's end; without funds the whole budget is there on the first day."""
    income: dict[Month, Decimal] = defaultdict(Decimal)
    all_months = months(plan.period)
    if plan.budget.funds:
        for fund in plan.budget.funds:
            income[_month_in(fund.date, all_months)] += fund.amount
    else:
        income[all_months[0]] = plan.budget.total
    out: dict[Month, dict[Category, Decimal]] = {m: {c: Decimal(0) for c in CATEGORIES} for m in all_months}
    for payment in payments:
        out[_month_in(payment.on, all_months)][payment.category] += payment.amount
    left = Decimal(0)
    found = []
    for month in all_months:
        left += income[month] - sum(out[month].values(), Decimal(0))
        found.append(CashMonth(month, income[month], out[month], left))
    return tuple(found)


def _month_in(on: date, all_months: tuple[Month, ...]) -> Month:
    return min(max(Month.of(on), all_months[0]), all_months[-1])
