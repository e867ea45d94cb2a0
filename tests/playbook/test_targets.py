"""Paths of the goals and growth of the membership, in numbers that can be checked by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.completion.kpi_model import Trajectory
from planner.completion.measuring import MEASURE
from planner.completion.paths import Gate, draw_course, path_value
from planner.completion.values.staging import CompleteCondition
from planner.completion.values.strategy import CompleteGoal, GoalKind
from planner.playbook.goals.courses import gates_on_days
from planner.playbook.goals.growth import grow
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
    playbook = worked_out("bakery")
    path = playbook.paths[1]
    assert path.provisional
    # The group opens on 27 July; before that nobody in it can be active. Two weeks end on a Sunday.
    assert (path.measured_from, path.measured_by) == (date(2026, 7, 27), date(2026, 8, 7))
    assert path.measured_who == "admin"
    task = next(task for task in playbook.plan.stages[0].tasks if task.id == f"{MEASURE}{path.goal}")
    assert (task.due, task.owner) == (path.measured_by, path.measured_who)
    assert [(m.on, m.value) for m in path.milestones] == [(date(2026, 12, 31), 15)]
    assert path.stage_values == {}


def test_what_happens_outside_the_groups_is_counted_from_the_first_day() -> None:
    path = worked_out(
        "bakery",
        "goals: [{kpi: unpaid_traffic, target: 900, by: 2026-12-31, baseline: unknown, owner: editor}]",
    ).paths[0]
    assert (path.measured_from, path.measured_by) == (date(2026, 7, 6), date(2026, 7, 17))
    assert path.measured_who == "editor"


def test_the_day_of_an_operator_s_own_counting_task_is_the_day() -> None:
    task = "{title: 摸底：数两周, due: 2026-08-12, owner: owner, minutes: 90}"
    playbook = worked_out("bakery", f"stages: {{build: {{tasks: [{task}]}}}}")
    path = playbook.paths[1]
    assert (path.measured_by, path.measured_who) == (date(2026, 8, 12), "owner")
    assert [task.title.zh for task in playbook.plan.stages[0].tasks] == ["摸底：数两周"]


def test_a_counter_whom_the_plan_does_not_know_is_replaced_by_who_looks_after_the_groups() -> None:
    goals = "goals: [{kpi: 月活跃率, target: 15%, by: 2026-12-31, baseline: unknown, owner: 没写过的人}]"
    assert worked_out("bakery", goals).paths[0].measured_who == "admin"


ATTENDANCE = "goals: [{kpi: 到场率, target: 75%, by: 2026-12-31, baseline: unknown}]"


def test_what_is_counted_at_events_is_known_after_the_second_one_and_needs_no_task() -> None:
    playbook = worked_out("bakery", ATTENDANCE)
    path = playbook.paths[0]
    events = [event for event in playbook.activities.occurrences if event.sign_up_closes]
    assert path.measured_at == tuple(event.on for event in events[:2])
    assert path.measured_by == min(after.on for after in events[1].follow_up)
    assert path.measured_from is None
    assert not [t for stage in playbook.plan.stages for t in stage.tasks if t.id.startswith(MEASURE)]


def test_without_such_an_event_nobody_says_when_it_is_known() -> None:
    path = worked_out("bakery", ATTENDANCE, "activities: {items: [], only_written: true}").paths[0]
    assert (path.measured_at, path.measured_by, path.measured_from) == ((), None, None)


LINEAR = "goals: [{kpi: members, target: 200, by: 2026-12-31, baseline: 0, trajectory: linear}]"


def gates(build: str = "", growth: str = "") -> str:
    asked = {"build": build, "growth": growth}
    written = (f"{stage}: {{gate: [{{kpi: members, {bound}}}]}}" for stage, bound in asked.items() if bound)
    return f"stages: {{{', '.join(written)}}}"


def test_a_path_goes_by_way_of_a_gate_that_asks_for_more() -> None:
    path = worked_out("bakery", LINEAR, gates("at_least: 100")).paths[0]
    (gate,) = path.waypoints
    assert (gate.stage, gate.on, gate.condition.value) == ("build", date(2026, 8, 7), 100)
    assert path.course is not None
    assert path.course.value(gate.on) == 100
    assert path.milestones[-1].value == 200
    assert ("stages", "build", "gate") in path.reason.paths
    values = [milestone.value for milestone in path.milestones]
    assert values == sorted(values)


@pytest.mark.parametrize("bound", ["at_least: 5", "at_most: 5", "at_least: 300"])
def test_a_gate_that_asks_for_less_or_for_more_than_the_target_bends_nothing(bound: str) -> None:
    path = worked_out("bakery", LINEAR, gates(bound)).paths[0]
    assert path.waypoints == ()
    assert path.milestones == worked_out("bakery", LINEAR).paths[0].milestones


def test_a_later_gate_that_asks_for_no_more_falls_away() -> None:
    path = worked_out("bakery", LINEAR, gates("at_least: 190", "at_least: 180")).paths[0]
    assert [gate.stage for gate in path.waypoints] == ["build"]


def test_who_is_on_the_path_passes_every_gate() -> None:
    for change in ("", gates("at_least: 100"), gates("at_least: 60", "at_least: 150")):
        playbook = worked_out("bakery", LINEAR, change)
        course = playbook.paths[0].course
        assert course is not None
        found = [gate for gate in gates_on_days(playbook.plan) if gate.condition.kpi == "members"]
        assert found
        assert all(course.value(gate.on) >= gate.condition.value for gate in found)


@given(st.lists(st.integers(1, 120), max_size=4), st.sampled_from(("linear", "compound", "s_curve")))
def test_any_gates_leave_a_path_that_goes_one_way_and_passes_them(asked: list[int], way: Trajectory) -> None:
    wanted = CompleteGoal("g", "members", Decimal(100), BY, Decimal(5), "at_least", way)
    days = [START + timedelta(days=7 + 21 * number) for number in range(len(asked))]
    gates = [
        Gate("build", on, CompleteCondition("members", "at_least", Decimal(value)))
        for on, value in zip(days, asked, strict=True)
    ]
    kpi = complete("bakery").kpis["members"]
    course = draw_course(wanted, kpi, START, None, gates)
    assert course is not None
    values = [course.value(START + timedelta(days=day)) for day in range(101)]
    assert all(before <= after for before, after in pairwise(values))
    assert all(course.value(gate.on) >= gate.condition.value for gate in gates if gate.condition.value <= 100)


def test_members_month_by_month_and_the_goal_say_the_same() -> None:
    playbook = worked_out("bakery", LINEAR)
    assert [m.value for m in playbook.paths[0].milestones] == [month.end for month in playbook.growth][:6]


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
