"""The content calendar: what is sent word for word, what is still open, what comes later."""

from __future__ import annotations

import itertools
from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.values.programme import CompleteTopic
from planner.documents.catalogue.content_calendar import view_calendar
from planner.documents.catalogue.index import view_index
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.texts import entry_texts, filled
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.content import LaterFill, OpenFill, PatternFill, ReplyDuty, TopicFill


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


def test_open_slots_stand_together_and_what_they_lack_is_said_once_in_words(street: Playbook) -> None:
    playbook = _with_first_fill(street, OpenFill(("offers", "question_pool")))
    calendar = replace(playbook.calendar, missing=("offers", "question_pool", "content.topics"))
    sheet = view_calendar(playbook, "zh-CN").weeks[0]
    assert [slot.keys for slot in sheet.open] == [("offers", "question_pool")]
    assert len(sheet.posts) + len(sheet.open) == sum(row.kind in ("post", "open") for row in sheet.rows)
    text = _render(replace(playbook, calendar=calendar), "zh-CN")
    assert "（空着，待补）" in text
    assert "**空着的 1 条**，`offers`、`question_pool` 写上就有题：" in text
    assert text.count("- 真实在卖或在做的东西，写够五样（`offers`）") == 1
    assert "- 自己写几条选题，一条一行（`content.topics`）" in text
    assert "Still open" in _render(playbook, "en")


def test_a_written_topic_keeps_the_operator_s_words_and_lists_what_is_missing(street: Playbook) -> None:
    topic = CompleteTopic("t", "端午怎么订", first="今天开始订。", ask="回份数")
    text = _render(_with_first_fill(street, TopicFill(topic)), "zh-CN")
    assert "> 今天开始订。" in text
    assert "- **请大家**：回份数" in text
    assert (
        "前写进方案）：没人回怎么办（`silence`）、回来的话怎么用（`answers`）、发之前备什么（`material`）"
        in text
    )


def test_nobody_on_duty_is_said(street: Playbook) -> None:
    first = street.calendar.entries[0]
    entries = (replace(first, duty=ReplyDuty(first.duty.person, covered=False)), *street.calendar.entries[1:])
    text = _render(replace(street, calendar=replace(street.calendar, entries=entries)), "zh-CN")
    assert "这天没人在，换人守或挪一天" in text


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


def test_a_week_lists_event_work_beside_tasks(street: Playbook) -> None:
    due = [task for sheet in view_calendar(street, "zh-CN").weeks for task in sheet.tasks]
    assert {task.kind for task in due} == {"task", "preparation", "after"}
    assert all(task.event and task.who for task in due if task.kind != "task")


def test_the_last_day_of_a_week_has_blanks_and_a_name(chinese: str) -> None:
    assert "**6 月 14 日（日）20:00 前，小周填**：" in chinese
    assert "亲子烘焙课到场 ＿＿＿＿ 人" in chinese


def test_red_lines_and_limits_are_printed_once(chinese: str) -> None:
    head = chinese[: chinese.index("## ")]
    assert "红线：不拼团；不砍价；不以转发换好处。" in head
    assert "发的规矩：" in head
    assert "21:30 到 07:00 不发" in head
    assert chinese.count("红线：") == chinese.count("07:00 不发") == 1


def test_a_month_s_target_is_no_more_exact_than_it_is_known(street: Playbook) -> None:
    path = street.paths[0]
    marks = tuple(replace(mark, value=Decimal("26.1346")) for mark in path.milestones)
    playbook = replace(street, paths=(replace(path, milestones=marks), *street.paths[1:]))
    assert view_calendar(playbook, "zh-CN").weeks[0].targets[0].endswith(" 26.1%")


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


@pytest.mark.parametrize(
    ("form", "chinese", "english"),
    [
        ("text", "20 分钟没人回", "No reply after 20 minutes"),
        ("article", "没人看、没人回", "If nobody answers"),
        ("live", "头十分钟没人来", "If nobody comes in the first ten minutes"),
    ],
)
def test_what_to_do_in_silence_depends_on_the_format(
    street: Playbook, form: str, chinese: str, english: str
) -> None:
    entries = tuple(replace(entry, format=form) for entry in street.calendar.entries)
    playbook = replace(street, calendar=replace(street.calendar, entries=entries))
    assert f"- **{chinese}**：" in _render(playbook, "zh-CN")
    assert f"- **{english}**: " in _render(playbook, "en")


def test_nothing_is_counted_before_a_group_is_open(street: Playbook) -> None:
    opened = street.plan.period.start + timedelta(days=23)
    groups = tuple(replace(group, opened=opened) for group in street.plan.groups)
    playbook = replace(street, plan=replace(street.plan, groups=groups))
    weeks = view_calendar(playbook, "zh-CN").weeks
    assert [bool(week.counts) for week in weeks[:4]] == [False, False, False, True]
    assert [week.counting for week in weeks[:4]] == [False, True, False, True], (
        "a class is held in the second"
    )


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


@pytest.mark.parametrize(("work", "state"), [(560, "open"), (590, "full"), (650, "full"), (670, "over")])
def test_a_week_is_too_full_where_the_manager_s_page_says_so(street: Playbook, work: int, state: str) -> None:
    load = replace(street.hours.loads[0], demand={"content": work}, capacity=600)
    playbook = replace(street, hours=replace(street.hours, loads=(load,)))
    assert view_calendar(playbook, "en").weeks[0].loads[0].state == state


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
    assert view.to_write
    assert "标题、首句和问法都定了" in chinese
    assert "正文照各条的“接着写”写。" in chinese
    topic = next(e for e in street.calendar.entries if isinstance(e.fill, PatternFill))
    bare = replace(topic, fill=TopicFill(CompleteTopic("bare", "只有题目")))
    entries = tuple(bare if entry is topic else entry for entry in street.calendar.entries)
    playbook = replace(street, calendar=replace(street.calendar, entries=entries))
    assert view_calendar(playbook, "zh-CN").unworded == view.unworded + 1
