"""Champions: how many have to be asked in which month, and the work of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of, is_available
from planner.completion.values.members import CompleteChampions
from planner.dates.ranges import ONE_DAY, DateRange, Month, add_months, months
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.playbook.goals.growth import starting_members
from planner.playbook.values.hours import Work
from planner.playbook.values.members import ChampionMonth, ChampionPlan
from planner.playbook.values.targets import GrowthMonth

_LEAST = 2
"""One alone cannot be relieved."""
_NO_LIMIT = 1_000_000
_WEEK_DAYS = 7
_HALF = 15
"""Day of the month by which they are asked."""


def build_champions(
    plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar
) -> ChampionPlan | None:
    """Return the pipeline month by month; ``None`` where the plan wants no champions, or nobody has time.

    Of those whose term is over as many go on as say yes when they are asked first. Where the number is ours, no more
    are asked in a month than whoever asks has time for, nor in all than a share of the members, and nobody shortly
    before the plan ends.
    """
    champions = plan.champions
    target = _target(plan, champions, growth) if champions is not None else None
    if champions is None or target is None:
        return None
    by = min(champions.by or plan.period.last, plan.period.last)
    start = min(_start(plan), max(by, plan.period.start))
    last = max(by, start)
    found = _pipeline(plan, champions, target, start, last, days, _asked_at_most(plan, growth))
    if champions.target is None:
        # Ours is no more than whoever asks has time for.
        target = max((month.wanted for month in found), default=target)
    if not target:
        return None
    return ChampionPlan(champions, target, last, found, int(assumed("champion_minutes")))


def _pipeline(
    plan: CompletePlan,
    champions: CompleteChampions,
    target: int,
    start: date,
    last: date,
    days: WorkCalendar,
    at_most: int,
) -> tuple[ChampionMonth, ...]:
    """Month by month from the first in which somebody is asked; they grow evenly to the target on the last day."""
    counted = [month for month in months(plan.period) if month >= Month.of(start)]
    growing = len([month for month in counted if month <= Month.of(last)])
    term = timedelta(weeks=max(1, champions.serves_weeks))
    ends: list[tuple[date, int]] = []
    found = []
    serving = most = so_far = 0
    quiet = plan.period.end - timedelta(weeks=int(assumed("champion_last_weeks")))
    for number, month in enumerate(counted, 1):
        on, owner = _asking(plan, month, start, days)
        ending = [(end, count) for end, count in ends if Month.of(end) == month]
        over = sum(count for _, count in ending)
        going_on = int(over * champions.accepts)
        if champions.target is None and number > growing:
            target = min(target, most)
        missing = max(0, _even(target, number, growing) - (serving - over + going_on))
        if champions.target is None:
            room = 0 if on >= quiet else max(0, min(_most(plan, owner, on), at_most - so_far))
            missing = min(missing, int(room * champions.accepts))
        asked = int((missing / champions.accepts).to_integral_value(ROUND_CEILING))
        so_far += asked
        serving += going_on + missing - over
        most = max(most, serving)
        ends.append((_end(on, term, month), missing))
        if ending:
            ends.append((_end(max(ending)[0], term, month), going_on))
        found.append(
            ChampionMonth(month, serving, asked, on if asked else None, owner if asked else "", over)
        )
    return tuple(found)


def _end(begin: date, term: timedelta, month: Month) -> date:
    """The day on which a term is over; nobody begins and ends within a month."""
    return max(begin + term, month.last + ONE_DAY)


def champion_work(champions: ChampionPlan | None, period: DateRange) -> Iterator[Work]:
    """Yield the work of asking champions and showing them the job, from the day of asking to the month's end."""
    for month in champions.months if champions is not None else ():
        minutes = month.asked * champions.minutes_to_ask if champions is not None else 0
        if month.asked_on is not None and minutes:
            due = min(month.month.last, period.last)
            yield Work(f"champions:{month.month}", month.owner, "champions", month.asked_on, due, minutes)


def _target(plan: CompletePlan, champions: CompleteChampions, growth: Sequence[GrowthMonth]) -> int | None:
    """As written, else the share of the members that are expected at the end."""
    if champions.target is not None:
        return champions.target
    members = growth[-1].end if growth else starting_members(plan)
    if members is None:
        return None
    wished = int((members * champions.share).to_integral_value(ROUND_HALF_UP))
    return max(_LEAST, wished)


def _asked_at_most(plan: CompletePlan, growth: Sequence[GrowthMonth]) -> int:
    """How many are asked in the whole plan: a share of the members at its end, enough for two who say yes at least."""
    members = growth[-1].end if growth else starting_members(plan)
    if members is None:
        return _NO_LIMIT
    return max(2 * _LEAST, int(members * assumed("champion_asked_share")))


def _most(plan: CompletePlan, owner: str, on: date) -> int:
    """How many can be asked from a day to the end of its month in the part of the asker's hours for single members.

    Two where what steady work leaves is enough for two, because not everybody says yes.
    """
    minutes = next((person.minutes for person in plan.people if person.id == owner), None)
    if minutes is None:
        return _NO_LIMIT
    last = min(Month.of(on).last, plan.period.last)
    there = Decimal(minutes) * ((last - on).days + 1) / _WEEK_DAYS
    each = assumed("champion_minutes")
    two = 2 if there * (1 - assumed("steady_share")) >= 2 * each else 0
    return max(two, int(there * assumed("journeys_share") / each))


def _start(plan: CompletePlan) -> date:
    """From when they are asked: in a new community after the build stage, else from the second month on."""
    if plan.community.situation == "new":
        build = next((stage.window for stage in plan.stages if stage.id == "build"), None)
        start = build.end if build is not None else plan.period.start
    else:
        start = Month.of(add_months(plan.period.start, 1)).first
    return start if start in plan.period else plan.period.start


def _even(target: int, number: int, growing: int) -> int:
    """The number wanted at the end of so many months of those in which they grow evenly to the target."""
    if number >= growing:
        return target
    return int((Decimal(target) * number / growing).to_integral_value(ROUND_HALF_UP))


def _asking(plan: CompletePlan, month: Month, start: date, days: WorkCalendar) -> tuple[date, str]:
    """When somebody asks and who: the community's owner, else the group admin, in the month's first half if they can."""
    within = month.range.intersection(DateRange(max(start, plan.period.start), plan.period.end))
    free = [day for day in within or () if days.is_work_day(day)] or list(within or ())
    early = [day for day in free if day.day <= _HALF]
    owner, admin = holder_of("owner", plan.roles), holder_of("admin", plan.roles)
    people = {person.id: person for person in plan.people}
    for some, holder in ((early, owner), (early, admin), (free, owner), (free, admin)):
        person = people.get(holder)
        there = next((day for day in some if person is None or is_available(person, day)), None)
        if there is not None:
            return there, holder
    return (free[0] if free else month.first), owner
