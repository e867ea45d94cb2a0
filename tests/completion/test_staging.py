"""How the period is divided, when groups open, and when tasks are due."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil

import pytest
from hypothesis import HealthCheck, given, settings

from planner.completion.days import work_calendar
from planner.completion.decision_days import decision_days
from planner.completion.model import CompletePlan
from planner.completion.paths import path_value, start_of_path
from planner.dates.ranges import Week
from planner.knowledge.load import load_type
from tests.planning import complete, complete_data
from tests.strategies import plans

some = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def windows(plan: CompletePlan) -> dict[str, str]:
    """Return first and last day of each stage."""
    return {stage.id: f"{stage.window.first:%m-%d}..{stage.window.last:%m-%d}" for stage in plan.stages}


def test_a_period_without_stages_is_divided_by_the_shares_of_the_type_at_mondays() -> None:
    plan = complete("bakery")
    shares = load_type("interest").rhythm["new"].stage_shares
    assert windows(plan) == {"build": "07-06..08-09", "growth": "08-10..11-08", "maturity": "11-09..01-05"}
    for stage in plan.stages:
        assert stage.window.first.weekday() == 0
        assert abs(stage.window.days * 100 / plan.period.days - shares[stage.id]) < 3


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ("growth: {start: 2026-09-01}", {"build": "07-06..08-31", "growth": "09-01..11-15", "maturity": "11-16..01-05"}),
        ("build: {end: 2026-08-20}", {"build": "07-06..08-20", "growth": "08-21..11-15", "maturity": "11-16..01-05"}),
        ("maturity: {start: 2026-12-01}", {"build": "07-06..08-09", "growth": "08-10..11-30", "maturity": "12-01..01-05"}),
        ("build: {skip_reason: 已有群}", {"growth": "07-06..10-25", "maturity": "10-26..01-05"}),
        (
            "build: {end: 2026-07-31}, growth: {start: 2026-08-10, end: 2026-10-31}",
            {"build": "07-06..07-31", "growth": "08-10..10-31", "maturity": "11-01..01-05"},
        ),
        # Days outside the period are left to a check; the rest is divided as if they had not been written.
        ("growth: {start: 2027-09-01}", {"build": "07-06..08-09", "growth": "08-10..11-08", "maturity": "11-09..01-05"}),
        # A stage that begins before the one before it ends gives way.
        (
            "build: {end: 2026-09-30}, growth: {start: 2026-09-01, end: 2026-10-31}",
            {"build": "07-06..09-30", "growth": "10-01..10-31", "maturity": "11-01..01-05"},
        ),
    ],
)  # fmt: skip
def test_written_days_win_and_the_rest_is_divided(stages: str, expected: dict[str, str]) -> None:
    assert windows(complete("bakery", f"stages: {{{stages}}}")) == expected


def test_a_period_of_one_day_has_one_stage() -> None:
    assert windows(complete("bakery", "period: {start: 2026-07-06, end: 2026-07-06}")) == {
        "build": "07-06..07-06"
    }


@some
@given(plans().map(complete_data))
def test_windows_of_any_plan_lie_in_the_period_one_after_the_other(plan: CompletePlan) -> None:
    assert plan.stages
    before = plan.period.start
    for stage in plan.stages:
        assert before <= stage.window.start < stage.window.end <= plan.period.end
        before = stage.window.end
    assert {s.id for s in plan.skipped}.isdisjoint(s.id for s in plan.stages)


def test_a_new_group_opens_on_a_monday_after_three_weeks_of_preparation() -> None:
    plan = complete("bakery")
    assert plan.groups[0].opened == date(2026, 7, 27)
    assert plan.origins[("groups", 0, "opened")].rule == "assumptions/opening_weeks_new"
    assert {series.start for series in plan.content.series if series.groups} == {date(2026, 7, 27)}


def test_it_opens_later_where_few_hours_have_to_prepare_it() -> None:
    year = "period: {start: 2026-07-06, months: 12}"
    assert complete("bakery", year).groups[0].opened == date(2026, 7, 27)
    alone = "people: [{name: 陈姐, roles: [owner, admin, editor, planner], hours: 4}]"
    opened = complete("bakery", f"{year}\n{alone}").groups[0].opened
    assert opened is not None
    assert opened > date(2026, 7, 27)


def test_it_opens_on_a_work_day() -> None:
    plan = complete("bakery", "period: {start: 2026-09-14, months: 6}")
    assert plan.groups[0].opened == date(2026, 10, 8)


def test_groups_that_exist_do_not_open_again() -> None:
    for groups in ("[{name: 老群, opened: 2024-02-01}]", "[{name: 老群, members: 80}]"):
        plan = complete("bakery", f"groups: {groups}")
        assert plan.groups[0].opened in (None, date(2024, 2, 1))
        assert ("groups", 0, "opened") not in plan.origins
    assert complete("library").groups[0].opened == date(2024, 2, 1)
    assert (
        complete("bakery", "community: {name: 早饭搭子, type: interest, situation: running}").groups[0].opened
        is None
    )


def test_what_prepares_the_opening_is_due_before_it() -> None:
    plan = complete("bakery")
    opened = plan.groups[0].opened
    assert opened is not None
    tasks = {task.id: task for task in plan.stages[0].tasks}
    opening = next(task for task in plan.stages[0].tasks if task.due == opened)
    for before in opening.after:
        assert tasks[before].due <= opened
    assert sum(task.due < opened for task in tasks.values()) >= 5
    assert len({task.due for task in tasks.values()}) >= len(tasks) // 2


def test_tasks_wait_for_what_they_build_on_and_end_on_work_days() -> None:
    for name in ("bakery", "library"):
        plan = complete(name)
        days = work_calendar(plan.calendar, plan.period)
        for stage in plan.stages:
            due = {task.id: task.due for task in stage.tasks}
            assert due
            for task in stage.tasks:
                assert days.is_work_day(task.due)
                assert task.due in stage.window
                assert all(due[before] <= task.due for before in task.after if before in due)


@some
@given(plans().map(complete_data))
def test_tasks_of_any_plan_name_only_tasks_that_exist(plan: CompletePlan) -> None:
    known: set[str] = set()
    for stage in plan.stages:
        assert [task.due for task in stage.tasks] == sorted(task.due for task in stage.tasks)
        known |= {task.id for task in stage.tasks}
        for task in stage.tasks:
            assert set(task.after) <= known


def test_a_week_is_not_filled_with_tasks() -> None:
    plan = complete(
        "bakery",
        "people: [{name: 陈姐, roles: [owner], hours: 10}, {name: 小周, roles: [admin, editor], hours: 10}]",
    )
    for stage in plan.stages:
        weeks: dict[Week, int] = {}
        for task in stage.tasks:
            if task.owner == plan.people[1].id and (plan.groups[0].opened or date.min) <= task.due:
                weeks[Week.of(task.due)] = weeks.get(Week.of(task.due), 0) + task.minutes
        assert max(weeks.values(), default=0) <= 600


WRITTEN = """
stages:
  build:
    tasks:
      - {id: pick, title: 定三款, due: 2026-08-12, owner: owner, minutes: 90}
      - {title: 试卖一周, after: [pick]}
      - {title: 收三十句话, after: [试卖一周]}
