"""The days of each person: everything there is to do, on its day, and never two things at one hour."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.completion.days import work_calendar
from planner.completion.team import is_available
from planner.dates.ranges import Week
from planner.knowledge.load import assumed
from planner.playbook.agenda.duty import settle_duty
from planner.playbook.agenda.timeline import Timeline
from planner.playbook.build import build_playbook
from planner.playbook.model import Playbook
from planner.playbook.posts.postings import OVERRIDE
from planner.playbook.posts.presets import preset_series
from planner.playbook.posts.slots import minutes_of
from planner.playbook.posts.spacing import is_quiet
from planner.playbook.values.agenda import AgendaItem
from planner.playbook.values.hours import WorkSource
from planner.playbook.work.duty import answers_needed
from planner.playbook.work.event_work import LIVE_LIMIT
from planner.playbook.work.presence import absence
from tests.planning import complete_data, worked_out
from tests.strategies import Data, plans

some = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SPANS = ("07:00-09:00", "08:00-18:00", "12:00-13:30", "19:00-21:30", "21:00-02:00")
ZONES = ("", "Europe/Lisbon", "America/Los_Angeles")
DAY = 24 * 60


@st.composite
def plans_with_hours(draw: st.DrawFn) -> Data:
    """Plans whose people have hours of presence, in their own time zones."""
    data: Data = draw(plans(most_months=3))
    for person in data.get("people") or ():
        spans = draw(st.lists(st.sampled_from(SPANS), max_size=2, unique=True))
        zone = draw(st.sampled_from(ZONES))
        person.update({"present": spans} if spans else {}, **({"timezone": zone} if zone else {}))
    return data


playbooks = st.one_of(plans(most_months=3), plans_with_hours()).map(complete_data).map(build_playbook)


def span(item: AgendaItem) -> tuple[int, int]:
    """From when to when a timed item takes its person, in minutes over all days."""
    begins = item.on.toordinal() * DAY + minutes_of(item.time)
    length = minutes_of(item.until) - minutes_of(item.time)
    return begins, begins + (length if length >= 0 else length + DAY)


@some
@given(playbooks)
def test_nobody_does_two_things_at_one_hour(playbook: Playbook) -> None:
    people = {person.id for person in playbook.plan.people}
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for item in playbook.agenda.items:
        if item.time and item.person in people:
            taken[item.person].append(span(item))
    for spans in taken.values():
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@some
@given(playbooks)
def test_all_work_is_on_the_agenda_once(playbook: Playbook) -> None:
    found: dict[WorkSource, int] = defaultdict(int)
    for item in playbook.agenda.items:
        found[item.source] += item.minutes
    planned: dict[WorkSource, int] = defaultdict(int)
    for load in playbook.hours.loads:
        for source, minutes in load.demand.items():
            if source != "buffer":
                planned["replies" if source == "sending" else source] += minutes
    assert {s: m for s, m in found.items() if m} == {s: m for s, m in planned.items() if m}


ALONE: tuple[WorkSource, ...] = (
    "content",
    "preparation",
    "follow_up",
    "task",
    "journeys",
    "groups",
    "champions",
)
"""Work of one person that nobody else is named for."""


@some
@given(playbooks)
def test_whoever_is_away_has_nothing_to_do_that_is_not_reported(playbook: Playbook) -> None:
    plan = playbook.plan
    people = {person.id: person for person in plan.people}
    reported = {gap.id for gap in playbook.agenda.gaps}
    held = playbook.activities.occurrences
    lasting = {event.id for event in held if event.activity.duration > LIVE_LIMIT}
    events = {e.id: e.on.toordinal() * DAY + e.start.hour * 60 + e.start.minute for e in held}
    series = {one.id: one for one in plan.content.series}
    # Of these another law says that somebody is there at their hour.
    watched = {e.id for e in playbook.calendar.entries if answers_needed(plan, series[e.series])}
    for item in playbook.agenda.items:
        person = people.get(item.person)
        if person is None or item.id in reported | lasting or item.source in ALONE:
            continue
        if item.source == "event":
            # Their own clock decides; setting up may lie before their hours.
            begins, ends = span(item)
            start = events[item.id]
            assert (
                absence(person, plan.timezone, item.on, begins % DAY + start - begins, ends - start) is None
            )
        elif item.source == "routine":
            assert is_available(person, item.on)
        else:
            assert item.source == "replies"
            assert item.id in watched or is_available(person, item.on)


@some
@given(playbooks)
def test_after_a_post_that_asks_somebody_is_there_or_it_is_reported(playbook: Playbook) -> None:
    plan = playbook.plan
    people = {person.id: person for person in plan.people}
    series = {one.id: one for one in plan.content.series}
    reported = {gap.id for gap in playbook.agenda.gaps}
    window = int(assumed("duty_minutes"))
    for entry in playbook.calendar.entries:
        if not answers_needed(plan, series[entry.series]):
            continue
        assert entry.duty.covered == (entry.id not in reported)
        person = people.get(entry.duty.person)
        if person is not None and entry.duty.covered:
            assert absence(person, plan.timezone, entry.on, minutes_of(entry.time), window) is None


@some
@given(playbooks)
def test_no_post_of_ours_goes_out_in_quiet_hours(playbook: Playbook) -> None:
    plan = playbook.plan
    ours = preset_series(plan)
    quiet = {platform.id: platform.quiet for platform in plan.platforms}
    for entry in playbook.calendar.entries:
        hours = quiet.get(entry.platform)
        if entry.series in ours and hours is not None and entry.reason.rule != OVERRIDE:
            assert not is_quiet(minutes_of(entry.time), hours), entry


@some
@given(playbooks)
def test_settling_twice_changes_nothing(playbook: Playbook) -> None:
    plan = playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    entries, gaps = settle_duty(plan, days, playbook.calendar.entries, playbook.activities.occurrences)
    assert entries == playbook.calendar.entries
    assert gaps == playbook.agenda.gaps


PEOPLE = """
people:
  - {id: chen, name: 陈姐, roles: [owner], hours: 20}
  - {id: zhou, name: 小周, roles: [admin, editor], hours: 20, deputy: 陈姐}
