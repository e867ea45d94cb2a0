"""Points in the playbook and in the rules: only where a plan uses them."""

from __future__ import annotations

import pytest

from planner.diagnostics.model import Language
from planner.documents.render import render_documents
from tests.planning import worked_out

INCENTIVES = """incentives:
  budget: 100
  points:
    earn: [{action: 答出一个问题, points: 5, daily_cap: 2}, {action: "晒 | 一张", points: 2}]
    redeem: [{reward: 一杯咖啡, points: 50, value: 12}, {reward: 试吃名额, points: 30}]
    expire_months: 3
  levels: [{name: 常客, points: 60, perks: [点名下期选题]}, {name: 老友, points: 9000, perks: [参加试吃]}]
"""
MEMBERS = "goals: [{kpi: members, target: 300, by: 2026-12-31, baseline: 200}]"


def texts(language: Language, *changes: str) -> dict[str, str]:
    found = render_documents(worked_out("bakery", *changes), language)
    return {str(one.path): one.content.decode("utf-8") for one in found}


@pytest.mark.parametrize(("language", "heading"), [("zh-CN", "积分"), ("en", "Points")])
def test_a_plan_without_points_says_nothing_of_them(language: Language, heading: str) -> None:
    for path, text in texts(language, MEMBERS).items():
        assert not [line for line in text.splitlines() if line.startswith("## ") and heading in line], path


def test_the_playbook_shows_months_levels_bounds_and_what_is_assumed() -> None:
    text = texts("zh-CN", MEMBERS, INCENTIVES)["playbook.md"]
    assert "| 月份 | 发出 | 兑掉 | 作废 | 月底在外 | 全兑最多要 |" in text
    assert "按最贵的“一杯咖啡”算" in text
    assert "**比激励预算 ¥100 多" in text
    assert "没写价值、没算进去的：试吃名额。" in text
    assert "| 老友 | 9,000 | 方案期内到不了 | 方案期内到不了 |" in text
    assert "- 没有每天上限的：晒 \\| 一张。" in text
    assert "`incentives.points.redeem_share`" in text


def test_in_english_too() -> None:
    text = texts("en", MEMBERS, INCENTIVES)["playbook.md"]
    assert (
        "| Month | Issued | Redeemed | Expired | Outstanding at its end | Redeeming all costs at most |"
        in text
    )
    assert "more than the ¥100 for incentives.**" in text
    assert "| longer than the plan |" in text


def test_members_are_told_how_points_are_earned_and_spent() -> None:
    text = texts("zh-CN", MEMBERS, INCENTIVES)["rules.md"]
    assert "- 答出一个问题：得 5 分，每人每天最多 2 次\n" in text
    assert "- 换一杯咖啡：50 分\n" in text
    assert "挣到的分 3 个月后作废。" in text
    assert "| 常客 | 60 | 点名下期选题 |" in text
