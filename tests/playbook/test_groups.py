"""Groups in time: who joins which, when the next one opens, who gets which post, and dated procedures."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.completion.team import is_available
from planner.completion.values.team import CompleteGroup
from planner.dates.workdays import WorkCalendar
from planner.playbook.goals.growth import build_growth
from planner.playbook.groups.courses import build_groups, group_work
from planner.playbook.groups.further import MOST_FURTHER, with_further_groups
from planner.playbook.posts.group_ages import GroupAges
from planner.playbook.posts.postings import build_postings
from planner.playbook.posts.rotation import Rotation, clusters
from planner.playbook.posts.slots import in_open_groups, recurring_slots
from planner.playbook.previous import NOTHING_BEFORE
from planner.playbook.values.groups import GroupsPlan, Procedure
from planner.playbook.work.pieces import steady_work
from planner.playbook.work.staff_days import StaffDays
from tests.planning import complete

RUNNING = "community: {name: 早饭搭子, type: interest, situation: running, product: 社区面包房}"
PEOPLE = """
people:
  - {name: 陈姐, roles: [owner, planner], deputy: 小周}
  - {name: 小周, roles: [admin, editor], deputy: 陈姐, days: [mon, tue, wed, thu, fri], leave: [{start: 2026-08-10, end: 2026-08-16}]}
"""
GOALS = "goals: [{kpi: 成员数, target: 900, baseline: 500, by: 2026-12-31}]"
POSTER = (
    "acquisition: {channels: [{channel: 门口海报, joins_per_month: 90, owner: 小周}], loss_per_month: 3%}"
)
HOME = "platforms: [{id: home, kind: wecom_group}]"
SERIES = """
content:
  series:
    - {id: tip, name: 早饭一问, when: "weekly tue,fri", time: "12:00", groups: [lou]}
"""


def worked(groups: str, *changes: str) -> tuple[CompletePlan, GroupsPlan, WorkCalendar]:
    """The plan with the groups that follow, and what becomes of them."""
    plan = complete("bakery", RUNNING, PEOPLE, GOALS, POSTER, HOME, f"groups:\n{groups}", *changes)
    days = work_calendar(plan.calendar, plan.period)
    growth = build_growth(plan)
    plan = with_further_groups(plan, growth, days)
    return plan, build_groups(plan, growth, days), days


def named(plan: CompletePlan, own: str) -> CompleteGroup:
    return next(group for group in plan.groups if group.id == own)


def procedure(groups: GroupsPlan, own: str) -> Procedure:
    return next(one for one in groups.procedures if one.id == f"procedure:{own}")


def members(groups: GroupsPlan, own: str) -> list[int]:
    return next([month.members for month in one.months] for one in groups.courses if one.group == own)


ONE_GROUP = "  - {id: lou, name: 楼下群, members: 500, capacity: 600, owner: 小周}\n"


# --- further groups ------------------------------------------------------------------------------------------------


def test_the_next_group_opens_after_its_share_is_reached_with_the_same_people_and_a_number() -> None:
    plan, groups, days = worked(ONE_GROUP)
    further = named(plan, "lou-2")
    full = next(course for course in groups.courses if course.group == "lou")
    assert (further.name, further.follows, further.members) == ("楼下 2 群", "lou", None)
    assert (further.platform, further.owner, further.deputy, further.capacity) == (
        named(plan, "lou").platform,
        named(plan, "lou").owner,
        named(plan, "lou").deputy,
        600,
    )
    assert full.next_group == "lou-2"
    assert full.full_on is not None
    assert further.opened is not None
    assert full.full_on < further.opened
    assert days.is_work_day(further.opened)


def test_who_joins_after_the_opening_goes_to_the_new_group() -> None:
    _, groups, _ = worked(ONE_GROUP)
    old, new = members(groups, "lou"), members(groups, "lou-2")
    assert max(old) <= 600
    assert old[-1] < max(old), "the full group only loses members"
    assert new == sorted(new)


def test_members_of_all_groups_add_up_to_the_growth() -> None:
    plan, groups, _ = worked(ONE_GROUP)
    for month in build_growth(plan):
        there = [m.members for one in groups.courses for m in one.months if m.month == month.month]
        assert sum(there) == month.end


def test_a_share_of_nothing_means_that_none_opens() -> None:
    plan, _, _ = worked(ONE_GROUP.replace("owner:", "next_at: 0, owner:"))
    assert [group.id for group in plan.groups] == ["lou"]


def test_nothing_opens_where_nobody_knows_how_many_join() -> None:
    written = "  - {id: lou, name: 楼下群, capacity: 10, owner: 小周}\n"
    unknown = "goals: [{kpi: 月活跃率, target: 15%, baseline: 8%, by: 2026-12-31}]"
    plan, groups, _ = worked(written, unknown)
    assert [group.id for group in plan.groups] == ["lou"]
    assert groups.courses[0].months == ()


def test_no_group_opens_in_the_last_two_weeks_nor_before_there_was_time_to_prepare() -> None:
    plan, _, _ = worked(ONE_GROUP.replace("600", "510"))
    opened = [group.opened for group in plan.groups if group.follows]
    assert opened
    for day in opened:
        assert day is not None
        assert plan.period.start + timedelta(days=14) <= day <= plan.period.last - timedelta(days=14)


def test_tiny_groups_open_one_after_the_other_and_never_without_end() -> None:
    plan, _, _ = worked(ONE_GROUP.replace("members: 500, capacity: 600", "members: 5, capacity: 5"))
    further = [group for group in plan.groups if group.follows]
    assert 1 < len(further) <= MOST_FURTHER
    assert len({group.id for group in plan.groups}) == len(plan.groups)
    assert [group.follows for group in further][:2] == ["lou", "lou-2"]


def test_newcomers_are_split_by_the_size_of_the_personas() -> None:
    two = (
        "  - {id: lou, name: 楼下群, persona: 赶早班的邻居, members: 250, capacity: 2000, owner: 小周}\n"
        "  - {id: wa, name: 带娃群, persona: 带娃的家长, members: 250, capacity: 2000, owner: 小周}\n"
    )
    sizes = """
