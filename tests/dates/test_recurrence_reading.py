"""What operators write for "how often", and what they are told when it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates.recurrence import (
    LAST,
    NthWeekday,
    Recurrence,
    RecurrenceError,
    parse_recurrence,
    skips_months,
)

SPELLINGS = {
    "daily": ["daily", "Every day", "每天", "每日", "天天", "FREQ=DAILY"],
    "every 2 days": ["every 2 days", "every other day", "隔天", "每两天", "每2天", "每隔一天"],
    "workdays": [
        "workdays", "Workdays", "every working day", "every workday", "工作日", "每个工作日",
    ],
    "weekly mon,thu": [
        "weekly mon,thu", "mon, thu", "Mon and Thu", "every Monday and Thursday", "mon/thu",
        "weekly: mon thu", "每周一、四", "周一、周四", "每周一和周四", "每周一，周四", "周一、四",
        "每周一四", "每周1、4", "每周14", "每星期一、星期四", "礼拜一 礼拜四", "每周一、每周四",
        "逢周一、周四", "每周 一 四", "mondays, thursdays", "FREQ=WEEKLY;BYDAY=MO,TH",
        "rrule:freq=weekly;byday=th,mo", "FREQ=DAILY;BYDAY=MO,TH", "Mo Th",
    ],
    "weekly mon,tue,wed,thu,fri": [
        "weekdays", "mon-fri", "Monday to Friday", "周一至周五", "每周一到五",
    ],
    "weekly sat,sun": ["weekends", "every weekend", "周末", "每周末", "每周六、日", "sat-sun"],
    "weekly mon,fri,sat,sun": ["fri-mon", "周五至周一"],
    "weekly sun": ["周日", "星期天", "每周日", "每个周日", "sundays"],
    "every 2 weeks sat": [
        "every 2 weeks sat", "biweekly sat", "fortnightly sat", "every other Saturday",
        "every two weeks on Sat.", "sat every 2 weeks", "每两周周六", "每2周 六", "每２周的周六",
        "双周六", "隔周六", "每隔一周周六", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=MO",
    ],
    "every 2 weeks sun": ["每两周日", "隔周周日"],
    "monthly 15": [
        "monthly 15", "monthly 15th", "monthly day 15", "the 15th of every month", "15th of the month",
        "每月15日", "每月15号", "每月十五日", "每月 15 日", "每个月15日", "FREQ=MONTHLY;BYMONTHDAY=15",
    ],
    "monthly 1,15": [
        "monthly 1,15", "monthly 1st and 15th", "每月1日、15日", "每月1、15日", "每月15号和1号",
    ],
    "monthly 1,2,3": ["monthly 1-3", "每月1日至3日"],
    "monthly last day": [
        "monthly last day", "每月最后一天", "每月月底", "每月底", "每月末",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
    ],
    "monthly 15,last day": [
        "monthly last day, 15", "每月15日和最后一天", "the 15th and the last day of every month",
    ],
    "monthly 2nd sat": [
        "monthly 2nd sat", "monthly second Saturday", "每月第二个周六", "每月第2个星期六",
        "每个月的第二个周六", "FREQ=MONTHLY;BYDAY=2SA", "FREQ=MONTHLY;BYDAY=SA;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=+2SA",
    ],
    "monthly 2nd sat,4th sat": [
        "2nd and 4th sat of the month", "每月第二、四个周六", "每月第二个和第四个周六",
    ],
    "monthly last fri": [
        "monthly last fri", "the last Friday of each month", "每月最后一个周五",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ],
    "every 3 months 1st mon": [
        "every 3 months 1st mon", "quarterly first Monday", "every quarter on the 1st Monday",
        "每季度第一个周一", "每三个月的第一个周一", "每3个月第一个周一",
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("canonical", "written"), [(canonical, text) for canonical, texts in SPELLINGS.items() for text in texts]
)
def test_every_spelling_is_read_as_meant(canonical: str, written: str) -> None:
    found = parse_recurrence(written)
    assert isinstance(found, Recurrence), found
    assert found.canonical() == canonical


@pytest.mark.parametrize(
    ("canonical", "chinese", "english"),
    [
        ("daily", "每天", "every day"),
        ("every 2 days", "每两天", "every 2 days"),
        ("every 14 days", "每14天", "every 14 days"),
        ("workdays", "每个工作日", "every working day"),
        ("weekly mon,thu", "每周一、四", "every Monday and Thursday"),
        ("weekly mon,tue,wed,thu,fri", "每周一至周五", "every Monday to Friday"),
        ("weekly mon,wed,fri", "每周一、三、五", "every Monday, Wednesday and Friday"),
        ("every 2 weeks sat", "每两周的周六", "every 2 weeks on Saturday"),
        ("every 3 weeks mon,sat", "每三周的周一、周六", "every 3 weeks on Monday and Saturday"),
        ("every 2 weeks mon,tue,wed", "每两周的周一至周三", "every 2 weeks on Monday to Wednesday"),
        ("monthly 1,15", "每月1日、15日", "every month on the 1st and the 15th"),
        ("monthly last day", "每月最后一天", "every month on the last day"),
        ("monthly 2nd sat", "每月第二个周六", "every month on the 2nd Saturday"),
        ("monthly last fri", "每月最后一个周五", "every month on the last Friday"),
        ("every 2 months 22", "每两个月的22日", "every 2 months on the 22nd"),
        ("every 3 months 1st mon", "每三个月的第一个周一", "every 3 months on the 1st Monday"),
    ],
)
def test_a_recurrence_is_printed_as_people_say_it(canonical: str, chinese: str, english: str) -> None:
    found = parse_recurrence(canonical)
    assert isinstance(found, Recurrence)
    assert (found.text("zh-CN"), found.text("en")) == (chinese, english)


@pytest.mark.parametrize(
    ("written", "kind", "part", "suggestion"),
    [
        ("", "empty", "", "weekly mon,thu"),
        (" \n", "empty", "", "weekly mon,thu"),
        ("weekly", "missing_day", "weekly", "weekly mon,thu"),
        ("每周", "missing_day", "每周", "每周一、四"),
        ("monthly", "missing_day", "monthly", "monthly 15"),
        ("每周一次", "missing_day", "一次", "每周一、四"),
        ("3 times a week", "missing_day", "3 times", "weekly mon,thu"),
        ("monthly sat", "missing_day", "sat", "monthly 2nd sat"),
        ("monthly last", "missing_day", "last", "monthly last day"),
        ("每月第二个", "missing_day", "第二个", "每月第二个周六"),
        ("mon to", "missing_day", "to", "mon"),
        ("monthly 3 to", "missing_day", "monthly 3 to", "monthly 15"),
        ("FREQ=WEEKLY", "missing_day", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=MONTHLY", "missing_day", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=MONTHLY;BYDAY=SA", "missing_day", "BYDAY=SA", "FREQ=MONTHLY;BYDAY=2SA"),
        ("weekly mno", "unknown_word", "mno", "weekly mon"),
        ("Wekly mon", "unknown_word", "Wekly", "weekly mon"),
        ("每周一、捌", "unknown_word", "捌", "每周一"),
        ("每两周周七", "unknown_word", "周七", "每周一、四"),
        ("daily mon", "unknown_word", "mon", "daily"),
        ("dailyx", "unknown_word", "dailyx", "daily"),
        ("to fri", "unknown_word", "to", "fri"),
        ("monthly to 5", "unknown_word", "to", "monthly 5"),
        ("[/x]", "unknown_word", "[/x]", "weekly mon,thu"),
        ("FREQ=WEEKLY;BYDAY=XX", "unknown_word", "BYDAY=XX", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("每周８", "bad_number", "８", "每周一、四"),
        ("monthly 32", "bad_number", "32", "monthly 15"),
        ("monthly 5-1", "bad_number", "1", "monthly 15"),
        ("每月第六个周一", "bad_number", "第六个", "每月第二个周六"),
        ("每月三三日", "bad_number", "三三日", "每月15日"),
        ("每月二二十日", "bad_number", "二二十日", "每月15日"),
        ("every 0 days", "bad_number", "0", "every 3 days"),
        ("every 400 days", "bad_number", "400", "every 3 days"),
        ("every 2nd Saturday", "bad_number", "2nd", "monthly 2nd sat"),
        ("15日", "bad_number", "15日", "每月15日"),
        ("FREQ=DAILY;INTERVAL=0", "bad_number", "INTERVAL=0", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "bad_number", "BYMONTHDAY=-2", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=MONTHLY;BYDAY=7SA", "bad_number", "BYDAY=7SA", "FREQ=MONTHLY;BYDAY=2SA"),
        ("monthly 15, 2nd sat", "mixed", "15", "monthly 2nd sat"),
        ("每月15日、最后一个周五", "mixed", "15日、最后一个周五", "每月第二个周六"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "mixed", "BYDAY=FR", "FREQ=MONTHLY;BYDAY=2SA"),
        ("每周三 20:00", "time_of_day", "20:00", "每周三"),
        ("周三晚上8点", "time_of_day", "晚上8点", "周三"),
        ("weekly wed 8 pm", "time_of_day", "8 pm", "weekly wed"),
        ("hourly", "too_fine", "hourly", "daily"),
        ("每小时", "too_fine", "每小时", "每天"),
        ("FREQ=HOURLY", "too_fine", "FREQ=HOURLY", "daily"),
        ("每年", "unsupported", "每年", "每月15日"),
        ("INTERVAL=2 FREQ=DAILY", "unsupported", "INTERVAL=2 FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=YEARLY", "unsupported", "FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=5", "unsupported", "COUNT=5", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=WEEKLY;BYDAY=MO;WKST=SU", "unsupported", "WKST=SU", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", "unsupported", "BYDAY=MO", "FREQ=DAILY;INTERVAL=2"),
        ("FREQ=WEEKLY;BYDAY=2MO", "unsupported", "BYDAY=2MO", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "unsupported", "BYSETPOS=1", "FREQ=MONTHLY;BYDAY=2SA"),
    ],
)
def test_a_refusal_names_the_part_and_an_accepted_spelling(
    written: str, kind: str, part: str, suggestion: str
) -> None:
    found = parse_recurrence(written)
    assert isinstance(found, RecurrenceError), found
    assert (found.kind, found.part) == (kind, part)
    assert found.suggestion == suggestion


@pytest.mark.parametrize(
    ("frequency", "interval", "weekdays", "month_days", "nth_weekdays"),
    [
        ("daily", 0, (), (), ()),
        ("daily", 367, (), (), ()),
        ("workdays", 2, (), (), ()),
        ("daily", 1, (0,), (), ()),
        ("weekly", 1, (), (), ()),
        ("weekly", 1, (7,), (), ()),
        ("monthly", 1, (), (), ()),
        ("monthly", 1, (), (32,), ()),
        ("monthly", 1, (), (1,), (NthWeekday(1, 0),)),
        ("monthly", 1, (), (), (NthWeekday(6, 0),)),
    ],
)
def test_no_other_mixture_can_be_made(
    frequency: str,
    interval: int,
    weekdays: tuple[int, ...],
    month_days: tuple[int, ...],
    nth_weekdays: tuple[NthWeekday, ...],
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Recurrence(frequency, interval, weekdays, month_days, nth_weekdays)  # type: ignore[arg-type]


def test_months_are_skipped_by_days_that_some_months_lack() -> None:
    skipping = ["monthly 29", "monthly 1,31", "monthly 5th sat"]
    steady = ["monthly 28", "monthly last day", "monthly last sat", "weekly mon", "daily", "workdays"]
    for text in skipping + steady:
        found = parse_recurrence(text)
        assert isinstance(found, Recurrence)
        assert skips_months(found) == (text in skipping), text


INTERVALS = st.integers(1, 366)
WEEKDAYS = st.integers(0, 6)
ORDINALS = st.sampled_from([1, 2, 3, 4, 5, LAST])


def _days(element: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(element, min_size=1, max_size=8).map(tuple)


RECURRENCES = st.one_of(
    st.just(Recurrence("workdays")),
    st.builds(Recurrence, st.just("daily"), INTERVALS),
    st.builds(Recurrence, st.just("weekly"), INTERVALS, weekdays=_days(WEEKDAYS)),
    st.builds(
        Recurrence,
        st.just("monthly"),
        INTERVALS,
        month_days=_days(st.one_of(st.integers(1, 31), st.just(LAST))),
    ),
    st.builds(
        Recurrence,
        st.just("monthly"),
        INTERVALS,
        nth_weekdays=_days(st.builds(NthWeekday, ORDINALS, WEEKDAYS)),
    ),
)


@given(RECURRENCES)
@settings(max_examples=200, deadline=None)
def test_what_is_printed_can_be_read_again(recurrence: Recurrence) -> None:
    for text in (recurrence.text("zh-CN"), recurrence.text("en"), recurrence.canonical()):
        assert parse_recurrence(text) == recurrence, text


def test_even_the_longest_recurrence_can_be_printed_and_read() -> None:
    every = tuple(NthWeekday(ordinal, day) for ordinal in (1, 2, 3, 4, 5, LAST) for day in range(7))
    longest = Recurrence("monthly", 366, nth_weekdays=every)
    assert parse_recurrence(longest.text("en")) == longest


SCRAPS = st.sampled_from(
    [
        *"每周月两第个日和至、２８-, \n;🎉",
        "最后",
        "周六",
        "2",
        "15",
        "2nd",
        "mon",
        "every",
        "last",
        "day",
        "weekly",
        "monthly",
        "of",
        "FREQ=",
        "BYDAY=",
    ]
)


@given(
    st.one_of(st.text(max_size=40), st.lists(SCRAPS, max_size=8).map("".join), st.lists(SCRAPS).map(" ".join))
)
@settings(max_examples=300, deadline=None)
def test_no_text_raises_and_every_suggestion_is_accepted(text: str) -> None:
    found = parse_recurrence(text)
    if isinstance(found, RecurrenceError):
        assert found.part in text or not text.strip()
        assert isinstance(parse_recurrence(found.suggestion), Recurrence)


def test_a_very_long_text_is_refused_at_once() -> None:
    found = parse_recurrence("x" * 1_000_000)
    assert isinstance(found, RecurrenceError)
    assert len(found.part) <= 40
