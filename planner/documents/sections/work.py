"""Hours as rows of a document: who does how much, in which week most, and who answers after posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from planner.completion.params import plain_hours
from planner.dates.ranges import DateRange, Month, Week
from planner.documents.names import Names
from planner.documents.words import CHINESE, capitalised, day, enumeration, hours, month, week, weekday
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry
from planner.playbook.values.hours import Overload, WeekLoad

_WEEK = 7
_TENTH = 10
_SELDOM = 30
"""Minutes a week on average; below that, the sum says more than the mean."""
_FULL_FROM = 30
"""Minutes: with less than that left, nothing more fits into a week."""
_SIX = 6
"""Minutes in a tenth of an hour."""
NO_WORK = 3
"""Minutes; less shows as no hours at all."""


@dataclass(frozen=True, slots=True)
class HolderWork:
    """What one person (or a role without a person) does; ``capacity`` is empty where the plan gives no hours."""

    name: str
    named: bool
    roles: str
    mean: str
    total: str
    seldom: bool
    """Whether a weekly mean would mislead: the work lies in a few weeks only."""
    peak: str
    """Of the tightest week: the one that takes the greatest part of what there is, else the one with most work."""
    peak_week: str
    peak_capacity: str
    """What there is in that week after leave and days off; empty where the plan gives no hours."""
    peak_state: Literal["open", "full", "over", ""]
    peak_difference: str
    """What that week still has or lacks."""
    capacity: str
    over: int
    """Weeks more than a tenth above capacity."""
    worst_week: str
    worst_by: str
    worst_away: bool
    """Whether the person is away for that whole week."""


@dataclass(frozen=True, slots=True)
class ReplyDuties:
    """When one person stays after a post to answer: ``Mon, Wed 09:30``, ``每天 20:00``, in the order of the week.

    A slot belongs to whoever has it most often; ``stands_in`` counts the other posts that this person answers.
    """

    name: str
    slots: tuple[str, ...]
    stands_in: int


@dataclass(frozen=True, slots=True)
class MonthWork:
    """Hours of one month: a cell per holder, mean and most of a week as bare numbers; empty without work."""

    label: str
    cells: tuple[tuple[str, str] | tuple[()], ...]


def holders(playbook: Playbook) -> tuple[str, ...]:
    """Return who works at all, those with most work first."""
    mean = playbook.hours.weekly_mean
    busy = {load.holder for load in playbook.hours.loads if load.total >= NO_WORK}
    return tuple(sorted((h for h in mean if h in busy), key=lambda holder: (-mean[holder], holder)))


def holder_work(playbook: Playbook, names: Names) -> tuple[HolderWork, ...]:
    """Return everybody's work over the period, most first."""
    return tuple(_work(playbook, holder, names) for holder in holders(playbook))


def _work(playbook: Playbook, holder: str, names: Names) -> HolderWork:
    loads = [load for load in playbook.hours.loads if load.holder == holder]
    peak = _tightest(playbook, loads)
    over = overloaded(playbook, holder)
    worst = max(over, key=lambda one: one.minutes, default=None)
    away = {load.week for load in loads if load.capacity == 0}
    capacity = next((p.minutes for p in playbook.plan.people if p.id == holder), None)
    if not names.is_person(holder) and holder in playbook.plan.roles:
        capacity = playbook.plan.roles[holder].minutes
    person = next((p for p in playbook.plan.people if p.id == holder), None)
    held = [names.role(key) for key, role in playbook.plan.roles.items() if person and role.holder == holder]
    year = playbook.plan.period.start.year
    mean = playbook.hours.weekly_mean[holder]
    return HolderWork(
        name=capitalised(names.holder(holder)),
        named=person is not None,
        roles=("、" if names.language == CHINESE else ", ").join(
            role for role in held if role != names.holder(holder)
        ),
        mean=hours(mean, names.language),
        total=hours(sum(load.total for load in loads), names.language),
        seldom=mean < _SELDOM,
        peak=hours(peak.total, names.language),
        peak_week=week(peak.week, names.language, year),
        peak_capacity=hours(peak.capacity, names.language) if peak.capacity is not None else "",
        peak_state=load_state(peak),
        peak_difference=hours(spare_or_lack(peak), names.language),
        capacity=hours(capacity, names.language) if capacity is not None else "",
        over=len(over),
        worst_week=week(worst.week, names.language, year) if worst else "",
        worst_by=hours(worst.minutes, names.language) if worst else "",
        worst_away=worst is not None and worst.week in away and bool(capacity),
    )


def _tightest(playbook: Playbook, loads: Sequence[WeekLoad]) -> WeekLoad:
    whole = [load for load in loads if is_whole(playbook, load.week)] or loads

    def part(load: WeekLoad) -> tuple[bool, Fraction, int]:
        """Work in a week without any hours is the tightest of all; the first of equal weeks stands for them."""
        if load.capacity is None:
            return False, Fraction(0), load.total
        return not load.capacity and load.total > 0, Fraction(load.total, load.capacity or 1), load.total

    return max(whole, key=part)


