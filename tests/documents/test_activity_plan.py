"""The activity plan: what is held, why, what did not fit, and all that a team needs on the day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.model import LeftOut
from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.catalogue.activity_plan import DOCUMENT, view_activities
from planner.documents.event_texts import asked, event_texts, name_in_sentence
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.left_out import cost_of_kind
from planner.knowledge.fill import said
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence


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
    assert "> 手痒的举手：亲子烘焙课，6 月 13 日（周六）15:00" in chinese
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
    assert "| the host |" in text
    assert "nobody named yet; add a name under `people` in the plan" in text


def _only(playbook: Playbook, event: Occurrence, **activity: object) -> Playbook:
    event = replace(event, activity=replace(event.activity, **activity))  # type: ignore[arg-type]
    return replace(playbook, activities=replace(playbook.activities, occurrences=(event,)))


def test_what_hangs_on_a_question_is_left_out_where_none_belongs_to_the_event(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    assert event.question
    assert "大家一起答" in _render(_only(street, event), "zh-CN")
    for language in ("zh-CN", "en"):
        text = _render(_only(street, replace(event, question="")), language)
        assert "大家一起答" not in text
        assert "{" not in text
        assert "“？”" not in text


def test_a_discussion_is_about_its_question_else_about_its_own_name(street: Playbook) -> None:
    event = replace(street.activities.occurrences[0], question="")
    kind = load_activity_kind("topic_discussion")
    named = _only(street, event, kind=kind.id, mode="online", name=said("七月烤哪一款"))
    assert "今天只聊这一个：‘七月烤哪一款’" in _render(named, "zh-CN")
    nameless = _only(street, event, kind=kind.id, mode="online", name=kind.name)
    assert "【待补：成员真问过的一个问题】" in _render(nameless, "zh-CN")
    assert "\\[to be supplied: a question that a member asked]" in _render(nameless, "en")


def test_what_did_not_fit_says_what_it_lacks(street: Playbook) -> None:
    name = Text("直播", "Livestream")
    left = (
        LeftOut(name, "red_line", (), "", detail="不拼团"),
        LeftOut(name, "hours", (), "", minutes=95, detail=street.plan.people[0].id),
        LeftOut(name, "money", (), "", amount=Decimal(1200), detail="cap"),
        LeftOut(name, "platform", (), ""),
        LeftOut(name, "prices", (), ""),
        LeftOut(name, "time", (), ""),
        LeftOut(name, "distance", (), ""),
        LeftOut(name, "goals", (), ""),
    )
    playbook = replace(street, activities=replace(street.activities, left_out=left))
    chinese, english = _render(playbook, "zh-CN"), _render(playbook, "en")
    assert "- “直播”：碰了红线“不拼团”" in chinese
    assert "- “直播”：小周差 1.6 小时" in chinese
    assert "- 到那时能花在活动上的钱不够：“直播”一场差 ¥1,200" in chinese
    assert f"- “直播”：对{street.plan.community.name}的目标没有直接用处" in chinese
    assert "- Left for events by then: not enough. Livestream: ¥1,200 short" in english
    assert english.count("- Livestream: ") == len(left) - 1


def test_a_plan_without_events_still_says_why(street: Playbook) -> None:
    left = (LeftOut(Text("直播", "Livestream"), "time", (), ""),)
    empty = replace(street.activities, occurrences=(), activities=(), left_out=left)
    playbook = replace(street, activities=empty)
    assert "没有排下活动" in _render(playbook, "zh-CN")
    assert not DOCUMENT.applies(replace(playbook, activities=replace(empty, left_out=())))


def test_prices_that_are_presets_say_so(street: Playbook, balcony: Playbook, fixers: Playbook) -> None:
    written, *added = view_activities(street, "zh-CN").sheets
    assert not written.presets
    assert all(sheet.presets for sheet in added)
    assert "单价是参考价" in _render(balcony, "zh-CN")
    assert "preset prices" in _render(fixers, "en")


def test_what_lacks_the_same_stands_in_one_line(street: Playbook) -> None:
    left = tuple(LeftOut(Text(name, name), "prices", (), "") for name in ("甲", "乙"))
    playbook = replace(street, activities=replace(street.activities, left_out=left))
    assert "- “甲”“乙”：没有这个币种的参考价" in _render(playbook, "zh-CN")


def test_a_long_list_names_eight_and_sums_up_the_hours(street: Playbook) -> None:
    person = street.plan.people[0].id
    left = tuple(
        LeftOut(Text(f"第{n}样", f"No. {n}"), "hours", (), "", minutes=30, detail=person) for n in range(11)
    )
    playbook = replace(street, activities=replace(street.activities, left_out=left))
    text = _render(playbook, "zh-CN")
    assert "“第7样”等 11 种：小周一共差 5.5 小时" in text
    assert "“第8样”" not in text


@pytest.mark.parametrize("limit", ["total", "cap", "stage", "cash"])
def test_money_says_what_one_takes_what_is_left_and_what_lacks(street: Playbook, limit: str) -> None:
    kinds = ("activities/meetup_dinner", "activities/expert_talk")
    costs = [cost_of_kind(street.plan, kind) for kind in kinds]
    assert all(costs)
    left = tuple(
        LeftOut(Text(f"第{n}样", f"No. {n}"), "money", (), kind, amount=cost - 300, detail=limit)
        for n, (kind, cost) in enumerate(zip(kinds, costs, strict=True))
    )
    playbook = replace(street, activities=replace(street.activities, left_out=left))
    (line,) = [line for line in _render(playbook, "zh-CN").splitlines() if "“第0样”" in line]
    assert "还剩 ¥300：" in line
    for number, cost in enumerate(costs):
        needed, short = (words.money(amount, "CNY") for amount in (cost, cost - 300))
        assert f"“第{number}样”一场要 {needed}，差 {short}" in line
    assert limit not in line


def test_one_thing_more_is_named_rather_than_counted(street: Playbook) -> None:
    left = tuple(LeftOut(Text(f"第{n}样", f"No. {n}"), "time", (), "") for n in range(9))
    playbook = replace(street, activities=replace(street.activities, left_out=left))
    assert "“第7样”“第8样”：期内没有合适的日子" in _render(playbook, "zh-CN")


def test_an_operator_s_own_measure_is_counted_by_the_planner_the_day_after(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    own = replace(
        event, activity=replace(event.activity, success=(Text("六组都留到最后", "六组都留到最后"),))
    )
    playbook = replace(street, activities=replace(street.activities, occurrences=(own,)))
    assert "| 六组都留到最后 | 照方案写的 | 陈姐，散场第二天，6/14（日） | ＿＿＿＿ |" in _render(
        playbook, "zh-CN"
    )


def test_what_members_hear_has_a_blank_where_nobody_is_named(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    nobody = replace(event, activity=replace(event.activity, holders={}))
    texts = event_texts(Names(street.plan, "zh-CN"), nobody)
    role = texts.kind.roles[0]
    line = Text(f"我是{{{role.id}}}。", "")
    assert texts.speak(line) == "我是＿＿＿＿。"
    assert texts.say(line) == f"我是{texts.doer(role.id)}。"


def test_the_chart_shows_the_last_day_of_a_sign_up_in_full(street: Playbook) -> None:
    bars = [bar for lane in view_activities(street, "zh-CN").chart for bar in lane.bars if bar.closes]
    closes = {event.sign_up_closes for event in street.activities.occurrences if event.sign_up_closes}
    assert bars
    assert {date.fromisoformat(bar.closes) - timedelta(days=1) for bar in bars} == closes


def test_a_run_sheet_is_as_long_as_the_event(fixers: Playbook) -> None:
    names = Names(fixers.plan, "en")
    event = next(o for o in fixers.activities.occurrences if o.activity.duration <= 300)
    kind_minutes = event_texts(names, event).kind.duration
    longer = event_texts(names, replace(event, activity=replace(event.activity, duration=kind_minutes * 2)))
    assert longer.run_time(kind_minutes) == longer.clock(kind_minutes * 2)
    assert longer.run_time(-30) == longer.clock(-30)
    assert longer.params["duration"].en
    days_long = event_texts(names, replace(event, activity=replace(event.activity, duration=601)))
    assert days_long.run_time(kind_minutes) == days_long.clock(kind_minutes)


def test_an_activity_leads_with_its_own_goal(street: Playbook) -> None:
    goal = street.plan.goals[2]
    occurrences = tuple(
        replace(event, activity=replace(event.activity, goal=goal.id)) if event.activity.written else event
        for event in street.activities.occurrences
    )
    playbook = replace(street, activities=replace(street.activities, occurrences=occurrences))
    service = next(s for s in view_activities(playbook, "zh-CN").services if s.written)
    assert service.own_goal == "成员数"
    assert "成员数" not in [name for name, _ in service.goals]
    assert "| 为的是“成员数”" in _render(playbook, "zh-CN")
    assert "| members, the goal it is written for" in _render(playbook, "en")


def test_a_role_that_nobody_is_left_for_is_a_blank(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    walk = replace(event, activity=replace(event.activity, kind="outdoor_walk_run", holders={"host": "chen"}))
    playbook = replace(street, activities=replace(street.activities, occurrences=(walk,)))
    text = _render(playbook, "zh-CN")
    assert "留守安全员：现场以外的一位：＿＿＿＿，电话＿＿＿＿；没有这个人就不办" in text


def test_an_invitation_names_the_offer_and_keeps_the_team_s_measures_to_the_team(street: Playbook) -> None:
    offer = street.plan.offers[0]
    playbook = _only(
        street, street.activities.occurrences[0], success=(said("四位回来买过"),), offer=offer.id
    )
    sheet = view_activities(playbook, "zh-CN").sheets[0]
    assert sheet.invite.endswith(f"这次用到：{offer.name}。")
    assert "四位回来买过" not in sheet.invite
    assert [measure.what for measure in sheet.success] == ["四位回来买过"]


def test_lengths_are_those_of_the_plan(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    half = view_activities(_only(street, event, duration=60), "zh-CN").sheets[0]
    whole = view_activities(_only(street, event, duration=120), "zh-CN").sheets[0]
    assert "1 小时只做一件" in half.invite
    assert "2 小时只做一件" in whole.invite
    assert any("缩到 45 分钟" in branch.do for branch in half.branches)
    assert any("停手 4 分钟" in minute.what for minute in half.minutes)
    assert any("停手 8 分钟" in minute.what for minute in whole.minutes)


def test_whoever_shows_something_has_the_minutes_that_the_plan_gives_them(street: Playbook) -> None:
    event = street.activities.occurrences[0]

    def invite(most: int, *success: Text) -> str:
        show = _only(street, event, kind="showcase_day", duration=90, most=most, success=success)
        return view_activities(show, "zh-CN").sheets[0].invite

    assert "每人只亮一件，3 分钟" in invite(20)
    assert "每人只亮一件，6 分钟" in invite(12)
    assert "每人只亮一件，7 分钟" in invite(20, said("每人只讲一页、七分钟"))


def test_what_belongs_to_online_events_is_said_online_only(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    at_home = view_activities(_only(street, event, mode="online"), "zh-CN").sheets[0]
    there = view_activities(_only(street, event, mode="offline"), "zh-CN").sheets[0]
    assert "料包" in at_home.reminder
    assert "料包" not in there.reminder
    assert "收件地址" in at_home.fields
    assert "收件地址" not in there.fields


def test_only_an_event_with_another_one_after_it_speaks_of_that(street: Playbook) -> None:
    events = [event for event in street.activities.occurrences if event.activity.written]
    following = events[1].on
    assert events[0].next_on == following
    assert events[-1].next_on is None
    first, last = (
        view_activities(_only(street, event), "zh-CN").sheets[0] for event in (events[0], events[-1])
    )
    assert f"并到 {words.plain_day(following, 'zh-CN')}" in first.invite
    assert "这回就不开" in last.invite
    assert "下一场" not in last.invite + last.reminder + last.too_few


def test_the_sign_up_says_who_sends_what_where_and_when(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    text = _render(_only(street, event), "zh-CN")
    assert event.sign_up_closes is not None
    closes = words.short_day(event.sign_up_closes, "zh-CN")
    assert f"{closes}18:00 林店长数人，够 {event.activity.least} 位照办" in text
    assert "先不开" in text


def test_an_event_without_seats_confirms_nobody(street: Playbook) -> None:
    text = _render(_only(street, street.activities.occurrences[0], kind="qa_hour", mode="online"), "zh-CN")
    assert "不占位子，不用一个个确认" in text
    assert "位子就算定了" not in text


@pytest.mark.parametrize(
    ("name", "language", "shown"),
    [
        ("亲子烘焙课", "zh-CN", "亲子烘焙课"),
        ("讲一场，留一份", "zh-CN", "“讲一场，留一份”"),
        ("去厂里看一卷灯布怎么出来", "zh-CN", "“去厂里看一卷灯布怎么出来”"),
        ("Halfway", "en", "Halfway"),
        ("Bring the schema you are ashamed of", "en", "“Bring the schema you are ashamed of”"),
    ],
)
def test_a_name_that_could_be_read_as_part_of_the_sentence_is_quoted(
    name: str, language: Language, shown: str
) -> None:
    assert name_in_sentence(name, language) == shown


def test_a_promise_names_the_day_of_the_step_that_keeps_it(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    texts = event_texts(Names(street.plan, "zh-CN"), event)
    second = event.follow_up[1]
    moved = replace(second, on=event.end.date() + timedelta(days=5))
    later = replace(event, follow_up=(event.follow_up[0], moved, *event.follow_up[2:]))
    line = Text("{after_2}前发。", "By {after_2}.")
    assert texts.speak(line) == f"明天 {second.time} 前发。"
    assert event_texts(Names(street.plan, "en"), later).speak(line) == f"By {second.time} on Thu 18 June."


def test_only_the_question_itself_is_asked() -> None:
    assert asked("动画到底加不加？领导喜欢一条一条蹦出来。") == "动画到底加不加"
    assert asked("Why does it stop?") == "Why does it stop"
    assert asked("求助帖没人接。") == "求助帖没人接"
