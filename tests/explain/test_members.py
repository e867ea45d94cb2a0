"""Why, for groups, journeys, champions, supplies, duty and weeks: figures, lines, and how to have it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest
from msgspec.structs import replace

from planner.dates.ranges import Week
from planner.explain.members import explain_journey, journey_week
from planner.explain.model import Answer, Explanation, Unknown
from planner.explain.scene import Scene
from planner.explain.targets import explain
from planner.pipeline import plan_text

TEXT = """\
version: 1
language: en
timezone: Europe/Lisbon
currency: EUR
community: {name: Bread Circle, type: interest, situation: running, product: sourdough and classes}
positioning: {problem: the second loaf fails and there is nobody to ask, promise: show a loaf and know within a day what to change}
audience:
  - {id: home, name: home bakers, needs: [bread for breakfast], times: ["20:00"], moments: [Saturday morning]}
goals: [{kpi: members, target: 420, by: 2026-12-31, baseline: 210}]
period: {start: 2026-06-01, end: 2026-12-31}
offers: [{name: a loaf, price: 5, price_until: 2026-06-10}, weekend classes]
question_pool: [Why does it not rise in winter?, What about sticky dough?]
platforms: [{id: chat, kind: wechat_group}]
groups:
  - {name: Second floor, platform: chat, opened: 2025-01-01, members: 150, capacity: 200, owner: Ben, deputy: Ann}
  - {id: old, name: Old friends, platform: chat, opened: 2024-01-01, members: 60, owner: Ann, status: merging, into: Second floor, closes: 2026-07-15}
people:
  - {id: ann, name: Ann, roles: [owner, expert], hours: 12, present: ["09:00-18:00"]}
  - {id: ben, name: Ben, roles: [admin, editor, planner], hours: 20, deputy: Ann, present: ["10:00-21:00"], leave: [{start: 2026-08-03, end: 2026-08-09}]}
content:
  only_written: true
  series:
    - {id: ask, name: Ask, when: weekly mon, time: "12:00", owner: Ben, reply_minutes: 10}
    - {id: late, name: Late, when: weekly wed, time: "22:00", owner: Ben, reply_minutes: 10}
  topics: [{title: A loaf and its price, series: ask, date: 2026-06-15, material: a group photo at the counter}]
activities:
  only_written: true
  items: [{id: walk, kind: outdoor_walk_run, name: Long walk, date: 2026-07-04, time: "08:00"}]
