"""The public holidays of one country in one year, and how well they are known.

China's official days come from the package ``chinesecalendar``; for later years they are computed from the
holiday law (since 2025: the eve and first three days of Spring Festival, two days of Labour Day). Other
countries come from ``holidays``, which is only imported when one of them is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from planner.dates.lunar import lunar_festival, solar_term

if TYPE_CHECKING:
    from holidays import HolidayBase

YearStatus: TypeAlias = Literal["official", "estimated", "unknown"]


class HolidayName(NamedTuple):
    """The name of a public holiday in both languages; where no Chinese name is known, the English one."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class YearOfHolidays:
    """Days off with their names, worked weekend days, and the weekend (0 = Monday)."""

    status: YearStatus
    holidays: Mapping[date, HolidayName] = field(default_factory=dict)
    make_up_days: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})


NEW_YEAR = HolidayName("元旦", "New Year's Day")
SPRING_FESTIVAL = HolidayName("春节", "Spring Festival")
QINGMING = HolidayName("清明节", "Qingming Festival")
LABOUR_DAY = HolidayName("劳动节", "Labour Day")
DRAGON_BOAT = HolidayName("端午节", "Dragon Boat Festival")
MID_AUTUMN = HolidayName("中秋节", "Mid-Autumn Festival")
NATIONAL_DAY = HolidayName("国庆节", "National Day")

_CHINESE_NAMES = {
    "New Year's Day": NEW_YEAR,
    "Spring Festival": SPRING_FESTIVAL,
    "Tomb-sweeping Day": QINGMING,
    "Labour Day": LABOUR_DAY,
    "Dragon Boat Festival": DRAGON_BOAT,
    "Mid-autumn Festival": MID_AUTUMN,
    "National Day": NATIONAL_DAY,
    "Anti-Fascist 70th Day": HolidayName("抗战胜利七十周年纪念日", "70th anniversary of victory in the war"),
}


@lru_cache(maxsize=1024)
def year_of_holidays(country: str | None, year: int) -> YearOfHolidays:
    """The public holidays of a country, by its code in capitals, in a year; never raises."""
    if country is None:
        return YearOfHolidays("unknown")
    if country == "CN":
        return _official_china().get(year) or _estimated_china(year)
    return _elsewhere(country, year)


@lru_cache(maxsize=1)
def _official_china() -> Mapping[int, YearOfHolidays]:
    """All published years, sorted out once."""
    import chinese_calendar

    holidays: dict[int, dict[date, HolidayName]] = {}
    make_up_days: dict[int, set[date]] = {}
    for day, name in chinese_calendar.holidays.items():
        holidays.setdefault(day.year, {})[day] = _CHINESE_NAMES.get(name) or HolidayName(name, name)
    for day in chinese_calendar.workdays:
        make_up_days.setdefault(day.year, set()).add(day)
    return {
        year: YearOfHolidays("official", days, frozenset(make_up_days.get(year, ())))
        for year, days in holidays.items()
    }


def _estimated_china(year: int) -> YearOfHolidays:
    """The statutory days of a year that no notice has been published for; nobody knows its make-up days."""
    if year <= max(_official_china()):
        return YearOfHolidays("unknown")  # before the published years another law was in force
    qingming = solar_term("qingming", year)
    if qingming is None:
        return YearOfHolidays("unknown")
    eve = lunar_festival("new_years_eve", year)
    days = {date(year, 1, 1): NEW_YEAR}
    days |= {eve + timedelta(days=offset): SPRING_FESTIVAL for offset in range(4)}
    days |= {qingming: QINGMING, date(year, 5, 1): LABOUR_DAY, date(year, 5, 2): LABOUR_DAY}
    days |= {date(year, 10, day): NATIONAL_DAY for day in (1, 2, 3)}
    days |= {
        lunar_festival("dragon_boat", year): DRAGON_BOAT,
        lunar_festival("mid_autumn", year): MID_AUTUMN,
    }
    return YearOfHolidays("estimated", days)


def _elsewhere(country: str, year: int) -> YearOfHolidays:
    """The public holidays of a country other than China; weekends only if nothing is known about it."""
    from holidays import country_holidays

    code, _, subdivision = country.partition("-")

    def named(language: str) -> HolidayBase:
        # Without a language the names would follow the locale of the machine.
        return country_holidays(code, subdiv=subdivision or None, years=year, expand=False, language=language)

    try:
        found = named("en_US")
    except NotImplementedError:
        return YearOfHolidays("unknown")
    weekend = frozenset(found.weekend)
    if not found:
        return YearOfHolidays("unknown", weekend=weekend)
    english = named("en_GB") if "en_GB" in found.supported_languages else found
    chinese = named("zh_CN") if "zh_CN" in found.supported_languages else english
    # Days that wait for the moon to be sighted are announced late; the library says so in their names.
    estimated = any(_ESTIMATED in name for name in found.values())
    return YearOfHolidays(
        "estimated" if estimated else "official",
        {day: HolidayName(_plain(chinese.get(day) or name), _plain(name)) for day, name in english.items()},
        frozenset(day for day in found.weekend_workdays if day.year == year),
        weekend,
    )


_ESTIMATED = "(estimated)"


def _plain(name: str) -> str:
    return name.replace(f" {_ESTIMATED}", "")