"""


def test_a_written_list_of_tasks_is_the_list_but_for_what_counts_an_unknown_baseline() -> None:
    counted, *tasks = complete("bakery", WRITTEN).stages[0].tasks
    assert (counted.id, counted.due) == ("count-baseline-active-rate", date(2026, 8, 7))
    assert [task.title.zh for task in tasks] == ["定三款", "试卖一周", "收三十句话"]
    assert [task.due for task in tasks] == sorted(task.due for task in tasks)
    assert tasks[0].due == date(2026, 8, 12)
    assert (tasks[0].owner, tasks[1].owner) == ("owner", "admin")
    assert [task.minutes for task in tasks] == [90, 60, 60]
    assert tasks[2].after == (tasks[1].id,)


def test_an_empty_list_of_tasks_means_none() -> None:
    assert complete("bakery", "stages: {build: {tasks: [], gate: []}}").stages[0].tasks == ()


def test_gates_follow_the_goals() -> None:
    plan = complete("bakery", "goals: [{kpi: members, target: 200, by: 2026-12-31, baseline: 40}]")
    shares = {gate.kpi: gate.of_goal for gate in load_type("interest").gates["build"]}
    share = shares["members"]
    assert share is not None
    condition = next(c for c in plan.stages[0].gate if c.kpi == "members")
    assert condition.bound == "at_least"
    of_goal = ceil(40 + 160 * share)
    goal = plan.goals[0]
    start = start_of_path(goal, plan.period.start, plan.groups[0].opened)
    looked_at = decision_days(plan).gate(plan.stages[0].window)
    assert looked_at == date(2026, 8, 7), "the last day of the stage is a Sunday"
    on_path = path_value(goal, Decimal(40), start, looked_at)
    assert condition.value == min(of_goal, ceil(on_path)), "who is on the path passes the gate"
    assert plan.origins[("stages", "build", "gate")].kind == "assumed"


def test_written_gates_are_read_in_the_unit_of_their_kpi() -> None:
    gate = "[{kpi: 月活跃率, at_least: 12%}, {kpi: 首次响应时长, at_most: 2}, {kpi: 从没听过, at_least: 1}]"
    plan = complete("bakery", f"stages: {{build: {{gate: {gate}}}}}")
    assert [(c.kpi, c.bound, str(c.value)) for c in plan.stages[0].gate] == [
        ("active_rate", "at_least", "12"),
        ("first_response_hours", "at_most", "2"),
    ]


def test_a_preset_gate_lies_on_the_path_that_a_written_gate_bends() -> None:
    goals = "goals: [{kpi: members, target: 200, by: 2026-12-31, baseline: 40, trajectory: linear}]"
    asked = "stages: {growth: {gate: [{kpi: members, at_least: 190}]}}"
    before, after = (complete("bakery", goals, change).stages[0].gate for change in ("", asked))
    assert [c.value for c in before if c.kpi == "members"] < [c.value for c in after if c.kpi == "members"]


def test_an_unknown_baseline_gives_no_halfway_gate() -> None:
    plan = complete("bakery", "goals: [{kpi: members, target: 200, by: 2026-12-31, baseline: unknown}]")
    for stage in plan.stages:
        assert all(c.value == 200 for c in stage.gate if c.kpi == "members")
