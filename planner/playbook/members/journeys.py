"""Journeys: how many members get which step in which week, and the work of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.members import CompleteJourney
from planner.dates.ranges import Week
from planner.diagnostics.model import PlanPath, Reason
from planner.playbook.members.sign_ups import event_steps
from planner.playbook.members.standing_in import doer_of_week
from planner.playbook.members.streams import (
    ByWeek,
    arriving,
    by_week,
    of_event,
    setting_out,
    waits_for_events,
)
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import Work
from planner.playbook.values.members import JourneyPlan, JourneyWeek, StepWeek
from planner.playbook.values.targets import GrowthMonth

_TENTH = Decimal("0.1")
_NOBODY = Decimal(0)


def weekly_arrivals(plan: CompletePlan, growth: Sequence[GrowthMonth]) -> Mapping[Week, Decimal]:
    """Return the expected joins week by week, to one decimal."""
    return _shown(by_week(arriving(plan, growth), plan.period))


def build_journeys(plan: CompletePlan, growth: Sequence[GrowthMonth]) -> tuple[JourneyPlan, ...]:
    """Return the journeys with their expected load; those of events wait for the events."""
    return tuple(_journey(plan, journey, number, growth) for number, journey in enumerate(plan.journeys))


def event_journeys(
    plan: CompletePlan, journeys: Sequence[JourneyPlan], occurrences: Sequence[Occurrence]
) -> tuple[JourneyPlan, ...]:
    """Return the journeys with the load of those that wait for events."""
    return tuple(
        replace(one, weeks=_weeks_of_events(plan, one.journey, occurrences))
        if waits_for_events(one.journey)
        else one
        for one in journeys
    )


def journey_work(plan: CompletePlan, journeys: Iterable[JourneyPlan]) -> Iterator[Work]:
    """Yield the work of journeys, one piece for each step and week; steps that nobody can do take none."""
    for one in journeys:
        for there in one.weeks:
            first = max(there.week.monday, plan.period.start)
            last = min(there.week.sunday, plan.period.last)
            for step in there.steps:
                if step.minutes and step.owner:
                    name = f"journey:{one.journey.id}:{step.step}:{there.week}"
                    yield Work(name, step.owner, "journeys", first, last, step.minutes)


def _journey(
    plan: CompletePlan, journey: CompleteJourney, number: int, growth: Sequence[GrowthMonth]
) -> JourneyPlan:
    begin = setting_out(plan, journey, growth)
    reason = _reason(plan, journey, number)
    if begin is None:
        return JourneyPlan(journey, (), reason)
    steps = [
        by_week((stream.moved(step.after_days) for stream in begin), plan.period, step.share)
        for step in journey.steps
    ]
    return JourneyPlan(journey, _weeks(plan, journey, by_week(begin, plan.period), steps), reason)


def _weeks_of_events(
    plan: CompletePlan, journey: CompleteJourney, occurrences: Sequence[Occurrence]
) -> tuple[JourneyWeek, ...]:
    """Add up what the events bring, each as its work is counted."""
    # Who signs up, or stays away, sets out with the first step.
    first = min(range(len(journey.steps)), key=lambda number: abs(journey.steps[number].after_days))
    streams = [
        stream for event in occurrences for number, stream in of_event(journey, event) if number == first
    ]
    begin = _shown(by_week(streams, plan.period))
    found: dict[Week, dict[str, StepWeek]] = defaultdict(dict)
    for one in (one for event in occurrences for one in event_steps(plan, journey, event)):
        there = found[one.week].get(one.step, StepWeek(one.step, _NOBODY, 0, one.owner))
        found[one.week][one.step] = replace(
            there, people=there.people + one.people, minutes=there.minutes + one.minutes
        )
    order = {step.id: number for number, step in enumerate(journey.steps)}
    return tuple(
        JourneyWeek(
            week,
            begin.get(week, _NOBODY),
            tuple(sorted(found[week].values(), key=lambda step: order[step.step])),
        )
        for week in sorted({*begin, *found})
    )


def _reason(plan: CompletePlan, journey: CompleteJourney, number: int) -> Reason:
    own: tuple[PlanPath, ...] = (("journeys", number),) if journey.written else ()
    knowledge = (f"journeys/{journey.knowledge}",) if journey.knowledge else ()
    if journey.per_month is not None:
        return Reason("as many members a month as written", own, knowledge)
    if waits_for_events(journey):
        return Reason("those who sign up for events", (*own, ("activities",)), knowledge)
    joins: PlanPath = ("acquisition", "channels") if plan.acquisition.channels else ("goals",)
    if journey.trigger == "leaving" and journey.rate is None:
        return Reason("members who leave", (*own, ("acquisition", "loss_per_month")), knowledge)
    if journey.trigger in ("joined", "first_contribution", "first_purchase"):
        return Reason("a share of those who join", (*own, joins), knowledge)
    return Reason("a share of the members", (*own, joins), knowledge)


def _shown(people: ByWeek) -> dict[Week, Decimal]:
    """To one decimal, in order of time, without weeks that have nobody."""
    rounded = ((week, people[week].quantize(_TENTH, ROUND_HALF_UP)) for week in sorted(people))
    return {week: count for week, count in rounded if count}


def _weeks(
    plan: CompletePlan, journey: CompleteJourney, begin: ByWeek, steps: Sequence[ByWeek]
) -> tuple[JourneyWeek, ...]:
    set_out = _shown(begin)
    shown = [_shown(step) for step in steps]
    found = []
    for week in sorted({*set_out, *(week for step in shown for week in step)}):
        days = week.range.intersection(plan.period)
        done = []
        for row, people in zip(journey.steps, shown, strict=True):
            if days is None or week not in people:
                continue
            minutes = int((people[week] * row.minutes).to_integral_value(ROUND_CEILING))
            done.append(StepWeek(row.id, people[week], minutes, doer_of_week(plan, row.owner, days)))
        found.append(JourneyWeek(week, set_out.get(week, _NOBODY), tuple(done)))
    return tuple(found)
