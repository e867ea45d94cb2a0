"""Payments that follow from the plan and its events: lines, occurrences, channels; each with its day."""

from __future__ import annotations

from planner.completion.model import CompleteActivity, CompleteLine, CompletePlan
from planner.dates.ranges import months
from planner.knowledge.fill import said
from planner.playbook.model import Occurrence, Payment


def written_payments(plan: CompletePlan) -> list[Payment]:
    """Return what the plan pays whatever activities are chosen: budget lines and acquisition channels."""
    return [p for line in plan.budget.lines for p in line_payments(plan, line)] + channel_payments(plan)


def line_payments(plan: CompletePlan, line: CompleteLine) -> list[Payment]:
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


def covering_line(plan: CompletePlan, activity: CompleteActivity) -> str | None:
    """Return the id of the budget line that pays for an activity, if there is one."""
    names = {activity.id, activity.kind, activity.name.zh, activity.name.en}
    return next((line.id for line in plan.budget.lines if line.activity and line.activity in names), None)
