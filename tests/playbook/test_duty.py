"""Who is there after a post: people's hours where they live, events, other groups, hand-overs; and what stays open."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import DateRange
from planner.playbook.agenda.duty import settle_duty
from planner.playbook.model import Playbook
from planner.playbook.posts.slots import clock_of, minutes_of
from planner.playbook.values.content import ReplyDuty
from planner.playbook.work.presence import absence
from tests.planning import worked_out

MONDAY, SATURDAY = date(2026, 7, 6), date(2026, 7, 11)
SHANGHAI = "Asia/Shanghai"
BARE = """
activities: {items: [], only_written: true}
routines: []
stages: {build: {tasks: []}, growth: {tasks: []}, maturity: {tasks: []}}
groups: [{name: 群, opened: 2026-01-01}]
"""
WEEKLY = (
    "content: {only_written: true, series: [{id: a, name: a, when: weekly wed, time: '20:00', count: 3}]}\n"
)


def person(
    *spans: str, zone: str = "", days: tuple[str, ...] = (), leave: tuple[DateRange, ...] = ()
) -> CompletePerson:
    every = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    present = tuple((span[:5], span[6:]) for span in spans)
    return CompletePerson("p", "p", (), None, days or every, leave, "", present=present, timezone=zone)


def why(one: CompletePerson, on: date, clock: str, minutes: int = 45) -> str | None:
    return absence(one, SHANGHAI, on, minutes_of(clock), minutes)


def duties(playbook: Playbook) -> dict[str, tuple[str, bool]]:
    return {f"{e.on:%m-%d}": (e.duty.person, e.duty.covered) for e in playbook.calendar.entries}


def gaps(playbook: Playbook) -> list[tuple[str, str, str]]:
    return [(f"{gap.on:%m-%d}", gap.holder, gap.why) for gap in playbook.agenda.gaps]


def test_without_hours_of_presence_any_time_of_ones_days_will_do() -> None:
    assert why(person(days=("mon",)), MONDAY, "03:00") is None
    assert why(person(days=("sat",)), MONDAY, "12:00") == "away"


def test_the_whole_time_has_to_lie_within_the_hours() -> None:
    evening = person("19:00-21:00")
    assert why(evening, MONDAY, "20:15") is None
    assert why(evening, MONDAY, "20:16") == "hours"
    assert why(person("19:00-20:00", "20:00-21:00"), MONDAY, "19:40") is None


def test_hours_past_midnight_belong_to_the_day_on_which_they_begin() -> None:
    night = person("22:00-02:00", days=("mon",))
    assert why(night, date(2026, 7, 7), "01:00") is None
    assert why(night, MONDAY, "01:00") == "hours"


def test_a_leave_ends_a_night_at_midnight() -> None:
    away = DateRange(date(2026, 7, 7), date(2026, 7, 8))
    night = person("22:00-02:00", leave=(away,))
    assert why(night, MONDAY, "23:00") is None
    assert why(night, MONDAY, "23:30") == "hours"
    assert why(night, date(2026, 7, 7), "00:30") == "away"


def test_hours_are_those_of_the_place_where_a_person_is() -> None:
    lisbon = person("09:00-10:00", zone="Europe/Lisbon")
    # Seven hours behind in summer, eight in winter.
    assert why(lisbon, MONDAY, "16:00") is None
    assert why(lisbon, MONDAY, "17:00") == "hours"
    assert why(lisbon, date(2026, 12, 7), "17:00") is None
    assert why(lisbon, date(2026, 12, 7), "16:00") == "hours"


def test_days_are_those_of_the_place_where_a_person_is() -> None:
    vancouver = person(zone="America/Vancouver", days=("fri",))
    assert why(vancouver, SATURDAY, "10:00") is None
    assert why(vancouver, date(2026, 7, 10), "10:00") == "away"


def test_whoever_is_there_at_the_hour_stands_in() -> None:
    people = """
people:
  - {id: chen, name: 陈姐, roles: [owner], present: ["19:00-22:00"]}
  - {id: zhou, name: 小周, roles: [admin, editor], deputy: 陈姐, present: ["08:00-12:00"]}
