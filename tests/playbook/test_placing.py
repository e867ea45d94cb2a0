"""Placing: days and hours that suit, nobody asked too much, and the same days when it is done again."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange, Week
from planner.knowledge.load import load_activity_kind
from planner.playbook.build import build_playbook
from planner.playbook.events import WrittenEvents, place_chosen, place_written
from planner.playbook.model import Playbook
from planner.playbook.placing.spreading import segments, share_out
from planner.playbook.placing.suiting import SECOND_BIG
from planner.playbook.portfolio.choose import choose_portfolio
from planner.playbook.posts.postings import build_postings
from planner.playbook.previous import NOTHING_BEFORE, PlacedBefore, Previous
from planner.playbook.values.activities import ActivityPlan, Occurrence
from planner.playbook.values.portfolio import Portfolio
from planner.playbook.work.duty import is_available
from planner.playbook.work.event_work import LIVE_LIMIT, is_big
from planner.playbook.work.levelling import Loads, by_window
from planner.playbook.work.pieces import event_pieces
from planner.playbook.work.presence import absence
from planner.resources import samples_folder
from tests.grounding import ground_of
from tests.planning import PLANS, complete, complete_data, data_of, worked_out
from tests.strategies import plans

SAMPLES = sorted([*samples_folder().glob("*.yaml"), *PLANS.glob("*.yaml")])
ONLY = "activities: {items: [%s], only_written: true}"
HOURS = "people: [{id: zhou, name: 小周, roles: [owner, admin, editor, planner, expert], hours: %s}]"
some = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def sample(path: Path) -> CompletePlan:
    return complete_data(data_of(path.read_bytes()))


def placed(
    plan: CompletePlan, previous: Previous = NOTHING_BEFORE, portfolio: Portfolio | None = None
) -> tuple[WrittenEvents, Portfolio, ActivityPlan]:
    """The steps of the playbook up to the events."""
    ground = ground_of(plan, previous)
    written = place_written(plan, ground, previous)
    chosen = portfolio or choose_portfolio(plan, ground, written.occurrences, previous)
    return written, chosen, place_chosen(plan, ground, written, chosen, previous)


def anchors(plan: ActivityPlan) -> Previous:
    """What the record of a playbook says of its events."""
    return Previous(
        occurrences={
            event.id: PlacedBefore(event.on, f"{event.start:%H:%M}", event.offer, event.question)
            for event in plan.occurrences
        }
    )


def free_days(plan: ActivityPlan) -> dict[str, date]:
    return {event.id: event.on for event in plan.occurrences}


def check_limits(plan: CompletePlan, events: tuple[Occurrence, ...]) -> None:
    """What holds for every chosen event, and for written ones whose day the plan leaves open."""
    blackouts = [days for days, _ in plan.calendar.blackout]
    people = {person.id: person for person in plan.people}
    overridden = {override.id for override in plan.calendar.overrides}
    for event in events:
        activity = event.activity
        if activity.date is None and not activity.when and event.id not in overridden:
            touched = DateRange.inclusive(event.on, event.on + timedelta(days=activity.duration // 1440))
            assert not any(touched.overlaps(days) for days in blackouts)
            assert event.on in plan.period
            assert event.end.date() <= plan.period.end
        if activity.written or event.id in overridden:
            continue
        assert all(
            is_available(people[holder], event.on) for holder in activity.holders.values() if holder in people
        )
        for other in events:
            if other.id == event.id:
                continue
            if other.activity.kind == activity.kind:
                assert abs((other.on - event.on).days) >= load_activity_kind(activity.kind).distance_days
            if max(other.activity.duration, activity.duration) <= LIVE_LIMIT:
                shared = set(activity.holders.values()) & set(other.activity.holders.values())
                assert not shared or other.end <= event.start or event.end <= other.start


def missing_minutes(plan: CompletePlan, events: tuple[Occurrence, ...]) -> dict[str, int]:
    ground = ground_of(plan)
    staff = ground.staff
    loads = Loads(staff)
    loads.add(ground.steady_windows)
    for event in events:
        loads.add(by_window(event_pieces(plan, staff, event), staff))
    return {person.id: loads.missing(person.id) for person in plan.people}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_in_every_sample_all_limits_hold_and_placing_again_changes_nothing(path: Path) -> None:
    plan = sample(path)
    written, portfolio, activities = placed(plan)
    check_limits(plan, activities.occurrences)
    assert missing_minutes(plan, activities.occurrences) == missing_minutes(plan, written.occurrences)
    again = placed(plan, anchors(activities), portfolio)[2]
    assert again == activities


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_sample_has_two_big_events_in_a_week_of_which_one_was_chosen(path: Path) -> None:
    for first, second in combinations(placed(sample(path))[2].occurrences, 2):
        if is_big(first.activity) and is_big(second.activity):
            both_set = first.activity.written and second.activity.written
            assert both_set or Week.of(first.on) != Week.of(second.on)


@some
@given(plans(most_months=4).map(complete_data))
def test_in_any_plan_all_limits_hold_and_placing_again_changes_nothing(plan: CompletePlan) -> None:
    written, portfolio, activities = placed(plan)
    check_limits(plan, activities.occurrences)
    assert missing_minutes(plan, activities.occurrences) == missing_minutes(plan, written.occurrences)
    assert placed(plan, anchors(activities), portfolio)[2] == activities


@some
@given(plans(most_months=4).map(complete_data).map(build_playbook))
def test_in_any_plan_work_lies_between_its_days(playbook: Playbook) -> None:
    hours = playbook.hours
    for share in hours.ahead:
        assert share.minutes > 0
        assert share.week < Week.of(
            min(max(share.due, playbook.plan.period.start), playbook.plan.period.last)
        )
    over = {(load.week, load.holder): load.over for load in hours.loads if load.over}
    assert {(one.week, one.holder): one.minutes for one in hours.overloads} == over
    for one in hours.overloads:
        assert one.causes
        assert one.remedy.kind != "add" or one.minutes <= one.remedy.minutes < one.minutes + 15


def test_one_more_occurrence_leaves_the_others_where_they_are() -> None:
    plan = complete("bakery", ONLY % "{id: qa, kind: qa_hour, count: 4}")
    before = placed(plan)[2]
    more = complete("bakery", ONLY % "{id: qa, kind: qa_hour, count: 5}")
    after = placed(more, anchors(before))[2]
    assert free_days(before).items() <= free_days(after).items()
    days = sorted(free_days(after).values())
    assert len(days) == 5
    assert min((later - earlier).days for earlier, later in pairwise(days)) >= 14


def test_a_day_that_is_no_longer_allowed_is_left() -> None:
    before = placed(complete("bakery", ONLY % "{id: qa, kind: qa_hour, count: 3}"))[2]
    first = before.occurrences[0]
    quiet = f"calendar: {{blackout: [{{start: {first.on}, end: {first.on}}}]}}"
    after = placed(complete("bakery", ONLY % "{id: qa, kind: qa_hour, count: 3}", quiet), anchors(before))[2]
    moved = {key for key, day in free_days(after).items() if free_days(before)[key] != day}
    assert moved == {first.id}


def test_what_lies_before_the_day_of_planning_stays_as_it_was() -> None:
    plan = complete("bakery", ONLY % "{id: qa, kind: qa_hour, count: 4}")
    before = placed(plan)[2]
    as_of = before.occurrences[1].on + timedelta(days=1)
    past = tuple(event for event in before.occurrences if event.on < as_of)
    previous = replace(anchors(before), as_of=as_of, past_occurrences=past, occurrences={})
    after = placed(complete("bakery", ONLY % "{id: qa, kind: qa_hour, count: 4, duration: 90}"), previous)[2]
    assert after.occurrences[:2] == past
    assert [event.id for event in after.occurrences] == [event.id for event in before.occurrences]
    assert all(event.on >= as_of for event in after.occurrences[2:])


def test_a_chosen_event_begins_when_no_post_goes_out() -> None:
    for path in SAMPLES:
        plan = sample(path)
        postings = build_postings(plan, work_calendar(plan.calendar, plan.period), NOTHING_BEFORE)
        times = defaultdict(list)
        for post in postings:
            if post.groups:
                times[post.on].append(post.time)
        for event in placed(plan)[2].occurrences:
            online = not event.activity.written and event.activity.mode == "online"
            if online and event.activity.duration <= LIVE_LIMIT:
                start, end = f"{event.start:%H:%M}", f"{event.end:%H:%M}"
                assert not [time for time in times[event.on] if start <= time < end], event.id


def out_of_hours(plan: CompletePlan, events: tuple[Occurrence, ...]) -> list[str]:
    people = {person.id: person for person in plan.people}
    return [
        event.id
        for event in events
        for holder in set(event.activity.holders.values()) & people.keys()
        if absence(people[holder], plan.timezone, event.on, _minute(event), event.activity.duration)
    ]


def _minute(event: Occurrence) -> int:
    return event.start.hour * 60 + event.start.minute


TWO = """
people:
  - {id: chen, name: 陈姐, roles: [owner, expert], hours: 20}
  - {id: li, name: 小李, roles: [admin, editor, planner], hours: 20}
