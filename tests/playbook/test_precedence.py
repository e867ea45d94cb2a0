"""Two messages that are due to one member on one day: which goes first."""

from __future__ import annotations

from planner.playbook.members.precedence import give_way_to
from tests.planning import complete


def test_what_somebody_waits_for_comes_before_what_we_ask_and_silence_last() -> None:
    journeys = complete("bakery").journeys
    ids = {journey.trigger: journey.id for journey in journeys}
    first = give_way_to(journeys)
    assert ids["sign_up"] not in first
    assert first[ids["silent"]][0] == ids["sign_up"]
    assert {ids["joined"], ids["first_purchase"]} <= set(first[ids["silent"]])
    assert ids["first_purchase"] in first[ids["joined"]]
    assert all(one not in others for one, others in first.items())


def test_no_two_journeys_give_way_to_each_other() -> None:
    twice = "journeys: [{id: a, trigger: joined, steps: [{day: 0}]}, {id: b, trigger: joined, steps: [{day: 0}]}, {id: c, trigger: silent, steps: [{day: 7, channel: group}]}]"
    assert give_way_to(complete("bakery", twice).journeys) == {"b": ("a",)}
