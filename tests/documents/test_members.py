"""Members: what each place brings a day, what a friend is worth, the steps of journeys, the pipeline of champions."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.values.governance import CompleteAcquisition, CompleteChannel
from planner.diagnostics.model import Language
from planner.documents.anchors import anchor
from planner.documents.catalogue.members import view_members
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.acquisition import arrivals_part
from planner.plan.governance import Incentives, Referral
from planner.playbook.model import Playbook
from planner.playbook.values.members import ChannelCourse

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")


def members(playbook: Playbook, language: Language) -> str:
    (rendered,) = render_documents(playbook, language, only=("members",))
    return rendered.content.decode()


def channel(id: str, joins: int, cost: int = 0, **more: str) -> CompleteChannel:
    given = {"owner": "admin", "code": "", "proof": "", "place": "", **more}
    return CompleteChannel(
        id=id, channel=id, joins_per_month=Decimal(joins), cost_per_month=Decimal(cost), **given
    )


def course(id: str, month: int, day: str, **more: Decimal) -> ChannelCourse:
    return ChannelCourse(channel=id, month=Decimal(month), day=Decimal(day), **more)


@pytest.fixture(scope="module")
def two_places(street: Playbook) -> Playbook:
    """The till, with everything written, and neighbours, with nothing written."""
    till = channel("收银台", 18, 90, place="一店收银台", code="TILL", proof="进群报一声 TILL")
    friends = channel("邻居带来", 6)
    acquisition = CompleteAcquisition((till, friends), Decimal("0.04"))
    courses = (
        course("收银台", 18, "0.6", needed=Decimal(30), cost_per_join=Decimal(5)),
        course("邻居带来", 6, "0.2", needed=Decimal(6)),
    )
    plan = replace(street.plan, acquisition=acquisition)
    return replace(street, plan=plan, members=replace(street.members, channels=courses))


def with_referral(playbook: Playbook, referral: Referral) -> Playbook:
    return replace(playbook, plan=replace(playbook.plan, incentives=Incentives(referral=referral)))


def test_the_sum_stands_place_by_place_and_per_day(two_places: Playbook) -> None:
    chinese, english = (members(two_places, language) for language in LANGUAGES)
    assert "每天 0.8 人：收银台 0.6，邻居带来 0.2。一个月 24 人，花 ¥90。" in chinese
    assert "0.8 a day: 收银台 0.6, 邻居带来 0.2. That is 24 a month for ¥90." in english
    assert "一个月 18 人，一天 0.6 人；照目标要 30 人" in chinese
    assert "每月 ¥90，进一个人 ¥5" in chinese
    assert "照目标要 6 人" not in chinese


def test_places_with_one_name_are_told_apart(two_places: Playbook) -> None:
    till = channel("收银台", 18, place="老店收银台，店员只在客人问时说")
    other = replace(channel("收银台", 6, place="南门店收银台"), id="south")
    acquisition = CompleteAcquisition((till, other), Decimal(0))
    courses = (course("收银台", 18, "0.6"), course("south", 6, "0.2"))
    plan = replace(two_places.plan, acquisition=acquisition)
    same = replace(two_places, plan=plan, members=replace(two_places.members, channels=courses))
    assert "每天 0.8 人：收银台（老店收银台）0.6，收银台（南门店收银台）0.2。" in members(same, "zh-CN")
    assert "凭什么知道是从收银台（南门店收银台）来的" in members(same, "zh-CN")
    assert "收银台 (南门店收银台) 0.2" in members(same, "en")


def test_what_nobody_wrote_is_a_blank_with_a_name(two_places: Playbook) -> None:
    text = members(two_places, "zh-CN")
    till, friends = text.index("**收银台**"), text.index("**邻居带来**")
    assert "＿" not in text[till:friends]
    assert "- 码：＿＿＿＿（群管理员定，一处一个，不混用）" in text[friends:]
    assert "凭什么知道是从邻居带来来的" in text[friends:]


def test_without_places_it_says_what_is_missing_and_who_writes_it(street: Playbook) -> None:
    assert not street.plan.acquisition.channels
    assert "麦田街坊的人从哪来，方案一处都没写。" in members(street, "zh-CN")
    assert "林店长把每一处写进 `acquisition`" in members(street, "zh-CN")
    assert "The plan does not say where the members of 麦田街坊 come from." in members(street, "en")


def test_a_reward_for_friends_has_one_level_and_a_condition(street: Playbook) -> None:
    given = with_referral(street, Referral(reward="一只软欧包", value=Decimal(22), condition="来过一次试吃"))
    text = members(given, "zh-CN")
    assert "只算一层" in text
    assert "新来的来过一次试吃以后，小周才给：一只软欧包（值 ¥22）。转发不算" in text
    unsaid = members(with_referral(street, Referral(reward="一只软欧包")), "zh-CN")
    assert "＿＿＿＿（真来过或真用过哪一样，林店长定）以后" in unsaid


def test_without_a_reward_it_says_what_is_said_instead(street: Playbook) -> None:
    text = members(street, "zh-CN")
    assert "麦田街坊不给带人来的人东西" in text
    asking = arrivals_part(street, Names(street.plan, "zh-CN")).asking
    assert asking
    for message in asking:
        assert f"> {message}" in text


def test_red_lines_about_bringing_people_are_printed(street: Playbook) -> None:
    part = arrivals_part(street, Names(street.plan, "zh-CN"))
    assert part.banned == ("不以转发换好处",)


@pytest.mark.parametrize("name", ["street", "printers", "caterers", "fruit", "quill", "fixers", "balcony"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_every_journey_has_its_words(
    request: pytest.FixtureRequest, name: str, language: Language
) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    view = view_members(playbook, language)
    assert len(view.journeys) == len(playbook.members.journeys) > 0
    text = members(playbook, language)
    for journey, planned in zip(view.journeys, playbook.members.journeys, strict=True):
        assert len(journey.steps) == len(planned.journey.steps) > 0
        assert journey.stop
        for step in journey.steps:
            assert step.title
            assert step.say
            assert step.who
    assert not re.search(r"\{[a-z_0-9]+\}", text)


def test_the_load_is_that_of_the_first_and_of_the_busiest_week(caterers: Playbook) -> None:
    planned = next(one for one in caterers.members.journeys if one.weeks)
    shown = next(
        journey
        for journey, one in zip(view_members(caterers, "en").journeys, caterers.members.journeys, strict=True)
        if one is planned
    )
    assert shown.first is not None
    taken = {week.week: sum(step.minutes for step in week.steps) for week in planned.weeks}
    busiest = max(taken.values())
    if shown.busiest is not None:
        assert busiest > next(minutes for minutes in taken.values() if minutes)


def test_champions_are_shown_where_they_are_planned(street: Playbook) -> None:
    part = view_members(street, "zh-CN").champions
    assert (part is None) == (street.members.champions is None)
    if part is not None and street.members.champions is not None:
        asked = [month.asked for month in street.members.champions.months if month.asked or month.rests]
        assert [month.asked for month in part.months] == asked
        assert f"## 骨干：{part.name}" in members(street, "zh-CN")


def test_a_small_team_finds_materials_and_hand_over_in_it(street: Playbook) -> None:
    titles = re.findall(r"^# (.+)$", members(street, "zh-CN"), re.MULTILINE)
    assert titles == ["麦田街坊：成员", "麦田街坊：素材与审批", "麦田街坊：交接"]
    fourth = replace(street.plan.people[0], id="fourth", name="小何", roles=())
    larger = replace(street, plan=replace(street.plan, people=(*street.plan.people, fourth)))
    assert re.findall(r"^# (.+)$", members(larger, "zh-CN"), re.MULTILINE) == ["麦田街坊：成员"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_with_a_line_that_leads_to_every_chapter(street: Playbook, language: Language) -> None:
    text = members(street, language)
    line = text.split("\n\n")[1]
    led = re.findall(r"\]\(#([^)]+)\)", line)
    first = text.index(f"\n# {street.plan.community.name}")
    chapters = [anchor(heading) for heading in re.findall(r"^## (.+)$", text[:first], re.MULTILINE)]
    assert led[: len(chapters)] == chapters
    assert len(chapters) >= 3
    assert len(led) == len(chapters) + 2, "a small team has its supplies and the hand-over here"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ask_of_champions_leads_to_the_sheet_of_its_week(caterers: Playbook, language: Language) -> None:
    part = view_members(caterers, language).champions
    assert part is not None
    asked = [month for month in part.months if month.asked]
    assert asked
    text = members(caterers, language)
    for month in asked:
        shown = f"[{month.asked_on}]({month.sheet})" if month.sheet else month.asked_on
        assert shown in text