"""
AT_ANY_HOUR = complete("bakery", TWO)
EVENING, SHOP, DAY = ("18:00", "22:30"), ("09:00", "18:00"), ("00:00", "24:00")


def present(*hours: tuple[str, str]) -> CompletePlan:
    """The bakery with hours of presence of each of the two."""
    people = zip(AT_ANY_HOUR.people, hours, strict=True)
    return replace(AT_ANY_HOUR, people=tuple(replace(person, present=(one,)) for person, one in people))


@pytest.mark.parametrize("hours", [EVENING, SHOP])
def test_events_lie_within_the_hours_of_those_who_hold_them(hours: tuple[str, str]) -> None:
    plan = present(hours, hours)
    free = placed(AT_ANY_HOUR)[2].occurrences
    events = placed(plan)[2].occurrences
    assert out_of_hours(plan, free)
    assert out_of_hours(plan, events) == []
    assert len(events) == len(free)


def test_an_event_is_held_even_where_no_hour_suits_everybody() -> None:
    assert len(placed(present(SHOP, EVENING))[2].occurrences) == len(placed(AT_ANY_HOUR)[2].occurrences)


def test_being_there_all_day_is_as_good_as_no_hours_of_presence() -> None:
    days = [(event.id, event.start) for event in placed(present(DAY, DAY))[2].occurrences]
    assert days == [(event.id, event.start) for event in placed(AT_ANY_HOUR)[2].occurrences]


def test_events_lie_spread_over_their_stage() -> None:
    items = ", ".join(f"{{id: a{n}, kind: {kind}, count: 3, stages: [growth]}}" for n, kind in enumerate(("qa_hour", "case_clinic")))  # fmt: skip
    playbook = worked_out("bakery", ONLY % items)
    days = sorted(event.on for event in playbook.activities.occurrences)
    assert len(days) == 6
    assert min((later - earlier).days for earlier, later in pairwise(days)) >= 6


def test_big_events_share_a_week_only_where_there_are_more_of_them_than_weeks() -> None:
    stages = "stages: {build: {end: 2026-07-27}, growth: {end: 2026-11-01}}"
    items = ", ".join(
        f"{{id: a{n}, kind: {kind}, count: 4, stages: [growth]}}"
        for n, kind in enumerate(("workshop_hands_on", "onsite_visit", "outdoor_walk_run"))
    )
    plan = complete("bakery", ONLY % items, stages)
    events = placed(plan)[2].occurrences
    assert len(events) == 12
    assert all(is_big(event.activity) for event in events)
    assert max(Counter(Week.of(event.on) for event in events).values()) == 1
    assert SECOND_BIG > 500


def test_a_required_event_gets_a_day_even_if_nobody_has_the_hours() -> None:
    playbook = worked_out("bakery", HOURS % 1, ONLY % "{id: shop, kind: workshop_hands_on, count: 1}")
    assert [event.id for event in playbook.activities.occurrences] == ["event:shop:1"]
    assert playbook.hours.overloads


def test_what_finds_no_hours_is_listed_with_the_person_who_lacks_them() -> None:
    plan = complete("bakery", HOURS % 6)
    _, portfolio, _ = placed(complete("bakery"))
    assert portfolio.choices
    chosen = [
        replace(c, activity=replace(c.activity, holders=dict.fromkeys(c.activity.holders, "zhou"),
            preparation=tuple(replace(p, owner="zhou") for p in c.activity.preparation)))
        for c in portfolio.choices
    ]  # fmt: skip
    activities = placed(plan, portfolio=replace(portfolio, choices=tuple(chosen)))[2]
    left = [one for one in activities.left_out if one.lacks == "hours"]
    assert left
    assert {one.detail for one in left} == {"zhou"}
    assert all(one.minutes for one in left)


ONE_PERSON = """
groups: [{name: 群, opened: 2026-01-01}]
routines: []
content: {series: [], only_written: true}
stages: {build: {tasks: []}, growth: {tasks: []}, maturity: {tasks: []}}
journeys: []
champions: {target: 0}
people: [{id: chen, name: 陈姐, roles: [owner, admin, editor, planner, expert], hours: 8, leave: [%s]}]
activities:
  only_written: true
  items:
    - {id: qa, kind: qa_hour, date: 2026-08-12, tasks: [{title: 备料, work_days_before: 0, minutes: 200}]}
    - {id: talk, kind: topic_discussion, count: 1, stages: [growth], required: %s, tasks: [{title: 备料, work_days_before: 0, minutes: 120}]}
