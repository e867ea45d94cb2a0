"""The activity plan in time: what is written first, then what was chosen beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.completion.model import CompletePlan, LeftOut
from planner.completion.values.programme import CompleteActivity
from planner.dates.workdays import WorkCalendar
from planner.knowledge.schema import Text
from planner.playbook.placing import Placer
from planner.playbook.previous import Previous
from planner.playbook.values.activities import ActivityPlan, Occurrence
from planner.playbook.values.content import Posting
from planner.playbook.values.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class WrittenEvents:
    """The occurrences of what the operator wrote, in order of time, and what has no day that suits."""

    occurrences: tuple[Occurrence, ...]
    left_out: tuple[LeftOut, ...]


def place_written(
    plan: CompletePlan,
    days: WorkCalendar,
    names: Mapping[str, Text],
    postings: tuple[Posting, ...],
    previous: Previous,
) -> WrittenEvents:
    """Place every written activity."""
    placer = Placer(plan, days, names)
    placed = [(activity, placer.place(activity)) for activity in plan.activities]
    left_out = tuple(
        LeftOut(activity.name, "time", ("activities", index), f"activities/{activity.kind}")
        for index, (activity, occurrences) in enumerate(placed)
        if not occurrences and activity.count != 0
    )
    return WrittenEvents(tuple(placer.placed), left_out)


def place_chosen(
    plan: CompletePlan,
    days: WorkCalendar,
    names: Mapping[str, Text],
    postings: tuple[Posting, ...],
    written: WrittenEvents,
    portfolio: Portfolio,
    previous: Previous,
) -> ActivityPlan:
    """Place what was chosen around what is written; what finds no day is listed."""
    placer = Placer(plan, days, names, placed=list(written.occurrences))
    unplaced = []
    for choice in portfolio.choices:
        if not placer.place(choice.activity):
            unplaced.append(
                LeftOut(choice.activity.name, "time", ("people",), f"activities/{choice.activity.kind}")
            )
    everything = sorted(placer.placed, key=lambda o: (o.start, o.id))
    return ActivityPlan(
        activities=_in_order(everything),
        occurrences=tuple(everything),
        left_out=(*portfolio.left_out, *written.left_out, *unplaced),
    )


def _in_order(occurrences: list[Occurrence]) -> tuple[CompleteActivity, ...]:
    found: dict[str, CompleteActivity] = {}
    for occurrence in occurrences:
        found.setdefault(occurrence.activity.id, occurrence.activity)
    return tuple(found.values())