audience:
  - {name: 赶早班的邻居, needs: [五分钟吃完], size: 900}
  - {name: 带娃的家长, needs: [孩子肯吃], size: 300}
"""
    no_loss = POSTER.replace("3%", "0%")
    _, groups, _ = worked(two, no_loss)
    assert abs(members(groups, "lou")[-1] - members(groups, "wa")[-1]) <= 1
    _, groups, _ = worked(two, sizes, no_loss)
    came = [members(groups, own)[-1] - 250 for own in ("lou", "wa")]
    assert abs(came[0] - 3 * came[1]) <= 3


def test_a_series_goes_to_the_new_group_from_its_opening_on_and_not_before() -> None:
    plan, _, days = worked(ONE_GROUP, SERIES)
    opened = named(plan, "lou-2").opened
    assert opened is not None
    postings = build_postings(plan, days, NOTHING_BEFORE)
    before = [one.groups for one in postings if one.on < opened]
    after = [one.groups for one in postings if one.on >= opened]
    assert set(before) == {("lou",)}
    assert set(after) == {("lou", "lou-2")}


def test_sending_and_patrols_take_their_time_in_every_open_group() -> None:
    patrol = "routines: [{id: patrol, name: 巡群, when: daily, minutes: 10, per_group: true, role: 陈姐}]"
    plan, _, days = worked(ONE_GROUP, SERIES, patrol)
    opened = named(plan, "lou-2").opened
    assert opened is not None
    postings = build_postings(plan, days, NOTHING_BEFORE)
    sending = {one.on < opened: one.send_minutes for one in postings}
    assert sending[False] == 2 * sending[True] > 0
    routine = {
        work.due < opened: work.minutes
        for work in steady_work(plan, StaffDays(plan, days), postings)
        if work.id.startswith("routine:patrol")
    }
    assert routine == {True: 10, False: 20}


def test_a_further_group_is_not_opened_like_the_first_one() -> None:
    """Its posts are those of the full group: what speaks of the past stays, and nothing greets old members as new."""
    plan, _, days = worked(ONE_GROUP, SERIES, RUNNING.replace("running", "new"))
    ages = GroupAges(plan)
    postings = build_postings(plan, days, NOTHING_BEFORE)
    ages.read(postings)
    late = [one for one in postings if "lou-2" in one.groups]
    assert late
    alone = replace(late[-1], groups=("lou",))
    assert ages.weeks(late[-1]) == ages.weeks(alone)
    assert not ages.openings(postings, frozenset(one.id for one in late))


# --- turns ---------------------------------------------------------------------------------------------------------


def group(own: str, same: tuple[str, ...] = ()) -> CompleteGroup:
    return CompleteGroup(
        own, own, "p", "", "x", "", None, None, None, None, "standing", "active", same_members_as=same
    )


@given(
    st.lists(st.lists(st.integers(0, 5), max_size=3), min_size=1, max_size=6),
    st.integers(2, 40),
    st.sampled_from(("tip", "ask", "周二问")),
)
@settings(max_examples=200)
def test_groups_with_the_same_members_take_turns(links: list[list[int]], turns: int, series: str) -> None:
    plan = complete("bakery")
    groups = tuple(group(f"g{i}", tuple(f"g{j}" for j in same)) for i, same in enumerate(links))
    rotation = Rotation(replace(plan, groups=groups))
    cluster = clusters(groups)
    wanted = tuple(one.id for one in groups)
    sent = [rotation.groups(series, wanted, date(2026, 8, 3), turn) for turn in range(turns)]
    for own in set(cluster.values()):
        same = [one for one in wanted if cluster[one] == own]
        each = [[one for one in groups if one in same] for groups in sent]
        assert all(len(one) == 1 for one in each), "one of them, and never none"
        assert all(a != b for a, b in pairwise(each) if len(same) > 1), "the next entry goes to the next"
        assert len({one[0] for one in each[: len(same)]}) == min(turns, len(same)), "each has its turn"


def test_having_the_same_members_holds_both_ways_and_on() -> None:
    found = clusters((group("a"), group("b", ("a",)), group("c", ("b",)), group("d")))
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_later_entries_change_no_earlier_turn() -> None:
    written = ONE_GROUP + "  - {id: old, name: 团购群, members: 60, owner: 小周, same_members_as: [lou]}\n"
    both = SERIES.replace("[lou]", "[lou, old]")
    short, _, days = worked(written, both.replace("groups:", "until: 2026-09-30, groups:"))
    long, _, _ = worked(written, both)
    first = {one.id: one.series.groups for one in recurring_slots(short, days, ())}
    all_of_them = {one.id: one.series.groups for one in recurring_slots(long, days, ())}
    assert first
    assert {own: all_of_them[own] for own in first} == first
    assert {len(set(groups) & {"lou", "old"}) for groups in all_of_them.values()} == {1}


# --- groups that end -----------------------------------------------------------------------------------------------


MERGING = (
    ONE_GROUP
    + "  - {id: old, name: 团购群, members: 60, owner: 陈姐, status: merging, into: 楼下群, closes: 2026-08-28}\n"
)


def test_after_its_last_day_a_group_gets_no_posts_and_its_members_are_in_the_other() -> None:
    plan, groups, days = worked(MERGING, SERIES.replace("[lou]", "[old]"))
    postings = build_postings(plan, days, NOTHING_BEFORE)
    ended = date(2026, 8, 28)
    assert {one.groups for one in postings if one.on <= ended} == {("old",)}
    assert {one.groups for one in postings if one.on > ended} <= {("lou",), ("lou", "lou-2")}
    assert len(members(groups, "old")) == 1, "at the end of July it still has members"


def test_a_closed_group_ends_its_series() -> None:
    closing = (
        ONE_GROUP
        + "  - {id: old, name: 团购群, members: 60, owner: 小周, status: closing, closes: 2026-08-28}\n"
    )
    plan, _, days = worked(closing, SERIES.replace("[lou]", "[old]"))
    postings = build_postings(plan, days, NOTHING_BEFORE)
    assert postings
    assert max(one.on for one in postings) <= date(2026, 8, 28)


def test_before_its_first_group_opens_a_written_series_stays() -> None:
    later = "  - {id: lou, name: 楼下群, opened: 2026-08-03, owner: 小周}\n"
    plan, _, days = worked(later, SERIES)
    slots = recurring_slots(plan, days, ())
    assert min(slot.on for slot in slots) < date(2026, 8, 3)
    assert in_open_groups(plan, slots) == slots


# --- procedures ----------------------------------------------------------------------------------------------------


def test_opening_begins_two_weeks_before_and_names_both_groups() -> None:
    plan, groups, _ = worked(ONE_GROUP)
    opening = procedure(groups, "lou:open")
    assert (opening.group, opening.other, opening.on) == ("lou", "lou-2", named(plan, "lou-2").opened)
    assert opening.reason.paths == (("groups", 0, "capacity"), ("groups", 0, "next_at"))
    assert opening.steps[0].on <= opening.on - timedelta(days=14)


def test_merging_is_said_by_the_one_and_received_by_the_other_owner() -> None:
    _, groups, _ = worked(MERGING)
    merging = procedure(groups, "old:merge")
    assert (merging.on, merging.other) == (date(2026, 8, 28), "lou")
    owners = {step.step: step.owner for step in merging.steps}
    assert owners["candid_word"] != owners["greet"] == merging.taker


@pytest.mark.parametrize("kind", ["standing, status: closing", "pop_up"])
def test_what_has_a_last_day_is_closed_in_steps(kind: str) -> None:
    own = f"  - {{id: fair, name: 集市快闪, owner: 小周, opened: 2026-07-13, closes: 2026-08-28, kind: {kind}}}\n"
    _, groups, _ = worked(ONE_GROUP + own)
    assert procedure(groups, "fair:close").on == date(2026, 8, 28)


def test_a_hand_over_ends_with_the_new_owner() -> None:
    plan, groups, _ = worked(
        ONE_GROUP.replace("owner: 小周", "owner: 小周, hand_over: {to: 陈姐, on: 2026-09-15}")
    )
    change = procedure(groups, "lou:hand_over")
    assert change.taker == named(plan, "lou").keeper(date(2026, 9, 15)) != named(plan, "lou").owner
    assert "review" not in {step.step for step in change.steps}, "the owner would ask herself"


def test_steps_are_on_days_on_which_their_doer_is_there_and_in_order() -> None:
    """The last word in August falls into a week of leave."""
    written = MERGING.replace("2026-08-28", "2026-08-12").replace(
        "owner: 陈姐, status", "owner: 小周, status"
    )
    plan, groups, _ = worked(
        written + "  - {id: fair, name: 集市快闪, kind: pop_up, owner: 小周, closes: 2026-07-08}\n"
    )
    people = {person.id: person for person in plan.people}
    steps = [step for one in groups.procedures for step in one.steps]
    assert len(steps) > 10
    for step in steps:
        assert is_available(people[step.owner], step.on), step
        assert step.on >= plan.period.start
    for one in groups.procedures:
        assert [step.on for step in one.steps] == sorted(step.on for step in one.steps)


def test_procedures_take_time_within_the_period_only() -> None:
    plan, groups, _ = worked(MERGING.replace("2026-08-28", "2026-12-31"))
    steps = [step for one in groups.procedures for step in one.steps]
    work = list(group_work(groups, plan.period))
    assert any(step.on not in plan.period for step in steps)
    assert work
    assert all(one.earliest == one.due and one.due in plan.period and one.source == "groups" for one in work)


def test_in_a_reviving_community_each_old_group_is_looked_at_after_the_audit() -> None:
    plan, groups, _ = worked(
        ONE_GROUP + "  - {id: wa, name: 带娃群, members: 90, owner: 陈姐, status: silent}\n",
        RUNNING.replace("running", "revive"),
    )
    looked = [one for one in groups.procedures if one.kind == "review"]
    assert [one.group for one in looked] == ["lou", "wa"]
    audit = [
        task.due
        for stage in plan.stages
        for task in stage.tasks
        if task.id in ("revive_audit", "revive_debts")
    ]
    assert len(audit) == 2
    for one in looked:
        assert one.steps[0].step == "candid_word"
        assert one.steps[0].on > max(audit)
        told = {step.step for step in one.steps if not step.minutes}
        assert told == {"candid_word", "first_ask", "decide"}, "the team's own tasks have these minutes"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 700), st.integers(1, 900), st.integers(0, 100), st.integers(0, 300))
def test_whatever_the_figures_groups_are_found_and_add_up(
    now: int, capacity: int, share: int, joins: int
) -> None:
    written = f"  - {{id: lou, name: 楼下群, members: {now}, capacity: {capacity}, next_at: {share}%, owner: 小周}}\n"
    goals = GOALS.replace("baseline: 500", f"baseline: {now}")
    plan, groups, _ = worked(written, goals, POSTER.replace("90", str(joins)))
    assert len(plan.groups) <= 1 + MOST_FURTHER
    for month in build_growth(plan):
        there = [m.members for one in groups.courses for m in one.months if m.month == month.month]
        assert sum(there) == month.end


# --- who joins which


def test_old_groups_share_those_who_join_by_their_room_and_twins_get_nobody() -> None:
    groups = """
  - {id: lou, name: 老群, members: 300, opened: 2025-01-01, capacity: 400, next_at: 100%}
  - {id: bei, name: 北群, members: 100, opened: 2025-02-01, capacity: 400, next_at: 100%}
  - {id: quan, name: 券群, members: 50, opened: 2025-03-01, capacity: 400, next_at: 100%, same_members_as: [lou]}
