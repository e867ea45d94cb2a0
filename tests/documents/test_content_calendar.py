"""The content calendar: what is sent word for word, what is still open, what comes later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.completion.model import CompleteTopic
from planner.documents.catalogue.content_calendar import view_calendar
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.texts import entry_texts, filled, supply
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.model import LaterFill, OpenFill, PatternFill, Playbook, ReplyDuty, TopicFill


@pytest.fixture(scope="module")
def chinese(street: Playbook) -> str:
    (rendered,) = render_documents(street, "zh-CN", only=("content-calendar",))
    return rendered.content.decode()


def test_every_detail_week_has_a_sheet_and_every_later_month_a_table(street: Playbook, chinese: str) -> None:
    view = view_calendar(street, "zh-CN")
    assert [sheet.heading for sheet in view.weeks][:2] == ["第 23 周（6/1–6/7）", "第 24 周（6/8–6/14）"]
    assert len(view.weeks) == 6
    assert [month.heading for month in view.months][-1] == "2026 年 12 月"
    assert sum(month.count for month in view.months) == view.later_count
    assert "## 第 23 周（6/1–6/7）｜建设期" in chinese


def test_a_post_has_its_words_and_who_does_what(street: Playbook, chinese: str) -> None:
    entry = next(e for e in street.calendar.entries if isinstance(e.fill, PatternFill))
    texts = entry_texts(entry, Names(street.plan, "zh-CN"))
    assert f"> {texts.first}" in chinese
    for label in ("接着写", "请大家", "20 分钟没人回", "回来的话怎么用", "发之前备好", "谁回话"):
        assert f"- **{label}**：" in chinese


def test_events_and_their_sign_up_stand_between_the_posts(street: Playbook) -> None:
    view = view_calendar(street, "zh-CN")
    rows = {(row.kind, row.when): row for sheet in view.weeks for row in sheet.rows}
    assert rows[("event", "6/13（六）15:00")].title == "亲子烘焙课"
    assert rows[("opens", "6/1（一）")].event_day == "6/13（六）"
    kinds = {kind for kind, _ in rows}
    assert {"post", "event", "opens", "reminder", "last_reminder", "closes"} <= kinds


def test_a_month_s_targets_stand_in_its_first_week_only(street: Playbook) -> None:
    sheets = view_calendar(street, "zh-CN").weeks
    with_targets = [sheet.heading for sheet in sheets if sheet.targets]
    assert with_targets == ["第 23 周（6/1–6/7）", "第 27 周（6/29–7/5）"]


def test_an_open_slot_says_what_to_supply_and_by_when(street: Playbook) -> None:
    playbook = _with_first_fill(street, OpenFill(("offers", "question_pool")))
    post = view_calendar(playbook, "zh-CN").weeks[0].posts[0]
    assert post.supplies == (supply("offers", "zh-CN"), supply("question_pool", "zh-CN"))
    text = _render(playbook, "zh-CN")
    assert "（空着，待补）" in text
    assert f"- **待补**（{post.due}前）：offers（" in text
    assert "To be supplied" in _render(playbook, "en")


def test_a_written_topic_keeps_the_operator_s_words_and_lists_what_is_missing(street: Playbook) -> None:
    topic = CompleteTopic("t", "端午怎么订", first="今天开始订。", ask="回份数")
    text = _render(_with_first_fill(street, TopicFill(topic)), "zh-CN")
    assert "> 今天开始订。" in text
    assert "- **请大家**：回份数" in text
    assert "- **还没写**（6 月 1 日（一）前写进方案）：silence、answers、material" in text


def test_nobody_on_duty_is_said(street: Playbook) -> None:
    first = street.calendar.entries[0]
    entries = (replace(first, duty=ReplyDuty(first.duty.person, covered=False)), *street.calendar.entries[1:])
    text = _render(replace(street, calendar=replace(street.calendar, entries=entries)), "zh-CN")
    assert "这天没人在，换人守或挪一天" in text


def test_later_slots_show_days_question_and_when_they_are_decided(street: Playbook) -> None:
    later = [e for e in street.calendar.entries if isinstance(e.fill, LaterFill)]
    slot = view_calendar(street, "en").months[0].slots[0]
    assert later
    assert slot.question
    assert slot.decided
    assert slot.days[0].isdigit()


def test_the_last_day_of_a_week_has_blanks_and_a_name(chinese: str) -> None:
    assert "**6 月 14 日（日）20:00 前，小周填**：" in chinese
    assert "亲子烘焙课到场 ____ 人" in chinese


def test_red_lines_and_limits_are_printed_with_each_week(chinese: str) -> None:
    assert chinese.count("红线：不拼团；不砍价；不以转发换好处。") == 6
    assert "21:30 到 07:00 不发" in chinese


def test_english_names_are_capitalised_at_the_start_of_a_sentence_only() -> None:
    text = Text("", "{owner} posts it. {owner} waits; then {owner} asks {name}. {name} answers.")
    params = {"owner": said("the group admin"), "name": said("ada")}
    expected = "The group admin posts it. The group admin waits; then the group admin asks ada. ada answers."
    assert filled(text, params, "en") == expected


def test_a_slot_that_nobody_fills_stays_as_it_is() -> None:
    assert filled(Text("", "{owner} and {other}"), {}, "en") == "{owner} and {other}"


def _with_first_fill(playbook: Playbook, made: OpenFill | TopicFill) -> Playbook:
    entries = (replace(playbook.calendar.entries[0], fill=made), *playbook.calendar.entries[1:])
    return replace(playbook, calendar=replace(playbook.calendar, entries=entries))


def _render(playbook: Playbook, language: str) -> str:
    (rendered,) = render_documents(
        playbook, "zh-CN" if language == "zh-CN" else "en", only=("content-calendar",)
    )
    return rendered.content.decode()
