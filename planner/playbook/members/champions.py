"""Champions: how many have to be asked in which month, and the work of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of, is_available
from planner.completion.values.members import CompleteChampions
from planner.dates.ranges import DateRange, Month, add_months, months
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.playbook.goals.growth import starting_members
from planner.playbook.values.hours import Work
from planner.playbook.values.members import ChampionMonth, ChampionPlan
from planner.playbook.values.targets import GrowthMonth

_LEAST = 2
"""One alone cannot be relieved."""
_HALF = 15
"""Day of the month by which they are asked."""
_TAKES = timedelta(days=13)
"""Two weeks in which those who are asked are shown the job, one after the other."""


def build_champions(
    plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar
) -> ChampionPlan | None:
    """Return the pipeline month by month; ``None`` where the plan wants no champions."""
    champions = plan.champions
    target = _target(plan, champions, growth) if champions is not None else None
    if champions is None or target is None:
        return None
    by = min(champions.by or plan.period.last, plan.period.last)
    start = min(_start(plan), max(by, plan.period.start))
    last = max(by, start)
    counted = [month for month in months(plan.period) if month >= Month.of(start)]
    growing = len([month for month in counted if month <= Month.of(last)])
    found = []
    terms: list[tuple[Month, int]] = []
    serving = 0
    for number, month in enumerate(counted, 1):
        rests = sum(count for end, count in terms if end == month)
        wanted = _even(target, number, growing)
        missing = max(0, wanted - serving + rests)
        asked = int((missing / champions.accepts).to_integral_value(ROUND_CEILING))
        on, owner = _asking(plan, month, start, days) if asked else (None, "")
        serving += missing - rests
        if on is not None:
            terms.append((Month.of(on + timedelta(weeks=max(1, champions.serves_weeks))), missing))
        found.append(ChampionMonth(month, wanted, asked, on, owner, rests))
    return ChampionPlan(champions, target, last, tuple(found), int(assumed("champion_minutes")))


def champion_work(champions: ChampionPlan | None, period: DateRange) -> Iterator[Work]:
    """Yield the work of asking champions and showing them the job: two weeks from the day on which they are asked."""
    for month in champions.months if champions is not None else ():
        minutes = month.asked * champions.minutes_to_ask if champions is not None else 0
        if month.asked_on is not None and minutes:
            due = min(month.asked_on + _TAKES, period.last)
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
