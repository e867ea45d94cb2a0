"""Money, activities and rules: what is filled in, on what grounds, and what was written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.completion.activities import kind_of
from planner.completion.values.programme import CompleteActivity
from planner.knowledge.load import assumed, load_activity_kind
from tests.planning import complete


def activity(written: str, head: str = "") -> CompleteActivity:
    plan = complete("bakery", f"activities: [{written}]\n{head}")
    return plan.activities[0]


def test_contingency_and_the_activity_cap_are_assumed_shares_of_the_total() -> None:
    plan = complete("bakery")
    assert plan.budget.contingency == 12000 * assumed("contingency_share") == 960
    assert plan.budget.caps == {"activity": Decimal(6000)}
    assert plan.budget.includes_labour is False
    rules = {path: origin.rule for path, origin in plan.origins.items() if path[0] == "budget"}
    assert rules == {
        ("budget", "contingency"): "assumptions/contingency_share",
        ("budget", "caps", "activity"): "assumptions/activity_cap_share",
        ("budget", "includes_labour"): "budget/labour_outside",
    }


def test_amounts_and_shares_are_kept_apart() -> None:
    plan = complete(
        "bakery",
        "budget: {total: 12000, contingency: 10%, by_stage: {build: 25%, growth: 5000}, caps: {activity: 0}}",
    )
    assert plan.budget.contingency == 1200
    assert plan.budget.by_stage == {"build": 3000, "growth": 5000}
    assert plan.budget.caps == {"activity": 0}
    assert not [path for path in plan.origins if path[:2] in {("budget", "contingency"), ("budget", "caps")}]
    assert complete("bakery", "budget: {total: 100, contingency: 900}").budget.contingency == 100


def test_a_line_is_its_amount_or_price_times_quantity() -> None:
    lines = "[{name: 包装, category: content, unit_price: 1.5, quantity: 200}, {name: 包装, category: content, amount: 9, per: month}]"
    first, second = complete("bakery", f"budget: {{total: 9, lines: {lines}}}").budget.lines
    assert (first.amount, first.monthly) == (300, False)
    assert (second.amount, second.monthly) == (9, True)
    assert first.id != second.id


def test_nothing_costs_nothing() -> None:
    budget = complete("bakery", "budget: {total: 0}").budget
    assert (budget.total, budget.contingency, budget.caps["activity"]) == (0, 0, 0)


@pytest.mark.parametrize("name", ["qa_hour", "答疑一小时"])
def test_kinds_go_by_id_and_name(name: str) -> None:
    row = kind_of(name)
    assert row is not None
    assert row.id == "qa_hour"
    assert kind_of("篝火晚会") is None


def test_an_activity_of_an_unknown_kind_is_left_to_a_check() -> None:
    assert complete("bakery", "activities: [篝火晚会]").activities == ()


def test_what_an_activity_does_not_say_comes_from_its_kind() -> None:
    row = load_activity_kind("meetup_dinner")
    made = activity("meetup_dinner")
    assert made.required
    assert made.written
    assert (made.least, made.expected, made.most) == tuple(
        row.participants[k] for k in ("min", "typical", "max")
    )
    assert made.time == row.times[0]
    assert [step.id for step in made.preparation] == [step.id for step in row.preparation]
    assert made.costs is not None
    assert made.cost == sum(
        (cost.amounts["CNY"] * (made.expected if cost.per == "head" else 1) for cost in row.costs), Decimal(0)
    )


def test_the_number_of_people_stretches_its_bounds() -> None:
    made = activity("{kind: meetup_dinner, participants: 200}")
    assert made.least <= made.expected == made.most == 200
    small = activity("{kind: meetup_dinner, participants: 2}")
    assert small.least == small.expected == 2


@pytest.mark.parametrize(
    ("written", "cost"),
    [
        ("cost: 500", 500),
        ("costs: [{name: 菜, amount: 60, per: head}, {name: 花, amount: 40}]", 640),
        ("costs: []", 0),
        # Venue and prize come on top; who writes how they get the venue has no preset rent (300).
        ("cost: 500, venue: {mode: rent, cost: 200}", 700),
        ("cost: 500, prize: {name: 围裙, value: 30, count: 3}", 590),
        ("prize: {name: 围裙, value: 30}", 10 * 88 + 300 + 30 + 30),
        ("venue: {mode: rent, cost: 200}", 10 * 88 + 30 + 200),
        ("venue: {mode: own}", 10 * 88 + 30),
        ("venue: {mode: rent}", 10 * 88 + 300 + 30),
    ],
)
def test_what_an_occurrence_costs(written: str, cost: int) -> None:
    assert activity(f"{{kind: meetup_dinner, participants: 10, {written}}}").cost == cost


def test_no_prices_are_invented_for_other_currencies() -> None:
    assert activity("meetup_dinner", "currency: JPY").cost is None
    assert activity("{kind: meetup_dinner, cost: 9000}", "currency: JPY").cost == 9000


def test_nothing_is_paid_for_a_place_online() -> None:
    costs = {
        mode: {cost.id for cost in activity(f"{{kind: workshop_hands_on, mode: {mode}}}").costs or ()}
        for mode in ("online", "offline")
    }
    assert costs["offline"] - costs["online"] == {"venue"}
    assert costs["online"] - costs["offline"] == {"postage"}


def test_presets_say_that_they_are_assumed() -> None:
    plan = complete("bakery", "activities: [{kind: meetup_dinner, cost: 9}, meetup_dinner]")
    assumed_keys = [
        {path[2] for path in plan.origins if path[:2] == ("activities", index)} for index in (0, 1)
    ]
    assert assumed_keys[1] - assumed_keys[0] == {"costs"}


def test_who_does_what_at_an_event() -> None:
    people = (
        "people: [{id: chen, name: 陈姐, roles: [owner]}, {id: zhou, name: 小周, roles: [admin, planner]}]"
    )
    made = activity("{kind: qa_hour, roles: {host: 陈姐}}", people)
    assert made.holders["host"] == "chen"
    assert set(made.holders.values()) <= {"chen", "zhou", "expert"}


def test_a_written_list_of_preparation_is_the_list() -> None:
    made = activity(
        "{kind: qa_hour, tasks: [{title: 约人, work_days_before: 4}, {id: room, title: 订房, work_days_before: 2, minutes: 9, done: 有回执}]}"
    )
    assert [(step.minutes, step.work_days_before) for step in made.preparation] == [(45, 4), (9, 2)]
    assert made.preparation[1].id == "room"
    assert made.preparation[1].done
    assert activity("{kind: qa_hour, tasks: []}").preparation == ()


def test_written_rules_come_first_and_replace_those_of_their_category() -> None:
    plan = complete("bakery", "rules: {prohibited: [{text: 别家的链接不发, category: advertising}, 不催单]}")
    own = [rule.text.zh for rule in plan.rules.prohibited[:2]]
    assert own == ["别家的链接不发", "不催单"]
    assert [rule.category for rule in plan.rules.prohibited].count("advertising") == 1
    assert len(plan.rules.prohibited) > 5
    steps = {step.id for step in plan.rules.ladder}
    assert {rule.step for rule in plan.rules.prohibited} <= {*steps, ""}


def test_only_written_rules_are_the_rules() -> None:
    plan = complete("bakery", "rules: {only_written: true, prohibited: [不催单]}")
    assert [rule.text.zh for rule in plan.rules.prohibited] == ["不催单"]


def test_presets_start_at_the_first_step_of_a_written_ladder() -> None:
    plan = complete(
        "bakery",
        "rules: {ladder: [{id: talk, name: 提醒, action: 私下说一句}, {id: out, name: 移出, action: 请出群}]}",
    )
    assert {rule.step for rule in plan.rules.prohibited} == {"talk"}


def test_desks_say_who_answers_and_how_fast() -> None:
    plan = complete("bakery", "rules: {reports: {channel: 找店长, hours: 6}}")
    assert (plan.rules.reports.channel.zh, plan.rules.reports.hours) == ("找店长", 6)
    assert plan.rules.appeal.hours == assumed("appeal_hours")
    assert plan.origins[("rules", "appeal")].kind == "assumed"


def test_rules_of_a_country_hold_only_there() -> None:
    chinese = {rule.id for rule in complete("bakery").rules.prohibited}
    british = {rule.id for rule in complete("bakery", "calendar: {country: GB}").rules.prohibited}
    assert british <= chinese


def test_channels_have_somebody_and_losses_are_assumed() -> None:
    plan = complete("bakery", "acquisition: [{channel: 收银台, joins_per_month: 12}]")
    assert plan.acquisition.channels[0].owner == "admin"
    assert plan.acquisition.loss_per_month == assumed("loss_per_month")
    assert plan.origins[("acquisition", "loss_per_month")].kind == "assumed"


def test_days_of_the_calendar_suit_country_and_type() -> None:
    chinese = {node.knowledge for node in complete("bakery").calendar.nodes}
    assert "mid_autumn" in chinese or any("autumn" in name for name in chinese)
    own = complete("bakery", "calendar: {country: none, nodes: [{name: 店庆, date: 2026-09-09}]}").calendar
    assert own.country == ""
    assert own.nodes[0].name.zh == "店庆" or any(node.name.zh == "店庆" for node in own.nodes)
    assert [node.date for node in own.nodes] == sorted(node.date for node in own.nodes)
