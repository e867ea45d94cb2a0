"""Half-open date ranges, calendar months and ISO weeks."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

ONE_DAY = timedelta(days=1)


class DateRange(Struct, frozen=True, order=True):
    """The days from ``start`` up to, not including, ``end``.

    An empty range has ``start == end``. Raises ValueError if ``end`` lies before ``start``.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"range ends before it starts: {self.start} > {self.end}")

    @classmethod
    def inclusive(cls, first: date, last: date) -> DateRange:
        """The range of both days and all between, as plans and documents write it."""
        return cls(first, last + ONE_DAY)

    @property
    def first(self) -> date:
        """The first day; of an empty range there is none (ValueError)."""
        if self.is_empty:
            raise ValueError("an empty range has no first day")
        return self.start

    @property
    def last(self) -> date:
        """The last day; of an empty range there is none (ValueError)."""
        if self.is_empty:
            raise ValueError("an empty range has no last day")
        return self.end - ONE_DAY

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in the range."""
        return self.start == self.end

    @property
    def days(self) -> int:
        """How many days lie in the range."""
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=offset) for offset in range(self.days))

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    def overlaps(self, other: DateRange) -> bool:
        """Whether some day lies in both ranges."""
        return max(self.start, other.start) < min(self.end, other.end)

    def intersection(self, other: DateRange) -> DateRange | None:
        """The days in both ranges; None if there are none."""
        if not self.overlaps(other):
            return None
        return DateRange(max(self.start, other.start), min(self.end, other.end))


class Month(Struct, frozen=True, order=True):
    """A calendar month; prints as ``2026-06``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.month}")

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that the day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def range(self) -> DateRange:
        """All days of the month."""
        return DateRange.inclusive(self.first, self.last)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class Week(Struct, frozen=True, order=True):
    """An ISO week, Monday to Sunday; prints as ``2026-W24``. The year is the ISO year."""

    year: int
    week: int

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.week, 1)

    @classmethod
    def of(cls, day: date) -> Week:
        """The ISO week that the day lies in."""
        year, week, _ = day.isocalendar()
        return cls(year, week)

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return date.fromisocalendar(self.year, self.week, 7)

    @property
    def range(self) -> DateRange:
        """The seven days of the week."""
        return DateRange.inclusive(self.monday, self.sunday)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.week:02d}"


def months(within: DateRange) -> tuple[Month, ...]:
    """All months that have a day in the range, in order."""
    if within.is_empty:
        return ()
    first, last = within.start, within.last
    first_index, last_index = (day.year * 12 + day.month - 1 for day in (first, last))
    return tuple(Month(index // 12, index % 12 + 1) for index in range(first_index, last_index + 1))


def weeks(within: DateRange) -> tuple[Week, ...]:
    """All ISO weeks that have a day in the range, in order."""
    if within.is_empty:
        return ()
    first_monday, last_monday = Week.of(within.start).monday, Week.of(within.last).monday
    count = (last_monday - first_monday).days // 7 + 1
    return tuple(Week.of(first_monday + timedelta(weeks=offset)) for offset in range(count))


def add_months(day: date, count: int) -> date:
    """The same day of the month ``count`` months later (earlier if negative), or that month's last day.

    Raises ValueError outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + count
    target = Month(index // 12, index % 12 + 1)
    return target.last if day.day > target.last.day else target.first.replace(day=day.day)
