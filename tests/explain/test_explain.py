"""Why: each answer says what is planned, the lines behind it, the rules, and what else was possible."""

from __future__ import annotations

import re

import pytest

from planner.explain.lines import written_path
from planner.explain.model import Answer, Explanation, Unknown
from planner.explain.origins import shown_value, value_at
from planner.explain.scene import Scene
from planner.explain.targets import explain
from planner.pipeline import plan_text
from planner.playbook.values.content import PatternFill
from tests.cli.conftest import SMALL_PLAN
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
    assert "the plan changes this one in calendar.overrides" in thing.because
    assert "the plan sets the day" not in thing.because
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


def test_a_chosen_event_says_what_it_is_for(scene: Scene, ask: Ask) -> None:
    chosen = [event for event in scene.playbook.activities.occurrences if not event.activity.written]
    assert chosen
    for event in chosen:
        thing = only(ask(event.id))
        assert any(words.startswith("not in the plan: chosen beside it") for words in thing.because)
        assert any("works towards the goal" in words or "stage watches" in words for words in thing.because)
        assert not any("points" in words for words in (*thing.because, *thing.considered))
    written = only(ask("event:spring:2027-03-20"))
    assert written.considered == ()


def test_an_activity_is_known_by_its_name(scene: Scene, ask: Ask) -> None:
    assert only(ask("spring walk")).id == "event:spring:2027-03-20"
    kind = next(e.activity for e in scene.playbook.activities.occurrences if not e.activity.written)
    held = [e.id for e in scene.playbook.activities.occurrences if e.activity.id == kind.id]
    assert {thing.id for thing in answered(ask(kind.name.en)).things} >= set(held)


def test_a_kpi_is_known_by_its_names(ask: Ask) -> None:
    assert only(ask("active_rate")) == only(ask("active rate")) == only(ask("Active-Rate"))


def test_a_month_without_a_target_says_what_it_waits_for(ask: Ask) -> None:
    thing = only(ask("active_rate.2027-04"))
    assert "no monthly target" in thing.what
    assert "the baseline is not known: it is counted by" in thing.because[0]
    outside = ask("active_rate.2027-09")
    assert isinstance(outside, Unknown)
    assert outside.problem == "it lies outside the plan (2027-01-04 to 2027-06-30)"


def test_a_verdict_that_cannot_be_given_has_its_reason_and_its_unit(ask: Ask) -> None:
    thing = only(ask("members"))
    assert "at least: for this KPI more is better" in thing.because
    assert any(
        "cannot be worked out: the plan does not say where members come from" in w for w in thing.because
    )
    assert any("joins a month instead of 0" in words for words in thing.otherwise)


def test_a_weekend_is_a_weekend(ask: Ask) -> None:
    assert answered(ask("2027-02-07")).things[0].because == ("a weekend",)
    [ordinary, country] = answered(ask("2027-02-03")).things[0].because
    assert ordinary == "an ordinary working day"
    assert "names no country" in country


def test_a_quiet_day_and_a_day_off_have_their_lines() -> None:
    text = TEXT.replace(
        "calendar:\n",
        "calendar:\n  days_off: [2027-03-22]\n  blackout: [{start: 2027-03-01, end: 2027-03-02, reason: stocktaking}]\n",
    )
    result = plan_text(text, "walks.yaml", language="en")
    assert result.playbook is not None
    scene = Scene(result.source, result.playbook, "en")
    quiet = answered(explain(scene, "2027-03-02")).things[0]
    assert quiet.because[-1] == (
        "the plan keeps this day free of posts and events (calendar.blackout): stocktaking"
    )
    assert "blackout" in quiet.lines[0].text
    off = answered(explain(scene, "2027-03-22")).things[0]
    assert off.because == ("the plan has this day off (calendar.days_off)",)
    assert "days_off" in off.lines[0].text


def test_numbers_have_their_units(ask: Ask) -> None:
    assert only(ask("people[0].hours")).what == "people[0].hours: 10 h a week"
    assert only(ask("budget.total")).what == "budget.total: 1,500 GBP"
    assert only(ask("goals[0].target")).what == "goals[0].target: 120 members"
    assert only(ask("budget.caps")).what == "budget.caps: activity: 750 GBP"


def test_what_the_plan_leaves_out_says_what_was_done_instead(scene: Scene, ask: Ask) -> None:
    thing = only(ask("acquisition.channels"))
    assert "no channel was made up" in thing.because[0]
    assert thing.otherwise == ("to decide it yourself, write acquisition.channels in the plan",)
    result = plan_text(SMALL_PLAN, "walks.yaml", language="en")
    assert result.playbook is not None
    chosen = only(explain(Scene(result.source, result.playbook, "en"), "activities"))
    assert "the plan has none; chosen within money, hours and room: " in chosen.because[0]


def test_a_week_lists_what_is_done_in_it(scene: Scene, ask: Ask) -> None:
    ids = {share.work for share in scene.playbook.hours.ahead}
    assert ids
    for share in scene.playbook.hours.ahead:
        thing = only(ask(f"hours.{share.holder}.{share.week}"))
        said = " ".join(fact.value for fact in thing.facts)
        assert not any(work in said or work in " ".join(thing.because) for work in ids)
        assert "ahead of its day" in said or any(fact.name == "and" for fact in thing.facts)


def test_pieces_of_a_week_come_to_its_hours(scene: Scene) -> None:
    """Dated pieces that are done in a week never take more than the week's total."""
    from planner.explain.hours import _due_pieces, _pieces_ahead

    for load in scene.playbook.hours.loads:
        pieces = [*_due_pieces(scene, load.holder, load.week), *_pieces_ahead(scene, load.holder, load.week)]
        assert sum(piece.minutes for piece in pieces) <= load.total


def test_latin_names_stand_apart_from_chinese() -> None:
    scene = scene_of("zh-CN")
    words: list[str] = []
    for event in scene.playbook.activities.occurrences:
        words += only(explain(scene, event.id)).considered
    for words_of in words:
        assert not re.search("(Ben|Ann)[\u4e00-\u9fff]|[\u4e00-\u9fff](Ben|Ann)", words_of)


def test_quotation_marks_inside_others_are_single(scene: Scene) -> None:
    assert scene.quoted("Asked: \u201cHow far?\u201d") == "\u201cAsked: \u2018How far?\u2019\u201d"


def test_long_lists_say_how_many_more(scene: Scene) -> None:
    assert scene.first(["a", "b", "c"], 2) == "a, b, and 1 more"
    assert scene.first(["a", "b"], 2) == "a, b"
