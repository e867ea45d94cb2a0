"""Money: every payment with its day, by category, stage and month, against what has arrived by then."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.model import CompleteLine, CompletePerson, CompletePlan
from planner.dates.ranges import Month, months
from planner.knowledge.fill import said
from planner.knowledge.schema import StageId, Text
from planner.playbook.events import covering_line
from planner.playbook.model import CATEGORIES, CashMonth, Category, HoursPlan, MoneyPlan, Occurrence, Payment
from planner.playbook.posts import stage_on

_WEEKS_A_MONTH = Decimal(52) / 12


def build_money(plan: CompletePlan, events: tuple[Occurrence, ...], hours: HoursPlan) -> MoneyPlan:
    """Collect lines, events, channels and (where the budget includes it) labour; follow the cash month by month."""
    payments = [payment for line in plan.budget.lines for payment in _line_payments(plan, line)]
    payments += _event_payments(plan, events)
    payments += _channel_payments(plan)
    labour = _labour(plan, hours)
    if plan.budget.includes_labour and labour is not None:
        payments += _labour_payments(plan, hours)
    payments.sort(key=lambda payment: (payment.on, payment.id))
    planned = sum((payment.amount for payment in payments), Decimal(0))
    cash = _cash(plan, payments)
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


def _line_payments(plan: CompletePlan, line: CompleteLine) -> list[Payment]:
    window = next((stage.window for stage in plan.stages if stage.id == line.stage), plan.period)
    if line.monthly:
        dates = [max(month.first, window.start) for month in months(window)]
    else:
        dates = [line.date or window.start]
    return [
        Payment(
            id=f"line:{line.id}:{on.isoformat()}" if line.monthly else f"line:{line.id}",
            on=min(max(on, plan.period.start), plan.period.last),
            category=line.category,
            amount=line.amount,
            name=said(line.name),
            stage=line.stage,
            assumed=False,
            path=("budget", "lines"),
        )
        for on in dates
    ]


def _event_payments(plan: CompletePlan, events: tuple[Occurrence, ...]) -> list[Payment]:
    """One payment per occurrence that costs something and that no budget line pays for."""
    found = []
    for event in events:
        if not event.cost or covering_line(plan, event.activity) is not None:
            continue
        index = next((i for i, a in enumerate(plan.activities) if a.id == event.activity.id), None)
        path = ("activities",) if index is None else ("activities", index)
        origin = plan.origins.get((*path, "costs"))
        assumed = not event.activity.written or (origin is not None and origin.kind == "assumed")
        found.append(
            Payment(
                event.id, event.on, "activity", event.cost, event.activity.name, event.stage, assumed, path
            )
        )
    return found


def _channel_payments(plan: CompletePlan) -> list[Payment]:
    return [
        Payment(
            id=f"channel:{channel.id}:{month}",
            on=max(month.first, plan.period.start),
            category="operations",
            amount=channel.cost_per_month,
            name=said(channel.channel),
            stage=None,
            assumed=False,
            path=("acquisition", "channels"),
        )
        for channel in plan.acquisition.channels
        if channel.cost_per_month
        for month in months(plan.period)
    ]


def _person_cost(person: CompletePerson, hours: HoursPlan, month: Month) -> Decimal:
    """Labour cost of a month: the monthly sum, or the hourly sum times the mean weekly demand times 52/12."""
    if person.cost_per == "month":
        return person.cost
    minutes = hours.weekly_mean.get(person.id, 0)
    return (person.cost * Decimal(minutes) / 60 * _WEEKS_A_MONTH).quantize(Decimal(1), ROUND_HALF_UP)


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


def _cash(plan: CompletePlan, payments: list[Payment]) -> tuple[CashMonth, ...]:
    """Cumulative cash at each month's end; without funds the whole budget is there on the first day."""
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
