"""Payments that follow from the plan and its events: lines, occurrences, channels, labour; each with its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import count, takewhile

from planner.completion.model import CompletePlan
from planner.completion.values.money import CompleteLine
from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import ONE_DAY, DateRange, Month, add_months
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.previous import Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.money import Payment


def pay_days(plan: CompletePlan, within: DateRange) -> list[date]:
    """Return the days in a range on which a monthly sum is paid: the period's first day, and that day of each month.

    A period of six months has six of them wherever in a month it begins, and each belongs to one stage only. A range
    that is too short for one has its first day.
    """
    start = plan.period.start
    days = takewhile(lambda day: day < within.end, (add_months(start, number) for number in count()))
    return [day for day in days if day >= within.start] or [within.start]


def written_payments(plan: CompletePlan) -> list[Payment]:
    """Return what the plan pays whatever activities are chosen: budget lines and acquisition channels."""
    return [p for line in plan.budget.lines for p in line_payments(plan, line)] + channel_payments(plan)


def line_payments(plan: CompletePlan, line: CompleteLine) -> list[Payment]:
    """Return one payment for a line that is paid once, one a month of its stage (else of the period) for others.

    Nothing is paid for a stage that the plan does not have.
    """
    if not has_stage(plan, line):
        return []
    window = next((stage.window for stage in plan.stages if stage.id == line.stage), plan.period)
    dates = pay_days(plan, window) if line.monthly else [line.date or window.start]
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


def has_stage(plan: CompletePlan, line: CompleteLine) -> bool:
    """Say whether a line belongs to the whole period or to a stage that the plan has."""
    return line.stage is None or any(stage.id == line.stage for stage in plan.stages)


def event_payments(plan: CompletePlan, events: tuple[Occurrence, ...]) -> list[Payment]:
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


def channel_payments(plan: CompletePlan) -> list[Payment]:
    """Return one payment a month for each channel that costs something."""
    return [
        Payment(
            id=f"channel:{channel.id}:{Month.of(day)}",
            on=day,
            category="operations",
            amount=channel.cost_per_month,
            name=said(channel.channel),
            stage=None,
            assumed=False,
            path=("acquisition", "channels"),
        )
        for channel in plan.acquisition.channels
        if channel.cost_per_month
        for day in pay_days(plan, plan.period)
    ]


def labour_payments(plan: CompletePlan, minutes: Mapping[tuple[str, date], int]) -> list[Payment]:
    """Return what people with a cost are paid at the end of each month of the plan.

    ``minutes`` are a person's minutes in the month that begins on a pay day; only those paid by the hour need them.
    """
    starts = pay_days(plan, plan.period)
    found = []
    for person in plan.people:
        for start, after in zip(starts, [*starts[1:], plan.period.end], strict=True):
            hourly = person.cost * minutes.get((person.id, start), 0) / 60
            amount = person.cost if person.cost_per == "month" else hourly.quantize(Decimal(1), ROUND_HALF_UP)
            if person.cost_per and amount:
                name = Text(f"人工：{person.name}", f"labour: {person.name}")
                payment_id = f"labour:{person.id}:{Month.of(start)}"
                found.append(
                    Payment(payment_id, after - ONE_DAY, "operations", amount, name, None, False, ("people",))
                )
    return found


def covering_line(plan: CompletePlan, activity: CompleteActivity) -> str | None:
    """Return the id of the budget line that pays for an activity, if there is one."""
    names = {activity.id, activity.kind, activity.name.zh, activity.name.en}
    return next((line.id for line in plan.budget.lines if line.activity and line.activity in names), None)


def with_past(payments: Sequence[Payment], previous: Previous) -> list[Payment]:
    """Return the payments with those before ``as_of`` as an earlier playbook had them; none is made twice."""
    if previous.as_of is None or previous.is_empty:
        return list(payments)
    past = [payment for payment in previous.past_payments if payment.on < previous.as_of]
    done = {payment.id for payment in past}
    return past + [p for p in payments if p.on >= previous.as_of and p.id not in done]
