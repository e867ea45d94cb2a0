"""What is different for a shop: its figures come from the till, and holidays are its season."""

from __future__ import annotations

import pytest

from planner.checks.run import check_playbook
from planner.completion.complete import complete_plan
from planner.playbook.build import build_playbook
from tests.planning import data, plan_of

CHANGES = """
platforms: [wechat_group]
goals: [{kpi: repurchase, target: 40%, baseline: 30%, by: 2026-12-31}]
activities: [{kind: meetup_dinner, name: 中秋尝鲜, date: 2026-10-01, cost: 0, venue: {mode: own, name: 店里}}]
"""


def found(community: str) -> set[str]:
    written = data("bakery", CHANGES)
    written["community"] = {**written["community"], "type": community}
    plan = plan_of(written)
    complete = complete_plan(plan)
    assert complete is not None
    return {finding.code for finding in check_playbook(plan, complete, build_playbook(complete), written)}


def test_a_shop_counts_at_its_till_what_a_plain_chat_cannot_tell() -> None:
    assert "KPI004" not in found("retail")
    assert "KPI004" in found("knowledge")


@pytest.mark.parametrize(
    ("community", "warned"), [("retail", False), ("interest", False), ("knowledge", True)]
)
def test_a_holiday_is_the_season_of_shops_and_of_leisure(community: str, warned: bool) -> None:
    assert ("CAL002" in found(community)) is warned