def load_state(load: WeekLoad) -> Literal["open", "full", "over", ""]:
    """Return what a week's work means: ``over`` by more than a tenth, ``full`` where nothing more fits."""
    if load.capacity is None:
        return ""
    if is_clearly_over(load):
        return "over"
    return "full" if load.capacity - load.total < _FULL_FROM else "open"


def spare_or_lack(load: WeekLoad) -> int:
    """Return the minutes between work and capacity, as the two are shown: rounded to tenths of an hour each."""
    return abs(_as_shown(load.capacity or 0) - _as_shown(load.total))


def _as_shown(minutes: int) -> int:
    return (minutes + _SIX // 2) // _SIX * _SIX


def is_whole(playbook: Playbook, week: Week) -> bool:
    """Whether all days of a week lie in the plan: of its first and last days alone, hours say nothing."""
    return week.range.intersection(playbook.plan.period) == week.range


def overloaded(playbook: Playbook, holder: str) -> list[Overload]:
    """Return the whole weeks in which a holder has clearly too much: more than a tenth above capacity."""
    clear = {load.week for load in playbook.hours.loads if load.holder == holder and is_clearly_over(load)}
    return [
        one
        for one in playbook.hours.overloads
        if one.holder == holder and one.week in clear and is_whole(playbook, one.week)
    ]


def is_clearly_over(load: WeekLoad) -> bool:
    """Whether a week's work is more than a tenth above capacity."""
    return load.over * _TENTH > (load.capacity or 0)


def reply_duties(playbook: Playbook, names: Names) -> tuple[ReplyDuties, ...]:
    """Return who answers after the posts of the calendar, and when in the week."""
    held: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    days: dict[tuple[int, str], date] = {}
    for entry in _answered(playbook):
        slot = (entry.on.weekday(), entry.time)
        held[slot][entry.duty.person] += 1
        days.setdefault(slot, entry.on)
    main = {slot: min(people, key=lambda p: (-people[p], p)) for slot, people in held.items()}
    found = []
    for person in sorted({p for people in held.values() for p in people}):
        own = sorted(slot for slot in held if main[slot] == person)
        times: dict[str, list[int]] = {}
        for slot in own:
            times.setdefault(slot[1], []).append(slot[0])
        shown = tuple(_slot(weekdays, time, days, names) for time, weekdays in times.items())
        others = sum(people[person] for slot, people in held.items() if main[slot] != person)
        found.append(ReplyDuties(names.holder(person), shown, others))
    return tuple(sorted(found, key=lambda duty: -len(duty.slots)))


def _slot(weekdays: list[int], time: str, days: Mapping[tuple[int, str], date], names: Names) -> str:
    """``每天 20:00``, ``周一至周五 07:00``, ``Mon, Wed 10:30``; three days and more in a row are a span."""
    if len(weekdays) == _WEEK:
        return f"{'每天' if names.language == CHINESE else 'every day'} {time}"
    lead = "周" if names.language == CHINESE else ""
    said = [weekday(days[number, time], names.language) for number in weekdays]
    if len(said) > 2 and weekdays[-1] - weekdays[0] == len(said) - 1:
        joint = "至周" if names.language == CHINESE else "–"
        return f"{lead}{said[0]}{joint}{said[-1]} {time}"
    return f"{lead}{enumeration(said, names.language)} {time}"


def uncovered(playbook: Playbook, names: Names) -> tuple[int, str]:
    """Return how many posts have nobody there to answer, and when the first of them is (empty if none)."""
    bare = [entry for entry in _answered(playbook) if not entry.duty.covered]
    return len(bare), f"{day(bare[0].on, names.language)} {bare[0].time}" if bare else ""


def _answered(playbook: Playbook) -> list[Entry]:
    return [entry for entry in playbook.calendar.entries if entry.reply_minutes and entry.duty.person]


def minutes_within(playbook: Playbook, window: DateRange) -> dict[str, int]:
    """Return the minutes of everybody who has work in a window.

    A week that lies in it in part counts by its days; windows side by side share a week without losing a minute.
    """
    found: dict[str, int] = defaultdict(int)
    for load in playbook.hours.loads:
        days = load.week.range.intersection(playbook.plan.period) or load.week.range
        before, until = (
            load.total * min(max((edge - days.start).days, 0), days.days) // days.days
            for edge in (window.start, window.end)
        )
        found[load.holder] += until - before
    return {holder: minutes for holder, minutes in found.items() if minutes}


def months_of_work(playbook: Playbook, names: Names) -> tuple[MonthWork, ...]:
    """Return hours month by month; a week counts in the month in which its Monday lies."""
    start = playbook.plan.period.start
    by_month: dict[Month, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    weeks: dict[Month, set[date]] = defaultdict(set)
    for load in playbook.hours.loads:
        one = Month.of(max(load.week.monday, start))
        by_month[one][load.holder].append(load.total)
        weeks[one].add(load.week.monday)
    rows = []
    for one in sorted(by_month):
        cells: list[tuple[str, str] | tuple[()]] = []
        for holder in holders(playbook):
            done = by_month[one].get(holder, [])
            mean = sum(done) // max(1, len(weeks[one]))
            most = max(done, default=0)
            cells.append((plain_hours(mean), plain_hours(most)) if most >= NO_WORK else ())
        rows.append(MonthWork(month(one, names.language), tuple(cells)))
    return tuple(rows)
