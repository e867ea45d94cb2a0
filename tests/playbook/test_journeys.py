"""Journeys in time: how many members get which step in which week, who does it, what it takes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.completion.team import is_available
from planner.dates.ranges import Week
from planner.knowledge.load import load_activity_kind
from planner.playbook.build import build_playbook
from planner.playbook.members.sign_ups import sign_up_work
from planner.playbook.members.streams import waits_for_events
from planner.playbook.model import Playbook
from planner.playbook.values.members import JourneyPlan
from planner.playbook.work.event_work import event_minutes
from tests.planning import complete, complete_data, worked_out
from tests.strategies import plans, working_plans

some = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
playbooks = st.one_of(plans(), working_plans()).map(complete_data).map(build_playbook)

TEAM = "people: [{name: 陈姐, id: chen, roles: [owner, planner]}, {name: 小周, id: zhou, roles: [admin]%s}]"
OPEN = "groups: [{name: 群, opened: 2026-07-06, members: 0}]"
JOINS = (
    "acquisition: {channels: [{channel: 柜台, joins_per_month: %s, cost_per_month: 90}], loss_per_month: 0}"
)
OWN = "journeys: [{id: own, trigger: joined, per_month: %s, steps: [{day: 0, minutes: 2}, {day: 10, share: 50%%}]}]"


def journey(playbook: Playbook, name: str) -> JourneyPlan:
    return next(one for one in playbook.members.journeys if one.journey.id == name)


def people(plan: JourneyPlan, step: str) -> Decimal:
    return sum((one.people for week in plan.weeks for one in week.steps if one.step == step), Decimal(0))


@some
@given(playbooks)
def test_no_step_lies_outside_the_plan_and_whoever_does_it_is_there(playbook: Playbook) -> None:
    plan = playbook.plan
    known = {person.id: person for person in plan.people}
    for one in playbook.members.journeys:
        weeks = [week.week for week in one.weeks]
        assert weeks == sorted(set(weeks))
        for week in one.weeks:
            days = week.week.range.intersection(plan.period)
            assert days is not None
            for step in week.steps:
                assert step.people > 0
                person = known.get(step.owner)
                assert person is None or any(is_available(person, day) for day in days)


@some
@given(playbooks)
def test_nobody_who_is_silent_is_written_to_more_than_twice(playbook: Playbook) -> None:
    for one in playbook.plan.journeys:
        if not one.written:
            assert one.touches >= 1
            assert one.trigger != "silent" or max(one.touches, len(one.steps)) <= 2


@some
@given(playbooks)
def test_everybody_who_joins_sets_out_and_gets_the_first_step(playbook: Playbook) -> None:
    joins = sum(month.joins for month in playbook.growth)
    arrived = sum(playbook.members.arrivals.values(), Decimal(0))
    weeks = len(playbook.hours.loads) + 60
    assert abs(arrived - joins) <= Decimal("0.05") * weeks
    for one in playbook.members.journeys:
        if one.journey.trigger == "joined" and one.journey.per_month is None:
            if one.journey.rate == 0:  # nobody is sought before it is decided what stays
                assert not one.weeks
                continue
            step = one.journey.steps[0]
            assert abs(people(one, step.id) - arrived * step.share) <= Decimal("0.1") * weeks


@some
@given(playbooks)
def test_the_work_of_journeys_is_in_the_hours(playbook: Playbook) -> None:
    minutes = sum(
        step.minutes
        for one in playbook.members.journeys
        for week in one.weeks
        for step in week.steps
        if step.owner
    )
    assert sum(load.demand.get("journeys", 0) for load in playbook.hours.loads) == minutes


def test_joins_are_spread_evenly_over_the_days_on_which_groups_are_open() -> None:
    arrivals = worked_out(
        "bakery", JOINS % 62, "groups: [{name: 群, opened: 2026-07-15, members: 0}]"
    ).members.arrivals
    # July has 17 of 31 days: 34 people, two a day; the opening is a Wednesday.
    assert (min(arrivals), arrivals[Week(2026, 29)]) == (Week(2026, 29), 10)
    assert arrivals[Week(2026, 30)] == 14


def test_a_step_comes_its_days_after_the_member_s_own_day() -> None:
    own = journey(worked_out("bakery", OPEN, OWN % "60.83"), "own")
    first, second, third = own.weeks[:3]
    # Two a day from Monday; ten days later is the Thursday of the week after.
    assert (first.begin, [(one.step, one.people) for one in first.steps]) == (14, [("d0", 14)])
    assert [(one.step, one.people) for one in second.steps] == [("d0", 14), ("d10", 4)]
    assert [(one.step, one.people) for one in third.steps] == [("d0", 14), ("d10", 7)]
    assert [one.minutes for one in third.steps] == [28, 7]


def test_who_is_away_all_week_is_stood_in_for() -> None:
    leave = ", leave: [{start: 2026-07-13, end: 2026-07-19}]"
    alone = journey(worked_out("bakery", OPEN, OWN % 60, TEAM % leave), "own")
    assert [week.steps[0].owner for week in alone.weeks[:3]] == ["zhou", "", "zhou"]
    helped = journey(worked_out("bakery", OPEN, OWN % 60, TEAM % f"{leave}, deputy: 陈姐"), "own")
    assert [week.steps[0].owner for week in helped.weeks[:3]] == ["zhou", "chen", "zhou"]


def test_what_nobody_does_takes_no_time() -> None:
    leave = ", leave: [{start: 2026-07-13, end: 2026-07-19}]"
    loads = worked_out("bakery", OPEN, OWN % 60, TEAM % leave, "routines: []").hours.loads
    away = [load.demand.get("journeys", 0) for load in loads if load.week == Week(2026, 29)]
    assert sum(away) == 0


def test_who_is_silent_in_a_community_that_was_there_is_met_in_the_first_week() -> None:
    was_there = "community: {name: 早饭搭子, type: interest, situation: running, product: 面包房}"
    goal = "goals: [{kpi: 成员数, target: 320, baseline: 300, by: 2026-12-31}]"
    silent = journey(worked_out("bakery", was_there, goal), "silent")
    # Nobody gets the last message without the one before it.
    first = {
        step.id: min(w.week for w in silent.weeks if step.id in {one.step for one in w.steps})
        for step in silent.journey.steps
    }
    assert first["d7"] == silent.weeks[0].week
    assert first["d30"].monday >= first["d7"].monday + timedelta(days=21)
    new = journey(worked_out("bakery", OPEN, JOINS % 90), "silent")
    opened = Week(2026, 28)
    assert min(week.week for week in new.weeks if "d30" in {one.step for one in week.steps}).monday >= (
        opened.monday + timedelta(days=28)
    )


def test_who_signs_up_is_confirmed_by_whoever_takes_the_names_and_missed_the_day_after() -> None:
    event = "activities: {items: [{id: meal, kind: meetup_dinner, date: 2026-09-10, participants: 50}], only_written: true}"
    playbook = worked_out("bakery", event)
    (held,) = playbook.activities.occurrences
    missing = load_activity_kind("meetup_dinner").no_show
    sign_up = journey(playbook, "sign_up")
    assert abs(people(sign_up, "confirm") - 50) <= Decimal("0.2")
    # The event's own reminder asks on the eve.
    assert held.reminders[-1] == held.on - timedelta(days=1)
    assert {step.id for step in sign_up.journey.steps} == {"confirm"}
    doers = {step.owner for week in sign_up.weeks for step in week.steps}
    assert doers == {held.activity.holders["assistant"]}
    (after,) = journey(playbook, "no_show").weeks
    assert (after.week, after.begin) == (Week.of(date(2026, 9, 11)), 50 * missing)
    assert held.sign_up_opens is not None
    assert min(week.week for week in sign_up.weeks) == Week.of(held.sign_up_opens)


def test_nobody_is_confirmed_or_missed_where_nobody_takes_a_seat() -> None:
    event = "activities: {items: [{id: talk, kind: expert_talk, date: 2026-09-10, participants: 50}], only_written: true}"
    plan = complete("bakery", event)
    (held,) = build_playbook(plan).activities.occurrences
    assert held.sign_up_opens is not None
    assert not any(
        week for name in ("sign_up", "no_show") for week in journey(build_playbook(plan), name).weeks
    )
    assert event_minutes(held.activity, plan.journeys) == event_minutes(held.activity)


@some
@given(playbooks)
def test_the_events_work_is_what_their_journeys_say(playbook: Playbook) -> None:
    counted: Counter[tuple[str, str, Week]] = Counter()
    for event in playbook.activities.occurrences:
        for piece in sign_up_work(playbook.plan, event):
            assert piece.earliest in Week.of(piece.due).range
            _, name, step, week, _ = piece.id.split(":", 4)
            assert str(Week.of(piece.due)) == week
            counted[name, step, Week.of(piece.due)] += piece.minutes
    told = {
        (one.journey.id, step.step, there.week): step.minutes
        for one in playbook.members.journeys
        if waits_for_events(one.journey)
        for there in one.weeks
        for step in there.steps
        if step.owner and step.minutes
    }
    assert counted == told


def test_an_event_takes_as_much_when_it_is_chosen_as_when_it_has_its_day() -> None:
    event = "activities: {items: [{id: meal, kind: meetup_dinner, date: 2026-09-10, participants: 53}], only_written: true}"
    plan = complete("bakery", event)
    (held,) = build_playbook(plan).activities.occurrences
    alone, all_of_it = event_minutes(held.activity), event_minutes(held.activity, plan.journeys)
    messages = sum(piece.minutes for piece in sign_up_work(plan, held))
    assert messages == sum(all_of_it.values()) - sum(alone.values())
    # 53 are confirmed, some stay away.
    assert messages > 53
    assert tuple(sign_up_work(complete("bakery", event, "journeys: []"), held)) == ()


FULL = (
    "content: {series: [{id: a, name: 早班, when: weekly mon, start: 2026-07-13, until: 2026-07-13, "
    "minutes: 0, send_minutes: 0, reply_minutes: %s}], only_written: true}"
)
QUIET = "activities: {items: [], only_written: true}\nroutines: []\nchampions: {target: 0}\nstages: {build: {tasks: []}, growth: {tasks: []}, maturity: {tasks: []}}"
WORKS = "people: [{name: 小周, id: zhou, roles: [owner, planner, admin], hours: 8}]"


def test_in_a_full_week_the_least_urgent_messages_are_missed_and_the_welcome_never() -> None:
    free, full, over = (
        worked_out("bakery", OPEN, JOINS % 60, QUIET, WORKS, FULL % minutes) for minutes in (0, 420, 900)
    )
    week = Week(2026, 29)

    def steps(playbook: Playbook, name: str) -> tuple[set[str], set[str]]:
        there = next(one for one in journey(playbook, name).weeks if one.week == week)
        return {step.step for step in there.steps}, set(there.spared)

    joined = next(one.journey.id for one in free.members.journeys if one.journey.trigger == "joined")
    assert steps(free, joined)[1] == set()
    assert full.hours.overloads == ()
    kept, missed = steps(full, joined)
    assert "d0" in kept
    everything = kept | missed
    # What nobody can mend by missing messages is still too much, and the welcome is sent all the same.
    assert steps(over, joined) == ({"d0"}, everything - {"d0"})
    (overload,) = over.hours.overloads
    assert (overload.week, overload.holder) == (week, "zhou")
    other = [
        one for one in over.members.journeys for there in one.weeks if there.week != week and there.spared
    ]
    assert other == []


def test_what_was_written_is_done_in_a_full_week_too() -> None:
    playbook = worked_out("bakery", OPEN, OWN % 60, QUIET, WORKS, FULL % 900)
    assert playbook.hours.overloads
    assert all(not week.spared for week in journey(playbook, "own").weeks)


def test_without_events_or_members_nobody_knows_how_many_it_concerns() -> None:
    unknown = worked_out("bakery", "goals: [{kpi: 满意度, target: 4, by: 2026-12-31, baseline: 3}]")
    assert unknown.members.arrivals == {}
    assert journey(unknown, "joined_interest").weeks == ()


def test_a_channel_says_what_it_means_a_day_what_is_asked_of_it_and_what_a_member_costs() -> None:
    two = "acquisition: {channels: [{channel: 柜台, joins_per_month: 30, cost_per_month: 90}, {channel: 外卖卡, joins_per_month: 10}], loss_per_month: 0}"
    goal = "goals: [{kpi: 成员数, target: 480, baseline: 0, by: 2026-12-31}]"
    counter, card = worked_out("bakery", OPEN, two, goal).members.channels
    assert (counter.month, counter.day, counter.cost_per_join) == (30, Decimal("0.99"), 3)
    assert card.cost_per_join is None
    assert counter.needed is not None
    assert card.needed is not None
    # Not quite six months: a little more than 80 a month in all, three quarters of it at the counter.
    assert 80 < counter.needed + card.needed < 84
    assert abs(counter.needed - 3 * card.needed) <= Decimal("0.2")
    other = "goals: [{kpi: 满意度, target: 4, by: 2026-12-31, baseline: 3}]"
    assert all(one.needed is None for one in worked_out("bakery", two, other).members.channels)
