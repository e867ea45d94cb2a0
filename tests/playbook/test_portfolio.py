"""The choice of activities on real plans: limits hold, what is chosen stays, alternatives keep the limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.knowledge.load import load_activity_kind, load_choice
from planner.playbook.events import place_chosen, place_written
from planner.playbook.portfolio import points
from planner.playbook.portfolio.advice import build_advice
from planner.playbook.portfolio.choose import build_setting, choose, choose_portfolio
from planner.playbook.portfolio.model import filled_up, fits, points_of
from planner.playbook.portfolio.points import true_weights
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.values.portfolio import Advice, Portfolio
from planner.playbook.work.event_work import event_minutes
from planner.resources import samples_folder
from tests.grounding import ground_of
from tests.planning import PLANS, complete, complete_data, data_of

ALL = [*sorted(samples_folder().glob("*.yaml")), *sorted(PLANS.glob("*.yaml"))]
CHOOSING = ("bakery", "library")


def of_file(path: Path) -> CompletePlan:
    """Return the complete plan of a file."""
    return complete_data(data_of(path.read_bytes()))


def chosen(plan: CompletePlan, previous: Previous = NOTHING_BEFORE) -> Portfolio:
    """Return the choice of a plan."""
    ground = ground_of(plan, previous)
    written = place_written(plan, ground, previous)
    return choose_portfolio(plan, ground, written.occurrences, previous)


def advised(plan: CompletePlan) -> tuple[Portfolio, Advice]:
    """Return the choice of a plan and what to know about it."""
    ground = ground_of(plan)
    written = place_written(plan, ground, NOTHING_BEFORE).occurrences
    portfolio = choose_portfolio(plan, ground, written, NOTHING_BEFORE)
    return portfolio, build_advice(plan, ground, written, portfolio)


def counts(portfolio: Portfolio) -> dict[tuple[str, str], int]:
    """Return how often each kind is held in each stage."""
    return {(c.activity.kind, c.stage): c.activity.count or 0 for c in portfolio.choices}


def before(portfolio: Portfolio) -> Previous:
    """Return an earlier playbook of this choice."""
    return Previous(counts={(c.activity.kind, c.stage): c.activity.count or 0 for c in portfolio.choices})


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_limit_holds_and_the_answer_is_proven(path: Path) -> None:
    plan = of_file(path)
    portfolio = chosen(plan)
    assert all(0 <= limit.used <= limit.bound for limit in portfolio.limits)
    assert portfolio.points == portfolio.bound == sum(choice.points for choice in portfolio.choices)
    assert portfolio.gap == 0
    assert not portfolio.kept
    assert bool(portfolio.limits) != plan.only_written_activities


@pytest.mark.parametrize("name", CHOOSING)
def test_nothing_of_value_fits_on_top(name: str) -> None:
    plan = complete(name)
    ground = ground_of(plan)
    written = place_written(plan, ground, NOTHING_BEFORE).occurrences
    problem = build_setting(plan, ground, written).problem(true_weights())
    best = choose(problem).counts
    assert fits(problem, best)
    assert filled_up(problem, best) == best
    assert points_of(problem, best) == chosen(plan).points


@pytest.mark.parametrize("name", CHOOSING)
def test_a_kind_is_held_where_it_suits_and_not_too_often(name: str) -> None:
    plan = complete(name)
    windows = {stage.id: stage.window.days for stage in plan.stages}
    portfolio = chosen(plan)
    assert portfolio.choices
    for choice in portfolio.choices:
        row = load_activity_kind(choice.activity.kind)
        assert choice.activity.id == f"{row.id}:{choice.stage}"
        assert choice.stage in row.stages
        assert plan.community.situation in row.situations
        assert 1 <= (choice.activity.count or 0) <= max(1, windows[choice.stage] // row.distance_days)
        assert choice.points > 0
        assert choice.reason.paths
        assert f"activities/{row.id}" in choice.reason.knowledge


@pytest.mark.parametrize("name", CHOOSING)
def test_choosing_again_with_what_was_chosen_changes_nothing(name: str) -> None:
    plan = complete(name)
    first = chosen(plan)
    assert chosen(plan, before(first)) == first


@pytest.mark.parametrize("name", CHOOSING)
def test_a_hundredth_more_money_keeps_the_choice(name: str) -> None:
    plan = complete(name)
    budget = plan.budget
    more = Decimal("1.01")
    richer = replace(
        plan,
        budget=replace(
            budget,
            total=budget.total * more,
            contingency=budget.contingency * more,
            caps={key: cap * more for key, cap in budget.caps.items()},
        ),
    )
    first = chosen(plan)
    again = chosen(richer, before(first))
    assert counts(again) == counts(first)
    assert again.points >= Decimal("0.99") * again.bound


def test_an_earlier_choice_that_no_longer_fits_is_changed_as_little_as_possible() -> None:
    first = chosen(complete("bakery"))
    short = complete("bakery", "budget: {total: 3000}")
    fresh, near = chosen(short), chosen(short, before(first))

    def moved(portfolio: Portfolio) -> int:
        old, new = counts(first), counts(portfolio)
        return sum(abs(old.get(key, 0) - new.get(key, 0)) for key in old | new)

    assert all(limit.used <= limit.bound for limit in near.limits)
    assert near.points >= Decimal("0.99") * fresh.points
    assert 0 < moved(near) <= moved(fresh)
    assert chosen(short, before(near)) == near


def test_what_is_past_stays_even_if_the_plan_would_not_allow_it_any_more() -> None:
    plan = complete("library")
    first = chosen(plan)
    growth = next(stage for stage in plan.stages if stage.id == "growth")
    poor = complete("library", "budget: {total: 10}")
    previous = replace(before(first), as_of=growth.window.end + timedelta(days=1))
    again = chosen(poor, previous)
    past = {key: count for key, count in counts(first).items() if key[1] != "maturity"}
    assert past
    assert {key: count for key, count in counts(again).items() if key[1] != "maturity"} == past


def test_only_written_activities_leave_nothing_to_choose() -> None:
    plan = complete("bakery", "activities: {items: [], only_written: true}")
    portfolio, advice = advised(plan)
    assert portfolio == Portfolio((), 0, 0, (), ())
    assert (advice.alternatives, advice.flips) == ((), ())


def test_what_was_written_is_not_counted_as_left_out_and_counts_as_repetition() -> None:
    written = "activities: [{kind: qa_hour, count: 1, stages: [growth]}]"
    plan = complete("bakery", written)
    assert "activities/qa_hour" not in {left.knowledge for left in chosen(plan).left_out}


def test_what_is_left_out_says_by_how_much() -> None:
    portfolio = chosen(complete("bakery", "budget: {total: 300}"))
    money = [left for left in portfolio.left_out if left.lacks == "money"]
    assert money
    for left in money:
        assert left.amount is not None
        assert left.amount > 0
        assert left.detail in ("total", "cap", "stage", "cash")
    held = {f"activities/{choice.activity.kind}" for choice in portfolio.choices}
    assert not held & {left.knowledge for left in portfolio.left_out}
    assert {left.lacks for left in chosen(complete("bakery")).left_out} == {"room", "goals"}


def test_money_is_spent_only_on_what_serves_a_goal() -> None:
    plan = complete("bakery")
    for choice in chosen(plan).choices:
        serves = load_activity_kind(choice.activity.kind).serves
        assert not choice.activity.cost or any(serves.get(goal.kpi) for goal in plan.goals)
    useless = [left for left in chosen(plan).left_out if left.lacks == "goals"]
    assert useless
    assert all(left.amount for left in useless)


def test_where_nobody_may_meet_only_online_events_are_chosen() -> None:
    plan = complete("bakery", "wont_do: [no offline events]")
    assert "offline" in plan.banned
    portfolio = chosen(plan)
    assert {choice.activity.mode for choice in portfolio.choices} == {"online"}
    ruled_out = {left.knowledge for left in portfolio.left_out if left.lacks == "red_line"}
    assert "activities/workshop_hands_on" in ruled_out
    assert "activities/showcase_day" not in ruled_out


@pytest.mark.parametrize("name", CHOOSING)
def test_alternatives_keep_the_limits_and_say_what_they_change(name: str) -> None:
    plan = complete(name)
    portfolio, advice = advised(plan)
    ground = ground_of(plan)
    written = place_written(plan, ground, NOTHING_BEFORE).occurrences
    setting = build_setting(plan, ground, written)
    problem = setting.problem(true_weights())
    ids = [one.id for one in advice.alternatives]
    assert ids == [one for one in ("less_money", "less_work", "without_first") if one in ids]
    assert ids[-2:] == ["less_work", "without_first"]
    for one in advice.alternatives:
        taken = {(count.kind, count.stage): count.count for count in one.counts}
        places = tuple(taken.get((c.kind, c.stage), 0) for c in setting.field.candidates)
        assert fits(problem, places)
        assert points_of(problem, places) == one.points
        assert one.cost - one.cost_change == advice.chosen_cost
        assert one.minutes - one.minutes_change == advice.chosen_minutes
        assert taken != counts(portfolio)
    *cheap, easy, without = advice.alternatives
    assert all(one.points_share >= Decimal("0.9") for one in (*cheap, easy))
    assert all(one.cost_change < 0 for one in cheap)
    assert easy.minutes_change < 0
    assert without.points <= portfolio.points
    assert {c.activity.kind for c in portfolio.choices} - {c.kind for c in without.counts}


@pytest.mark.parametrize("name", CHOOSING)
def test_every_weight_either_turns_something_or_is_called_steady(name: str) -> None:
    _, advice = advised(complete(name))
    for flip in advice.flips:
        assert flip.added or flip.dropped
        assert flip.factor in (Decimal("1.2"), Decimal("0.8"))
    turning = {flip.weight for flip in advice.flips}
    assert {row.what for row in load_choice().values() if row.id not in turning} == set(advice.steady)


def test_the_weights_are_read_from_knowledge_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = complete("bakery")
    first = chosen(plan)
    doubled: Mapping[str, Decimal] = {
        row.id: row.value * (1 if row.id == "repeat" else 2) for row in load_choice().values()
    }
    monkeypatch.setattr("planner.playbook.portfolio.choose.true_weights", lambda: doubled)
    again = chosen(plan)
    # Twice of everything is the same choice: no figure of the value stands anywhere else.
    assert again.points in range(2 * first.points - 20, 2 * first.points + 21)
    assert counts(again) == counts(first)
    assert set(points.true_weights()) == set(doubled)


def test_what_nobody_has_the_hours_for_in_any_week_is_not_chosen() -> None:
    plan = complete("library")
    ground = ground_of(plan)
    written = place_written(plan, ground, NOTHING_BEFORE)
    portfolio = chosen(plan)
    held = {choice.activity.kind for choice in portfolio.choices}
    lacking = [left for left in portfolio.left_out if left.lacks == "hours"]
    assert lacking
    for left in lacking:
        assert left.knowledge.removeprefix("activities/") not in held
        assert left.minutes is not None
        assert left.detail in {person.id for person in plan.people}
    placed = place_chosen(plan, ground, written, portfolio, NOTHING_BEFORE)
    kinds = {event.activity.kind for event in placed.occurrences}
    assert held <= kinds


def test_the_messages_to_those_who_sign_up_weigh_in_the_choice() -> None:
    plan = complete("bakery")
    setting = build_setting(plan, ground_of(plan), ())
    asked = [one for one in setting.field.candidates if load_activity_kind(one.kind).takes_seats]
    assert asked
    for one in asked:
        assert sum(one.minutes.values()) > sum(event_minutes(one.activity).values())
