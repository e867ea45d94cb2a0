"""Lunar days and solar terms; expected dates were taken from a second, independent calendar library."""

from __future__ import annotations

from datetime import date

import pytest

from planner.dates.lunar import LunarFestival, SolarTerm, lunar_date, lunar_festival, solar_term

FESTIVALS: dict[LunarFestival, str] = {
    "spring_festival": """
        2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11
        2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12""",
    "lantern": """
        2024-02-24 2025-02-12 2026-03-03 2027-02-20 2028-02-09 2029-02-27 2030-02-17 2031-02-06 2032-02-25
        2033-02-14 2034-03-05 2035-02-22 2036-02-11 2037-03-01 2038-02-18 2039-02-07 2040-02-26""",
    "dragon_boat": """
        2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05 2031-06-24 2032-06-12
        2033-06-01 2034-06-20 2035-06-10 2036-05-30 2037-06-18 2038-06-07 2039-05-27 2040-06-14""",
    "qixi": """
        2024-08-10 2025-08-29 2026-08-19 2027-08-08 2028-08-26 2029-08-16 2030-08-05 2031-08-24 2032-08-12
        2033-08-01 2034-08-20 2035-08-10 2036-08-28 2037-08-17 2038-08-07 2039-08-26 2040-08-14""",
    "mid_autumn": """
        2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12 2031-10-01 2032-09-19
        2033-09-08 2034-09-27 2035-09-16 2036-10-04 2037-09-24 2038-09-13 2039-10-02 2040-09-20""",
    "double_ninth": """
        2024-10-11 2025-10-29 2026-10-18 2027-10-08 2028-10-26 2029-10-16 2030-10-05 2031-10-24 2032-10-12
        2033-10-01 2034-10-20 2035-10-09 2036-10-27 2037-10-17 2038-10-07 2039-10-26 2040-10-14""",
}


@pytest.mark.parametrize("festival", FESTIVALS)
def test_festivals_from_2024_to_2040(festival: LunarFestival) -> None:
    expected = FESTIVALS[festival].split()
    assert len(expected) == 17
    assert [lunar_festival(festival, year).isoformat() for year in range(2024, 2041)] == expected


def test_the_year_ends_on_the_day_before_it_begins() -> None:
    assert lunar_festival("new_years_eve", 2026) == date(2026, 2, 16)
    # Laba belongs to the twelfth lunar month, so to the next January.
    assert lunar_festival("laba", 2025) == date(2026, 1, 26)


def test_a_leap_month_is_another_month() -> None:
    assert lunar_date(2025, 6, 1) == date(2025, 6, 25)
    assert lunar_date(2025, 6, 1, leap=True) == date(2025, 7, 25)


@pytest.mark.parametrize("day", [(2026, 13, 1), (2026, 1, 31), (1899, 1, 1), (2100, 1, 1)])
def test_days_that_do_not_exist_are_refused(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="lunar"):
        lunar_date(*day)


TERMS: dict[SolarTerm, str] = {
    "qingming": "4 4 5 5 4 4 5 5 4 4 5 5 4 4 5 5 4",
    "winter_solstice": "21 21 22 22 21 21 22 22 21 21 22 22 21 21 22 22 21",
}


@pytest.mark.parametrize(("term", "month"), [("qingming", 4), ("winter_solstice", 12)])
def test_solar_terms_from_2024_to_2040(term: SolarTerm, month: int) -> None:
    expected = [date(2024 + offset, month, int(day)) for offset, day in enumerate(TERMS[term].split())]
    assert [solar_term(term, year) for year in range(2024, 2041)] == expected


def test_solar_terms_near_midnight_and_outside_the_century() -> None:
    assert solar_term("winter_solstice", 2021) == date(2021, 12, 21)
    assert solar_term("qingming", 2000) is None
    assert solar_term("qingming", 2100) is None
