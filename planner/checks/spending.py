"""BUD002, BUD007 and BUD008: what is written to be spent, against funds, caps and the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.checks.budget import line_cost, lines_cost
from planner.checks.context import CATEGORY_NAMES, WorkedOut
from planner.dates.ranges import Month
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text
from planner.playbook.values.money import CATEGORIES, Payment

_ZERO = Decimal(0)


def _written_payments(worked: WorkedOut) -> list[Payment]:
    """Payments that the plan itself causes: not those of activities that were chosen for it."""
    return [payment for payment in worked.playbook.money.payments if payment.path != ("activities",)]


def _events(worked: WorkedOut) -> list[Payment]:
    """Payments of written activities, whether the price is the plan's or a preset."""
    return [
        payment
        for payment in worked.playbook.money.payments
        if payment.path[:1] == ("activities",) and len(payment.path) > 1
    ]


def check_funds(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD002 for the first month in which written payments exceed the money that has arrived."""
    if not worked.plan.budget.funds:
        return
    income = spent = _ZERO
    payments = _written_payments(worked)
    for month in worked.playbook.money.months:
        income += month.income
        spent += sum((p.amount for p in payments if Month.of(p.on) == month.month), _ZERO)
        if spent > income:
            params = {
                "month": str(month.month),
                "out": spent,
                "income": income,
                "short": spent - income,
                "currency": worked.complete.currency,
            }
            yield Finding("BUD002", ("budget", "funds"), params=params, at="key")
            return


def check_caps(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD007 for categories in which lines, written activities and channels exceed a written cap."""
    caps = worked.plan.budget.caps
    if caps is None:
        return
    for category in CATEGORIES:
        cap = getattr(caps, category)
        spent = sum(
            (
                p.amount
                for p in _written_payments(worked)
                if p.category == category and not p.id.startswith("labour:")
            ),
            _ZERO,
        )
        if cap is not None and spent > cap:
            params = {
                "category": CATEGORY_NAMES[category],
                "sum": spent,
                "cap": cap,
                "over": spent - cap,
                "currency": worked.complete.currency,
            }
            yield Finding("BUD007", ("budget", "caps", category), params=params)


def check_total(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD008 where what is written to be paid exceeds the total; lines alone are BUD001's."""
    plan = worked.complete
    lines, events = lines_cost(worked), _events(worked)
    activities, channels = sum((p.amount for p in events), _ZERO), _channels(worked)
    labour = _fixed_labour(worked)
    contingency = plan.budget.contingency if worked.plan.budget.contingency is not None else _ZERO
    needed = lines + activities + channels + labour + contingency
    if lines > plan.budget.total or needed <= plan.budget.total:
        return
    dearest, dearest_cost = _dearest(worked, events)
    params = {
        "lines": lines,
        "activities": activities,
        "channels": channels,
        "labour": labour,
        "contingency": contingency,
        "sum": needed,
        "total": plan.budget.total,
        "over": needed - plan.budget.total,
        "currency": plan.currency,
        "dearest": dearest,
        "dearest_cost": dearest_cost,
    }
    variant = "with_people" if channels or labour else "default"
    yield Finding("BUD008", ("budget", "total"), variant, params)


def _channels(worked: WorkedOut) -> Decimal:
    """What the acquisition channels cost over the whole period."""
    payments = worked.playbook.money.payments
    return sum((p.amount for p in payments if p.path[:1] == ("acquisition",)), _ZERO)


def _fixed_labour(worked: WorkedOut) -> Decimal:
    """Labour by the month where the total includes it; labour by the hour follows from what is planned."""
    if not worked.complete.budget.includes_labour:
        return _ZERO
    monthly = sum((p.cost for p in worked.complete.people if p.cost_per == "month"), _ZERO)
    return monthly * len(worked.playbook.money.months)


def _dearest(worked: WorkedOut, events: list[Payment]) -> tuple[object, Decimal]:
    """The written activity or line that costs most over the period."""
    costs: dict[str, tuple[object, Decimal]] = {}
    for payment in events:
        key = str(payment.path)
        costs[key] = (payment.name, costs.get(key, (None, _ZERO))[1] + payment.amount)
    labour = _fixed_labour(worked)
    if labour:
        costs["labour"] = (Text("人工", "labour"), labour)
    for line in worked.complete.budget.lines:
        costs[line.id] = (line.name, line_cost(worked, line))
    return max(costs.values(), key=lambda pair: pair[1], default=("", _ZERO))
