"""From when presets are done: nothing before what it builds on, and nothing of an event where there is none."""

from __future__ import annotations

from datetime import date, timedelta

from planner.completion.model import CompletePlan
from planner.playbook.goals.growth import joining_from
from tests.planning import complete, worked_out

GROUPS = """
groups:
  - {id: old, name: 老群, opened: 2024-05-01, members: 200, capacity: 400, status: silent}
  - {id: near, name: 近群, opened: 2024-06-01, members: 100, capacity: 400, status: silent}
  - {id: coupon, name: 券群, opened: 2024-04-01, members: 50, capacity: 400, status: silent, same_members_as: [old]}
"""


def community(kind: str, situation: str) -> str:
    return f"community: {{name: 早饭搭子, type: {kind}, situation: {situation}, product: 面包房}}"


def plan_of(kind: str, situation: str, *changes: str) -> CompletePlan:
    return complete("bakery", community(kind, situation), "content: null", "stages: null", *changes)


def due(plan: CompletePlan, task: str) -> date:
    return next(one.due for stage in plan.stages for one in stage.tasks if one.id == task)


def test_a_silent_community_gets_posts_only_after_the_candid_word_and_the_first_ask() -> None:
    plan = plan_of("retail", "revive", GROUPS)
    assert plan.content.series
    for series in plan.content.series:
        assert series.start is not None
        assert series.start > due(plan, "revive_first_ask") > due(plan, "revive_candid_word")


def test_old_debts_are_struck_out_once_they_are_listed() -> None:
    plan = plan_of("retail", "revive", GROUPS)
    book = next(one for one in plan.routines if one.id == "debts_book")
    assert book.start == due(plan, "revive_debts")
    assert all(one.id != "stock_report" for one in plan.routines)


def test_the_month_is_not_reviewed_in_the_first_two_weeks_of_a_group() -> None:
    plan = plan_of("interest", "new")
    opened = min(group.opened for group in plan.groups if group.opened)
    review = next(one for one in plan.routines if one.id == "month_review")
    assert review.start == opened + timedelta(days=14)


def test_merging_begins_a_week_after_the_decision_at_the_earliest() -> None:
    plan = plan_of("retail", "revive", GROUPS)
    decided = due(plan, "revive_decision")
    assert decided - due(plan, "revive_first_ask") >= timedelta(days=14)
    assert due(plan, "revive_merge_close") - decided > timedelta(days=7)


def test_nobody_joins_before_it_is_decided_which_groups_stay() -> None:
    plan = plan_of("retail", "revive", GROUPS)
    assert joining_from(plan) == due(plan, "revive_decision") + timedelta(days=1)


def test_what_belongs_to_offline_events_is_done_only_around_them() -> None:
    playbook = worked_out(
        "bakery",
        community("interest", "new"),
        "routines: null",
        "activities: {items: [{kind: workshop_hands_on, mode: offline, date: 2026-10-17}], only_written: true}",
    )
    bound = {one.id: one.events for one in playbook.plan.routines if one.events}
    held = [one.on for one in playbook.activities.occurrences if one.activity.mode == "offline"]
    assert {"go_or_not", "photo_consent"} <= set(bound)
    assert held == [date(2026, 10, 17)]
    done = [piece for piece in playbook.agenda.items if piece.id.split(":")[1:2] == ["go_or_not"]]
    assert [piece.on for piece in done] == [date(2026, 10, 15)]
