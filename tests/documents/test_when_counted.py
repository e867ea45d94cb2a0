"""When a measure in the operator's own words can be counted."""

from __future__ import annotations

from datetime import date

import pytest

from planner.documents.when_counted import days_until_counted


@pytest.mark.parametrize(
    ("measure", "days"),
    [
        ("六组都留到最后", 1),
        ("讲完的十四天里，一半人交了第二版", 14),
        ("14 天内有三人回来说试了", 14),
        ("七天内讲稿或一页纸上架", 7),
        ("四周内被求助帖引用三次", 28),
        ("两个月后还在做的有五位", 60),
        ("到场门店里有 4 家当月向这家问过料", 13),
        ("当晚收到五种改法，原作者选一种用上", 0),
        ("二十一天内交第二版，当晚先收一句", 21),
        ("four of them merged within 14 days", 14),
        ("three write a second one within two weeks", 14),
        ("five first changes opened that evening", 0),
        ("half of them come again", 1),
        ("two of them order in the same month", 13),
    ],
)
def test_the_words_of_a_measure_say_when_it_is_counted(measure: str, days: int) -> None:
    assert days_until_counted(measure, date(2026, 10, 18)) == days
