"""The activity plan: written activities first, then the chosen ones, each with its dated occurrences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from planner.completion.model import CompleteActivity, CompletePlan, LeftOut
from planner.dates.ranges import months
from planner.dates.workdays import WorkCalendar
from planner.knowledge.schema import Text
from planner.playbook.choice import ActivityChooser
from planner.playbook.model import ActivityPlan, Choice, Occurrence
from planner.playbook.placing import Placer, stage_counts


def build_activities(plan: CompletePlan, days: WorkCalendar, names: Mapping[str, Text]) -> ActivityPlan:
    """Place what is written, choose what fits beside it, place that too; list what did not fit."""
    placer = Placer(plan, days, names)
    written = [occurrence for activity in plan.activities for occurrence in placer.place(activity)]
    on_activities = sum((o.cost or Decimal(0) for o in written if not _covered(plan, o)), Decimal(0))
    chooser = ActivityChooser(
        plan,
        days,
        stage_counts(tuple(written)),
        spent=on_activities + lines_total(plan) + channels_total(plan),
        spent_on_activities=on_activities + lines_total(plan, "activity"),
    )
    choices, passed = chooser.choose()
    merged = _merged(choices)
    chosen: list[Occurrence] = []
    unplaced: list[LeftOut] = []
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


def _covered(plan: CompletePlan, occurrence: Occurrence) -> bool:
    """Whether a budget line pays for the occurrence's activity."""
    return covering_line(plan, occurrence.activity) is not None


def covering_line(plan: CompletePlan, activity: CompleteActivity) -> str | None:
    """Return the id of the budget line that pays for an activity, if there is one."""
    names = {activity.id, activity.kind, activity.name.zh, activity.name.en}
    return next((line.id for line in plan.budget.lines if line.activity and line.activity in names), None)


def lines_total(plan: CompletePlan, category: str = "") -> Decimal:
    """Return what the written lines cost over the whole period (of one category, if given)."""
    total = Decimal(0)
    for line in plan.budget.lines:
        if category and line.category != category:
            continue
        total += line.amount * (len(line_months(plan, line.stage)) if line.monthly else 1)
    return total


def line_months(plan: CompletePlan, stage_id: str | None) -> list[tuple[int, int]]:
    """Return (year, month) of each month in which a monthly line is paid: those of its stage, else all."""
    window = next((stage.window for stage in plan.stages if stage.id == stage_id), plan.period)
    return [(month.year, month.month) for month in months(window)]


def channels_total(plan: CompletePlan) -> Decimal:
    """Return what the acquisition channels cost over the whole period."""
    monthly = sum((channel.cost_per_month for channel in plan.acquisition.channels), Decimal(0))
    return monthly * len(months(plan.period))