"""
    playbook = worked_out("bakery", BARE, people, WEEKLY)
    assert set(duties(playbook).values()) == {("chen", True)}
    assert gaps(playbook) == []


def test_sending_and_answering_count_for_whoever_is_on_duty() -> None:
    people = """
people:
  - {id: chen, name: 陈姐, roles: [owner]}
  - {id: zhou, name: 小周, roles: [admin, editor, expert], deputy: 陈姐}
"""
    event = """
activities:
  only_written: true
  items: [{kind: qa_hour, date: 2026-07-08, time: "20:40", roles: {host: 小周, expert: 小周, assistant: 小周}}]
"""
    content = WEEKLY.replace("time:", "send_minutes: 7, reply_minutes: 11, time:")
    playbook = worked_out("bakery", BARE, people, content, event)
    assert duties(playbook) == {"07-08": ("chen", True), "07-15": ("zhou", True), "07-22": ("zhou", True)}
    minutes = {
        (str(load.week), load.holder): load.demand.get("sending", 0) + load.demand.get("replies", 0)
        for load in playbook.hours.loads
    }
    assert {holder: minutes["2026-W28", holder] for holder in ("chen", "zhou")} == {"chen": 18, "zhou": 0}
    assert {holder: minutes["2026-W29", holder] for holder in ("chen", "zhou")} == {"chen": 0, "zhou": 18}


def test_after_a_hand_over_the_new_keeper_is_on_duty() -> None:
    people = """
people:
  - {id: chen, name: 陈姐, roles: [owner]}
  - {id: zhou, name: 小周, roles: [admin, editor]}
"""
    groups = "groups: [{name: 群, opened: 2026-01-01, owner: 小周, hand_over: {to: 陈姐, on: 2026-07-15}}]\n"
    playbook = worked_out("bakery", BARE, people, WEEKLY, groups)
    assert duties(playbook) == {"07-08": ("zhou", True), "07-15": ("chen", True), "07-22": ("chen", True)}


TWO_PLACES = """
groups:
  - {name: 一, opened: 2026-01-01, owner: 小周}
  - {name: 二, opened: 2026-01-01, owner: 小周}
content:
  only_written: true
  series:
    - {id: a, name: a, when: weekly wed, time: '20:00', count: 1, groups: [一]}
    - {id: b, name: b, when: weekly wed, time: '20:30', count: 1, groups: [二]}
    - {id: c, name: c, when: weekly wed, time: '20:45', count: 1, groups: [一, 二]}
"""


def test_nobody_is_on_duty_in_two_places_at_once() -> None:
    alone = "people: [{id: zhou, name: 小周, roles: [admin, editor, owner]}]\n"
    playbook = worked_out("bakery", BARE, alone, TWO_PLACES)
    covered = {entry.series: entry.duty.covered for entry in playbook.calendar.entries}
    # Whoever watches both groups watches each of them.
    assert covered == {"a": True, "b": False, "c": True}
    assert gaps(playbook) == [("07-08", "zhou", "elsewhere")]
    two = alone.replace("]}]", "], deputy: 陈姐}, {id: chen, name: 陈姐}]")
    playbook = worked_out("bakery", BARE, two, TWO_PLACES)
    assert {e.series: e.duty.person for e in playbook.calendar.entries} == {
        "a": "zhou",
        "b": "chen",
        "c": "zhou",
    }


def test_what_nobody_covers_is_reported_with_its_reason() -> None:
    people = """
people:
  - {id: zhou, name: 小周, roles: [admin, editor, owner], present: ["08:00-12:00"],
     leave: [{start: 2026-07-13, end: 2026-07-19}]}
