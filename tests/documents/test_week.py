"""The week sheet: every post ready to paste, every piece of work on its day, hours that add up, and why it is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.values.members import CompleteChampions, CompleteJourney, CompleteJourneyStep
from planner.completion.values.programme import CompleteTopic
from planner.dates.ranges import Month, Week, weeks
from planner.diagnostics.model import Language, Reason
from planner.documents import words
from planner.documents.catalogue.week import WeekBook, WeekView, week_pages
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.render import render_documents, render_view
from planner.documents.texts import message
from planner.documents.week_item import Item
from planner.documents.week_work import Load
from planner.documents.writers.day_texts import day_texts, other_texts
from planner.knowledge.fill import said
from planner.knowledge.load import load_group_procedures
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.agenda import Agenda, AgendaItem
from planner.playbook.values.content import Entry, OpenFill, PatternFill, ReplyDuty, TopicFill
from planner.playbook.values.groups import GroupsPlan, Procedure, ProcedureStep
from planner.playbook.values.members import (
    ChampionMonth,
    ChampionPlan,
    JourneyPlan,
    JourneyWeek,
    MembersPlan,
    StepWeek,
)
from planner.playbook.values.supplies import SupplyItem

SAMPLES = ("street", "fixers", "printers", "balcony", "quill", "fruit")
LANGUAGES: tuple[Language, Language] = ("zh-CN", "en")
NO_REASON = Reason("", (), ())


def sheet(playbook: Playbook, week: Week, language: Language = "zh-CN") -> WeekView:
    return WeekBook(playbook, language).view(week)


def text(playbook: Playbook, week: Week, language: Language = "zh-CN") -> str:
    return render_view("week", sheet(playbook, week, language), language)


def posting_week(playbook: Playbook, number: int = 0) -> Week:
    """The n-th week of the detail range in which something with words is sent."""
    names = Names(playbook.plan, "zh-CN")
    found = dict.fromkeys(e.week for e in playbook.calendar.entries if message(e, names) is not None)
    return list(found)[number]


def items(view: WeekView) -> Iterator[Item]:
    for person in view.people:
        yield from person.loose
        yield from person.reviews
        for day in person.days:
            yield from day.items


def with_entry(playbook: Playbook, old: Entry, new: Entry) -> Playbook:
    entries = tuple(new if entry is old else entry for entry in playbook.calendar.entries)
    return replace(playbook, calendar=replace(playbook.calendar, entries=entries))


def first_post(playbook: Playbook) -> Entry:
    week = posting_week(playbook)
    return next(e for e in playbook.calendar.entries if e.week == week and isinstance(e.fill, PatternFill))


# --- pages ---------------------------------------------------------------------------------------------------------


def test_there_is_a_page_for_every_week_with_final_titles(street: Playbook) -> None:
    paths = [one.path for one in render_documents(street, "zh-CN", only=("week",))]
    assert paths == [f"weeks/{week}.md" for week in weeks(street.calendar.detail)]
    assert paths[:2] == ["weeks/2026-W23.md", "weeks/2026-W24.md"]


def test_a_document_without_view_and_pages_is_a_mistake_of_ours(street: Playbook) -> None:
    with pytest.raises(TypeError):
        Document("nothing", always).pages(street, "en")


# --- posts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", SAMPLES)
def test_every_post_with_words_stands_in_its_week_letter_by_letter(
    plan: str, language: Language, request: pytest.FixtureRequest
) -> None:
    playbook: Playbook = request.getfixturevalue(plan)
    names = Names(playbook.plan, language)
    looked = 0
    for page in render_documents(playbook, language, only=("week",)):
        week = page.path[len("weeks/") : -len(".md")]
        shown = page.content.decode()
        for entry in playbook.calendar.entries:
            sent = message(entry, names)
            if str(entry.week) == week and sent is not None:
                looked += 1
                assert shown.count(f"```text\n{sent.paste}\n```") == 1, (week, entry.id)
        assert not re.search(r"\{[a-z_0-9]+\}", shown), week
    assert looked > 3


def test_a_post_says_where_it_goes_who_answers_until_when_and_what_happens_in_silence(
    street: Playbook,
) -> None:
    entry = first_post(street)
    shown = text(street, entry.week)
    post = next(item for item in items(sheet(street, entry.week)) if item.kind == "post")
    assert f"**{post.at} → {post.where}**　{post.title}" in shown
    assert [kind for kind, _ in post.notes if kind in ("replies", "silence", "answers")] == [
        "replies",
        "silence",
        "answers",
    ]
    assert post.until
    for label in ("谁回话", "20 分钟没人回", "回来的话怎么用"):
        assert f"- **{label}**：" in shown
    assert f"守到 {post.until}" in shown


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
    week = posting_week(playbook)
    assert f"- **{chinese}**：" in text(playbook, week)
    assert f"- **{english}**: " in text(playbook, week, "en")


def test_nobody_on_duty_is_said(street: Playbook) -> None:
    entry = first_post(street)
    playbook = with_entry(street, entry, replace(entry, duty=ReplyDuty(entry.duty.person, covered=False)))
    assert "这天没人在，换人守或挪一天" not in text(street, entry.week)
    assert "这天没人在，换人守或挪一天" in text(playbook, entry.week)
    assert "find a stand-in or move the post" in text(playbook, entry.week, "en")


def test_a_written_topic_keeps_the_operator_s_words_and_lists_what_is_missing(street: Playbook) -> None:
    entry = first_post(street)
    topic = CompleteTopic("t", "端午怎么订", first="今天开始订。", text="原价，到 17 号。", ask="回份数")
    shown = text(with_entry(street, entry, replace(entry, fill=TopicFill(topic), format="text")), entry.week)
    assert "```text\n今天开始订。\n原价，到 17 号。\n回份数\n```" in shown
    assert (
        "前写进方案）：没人回怎么办（`silence`）、回来的话怎么用（`answers`）、发之前备什么（`material`）"
        in shown
    )


def test_an_open_slot_has_nothing_to_paste_and_says_what_to_ask_whom(street: Playbook) -> None:
    entry = first_post(street)
    persona = street.plan.personas[0]
    playbook = with_entry(
        street, entry, replace(entry, fill=OpenFill(("offers",), persona.id, offer="软欧包"))
    )
    shown = text(playbook, entry.week)
    assert "还空着，见后面。" in shown
    assert f"；先问{persona.name}：软欧包用到哪一步卡住了？收一句原话" in shown
    assert "（空着，待补）" in shown
    assert "## Still open" in text(playbook, entry.week, "en")


# --- the message ---------------------------------------------------------------------------------------------------


def test_a_message_is_first_sentence_text_and_ask_and_in_a_chat_it_has_no_title(street: Playbook) -> None:
    names = Names(street.plan, "zh-CN")
    entry = replace(
        first_post(street),
        format="text",
        fill=TopicFill(
            CompleteTopic("t", "题目", first="首句 __ 点。", text="  正文\n\n\n\n第二段 ", ask="回数字")
        ),
    )
    sent = message(entry, names)
    assert sent is not None
    assert (sent.title, sent.whole) == ("", True)
    assert sent.paste == "首句 ＿＿＿＿ 点。\n正文\n\n第二段\n回数字"
    article = message(replace(entry, format="article"), names)
    assert article is not None
    assert article.paste.startswith("题目\n\n首句")


def test_what_nobody_has_worded_is_no_message(street: Playbook) -> None:
    entry = first_post(street)
    names = Names(street.plan, "en")
    assert message(replace(entry, fill=OpenFill(("offers",))), names) is None
    assert message(replace(entry, fill=TopicFill(CompleteTopic("t", "title alone"))), names) is None


def test_a_message_above_the_platform_s_limit_says_so(street: Playbook) -> None:
    platform = replace(street.plan.platforms[0], id="notes", kind="xiaohongshu", role="channel")
    plan = replace(street.plan, platforms=(*street.plan.platforms, platform))
    entry = first_post(street)
    topic = CompleteTopic("t", "长" * 21, first="一" * 1000, ask="回一")
    long = replace(entry, platform="notes", groups=(), fill=TopicFill(topic))
    playbook = with_entry(replace(street, plan=plan), entry, long)
    sent = message(long, Names(plan, "zh-CN"))
    assert sent is not None
    assert [(part.what, part.length, part.limit) for part in sent.too_long] == [
        ("title", 21, 20),
        ("body", 1003, 1000),
    ]
    shown = text(playbook, entry.week)
    assert "**发之前先改短**：标题 21 字，平台最多 20 字。" in shown
    assert "the text has 1003 characters, the platform takes 1000" in text(playbook, entry.week, "en")
    short = replace(long, fill=TopicFill(replace(topic, title="短", first="一")))
    assert "发之前先改短" not in text(with_entry(replace(street, plan=plan), entry, short), entry.week)


# --- people and days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", SAMPLES)
def test_what_one_person_does_on_a_day_comes_in_order_of_time(
    plan: str, request: pytest.FixtureRequest
) -> None:
    playbook: Playbook = request.getfixturevalue(plan)
    timed = 0
    for page in week_pages(playbook, "en"):
        view = page.view
        assert isinstance(view, WeekView)
        for person in view.people:
            for day in person.days:
                hours = [item.at[:5] or "99" for item in day.items]
                timed += len(hours)
                assert hours == sorted(hours), (page.path, person.name, day.day)
    assert timed > 10


@pytest.mark.parametrize("plan", SAMPLES)
def test_every_piece_of_the_agenda_stands_on_its_day_with_its_person(
    plan: str, request: pytest.FixtureRequest
) -> None:
    playbook: Playbook = request.getfixturevalue(plan)
    names = Names(playbook.plan, "en")
    elsewhere = ("routine", "journeys", "buffer")
    looked = 0
    for week in weeks(playbook.calendar.detail):
        view = sheet(playbook, week, "en")
        there = {(person.name, day.day): len(day.items) for person in view.people for day in person.days}
        apart = {
            (person.name, item.due) for person in view.people for item in (*person.loose, *person.reviews)
        }
        for piece in playbook.agenda.week(week):
            if piece.source not in elsewhere and piece.due is None:
                looked += 1
                name = names.holder(piece.person)
                name = name[:1].upper() + name[1:]
                day, short = (
                    f"{piece.on:%a} {piece.on.day} {piece.on:%B}",
                    f"{piece.on:%a} {piece.on.day} {piece.on:%b}",
                )
                assert there.get((name, day)) or (name, short) in apart
    assert looked > 10


def test_people_come_in_the_order_of_the_plan_and_roles_without_anybody_after_them(
    street: Playbook, fixers: Playbook
) -> None:
    week = posting_week(street)
    shown = [person.name for person in sheet(street, week).people]
    assert shown == [one.name for one in street.plan.people if one.name in shown]
    roles = sheet(fixers, posting_week(fixers), "en").people
    assert roles
    assert not any(person.named for person in roles)
    assert "(nobody yet)" in text(fixers, posting_week(fixers), "en")


def test_a_post_that_costs_nobody_a_minute_is_still_sent(street: Playbook) -> None:
    week = posting_week(street)
    bare = replace(street, agenda=Agenda())
    posts = [item.title for item in items(sheet(bare, week)) if item.kind == "post"]
    assert sorted(posts) == sorted(item.title for item in items(sheet(street, week)) if item.kind == "post")


def test_writing_and_approving_are_told_apart(street: Playbook) -> None:
    view = sheet(street, weeks(street.calendar.detail)[1])
    kinds = {
        person.name: {item.kind for day in person.days for item in day.items}
        | {item.kind for item in person.reviews}
        for person in view.people
    }
    assert "draft" in kinds["小周"]
    assert "review" not in kinds["小周"]
    assert "review" in kinds["林店长"]


def test_a_routine_stands_once_with_its_days(street: Playbook) -> None:
    view = sheet(street, weeks(street.calendar.detail)[1])
    rows = [(person.name, row.name, row.minutes) for person in view.people for row in person.routines]
    assert rows
    assert len(rows) == len(set(rows))
    shown = [row.days for person in view.people for row in person.routines]
    assert all(days == "每天" or days.startswith("周") for days in shown)
    assert len(set(shown)) > 1


def test_the_hour_of_somebody_elsewhere_stands_beside_that_of_the_plan(street: Playbook) -> None:
    entry = first_post(street)
    people = tuple(
        replace(one, timezone="Europe/Lisbon") if one.id == entry.duty.person else one
        for one in street.plan.people
    )
    playbook = replace(street, plan=replace(street.plan, people=people))
    # Lisbon is seven hours behind Shanghai in summer.
    hour = int(entry.time[:2]) - 7
    local = f"{hour:02d}{entry.time[2:]}"
    assert f"**{entry.time}（Lisbon {local}）" in text(playbook, entry.week)
    assert f"**{entry.time} ({local} in Lisbon)" in text(playbook, entry.week, "en")
    assert "Lisbon" not in text(street, entry.week)


def test_tasks_and_events_say_how_and_when_they_are_done(street: Playbook) -> None:
    found = [item for week in weeks(street.calendar.detail) for item in items(sheet(street, week))]
    by_kind = {item.kind: item for item in found}
    assert {"task", "preparation", "event", "follow_up", "invite", "remind", "count"} <= set(by_kind)
    assert {kind for kind, _ in by_kind["task"].notes} == {"how", "done"}
    assert by_kind["event"].at
    assert by_kind["invite"].block
    reminded = [event for event in street.activities.occurrences if len(event.reminders) > 1]
    assert not reminded or by_kind["again"].block == by_kind["invite"].block
    assert by_kind["follow_up"].notes[0][1]


# --- hours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", SAMPLES)
def test_hours_by_kind_add_up_to_the_sum_that_is_shown(plan: str, request: pytest.FixtureRequest) -> None:
    playbook: Playbook = request.getfixturevalue(plan)
    loads = [
        person.load
        for week in weeks(playbook.calendar.detail)
        for person in sheet(playbook, week, "en").people
        if person.load
    ]
    assert len(loads) > 5
    for load in loads:
        assert f"{sum((Decimal(hours) for _, hours in load.parts), Decimal(0)).normalize():f} h" == load.hours


def load_of(playbook: Playbook, work: int, capacity: int | None) -> tuple[Load, str]:
    first = next(load for load in playbook.hours.loads if load.total)
    load = replace(first, week=posting_week(playbook, 1), demand={"content": work}, capacity=capacity)
    made = replace(playbook, hours=replace(playbook.hours, loads=(load,), overloads=()))
    person = next(one for one in sheet(made, load.week).people if one.load)
    assert person.load is not None
    return person.load, text(made, load.week)


@pytest.mark.parametrize(
    ("work", "capacity", "state", "words"),
    [
        (560, 600, "open", "还剩 42 分钟"),
        (590, 600, "full", "只剩 12 分钟，这周不再加事"),
        (600, 600, "full", "正好排满，这周不再加事"),
        (650, 600, "full", "有的多 48 分钟，用掉机动的那份"),
        (670, 600, "over", "**超 1 小时 12 分钟：先挪一件或换人。**"),
        (120, None, "", "方案没写"),
    ],
)
def test_one_sentence_says_what_the_hours_mean(
    street: Playbook, work: int, capacity: int | None, state: str, words: str
) -> None:
    load, shown = load_of(street, work, capacity)
    assert load.state == state
    assert words in shown


# --- what surrounds the days ---------------------------------------------------------------------------------------


def test_a_month_s_targets_stand_in_its_first_week_only(street: Playbook) -> None:
    found = [str(week) for week in weeks(street.calendar.detail) if sheet(street, week).targets]
    assert found == ["2026-W23", "2026-W27"]


def test_a_share_of_the_members_is_told_in_people_too(street: Playbook) -> None:
    week = weeks(street.calendar.detail)[0]
    path = next(one for one in street.paths if one.kpi == "active_rate")
    marks = tuple(replace(mark, value=Decimal(10)) for mark in path.milestones)
    growth = replace(street.growth[0], month=Month(2026, 6), end=1205)
    playbook = replace(street, growth=(growth,), paths=(replace(path, milestones=marks, provisional=False),))
    assert "（1,205 人里至少 121 人开口）" in text(playbook, week)
    assert "(at least 121 of 1,205 members say something)" in text(playbook, week, "en")


def test_what_has_to_be_counted_or_reached_in_the_week_is_said(street: Playbook) -> None:
    path = next(one for one in street.paths if one.measured_by is not None)
    assert path.measured_by is not None
    shown = [one.kind for one in sheet(street, Week.of(path.measured_by)).due]
    assert "known" in shown
    goal = street.plan.goals[0]
    assert "reached" in [one.kind for one in sheet(street, Week.of(goal.by)).due]
    assert not sheet(street, weeks(street.calendar.detail)[3]).due


def test_the_theme_is_what_the_week_leads_to(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    here = sheet(street, Week.of(event.on)).theme
    assert here is not None
    assert (here.kind, here.name, here.weeks) == ("event", "亲子烘焙课", 0)
    bare = replace(
        street,
        plan=replace(street.plan, calendar=replace(street.plan.calendar, nodes=())),
        activities=replace(street.activities, occurrences=()),
    )
    goal = sheet(bare, Week.of(event.on)).theme
    assert goal is not None
    assert goal.kind == "goal"
    groups = (replace(street.plan.groups[0], opened=event.on), *street.plan.groups[1:])
    opening = sheet(replace(street, plan=replace(street.plan, groups=groups)), Week.of(event.on)).theme
    assert opening is not None
    assert opening.kind == "opening"


def test_the_last_day_has_blanks_and_a_name_and_nothing_is_counted_before_a_group_is_open(
    street: Playbook,
) -> None:
    second = weeks(street.calendar.detail)[1]
    shown = text(street, second)
    # Not there on Sundays, so it is filled in on the last day before.
    assert "**6 月 13 日（六）收工前，小周填**：" in shown
    assert "亲子烘焙课到场 ＿＿＿＿ 人" in shown
    opened = street.plan.period.start + timedelta(days=23)
    groups = tuple(replace(group, opened=opened) for group in street.plan.groups)
    later = replace(street, plan=replace(street.plan, groups=groups))
    blanks = [sheet(later, week).blanks for week in weeks(street.calendar.detail)[:4]]
    assert [bool(one and one.counts) for one in blanks] == [False, False, False, True]
    assert [one is not None for one in blanks] == [False, True, False, True], "a class is held in the second"


def test_it_says_why_the_week_is_so(street: Playbook) -> None:
    second = weeks(street.calendar.detail)[1]
    kinds = {why.kind for why in sheet(street, second).reasons}
    assert {"fixed", "event_written"} <= kinds
    entry = next(e for e in street.calendar.entries if e.week == second)
    moved = replace(entry, nominal=entry.on - timedelta(days=1))
    assert "让开别的才挪" in text(with_entry(street, entry, moved), second)


def test_red_lines_and_limits_stand_before_the_overview(street: Playbook) -> None:
    shown = text(street, posting_week(street))
    head = shown[: shown.index("## ")]
    assert "红线：不拼团；不砍价；不以转发换好处。" in head
    assert "21:30 到 07:00 不发" in head


def test_one_person_s_part_has_the_overview_and_nobody_else_s_work(street: Playbook) -> None:
    week = weeks(street.calendar.detail)[1]
    person = street.plan.people[0]
    view = WeekBook(street, "zh-CN").view(week, person.id)
    assert [one.name for one in view.people] == [person.name]
    assert view.rows == sheet(street, week).rows
    assert "只列小周的事" in render_view("week", view, "zh-CN")
    assert "## 陈姐" not in render_view("week", view, "zh-CN")


# --- members, groups, supplies -------------------------------------------------------------------------------------


def bare(playbook: Playbook) -> Playbook:
    return replace(playbook, members=MembersPlan(), groups=GroupsPlan(), supplies=())


def test_without_journeys_groups_champions_and_supplies_there_is_no_word_of_them(street: Playbook) -> None:
    view = sheet(bare(street), posting_week(street))
    assert view.newcomers is None
    assert not view.supplies.rows
    assert not any(person.journeys for person in view.people)
    shown = text(bare(street), posting_week(street))
    for heading in ("逐个找的人", "## 新来的", "要备齐的"):
        assert heading not in shown


def newcomers(week: Week, owner: str) -> MembersPlan:
    step = CompleteJourneyStep(
        "d1",
        1,
        "direct",
        owner,
        Decimal(2),
        Decimal(1),
        said("问一件"),
        said("我是{group}的{me}。"),
        said("记下。"),
    )
    own = CompleteJourney("j", said("新人头七天"), "joined", said("入群提示"), said("不回就停"), 2, (step,))
    there = JourneyWeek(week, Decimal("27.6"), (StepWeek("d1", Decimal("27.6"), 55, owner),))
    return MembersPlan(journeys=(JourneyPlan(own, (there,), NO_REASON),), arrivals={week: Decimal("27.6")})


def test_newcomers_are_expected_and_the_words_for_each_are_ready(street: Playbook) -> None:
    week = posting_week(street)
    playbook = replace(bare(street), members=newcomers(week, street.plan.people[0].id))
    shown = text(playbook, week)
    assert "### 小周　这周逐个找的人" in shown
    assert "**第 1 天　问一件**：约 28 位，私信，共 55 分钟" in shown
    assert "```text\n我是麦田街坊的小周。\n```" in shown
    assert "约 28 位，不占群消息：第 1 天“问一件”（小周，约 28 位）。" in shown
    assert "## Newcomers" in text(playbook, week, "en")


def test_a_step_of_a_group_s_procedure_has_its_words(street: Playbook) -> None:
    week = posting_week(street, 1)
    group, owner = street.plan.groups[0].id, street.plan.people[0].id
    row = next(row for row in load_group_procedures().values() if row.what == "close")
    told = next(one for one in row.steps if one.say is not None)
    step = ProcedureStep(f"procedure:{group}:close:{told.id}", told.id, week.monday, owner, 20)
    procedure = Procedure(f"procedure:{group}:close", "close", group, week.sunday, (step,), NO_REASON)
    piece = AgendaItem(step.id, "groups", owner, week.monday, 20)
    playbook = replace(
        bare(street),
        groups=GroupsPlan(procedures=(procedure,)),
        agenda=Agenda((piece, *street.agenda.items)),
    )
    item = next(item for item in items(sheet(playbook, week)) if item.kind == "step")
    assert item.block
    assert "{" not in item.block + item.title
    assert street.plan.groups[0].name in item.block + item.title
    assert any(row.kind == "step" for row in sheet(playbook, week).rows)


def test_champions_are_asked_on_their_day_with_the_words(street: Playbook) -> None:
    week = posting_week(street, 1)
    owner = street.plan.people[0].id
    champions = CompleteChampions(
        said("老邻居"), 10, None, Decimal("0.02"), Decimal("0.5"), 30, 12, (), (said("签到表"),),
        said("{me}想请你帮一个月。"), (), (), said(""), said(""),
    )  # fmt: skip
    month = ChampionMonth(Month.of(week.monday), 4, 3, week.monday, owner, 0)
    plan = ChampionPlan(champions, 10, week.sunday, (month,), 20)
    piece = AgendaItem("champions:ask", "champions", owner, week.monday, 60)
    playbook = replace(
        bare(street), members=MembersPlan(champions=plan), agenda=Agenda((piece, *street.agenda.items))
    )
    shown = text(playbook, week)
    assert "**老邻居**：这个月请 3 位，今天开口，1 小时" in shown
    assert "小周想请你帮一个月。" in shown


def test_materials_of_this_week_and_the_next_are_listed_with_who_gets_them(street: Playbook) -> None:
    entry = first_post(street)
    owner = street.plan.people[0].id
    picture = SupplyItem(
        "supply:material:1",
        "material",
        entry.id,
        entry.on,
        entry.week.monday,
        owner,
        Text("一张图", "a picture"),
    )
    later = replace(picture, id="supply:material:2", due=entry.week.monday + timedelta(days=7))
    far = replace(picture, id="supply:material:3", due=entry.week.monday + timedelta(days=14))
    rows = sheet(replace(bare(street), supplies=(picture, later, far)), entry.week).supplies.rows
    assert [(row.what, row.who, row.next_week) for row in rows] == [
        ("一张图", "小周", False),
        ("一张图", "小周", True),
    ]
    price = SupplyItem(
        "supply:price:1",
        "price",
        entry.id,
        entry.on,
        entry.week.monday,
        owner,
        price_until=entry.on,
        offer="软欧包",
    )
    assert "- **价**：软欧包的价管到" in text(replace(bare(street), supplies=(price,)), entry.week)


def test_both_languages_show_the_same_things(street: Playbook) -> None:
    for week in weeks(street.calendar.detail):
        chinese, english = sheet(street, week), sheet(street, week, "en")
        assert [row.kind for row in chinese.rows] == [row.kind for row in english.rows]
        assert [item.kind for item in items(chinese)] == [item.kind for item in items(english)]
        assert [[len(item.notes) for item in day.items] for p in chinese.people for day in p.days] == [
            [len(item.notes) for item in day.items] for p in english.people for day in p.days
        ]


# --- an overview that can be read at a glance --------------------------------------------------------------------------


def test_what_recurs_on_most_days_is_one_row_and_one_reason(street: Playbook) -> None:
    week = weeks(street.calendar.detail)[1]
    first = replace(street.calendar.fixed[0], time="16:00", text="现切")
    for days, shown in (
        (range(7), "| 每天 16:00 |"),
        (range(6), "| 周一至六 16:00 |"),
        ((0, 1, 3, 5), "| 周一、二、四、六 16:00 |"),
    ):
        fixed = tuple(replace(first, on=week.monday + timedelta(days=day)) for day in days)
        playbook = replace(street, calendar=replace(street.calendar, fixed=fixed))
        told = text(playbook, week)
        assert told.count(shown) == 1
        assert told.count("照常：现切") + told.count("已定：现切") == 1
        assert told.count("“现切”（") == 1, "one reason"
    few = tuple(replace(first, on=week.monday + timedelta(days=day)) for day in range(3))
    told = text(replace(street, calendar=replace(street.calendar, fixed=few)), week)
    assert told.count("：现切 |") == 3
    assert told.count("“现切”（") == 1


@pytest.mark.parametrize("plan", SAMPLES)
def test_work_of_any_day_stands_apart_with_its_due_day_and_not_in_the_table(
    plan: str, request: pytest.FixtureRequest
) -> None:
    playbook: Playbook = request.getfixturevalue(plan)
    looked = 0
    for week in weeks(playbook.calendar.detail):
        view = sheet(playbook, week)
        assert view.loose == tuple((person.name, person.loose) for person in view.people if person.loose)
        for person in view.people:
            for item in person.loose:
                looked += 1
                assert item.due
                assert item.kind in ("task", "preparation")
                assert not any(item.title == row.title for row in view.rows if row.kind != "preparation")
            assert not any(item.kind == "task" for day in person.days for item in day.items)
    assert looked


def test_approvals_on_days_with_nothing_else_are_one_list(street: Playbook) -> None:
    looked = 0
    for week in weeks(street.calendar.detail):
        for person in sheet(street, week).people:
            looked += len(person.reviews)
            assert all(item.kind == "review" and item.due for item in person.reviews)
            assert not any(all(item.kind == "review" for item in day.items) for day in person.days)
    assert looked > 3
    assert "　审稿\n" in text(street, weeks(street.calendar.detail)[1])


def test_group_names_lose_what_they_share_in_tables_and_keep_it_in_messages(street: Playbook) -> None:
    before = street.plan.community.name
    named = tuple(
        replace(group, name=f"{before}·{mark}")
        for group, mark in zip(street.plan.groups, ("北门", "南门", "西门"), strict=False)
    )
    playbook = replace(street, plan=replace(street.plan, groups=named))
    names = Names(playbook.plan, "zh-CN")
    assert names.short_group(named[0].id) == "北门"
    assert names.group(named[0].id) == f"{before}·北门"
    entry = first_post(playbook)
    alone = with_entry(playbook, entry, replace(entry, groups=(named[0].id,)))
    assert f"**{entry.time} → 北门**" in text(alone, entry.week)
    odd = (replace(named[0], name="早市"), *named[1:])
    mixed = Names(replace(street.plan, groups=odd), "zh-CN")
    assert mixed.short_group(named[1].id) == f"{before}·南门"


def test_groups_of_the_same_members_that_take_turns_are_named_once(street: Playbook) -> None:
    first, second = street.plan.groups[:2]
    groups = tuple(
        replace(group, same_members_as=(first.id,)) if group.id == second.id else group
        for group in street.plan.groups
    )
    playbook = replace(street, plan=replace(street.plan, groups=groups))
    entry = first_post(playbook)
    both = with_entry(playbook, entry, replace(entry, groups=(first.id,)))
    assert text(both, entry.week).count("是同一拨人，帖子轮流发") == 1
    assert "have the same members" in text(both, entry.week, "en")
    assert "同一拨人" not in text(street, entry.week)


def test_material_that_somebody_else_gets_names_them(street: Playbook) -> None:
    entry = first_post(street)
    assert entry.duty.person
    names = Names(street.plan, "zh-CN")
    other = next(one.id for one in street.plan.people if one.id != entry.duty.person)
    due = f"{words.day(entry.week.monday, 'zh-CN')}前）"
    for owner, shown in ((entry.duty.person, f"（{due}"), (other, f"（{names.holder(other)}，{due}")):
        picture = SupplyItem("supply:material:1", "material", entry.id, entry.on, entry.week.monday, owner)
        assert f"**备好**{shown}" in text(replace(bare(street), supplies=(picture,)), entry.week)


def test_words_of_a_step_whose_time_a_task_holds_stand_on_their_day_for_each_group(street: Playbook) -> None:
    week = posting_week(street, 1)
    owner = street.plan.people[0].id
    task = replace(
        street.plan.stages[0].tasks[0], id="revive_candid_word", title=said("说一次实话"), due=week.monday
    )
    stage = replace(street.plan.stages[0], tasks=(task, *street.plan.stages[0].tasks))
    procedures = tuple(
        Procedure(
            f"procedure:{group.id}:review",
            "review",
            group.id,
            week.sunday,
            (
                ProcedureStep(
                    f"procedure:{group.id}:review:candid_word", "candid_word", week.monday, owner, 0
                ),
            ),
            NO_REASON,
        )
        for group in street.plan.groups[:2]
    )
    piece = AgendaItem(f"task:{stage.id}:revive_candid_word", "task", owner, week.monday, 60)
    playbook = replace(
        bare(street),
        plan=replace(street.plan, stages=(stage, *street.plan.stages[1:])),
        groups=GroupsPlan(procedures=procedures),
        agenda=Agenda((piece, *street.agenda.items)),
    )
    view = sheet(playbook, week)
    (step,) = [item for item in items(view) if item.kind == "step"]
    assert len(step.blocks) == 2
    assert not step.minutes
    shown = text(playbook, week)
    assert "（工时算在“说一次实话”里）" in shown
    assert "，0 分钟" not in shown
    for group in street.plan.groups[:2]:
        assert f"照发到 {Names(street.plan, 'zh-CN').short_group(group.id)}：" in shown
    assert sum(row.kind == "step" for row in view.rows) == 1
    (told,) = [item for item in items(view) if item.title == "说一次实话"]
    assert any(kind == "words" for kind, _ in told.notes)


def test_the_table_shows_the_hour_of_somebody_elsewhere_too(street: Playbook) -> None:
    entry = first_post(street)
    people = tuple(
        replace(one, timezone="Europe/Lisbon") if one.id == entry.duty.person else one
        for one in street.plan.people
    )
    playbook = replace(street, plan=replace(street.plan, people=people))
    row = next(row for row in sheet(playbook, entry.week, "en").rows if row.kind == "post")
    assert "in Lisbon)" in row.when
    post = next(item for item in items(sheet(playbook, entry.week, "en")) if item.kind == "post")
    assert "in Lisbon)" in post.until


def test_a_blank_can_be_written_in_wherever_it_stands(street: Playbook) -> None:
    looked = 0
    for week in weeks(street.calendar.detail):
        for item in items(sheet(street, week, "en")):
            for _, note in item.notes:
                looked += note.count("____")
                assert not re.search(r"(?<!_)__(?!_)", note), note
    assert looked


# --- files to copy -------------------------------------------------------------------------------------------------


def test_each_message_is_a_file_named_by_day_hour_and_groups(street: Playbook) -> None:
    entry = first_post(street)
    names = Names(street.plan, "zh-CN")
    sent = message(entry, names)
    assert sent is not None
    one, other = day_texts((entry, replace(entry, id="post:other")), names)
    place = "+".join(entry.groups)
    assert one.path == f"{entry.on}/{entry.time.replace(':', '')}-{place}.txt"
    assert other.path == f"{entry.on}/{entry.time.replace(':', '')}-{place}-2.txt"
    assert one.content == other.content == sent.paste.encode()
    (alone,) = day_texts((replace(entry, groups=()), replace(entry, fill=OpenFill(("offers",)))), names)
    assert alone.path.endswith(f"-{entry.platform}.txt")


def test_what_is_sent_beside_posts_is_a_file_too(street: Playbook) -> None:
    event = street.activities.occurrences[0]
    assert event.sign_up_opens is not None
    week = Week.of(event.sign_up_opens)
    book = WeekBook(replace(street, members=newcomers(week, street.plan.people[0].id)), "zh-CN")
    placed, journeys = book.placed(week), book.journeys(week)
    written = {one.path: one.content.decode() for one in other_texts(week, placed, journeys)}
    about = event.id.split(":", 1)[1].replace(":", "-")
    invited = next(one.item for one in placed if one.item.kind == "invite")
    assert written[f"{event.sign_up_opens}/invite-{about}.txt"] == invited.block
    assert written[f"messages/{week}-j-d1.txt"] == journeys[0].steps[0].say
    shown = render_view("week", book.view(week), "zh-CN")
    for sent in written.values():
        assert sent.splitlines()[0] in shown


def test_whoever_a_post_names_reads_it_in_their_own_sheet(street: Playbook) -> None:
    entry = next(one for one in street.calendar.entries if isinstance(one.fill, PatternFill | TopicFill))
    other = next(one for one in street.plan.people if one.id not in {entry.owner, entry.duty.person})
    topic = CompleteTopic(
        "t", "试吃", first="今天试两款。", ask="回 1 或 2。", silence=f"{other.name}先说自己吃的那款"
    )
    named = replace(entry, fill=TopicFill(topic))
    calendar = replace(
        street.calendar,
        entries=tuple(named if one.id == entry.id else one for one in street.calendar.entries),
    )
    people = {one.name: one for one in sheet(replace(street, calendar=calendar), entry.week).people}
    called = [
        item
        for day in people[other.name].days
        for item in day.items
        if item.kind == "called" and item.title == "试吃"
    ]
    assert [note for one in called for note in one.notes] == [("silence", f"{other.name}先说自己吃的那款")]
