"""What one event means for the journeys of those who sign up for it: how many get which step in which week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from msgspec import Struct

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of
from planner.completion.values.members import CompleteJourney, CompleteJourneyStep
from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import Week
from planner.knowledge.load import load_activity_kind
from planner.playbook.members.standing_in import doer_of_week
from planner.playbook.members.streams import by_week, of_event, waits_for_events
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import Work

_TENTH = Decimal("0.1")


class EventStep(Struct, frozen=True):
    """A step that an event brings in one week: members to one decimal, whole minutes, who does it (empty: nobody)."""

    journey: str
    step: str
    week: Week
    people: Decimal
    minutes: int
    owner: str


def event_steps(plan: CompletePlan, journey: CompleteJourney, event: Occurrence) -> Iterator[EventStep]:
    """Yield the steps of a journey that one event brings, week by week; none where the journey waits for no events.

    Whoever takes the names confirms them; a step for which the plan names somebody else is theirs.
    Counts are rounded as they add up, so that the weeks of an event give what the whole event gives.
    """
    if not waits_for_events(journey):
        return
    for number, stream in of_event(journey, event):
        step = journey.steps[number]
        people = by_week([stream], plan.period, step.share)
        total = counted = Decimal(0)
        for week in sorted(people):
            total += people[week]
            before, counted = counted, _counted(total)
            if counted == before:
                continue
            minutes = _minutes(counted, step) - _minutes(before, step)
            days = week.range.intersection(plan.period)
            owner = (
                doer_of_week(plan, _doer(step, event.activity, holder_of("planner", plan.roles)), days)
                if days is not None
                else ""
            )
            yield EventStep(journey.id, step.id, week, counted - before, minutes, owner)


def sign_up_work(plan: CompletePlan, event: Occurrence) -> Iterator[Work]:
    """Yield the work of the journeys of one event: one piece for each step and week, to be done within that week."""
    for journey in plan.journeys:
        for there in event_steps(plan, journey, event):
            if there.minutes and there.owner:
                first = max(there.week.monday, plan.period.start)
                last = min(there.week.sunday, plan.period.last)
                name = f"journey:{there.journey}:{there.step}:{there.week}:{event.id}"
                yield Work(name, there.owner, "journeys", first, last, there.minutes)


def sign_up_minutes(
    journeys: Iterable[CompleteJourney], activity: CompleteActivity, planner: str = ""
) -> Iterator[tuple[str, int]]:
    """Yield holder and minutes of each step of the journeys of one occurrence; none where nobody takes a seat."""
    kind = load_activity_kind(activity.kind)
    if not kind.takes_seats:
        return
    for journey in journeys:
        if not waits_for_events(journey):
            continue
        heads = activity.expected * (kind.no_show if journey.trigger == "no_show" else Decimal(1))
        for step in journey.steps:
            yield _doer(step, activity, planner), _minutes(_counted(heads * step.share), step)


def _doer(step: CompleteJourneyStep, activity: CompleteActivity, planner: str) -> str:
    """Whoever takes the names; somebody other than the planner was written, and does it."""
    if step.owner != planner:
        return step.owner
    return activity.holders.get(load_activity_kind(activity.kind).sender, step.owner)


def _counted(people: Decimal) -> Decimal:
    return people.quantize(_TENTH, ROUND_HALF_UP)


def _minutes(people: Decimal, step: CompleteJourneyStep) -> int:
    return int((people * step.minutes).to_integral_value(ROUND_CEILING))