"""
    playbook = worked_out("bakery", BARE, people, WEEKLY)
    assert gaps(playbook) == [
        ("07-08", "zhou", "hours"),
        ("07-15", "zhou", "away"),
        ("07-22", "zhou", "hours"),
    ]
    assert {covered for _, covered in duties(playbook).values()} == {False}


def test_a_post_without_answers_needs_nobody_at_its_hour() -> None:
    people = "people: [{id: zhou, name: 小周, roles: [admin, editor, owner], present: ['08:00-12:00']}]\n"
    playbook = worked_out("bakery", BARE, people, WEEKLY.replace("time:", "reply_minutes: 0, time:"))
    assert gaps(playbook) == []


@pytest.mark.parametrize("span", ["08:00-12:00", "14:00-15:00", "19:00-22:00"])
def test_posts_of_ours_go_out_at_an_hour_with_somebody_there(span: str) -> None:
    people = f"people: [{{id: zhou, name: 小周, roles: [admin, editor, owner], present: ['{span}']}}]\n"
    playbook = worked_out("bakery", people, "activities: {items: [], only_written: true}")
    posts = [entry for entry in playbook.calendar.entries if entry.groups and entry.reply_minutes]
    assert len(posts) > 20
    for entry in posts:
        assert entry.duty.covered
        assert span[:5] <= entry.time < span[6:], entry
    assert gaps(playbook) == []


def test_hours_that_the_operator_wrote_stay() -> None:
    people = "people: [{id: zhou, name: 小周, roles: [admin, editor, owner], present: ['08:00-12:00']}]\n"
    playbook = worked_out("bakery", BARE, people, WEEKLY)
    assert {entry.time for entry in playbook.calendar.entries} == {"20:00"}


def test_who_cannot_be_at_an_event_is_reported_unless_their_deputy_can() -> None:
    people = """
people:
  - {id: chen, name: 陈姐, roles: [owner]}
  - {id: zhou, name: 小周, roles: [admin, editor], deputy: 吴叔, present: ["08:00-12:00"]}
  - {id: wu, name: 吴叔}
"""
    holders = "activities: {only_written: true, items: [{kind: qa_hour, date: 2026-07-30, time: '19:00', roles: {host: 小周, expert: 陈姐, assistant: 陈姐}}]}\n"
    playbook = worked_out("bakery", BARE, people, holders)
    assert gaps(playbook) == []
    held = {item.person for item in playbook.agenda.items if item.source == "event"}
    assert held == {"chen", "wu"}
    playbook = worked_out("bakery", BARE, people.replace("deputy: 吴叔, ", ""), holders)
    assert gaps(playbook) == [("07-30", "zhou", "hours")]
    assert [gap.role for gap in playbook.agenda.gaps] == ["host"]


def test_a_post_of_ours_goes_out_when_nobody_who_answers_is_busy_with_an_event() -> None:
    people = "people: [{id: zhou, name: 小周, roles: [admin, editor, owner]}]\n"
    clear = worked_out("bakery", people, "activities: {items: [], only_written: true}")
    post = next(e for e in clear.calendar.entries if e.groups and e.on > date(2026, 8, 1))
    # So soon after the post that it leaves too little time for answers, not so soon that it takes its hour.
    start = clock_of(minutes_of(post.time) + 40)
    event = (
        f"activities: {{only_written: true, items: [{{kind: qa_hour, date: {post.on}, time: '{start}'}}]}}\n"
    )
    playbook = worked_out("bakery", people, event)
    moved = next(entry for entry in playbook.calendar.entries if entry.id == post.id)
    held = next(item for item in playbook.agenda.items if item.source == "event" and item.person == "zhou")
    assert moved.on == post.on
    assert moved.duty.covered
    assert minutes_of(moved.time) + 45 <= minutes_of(held.time) or moved.time >= held.until
    assert playbook.agenda.gaps == ()
    assert list(playbook.calendar.entries) == sorted(playbook.calendar.entries, key=lambda e: (e.on, e.time))


def test_what_was_planned_before_a_day_stays_as_it_was() -> None:
    people = "people: [{id: zhou, name: 小周, roles: [admin, editor, owner]}, {id: chen, name: 陈姐, roles: [editor]}]\n"
    playbook = worked_out("bakery", BARE, people, WEEKLY)
    plan = playbook.plan
    given = tuple(replace(e, duty=ReplyDuty("chen", covered=True)) for e in playbook.calendar.entries)
    days = work_calendar(plan.calendar, plan.period)
    settled, _ = settle_duty(plan, days, given, (), date(2026, 7, 15))
    assert [entry.duty.person for entry in settled] == ["chen", "zhou", "zhou"]
