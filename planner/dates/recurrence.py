"""Recurrences: reading what operators write, and the dates that follow.

Days and weeks are counted here; months by python-dateutil's ``rrule``, which knows their last days and weekdays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from planner.dates.ranges import ONE_DAY, DateRange, Month, Week
from planner.dates.recurrence_reading import parse_recurrence
from planner.dates.recurrence_rule import (
    LAST,
    Frequency,
    NthWeekday,
    Recurrence,
    RecurrenceError,
    RecurrenceErrorKind,
)
from planner.dates.workdays import WorkCalendar

__all__ = [
    "LAST",
    "Frequency",
    "NthWeekday",
    "Recurrence",
    "RecurrenceError",
    "RecurrenceErrorKind",
    "exceptions_not_occurring",
    "occurrences",
    "parse_recurrence",
    "skips_months",
]


def occurrences(
    recurrence: Recurrence,
    within: DateRange,
    *,
    start: date | None = None,
    until: date | None = None,
    count: int | None = None,
    exceptions: Collection[date] = (),
    workdays: WorkCalendar | None = None,
) -> tuple[date, ...]:
    """The dates of a recurrence that lie in a range, sorted, each once.

    Counting begins at ``start`` (default: the start of the range): every n days from that day, every n weeks
    from its ISO week, every n months from its month. ``until`` is the last possible day, ``count`` the number
    of dates from ``start``; an exception is left out but still counted, as RFC 5545 does. Raises ValueError
    if a recurrence on work days is given no calendar.
    """
    first = within.start if start is None else start
    end = within.end if until is None else min(within.end, until + ONE_DAY)
    if first >= end:
        return ()
    counted = DateRange(first, end)
    nominal = _dates_in(recurrence, counted, workdays)
    left_out = frozenset(exceptions)
    return tuple(day for day in nominal[:count] if day in within and day not in left_out)


def exceptions_not_occurring(
    recurrence: Recurrence,
    within: DateRange,
    *,
    exceptions: Collection[date],
    start: date | None = None,
    until: date | None = None,
    count: int | None = None,
    workdays: WorkCalendar | None = None,
) -> tuple[date, ...]:
    """Those exceptions that leave nothing out, since the recurrence has no date on them; sorted."""
    dates = occurrences(recurrence, within, start=start, until=until, count=count, workdays=workdays)
    return tuple(sorted(set(exceptions).difference(dates)))


def skips_months(recurrence: Recurrence) -> bool:
    """Whether a month may pass without one of the dates: days 29 to 31, or the fifth weekday of its kind."""
    return any(day > 28 for day in recurrence.month_days) or any(
        nth.ordinal == 5 for nth in recurrence.nth_weekdays
    )


@lru_cache(maxsize=1024)
def _dates_in(rule: Recurrence, counted: DateRange, calendar: WorkCalendar | None) -> tuple[date, ...]:
    """Dates in a range; kept, because the same rule is asked about for hours, posts and work."""
    return tuple(day for day in _nominal_dates(rule, counted, calendar) if day in counted)


def _nominal_dates(rule: Recurrence, counted: DateRange, calendar: WorkCalendar | None) -> Iterator[date]:
    """Dates from the anchor at or before ``counted.start`` to its end; some may lie before the start."""
    if rule.frequency == "workdays":
        if calendar is None:
            raise ValueError("a recurrence on work days needs a work calendar")
        yield from calendar.work_days(counted)
    elif rule.frequency == "daily":
        yield from _every(counted.start, rule.interval, counted.last)
    elif rule.frequency == "weekly":
        for monday in _every(Week.of(counted.start).monday, 7 * rule.interval, counted.last):
            yield from (monday + timedelta(days=number) for number in rule.weekdays)
    else:
        yield from _monthly(rule, counted)


def _every(first: date, days: int, last: date) -> Iterator[date]:
    """Every so many days from the first up to the last."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1, days))


def _monthly(rule: Recurrence, counted: DateRange) -> Iterator[date]:
    from dateutil.rrule import MONTHLY, rrule, weekday

    first, until = _midnight(Month.of(counted.start).first), _midnight(counted.last)
    every_month = rrule(
        MONTHLY,
        dtstart=first,
        bymonthday=rule.month_days or None,
        byweekday=[weekday(nth.weekday, nth.ordinal) for nth in rule.nth_weekdays] or None,
        until=until,
    )
    # The interval is applied to the months, not inside the rule: rrule runs on to the year 9999
    # where no date can ever fit, e.g. the 30th of every twelfth month from February.
    every_nth_month = rrule(MONTHLY, dtstart=first, interval=rule.interval, until=until)
    due = {Month.of(moment.date()) for moment in every_nth_month}
    return (moment.date() for moment in every_month if Month.of(moment.date()) in due)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
