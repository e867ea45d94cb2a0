"""The Chinese lunar calendar and two solar terms, as Gregorian dates."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from planner.dates.ranges import ONE_DAY

FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR = 1900, 2099

LunarFestival: TypeAlias = Literal[
    "new_years_eve",
    "spring_festival",
    "lantern",
    "dragon_boat",
    "qixi",
    "mid_autumn",
    "double_ninth",
    "laba",
]
SolarTerm: TypeAlias = Literal["qingming", "winter_solstice"]

_FESTIVALS: dict[LunarFestival, tuple[int, int]] = {
    "spring_festival": (1, 1),
    "lantern": (1, 15),
    "dragon_boat": (5, 5),
    "qixi": (7, 7),
    "mid_autumn": (8, 15),
    "double_ninth": (9, 9),
    "laba": (12, 8),
}

# Month, offset of the 21st century, and years in which the formula is one day late.
_SOLAR_TERMS: dict[SolarTerm, tuple[int, float, frozenset[int]]] = {
    "qingming": (4, 4.81, frozenset()),
    "winter_solstice": (12, 21.94, frozenset({2021})),
}


def lunar_date(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """The Gregorian date of a day in a lunar year, 1900 to 2099.

    The lunar year 2026 begins on 17 February 2026. Raises ValueError if there is no such day or leap month.
    """
    if not FIRST_LUNAR_YEAR <= year <= LAST_LUNAR_YEAR:
        raise ValueError(f"lunar year {year} is not known")
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        found: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except InvalidLunarDateError as error:
        raise ValueError(f"no lunar day {year}-{month}-{day}") from error
    return found


def lunar_festival(festival: LunarFestival, year: int) -> date:
    """The date of a festival of the lunar year ``year``.

    New Year's Eve is the day before that lunar year begins; Laba, in its twelfth month, mostly falls in the
    Gregorian January that follows. Raises ValueError outside 1900 to 2099.
    """
    if festival == "new_years_eve":
        return lunar_date(year, 1, 1) - ONE_DAY
    return lunar_date(year, *_FESTIVALS[festival])


def solar_term(term: SolarTerm, year: int) -> date | None:
    """The date of a solar term in Beijing time, 2001 to 2099; None for other years.

    Formula: day = floor(Y x 0.2422 + C) - floor(Y / 4), with Y the last two digits of the year.
    """
    if not 2001 <= year <= 2099:
        return None
    month, offset, late_years = _SOLAR_TERMS[term]
    short_year = year - 2000
    day = int(short_year * 0.2422 + offset) - short_year // 4
    return date(year, month, day - (year in late_years))