acquisition: {channels: [{channel: shop, joins_per_month: 40, owner: Ben}], loss_per_month: 3%}
budget: {total: 8000, includes_labour: false, contingency: 10%}
"""
KINDS = ("supply:", "group:", "procedure:", "journey:", "champions:")


@cache
def scene_of(language: str, text: str = TEXT) -> Scene:
    result = plan_text(text, "bread.yaml", language=language)
    assert result.playbook is not None, result.check.diagnostics
    return Scene(result.source, result.playbook, result.check.language)


@pytest.fixture
def scene() -> Scene:
    return scene_of("en")


def ask(scene: Scene, target: str) -> Answer:
    answer = explain(scene, target)
    assert isinstance(answer, Answer), answer
    return answer


def only(scene: Scene, target: str) -> Explanation:
    [thing] = ask(scene, target).things
    return thing


def facts(thing: Explanation) -> dict[str, str]:
    return {fact.name: fact.value for fact in thing.facts}


def keys(thing: Explanation) -> set[str]:
    """The keys of the plan that the lines stand under."""
    return {re.split(r"[.\[]", line.path)[0] for line in thing.lines}


def rows(thing: Explanation) -> set[str]:
    return {row.id for row in thing.knowledge}


def ids_of(scene: Scene) -> Iterator[str]:
    playbook = scene.playbook
    yield from (f"group:{course.group}" for course in playbook.groups.courses)
    for procedure in playbook.groups.procedures:
        yield procedure.id
        yield from (step.id for step in procedure.steps)
    yield from (f"journey:{one.journey.id}" for one in playbook.members.journeys)
    yield from (item.id for item in playbook.supplies)
    assert playbook.members.champions is not None
    yield from (f"champions:{one.month}" for one in playbook.members.champions.months)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_everything_with_members_can_be_asked_about_and_no_slot_stays_open(language: str) -> None:
    scene = scene_of(language)
    ids = list(ids_of(scene))
    assert {next(kind for kind in KINDS if one.startswith(kind)) for one in ids} == set(KINDS)
    for one in ids:
        thing = only(scene, one)
        said = " ".join([thing.what, *facts(thing), *facts(thing).values(), *thing.because])
        assert not re.search(r"\{[a-z_]+\}", said), said
        assert thing.id == one
        assert thing.because
        assert thing.lines
        if language == "zh-CN":
            assert not re.search("[一-鿿][,;:?!]", " ".join((*thing.because, *thing.otherwise)))


def test_a_further_group_opens_because_the_one_before_is_nearly_full(scene: Scene) -> None:
    further = next(group for group in scene.plan.groups if group.follows)
    first = next(course for course in scene.playbook.groups.courses if course.group == further.follows)
    assert first.full_on is not None
    assert further.opened is not None
    thing = only(scene, f"group:{further.id}")
    assert scene.day(further.opened) in thing.what
    said = " ".join(thing.because)
    assert f"180 members on {scene.day(first.full_on)} (90% of 200)" in said
    assert "members, from 210" in said
    assert keys(thing) >= {"groups", "acquisition"}
    assert any("Second floor" in line.text for line in thing.lines)
    assert "assumptions/group_full_share" in rows(thing)
    assert "capacity or next_at" in thing.otherwise[0]


def test_a_group_is_known_by_its_name_and_says_what_becomes_of_it(scene: Scene) -> None:
    thing = only(scene, "Old friends")
    assert thing.id == "group:old"
    assert facts(thing)["Merging"].startswith("Wed 2026-07-15")
    assert "it merges or closes: nobody is sent to it any more" in thing.because


def test_a_group_that_never_fills_needs_no_other() -> None:
    small = TEXT.replace("joins_per_month: 40", "joins_per_month: 1").replace("members: 60", "members: 10")
    scene = scene_of("en", small.replace("baseline: 210", "baseline: 160"))
    thing = only(scene, "Second floor")
    assert any("no other has to open" in words for words in thing.because)


def test_groups_without_known_growth_say_so() -> None:
    text = TEXT.replace("kpi: members, target: 420", "kpi: active_rate, target: 40%").replace(
        "baseline: 210", "baseline: 20%"
    )
    text = re.sub("acquisition: .*\n", "", re.sub(", members: (150|60)", "", text))
    thing = only(scene_of("en", text), "Second floor")
    assert any("cannot be worked out" in words for words in thing.because)


def test_a_procedure_has_its_steps_and_each_step_its_procedure(scene: Scene) -> None:
    merge = next(one for one in scene.playbook.groups.procedures if one.kind == "merge")
    thing = only(scene, merge.id)
    assert thing.what.startswith("Merging: Old friends → Second floor")
    assert [fact.name for fact in thing.facts][1:] == [scene.day(step.on) for step in merge.steps]
    assert any("Old friends" in line.text for line in thing.lines)
    assert "group_procedures/merge" in rows(thing)
    for step in merge.steps:
        assert merge.id in facts(only(scene, step.id))["for"]


def test_a_journey_says_how_many_it_takes_and_what_was_left_out(scene: Scene) -> None:
    joined = next(one for one in scene.playbook.members.journeys if one.journey.trigger == "joined")
    thing = only(scene, f"journey:{joined.journey.id}")
    assert thing == only(scene, joined.journey.name.en)
    assert "on average" in facts(thing)["setting out a week"]
    assert len([fact for fact in thing.facts if "min each" in fact.value]) == len(joined.journey.steps)
    assert f"journeys/{joined.journey.knowledge}" in rows(thing)
    assert "acquisition" in keys(thing)
    short = scene_of("en", TEXT.replace("hours: 20", "hours: 4"))
    left = [one for one in short.plan.left_out if one.knowledge.startswith("journeys/")]
    assert left
    said = only(short, f"journey:{joined.journey.id}").considered
    assert len(said) == len(left)
    assert all("not enough hours" in words for words in said)


def test_a_written_journey_has_its_own_line() -> None:
    own = "journeys: [{id: back, name: Back again, trigger: silent, per_month: 9, steps: [{day: 0, say: Hello}]}]\n"
    thing = only(scene_of("en", TEXT + own), "journey:back")
    assert any("Back again" in line.text for line in thing.lines)
    assert "9 members a month" in thing.because
    assert thing.otherwise == ()


def test_champions_in_all_and_in_a_month(scene: Scene) -> None:
    plan = scene.playbook.members.champions
    assert plan is not None
    whole = only(scene, "champions")
    assert f"{plan.target} by {scene.day(plan.by)}" in whole.what
    asking = next(one for one in plan.months if one.asked)
    month = only(scene, f"champions.{asking.month}")
    assert month == only(scene, f"champions:{asking.month}")
    assert any(f"{asking.asked} have to be asked" in words for words in month.because)
    assert facts(month)["asked by"].startswith(scene.holder(asking.owner))
    assert isinstance(explain(scene, "champions.2031-01"), Unknown)
    wanted = scene_of("en", TEXT + "champions: {target: 5}\n")
    assert "the plan says how many" in only(wanted, "champions").because
    assert "champions" in keys(only(wanted, "champions"))


def test_a_post_says_who_answers_instead_of_whom(scene: Scene) -> None:
    """Ben keeps the group; on leave Ann answers; at ten at night neither is there."""
    away = only(scene, "post:ask:2026-08-03")
    assert facts(away)["answers"] == "Ann"
    assert "Ben: not there that day" in away.because
    usual = only(scene, "post:ask:2026-07-20")
    assert facts(usual)["answers"] == "Ben"
    assert not any(words.startswith("Ben:") for words in usual.because)
    night = only(scene, "post:late:2026-07-22")
    assert {"Ben: not there at that hour", "Ann: not there at that hour"} <= set(night.because)
    assert any(words.startswith("for somebody to be there") for words in night.otherwise)


def test_an_event_says_who_is_missing(scene: Scene) -> None:
    event = next(iter(scene.playbook.activities.occurrences))
    missing = [gap for gap in scene.playbook.agenda.gaps if gap.id == event.id]
    assert missing
    said = [words for words in only(scene, event.id).because if words.startswith("nobody stands in")]
    assert len(said) == len(missing)
    assert all("not there at that hour" in words for words in said)


def test_hours_without_anybody_are_listed(scene: Scene) -> None:
    things = ask(scene, "gaps").things
    assert [thing.id for thing in things] == [gap.id for gap in scene.playbook.agenda.gaps]
    assert {"post:late:2026-07-22", "event:walk:2026-07-04"} <= {thing.id for thing in things}
    open_all_day = re.sub(r" present: \[.*?\],?", "", TEXT).replace(
        ", leave: [{start: 2026-08-03, end: 2026-08-09}]", ""
    )
    [none] = ask(scene_of("en", open_all_day), "gaps").things
    assert none.what == "Hours with nobody there: 0"


def test_supplies_say_for_what_and_how_it_is_otherwise(scene: Scene) -> None:
    consent = only(scene, "supply:consent:post:ask:2026-06-15:portrait")
    assert "post:ask:2026-06-15" in facts(consent)["for"]
    assert "consents/portrait" in rows(consent)
    price = next(one for one in scene.playbook.supplies if one.kind == "price")
    thing = only(scene, price.id)
    assert "offers" in keys(thing)
    assert (price.on > scene.plan.offers[0].price_until) == any("is over" in words for words in thing.because)  # type: ignore[operator]


def test_the_end_of_an_id_still_leads_to_the_post_itself(scene: Scene) -> None:
    assert only(scene, "ask:2026-06-15").id == "post:ask:2026-06-15"


def test_a_day_lists_groups_procedures_champions_and_supplies(scene: Scene) -> None:
    seen: set[str] = set()
    for day in scene.plan.period:
        seen |= {thing.id for thing in ask(scene, day.isoformat()).things}
    playbook = scene.playbook
    inside = [
        step for one in playbook.groups.procedures for step in one.steps if step.on in scene.plan.period
    ]
    assert {step.id for step in inside} <= seen
    assert {item.id for item in playbook.supplies if item.kind in ("material", "consent", "price")} <= seen
    assert {f"group:{group.id}" for group in scene.plan.groups if group.follows} <= seen
    assert playbook.members.champions is not None
    assert {f"champions:{one.month}" for one in playbook.members.champions.months if one.asked} <= seen


def test_a_week_lists_arrivals_posts_journeys_and_everybodys_hours(scene: Scene) -> None:
    week = Week.of(scene.plan.period.start + timedelta(weeks=3))
    things = ask(scene, str(week)).things
    whole = facts(things[0])
    assert "about" in whole["newcomers"]
    assert "post" in whole
    said = {thing.id for thing in things}
    assert {f"hours.{name}.{week}" for name in ("Ann", "Ben")} <= said
    journeys = [one for one in scene.playbook.members.journeys if any(w.week == week for w in one.weeks)]
    assert journeys
    assert {f"journey:{one.journey.id}" for one in journeys} <= said


@pytest.mark.parametrize("target", ["2031-W02", "2026-W60", "group:nobody", "journey:none", "supply:text"])
def test_what_there_is_not_of_it_is_unknown(scene: Scene, target: str) -> None:
    assert isinstance(explain(scene, target), Unknown)


def test_hours_name_the_steps_of_groups(scene: Scene) -> None:
    step = next(
        step
        for one in scene.playbook.groups.procedures
        for step in one.steps
        if step.minutes and step.owner == "ann"
    )
    thing = only(scene, f"hours.ann.{Week.of(step.on)}")
    assert any(fact.name == "groups" for fact in thing.facts)
    assert not any("other work" in fact.value for fact in thing.facts)


def test_steps_that_are_missed_in_full_weeks_are_said(scene: Scene) -> None:
    plan = next(one for one in scene.playbook.members.journeys if one.weeks and len(one.journey.steps) > 1)
    week, step = plan.weeks[0], plan.journey.steps[-1]
    full = replace(plan, weeks=(replace(week, spared=(step.id,)), *plan.weeks[1:]))
    assert any(str(week.week) in words for words in explain_journey(scene, full).because)
    assert facts(journey_week(scene, full, full.weeks[0]))["missed this week"] == step.title.en
