"""The dates that follow from a recurrence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates.ranges import DateRange, Month, Week
from planner.dates.recurrence import (
    LAST,
    NthWeekday,
    Recurrence,
    exceptions_not_occurring,
    occurrences,
    parse_recurrence,
)
from planner.dates.workdays import build_work_calendar

JUNE = Month(2026, 6).range
YEAR = DateRange.inclusive(date(2026, 1, 1), date(2026, 12, 31))
CHINA = build_work_calendar("CN", (2026,))


def _recurrence(text: str) -> Recurrence:
    found = parse_recurrence(text)
    assert isinstance(found, Recurrence)
    return found


def _days(text: str, within: DateRange = JUNE, **options: object) -> list[str]:
    return [f"{day:%m-%d}" for day in occurrences(_recurrence(text), within, **options)]  # type: ignore[arg-type]


def test_weekly_dates() -> None:
    assert _days("每周一、四") == [
        "06-01",
        "06-04",
        "06-08",
        "06-11",
        "06-15",
        "06-18",
        "06-22",
        "06-25",
        "06-29",
    ]


def test_monthly_dates() -> None:
    assert _days("monthly 15,last day") == ["06-15", "06-30"]
    assert _days("每月第二个周六") == ["06-13"]
    assert _days("monthly last fri") == ["06-26"]
    assert _days("monthly 5th sat", YEAR) == ["01-31", "05-30", "08-29", "10-31"]


def test_days_that_a_month_lacks_are_left_out() -> None:
    assert _days("monthly 31", YEAR) == ["01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31"]
    # Both names of one day give it once.
    assert _days("monthly 30,last day") == ["06-30"]


def test_an_interval_counts_from_the_week_of_the_start() -> None:
    # The start is a Wednesday; its week counts, and Saturday of that week is the first.
    assert _days("every 2 weeks sat", start=date(2026, 6, 3)) == ["06-06", "06-20"]
    assert _days("every 2 weeks mon", start=date(2026, 6, 3)) == ["06-15", "06-29"]


def test_an_interval_goes_on_from_a_start_before_the_range() -> None:
    assert _days("every 2 weeks sat", start=date(2026, 5, 30)) == ["06-13", "06-27"]
    assert _days("every 3 days", start=date(2026, 5, 30))[:3] == ["06-02", "06-05", "06-08"]
    assert _days("every 3 months 1st mon", YEAR, start=date(2026, 2, 10)) == ["05-04", "08-03", "11-02"]


def test_a_day_that_never_fits_gives_no_dates_and_ends_soon() -> None:
    assert _days("every 12 months 30", YEAR, start=date(2026, 2, 1)) == []


def test_until_is_the_last_possible_day_and_count_counts_from_the_start() -> None:
    assert _days("weekly mon", until=date(2026, 6, 15)) == ["06-01", "06-08", "06-15"]
    assert _days("weekly mon", count=2) == ["06-01", "06-08"]
    assert _days("weekly mon", start=date(2026, 5, 18), count=4) == ["06-01", "06-08"]
    assert _days("weekly mon", start=date(2026, 7, 1)) == []
    assert _days("weekly mon", count=0) == []


def test_an_exception_is_left_out_but_still_counted() -> None:
    skipped = [date(2026, 6, 8)]
    assert _days("weekly mon", count=3, exceptions=skipped) == ["06-01", "06-15"]


def test_exceptions_that_leave_nothing_out_are_named() -> None:
    exceptions = [date(2026, 6, 9), date(2026, 6, 8), date(2026, 7, 6)]
    idle = exceptions_not_occurring(_recurrence("weekly mon"), JUNE, exceptions=exceptions)
    assert idle == (date(2026, 6, 9), date(2026, 7, 6))


def test_work_days_follow_the_calendar() -> None:
    labour_day_weeks = DateRange.inclusive(date(2026, 4, 30), date(2026, 5, 10))
    assert _days("workdays", labour_day_weeks, workdays=CHINA) == [
        "04-30",
        "05-06",
        "05-07",
        "05-08",
        "05-09",
    ]
    assert _days("workdays", labour_day_weeks, workdays=CHINA, count=2) == ["04-30", "05-06"]
    with pytest.raises(ValueError, match="needs a work calendar"):
        occurrences(Recurrence("workdays"), JUNE)


STARTS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
RANGES = st.builds(
    lambda start, length: DateRange(start, start + timedelta(days=length)), STARTS, st.integers(0, 500)
)
INTERVALS = st.integers(1, 13)
RULES = st.one_of(
    st.just(Recurrence("workdays")),
    st.builds(Recurrence, st.just("daily"), INTERVALS),
    st.builds(
        Recurrence, st.just("weekly"), INTERVALS, weekdays=st.tuples(st.integers(0, 6), st.integers(0, 6))
    ),
    st.builds(
        Recurrence, st.just("monthly"), INTERVALS, month_days=st.tuples(st.integers(1, 31), st.just(LAST))
    ),
    st.builds(
        Recurrence,
        st.just("monthly"),
        INTERVALS,
        nth_weekdays=st.tuples(
            st.builds(NthWeekday, st.sampled_from([1, 2, 3, 4, 5, LAST]), st.integers(0, 6))
        ),
    ),
)


@given(RULES, RANGES, STARTS, st.none() | st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_dates_are_sorted_unique_and_inside(
    rule: Recurrence, within: DateRange, start: date, count: int | None
) -> None:
    days = occurrences(rule, within, start=start, count=count, workdays=CHINA)
    assert list(days) == sorted(set(days))
    assert all(day in within and day >= start for day in days)
    assert count is None or len(days) <= count


@given(RULES, RANGES, STARTS)
@settings(max_examples=150, deadline=None)
def test_dates_lie_on_the_days_and_in_the_periods_of_the_rule(
    rule: Recurrence, within: DateRange, start: date
) -> None:
    for day in occurrences(rule, within, start=start, workdays=CHINA):
        month_end = day == Month.of(day).last
        if rule.frequency == "daily":
            assert (day - start).days % rule.interval == 0
        elif rule.frequency == "weekly":
            assert day.weekday() in rule.weekdays
            assert (Week.of(day).monday - Week.of(start).monday).days // 7 % rule.interval == 0
        elif rule.frequency == "monthly":
            assert ((day.year - start.year) * 12 + day.month - start.month) % rule.interval == 0
            assert not rule.month_days or day.day in rule.month_days or month_end
        else:
            assert CHINA.is_work_day(day)


@given(RULES, RANGES, STARTS, st.integers(0, 500))
@settings(max_examples=100, deadline=None)
def test_two_halves_of_a_range_have_the_dates_of_the_whole(
    rule: Recurrence, within: DateRange, start: date, cut: int
) -> None:
    middle = min(within.start + timedelta(days=cut), within.end)
    halves = (DateRange(within.start, middle), DateRange(middle, within.end))
    whole = occurrences(rule, within, start=start, workdays=CHINA)
    parts = [occurrences(rule, half, start=start, workdays=CHINA) for half in halves]
    assert parts[0] + parts[1] == whole
