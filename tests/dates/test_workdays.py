"""Work days, holidays and make-up days."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates.ranges import DateRange
from planner.dates.workdays import WorkCalendar, build_work_calendar

CHINA = build_work_calendar("CN", (2026, 2027))
BRITAIN = build_work_calendar("GB-ENG", (2026,))
NOWHERE = build_work_calendar(None, (2026,))
YEAR_2026 = DateRange.inclusive(date(2026, 1, 1), date(2026, 12, 31))

OFFICIAL_2026 = [
    ("元旦", "01-01", "01-03"),
    ("春节", "02-15", "02-23"),
    ("清明节", "04-04", "04-06"),
    ("劳动节", "05-01", "05-05"),
    ("端午节", "06-19", "06-21"),
    ("中秋节", "09-25", "09-27"),
    ("国庆节", "10-01", "10-07"),
]
MAKE_UP_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def test_chinas_holidays_of_2026_are_those_of_the_notice() -> None:
    expected = {
        day: name
        for name, first, last in OFFICIAL_2026
        for day in DateRange.inclusive(
            date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")
        )
    }
    found = {day: CHINA.holiday_name(day, "zh-CN") for day in YEAR_2026 if CHINA.is_holiday(day)}
    assert found == expected
    assert not any(CHINA.is_work_day(day) for day in expected)
    assert CHINA.status(2026) == "official"


def test_chinas_make_up_days_of_2026_are_worked_though_weekends() -> None:
    found = [day for day in YEAR_2026 if CHINA.is_make_up_day(day)]
    assert [f"{day:%m-%d}" for day in found] == MAKE_UP_2026
    assert all(CHINA.is_work_day(day) and day.weekday() >= 5 for day in found)
    assert len(CHINA.work_days(YEAR_2026)) == 248


def test_a_plain_weekend_is_off_but_no_holiday() -> None:
    saturday = date(2026, 6, 6)
    assert not CHINA.is_work_day(saturday)
    assert not CHINA.is_holiday(saturday)
    assert CHINA.holiday_name(saturday, "en") is None


def test_names_come_in_both_languages() -> None:
    assert CHINA.holiday_name(date(2026, 6, 19), "zh-CN") == "端午节"
    assert CHINA.holiday_name(date(2026, 6, 19), "en") == "Dragon Boat Festival"
    assert BRITAIN.holiday_name(date(2026, 12, 25), "en") == "Christmas Day"


def test_an_unpublished_year_of_china_is_estimated_from_the_law_without_make_up_days() -> None:
    year = DateRange.inclusive(date(2027, 1, 1), date(2027, 12, 31))
    found = [f"{day:%m-%d}" for day in year if CHINA.is_holiday(day)]
    assert found == (
        [
            "01-01",
            "02-05",
            "02-06",
            "02-07",
            "02-08",
            "04-05",
            "05-01",
            "05-02",
            "06-09",
            "09-15",
            "10-01",
            "10-02",
            "10-03",
        ]
    )
    assert CHINA.holiday_name(date(2027, 2, 5), "zh-CN") == "春节"
    assert CHINA.status(2027) == "estimated"
    assert not any(CHINA.is_make_up_day(day) for day in year)


@pytest.mark.parametrize("year", [1999, 2003, 2100, 9998])
def test_other_years_of_china_are_unknown_and_have_weekends_only(year: int) -> None:
    assert CHINA.status(year) == "unknown"
    assert not CHINA.is_holiday(date(year, 10, 1))


def test_the_plans_own_days_win() -> None:
    own = build_work_calendar(
        "CN",
        (2027,),
        days_off=[date(2027, 2, 9), date(2027, 3, 3)],
        make_up_days=[date(2027, 2, 20), date(2027, 5, 1)],
    )
    assert not own.is_work_day(date(2027, 2, 9))
    assert own.is_holiday(date(2027, 2, 9))
    assert own.is_work_day(date(2027, 2, 20))
    assert own.is_make_up_day(date(2027, 2, 20))
    assert own.is_work_day(date(2027, 5, 1))
    assert not own.is_holiday(date(2027, 5, 1))
    both = build_work_calendar("CN", (), days_off=[date(2026, 1, 4)], make_up_days=[date(2026, 1, 4)])
    assert not both.is_work_day(date(2026, 1, 4))
    assert not both.is_make_up_day(date(2026, 1, 4))


def test_other_countries_and_their_parts() -> None:
    assert BRITAIN.status(2026) == "official"
    assert BRITAIN.is_holiday(date(2026, 4, 6))  # Easter Monday is none in Scotland
    assert not build_work_calendar("gb-sct", (2026,)).is_holiday(date(2026, 4, 6))
    america = build_work_calendar("US", (2026,))
    assert america.is_holiday(date(2026, 11, 26))
    assert america.is_work_day(date(2026, 11, 25))
    assert build_work_calendar("HK", (2026,)).holiday_name(date(2026, 6, 19), "zh-CN") == "端午节"


def test_holidays_that_wait_for_the_moon_are_estimated() -> None:
    indonesia = build_work_calendar("ID", (2030,))
    assert indonesia.status(2030) == "estimated"
    names = [indonesia.holiday_name(day, "en") or "" for day in DateRange(date(2030, 1, 1), date(2031, 1, 1))]
    assert any("Eid" in name for name in names)
    assert not any("estimated" in name for name in names)


def test_weekends_are_those_of_the_country() -> None:
    arabia = build_work_calendar("SA", (2026,))
    friday, sunday = date(2026, 6, 5), date(2026, 6, 7)
    assert not arabia.is_work_day(friday)
    assert arabia.is_work_day(sunday)


@pytest.mark.parametrize("country", [None, "", "XX", "GB-NOWHERE", "中国", "-", "a" * 500])
def test_without_a_known_country_only_weekends_are_off(country: str | None) -> None:
    calendar = build_work_calendar(country, (2026,))
    assert calendar.status(2026) == "unknown"
    assert len(calendar.work_days(YEAR_2026)) == 261


def test_a_year_that_nothing_is_known_about_keeps_the_weekend_of_the_country() -> None:
    arabia = build_work_calendar("SA", ())
    assert arabia.status(1900) == "unknown"
    assert not arabia.is_work_day(date(1900, 6, 1))  # a Friday


def test_a_calendar_is_a_value() -> None:
    assert build_work_calendar("cn", (2026,)) == CHINA
    assert hash(build_work_calendar("CN", ())) == hash(CHINA)
    assert build_work_calendar("CN", (2026,), days_off=[date(2026, 6, 1)]) != CHINA


def test_stepping_by_work_days() -> None:
    eve = date(2026, 4, 30)
    assert CHINA.next_work_day(eve) == date(2026, 5, 6)
    assert CHINA.previous_work_day(date(2026, 5, 6)) == eve
    assert CHINA.add_work_days(eve, 4) == date(2026, 5, 9)
    assert CHINA.add_work_days(date(2026, 5, 9), -4) == eve
    assert CHINA.add_work_days(date(2026, 5, 3), 0) == eve
    assert CHINA.add_work_days(eve, 0) == eve
    assert CHINA.add_work_days(date(2026, 5, 3), -1) == eve


CALENDARS = st.sampled_from([CHINA, BRITAIN, NOWHERE])
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@given(CALENDARS, DAYS, st.integers(-60, 60))
@settings(max_examples=150, deadline=None)
def test_adding_work_days_leads_back(calendar: WorkCalendar, day: date, count: int) -> None:
    first = calendar.add_work_days(day, 0)
    there = calendar.add_work_days(first, count)
    assert calendar.is_work_day(there)
    assert calendar.add_work_days(there, -count) == first
    between = DateRange(min(first, there), max(first, there))
    assert len(calendar.work_days(between)) == abs(count)


@given(CALENDARS, DAYS)
@settings(deadline=None)
def test_a_make_up_day_is_worked_and_a_holiday_is_not(calendar: WorkCalendar, day: date) -> None:
    assert not (calendar.is_holiday(day) and calendar.is_work_day(day))
    assert calendar.is_work_day(day) or not calendar.is_make_up_day(day)
    assert calendar.previous_work_day(day) < day < calendar.next_work_day(day)


def test_chinas_official_years_need_neither_the_other_countries_nor_the_moon() -> None:
    program = (
        "import sys; from datetime import date; from planner.dates.workdays import build_work_calendar;"
        "assert build_work_calendar('CN', (2026,)).is_holiday(date(2026, 10, 1));"
        "print([name for name in ('holidays', 'borax', 'dateutil') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
