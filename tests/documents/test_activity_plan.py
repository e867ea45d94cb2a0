"""The activity plan: what is held, why, what did not fit, and all that a team needs on the day."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.completion.model import LeftOut
from planner.diagnostics.model import Language
from planner.documents.catalogue.activity_plan import DOCUMENT, view_activities
from planner.documents.event_texts import event_texts
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook


def _render(playbook: Playbook, language: Language) -> str:
    (rendered,) = render_documents(playbook, language, only=("activity-plan",))
    return rendered.content.decode()


@pytest.fixture(scope="module")
def chinese(street: Playbook) -> str:
    return _render(street, "zh-CN")


def test_the_overview_lists_every_event_once(street: Playbook) -> None:
    view = view_activities(street, "zh-CN")
    assert len(view.rows) == len(street.activities.occurrences)
    first = view.rows[0]
    assert (first.day, first.name, first.ordinal) == ("6 月 13 日（六）15:00", "亲子烘焙课", 1)
    assert first.written
    assert first.cost == "¥144"
    assert first.owner == "陈姐"


def test_events_of_one_kind_share_a_sheet(street: Playbook, fixers: Playbook) -> None:
    for playbook in (street, fixers):
        names = [sheet.name for sheet in view_activities(playbook, "en").sheets]
        assert len(names) == len(set(names))
        assert sum(len(s.dates) for s in view_activities(playbook, "en").sheets) == len(
            playbook.activities.occurrences
        )


def test_texts_are_filled_and_said_as_sent(chinese: str) -> None:
    assert "> 手痒的举手：亲子烘焙课，6 月 13 日（六）15:00" in chinese
    assert "私信林店长三样" in chinese


def test_the_run_sheet_has_clock_times(street: Playbook) -> None:
    sheet = view_activities(street, "zh-CN").sheets[0]
    assert [minute.clock for minute in sheet.minutes[:3]] == ["14:00", "14:40", "15:00"]
    assert all(minute.say or minute.watch for minute in sheet.minutes)


def test_a_week_long_event_names_the_day(fixers: Playbook) -> None:
    texts = event_texts(Names(fixers.plan, "en"), fixers.activities.occurrences[0])
    start = texts.occurrence.start.strftime("%H:%M")
    assert texts.clock(24 * 60) == f"day 2, {start}"
    assert texts.clock(-24 * 60) == f"1 d before, {start}"


def test_materials_are_computed_for_the_expected_heads(street: Playbook) -> None:
    things = dict(view_activities(street, "zh-CN").sheets[0].materials)
    assert things["工具"] == "12 套"
    assert things["公用工具和抹布（每 4 人一桌一份）"] == "3 份"
    assert things["备用料"] == "2 份"


def test_thresholds_are_for_the_expected_heads(street: Playbook) -> None:
    measures = {m.what: m.threshold for m in view_activities(street, "zh-CN").sheets[0].success}
    assert measures["到场人数"] == "11"
    assert measures["课后评分平均（1–5）"] == "4.5"


def test_only_the_safety_rules_that_apply_are_printed(street: Playbook) -> None:
    def texts(**flags: bool) -> str:
        event = street.activities.occurrences[0]
        event = replace(event, activity=replace(event.activity, **flags))  # type: ignore[arg-type]
        playbook = replace(street, activities=replace(street.activities, occurrences=(event,)))
        return " ".join(view_activities(playbook, "zh-CN").sheets[0].safety)

    assert "监护人" in texts(minors=True)
    assert "监护人" not in texts(minors=False)
    assert "过敏原" not in texts(food=False)


def test_several_events_stand_side_by_side_with_their_own_dates(street: Playbook) -> None:
    sheet = view_activities(street, "zh-CN").sheets[0]
    assert sheet.several
    assert [len(table.ordinals) for table in sheet.tables] == [4, 3]
    rows = {row.title or row.kind: row for table in sheet.tables[:1] for row in table.rows}
    events = street.activities.occurrences
    second = [event for event in events if event.activity.name.zh == "亲子烘焙课"][1]
    due = next(p.due for p in second.preparation if p.title.zh == "邀请稿定稿")
    assert rows["邀请稿定稿"].dates[1].startswith(f"{due.month}/{due.day}（")
    assert rows["closes"].dates[0] == "6/9（二）"


def test_a_role_without_a_name_is_called_by_its_task(fixers: Playbook) -> None:
    text = _render(fixers, "en")
    assert "the instructor" in text
    assert "nobody named yet; add a name under people in the plan" in text


def test_an_event_without_a_question_says_what_to_supply(street: Playbook) -> None:
    event = replace(street.activities.occurrences[0], question="")
    playbook = replace(street, activities=replace(street.activities, occurrences=(event,)))
    assert "【待补：成员真问过的一个问题】" in _render(playbook, "zh-CN")
    assert "\\[to be supplied: a question that a member asked]" in _render(playbook, "en")


def test_what_did_not_fit_says_what_it_lacks(street: Playbook) -> None:
    name = Text("直播", "Livestream")
    left = (
        LeftOut(name, "red_line", (), "", detail="不拼团"),
        LeftOut(name, "hours", (), "", minutes=95, detail=street.plan.people[0].id),
        LeftOut(name, "money", (), "", amount=Decimal(1200)),
        LeftOut(name, "platform", (), ""),
        LeftOut(name, "prices", (), ""),
        LeftOut(name, "time", (), ""),
        LeftOut(name, "distance", (), ""),
    )
    playbook = replace(street, activities=replace(street.activities, left_out=left))
    chinese, english = _render(playbook, "zh-CN"), _render(playbook, "en")
    assert "- 直播：碰了红线“不拼团”" in chinese
    assert "- 直播：工时不够，小周还差 1 小时 35 分钟" in chinese
    assert "- 直播：钱不够，还差 ¥1,200" in chinese
    assert english.count("- Livestream: ") == len(left)


def test_a_plan_without_events_still_says_why(street: Playbook) -> None:
    left = (LeftOut(Text("直播", "Livestream"), "time", (), ""),)
    empty = replace(street.activities, occurrences=(), activities=(), left_out=left)
    playbook = replace(street, activities=empty)
    assert "没有排下活动" in _render(playbook, "zh-CN")
    assert not DOCUMENT.applies(replace(playbook, activities=replace(empty, left_out=())))


def test_prices_that_are_presets_say_so(street: Playbook, fixers: Playbook) -> None:
    written, *added = view_activities(street, "zh-CN").sheets
    assert not written.presets
    assert all(sheet.presets for sheet in added)
    assert "单价是参考价" in _render(street, "zh-CN")
    assert "preset prices" in _render(fixers, "en")


def test_what_lacks_the_same_stands_in_one_line(street: Playbook) -> None:
    left = tuple(LeftOut(Text(name, name), "prices", (), "") for name in ("甲", "乙"))
    playbook = replace(street, activities=replace(street.activities, left_out=left))
    assert "- 甲、乙：没有这个币种的参考价" in _render(playbook, "zh-CN")
