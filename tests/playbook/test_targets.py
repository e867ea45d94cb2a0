"""Paths of the goals and growth of the membership, in numbers that can be checked by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.completion.kpi_model import Trajectory
from planner.completion.paths import path_value
from planner.completion.values.strategy import CompleteGoal, GoalKind
from planner.playbook.growth import grow
from tests.planning import complete, worked_out

START, BY = date(2026, 1, 1), date(2026, 4, 11)
CHANNEL = "acquisition: {channels: [{channel: 收银台, joins_per_month: 31}], loss_per_month: 10%}"


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


def test_a_limit_that_holds_already_and_a_least_that_is_there_already_are_no_paths() -> None:
    assert path_value(goal("linear", 5, "at_most"), Decimal(2), START, START) == 5
    assert path_value(goal("linear", 5, "at_most"), Decimal(8), START, START) == 8
    assert path_value(goal("s_curve", 400), Decimal(500), START, START) == 400


@given(
    st.sampled_from(("linear", "compound", "s_curve", "constant")),
    st.sampled_from(("at_least", "at_most", "keep", "mean")),
    st.integers(0, 1000),
    st.integers(0, 1000),
)
def test_every_path_goes_one_way_to_its_target_and_stays_there(
    trajectory: Trajectory, kind: GoalKind, baseline: int, target: int
) -> None:
    wanted = goal(trajectory, target, kind)
    values = [
        path_value(wanted, Decimal(baseline), START, START + timedelta(days=day)) for day in range(-5, 111, 5)
    ]
    steps = [after - before for before, after in pairwise(values)]
    assert all(step >= 0 for step in steps) or all(step <= 0 for step in steps)
    assert values[-3:] == [target] * 3
    if kind == "at_most":
        assert all(value >= target for value in values)


def test_an_unknown_baseline_gives_a_target_and_two_weeks_to_count() -> None:
    path = worked_out("bakery").paths[1]
    assert path.provisional
    # The group opens on 27 July; before that nobody in it can be active.
    assert (path.measured_from, path.measured_by) == (date(2026, 7, 27), date(2026, 8, 9))
    assert path.measured_who == "admin"
    assert [(m.on, m.value) for m in path.milestones] == [(date(2026, 12, 31), 15)]
    assert path.stage_values == {}


def test_what_happens_outside_the_groups_is_counted_from_the_first_day() -> None:
    path = worked_out(
        "bakery",
        "goals: [{kpi: unpaid_traffic, target: 900, by: 2026-12-31, baseline: unknown, owner: editor}]",
    ).paths[0]
    assert (path.measured_from, path.measured_by) == (date(2026, 7, 6), date(2026, 7, 19))
    assert path.measured_who == "editor"


PARTS_OF_300 = """goals:
  - {kpi: members, target: 300, by: 2026-12-31, baseline: 100}
  - {kpi: mau, target: 290, by: 2026-12-31, baseline: 20}
  - {kpi: wau, target: 280, by: 2026-11-30, baseline: 10}
  - {kpi: dau, target: 50, by: 2026-12-31, baseline: 5}
"""


def test_a_part_is_never_more_than_its_whole_on_the_way() -> None:
    for channels in ("", CHANNEL):
        playbook = worked_out("bakery", PARTS_OF_300, channels)
        by_kpi = {path.kpi: {m.month: m for m in path.milestones} for path in playbook.paths}
        for part, whole in (("dau", "wau"), ("wau", "mau"), ("mau", "members")):
            for month, milestone in by_kpi[part].items():
                if milestone.on < date(2026, 11, 30) and month in by_kpi[whole]:
                    assert milestone.value <= by_kpi[whole][month].value, (part, month)
    grown = {month.month: month.end for month in playbook.growth}
    limited = [m for m in by_kpi["mau"].values() if m.limited_by]
    assert limited
    assert all(m.limited_by == "members" and m.value <= grown[m.month] for m in limited)


def test_a_target_that_its_whole_has_not_reached_by_then_is_a_conflict() -> None:
    path = next(path for path in worked_out("bakery", PARTS_OF_300).paths if path.kpi == "wau")
    (conflict,) = path.conflicts
    assert (conflict.whole, conflict.on, conflict.part_value) == ("mau", date(2026, 11, 30), 280)
    assert conflict.whole_value < 280
    assert path.milestones[-1].value == 280


def test_a_goal_whose_day_has_passed_has_its_target_only() -> None:
    path = worked_out("bakery", "goals: [{kpi: members, target: 200, by: 2026-06-30}]").paths[0]
    assert [(m.on, m.value) for m in path.milestones] == [(date(2026, 6, 30), 200)]


def test_channels_bring_members_from_the_day_on_which_the_group_opens() -> None:
    growth = worked_out("bakery", f"{CHANNEL}\ngroups: [{{name: 群, opened: 2026-07-27}}]").growth
    # Five days of July, at one a day; in August a tenth of five leaves.
    assert (growth[0].start, growth[0].joins, growth[0].leaves, growth[0].end) == (0, 5, 0, 5)
    assert (growth[1].joins, growth[1].leaves, growth[1].end) == (31, 1, 35)
    assert [str(month.month) for month in growth][-1] == "2027-01"


def test_without_channels_the_joins_are_those_that_the_goal_asks_for() -> None:
    playbook = worked_out("library")
    assert playbook.growth[0].start == 640
    assert playbook.growth[-1].end == 800
    assert worked_out("bakery", "goals: [{kpi: 月活跃率, target: 15%, by: 2026-12-31}]").growth == ()


def test_nobody_knows_the_growth_of_a_running_community_that_never_counted_its_members() -> None:
    groups = "groups: [{name: 群, opened: 2025-01-01}]"
    community = "community: {name: 早饭搭子, type: interest, situation: running}"
    goals = "goals: [{kpi: members, target: 300, by: 2026-12-31}]"
    playbook = worked_out("bakery", CHANNEL, groups, community, goals)
    assert playbook.growth == ()
    assert playbook.paths[0].verdict.why_not == "no_start"


@given(st.integers(0, 400), st.integers(0, 100), st.integers(0, 500))
def test_each_month_starts_where_the_last_ended_and_adds_up(joins: int, loss: int, start: int) -> None:
    plan = complete("bakery", f"goals: [{{kpi: members, target: 900, by: 2026-12-31, baseline: {start}}}]")
    growth = grow(plan, plan.period, Decimal(joins), Decimal(loss) / 100)
    assert growth[0].start == start
    assert all(month.start + month.joins - month.leaves == month.end >= 0 for month in growth)
    assert all(before.end == after.start for before, after in pairwise(growth))
