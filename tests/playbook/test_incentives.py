"""Points and levels in numbers, where a plan uses them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.completion.points import dearest_per_point, earned_a_week, most_a_day
from planner.playbook.goals.growth import build_growth
from planner.playbook.goals.points import build_incentives
from planner.playbook.values.incentives import IncentivePlan
from tests.planning import complete, worked_out

MEMBERS = "goals: [{kpi: members, target: 200, by: 2026-12-31, baseline: 200, kind: keep}]"
STILL = "acquisition: {loss_per_month: 0%}"
OPEN = "groups: [{name: 群, opened: 2026-01-01, members: 200}]"


def points(rest: str = "", **habits: str) -> str:
    written = "".join(f", {key}: {value}" for key, value in habits.items())
    return f"""incentives:
  budget: 600
  points: {{earn: [{{action: 答题, points: 5, daily_cap: 1}}], redeem: [{{reward: 咖啡, points: 50, value: 10}}]{written}}}
{rest}"""


def worked(*changes: str) -> IncentivePlan:
    found = worked_out("bakery", MEMBERS, STILL, OPEN, *changes).incentives
    assert found is not None
    return found


def test_a_plan_without_points_has_none() -> None:
    assert worked_out("bakery").incentives is None
    assert worked_out("bakery", "incentives: {recognition: [名字写进公告]}").incentives is None


def test_points_of_a_month_in_numbers_that_can_be_checked_by_hand() -> None:
    found = worked(
        points(active_share="50%", median_actions="2", top_actions="2", redeem_share="20%", expire_months="2")
    )
    # 200 members, half of them twice a week at 5 points: 1,000 points a week; August has 31 days.
    august = found.months[1]
    assert august.issued == round(1000 * 31 / 7)
    july = found.months[0]
    assert july.issued == round(1000 * 26 / 7)
    assert july.redeemed == round(Decimal(july.issued) * Decimal("0.2"))
    assert (found.per_point, found.dearest) == (Decimal("0.2"), "咖啡")
    assert july.liability == july.outstanding * Decimal("0.2")
    assert found.assumed == ()


def test_what_is_not_written_is_assumed_and_says_so() -> None:
    assert worked(points(active_share="50%")).assumed == (
        "points_median_actions", "points_top_actions", "points_redeem_share",
    )  # fmt: skip


def test_the_daily_cap_holds_for_the_most_active_too() -> None:
    plan = complete("bakery", points(median_actions="1", top_actions="100"))
    assert plan.incentives is not None
    rules = plan.incentives.points
    assert rules is not None
    assert most_a_day(rules) == 5
    assert earned_a_week(rules, Decimal(100)) == 5 * 7


def test_points_that_buy_nothing_stay_until_they_expire() -> None:
    text = "incentives: {points: {earn: [{action: a, points: 5}], expire_months: 1}}"
    found = worked(text)
    assert not found.has_sink
    assert found.uncapped == ("a",)
    assert all(month.redeemed == 0 and month.liability == 0 for month in found.months)
    for before, after in pairwise(found.months):
        assert after.expired == before.issued
        assert after.outstanding == after.issued


def test_levels_are_reached_in_days_or_not_within_the_plan() -> None:
    levels = "  levels: [{name: 常客, points: 70}, {name: 老友, points: 100000}]"
    first, last = worked(points(levels, median_actions="2", top_actions="7")).levels
    assert (first.median_days, first.top_days) == (49, 14)
    assert (last.median_days, last.top_days) == (None, None)


def test_what_is_owed_is_held_against_the_budget() -> None:
    found = worked(points(active_share="50%"))
    assert found.over == found.cost + found.months[-1].liability - 600
    assert worked(points(active_share="1%", median_actions="0.1", top_actions="0.1")).over is None


def test_without_members_there_are_levels_but_no_months() -> None:
    plan = complete("bakery", "goals: [{kpi: 满意度, target: 4.5, by: 2026-12-31}]", points())
    found = build_incentives(plan, build_growth(plan))
    assert found is not None
    assert found.months == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 30), st.integers(0, 8), st.integers(1, 500))
def test_points_are_neither_lost_nor_made(
    active: int, redeem: int, actions: int, expire: int, price: int
) -> None:
    plan = complete(
        "bakery", MEMBERS, STILL, OPEN,
        f"incentives: {{points: {{earn: [{{action: a, points: 3}}], redeem: [{{reward: r, points: {price}, value: 7}}], "
        f"expire_months: {expire}, active_share: {active}%, redeem_share: {redeem}%, median_actions: {actions}}}}}",
    )  # fmt: skip
    found = build_incentives(plan, build_growth(plan))
    assert found is not None
    held = 0
    for month in found.months:
        assert min(month.issued, month.redeemed, month.expired, month.outstanding) >= 0
        held += month.issued - month.redeemed - month.expired
        assert month.outstanding == held
        assert month.liability == held * found.per_point
    rules = plan.incentives.points if plan.incentives else None
    assert rules is not None
    assert found.per_point == dearest_per_point(rules)[0]
