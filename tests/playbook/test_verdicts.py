"""Verdicts on goals: sums that can be redone by hand, and the value at which each would turn."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.playbook.goals.targets import build_growth, build_paths
from planner.playbook.goals.verdicts import judge_goals
from planner.playbook.values.targets import GoalPath, Turn, Verdict
from tests.planning import complete, worked_out


def paths(*changes: str) -> tuple[GoalPath, ...]:
    return worked_out("bakery", *changes).paths


def goals(*lines: str) -> str:
    return "goals: [" + ", ".join(f"{{{line}, by: 2026-12-31}}" for line in lines) + "]"


def channel(joins: int | Decimal, loss: str = "4%") -> str:
    return (
        f"acquisition: {{channels: [{{channel: 收银台, joins_per_month: {joins}}}], loss_per_month: {loss}}}"
    )


OPEN = "groups: [{name: 群, opened: 2026-07-06}]"


def turn(verdict: Verdict, assumption: str) -> Turn:
    return next(one for one in verdict.turns if one.assumption == assumption)


@pytest.mark.parametrize(("joins", "kind"), [(60, "reachable"), (41, "tight"), (10, "out_of_reach")])
def test_a_goal_for_members_is_judged_by_what_the_channels_bring(joins: int, kind: str) -> None:
    verdict = paths(channel(joins))[0].verdict
    assert verdict.kind == kind
    assert verdict.planned is not None
    assert verdict.gap == 200 - verdict.planned
    assert verdict.joins_per_day


def test_the_sum_can_be_redone_by_hand() -> None:
    two = "acquisition: {channels: [{channel: a, joins_per_month: 20}, {channel: b, joins_per_month: 11}], loss_per_month: 0%}"
    verdict = paths(goals("kpi: members, target: 300, baseline: 120"), two, OPEN)[0].verdict
    steps = {(step.id, step.name): step.value for step in verdict.steps}
    # 26 of July's 31 days, then five whole months of 31.
    assert steps == {
        ("start", ""): 120, ("channel", "a"): 117, ("channel", "b"): 64, ("leaves", ""): 0,
    }  # fmt: skip
    assert verdict.planned == 120 + 117 + 64
    assert verdict.gap == -1
    assert verdict.kind == "tight"


def test_the_needed_joins_turn_the_verdict_and_one_fewer_does_not() -> None:
    wanted = goals("kpi: members, target: 300, baseline: 120")
    verdict = paths(wanted, channel(31), OPEN)[0].verdict
    assert verdict.gap is not None
    assert verdict.gap > 0
    needed = turn(verdict, "joins_per_month")
    assert needed.now == 31
    assert needed.path == ("acquisition", "channels")
    turned = paths(wanted, channel(needed.needed), OPEN)[0].verdict
    fewer = paths(wanted, channel(needed.needed - 1), OPEN)[0].verdict
    assert turned.gap is not None
    assert fewer.gap is not None
    assert turned.gap <= 0 < fewer.gap


def test_the_needed_loss_turns_the_verdict_and_a_tenth_of_a_per_cent_more_does_not() -> None:
    wanted = goals("kpi: members, target: 300, baseline: 120")
    needed = turn(paths(wanted, channel(38), OPEN)[0].verdict, "loss_per_month").needed
    assert 0 < needed < Decimal("0.04")
    turned = paths(wanted, channel(38, f"{needed * 100}%"), OPEN)[0].verdict
    more = paths(wanted, channel(38, f"{(needed + Decimal('0.001')) * 100}%"), OPEN)[0].verdict
    assert turned.gap is not None
    assert more.gap is not None
    assert turned.gap <= 0 < more.gap


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 120), st.integers(0, 20), st.integers(50, 900))
def test_every_sum_adds_up_and_every_turn_lies_on_the_other_side(joins: int, loss: int, target: int) -> None:
    wanted = goals(f"kpi: members, target: {target}, baseline: 40")
    plan = complete("bakery", wanted, channel(joins, f"{loss}%"), OPEN)
    growth = build_growth(plan)
    verdict = judge_goals(plan, build_paths(plan, growth), growth, ())[0].verdict
    assert verdict.gap is not None
    assert verdict.planned == sum(-s.value if s.id == "leaves" else s.value for s in verdict.steps)
    for one in verdict.turns:
        easier = one.needed <= one.now if one.assumption == "joins_per_month" else one.needed >= one.now
        assert easier == (verdict.gap <= 0)


def test_a_goal_missed_by_its_day_says_when_it_would_be_reached() -> None:
    verdict = paths(goals("kpi: members, target: 300, baseline: 120"), channel(31), OPEN)[0].verdict
    assert str(verdict.reached_in) == "2027-03"
    enough = paths(goals("kpi: members, target: 300, baseline: 120"), channel(90), OPEN)[0].verdict
    assert enough.reached_in is None


def test_without_channels_nobody_can_tell_but_the_joins_that_it_takes_are_known() -> None:
    verdict = worked_out("library").paths[1].verdict
    assert (verdict.kind, verdict.why_not) == ("not_judged", "no_channels")
    steps = {step.id: step.value for step in verdict.steps}
    assert steps["start"] + steps["joins"] - steps["leaves"] == 800
    assert turn(verdict, "joins_per_month").needed > 0


def test_a_part_cannot_be_more_than_there_are_members() -> None:
    few, many = (
        paths(
            goals("kpi: members, target: 500, baseline: 100", f"kpi: mau, target: {target}"),
            channel(31),
            OPEN,
        )[1].verdict
        for target in (400, 100)
    )
    assert few.kind == "out_of_reach"
    assert few.gap == 400 - few.planned  # type: ignore[operator]  # it is judged
    assert (many.kind, many.why_not) == ("not_judged", "part")
    assert [step.id for step in many.steps] == ["members", "share"]


def test_what_is_counted_by_the_month_is_judged_only_where_both_readings_agree() -> None:
    def kind(target: int) -> tuple[str, str]:
        verdict = paths(goals(f"kpi: new_members, target: {target}"), channel(31), OPEN)[0].verdict
        return verdict.kind, verdict.why_not

    assert kind(20) == ("reachable", "")
    assert kind(100) == ("not_judged", "window")
    assert kind(400) == ("out_of_reach", "")
    own = "kpis: [{id: new_members, window: none}]"
    assert (
        paths(own, goals("kpi: new_members, target: 100"), channel(31), OPEN)[0].verdict.kind == "reachable"
    )


def test_events_are_counted_in_the_plan_itself() -> None:
    playbook = worked_out("bakery", goals("kpi: participants, target: 100000"))
    verdict = playbook.paths[0].verdict
    assert (verdict.kind, verdict.basis) == ("out_of_reach", "events")
    steps = {step.id: step.value for step in verdict.steps}
    assert steps["events"] == sum(
        1 for one in playbook.activities.occurrences if one.on <= playbook.plan.goals[0].by
    )
    assert verdict.planned == steps["heads"] > 0
    assert turn(verdict, "events").needed > steps["events"]


def test_a_preset_of_ours_judges_nothing() -> None:
    verdict = paths(goals("kpi: attendance, target: 99%"))[0].verdict
    assert (verdict.kind, verdict.why_not) == ("not_judged", "preset")
    assert paths(goals("kpi: nps, target: 30"))[0].verdict.why_not == "no_link"
