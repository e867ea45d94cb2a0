"""Words for situations: ready to copy, readable on a telephone, with who is told and how fast."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from planner.completion.values.members import CompleteScript
from planner.completion.values.strategy import CompleteFixed
from planner.dates.ranges import DateRange
from planner.diagnostics.model import Language
from planner.documents.anchors import anchor
from planner.documents.catalogue.scripts import has_scripts, view_scripts
from planner.documents.render import render_documents
from planner.documents.sections.scripts import ScriptRow
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")
NOTHING = Text("", "")


def scripts(playbook: Playbook, language: Language) -> str:
    (rendered,) = render_documents(playbook, language, only=("scripts",))
    return rendered.content.decode()


def own(**more: object) -> CompleteScript:
    given = {
        "id": "own",
        "area": "own",
        "title": said("炉子坏了"),
        "sign": NOTHING,
        "where": "group",
        "say": (said("今天没有面包 {group}"),),
        "never": (),
        "close": NOTHING,
        "written": True,
    }
    return CompleteScript(**{**given, **more})  # type: ignore[arg-type]


def with_scripts(playbook: Playbook, *wanted: CompleteScript) -> Playbook:
    return replace(playbook, plan=replace(playbook.plan, scripts=wanted))


def only_row(playbook: Playbook, script: CompleteScript, language: Language = "zh-CN") -> ScriptRow:
    (area,) = view_scripts(with_scripts(playbook, script), language).areas
    (row,) = area.scripts
    return row


@pytest.mark.parametrize("name", ["street", "printers", "fixers", "fruit", "quill"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_is_there_once_with_its_words(
    request: pytest.FixtureRequest, name: str, language: Language
) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    view = view_scripts(playbook, language)
    rows = [row for area in view.areas for row in area.scripts]
    assert len(rows) == len(playbook.plan.scripts) == view.count >= 25
    for row in rows:
        assert row.title
        assert row.sign
        assert row.group + row.direct + row.either
        assert row.never
        assert row.close
    text = scripts(playbook, language)
    assert text.count("\n### ") == len(rows)
    assert not re.search(r"\{[a-z_0-9]+\}", text)


def test_it_has_no_tables_and_every_message_is_a_block_of_its_own(
    street: Playbook, to_html: Callable[[str], str]
) -> None:
    shown = to_html(scripts(street, "zh-CN"))
    assert "<table>" not in shown
    assert shown.count("<blockquote>") == sum(len(script.say) for script in street.plan.scripts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_areas_leads_to_them(street: Playbook, language: Language) -> None:
    text = scripts(street, language)
    linked = re.findall(r"\]\(#([^)]+)\)", text)
    headings = [anchor(heading) for heading in re.findall(r"^## (.+)$", text, re.MULTILINE)]
    assert linked
    assert set(linked) <= set(headings)
    assert len(headings) == len(set(headings))


def test_messages_for_two_places_are_told_apart(street: Playbook) -> None:
    both = own(written=False, where="both", say=(said("群里一句"), said("再说一句"), said("还有一句")))
    row = only_row(street, both)
    assert (row.group, row.direct, row.either) == (("群里一句",), ("再说一句", "还有一句"), ())
    assert only_row(street, own(where="direct")).direct == ("今天没有面包 {group}",)
    assert only_row(street, own(where="both")).either == ("今天没有面包 {group}",)


def test_the_operator_s_own_words_stand_as_they_are(street: Playbook) -> None:
    text = scripts(with_scripts(street, own()), "en")
    assert "## Written for this plan" in text
    assert "> 今天没有面包 {group}\n" in text


def test_words_name_the_only_group_and_otherwise_the_community_s(street: Playbook, fruit: Playbook) -> None:
    said_in_a_group = own(written=False, say=(Text("{group}里没人接", "nobody answers in {group}"),))
    assert len(street.plan.groups) > 1
    assert only_row(street, said_in_a_group).group == ("麦田街坊群里没人接",)
    assert only_row(street, said_in_a_group, "en").group == ("nobody answers in the 麦田街坊 group",)
    one = replace(fruit.plan, groups=fruit.plan.groups[:1])
    alone = only_row(replace(fruit, plan=one), said_in_a_group)
    assert alone.group == (f"{one.groups[0].name}里没人接",)


def test_those_who_are_told_come_with_minutes_deputy_and_leave(street: Playbook) -> None:
    chen = next(person for person in street.plan.people if person.name == "陈姐")
    away = replace(
        chen, leave=(DateRange(date(2026, 6, 8), date(2026, 6, 13)),), present=(("07:00", "09:00"),)
    )
    people = tuple(away if person is chen else person for person in street.plan.people)
    fire = own(escalate_to=chen.id, minutes=5)
    slow = own(id="slow", title=said("烤糊了"), escalate_to=chen.id, minutes=60)
    plan = replace(street.plan, people=people, scripts=(slow, fire))
    (taker,) = view_scripts(replace(street, plan=plan), "zh-CN").takers
    # 小周 is the one who says the words: nobody is sent back to themselves.
    assert (taker.name, taker.hours, taker.deputy) == ("陈姐", "07:00–09:00", "")
    assert taker.rows == (("5 分钟", ("炉子坏了",)), ("1 小时", ("烤糊了",)))
    assert [(row.days, row.deputy) for row in taker.away] == [("6 月 8 日至 12 日", "小周")]
    text = scripts(replace(street, plan=plan), "zh-CN")
    assert "**交给陈姐（5 分钟内）**" in text
    assert "6 月 8 日至 12 日不在，找小周。" in text


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh-CN", "- 5 分钟内找到陈姐：炉子坏了"), ("en", "- Within 5 min to 陈姐: 炉子坏了")],
)
def test_the_list_of_who_is_told_has_the_name_on_every_line(
    street: Playbook, language: Language, line: str
) -> None:
    chen = next(person for person in street.plan.people if person.name == "陈姐")
    assert line in scripts(with_scripts(street, own(escalate_to=chen.id, minutes=5)), language)


def test_whoever_answers_is_not_told_to_tell_themselves(street: Playbook) -> None:
    admin = street.plan.roles["admin"].holder
    script = own(escalate_to=admin, minutes=10, escalate_when=said("有人受伤"))
    view = view_scripts(with_scripts(street, script), "zh-CN")
    assert view.takers == ()
    assert "**放下别的，小周自己接（10 分钟内）**：有人受伤。" in scripts(
        with_scripts(street, script), "zh-CN"
    )


def test_red_lines_stand_where_they_bite(street: Playbook) -> None:
    text = scripts(with_scripts(street, own(bites=("不砍价",))), "zh-CN")
    assert "**红线管着**：不砍价。" in text


def test_without_scripts_there_is_no_such_document(street: Playbook) -> None:
    assert has_scripts(street)
    assert not has_scripts(with_scripts(street))


def test_what_the_plan_has_set_stands_beside_the_words_and_wins(fruit: Playbook) -> None:
    rule = "不甜的换一份，不退现金"
    plan = replace(fruit.plan, fixed=(CompleteFixed(rule), CompleteFixed("周三到新货")))
    there = replace(fruit, plan=plan)
    rows = {row.title: row for area in view_scripts(there, "zh-CN").areas for row in area.scripts}
    assert rows["要退钱"].fixed == (rule,)
    assert not rows["新人进群"].fixed
    assert f"**方案里定死的，和上面的话不一样就照这条**：{rule}。" in scripts(there, "zh-CN")


def test_it_says_who_is_there_on_which_day_in_one_zone(street: Playbook) -> None:
    chen, *others = street.plan.people
    far = replace(chen, days=("mon", "tue", "wed"), present=(("08:00", "09:00"),), timezone="Asia/Tokyo")
    plan = replace(street.plan, people=(far, *others))
    presence = view_scripts(replace(street, plan=plan), "en").presence
    assert presence[0].days == "Mon–Wed"
    assert f"{far.name} 07:00–08:00 (08:00–09:00 in Tokyo)" in presence[0].people
    assert all(far.name not in one.people for one in presence[1:])
    there = tuple(replace(one, days=tuple(DAYS), present=()) for one in street.plan.people)
    assert view_scripts(replace(street, plan=replace(plan, people=there)), "en").presence == ()


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
