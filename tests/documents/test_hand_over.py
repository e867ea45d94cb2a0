"""The hand-over: every group, account and dated thing is on it, and it can be handed over on any day."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from planner.diagnostics.model import Language
from planner.documents.catalogue.hand_over import view_hand_over
from planner.documents.render import render_view
from planner.playbook.model import Playbook
from tests.planning import worked_out

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")
POINTS = """incentives:
  points:
    earn: [{action: 答出一个问题, points: 5, daily_cap: 2}]
    redeem: [{reward: 一杯咖啡, points: 50}]
"""
TEAM = """people:
  - {name: 陈姐, roles: [owner, planner], deputy: 小周, leave: [{start: 2026-10-12, end: 2026-10-16}]}
  - {name: 小周, roles: [admin, editor], deputy: 陈姐}
"""
GROUP = """groups:
  - {name: 早饭搭子 1 群, owner: 小周, members: 80, hand_over: {to: 陈姐, on: 2026-11-02}}
"""


def text(playbook: Playbook, language: Language) -> str:
    return render_view("hand-over", view_hand_over(playbook, language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_routine_and_event_stands_on_it(street: Playbook, language: Language) -> None:
    view = view_hand_over(street, language)
    assert [row.name for row in view.groups] == [group.name for group in street.plan.groups]
    assert len(view.routines) == len(street.plan.routines)
    rows = [row for month in view.months for row in month.rows]
    assert sum(row.kind == "event" for row in rows) == len(street.activities.occurrences)
    assert sum(row.kind == "gate" for row in rows) == len(street.plan.stages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_day_names_all_red_lines_and_whom_to_call(street: Playbook, language: Language) -> None:
    shown = text(street, language)
    first = shown.split("**")[2]
    for line in street.plan.red_lines:
        assert line.text.rstrip("。.") in first
    assert "林店长" in first


def test_the_second_day_names_the_next_event_and_the_three_things_due_first(street: Playbook) -> None:
    days = view_hand_over(street, "zh-CN").days
    assert days.event is not None
    assert days.event.name == street.activities.occurrences[0].activity.name.zh
    assert len(days.due) == 3
    assert days.decision is not None


def test_where_accounts_are_not_written_each_platform_has_a_row_with_blanks(street: Playbook) -> None:
    view = view_hand_over(street, "zh-CN")
    assert len(view.accounts) == len(street.plan.platforms)
    assert all(row.kept == "" for row in view.accounts)
    row = next(line for line in text(street, "zh-CN").splitlines() if line.startswith("| 微信群 |"))
    assert row.count("＿＿＿＿") == 2


def test_a_group_that_changes_hands_says_on_which_day_and_to_whom() -> None:
    playbook = worked_out("bakery", TEAM, GROUP)
    (group,) = view_hand_over(playbook, "zh-CN").groups
    assert (group.keeper, group.taker, group.on) == ("小周", "陈姐", "11 月 2 日（一）")
    assert "11 月 2 日（一）换给陈姐" in text(playbook, "zh-CN")
    assert "Mon 2 November, to 陈姐" in text(playbook, "en")


def test_a_group_without_a_named_owner_says_that_one_is_to_be_named() -> None:
    playbook = worked_out("bakery", "groups: [{name: 早饭搭子 1 群, members: 80}]")
    (group,) = view_hand_over(playbook, "zh-CN").groups
    assert group.keeper == ""
    assert "| 待定，交接当天写人名 |" in text(playbook, "zh-CN")
    assert "| to be named, a person, on the day |" in text(playbook, "en")


@pytest.mark.parametrize(("language", "words"), [("zh-CN", ("填", "勾")), ("en", ("fill", "tick", "write"))])
def test_above_every_table_with_blanks_it_says_who_fills_it_in(
    street: Playbook, language: Language, words: tuple[str, ...]
) -> None:
    paragraphs = text(street, language).split("\n\n")
    blank = [
        before
        for before, table in pairwise(paragraphs)
        if table.startswith("|") and ("☐" in table or "|  |" in table) and not before.startswith("- ")
    ]
    assert len(blank) >= 5
    for before in blank:
        assert any(word in before for word in words), before


def test_leave_stands_in_its_month_with_its_deputy() -> None:
    view = view_hand_over(worked_out("bakery", TEAM), "zh-CN")
    (row,) = [row for month in view.months for row in month.rows if row.kind == "leave"]
    assert (row.name, row.when, row.until, row.who) == ("陈姐", "10/12（一）", "10/16（五）", "小周")


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "欠成员的积分"), ("en", "Points owed")])
def test_points_are_owed_only_where_the_plan_has_them(language: Language, words: str) -> None:
    assert words not in text(worked_out("bakery"), language)
    shown = text(worked_out("bakery", POINTS), language)
    assert words in shown
    assert "一杯咖啡 50" in shown


def test_months_are_in_order_and_days_within_them() -> None:
    playbook = worked_out("bakery")
    months = view_hand_over(playbook, "zh-CN").months
    years = [
        tuple(int(part) for part in month.month.replace("年", "").replace("月", "").split())
        for month in months
    ]
    assert years == sorted(years)
    assert len(years) == len(set(years))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_plan_never_act_as_markup_and_no_slot_stays_open(
    hostile: Playbook, street: Playbook, language: Language, to_html: Callable[[str], str]
) -> None:
    assert "<script" not in to_html(text(hostile, language))
    assert "{" not in text(street, language)
