"""Why: each answer says what is planned, the lines behind it, the rules, and what else was possible."""

from __future__ import annotations

import re

import pytest

from planner.explain.lines import written_path
from planner.explain.model import Answer, Explanation, Unknown
from planner.explain.origins import shown_value, value_at
from planner.explain.scene import Scene
from planner.explain.targets import explain
from planner.playbook.values.content import PatternFill
from tests.explain.conftest import TEXT, Ask, line_of, scene_of


def answered(answer: Answer | Unknown) -> Answer:
    assert isinstance(answer, Answer), answer
    return answer


def only(answer: Answer | Unknown) -> Explanation:
    [thing] = answered(answer).things
    return thing


def numbers(thing: Explanation) -> set[int]:
    return {line.line for line in thing.lines}


def test_a_moved_event_names_its_activity_and_the_override(ask: Ask) -> None:
    thing = only(ask("event:spring:2027-03-20"))
    assert thing.what.startswith("Event: Spring walk Sun 2027-03-21")
    assert {line_of("Spring walk"), line_of("overrides")} <= numbers(thing)
    assert "the plan has this activity, so it is held" in thing.because
    assert "activities/outdoor_walk_run" in {row.id for row in thing.knowledge}


def test_the_lines_are_quoted_as_they_stand(ask: Ask) -> None:
    thing = only(ask("event:spring:2027-03-20"))
    written = TEXT.splitlines()
    assert thing.lines
    for line in thing.lines:
        assert line.file == "walks.yaml"
        assert line.text == written[line.line - 1].strip()
        assert 1 <= line.column <= len(written[line.line - 1])


def test_a_written_task_has_its_line_and_what_waits_for_it(ask: Ask) -> None:
    thing = only(ask("task:growth:kit"))
    assert line_of("Print the kit list") in numbers(thing)
    assert "the plan sets the day" in thing.because
    assert any(fact.name == "before" and "river route" in fact.value for fact in thing.facts)
    later = only(ask("growth:route"))
    assert any(fact.name == "after" and "kit list" in fact.value for fact in later.facts)


def test_a_preset_task_says_that_the_plan_lists_none(scene: Scene, ask: Ask) -> None:
    task = next(stage for stage in scene.plan.stages if stage.id == "build").tasks[0]
    thing = only(ask(f"task:build:{task.id}"))
    assert any("the plan lists no tasks" in words for words in thing.because)
    assert thing.otherwise


def test_a_post_names_pattern_materials_and_others(scene: Scene, ask: Ask) -> None:
    made = [e for e in scene.playbook.calendar.entries if isinstance(e.fill, PatternFill) and e.fill.sources]
    thing = only(ask(made[0].id))
    assert {f"patterns/{e.fill.pattern}" for e in made[:1] if isinstance(e.fill, PatternFill)} <= {
        row.id for row in thing.knowledge
    }
    assert thing.lines
    assert any("calendar.overrides" in words for words in thing.otherwise)


def test_preparation_speaks_of_people_not_of_slots(scene: Scene, ask: Ask) -> None:
    for event in scene.playbook.activities.occurrences:
        for step in event.preparation:
            assert "{" not in only(ask(step.id)).what


def test_every_thing_with_an_id_can_be_asked_about(scene: Scene, ask: Ask) -> None:
    playbook = scene.playbook
    ids = [entry.id for entry in playbook.calendar.entries]
    ids += [event.id for event in playbook.activities.occurrences]
    ids += [payment.id for payment in playbook.money.payments]
    ids += [f"task:{stage.id}:{task.id}" for stage in playbook.plan.stages for task in stage.tasks]
    assert len(ids) > 60
    for thing in ids:
        assert only(ask(thing)).what


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_day_of_the_plan_can_be_asked_about(language: str) -> None:
    scene = scene_of(language)
    seen: set[str] = set()
    for day in scene.plan.period:
        answer = answered(explain(scene, day.isoformat()))
        assert answer.things[0].what.startswith(scene.day(day))
        seen |= {thing.id for thing in answer.things}
        if language == "zh-CN":
            ours = " ".join(words for thing in answer.things for words in (*thing.because, *thing.otherwise))
            assert not re.search("[\u4e00-\u9fff][,;:?!]", ours)
    assert {entry.id for entry in scene.playbook.calendar.entries} <= seen
    assert {event.id for event in scene.playbook.activities.occurrences} <= seen
    assert {payment.id for payment in scene.playbook.money.payments} <= seen


