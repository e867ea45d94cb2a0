"""Weeks with too much work: who, by how much, and what would help, wherever somebody meets them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace

from planner.dates.ranges import DateRange, Week
from planner.diagnostics.model import Language
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.overloads import overload_rows
from planner.documents.sections.work import holder_work
from planner.playbook.model import Playbook
from planner.playbook.values.hours import Overload, Remedy, WeekLoad, WorkShare


def rendered(playbook: Playbook, language: Language, name: str) -> str:
    (document,) = render_documents(playbook, language, only=(name,))
    return document.content.decode()


def sheet(playbook: Playbook, week: Week, language: Language = "zh-CN") -> str:
    """The sheet of one week."""
    pages = render_documents(playbook, language, only=("week",))
    (page,) = (page for page in pages if page.path == f"weeks/{week}.md")
    return page.content.decode()


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
    assert "把“亲子烘焙课”从 6 月 13 日（六）挪到 6 月 20 日（六），还是把 3 小时交给别人做？" in rendered(
        crowded, "zh-CN", "brief"
    )
    assert "Move “亲子烘焙课” from Sat 13 June to Sat 20 June, or who takes 3 h over?" in rendered(
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


def test_the_sheet_of_that_week_says_what_to_do(crowded: Playbook) -> None:
    week = crowded.hours.overloads[0].week
    said = "办活动 18 小时，有 15 小时。**超 3 小时：把“亲子烘焙课”从 6 月 13 日（六）挪到 6 月 20 日（六），或者换人。**"
    assert said in sheet(crowded, week)
    english = "**3 h too many: move “亲子烘焙课” from Sat 13 June to Sat 20 June, or find a stand-in.**"
    assert english in sheet(crowded, week, "en")
    assert "把“亲子烘焙课”从" not in sheet(crowded, Week.of(week.monday + timedelta(days=7)))


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
    text, english = sheet(playbook, week), sheet(playbook, week, "en")
    assert "　这周先做，哪天都行" in text
    assert "交；交的那周排不开" in text
    assert re.search(r"^- 写“.*”，30 分钟，", text, re.MULTILINE)
    assert "（亲子烘焙课），25 分钟，" in text
    assert " – to start this week, on any day" in english
    assert re.search(
        r"^- draft of “.*”, 30 min, due .*; the week in which it is due is full$", english, re.MULTILINE
    )
    assert "这周先做" not in sheet(playbook, Week.of(entry.draft_due))


def test_a_week_that_lies_only_partly_in_the_plan_is_nobody_s_overload(fruit: Playbook) -> None:
    week = Week.of(fruit.plan.period.start)
    assert week.monday < fruit.plan.period.start
    holder = next(load.holder for load in fruit.hours.loads if load.capacity)
    loads = tuple(
        replace(load, demand={"task": 300}, capacity=100)
        if (load.week, load.holder) == (week, holder)
        else load
        for load in fruit.hours.loads
    )
    over = Overload(week, holder, 200, (), Remedy("add", "", minutes=200))
    playbook = replace(fruit, hours=replace(fruit.hours, loads=loads, overloads=(over,)))
    assert overload_rows(playbook, Names(playbook.plan, "zh-CN")) == ((), 0)
    assert "超出可用工时一成以上" not in rendered(playbook, "zh-CN", "brief")
    text = sheet(playbook, week)
    assert "**工时**：任务 5 小时，有 1.7 小时。开工前的几天没算在内。" in text
    assert "**超 " not in text
    assert "**Hours**: tasks 5 h of 1.7 h. The days before the start are not counted." in sheet(
        playbook, week, "en"
    )


def test_work_ahead_says_where_its_doer_has_no_working_day_before_it_is_due(street: Playbook) -> None:
    entry = next(e for e in street.calendar.entries if e.on > street.plan.period.start + timedelta(days=14))
    due = Week.of(entry.draft_due)
    away = DateRange(due.monday, due.monday + timedelta(days=7))
    people = tuple(
        replace(one, leave=(away,)) if one.id == entry.owner else one for one in street.plan.people
    )
    share = WorkShare(
        entry.id, entry.owner, "content", Week.of(due.monday - timedelta(days=7)), 30, entry.draft_due
    )
    playbook = replace(
        street, plan=replace(street.plan, people=people), hours=replace(street.hours, ahead=(share,))
    )
    assert "交；那周交之前没有上班的日子" in sheet(playbook, share.week)
    assert "; no working day is left that week before it is due" in sheet(playbook, share.week, "en")


def test_the_tightest_week_is_the_one_with_the_greatest_share_of_what_there_is(crowded: Playbook) -> None:
    first = crowded.hours.loads[0]
    quiet, full = sorted({load.week for load in crowded.hours.loads})[2:4]
    loads = tuple(
        WeekLoad(load.week, load.holder, {"task": 600}, 1200) if load.week == quiet
        else WeekLoad(load.week, load.holder, {"task": 290}, 300) if load.week == full
        else WeekLoad(load.week, load.holder, {"task": 60}, 1200)
        for load in crowded.hours.loads
        if load.holder == first.holder
    )  # fmt: skip
    hours = replace(crowded.hours, loads=loads, overloads=())
    playbook = replace(crowded, hours=hours)
    (row,) = holder_work(playbook, Names(playbook.plan, "zh-CN"))
    assert (row.peak, row.peak_capacity, row.peak_state) == ("4.8 小时", "5 小时", "full")
    assert "要 4.8 小时，有 5 小时，第 26 周（6/22–6/28），满了，加不进别的事" in rendered(
        playbook, "zh-CN", "brief"
    )
