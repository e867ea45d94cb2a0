"""Numbers and stretches of time as people say them."""

from __future__ import annotations

import pytest

from planner.completion.numerals import counted, minutes_said, weeks_said


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (0, "零", "no"),
        (1, "一", "one"),
        (2, "两", "two"),
        (10, "十", "ten"),
        (12, "十二", "twelve"),
        (20, "二十", "twenty"),
        (52, "五十二", "52"),
        (104, "104", "104"),
    ],
)
def test_small_numbers_are_said_in_words(number: int, zh: str, en: str) -> None:
    assert (counted(number).zh, counted(number).en) == (zh, en)


def test_weeks_have_a_singular() -> None:
    assert [weeks_said(number).en for number in (1, 8)] == ["one week", "eight weeks"]
    assert [weeks_said(number).zh for number in (2, 8, 104)] == ["两周", "八周", "104 周"]


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (20, "二十分钟", "20 minutes"),
        (30, "半小时", "half an hour"),
        (45, "四十五分钟", "45 minutes"),
        (60, "一小时", "an hour"),
        (90, "一个半小时", "an hour and a half"),
        (120, "两小时", "two hours"),
        (150, "两个半小时", "two and a half hours"),
        (100, "100 分钟", "100 minutes"),
    ],
)
def test_a_stretch_of_time_is_said_as_people_say_it(minutes: int, zh: str, en: str) -> None:
    assert (minutes_said(minutes).zh, minutes_said(minutes).en) == (zh, en)