def test_a_goal_by_id_kpi_and_name_and_in_a_month(ask: Ask) -> None:
    goal = only(ask("members"))
    assert goal == only(ask("members"))
    assert line_of("kpi: members") in numbers(goal)
    month = only(ask("members.2027-03"))
    assert "2027-03-31" in month.what
    assert isinstance(ask("members.2031-03"), Unknown)


def test_money_by_stage_and_category_adds_up(scene: Scene, ask: Ask) -> None:
    whole, *payments = answered(ask("budget.growth.activity")).things
    assert "40 GBP" in "".join(one.what for one in answered(ask("budget.activity")).things)
    assert f"payments: {len(payments)}" in whole.what
    assert line_of("budget:") in numbers(whole)
    everything = answered(ask("budget")).things
    assert len(everything) == 1 + len(scene.playbook.money.payments)


def test_money_of_a_month(ask: Ask) -> None:
    whole, *payments = answered(ask("budget.2027-03")).things
    assert "left at its end" in whole.what
    assert all("2027-03" in payment.what for payment in payments)


def test_hours_of_a_week_name_its_largest_pieces(ask: Ask) -> None:
    thing = only(ask("hours.Ben.2027-W14"))
    assert any(fact.name == "task" and "kit list" in fact.value for fact in thing.facts)
    assert line_of("name: Ben") in numbers(thing)
    assert len(answered(ask("hours")).things) >= 2
    assert isinstance(ask("hours.Ben.2031-W02"), Unknown)


def test_a_written_path(ask: Ask) -> None:
    thing = only(ask("people.ben.hours"))
    assert thing.because == ("the plan says so",)
    assert numbers(thing) == {line_of("name: Ben")}


def test_a_derived_path_names_rule_and_source(ask: Ask) -> None:
    thing = only(ask("stages.maturity.window"))
    assert any("follows the stage before" in words for words in thing.because)
    assert line_of("period:") in numbers(thing)
    assert "write start and end" in thing.otherwise[0]


def test_an_assumed_path_names_its_row_and_how_to_override_it(ask: Ask) -> None:
    thing = only(ask("content.detail_weeks"))
    assert thing.what == "content.detail_weeks: 6"
    assert {row.id for row in thing.knowledge} == {"assumptions/detail_weeks"}
    assert thing.otherwise == ("to decide it yourself, write content.detail_weeks in the plan",)


@pytest.mark.parametrize(
    "target", ["", ".", "nonsense", "budget.nothing", "hours.nobody", "goals[99]", "2027-13-40"]
)
def test_what_there_is_not_is_unknown(ask: Ask, target: str) -> None:
    assert isinstance(ask(target), Unknown)


def test_a_slip_is_recognised(ask: Ask) -> None:
    answer = ask("event:sprng:2027-03-20")
    assert isinstance(answer, Unknown)
    assert answer.suggestions[0] == "event:spring:2027-03-20"


def test_an_end_that_several_things_share_is_ambiguous(scene: Scene, ask: Ask) -> None:
    ends: dict[str, list[str]] = {}
    for event in scene.playbook.activities.occurrences:
        for step in event.preparation:
            ends.setdefault(step.id.rsplit(":", 1)[1], []).append(step.id)
    shared = next((end for end, ids in ends.items() if len(ids) > 1), None)
    if shared is not None:
        answer = ask(shared)
        assert isinstance(answer, Unknown)
        assert answer.is_ambiguous
        assert set(answer.suggestions) <= set(ends[shared])


def test_ids_in_paths_lead_to_places_in_lists(scene: Scene) -> None:
    assert written_path(scene, ("activities", "spring")) == ("activities", 0)
    assert written_path(scene, ("people", "ben")) == ("people", 0)
    assert written_path(scene, ("people", "Ann")) == ("people", 1)
    assert written_path(scene, ("content", "series", "nothing")) is None
    assert written_path(scene, ("people", "nobody")) is None


def test_values_are_shown_by_the_names_of_what_they_hold(scene: Scene) -> None:
    assert shown_value(scene, value_at(scene.plan, ("people",))) == "Ben, Ann"
    assert shown_value(scene, value_at(scene.plan, ("period",))) == "2027-01-04 to 2027-06-30"
    assert shown_value(scene, value_at(scene.plan, ("budget", "total"))) == "1,500"
    assert value_at(scene.plan, ("budget", "nothing")) is None
