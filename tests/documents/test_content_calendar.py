"""The content calendar: what is sent when, who writes it, what is still open, what comes later."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from planner.completion.values.programme import CompleteTopic
from planner.documents.catalogue.content_calendar import view_calendar
from planner.documents.catalogue.index import view_index
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.texts import filled, message
from planner.knowledge.fill import said
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.content import LaterFill, OpenFill, PatternFill, TopicFill


@pytest.fixture(scope="module")
def chinese(street: Playbook) -> str:
    (rendered,) = render_documents(street, "zh-CN", only=("content-calendar",))
    return rendered.content.decode()


def test_every_detail_week_stands_in_one_table_and_every_later_month_has_its_own(
    street: Playbook, chinese: str
) -> None:
    view = view_calendar(street, "zh-CN")
    assert [week.name for week in view.weeks][:2] == ["第 23 周（6/1–6/7）", "第 24 周（6/8–6/14）"]
    assert len(view.weeks) == 6
    assert [month.heading for month in view.months][-1] == "2026 年 12 月"
    assert sum(month.count for month in view.months) == view.later_count
    assert chinese.count("| 时间 | 做什么 |") == 1
    assert "| [第 23 周（6/1–6/7）](weeks/2026-W23.md) |" in chinese


def test_its_weeks_lead_to_pages_that_there_are(street: Playbook) -> None:
    pages = {one.path for one in render_documents(street, "zh-CN", only=("week",))}
    assert {week.file for week in view_calendar(street, "zh-CN").weeks} == pages


def test_texts_stand_in_the_sheets_of_the_weeks_alone(street: Playbook, chinese: str) -> None:
    names = Names(street.plan, "zh-CN")
    sent = [said_ for entry in street.calendar.entries if (said_ := message(entry, names)) is not None]
    assert sent
    assert not any(one.text in chinese for one in sent)


def test_events_and_their_sign_up_stand_between_the_posts(street: Playbook) -> None:
    view = view_calendar(street, "zh-CN")
    rows = {(row.kind, row.when): row for sheet in view.weeks for row in sheet.rows}
    assert rows[("event", "6/13（六）15:00")].title == "亲子烘焙课"
    assert rows[("opens", "6/1（一）")].event_day == "6/13（六）"
    kinds = {kind for kind, _ in rows}
    assert {"post", "event", "opens", "reminder", "last_reminder", "closes"} <= kinds


def test_open_slots_stand_together_and_what_they_lack_is_said_once_in_words(street: Playbook) -> None:
    playbook = _with_first_fill(street, OpenFill(("offers", "question_pool")))
    calendar = replace(playbook.calendar, missing=("offers", "question_pool", "content.topics"))
    view = view_calendar(playbook, "zh-CN")
    assert [slot.keys for slot in view.open] == [("offers", "question_pool")]
    assert sum(row.kind == "open" for week in view.weeks for row in week.rows) == len(view.open)
    text = _render(replace(playbook, calendar=calendar), "zh-CN")
    assert "（空着，待补）" in text
    assert "**空着的 1 条**，`offers`、`question_pool` 写上就有题：" in text
    assert text.count("- 真实在卖或在做的东西，写够五样（`offers`）") == 1
    assert "- 自己写几条选题，一条一行（`content.topics`）" in text
    assert "Still open" in _render(playbook, "en")


def test_later_slots_show_days_and_when_they_are_decided(street: Playbook) -> None:
    assert [e for e in street.calendar.entries if isinstance(e.fill, LaterFill)]
    slot = view_calendar(street, "en").months[0].slots[0]
    assert slot.decided
    assert slot.days[0].isdigit()


def test_each_month_asks_for_other_things_and_says_so_once(balcony: Playbook) -> None:
    months = view_calendar(balcony, "zh-CN").months
    assert len(months) > 2
    for month, following in itertools.pairwise(months):
        assert set(month.questions).isdisjoint(following.questions)
        assert month.offers != following.offers
    assert _render(balcony, "zh-CN").count("先收料：") == len(months)


def test_offers_in_season_and_days_set_once_stand_where_they_fall(fruit: Playbook) -> None:
    text = _render(fruit, "zh-CN")
    months = text[text.index("## 以后各月") :]
    november, december, february = (
        months[months.index(f"### {name}") :].split("###", 2)[1]
        for name in ("2026 年 11 月", "2026 年 12 月", "2027 年 2 月")
    )
    assert "货：11 月 10 日（二）起有赣南脐橙。" in november
    assert "已定的：12 月 31 日（四）盘点关店一天。" in december
    assert "货：赣南脐橙到 2027 年 2 月 10 日（三）为止。" in february
    assert "货：" not in december


def test_red_lines_and_limits_are_printed_once(chinese: str) -> None:
    head = chinese[: chinese.index("## ")]
    assert "红线：不拼团；不砍价；不以转发换好处。" in head
    assert "发的规矩：" in head
    assert "21:30 到 07:00 不发" in head
    assert chinese.count("红线：") == chinese.count("07:00 不发") == 1


def test_an_english_sentence_opens_with_a_capital() -> None:
    text = Text("", "{owner} posts it. {owner} waits; then {owner} asks {name}. {name} answers.")
    params = {"owner": said("the group admin"), "name": said("ada")}
    expected = "The group admin posts it. The group admin waits; then the group admin asks ada. Ada answers."
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


def test_a_fixed_day_is_not_told_twice(street: Playbook) -> None:
    entry = street.calendar.entries[0]
    fixed = street.calendar.fixed[0]
    at_once = replace(fixed, on=entry.on, time=entry.time)
    later = replace(fixed, on=entry.on, time="23:59")
    for days, count in (((at_once,), 0), ((later,), 1)):
        playbook = replace(street, calendar=replace(street.calendar, fixed=days))
        rows = view_calendar(playbook, "zh-CN").weeks[0].rows
        assert sum(row.kind in ("fixed", "set") for row in rows) == count


def test_nobody_approves_their_own_post(street: Playbook) -> None:
    first = street.calendar.entries[0]
    for reviewer, shown in ((first.owner, "—"), (street.plan.roles["owner"].holder, "林店长")):
        entries = (replace(first, reviewer=reviewer), *street.calendar.entries[1:])
        playbook = replace(street, calendar=replace(street.calendar, entries=entries))
        row = next(r for r in view_calendar(playbook, "zh-CN").weeks[0].rows if r.kind == "post")
        assert row.reviewed.startswith(shown)


@pytest.mark.parametrize(
    ("made", "chinese", "english"),
    [
        (
            OpenFill(("offers",), persona="p", question="早上几点来人最少？"),
            "；先问老邻居“早上几点来人最少？”，收一句原话",
            "; ask 老邻居 “早上几点来人最少?” and note one answer word for word",
        ),
        (
            OpenFill(("offers",), persona="p", offer="软餐包"),
            "；先问老邻居：软餐包用到哪一步卡住了？收一句原话",
            "; ask 老邻居 where they get stuck with 软餐包, and note one answer word for word",
        ),
    ],
)
def test_an_open_slot_says_what_to_ask_whom(
    street: Playbook, made: OpenFill, chinese: str, english: str
) -> None:
    persona = next(one for one in street.plan.personas if one.name == "老邻居")
    entry = next(e for e in street.calendar.entries if isinstance(e.fill, PatternFill))
    empty = replace(entry, fill=replace(made, persona=persona.id))
    entries = tuple(empty if e is entry else e for e in street.calendar.entries)
    playbook = replace(street, calendar=replace(street.calendar, entries=entries))
    (zh,) = render_documents(playbook, "zh-CN", only=("content-calendar",))
    (en,) = render_documents(playbook, "en", only=("content-calendar",))
    assert chinese in zh.content.decode()
    assert english in en.content.decode()


def test_a_topic_written_far_ahead_stands_in_its_month(street: Playbook) -> None:
    later = next(entry for entry in street.calendar.entries if isinstance(entry.fill, LaterFill))
    far = replace(later, fill=TopicFill(CompleteTopic("far", "周年那天的第一炉")))
    entries = tuple(far if entry is later else entry for entry in street.calendar.entries)
    playbook = replace(street, calendar=replace(street.calendar, entries=entries))
    view, before = view_calendar(playbook, "zh-CN"), view_calendar(street, "zh-CN")
    assert (view.far_count, view.later_count) == (1, before.later_count - 1)
    assert view.months[0].count == before.months[0].count
    (rendered,) = render_documents(playbook, "zh-CN", only=("content-calendar",))
    assert "题目写好了的：" in rendered.content.decode()
    assert "“周年那天的第一炉”。" in rendered.content.decode()
    lines = [row.line for row in view_index(playbook, "zh-CN").documents if "条帖子" in row.line]
    assert lines == [row.line for row in view_index(street, "zh-CN").documents if "条帖子" in row.line]


def test_it_does_not_promise_more_words_than_it_has(street: Playbook, chinese: str) -> None:
    view = view_calendar(street, "zh-CN")
    assert "标题、首句和问法都定了" in chinese
    first = next(e for e in street.calendar.entries if isinstance(e.fill, PatternFill))
    article = next(row for row in load_patterns().values() if row.post is None)
    assert isinstance(first.fill, PatternFill)
    unwritten = replace(first, fill=replace(first.fill, pattern=article.id))
    for filled_, to_write in ((unwritten, True), (first, False)):
        entries = tuple(
            filled_ if entry is first else entry
            for entry in street.calendar.entries
            if entry is first or isinstance(entry.fill, LaterFill)
        )
        playbook = replace(street, calendar=replace(street.calendar, entries=entries))
        assert view_calendar(playbook, "zh-CN").to_write is to_write
        assert ("还要写的正文，写法在每周的工作单里" in _render(playbook, "zh-CN")) is to_write
    bare = replace(first, fill=TopicFill(CompleteTopic("bare", "只有题目")))
    entries = tuple(bare if entry is first else entry for entry in street.calendar.entries)
    playbook = replace(street, calendar=replace(street.calendar, entries=entries))
    assert view_calendar(playbook, "zh-CN").unworded == view.unworded + 1
