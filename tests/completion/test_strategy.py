"""What the goals, figures, red lines and names of a plan mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.completion.complete import complete_plan
from planner.completion.kpis import figure_value, kpi_names, resolve_kpi
from planner.completion.naming import derive_id, find_named
from planner.completion.strategy import recognised_red_lines
from planner.knowledge.load import load_kpis
from tests.planning import complete, data, plan_of


@pytest.mark.parametrize(
    ("name", "kpi"),
    [
        ("成员数", "members"),
        ("members", "members"),
        ("Active Rate", "active_rate"),
        ("月活跃率", "active_rate"),
        ("日活", "dau"),
        ("首次响应时长", "first_response_hours"),
        ("复购率", "repurchase"),
        ("NPS", "nps"),
        ("第七感", None),
        ("-", None),
    ],
)
def test_kpis_go_by_many_names(name: str, kpi: str | None) -> None:
    assert resolve_kpi(name) == kpi


def test_all_names_lead_to_their_kpi() -> None:
    assert all(resolve_kpi(name) is not None for name in kpi_names())


@pytest.mark.parametrize(
    ("kpi", "written", "value"),
    [
        ("active_rate", "15%", "15"),
        ("active_rate", Decimal("0.15"), "15.00"),
        ("active_rate", Decimal(15), "15"),
        ("active_rate", "0.5%", "0.5"),
        ("active_rate", "5‰", "0.5"),
        ("violation_rate", "5‰", "5"),
        ("violation_rate", "0.5%", "5"),
        ("violation_rate", Decimal("0.8"), "0.8"),
        ("k_factor", "120%", "1.2"),
        ("k_factor", Decimal("1.2"), "1.2"),
        ("members", Decimal(300), "300"),
    ],
)
def test_figures_are_read_in_the_unit_of_their_kpi(kpi: str, written: Decimal | str, value: str) -> None:
    assert figure_value(written, load_kpis()[kpi]) == Decimal(value)


def test_a_new_community_starts_at_zero_members_but_not_at_zero_satisfaction() -> None:
    goals = "goals: [{kpi: 成员数, target: 200, by: 2026-12-31}, {kpi: satisfaction, target: 4.6, by: 2026-12-31}]"
    members, satisfaction = complete("bakery", goals).goals
    assert (members.baseline, members.kind) == (0, "at_least")
    assert (satisfaction.baseline, satisfaction.kind) == (None, "mean")


def test_the_groups_say_how_many_members_there_are() -> None:
    assert complete("library").goals[1].baseline == 640
    groups = "groups: [{name: 一群, members: 120}, {name: 二群, members: 80}]"
    assert complete("bakery", groups).goals[0].baseline == 200


def test_what_was_written_about_a_baseline_wins() -> None:
    goals = "goals: [{kpi: 成员数, target: 900, by: 2027-06-30, baseline: unknown}, {kpi: members, target: 900, by: 2027-06-30, baseline: 7}]"
    assert [goal.baseline for goal in complete("library", goals).goals] == [None, 7]


def test_goals_about_less_are_upper_bounds() -> None:
    goal = complete("library").goals[0]
    assert (goal.kind, goal.target, goal.baseline) == ("at_most", 24, 40)


def test_a_goal_with_an_unknown_kpi_is_left_to_a_check() -> None:
    assert complete("bakery", "goals: [{kpi: 第七感, target: 1, by: 2026-12-31}]").goals == ()


def test_kpis_of_the_plans_own() -> None:
    plan = complete(
        "bakery",
        "kpis: [{id: loaves, name: 卖出的面包, value: percent}, {id: members, name: 邻居}]\ngoals: [{kpi: 卖出的面包, target: 30%, by: 2026-12-31}, {kpi: 邻居, target: 9, by: 2026-12-31}]",
    )
    assert [(goal.kpi, goal.target) for goal in plan.goals] == [("loaves", 30), ("members", 9)]
    assert plan.kpis["loaves"].maximum == 100
    assert plan.kpis["members"].name.en == "邻居"
    assert plan.kpis["members"].direction == "up"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("不抽奖", {"lottery"}),
        ("我们从不搞拼团", {"group_buying"}),
        ("No giveaways, swag included", {"lottery", "prize"}),
        ("No cold direct messages", {"cold_pull", "private_message"}),
        ("店里不放音乐", set()),
    ],
)
def test_red_lines_are_recognised_by_their_words(text: str, tags: set[str]) -> None:
    (line,) = complete("bakery", f'wont_do: ["{text}"]').red_lines
    assert set(line.bans) >= tags if tags else line.bans == ()
    assert bool(line.known) == bool(tags) == bool(recognised_red_lines(text))


def test_written_bans_win() -> None:
    (line,) = complete("bakery", "wont_do: [{text: 不抽奖, bans: []}]").red_lines
    assert (line.bans, line.known) == ((), ("no_lottery",))


def test_tasks_and_patterns_that_a_red_line_bans_fall_away() -> None:
    plan = complete("bakery", "wont_do: [{text: 不私信, bans: [private_message, photo]}]")
    assert plan.banned == {"private_message", "photo"}
    before = {task.id for stage in complete("bakery").stages for task in stage.tasks}
    assert {task.id for stage in plan.stages for task in stage.tasks} < before


def test_the_product_comes_from_the_first_offers() -> None:
    plan = complete("bakery", "community: {name: 早饭搭子, type: interest}")
    assert plan.community.product.zh == "咸蛋黄小餐包、全麦吐司、豆沙卷"
    assert plan.community.product.en == "咸蛋黄小餐包, 全麦吐司, 豆沙卷"
    bare = complete("bakery", "community: {name: 早饭搭子, type: interest}\noffers:")
    assert bare.community.product.zh == "早饭搭子"


def test_questions_lose_their_mark_and_find_their_offer() -> None:
    questions = complete("bakery").questions
    assert questions[0].text == "全麦吐司隔夜怎么不硬"
    assert questions[0].offer == complete("bakery").offers[1].id
    assert complete("bakery", 'question_pool: ["？？"]').questions[0].text == "？？"


def test_an_unknown_type_has_no_complete_plan() -> None:
    assert complete_plan(plan_of(data("bakery", "community: {name: 早饭搭子, type: bakery}"))) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marta", "marta"),
        ("Row report", "row-report"),
        ("#help", "help"),
        ("3D", "x-"),
        ("陈姐", "x-"),
        ("老 A", "x-"),
        ("A", "x-"),
    ],
)
def test_ids_are_made_of_names(name: str, expected: str) -> None:
    assert derive_id(name, "x", set()).startswith(expected)


def test_a_second_thing_of_the_same_name_gets_a_number() -> None:
    taken: set[str] = set()
    assert [derive_id("Marta", "person", taken) for _ in range(3)] == ["marta", "marta-2", "marta-3"]


def test_people_are_never_taken_for_roles() -> None:
    plan = complete(
        "bakery",
        "people: [{name: Admin, roles: [editor]}, {name: 小周, roles: [admin]}]\ngroups: [{name: 群, owner: admin}]",
    )
    assert plan.people[0].id == "admin-2"
    assert plan.groups[0].owner == plan.people[1].id


def test_ids_win_over_names() -> None:
    offers = complete("bakery", "offers: [{id: b, name: a}, {id: a, name: b}]").offers
    found = find_named(" a ", offers)
    assert found is not None
    assert found.name == "b"
    assert find_named("c", offers) is None
