"""Weeks with too much work: who, by how much, and what would help, wherever somebody meets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.dates.ranges import Week
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.overloads import overload_rows
from planner.playbook.model import Playbook
from planner.playbook.values.hours import Overload, Remedy, WeekLoad, WorkShare


def rendered(playbook: Playbook, language: str, name: str) -> str:
    (document,) = render_documents(playbook, language, only=(name,))  # type: ignore[arg-type]
    return document.content.decode()


@pytest.fixture(scope="module")
def crowded(street: Playbook) -> Playbook:
    """The bakery in the week of its first class: somebody has three hours more than there are."""
    event = street.activities.occurrences[0]
    holder = next(load.holder for load in street.hours.loads if load.capacity)
    week = Week.of(event.on)
    loads = tuple(
        WeekLoad(load.week, load.holder, {"event": 1080}, 900)
        if (load.week, load.holder) == (week, holder)
        else load
        for load in street.hours.loads
    )
    remedy = Remedy("move", event.id, event.on + timedelta(days=7))
    over = Overload(week, holder, 180, (event.id, f"post:{street.plan.content.series[0].id}"), remedy)
    return replace(street, hours=replace(street.hours, loads=loads, overloads=(over,)))


def with_remedy(playbook: Playbook, remedy: Remedy) -> Playbook:
    over = replace(playbook.hours.overloads[0], remedy=remedy)
    return replace(playbook, hours=replace(playbook.hours, overloads=(over,)))


def test_a_row_names_person_week_amount_causes_and_remedy(crowded: Playbook) -> None:
    (row,), slight = overload_rows(crowded, Names(crowded.plan, "zh-CN"))
    assert slight == 0
    assert row.by == "3 小时"
    assert row.causes[0] == "亲子烘焙课"
    assert (row.remedy, row.what, row.start, row.to) == (
        "move", "亲子烘焙课", "6 月 13 日（六）", "6 月 20 日（六）",
    )  # fmt: skip


def test_the_brief_asks_with_the_remedy(crowded: Playbook) -> None:
    assert "把“亲子烘焙课”从 6 月 13 日（六）挪到 6 月 20 日（六），还是换人分担？" in rendered(
        crowded, "zh-CN", "brief"
    )
    assert "Move “亲子烘焙课” from Sat 13 June to Sat 20 June, or who takes a share?" in rendered(
        crowded, "en", "brief"
    )


def test_the_playbook_lists_the_weeks(crowded: Playbook) -> None:
    text = rendered(crowded, "zh-CN", "playbook")
    assert "活怎么摊也超出一成以上的：" in text
    assert "超 3 小时（最占时间的是“亲子烘焙课”" in text


def test_weeks_that_only_lack_time_stand_together(crowded: Playbook) -> None:
    first = replace(crowded.hours.overloads[0], remedy=Remedy("add", "", minutes=180))
    second = replace(first, week=Week.of(first.week.monday + timedelta(days=7)), minutes=150)
    loads = tuple(
        replace(load, demand={"event": 1050}, capacity=900)
        if (load.week, load.holder) == (second.week, second.holder)
        else load
        for load in crowded.hours.loads
    )
    hours = replace(crowded.hours, loads=loads, overloads=(first, second))
    text = rendered(replace(crowded, hours=hours), "zh-CN", "playbook")
    assert "：第 24 周（6/8–6/14）超 3 小时，第 25 周（6/15–6/21）超 2.5 小时（" in text
    assert "哪周缺多少就多给多少，或者换人分担" in text


def test_weeks_over_by_less_than_a_tenth_are_only_counted(crowded: Playbook) -> None:
    week = crowded.hours.overloads[0].week
    loads = tuple(
        replace(load, demand={"event": 950}) if load.week == week and load.capacity == 900 else load
        for load in crowded.hours.loads
    )
    text = rendered(replace(crowded, hours=replace(crowded.hours, loads=loads)), "zh-CN", "playbook")
    assert "有 1 周超出不到一成，吃掉的是留给临时事的余量。" in text
    assert "活怎么摊也超出一成以上" not in text


def test_the_week_of_the_calendar_says_what_to_do(crowded: Playbook) -> None:
    text = rendered(crowded, "zh-CN", "content-calendar")
    assert "**超 3 小时，把“亲子烘焙课”从 6 月 13 日（六）挪到 6 月 20 日（六），或者换人**" in text


@pytest.mark.parametrize(
    ("remedy", "chinese", "english"),
    [
        (Remedy("add", "", minutes=180), "那周多给 3 小时", "add 3 h in that week"),
        (
            Remedy("drop", "@event"),
            "不办“亲子烘焙课”（6 月 13 日（六））",
            "drop “亲子烘焙课” on Sat 13 June",
        ),
    ],
)
def test_each_remedy_has_its_words(crowded: Playbook, remedy: Remedy, chinese: str, english: str) -> None:
    event = crowded.activities.occurrences[0]
    playbook = with_remedy(crowded, replace(remedy, what=event.id if remedy.what else ""))
    assert chinese in rendered(playbook, "zh-CN", "playbook")
    assert english in rendered(playbook, "en", "playbook")


def test_work_done_ahead_stands_in_the_week_in_which_it_is_done(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    step = event.preparation[0]
    entry = next(e for e in street.calendar.entries if e.on > street.plan.period.start + timedelta(days=14))
    week = Week.of(entry.draft_due - timedelta(days=7))
    shares = (
        WorkShare(entry.id, entry.owner, "content", week, 30, entry.draft_due),
        WorkShare(step.id, step.owner, "preparation", week, 25, step.due),
    )
    playbook = replace(street, hours=replace(street.hours, ahead=shares))
    text = rendered(playbook, "zh-CN", "content-calendar")
    assert "**这周先做**（不先做，交的那周排不开）：" in text
    assert "：写“" in text
    assert "（亲子烘焙课），25 分钟，" in text
    assert "**To start this week**" in rendered(playbook, "en", "content-calendar")
