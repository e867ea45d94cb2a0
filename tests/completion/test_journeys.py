"""Journeys in the complete plan: which there are, who does them in which words, and which the hours are enough for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.completion.values.members import CompleteJourney
from planner.knowledge.fill import slots_of
from planner.knowledge.load import assumed, load_journeys
from tests.planning import complete

TEAM = "people: [{name: 陈姐, roles: [owner, planner]}, {name: 小周, roles: [admin], hours: %s}]"
JOINS = "acquisition: [{channel: 柜台, joins_per_month: %s}]"


def journeys(*changes: str) -> dict[str, CompleteJourney]:
    return {journey.id: journey for journey in complete("bakery", *changes).journeys}


def left_out(*changes: str) -> list[tuple[str, str]]:
    return [
        (left.knowledge, left.lacks)
        for left in complete("bakery", *changes).left_out
        if left.knowledge.startswith("journeys/")
    ]


def test_presets_suit_type_and_situation_and_what_expires_only_the_plan_knows() -> None:
    found = journeys()
    assert list(found) == [
        "joined_interest", "first_contribution", "first_purchase_interest", "silent", "sign_up", "no_show",
        "leaving",
    ]  # fmt: skip
    revived = journeys("community: {name: 早饭搭子, type: interest, situation: revive, product: 面包房}")
    assert {"joined_revive", "silent_revive"} <= set(revived)
    assert "expiring" in journeys("journeys: [expiring]")
    assert journeys("journeys: []") == {}


def test_what_a_journey_needs_has_to_be_there() -> None:
    assert "first_purchase_interest" not in journeys("offers: []")
    without_events = journeys("activities: {items: [], only_written: true}")
    assert not {"sign_up", "no_show"} & set(without_events)


def test_every_slot_is_filled_but_the_event_that_depends_on_the_day() -> None:
    found = journeys(TEAM % 20)
    texts = [
        text
        for journey in found.values()
        for text in (
            journey.name, journey.sign, journey.stop,
            *(text for step in journey.steps for text in (step.title, step.say, step.note)),
        )
    ]  # fmt: skip
    assert len(texts) > 40
    of_events = {"activity", "me", "when_where"}
    assert set().union(*(slots_of(text) for text in texts)) == of_events
    for journey in found.values():
        own = set().union(*(slots_of(step.say) | slots_of(step.note) for step in journey.steps))
        # Whoever takes the names of an event says when and where it is.
        assert own <= (of_events if journey.trigger in ("sign_up", "no_show") else {"activity"}), journey.id
    assert "早饭搭子" in found["joined_interest"].steps[0].say.zh  # the type’s own welcome


def test_a_platform_that_cannot_greet_has_somebody_type_it() -> None:
    by_hand = journeys("platforms: [wechat_group]")["joined_interest"].steps[0]
    assert (by_hand.channel, by_hand.minutes >= 1) == ("group", True)
    assert journeys("platforms: [wecom_group]")["joined_interest"].steps[0].channel == "auto"
    # No platform confirms a sign-up by itself, unless the plan says so.
    assert journeys("platforms: [wecom_group]")["sign_up"].steps[0].channel == "direct"
    own = "journeys: [{id: own, trigger: sign_up, steps: [{day: 0, channel: auto, say: 收到}]}]"
    assert journeys("platforms: [wecom_group]", own)["own"].steps[0].channel == "auto"


def test_a_trigger_stands_for_the_preset_that_suits_and_what_is_written_wins() -> None:
    found = journeys(TEAM % 20, "journeys: [{use: silent, per_month: 7, owner: 陈姐, touches: 1}]")
    (journey,) = found.values()
    chen = complete("bakery", TEAM % 20).roles["owner"].holder
    assert (journey.knowledge, journey.per_month, journey.touches) == ("silent", 7, 1)
    assert {step.owner for step in journey.steps} == {chen}
    # What is written of the number is said in the preset's words, in both languages.
    assert journey.stop.zh.startswith("一条为止，不管回没回")
    assert journey.stop.en.startswith("It ends after one, reply or not")
    assert len(journey.steps) == len(load_journeys()["silent"].steps)


def test_an_own_journey_is_whole_and_takes_the_rate_of_its_like() -> None:
    own = 'journeys: [{trigger: silent, name: 补一句, steps: [{day: 7, say: "“{group}”"}, {day: 7}, {day: -3}]}]'
    (journey,) = journeys(own).values()
    assert [step.id for step in journey.steps] == ["d7", "d7-2", "before3"]
    assert journey.steps[0].say.zh == "“{group}”"  # what people write stands as they wrote it
    assert (journey.rate, journey.touches) == (load_journeys()["silent"].rate, 2)
    assert (journey.written, journey.knowledge) == (True, "")
    assert all(step.title.zh and step.title.en for step in journey.steps)


def test_without_private_messages_newcomers_are_answered_in_the_group_and_nobody_is_looked_for() -> None:
    line = "wont_do: [不私信成员]"
    found = journeys(line)
    assert [step.channel for journey in found.values() for step in journey.steps].count("direct") == 0
    assert [step.id for step in found["joined_interest"].steps][:2] == ["d0", "d1"]
    assert "silent" not in found
    assert ("journeys/leaving", "red_line") in left_out(line)
    # A journey that is written stays as it is; a check says what it breaks.
    assert any(step.channel == "direct" for step in journeys(line, "journeys: [leaving]")["leaving"].steps)


def test_hours_that_are_short_cost_the_least_urgent_first_and_never_the_welcome() -> None:
    assert left_out(TEAM % 60, JOINS % 120) == []
    orders = {row.id: row.order for row in load_journeys().values()}
    short = left_out(TEAM % 8, JOINS % 120)
    assert short
    assert {lacks for _, lacks in short} == {"hours"}
    gone = [orders[knowledge.removeprefix("journeys/")] for knowledge, _ in short]
    assert gone == sorted(gone, reverse=True)
    least = journeys(TEAM % 2, JOINS % 900)
    assert [step.id for step in least["joined_interest"].steps] == ["d0"]
    assert left_out(JOINS % 900) == []  # without written hours there is no limit


@pytest.mark.parametrize("hours", [6, 9, 14])
def test_what_stays_keeps_to_its_share_of_the_hours(hours: int) -> None:
    plan = complete("bakery", TEAM % hours, JOINS % 90)
    zhou = plan.roles["admin"].holder
    weekly = sum(
        (
            step.minutes * step.share * (90 * (journey.rate or 1)) * 7 * 12 / 365
            for journey in plan.journeys
            if journey.trigger in ("joined", "first_contribution", "first_purchase")
            for step in journey.steps
            if step.owner == zhou
        ),
        Decimal(0),
    )
    only_welcome = {journey.id for journey in plan.journeys} <= {"joined_interest", "sign_up", "no_show"}
    assert weekly <= hours * 60 * assumed("journeys_share") + 1 or only_welcome


def test_what_was_written_stays_whatever_the_hours() -> None:
    written = "journeys: [silent, leaving, {use: joined, per_month: 900}]"
    assert left_out(TEAM % 1, written) == []
    assert len(journeys(TEAM % 1, written)) == 3


def test_a_routine_that_a_journey_covers_falls_away_unless_it_is_written() -> None:
    school = "community: {name: 早饭搭子, type: knowledge, product: 面包房}"

    def routines(*changes: str) -> set[str]:
        return {routine.id for routine in complete("bakery", school, *changes).routines}

    assert "newcomers" not in routines(JOINS % 20)
    assert "newcomers" in routines(JOINS % 20, "journeys: []")
    # Nobody knows how many join: then nobody knows what the journey takes.
    unknown = "goals: [{kpi: 满意度, target: 4, by: 2026-12-31, baseline: 3}]"
    assert "newcomers" in routines(unknown)
    own = "routines: [{id: newcomers, name: 迎新, when: daily, minutes: 10}]"
    assert routines(JOINS % 20, own) == {"newcomers"}
