"""The rules: numbered, with examples and steps; the notice fits a group."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from planner.completion.values.governance import CompleteProhibition
from planner.diagnostics.model import Language
from planner.documents.catalogue.rules import view_rules
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.notice import LONGEST, short_notice
from planner.knowledge.fill import said
from planner.playbook.model import Playbook

NAMES = ["printers", "caterers", "quill", "street", "fixers", "hostile"]


def rules(playbook: Playbook, language: Language) -> str:
    (rendered,) = render_documents(playbook, language, only=("rules",))
    return rendered.content.decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_notice_fits_and_says_what_counts(
    request: pytest.FixtureRequest, name: str, language: Language
) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    notice = short_notice(playbook.plan, Names(playbook.plan, language))
    assert 80 < len(notice) <= LONGEST[language]
    assert playbook.plan.community.name in notice
    assert str(playbook.plan.rules.reports.hours) in notice


def test_a_long_promise_gives_way_to_the_rules(printers: Playbook) -> None:
    plan = replace(printers.plan, positioning=replace(printers.plan.positioning, promise="很长的承诺" * 50))
    notice = short_notice(plan, Names(plan, "zh-CN"))
    assert len(notice) <= LONGEST["zh-CN"]
    assert "很长的承诺" not in notice
    assert "1. " in notice


def test_the_plan_s_own_rule_comes_first_in_the_notice(printers: Playbook) -> None:
    own = CompleteProhibition("no-stock-lies", said("没货的不报有货"), "fraud", "warn")
    prohibited = (*printers.plan.rules.prohibited, own)
    plan = replace(printers.plan, rules=replace(printers.plan.rules, prohibited=prohibited))
    assert "1. 没货的不报有货；" in short_notice(plan, Names(plan, "zh-CN"))


def test_rules_are_numbered_and_the_ladder_cites_the_numbers(street: Playbook) -> None:
    view = view_rules(street, "zh-CN")
    assert [rule.number for rule in view.rules] == list(range(1, len(street.plan.rules.prohibited) + 1))
    cited = [int(number) for step in view.ladder for number in re.findall(r"\d+", step.rules)]
    assert sorted(cited) == [rule.number for rule in view.rules]
    text = rules(street, "zh-CN")
    for rule in view.rules:
        assert f"**第 {rule.number} 条**" in text
    assert all(rule.example and rule.start for rule in view.rules)


def test_legal_hints_are_marked_and_belong_to_a_country(street: Playbook, quill: Playbook) -> None:
    assert rules(street, "zh-CN").count("（提示，非法律意见）") >= 4
    assert "A hint, not legal advice." in rules(street, "en")
    assert "A hint, not legal advice." not in rules(quill, "en")


def test_all_parts_are_there(caterers: Playbook) -> None:
    text = rules(caterers, "zh-CN")
    for heading in (
        "怎么进来",
        "我们喜欢看到",
        "不做的事",
        "碰了怎么办",
        "吵起来了",
        "举报和申诉",
        "个人信息",
        "怎么离开",
    ):
        assert heading in text
    assert "不压价；不收入群费；不群发私信" in text
    assert "秀芬收，24 小时内答复" in text
    assert "阿兵复核，72 小时内有结果" in text


def test_the_welcome_message_can_be_sent_as_it_stands(quill: Playbook) -> None:
    assert "> Welcome to Quill Commons." in rules(quill, "en")


def test_a_small_team_finds_its_scripts_after_the_rules(street: Playbook) -> None:
    text = rules(street, "zh-CN")
    second = text.index("# 麦田街坊：话术（自己人用，不发到群里）")
    assert second > text.index("## 八、怎么离开")
    assert street.plan.scripts
    assert text[second:].count("\n### ") == len(street.plan.scripts)


def test_a_larger_team_has_rules_alone(street: Playbook) -> None:
    fourth = replace(street.plan.people[0], id="fourth", name="小何", roles=())
    larger = replace(street, plan=replace(street.plan, people=(*street.plan.people, fourth)))
    assert view_rules(larger, "zh-CN").scripts is None
    assert "话术" not in rules(larger, "zh-CN")
