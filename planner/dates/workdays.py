"""Work days, days off and make-up days of a country, with the plan's own days on top."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planner.dates.public_holidays import YearOfHolidays, YearStatus, year_of_holidays
from planner.dates.ranges import ONE_DAY, DateRange


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked. Build it with ``build_work_calendar``; any year may be asked about.

    The plan's own ``days_off`` and ``make_up_days`` win over the country's; a day named in both is off.
    """

    country: str | None
    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    _years: Mapping[int, YearOfHolidays] = field(default_factory=dict, compare=False, repr=False)

    def is_work_day(self, day: date) -> bool:
        """Whether people work on that day."""
        if day in self.days_off:
            return False
        if day in self.make_up_days:
            return True
        year = self._year(day.year)
        return day in year.make_up_days or not (day in year.holidays or day.weekday() in year.weekend)

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a public day off, or one of the plan's; a plain weekend is none."""
        if day in self.days_off:
            return True
        return day not in self.make_up_days and day in self._year(day.year).holidays

    def is_make_up_day(self, day: date) -> bool:
        """Whether the day is worked in exchange for a day off (调休上班)."""
        if day in self.days_off:
            return False
        return day in self.make_up_days or day in self._year(day.year).make_up_days

    def holiday_name(self, day: date, language: Literal["zh-CN", "en"]) -> str | None:
        """The name of the public holiday on that day, even if the plan works then; None if there is none."""
        name = self._year(day.year).holidays.get(day)
        if name is None:
            return None
        return name.zh if language == "zh-CN" else name.en

    def next_work_day(self, day: date) -> date:
        """The first work day after that day."""
        return self.add_work_days(day, 1)

    def previous_work_day(self, day: date) -> date:
        """The last work day before that day."""
        return self.add_work_days(day, -1)

    def add_work_days(self, day: date, count: int) -> date:
        """The ``count``-th work day after the day, or before it if negative; 0: the day itself or the last
        work day before it.

        From a work day, adding n and then -n leads back.
        """
        if count == 0:
            return day if self.is_work_day(day) else self.add_work_days(day, -1)
        step = ONE_DAY if count > 0 else -ONE_DAY
        remaining = abs(count)
        while remaining:
            day += step
            remaining -= self.is_work_day(day)
        return day

    def work_days(self, within: DateRange) -> tuple[date, ...]:
        """All work days of a range, in order."""
        return tuple(day for day in within if self.is_work_day(day))

    def status(self, year: int) -> YearStatus:
        """How well the country's days of a year are known.

        ``official``: published; ``estimated``: computed from the law or the moon, without make-up days;
        ``unknown``: only weekends are off.
        """
        return self._year(year).status

    def _year(self, year: int) -> YearOfHolidays:
        return self._years.get(year) or year_of_holidays(self.country, year)


def build_work_calendar(
    country: str | None,
    years: Iterable[int],
    days_off: Collection[date] = (),
    make_up_days: Collection[date] = (),
) -> WorkCalendar:
    """The work calendar of a country, with the days of ``years`` at hand.

    ``country``: an ISO 3166 code, with a subdivision if wanted (``CN``, ``US``, ``GB-ENG``); None, or a
    country that nothing is known about: weekends only.
    """
    code = country.strip().upper() if country else None
    known = {year: year_of_holidays(code, year) for year in sorted(set(years))}
    return WorkCalendar(code, frozenset(days_off), frozenset(make_up_days), known)
