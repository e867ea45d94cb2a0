"""Goals in words: names that operators gave, gates on the way, baselines counted at events, what works towards them."""

from __future__ import annotations

import pytest

from planner.diagnostics.model import Language
from planner.documents.catalogue.playbook import view_playbook
from planner.documents.names import Names
from planner.documents.sections.decisions import decisions
from planner.documents.sections.gaps import gaps
from planner.documents.sections.goals import GoalRow, condition_phrase, goal_rows, named_figure, value_on
from planner.playbook.goals.courses import gates_on_days
from planner.playbook.model import Playbook
from planner.playbook.values.targets import GoalPath
from tests.planning import worked_out

OWN = "goals: [{kpi: 未答率, name: 求助没人接, target: 10%, baseline: 24%, by: 2026-12-31}]"
PLAIN = "goals: [{kpi: members, target: 200, baseline: 0, by: 2026-12-31, trajectory: linear}]"
ATTENDANCE = "goals: [{kpi: 到场率, target: 75%, by: 2026-12-31, baseline: unknown}]"
NO_EVENTS = "activities: {items: [], only_written: true}"


def row(playbook: Playbook, language: Language = "zh-CN") -> GoalRow:
    return goal_rows(playbook, Names(playbook.plan, language))[0]


def test_a_name_that_the_operator_gave_stands_apart_from_the_figure() -> None:
    playbook = worked_out("bakery", OWN)
    names, english = (Names(playbook.plan, language) for language in ("zh-CN", "en"))
    assert row(playbook).phrase == "“求助没人接”：不超过 10%"
    assert row(playbook, "en").phrase == "at most 10% (求助没人接)"
    assert named_figure("unanswered_rate", "21.7%", names) == "求助没人接：21.7%"
    assert named_figure("unanswered_rate", "21.7%", english) == "求助没人接: 21.7%"


def test_the_name_of_a_kpi_reads_on() -> None:
    playbook = worked_out("bakery", PLAIN)
    assert row(playbook).phrase == "成员数至少 200 人"
    assert row(playbook, "en").phrase == "at least 200 members"
    assert named_figure("members", "13 members", Names(playbook.plan, "en")) == "members 13"


@pytest.mark.parametrize("goals", [OWN, PLAIN])
def test_a_path_names_the_gates_that_bend_it(goals: str) -> None:
    assert row(worked_out("bakery", goals)).by_way == ""
    asked = "{kpi: members, at_least: 100}, {kpi: 未答率, at_most: 11%}"
    bent = worked_out("bakery", goals, f"stages: {{build: {{gate: [{asked}]}}}}")
    value = "100 人" if goals == PLAIN else "11%"
    assert row(bent).by_way == f"中途照达标条件走：8 月 7 日（五）{value}（建设期）。"
    assert "(build stage)" in row(bent, "en").by_way


def test_pages_never_plan_less_than_a_gate_asks_for_on_its_day() -> None:
    for change in ("", "stages: {build: {gate: [{kpi: members, at_least: 100}]}}"):
        playbook = worked_out("bakery", PLAIN, change)
        goal = playbook.plan.goals[0]
        asked = [gate for gate in gates_on_days(playbook.plan) if gate.condition.kpi == "members"]
        assert asked
        for gate in asked:
            planned = value_on(playbook, goal, gate.on)
            assert planned is not None
            assert planned >= gate.condition.value
            assert condition_phrase(gate.condition, Names(playbook.plan, "zh-CN")).startswith("成员数至少")


def test_a_baseline_counted_at_events_has_one_day_everywhere() -> None:
    playbook = worked_out("bakery", ATTENDANCE)
    names = Names(playbook.plan, "zh-CN")
    path: GoalPath = playbook.paths[0]
    assert path.measured_by is not None
    shown = row(playbook)
    assert (shown.counted_at, len(shown.first_events), shown.measured_from) == ("sign_up", 2, "")
    gap = next(gap for gap in gaps(playbook, names) if gap.kind == "baseline")
    assert gap.when == shown.measured_by
    decided = next(one for one in decisions(playbook, names) if one.kind == "baseline")
    assert decided.due >= path.measured_by
    titles = [task.title for chapter in view_playbook(playbook, "zh-CN").stages for task in chapter.tasks]
    assert not [title for title in titles if "现状" in title]


def test_without_such_an_event_no_day_is_invented() -> None:
    playbook = worked_out("bakery", ATTENDANCE, NO_EVENTS)
    shown = row(playbook)
    assert (shown.counted_at, shown.first_events, shown.measured_by) == ("sign_up", (), "")
    assert not [one for one in decisions(playbook, Names(playbook.plan, "zh-CN")) if one.kind == "baseline"]


def test_what_works_towards_a_goal_is_named_where_no_sum_leads_to_it() -> None:
    goals = "goals: [{kpi: works, target: 80, baseline: 0, by: 2026-12-31}]"
    playbook = worked_out("bakery", goals)
    why = row(playbook).why_not
    assert any(f"“{event.activity.name.zh}”" in why for event in playbook.activities.occurrences)
    assert why.endswith("数了才知道")
    assert row(worked_out("bakery", goals, NO_EVENTS)).why_not == "方案里没有能推算它的数，数了才知道"