"""
TOGETHER = Previous(occurrences={"event:talk:1": PlacedBefore(date(2026, 8, 13), "20:00")})


def test_an_overload_is_taken_away_by_moving_what_can_be_moved() -> None:
    plan = complete("bakery", ONE_PERSON % ("", "true"))
    (overload,) = build_playbook(plan, TOGETHER).hours.overloads
    assert (overload.holder, str(overload.week)) == ("chen", "2026-W33")
    assert set(overload.causes) == {"event:qa:2026-08-12", "event:talk:1"}
    remedy = overload.remedy
    assert (remedy.kind, remedy.what) == ("move", "event:talk:1")
    assert remedy.to is not None
    assert Week.of(remedy.to) != overload.week
    moved = replace(TOGETHER, occurrences={"event:talk:1": PlacedBefore(remedy.to, "20:00")})
    assert build_playbook(plan, moved).hours.overloads == ()


def test_what_need_not_be_held_is_dropped_where_no_other_day_is_left() -> None:
    away = "{start: 2026-07-06, end: 2026-08-09}, {start: 2026-08-17, end: 2027-01-06}"
    plan = complete("bakery", ONE_PERSON % (away, "false"))
    overloads = build_playbook(plan, TOGETHER).hours.overloads
    full = next(one for one in overloads if str(one.week) == "2026-W33")
    assert (full.remedy.kind, full.remedy.what) == ("drop", "event:talk:1")
    required = build_playbook(complete("bakery", ONE_PERSON % (away, "true")), TOGETHER).hours.overloads
    assert next(one for one in required if one.week == full.week).remedy.kind == "add"


def test_runs_of_a_window_are_even_and_places_of_a_stage_all_differ() -> None:
    window = DateRange(date(2026, 9, 1), date(2026, 10, 1))
    assert [run.days for run in segments([window], 4)] == [7, 8, 7, 8]
    assert segments([window], 0) == []
    places = share_out(window, [1, 2, 1], [date(2026, 9, 15)])
    wishes = [place.wish for row in places for place in row]
    assert len(set(wishes)) == 4
    assert all(abs((wish - date(2026, 9, 15)).days) >= 5 for wish in wishes)
