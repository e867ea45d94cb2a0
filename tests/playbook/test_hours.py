"""Who has how much to do in which week, and the same playbook whatever the machine."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import textwrap
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from planner.completion.days import work_calendar
from planner.playbook.build import build_playbook
from planner.playbook.values.hours import WeekLoad
from planner.playbook.work.pieces import steady_work
from planner.playbook.work.staff_days import StaffDays
from tests.planning import PLANS, complete, worked_out

ROOT = Path(__file__).parents[2]
BARE = """
groups: [{name: 群, opened: 2026-01-01}]
activities: {items: [], only_written: true}
routines: []
stages: {build: {tasks: []}, growth: {tasks: []}, maturity: {tasks: []}}
journeys: []
champions: {target: 0}
"""
MEMBERS = "journeys: null\nchampions: null"
"""Written by nobody, so that they are ours."""
PEOPLE = """
people:
  - {id: chen, name: 陈姐, roles: [owner], hours: 7}
  - {id: zhou, name: 小周, roles: [admin, editor], hours: 14, deputy: 陈姐, days: [mon, tue, wed, thu, fri, sat, sun], leave: [{start: 2026-07-20, end: 2026-07-22}]}
"""
ONE_POST = "content: {series: [{id: a, name: a, when: weekly thu, minutes: 60, send_minutes: 5, reply_minutes: 15}], only_written: true}"


def load(holder: str, week: str, *changes: str) -> WeekLoad:
    loads = worked_out("bakery", BARE, PEOPLE, *changes).hours.loads
    return next(one for one in loads if one.holder == holder and str(one.week) == week)


def test_a_post_costs_its_writing_its_review_and_the_answering() -> None:
    demand = load("zhou", "2026-W28", ONE_POST).demand
    assert demand == {"content": 60, "sending": 5, "replies": 15, "buffer": 8}
    assert load("chen", "2026-W28", ONE_POST).demand == {"content": 5, "buffer": 0}


def test_members_one_by_one_and_champions_are_work_beside_the_posts() -> None:
    """What journeys and champions that nobody wrote take comes on top of what there is without them."""
    alone = worked_out("bakery", BARE, PEOPLE, ONE_POST)
    playbook = worked_out("bakery", BARE, PEOPLE, ONE_POST, MEMBERS)
    assert (alone.members.journeys, alone.members.champions) == ((), None)
    champions = playbook.members.champions
    assert champions is not None
    journeys: Counter[tuple[str, str]] = Counter()
    for journey in playbook.members.journeys:
        for week in journey.weeks:
            for step in week.steps:
                journeys[step.owner, str(week.week)] += step.minutes
    assert len(journeys) > 20
    without = {(one.holder, one.week): one for one in alone.hours.loads}
    asking: Counter[str] = Counter()
    for one in playbook.hours.loads:
        assert one.demand.get("journeys", 0) == journeys.pop((one.holder, str(one.week)), 0)
        asking[one.holder] += one.demand.get("champions", 0)
        before = without.get((one.holder, one.week))
        if before is not None:
            assert one.total >= before.total
            assert {key: one.demand.get(key) for key in before.demand if key != "buffer"} == {
                key: minutes for key, minutes in before.demand.items() if key != "buffer"
            }
    assert not +journeys
    assert +asking == {"chen": sum(month.asked for month in champions.months) * champions.minutes_to_ask}


def test_two_groups_are_sent_to_and_answered_twice() -> None:
    groups = "groups: [{name: 一, opened: 2026-01-01}, {name: 二, opened: 2026-01-01}]"
    demand = load("zhou", "2026-W28", ONE_POST, groups).demand
    assert (demand["sending"], demand["replies"]) == (10, 30)


def test_leave_takes_its_share_of_the_week() -> None:
    assert load("zhou", "2026-W28", ONE_POST).capacity == 14 * 60
    assert load("zhou", "2026-W30", ONE_POST).capacity == 14 * 60 * 4 // 7


def test_routines_count_per_open_group() -> None:
    groups = "groups: [{name: 一, opened: 2026-01-01}, {name: 二, opened: 2026-07-15}]"
    routine = (
        "routines: [{id: r, name: 巡群, when: daily, minutes: 10, per_group: true}]\ncontent: {series: []}"
    )
    assert load("zhou", "2026-W28", groups, routine).demand["routine"] == 70
    assert load("zhou", "2026-W29", groups, routine).demand["routine"] == 10 * (2 + 5 * 2)


def test_tasks_events_and_their_preparation_are_counted() -> None:
    task = "stages: {build: {tasks: [{title: 定三款, due: 2026-07-08, owner: 陈姐, minutes: 90}]}}"
    assert load("chen", "2026-W28", ONE_POST, task).demand["task"] == 90
    event = """
    activities:
      only_written: true
      items:
        - kind: qa_hour
          date: 2026-07-16
          roles: {host: 陈姐}
          tasks: [{title: 约人, work_days_before: 1, minutes: 45, owner: 陈姐}]
    """
    demand = load("chen", "2026-W29", ONE_POST, textwrap.dedent(event)).demand
    assert demand["preparation"] == 45
    assert demand["event"] >= 60


def test_without_hours_there_is_demand_but_no_limit() -> None:
    playbook = worked_out("bakery")
    assert playbook.hours.total > 0
    assert {one.capacity for one in playbook.hours.loads} == {None}
    assert playbook.hours.busiest is not None
    assert playbook.hours.busiest.over == 0
    assert {one.holder for one in playbook.hours.loads} <= set(playbook.plan.roles)


def test_a_mean_is_over_the_days_of_the_period() -> None:
    playbook = worked_out("library")
    hours, days = playbook.hours, playbook.plan.period.days
    for holder, mean in hours.weekly_mean.items():
        assert mean == sum(load.total for load in hours.loads if load.holder == holder) * 7 // days


def test_steady_work_leaves_room_in_the_hours_of_those_who_wrote_them() -> None:
    """What is ours is left out until it fits: in a plan with nothing written, at most one week in five is far overfull."""
    people = "people: [{name: 陈姐, roles: [owner, planner], hours: 6}, {name: 小周, roles: [admin, editor], hours: 12}]"
    hours = worked_out("bakery", people).hours
    limited = [load for load in hours.loads if load.capacity]
    assert sum(load.over > load.capacity * 0.25 for load in limited if load.capacity) <= len(limited) // 5


SCRIPT = """
import sys
from tests.planning import worked_out
sys.stdout.write(repr([worked_out(name) for name in sys.argv[1:]]))
"""


def test_hash_seeds_change_nothing() -> None:
    names = sorted(path.stem for path in PLANS.glob("*.yaml"))
    assert len(names) >= 2
    found = set()
    for seed in ("0", "1", "4711"):
        output = subprocess.run(
            [sys.executable, "-c", SCRIPT, *names],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        assert len(output) > 100_000
        found.add(hashlib.sha256(output).hexdigest())
    assert len(found) == 1


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.glob("*.yaml")))
def test_a_plan_is_planned_the_same_twice(name: str) -> None:
    assert repr(build_playbook(complete(name))) == repr(build_playbook(complete(name)))


def test_what_does_not_fit_into_its_week_is_done_before_it() -> None:
    """Two drafts of five hours are due in the week of 17 August; there is room for one and a bit."""
    people = "people: [{id: zhou, name: 小周, roles: [owner, admin, editor], hours: 8, days: [mon, tue, wed, thu, fri]}]"
    posts = "content: {series: [{id: %s, name: a, when: weekly thu, start: 2026-08-20, until: 2026-08-20, minutes: 300, send_minutes: 0, reply_minutes: 0}"
    two = f"{posts % 'a'}, {(posts % 'b').removeprefix('content: {series: [')}], only_written: true}}"
    hours = worked_out("bakery", BARE, people, two).hours
    due = date(2026, 8, 18)
    (share,) = hours.ahead
    assert (share.holder, share.source, str(share.week), share.due) == ("zhou", "content", "2026-W33", due)
    assert share.work.startswith("post:")
    assert hours.overloads == ()
    weeks = {str(load.week): load for load in hours.loads if load.total}
    assert set(weeks) == {"2026-W33", "2026-W34"}
    assert weeks["2026-W33"].demand["content"] == share.minutes
    assert weeks["2026-W34"].total <= 8 * 60


def test_what_fits_nowhere_shows_where_it_is_due_with_what_would_help() -> None:
    people = "people: [{id: zhou, name: 小周, roles: [owner, admin, editor], hours: 2}]"
    task = "stages: {build: {tasks: [{id: stock, title: 盘点, due: 2026-07-15, minutes: 600}]}, growth: {tasks: []}, maturity: {tasks: []}}"
    nothing = "content: {series: [], only_written: true}\nactivities: {items: [], only_written: true}"
    (overload,) = worked_out("bakery", BARE, people, nothing, task).hours.overloads
    assert (str(overload.week), overload.holder) == ("2026-W29", "zhou")
    assert overload.causes[0] == "task:build:stock"
    assert overload.remedy.kind == "add"
    assert overload.minutes <= overload.remedy.minutes < overload.minutes + 15


def test_a_task_is_not_begun_before_what_it_builds_on_is_due() -> None:
    for name in ("bakery", "library"):
        plan = complete(name)
        staff = StaffDays(plan, work_calendar(plan.calendar, plan.period))
        work = {piece.id: piece for piece in steady_work(plan, staff, ()) if piece.source == "task"}
        due = {task.id: task.due for stage in plan.stages for task in stage.tasks}
        checked = 0
        for stage in plan.stages:
            for task in stage.tasks:
                piece = work[f"task:{stage.id}:{task.id}"]
                assert stage.window.start <= piece.earliest <= piece.due == task.due
                for before in task.after:
                    checked += 1
                    assert due[before] <= piece.earliest
        assert checked


def test_tables_say_what_calendar_and_people_say() -> None:
    for name in ("bakery", "library"):
        plan = complete(name, PEOPLE if name == "bakery" else "")
        days = work_calendar(plan.calendar, plan.period)
        staff = StaffDays(plan, days)
        for day in plan.period:
            for count in (0, 1, 7, 30):
                assert staff.back(day, count) == days.add_work_days(day, -count)
        for person in plan.people:
            capacity = staff.capacity(person.id)
            assert capacity is not None
            assert len(capacity) == len(staff.weeks)
            assert max(capacity) <= (person.minutes or 0)
            assert staff.span(person.id, plan.period.start, plan.period.last) is not None
