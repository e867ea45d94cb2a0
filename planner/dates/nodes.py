"""Rules that name a day of the year: fixed, lunar, n-th weekday, solar term, Easter; each with an offset.

Spellings: ``06-18``; ``lunar 05-05``; ``lunar 12-last``; ``nov 4th thu``; ``sep last sat``;
``term qingming``; ``term winter_solstice``; ``easter``; after any of them
an offset in days, ``+1`` or ``-21``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from planner.dates.lunar import FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR, SolarTerm, lunar_date, solar_term
from planner.dates.ranges import ONE_DAY, DateRange, Month

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OFFSET = re.compile(r"\s+([+-]\d{1,3})$")


def is_node_rule(rule: str) -> bool:
    """Whether a text is a rule that can be resolved, in some year at least."""
    base = _OFFSET.sub("", rule.strip())
    return any(pattern.fullmatch(base) for pattern, _ in _KINDS)


def resolve_node_rule(rule: str, year: int) -> date | None:
    """The day that a rule names in a Gregorian year; the first if there are two; None if there is none.

    With an offset, the year is that of the day before the offset is added. A lunar day may miss a Gregorian
    year or fall into it twice (12-08 in 2022). Raises ValueError if the text is no rule: rules are data.
    """
    days = _days_in_year(rule, year)
    return days[0] if days else None


def node_dates(rule: str, within: DateRange) -> tuple[date, ...]:
    """All days in a range that a rule names, sorted. Raises ValueError if the text is no rule."""
    if within.is_empty:
        return ()
    # An offset may carry a day into the neighbouring year.
    years = range(max(within.start.year - 1, 1), min(within.last.year + 1, 9998) + 1)
    return tuple(sorted(day for year in years for day in _days_in_year(rule, year) if day in within))


@lru_cache(maxsize=4096)
def _days_in_year(rule: str, year: int) -> tuple[date, ...]:
    text = rule.strip()
    found = _OFFSET.search(text)
    offset = timedelta(days=int(found.group(1)) if found else 0)
    base = _OFFSET.sub("", text)
    for pattern, days_of in _KINDS:
        match = pattern.fullmatch(base)
        if match:
            return tuple(day + offset for day in days_of(match, year))
    raise ValueError(f"not a rule for a day: {rule!r}")


def _fixed(match: re.Match[str], year: int) -> tuple[date, ...]:
    month, day = int(match["month"]), int(match["day"])
    return (date(year, month, day),) if day <= Month(year, month).last.day else ()


def _lunar(match: re.Match[str], year: int) -> tuple[date, ...]:
    month = int(match["month"])
    days = []
    for lunar_year in (year - 1, year):
        # A month's last day is the 29th or the 30th; the year's is found from the next year's first.
        if match["day"] == "last":
            found = _last_lunar_day(lunar_year, month)
        else:
            found = _lunar_day(lunar_year, month, int(match["day"]))
        if found is not None and found.year == year:
            days.append(found)
    return tuple(days)


def _last_lunar_day(lunar_year: int, month: int) -> date | None:
    if month == 12:
        following = _lunar_day(lunar_year + 1, 1, 1)
        return following - ONE_DAY if following else None
    return _lunar_day(lunar_year, month, 30) or _lunar_day(lunar_year, month, 29)


def _lunar_day(lunar_year: int, month: int, day: int) -> date | None:
    if not FIRST_LUNAR_YEAR <= lunar_year <= LAST_LUNAR_YEAR:
        return None
    try:
        return lunar_date(lunar_year, month, day)
    except ValueError:  # a short month without a 30th
        return None


def _nth_weekday(match: re.Match[str], year: int) -> tuple[date, ...]:
    month = Month(year, _MONTHS.index(match["month"]) + 1)
    weekday = _WEEKDAYS.index(match["weekday"])
    in_month = [day for day in month.range if day.weekday() == weekday]
    if match["ordinal"] == "last":
        return (in_month[-1],)
    ordinal = int(match["ordinal"][0])
    return (in_month[ordinal - 1],) if ordinal <= len(in_month) else ()


def _term(match: re.Match[str], year: int) -> tuple[date, ...]:
    found = solar_term(cast(SolarTerm, match["term"]), year)
    return (found,) if found else ()


def _easter(_: re.Match[str], year: int) -> tuple[date, ...]:
    from dateutil.easter import easter

    return (easter(year),) if 1583 <= year <= 4099 else ()


_MONTH_NUMBER, _DAY_NUMBER = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], tuple[date, ...]]], ...] = (
    (re.compile(rf"{_MONTH_NUMBER}-{_DAY_NUMBER}"), _fixed),
    (re.compile(rf"lunar {_MONTH_NUMBER}-(?P<day>0[1-9]|[12]\d|30|last)"), _lunar),
    (
        re.compile(
            rf"(?P<month>{'|'.join(_MONTHS)}) (?P<ordinal>1st|2nd|3rd|4th|5th|last)"
            rf" (?P<weekday>{'|'.join(_WEEKDAYS)})"
        ),
        _nth_weekday,
    ),
    (re.compile(r"term (?P<term>qingming|winter_solstice)"), _term),
    (re.compile(r"easter"), _easter),
)
