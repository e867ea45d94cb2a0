"""Scripts of the complete plan: ours as far as they suit, the plan's own, red lines beside what they touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from planner.completion.complete import complete_plan
from planner.completion.model import CompletePlan
from planner.completion.values.members import CompleteScript
from planner.knowledge.load import community_type_ids, load_scripts
from planner.plan.read import read_plan

ENOUGH = 25
SMALL: dict[str, Any] = {
    "version": 1,
    "language": "en",
    "community": {"name": "Bench", "type": "interest"},
    "positioning": {"problem": "Lamps stay broken", "promise": "One thing mended in a week"},
    "audience": [{"name": "neighbours", "needs": ["a lamp that works"]}],
    "goals": [{"kpi": "members", "baseline": 40, "target": 90, "by": "2027-03-31"}],
    "period": {"start": "2027-01-04", "months": 3},
    "budget": {"total": 0},
}
PEOPLE = [{"name": "Ann", "roles": ["owner"]}, {"name": "Ben", "roles": ["admin"]}]


def completed(**more: object) -> CompletePlan:
    reading = read_plan({**SMALL, **more})
    assert reading.plan is not None, reading.findings
    complete = complete_plan(reading.plan)
    assert complete is not None
    return complete


def of_type(kind: str, situation: str) -> dict[str, Any]:
    return {**SMALL["community"], "type": kind, "situation": situation}


def by_id(plan: CompletePlan) -> Mapping[str, CompleteScript]:
    return {script.id: script for script in plan.scripts}


@pytest.mark.parametrize("situation", ["new", "revive", "running"])
@pytest.mark.parametrize("kind", community_type_ids())
def test_the_smallest_plan_of_every_type_has_words_for_enough_situations(kind: str, situation: str) -> None:
    plan = completed(community=of_type(kind, situation))
    assert len(plan.scripts) >= ENOUGH
    rows = load_scripts()
    for script in plan.scripts:
        row = rows[script.id]
        assert not row.types or kind in row.types
        assert situation in row.situations


@pytest.mark.parametrize("kind", community_type_ids())
def test_a_script_waits_for_what_it_cannot_do_without(kind: str) -> None:
    community = of_type(kind, "running")
    offers = [{"name": "Kettle day", "price": 5}]
    bare = completed(community=community)
    rich = completed(community=community, offers=offers, question_pool=["Is it worth it?"])
    waiting = {"offer", "price", "question"}
    more = set(by_id(rich)) - set(by_id(bare))
    assert more
    assert more == {id for id in by_id(rich) if waiting.intersection(load_scripts()[id].needs)}


def test_words_about_events_fall_away_where_there_are_to_be_none() -> None:
    assert any("activity" in load_scripts()[script.id].needs for script in completed().scripts)
    none = completed(activities={"items": [], "only_written": True})
    assert not any("activity" in load_scripts()[script.id].needs for script in none.scripts)


def test_a_red_line_takes_scripts_away_and_stands_beside_those_it_touches() -> None:
    open_plan, closed = completed(), completed(wont_do=["No cold private messages"])
    banned = {tag for line in closed.red_lines for tag in line.bans}
    assert banned
    gone = set(by_id(open_plan)) - set(by_id(closed))
    assert gone == {id for id in by_id(open_plan) if banned & set(load_scripts()[id].tags)}
    beside = {script.id for script in closed.scripts if script.bites == ("No cold private messages",)}
    assert beside == {id for id in by_id(closed) if banned & set(load_scripts()[id].bites)}
    assert gone
    assert beside


def test_it_is_passed_on_to_whoever_holds_the_role() -> None:
    named, unnamed = completed(people=PEOPLE), completed()
    owners = [id for id, row in load_scripts().items() if row.escalate and row.escalate.role == "owner"]
    known = [id for id in owners if id in by_id(named)]
    assert known
    for id in known:
        row = load_scripts()[id].escalate
        assert row is not None
        assert (by_id(named)[id].escalate_to, by_id(named)[id].minutes) == (named.people[0].id, row.minutes)
        assert by_id(unnamed)[id].escalate_to == "owner"


def test_a_written_script_comes_after_ours_and_stays_as_it_is() -> None:
    own = {
        "situation": "A lamp smokes",
        "say": ["Pull the plug {group} now"],
        "never": ["“It is fine”"],
        "escalate_to": "Ann",
        "minutes": 5,
    }
    plan = completed(people=PEOPLE, scripts=[own])
    script = plan.scripts[-1]
    assert (script.area, script.written, script.title.zh) == ("own", True, "A lamp smokes")
    assert [text.en for text in script.say] == ["Pull the plug {group} now"]
    assert (script.escalate_to, script.minutes) == (plan.people[0].id, 5)
    assert len(plan.scripts) == len(completed(people=PEOPLE).scripts) + 1


def test_one_of_ours_is_replaced_in_its_place_by_its_id_only() -> None:
    ours = completed().scripts
    place = 3
    own = {"id": ours[place].id, "situation": "As we do it", "say": ["Hello"]}
    plan = completed(scripts=[own])
    assert [script.id for script in plan.scripts] == [script.id for script in ours]
    assert (plan.scripts[place].title.en, plan.scripts[place].area) == ("As we do it", ours[place].area)
    named = completed(scripts=[{"situation": ours[place].id, "say": ["Hello"]}])
    assert len(named.scripts) == len(ours) + 1


def test_only_what_is_written() -> None:
    own = {"situation": "A lamp smokes", "say": ["Pull the plug"]}
    assert len(completed(scripts={"items": [own], "only_written": True}).scripts) == 1
    assert completed(scripts={"items": [], "only_written": True}).scripts == ()


def shop(**more: object) -> CompletePlan:
    offers = [{"name": "Apple box", "price": 9}]
    return completed(community=of_type("retail", "running"), offers=offers, **more)


def test_words_about_cards_and_deliveries_wait_for_a_plan_that_has_them() -> None:
    waiting = {id for id, row in load_scripts().items() if row.mentions}
    assert {"ret_card_refund", "int_delivery_late"} <= waiting
    assert not waiting & set(by_id(shop()))
    with_cards = by_id(shop(fixed=["A store card is valid for a year"]))
    assert "ret_card_refund" in with_cards
    assert "int_delivery_late" not in with_cards


def test_a_red_line_stands_beside_what_it_is_about_and_nowhere_else() -> None:
    line = "不公布谁没交作业"
    plan = completed(community=of_type("knowledge", "running"), wont_do=[line])
    assert [script.id for script in plan.scripts if line in script.bites] == ["kno_not_handed_in"]


def test_words_that_stay_all_year_name_no_offer_of_a_season() -> None:
    season = {"name": "Berries", "price": 5, "available_until": "2027-02-01"}
    for offers, named in (([season, {"name": "Apple box", "price": 9}], "Apple box"), ([season], "__")):
        plan = completed(community=of_type("retail", "running"), offers=offers)
        told = repr((plan.scripts, plan.journeys, plan.champions))
        assert "Berries" not in told
        assert named in repr(by_id(plan)["int_out_of_stock"].say)


def test_words_for_the_open_air_wait_for_an_event_that_people_meet_at() -> None:
    online = {"items": [{"kind": "topic_discussion", "date": "2027-02-03"}], "only_written": True}
    outside = {"items": [{"kind": "outdoor_walk_run", "date": "2027-02-06"}], "only_written": True}
    assert not {"int_injury", "int_weather_off"} & set(by_id(completed(activities=online)))
    assert {"int_injury", "int_weather_off"} <= set(by_id(completed(activities=outside)))
