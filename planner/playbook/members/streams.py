"""How many members set out on journeys on which days: streams of so many a day over ranges of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from planner.completion.journey_hours import MONTH_DAYS
from planner.completion.model import CompletePlan
from planner.completion.values.members import CompleteJourney
from planner.dates.ranges import ONE_DAY, DateRange, Week
from planner.knowledge.load import load_activity_kind
from planner.playbook.goals.courses import opening_day
from planner.playbook.goals.growth import joining_from
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.targets import GrowthMonth

_WEEK = timedelta(days=7)

ByWeek = Mapping[Week, Decimal]


class Stream(Struct, frozen=True):
    """Members a day on each of some days."""

    days: DateRange
    a_day: Decimal

    def moved(self, days: int) -> Stream:
        """Return the same so many days later."""
        by = timedelta(days=days)
        return Stream(DateRange(self.days.start + by, self.days.end + by), self.a_day)


def waits_for_events(journey: CompleteJourney) -> bool:
    """Say whether only the events tell how many members a journey concerns."""
    return journey.trigger in ("sign_up", "no_show") and journey.per_month is None


def arriving(plan: CompletePlan, growth: Sequence[GrowthMonth]) -> tuple[Stream, ...]:
    """Return who joins: each month's joins, evenly over the days of it on which people may."""
    return _over_months(plan, ((month, Decimal(month.joins)) for month in growth), joining_from(plan))


def setting_out(
    plan: CompletePlan, journey: CompleteJourney, growth: Sequence[GrowthMonth]
) -> tuple[Stream, ...] | None:
    """Return who sets out on a journey; ``None`` where nobody knows how many members it concerns."""
    if journey.per_month is not None:
        return _steadily(plan, journey.per_month)
    if not growth or waits_for_events(journey):
        return None
    rate = journey.rate
    if journey.trigger == "joined":
        return _scaled(arriving(plan, growth), rate if rate is not None else Decimal(1))
    if journey.trigger == "leaving" and rate is None:
        return _over_months(plan, ((month, Decimal(month.leaves)) for month in growth))
    if rate is None:
        return None
    if journey.trigger in ("first_contribution", "first_purchase"):
        return _scaled(arriving(plan, growth), rate)
    if journey.trigger == "silent":
        return _with_past(plan, journey, _falling_silent(plan, rate, growth))
    return _over_months(plan, ((month, rate * _mean(month) * _part(plan, month)) for month in growth))


def of_event(journey: CompleteJourney, event: Occurrence) -> tuple[tuple[int, Stream], ...]:
    """Return who gets the steps of an event's journey: number of the step and stream; none where nobody takes a seat.

    Those who sign up do so evenly over the days on which they can; steps before the event count from its day.
    """
    opens, closes = event.sign_up_opens, event.sign_up_closes
    kind = load_activity_kind(event.activity.kind)
    if opens is None or closes is None or closes < opens or not kind.takes_seats:
        return ()
    heads = Decimal(event.activity.expected)
    missing = kind.no_show
    span = DateRange.inclusive(opens, closes)
    signing_up = Stream(span, heads / span.days)
    found = []
    for number, step in enumerate(journey.steps):
        if journey.trigger == "no_show":
            on = event.end.date() + timedelta(days=step.after_days)
            found.append((number, _on(on, heads * missing)))
        elif step.after_days < 0:
            found.append((number, _on(event.on + timedelta(days=step.after_days), heads)))
        else:
            found.append((number, signing_up.moved(step.after_days)))
    return tuple(found)


def by_week(streams: Iterable[Stream], within: DateRange, share: Decimal = Decimal(1)) -> ByWeek:
    """Return how many members the streams bring in each week, on days within a range."""
    found: dict[Week, Decimal] = defaultdict(Decimal)
    for stream in streams:
        days = stream.days.intersection(within)
        if days is None:
            continue
        week = Week.of(days.start)
        start = days.start
        while start < days.end:
            end = min(days.end, week.monday + _WEEK)
            found[week] += stream.a_day * (end - start).days * share
            start = end
            if start < days.end:
                week = Week.of(start)
    return found


def _on(day: date, people: Decimal) -> Stream:
    return Stream(DateRange(day, day + ONE_DAY), people)


def _over_months(
    plan: CompletePlan, months: Iterable[tuple[GrowthMonth, Decimal]], begins: date | None = None
) -> tuple[Stream, ...]:
    """Spread each month's number over its open days; over all its days within the plan where none is open."""
    opened = begins or opening_day(plan)
    found = []
    for month, people in months:
        inside = month.month.range.intersection(plan.period)
        if inside is None or not people:
            continue
        start = inside.start if opened is None or opened >= inside.end else max(inside.start, opened)
        days = DateRange(start, inside.end)
        found.append(Stream(days, people / days.days))
    return tuple(found)


def _steadily(plan: CompletePlan, a_month: Decimal) -> tuple[Stream, ...]:
    opened = opening_day(plan)
    start = max(plan.period.start, opened) if opened is not None else plan.period.start
    if start >= plan.period.end or not a_month:
        return ()
    return (Stream(DateRange(start, plan.period.end), a_month / MONTH_DAYS),)


def _scaled(streams: Iterable[Stream], rate: Decimal) -> tuple[Stream, ...]:
    return tuple(Stream(stream.days, stream.a_day * rate) for stream in streams if rate)


def _with_past(
    plan: CompletePlan, journey: CompleteJourney, streams: tuple[Stream, ...]
) -> tuple[Stream, ...]:
    """Who fell silent shortly before the first day of a community that was there sets out too, at the first month's rate.

    They are met from the first step on: nobody gets the last message without the one before it.
    """
    back = min((step.after_days for step in journey.steps), default=0)
    if plan.community.situation == "new" or not streams or streams[0].days.start != plan.period.start:
        return streams
    first = streams[0]
    if back <= 0 or first.days.start.toordinal() <= back:
        return streams
    before = DateRange(first.days.start - timedelta(days=back), first.days.start)
    return (Stream(before, first.a_day), *streams)


def _falling_silent(plan: CompletePlan, rate: Decimal, growth: Sequence[GrowthMonth]) -> tuple[Stream, ...]:
    """A share of those who have been there for a month: newcomers are looked after otherwise."""
    settled = ((month, max(Decimal(0), _mean(month) - month.joins)) for month in growth)
    return _over_months(plan, ((month, rate * people * _part(plan, month)) for month, people in settled))


def _mean(month: GrowthMonth) -> Decimal:
    return Decimal(month.start + month.end) / 2


def _part(plan: CompletePlan, month: GrowthMonth) -> Decimal:
    """The part of a month that lies within the plan."""
    inside = month.month.range.intersection(plan.period)
    return Decimal(inside.days) / month.month.range.days if inside is not None else Decimal(0)
