"""Paths of the goals and growth of the membership, in numbers that can be checked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from planner.completion.kpi_model import Trajectory
from planner.completion.values.strategy import CompleteGoal, GoalKind
from planner.playbook.targets import path_value
from tests.planning import worked_out

START, BY = date(2026, 1, 1), date(2026, 4, 11)


def goal(trajectory: Trajectory, target: int, kind: GoalKind = "at_least") -> CompleteGoal:
    return CompleteGoal("g", "members", Decimal(target), BY, Decimal(0), kind, trajectory)


@pytest.mark.parametrize(
    ("trajectory", "baseline", "at_day", "value"),
    [
        ("linear", 100, 0, 100),
        ("linear", 100, 25, 175),
        ("linear", 100, 100, 400),
        ("linear", 100, 200, 400),
        ("compound", 100, 50, 200),
        ("compound", 0, 25, 100),
        ("s_curve", 100, 50, 250),
        ("s_curve", 100, 25, 100 + 300 * (3 * 0.0625 - 2 * 0.015625)),
        ("constant", 100, 1, 400),
    ],
)
def test_the_shape_of_a_path(trajectory: Trajectory, baseline: int, at_day: int, value: float) -> None:
    on = date.fromordinal(START.toordinal() + at_day)
    assert float(path_value(goal(trajectory, 400), Decimal(baseline), START, on)) == pytest.approx(value)


def test_keeping_a_value_is_no_path() -> None:
    assert path_value(goal("linear", 400, "keep"), Decimal(100), START, START) == 400


def test_a_path_has_a_value_for_each_month_and_ends_on_the_goals_own_day() -> None:
    path = worked_out(
        "bakery", "goals: [{kpi: members, target: 200, by: 2026-10-15, trajectory: linear}]"
    ).paths[0]
    assert [milestone.on for milestone in path.milestones] == [
        date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 15),
    ]  # fmt: skip
    # The group opens on 27 July; 4 of 80 days have passed on the 31st.
    assert path.milestones[0].value == 200 * 4 // 80
    assert path.milestones[-1].value == 200
    assert path.stage_values["growth"] == 200


def test_targets_with_decimals_are_reached_exactly() -> None:
    goals = "goals: [{kpi: 月活跃率, target: 14.85%, by: 2026-12-31, baseline: 3%}, {kpi: satisfaction, target: 4.65, by: 2026-12-31, baseline: 4}]"
    paths = worked_out("bakery", goals).paths
    assert [path.milestones[-1].value for path in paths] == [Decimal("14.85"), Decimal("4.65")]
    assert all(m.value <= Decimal("14.85") for m in paths[0].milestones)


def test_an_unknown_baseline_gives_a_target_and_a_day_to_measure() -> None:
    path = worked_out("bakery").paths[1]
    assert path.provisional
    assert path.measured_by == date(2026, 7, 19)
    assert [(m.on, m.value) for m in path.milestones] == [(date(2026, 12, 31), 15)]
    assert path.stage_values == {}


def test_a_goal_whose_day_has_passed_has_its_target_only() -> None:
    path = worked_out("bakery", "goals: [{kpi: members, target: 200, by: 2026-06-30}]").paths[0]
    assert [(m.on, m.value) for m in path.milestones] == [(date(2026, 6, 30), 200)]


CHANNEL = "acquisition: {channels: [{channel: 收银台, joins_per_month: 31}], loss_per_month: 10%}"


def test_channels_bring_members_from_the_day_on_which_the_group_opens() -> None:
    growth = worked_out("bakery", f"{CHANNEL}\ngroups: [{{name: 群, opened: 2026-07-27}}]").growth
    # Five days of July, at one a day; in August a tenth of five leaves.
    assert (growth[0].start, growth[0].joins, growth[0].leaves, growth[0].end) == (0, 5, 0, 5)
    assert (growth[1].joins, growth[1].leaves, growth[1].end) == (31, 1, 35)
    assert [str(month.month) for month in growth][-1] == "2027-01"


@pytest.mark.parametrize(("joins", "kind"), [(60, "reachable"), (40, "tight"), (10, "out_of_reach")])
def test_a_goal_for_members_is_judged_by_what_the_channels_bring(joins: int, kind: str) -> None:
    acquisition = (
        f"acquisition: {{channels: [{{channel: 收银台, joins_per_month: {joins}}}], loss_per_month: 4%}}"
    )
    verdict = worked_out("bakery", acquisition).paths[0].verdict
    assert verdict.kind == kind
    assert verdict.planned is not None
    assert verdict.gap == 200 - verdict.planned
    assert verdict.joins_per_day


def test_without_channels_the_joins_are_those_that_the_goal_asks_for() -> None:
    playbook = worked_out("library")
    assert playbook.growth[0].start == 640
    assert playbook.growth[-1].end == 800
    assert playbook.paths[1].verdict.kind == "not_judged"
    assert worked_out("bakery", "goals: [{kpi: 月活跃率, target: 15%, by: 2026-12-31}]").growth == ()
