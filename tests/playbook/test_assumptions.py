"""The assumptions of a playbook: those on which something hangs, the weightiest first."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from planner.playbook.assumptions import build_assumptions
from planner.playbook.model import Assumption, Playbook
from planner.playbook.values.hours import WorkShare
from planner.playbook.values.incentives import IncentivePlan
from tests.planning import worked_out


def assumed(playbook: Playbook, incentives: IncentivePlan | None = None) -> dict[str, Assumption]:
    rows = build_assumptions(
        playbook.plan,
        playbook.hours,
        playbook.money,
        playbook.activities,
        playbook.growth,
        incentives,
        playbook.members.champions,
    )
    return {row.knowledge.removeprefix("assumptions/"): row for row in rows}


def test_they_are_ranked_by_the_share_of_money_and_work_that_hangs_on_them() -> None:
    playbook = worked_out("library")
    weights = [
        Decimal(row.minutes) / playbook.hours.total + row.money / playbook.plan.budget.total
        for row in assumed(playbook).values()
    ]
    assert weights
    assert weights == sorted(weights, reverse=True)


def test_the_weights_of_the_choice_carry_the_events_that_were_chosen() -> None:
    playbook = worked_out("library")
    chosen = [event for event in playbook.activities.occurrences if not event.activity.written]
    assert chosen
    row = assumed(playbook)["choice_weights"]
    assert row.money == sum(event.cost or Decimal(0) for event in chosen)
    assert row.minutes > 0
    none = replace(playbook, activities=replace(playbook.activities, occurrences=()))
    assert "choice_weights" not in assumed(none)


def test_how_early_work_may_begin_counts_only_where_much_is_done_ahead() -> None:
    playbook = worked_out("library")
    entry = playbook.calendar.entries[0]
    hours = playbook.hours.total

    def with_ahead(minutes: int) -> Playbook:
        share = WorkShare(entry.id, entry.owner, "content", entry.week, minutes, entry.draft_due)
        return replace(playbook, hours=replace(playbook.hours, ahead=(share,)))

    assert assumed(with_ahead(hours // 50))["draft_start_days"].minutes == hours // 50
    assert "draft_start_days" not in assumed(with_ahead(hours // 200))
    assert "preparation_start_days" not in assumed(with_ahead(hours // 50))


def test_habits_that_the_plan_does_not_give_stand_with_what_points_cost() -> None:
    points = IncentivePlan(
        months=(), median_per_month=20, top_per_month=70, levels=(), cost=Decimal(300), budget=None,
        uncapped=(), has_sink=True, expires=False, redeem_share=Decimal("0.2"), assumed=("points_redeem_share",),
    )  # fmt: skip
    rows = assumed(worked_out("library"), points)
    assert (rows["points_redeem_share"].money, rows["points_redeem_share"].value.en) == (Decimal(300), "20%")
    assert "points_active_share" not in rows


def test_journeys_and_champions_of_ours_carry_the_hours_that_they_take() -> None:
    playbook = worked_out("bakery")
    rows = assumed(playbook)

    def taken(source: str) -> int:
        return sum(load.demand.get(source, 0) for load in playbook.hours.loads)  # type: ignore[call-overload]

    assert 0 < taken("journeys") == rows["journeys_preset"].minutes
    assert rows["journeys_preset"].path == ("journeys",)
    assert 0 < taken("champions") == rows["champions_preset"].minutes == rows["champion_minutes"].minutes
    assert rows["champion_minutes"].value.en == "30 minutes"


def test_what_the_plan_says_of_journeys_and_champions_is_no_assumption() -> None:
    own = "journeys: [{id: a, trigger: joined, steps: [{day: 0, minutes: 2}]}]"
    whole = "champions: {target: 6, minutes: 30, serves_weeks: 8}"
    rows = assumed(worked_out("bakery", own, whole))
    assert "journeys_preset" not in rows
    assert "champions_preset" not in rows
    assert rows["champion_minutes"].minutes > 0
    assert "champion_minutes" not in assumed(worked_out("bakery", "champions: {target: 0}"))
