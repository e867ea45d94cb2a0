"""Half-open ranges, months and weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.dates.ranges import DateRange, Month, Week, add_months, months, weeks

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
RANGES = st.builds(
    lambda start, length: DateRange(start, start + timedelta(days=length)), DAYS, st.integers(0, 900)
)


def test_a_range_written_inclusively_ends_before_its_end() -> None:
    june = DateRange.inclusive(date(2026, 6, 1), date(2026, 6, 30))
    assert june == DateRange(date(2026, 6, 1), date(2026, 7, 1))
    assert (june.first, june.last, june.days) == (date(2026, 6, 1), date(2026, 6, 30), 30)
    assert date(2026, 6, 30) in june
    assert date(2026, 7, 1) not in june
    assert str(june) == "2026-06-01/2026-07-01"


def test_a_range_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        DateRange(date(2026, 6, 2), date(2026, 6, 1))


def test_an_empty_range_has_no_days_at_all() -> None:
    empty = DateRange(date(2026, 6, 1), date(2026, 6, 1))
    assert empty.is_empty
    assert (list(empty), months(empty), weeks(empty)) == ([], (), ())
    assert not empty.overlaps(Month(2026, 6).range)
    with pytest.raises(ValueError, match="no last day"):
        _ = empty.last
    with pytest.raises(ValueError, match="no first day"):
        _ = empty.first


def test_months_and_weeks_print_as_in_iso_8601() -> None:
    assert str(Month.of(date(2026, 6, 8))) == "2026-06"
    assert str(Week.of(date(2026, 6, 8))) == "2026-W24"
    assert (Week(2026, 24).monday, Week(2026, 24).sunday) == (date(2026, 6, 8), date(2026, 6, 14))
    # The first days of January may belong to the last week of the year before.
    assert str(Week.of(date(2027, 1, 1))) == "2026-W53"


def test_months_and_weeks_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="13"):
        Month(2026, 13)
    with pytest.raises(ValueError, match="54"):
        Week(2026, 54)


def test_the_months_of_a_range_include_those_it_only_touches() -> None:
    around_new_year = DateRange.inclusive(date(2026, 11, 30), date(2027, 2, 1))
    assert [str(month) for month in months(around_new_year)] == ["2026-11", "2026-12", "2027-01", "2027-02"]


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 5, 30), 0, date(2026, 5, 30)),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last(day: date, count: int, expected: date) -> None:
    assert add_months(day, count) == expected


@given(RANGES)
def test_months_and_weeks_partition_a_range(within: DateRange) -> None:
    for parts in ([month.range for month in months(within)], [week.range for week in weeks(within)]):
        pieces = [piece for part in parts if (piece := part.intersection(within))]
        assert len(pieces) == len(parts)
        assert [day for piece in pieces for day in piece] == list(within)


@given(RANGES, RANGES)
def test_the_intersection_holds_the_days_of_both(one: DateRange, other: DateRange) -> None:
    common = one.intersection(other)
    assert set(common or ()) == set(one) & set(other)
    assert one.overlaps(other) == other.overlaps(one) == (common is not None)


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_week(day: date) -> None:
    assert day in Month.of(day).range
    assert day in Week.of(day).range
    assert Week.of(day).monday.weekday() == 0
    assert (Month.of(day).first, Month.of(day).last) == (Month.of(day).range.first, Month.of(day).range.last)


@given(DAYS, st.integers(-240, 240))
def test_adding_months_goes_to_the_right_month_and_back(day: date, count: int) -> None:
    later = add_months(day, count)
    there, here = Month.of(later), Month.of(day)
    assert (there.year - here.year) * 12 + there.month - here.month == count
    assert Month.of(add_months(later, -count)) == here