"""
    change = (
        "acquisition: {channels: [{channel: 门口海报, joins_per_month: 40, owner: 小周}], loss_per_month: 0%}"
    )
    plan, found, _ = worked(groups, change)
    first = {course.group: course.months[0].members for course in found.courses}
    came = {group.id: first[group.id] - (group.members or 0) for group in plan.groups}
    assert came["quan"] == 0
    assert 0 < came["lou"] < came["bei"]


def test_a_group_that_opens_in_the_plan_takes_all_who_join() -> None:
    groups = """
  - {id: lou, name: 老群, members: 100, opened: 2025-01-01, capacity: 400}
  - {id: xin, name: 新群, members: 0, opened: 2026-09-01, capacity: 400}
"""
    change = (
        "acquisition: {channels: [{channel: 门口海报, joins_per_month: 40, owner: 小周}], loss_per_month: 0%}"
    )
    plan, found, _ = worked(groups, change)
    months = {
        course.group: {one.month.first: one.members for one in course.months} for course in found.courses
    }
    assert plan.period.start < date(2026, 9, 1)
    assert months["lou"][date(2026, 8, 1)] > 100
    assert months["lou"][date(2026, 8, 1)] == months["lou"][date(2026, 12, 1)]
    assert months["xin"][date(2026, 9, 1)] == 40
