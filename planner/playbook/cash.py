"""Money: every payment with its day, by category, stage and month, against what has arrived by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.model import CompletePerson, CompletePlan
from planner.dates.ranges import Month, months
from planner.knowledge.schema import StageId, Text
from planner.playbook.model import CATEGORIES, CashMonth, Category, HoursPlan, MoneyPlan, Occurrence, Payment
from planner.playbook.payments import event_payments, written_payments
from planner.playbook.posts import stage_on

_WEEKS_A_MONTH = Decimal(52) / 12


def build_money(plan: CompletePlan, events: tuple[Occurrence, ...], hours: HoursPlan) -> MoneyPlan:
    """Collect lines, events, channels and (where the budget includes it) labour; follow the cash month by month."""
    payments = [*written_payments(plan), *event_payments(plan, events)]
    labour = _labour(plan, hours)
    if plan.budget.includes_labour and labour is not None:
        payments += _labour_payments(plan, hours)
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
        labour=labour,
        unpriced=tuple(dict.fromkeys(event.activity.id for event in events if event.cost is None)),
    )


def _person_cost(person: CompletePerson, hours: HoursPlan, month: Month) -> Decimal:
    """Labour cost of a month: the monthly sum, or the hourly sum times the mean weekly demand times 52/12."""
    if person.cost_per == "month":
        return person.cost
    minutes = hours.weekly_mean.get(person.id, 0)
    return (person.cost * Decimal(minutes) / 60 * _WEEKS_A_MONTH).quantize(Decimal(1), ROUND_HALF_UP)


def monthly_labour(plan: CompletePlan) -> Decimal:
    """Return what people paid by the month cost in a month, where the budget includes labour; else nothing."""
    if not plan.budget.includes_labour:
        return Decimal(0)
    return sum((person.cost for person in plan.people if person.cost_per == "month"), Decimal(0))


def _labour(plan: CompletePlan, hours: HoursPlan) -> Decimal | None:
    priced = [person for person in plan.people if person.cost_per]
    if not priced:
        return None
    return sum((_person_cost(p, hours, m) for p in priced for m in months(plan.period)), Decimal(0))


def _labour_payments(plan: CompletePlan, hours: HoursPlan) -> list[Payment]:
    return [
        Payment(
            id=f"labour:{person.id}:{month}",
            on=max(min(month.last, plan.period.last), plan.period.start),
            category="operations",
            amount=_person_cost(person, hours, month),
            name=Text(f"人工：{person.name}", f"labour: {person.name}"),
            stage=None,
            assumed=False,
            path=("people",),
        )
        for person in plan.people
        if person.cost_per
        for month in months(plan.period)
    ]


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
