"""The activity plan in time: what is written first, then what was chosen beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from planner.completion.model import CompletePlan, LeftOut
from planner.completion.values.programme import CompleteActivity
from planner.playbook.ground import Ground
from planner.playbook.placing.making import with_subjects
from planner.playbook.placing.placer import Placer, Unplaced
from planner.playbook.placing.wanting import Wishes
from planner.playbook.previous import Previous
from planner.playbook.values.activities import ActivityPlan, Occurrence
from planner.playbook.values.portfolio import Choice, Portfolio


@dataclass(frozen=True, slots=True)
class WrittenEvents:
    """The occurrences of what the operator wrote, in order of time, and what has no day that suits."""

    occurrences: tuple[Occurrence, ...]
    left_out: tuple[LeftOut, ...]


def place_written(plan: CompletePlan, ground: Ground, previous: Previous) -> WrittenEvents:
    """Place every written activity: each on its day, or on the day that suits best."""
    placer = Placer(ground, previous)
    past = [event for event in previous.past_occurrences if event.activity.written]
    for event in past:
        placer.put(event)
    wishes = Wishes(plan, ground.staff, _ids(previous.past_occurrences), previous.as_of)
    wanted = [one for index, a in enumerate(plan.activities) for one in wishes.written(index, a)]
    unplaced = placer.place(wanted)
    held = {event.activity.id for event in placer.placed.events.values()}
    skipped = {override.id for override in plan.calendar.overrides if override.action == "skip"}
    left_out = [_left_out(one) for one in unplaced]
    left_out += [
        LeftOut(activity.name, "time", ("activities", index), f"activities/{activity.kind}")
        for index, activity in enumerate(plan.activities)
        if activity.id not in held
        and activity.count != 0
        and not any(one.wanted.activity.id == activity.id for one in unplaced)
        and not any(event_id.startswith(f"event:{activity.id}:") for event_id in skipped)
    ]
    new = with_subjects(plan, _new(placer, past), past, previous)
    in_order = sorted([*past, *new], key=lambda event: (event.start, event.id))
    return WrittenEvents(tuple(in_order), tuple(dict.fromkeys(left_out)))


def place_chosen(
    plan: CompletePlan,
    ground: Ground,
    written: WrittenEvents,
    portfolio: Portfolio,
    previous: Previous,
) -> ActivityPlan:
    """Place what was chosen around what is written; what finds no day is listed."""
    placer = Placer(ground, previous)
    past = [event for event in previous.past_occurrences if not event.activity.written]
    settled = [*written.occurrences, *past]
    for event in settled:
        placer.put(event)
    wishes = Wishes(plan, ground.staff, _ids(previous.past_occurrences), previous.as_of)
    wanted = wishes.chosen(portfolio.choices, (event.on for event in settled))
    left_out = [_left_out(one) for one in placer.place(wanted)]
    left_out += [_without_window(choice) for choice in wishes.without_window(portfolio.choices)]
    chosen = with_subjects(plan, _new(placer, settled), settled, previous)
    everything = _with_next(sorted([*settled, *chosen], key=lambda event: (event.start, event.id)))
    return ActivityPlan(
        activities=_in_order(everything),
        occurrences=tuple(everything),
        left_out=(*portfolio.left_out, *written.left_out, *_least(left_out)),
    )


def _with_next(events: Iterable[Occurrence]) -> list[Occurrence]:
    """Say of each event when the next one is of its activity, or of its kind where it was chosen."""
    found: list[Occurrence] = []
    later: dict[str, date] = {}
    for event in reversed(list(events)):
        activity = event.activity
        key = activity.id if activity.written else f"kind {activity.kind}"
        found.append(replace(event, next_on=later.get(key)))
        later[key] = event.on
    return found[::-1]


def _ids(events: Iterable[Occurrence]) -> frozenset[str]:
    return frozenset(event.id for event in events)


def _new(placer: Placer, settled: Iterable[Occurrence]) -> list[Occurrence]:
    known = _ids(settled)
    return [event for event in placer.placed.events.values() if event.id not in known]


def _left_out(one: Unplaced) -> LeftOut:
    activity = one.wanted.activity
    return LeftOut(
        what=activity.name,
        lacks=one.lacks,
        path=("people",) if one.lacks == "hours" else one.wanted.path,
        knowledge=f"activities/{activity.kind}",
        minutes=one.minutes or None,
        detail=one.holder,
    )


def _without_window(choice: Choice) -> LeftOut:
    return LeftOut(choice.activity.name, "time", ("groups",), f"activities/{choice.activity.kind}")


def _least(left_out: Iterable[LeftOut]) -> list[LeftOut]:
    """One row for each activity and what it lacks: the one that lacks least."""
    found: dict[tuple[str, str, str], LeftOut] = {}
    for one in left_out:
        key = (one.knowledge, one.lacks, one.detail)
        if key not in found or (one.minutes or 0) < (found[key].minutes or 0):
            found[key] = one
    return list(found.values())


def _in_order(occurrences: Iterable[Occurrence]) -> tuple[CompleteActivity, ...]:
    found: dict[str, CompleteActivity] = {}
    for occurrence in occurrences:
        found.setdefault(occurrence.activity.id, occurrence.activity)
    return tuple(found.values())
