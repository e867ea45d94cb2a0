"""The days of a plan in tables: who is there when, work days, and the minutes that each week has for planned work."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange, Week, weeks
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.playbook.work.duty import WORK_WEEK, role_works_on, share_of_week, works_on

_WEEK = 7
_MARGIN = 10
"""Weeks on both sides of the period for which work days are known to the table."""

Span = tuple[int, int]
"""First and last week, counted from the week of the period's first day, in which a piece of work can be done."""


@dataclass
class StaffDays:
    """Answers about days and weeks without asking calendar and people again. Weeks are counted from 0."""

    plan: CompletePlan
    days: WorkCalendar
    weeks: tuple[Week, ...] = field(init=False)
    _origin: int = field(init=False)
    """Ordinal of the Monday of the first week."""
    _first: int = field(init=False)
    _last: int = field(init=False)
    _work_days: list[int] = field(init=False)
    _week_of: dict[date, int] = field(default_factory=dict)
    _there: dict[str, list[bool]] = field(default_factory=dict)
    _next: dict[str, list[int]] = field(default_factory=dict)
    _before: dict[str, list[int]] = field(default_factory=dict)
    _capacity: dict[str, list[int] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        period = self.plan.period
        self.weeks = weeks(period)
        self._origin = Week.of(period.start).monday.toordinal()
        self._first, self._last = period.start.toordinal(), period.last.toordinal()
        start = max(1, self._first - _MARGIN * _WEEK)
        end = min(date.max.toordinal(), self._last + _MARGIN * _WEEK)
        self._work_days = [
            ordinal for ordinal in range(start, end + 1) if self.days.is_work_day(date.fromordinal(ordinal))
        ]

    def week_of(self, day: date) -> int:
        """Return the number of a day's week; days outside the period count as its first or last."""
        week = self._week_of.get(day)
        if week is None:
            inside = min(max(day.toordinal(), self._first), self._last)
            week = self._week_of[day] = (inside - self._origin) // _WEEK
        return week

    def by_week(self, ranges: Iterable[DateRange]) -> Iterator[tuple[int, range]]:
        """Yield week and days (as ordinals) of the parts of ranges within the period, cut at the ends of weeks."""
        for days in ranges:
            start = max(days.start.toordinal(), self._first)
            end = min(days.end.toordinal(), self._last + 1)
            while start < end:
                week = (start - self._origin) // _WEEK
                cut = min(end, self._origin + (week + 1) * _WEEK)
                yield week, range(start, cut)
                start = cut

    def back(self, day: date, count: int) -> date:
        """Return the ``count``-th work day before a day; 0: the day itself or the last work day before it."""
        ordinal = day.toordinal()
        place = bisect_right(self._work_days, ordinal) - 1
        if count and place >= 0 and self._work_days[place] != ordinal:
            place += 1
        if place - count < 0 or ordinal > self._last + _MARGIN * _WEEK:
            return self.days.add_work_days(day, -count)
        return date.fromordinal(self._work_days[place - count])

    def forward(self, day: date, count: int) -> date:
        """Return the ``count``-th work day after the first work day from a day on."""
        first = bisect_left(self._work_days, day.toordinal())
        if first + count < len(self._work_days):
            return date.fromordinal(self._work_days[first + count])
        return self.days.add_work_days(day, count)

    def is_there(self, holder: str, day: date) -> bool:
        """Say whether a day counts towards a holder's hours."""
        there = self._days_there(holder)
        offset = day.toordinal() - self._origin
        return 0 <= offset < len(there) and there[offset]

    def capacity(self, holder: str) -> list[int] | None:
        """Return a holder's minutes week by week; ``None`` without written hours."""
        if holder not in self._capacity:
            self._capacity[holder] = self._weekly(holder)
        return self._capacity[holder]

    def room(self, holder: str) -> list[int] | None:
        """Return the minutes of each week that planned work may take, so that the buffer on top of it fits too."""
        capacity = self.capacity(holder)
        return None if capacity is None else [without_buffer(minutes) for minutes in capacity]

    def span(self, holder: str, earliest: date, due: date) -> Span | None:
        """Return the weeks between two days (both included) in which the holder can work; ``None`` if in none."""
        if holder not in self._next:
            self._index(holder)
        start = min(max(earliest.toordinal(), self._first), self._last) - self._origin
        end = min(max(due.toordinal(), self._first), self._last) - self._origin
        first, last = self._next[holder][start], self._before[holder][end]
        return (first // _WEEK, last // _WEEK) if first <= end and last >= start else None

    def _weekly(self, holder: str) -> list[int] | None:
        person = next((p for p in self.plan.people if p.id == holder), None)
        role = self.plan.roles.get(holder)
        minutes = person.minutes if person is not None else role.minutes if role is not None else None
        if minutes is None:
            return None
        there = self._days_there(holder)
        own = len(set(person.days)) if person is not None else WORK_WEEK
        return [
            share_of_week(minutes, sum(there[start : start + _WEEK]), own)
            for start in range(0, len(self.weeks) * _WEEK, _WEEK)
        ]

    def _days_there(self, holder: str) -> list[bool]:
        if holder not in self._there:
            person = next((p for p in self.plan.people if p.id == holder), None)
            found = []
            for offset in range(len(self.weeks) * _WEEK):
                day = date.fromordinal(self._origin + offset)
                inside = self._first <= self._origin + offset <= self._last
                works = role_works_on(day, self.days) if person is None else works_on(person, day, self.days)
                found.append(inside and works)
            self._there[holder] = found
        return self._there[holder]

    def _index(self, holder: str) -> None:
        """For each day the next and the last one before it (itself included) on which the holder is there."""
        there = self._days_there(holder)
        after, before = [len(there)] * len(there), [-1] * len(there)
        found = len(there)
        for place in range(len(there) - 1, -1, -1):
            found = place if there[place] else found
            after[place] = found
        found = -1
        for place, is_there in enumerate(there):
            found = place if is_there else found
            before[place] = found
        self._next[holder], self._before[holder] = after, before


def with_buffer(minutes: int) -> int:
    """Return the buffer that comes on top of planned minutes (``buffer_share``, rounded half to even)."""
    return int((Decimal(minutes) * assumed("buffer_share")).to_integral_value())


def without_buffer(capacity: int) -> int:
    """Return the most minutes that fit into a capacity together with their buffer."""
    minutes = int(Decimal(capacity) / (1 + assumed("buffer_share"))) + 1
    while minutes > 0 and minutes + with_buffer(minutes) > capacity:
        minutes -= 1
    return minutes
