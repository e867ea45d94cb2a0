"""Words to members: the event that is meant, its name in marks, offers and groups that fit whoever reads them."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from planner.documents.member_texts import MemberTexts, member_texts, next_event
from planner.documents.names import Names
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence

ASKS = Text("昨天{activity}没见到你。", "We missed you at {activity}.")
QUOTES = Text("有人写：“{activity}算我一个。”", "Somebody writes: “Count me in for {activity}.”")


def texts_about(playbook: Playbook, event: str) -> MemberTexts:
    return member_texts(playbook, Names(playbook.plan, "zh-CN")).about(event)


def first_of(playbook: Playbook, kind: str) -> Occurrence:
    one = playbook.activities.occurrences[0]
    return replace(one, activity=replace(one.activity, kind=kind, name=said(kind), mode="online"))


def with_events(playbook: Playbook, *events: Occurrence) -> Playbook:
    return replace(playbook, activities=replace(playbook.activities, occurrences=events))


def test_a_name_that_would_come_apart_stands_in_marks_single_ones_within_a_quotation(
    street: Playbook,
) -> None:
    odd = texts_about(street, "门口切菠萝，自己学一刀")
    assert odd.say(ASKS) == "昨天“门口切菠萝，自己学一刀”没见到你。"
    assert odd.say(QUOTES) == "有人写：“‘门口切菠萝，自己学一刀’算我一个。”"
    assert odd.say(Text("这回是“{activity}”", "")) == "这回是“门口切菠萝，自己学一刀”"
    assert texts_about(street, "动手课").say(ASKS) == "昨天动手课没见到你。"


def test_nobody_is_asked_to_an_interview_and_what_suits_comes_first(street: Playbook) -> None:
    on = street.plan.period.start
    interview, talk, course = (
        first_of(street, kind) for kind in ("member_interview", "expert_talk", "workshop_hands_on")
    )
    assert next_event(with_events(street, interview, course), on) == course.activity.name
    assert next_event(with_events(street, interview, course, talk), on, "talk") == talk.activity.name
    none = next_event(with_events(street, interview, course), on, "offline")
    assert street.plan.community.name in none.zh


def test_an_event_with_seats_is_named_before_one_without_unless_it_is_far_off(street: Playbook) -> None:
    talk, course = first_of(street, "expert_talk"), first_of(street, "workshop_hands_on")
    near = replace(course, on=talk.on + timedelta(days=7))
    far = replace(course, on=talk.on + timedelta(days=90))
    assert next_event(with_events(street, talk, near), talk.on) == near.activity.name
    assert next_event(with_events(street, talk, far), talk.on) == talk.activity.name
