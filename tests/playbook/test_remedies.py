"""What an overload lacks is what its week has to be longer by."""

from __future__ import annotations

from planner.completion.days import work_calendar
from planner.playbook.agenda.duty import with_duty
from planner.playbook.ground import Ground, lay_ground
from planner.playbook.groups.courses import group_work
from planner.playbook.members.build import members_work
from planner.playbook.posts.postings import build_postings
from planner.playbook.previous import NOTHING_BEFORE
from planner.playbook.work.levelling import Loads, by_window
from planner.playbook.work.pieces import event_pieces, without_idle_routines
from planner.playbook.work.staff_days import without_buffer
from tests.planning import worked_out

TEAM = """
people:
  - {id: chen, name: 陈姐, roles: [owner, planner], hours: 4}
  - {id: zhou, name: 小周, roles: [admin, editor], hours: 5, deputy: 陈姐}
"""
MANY = "activities: {items: [{id: talk, kind: topic_discussion, name: 夜谈, count: 20}], only_written: true}"


def short_weeks(loads: Loads, holder: str) -> list[int]:
    load = loads.of(holder)
    assert load is not None
    return sorted(load.short())


def test_with_what_each_week_lacks_everything_fits() -> None:
    """Every overloaded week gets its own minutes and no other: levelled anew, no week is over."""
    playbook = worked_out("bakery", TEAM, MANY)
    assert len(playbook.hours.overloads) > 3
    plan = playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    work = (*group_work(playbook.groups, plan.period), *members_work(plan, playbook.members))
    ground = lay_ground(plan, days, build_postings(plan, days, NOTHING_BEFORE), work)
    ground = with_duty(ground, playbook.calendar.entries)
    done = without_idle_routines(plan, ground.steady, playbook.activities.occurrences)
    ground = Ground(plan, ground.staff, ground.postings, done)
    loads = Loads(ground.staff)
    loads.add(ground.steady_windows)
    for event in playbook.activities.occurrences:
        loads.add(by_window(event_pieces(plan, ground.staff, event), ground.staff))
    assert short_weeks(loads, "chen") + short_weeks(loads, "zhou") != []
    for one in playbook.hours.overloads:
        load, capacity = loads.of(one.holder), ground.staff.capacity(one.holder)
        assert load is not None
        assert capacity is not None
        week = ground.staff.week_of(one.week.monday)
        if one.remedy.kind == "add":
            assert 0 <= one.remedy.minutes - one.minutes < 15
        load.room[week] = without_buffer(capacity[week] + one.minutes)
    assert short_weeks(loads, "chen") + short_weeks(loads, "zhou") == []