groups: [{name: 群, opened: 2026-01-01}]
routines: []
stages: {build: {tasks: []}, growth: {tasks: []}, maturity: {tasks: []}}
"""
POST = """
content:
  only_written: true
  series: [{id: a, name: a, when: weekly wed, time: '10:00', count: 1, minutes: 60, send_minutes: 5, reply_minutes: 70}]
activities: {items: [], only_written: true}
"""


def items(playbook: Playbook) -> list[tuple[str, str, str, str, str, int]]:
    return [
        (f"{item.on:%m-%d}", item.time, item.until, item.person, item.source, item.minutes)
        for item in playbook.agenda.items
        if item.source in ("content", "replies")
    ]


def test_a_post_is_written_reviewed_then_sent_and_answered_in_one_go() -> None:
    assert items(worked_out("bakery", PEOPLE, POST)) == [
        ("07-06", "", "", "zhou", "content", 60),
        ("07-07", "", "", "chen", "content", 5),
        ("07-08", "10:00", "11:15", "zhou", "replies", 75),
    ]
    written = [item for item in worked_out("bakery", PEOPLE, POST).agenda.items if item.source == "content"]
    assert [item.review for item in written] == [False, True]


def test_whoever_answers_is_there_for_the_whole_time_after_a_post() -> None:
    short = POST.replace("reply_minutes: 70", "reply_minutes: 3")
    assert items(worked_out("bakery", PEOPLE, short))[-1][1:3] == ("10:00", "10:45")


def test_answering_ends_where_the_next_thing_begins() -> None:
    second = POST.replace(
        "series: [",
        "series: [{id: b, name: b, when: weekly wed, time: '11:00', count: 1, reply_minutes: 70},",
    )
    timed = [item for item in items(worked_out("bakery", PEOPLE, second)) if item[1]]
    assert [item[1:3] for item in timed] == [("10:00", "11:00"), ("11:00", "12:15")]


def test_an_event_takes_its_people_from_setting_up_to_its_end_and_what_follows_comes_after() -> None:
    event = "activities: {only_written: true, items: [{kind: qa_hour, date: 2026-07-15, time: '19:30', duration: 60}]}\n"
    playbook = worked_out("bakery", PEOPLE, "content: {series: []}", event)
    held = [item for item in playbook.agenda.items if item.source == "event"]
    assert {item.person for item in held} == {"chen", "zhou", "expert"}
    for item in held:
        assert item.time <= "19:30"
        assert item.until == "20:30"
        assert item.minutes == minutes_of("20:30") - minutes_of(item.time)
    after = [
        item for item in playbook.agenda.items if item.source == "follow_up" and item.on == date(2026, 7, 15)
    ]
    assert all(item.time >= "20:30" for item in after)


def test_work_done_ahead_says_when_it_is_due() -> None:
    task = "stages: {build: {tasks: [{title: 印册子, due: 2026-07-24, owner: 陈姐, minutes: 1800}]}, growth: {tasks: []}, maturity: {tasks: []}}\n"
    playbook = worked_out("bakery", PEOPLE, POST, task)
    parts = [item for item in playbook.agenda.items if item.source == "task" and item.person == "chen"]
    assert sum(item.minutes for item in parts) == 1800
    ahead = [item for item in parts if item.due is not None]
    assert ahead
    assert {item.due for item in ahead} == {date(2026, 7, 24)}
    assert all(Week.of(item.on) < Week.of(date(2026, 7, 24)) for item in ahead)


def test_writing_falls_on_a_day_on_which_its_writer_is_there() -> None:
    away = PEOPLE.replace("hours: 20, deputy", "hours: 20, days: [mon, wed], deputy")
    playbook = worked_out("bakery", away, POST.replace("weekly wed", "weekly fri"))
    written = [item for item in playbook.agenda.items if item.source == "content" and not item.review]
    assert [item.on.weekday() for item in written] == [2]


@pytest.mark.parametrize(
    ("begins", "ends", "free"),
    [(0, 5, 5), (0, 15, 10), (10, 12, None), (15, 30, None), (20, 30, 30), (35, 60, 40)],
)
def test_a_timeline_knows_up_to_when_it_is_free(begins: int, ends: int, free: int | None) -> None:
    line = Timeline()
    assert line.put(10, 20)
    assert line.put(40, 50)
    assert not line.put(15, 30)
    assert line.free_until(begins, ends) == free


def test_what_has_to_wait_takes_the_first_room_that_is_long_enough() -> None:
    line = Timeline()
    line.put(10, 20)
    line.put(25, 50)
    assert line.put_later(12, 10, 100) == 50
    assert line.put_later(12, 5, 100) == 20
    assert line.put_later(90, 20, 100) is None
