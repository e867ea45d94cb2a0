"""The activity plan: written activities first, then the chosen ones, each with its dated occurrences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from planner.completion.model import CompletePlan, LeftOut
from planner.completion.values.programme import CompleteActivity
from planner.dates.workdays import WorkCalendar
from planner.knowledge.schema import StageId, Text
from planner.playbook.cash import cash_months
from planner.playbook.choice import ActivityChooser
from planner.playbook.model import ActivityPlan, Choice, Occurrence, Payment
from planner.playbook.payments import event_payments, labour_payments, pay_days, written_payments
from planner.playbook.placing import Placer
from planner.playbook.posts import stage_on


def build_activities(plan: CompletePlan, days: WorkCalendar, names: Mapping[str, Text]) -> ActivityPlan:
    """Place what is written, choose what fits beside it, place that too; list what did not fit."""
    placer = Placer(plan, days, names)
    placed = [(activity, placer.place(activity)) for activity in plan.activities]
    written = [occurrence for _, occurrences in placed for occurrence in occurrences]
    unplaced = [
        LeftOut(activity.name, "time", ("activities", index), f"activities/{activity.kind}")
        for index, (activity, occurrences) in enumerate(placed)
        if not occurrences and activity.count != 0
    ]
    payments = [*written_payments(plan), *event_payments(plan, tuple(written)), *_labour_to_expect(plan)]
    by_stage: dict[StageId, Decimal] = defaultdict(Decimal)
    for payment in payments:
        by_stage[stage_on(plan, payment.on)] += payment.amount
    chooser = ActivityChooser(
        plan,
        days,
        tuple(written),
        spent=sum(by_stage.values(), Decimal(0)),
        spent_in=by_stage,
        spent_on_activities=sum((p.amount for p in payments if p.category == "activity"), Decimal(0)),
        cash={month.month: month.left for month in cash_months(plan, payments)},
    )
    choices, passed = chooser.choose()
    merged = _merged(choices)
    chosen: list[Occurrence] = []
    for choice in merged:
        occurrences = placer.place(choice.activity)
        chosen += occurrences
        if not occurrences:
            unplaced.append(
                LeftOut(choice.activity.name, "time", ("people",), f"activities/{choice.activity.kind}")
            )
    everything = sorted((*written, *chosen), key=lambda o: (o.start, o.id))
    return ActivityPlan(
        activities=_in_order(everything),
        choices=tuple(merged),
        occurrences=tuple(everything),
        left_out=(*passed, *unplaced),
    )


def _labour_to_expect(plan: CompletePlan) -> list[Payment]:
    """Labour that the budget has to pay, before the hours are known: people paid by the hour use all they have."""
    if not plan.budget.includes_labour:
        return []
    starts = pay_days(plan, plan.period)
    ends = [*starts[1:], plan.period.end]
    minutes = {
        (person.id, start): (person.minutes or 0) * (end - start).days // 7
        for person in plan.people
        for start, end in zip(starts, ends, strict=True)
    }
    return labour_payments(plan, minutes)


def _merged(choices: tuple[Choice, ...]) -> list[Choice]:
    """One activity per kind and stage, with as many occurrences as the kind was taken."""
    merged: dict[str, Choice] = {}
    for choice in choices:
        known = merged.get(choice.activity.id)
        count = (known.activity.count or 1) + 1 if known else 1
        merged[choice.activity.id] = replace(known or choice, activity=replace(choice.activity, count=count))
    return list(merged.values())


def _in_order(occurrences: list[Occurrence]) -> tuple[CompleteActivity, ...]:
    found: dict[str, CompleteActivity] = {}
    for occurrence in occurrences:
        found.setdefault(occurrence.activity.id, occurrence.activity)
    return tuple(found.values())
