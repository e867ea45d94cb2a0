"""Days on which what is required and has a day costs more than has arrived by then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.checks.context import WorkedOut
from planner.dates.ranges import Month
from planner.playbook.values.money import Payment


@dataclass(frozen=True, slots=True)
class CashDay:
    """A day whose money has not arrived: all that is paid by then, all that has arrived, what is paid on the day."""

    on: date
    out: Decimal
    arrived: Decimal
    due: tuple[Payment, ...]

    @property
    def short(self) -> Decimal:
        """What is missing."""
        return self.out - self.arrived


def days_without_cash(worked: WorkedOut) -> list[CashDay]:
    """Return the days with a payment whose day is written for which too little has arrived, in order.

    Payments without a written day count from the last day of their month on. Nothing without ``funds``.
    """
    plan = worked.complete
    if not plan.budget.funds:
        return []
    out: dict[date, Decimal] = defaultdict(Decimal)
    dated: dict[date, list[Payment]] = defaultdict(list)
    fixed = _with_a_day(worked)
    for payment in worked.playbook.money.payments:
        if payment.id in fixed:
            out[payment.on] += payment.amount
            dated[payment.on].append(payment)
        elif payment.id.startswith(("line:", "channel:", "labour:")):
            out[min(Month.of(payment.on).last, plan.period.last)] += payment.amount
    found = []
    for day in sorted(dated):
        spent = sum((amount for on, amount in out.items() if on <= day), Decimal(0))
        arrived = sum((fund.amount for fund in plan.budget.funds if fund.date <= day), Decimal(0))
        if spent > arrived:
            found.append(CashDay(day, spent, arrived, tuple(dated[day])))
    return found


def _with_a_day(worked: WorkedOut) -> set[str]:
    """Ids of payments on written days: dated lines, required activities with a date or a recurrence."""
    lines = {f"line:{line.id}" for line in worked.complete.budget.lines if line.date is not None}
    events = {
        event.id
        for event in worked.playbook.activities.occurrences
        if event.activity.written
        and event.activity.required
        and (event.activity.date is not None or event.activity.when)
    }
    return lines | events
