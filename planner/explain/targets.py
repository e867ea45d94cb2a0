"""From what somebody asks about to its explanation, or to what they probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import partial

from planner.dates.ranges import Week
from planner.diagnostics.wording import set_apart
from planner.explain.days import explain_day
from planner.explain.events import explain_event, explain_preparation
from planner.explain.goals import explain_goal
from planner.explain.groups import explain_group
from planner.explain.hours import explain_all_hours, explain_hours, find_holder
from planner.explain.lines import lines_of
from planner.explain.members import explain_champion_month, explain_champions, explain_journey
from planner.explain.model import Answer, Explanation, Fact, Unknown
from planner.explain.money import explain_budget, explain_payment
from planner.explain.origins import explain_path
from planner.explain.posts import explain_entry
from planner.explain.procedures import explain_procedure, explain_step
from planner.explain.scene import Scene
from planner.explain.supplies import explain_supply
from planner.explain.tasks import explain_task, task_id
from planner.explain.weeks import explain_gaps, explain_week
from planner.knowledge.load import load_kpis
from planner.playbook.record.plain import path_of
from planner.playbook.values.money import CATEGORIES

_MOST_SUGGESTIONS = 5
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})")
_INDEX = re.compile(r"\.(\d+)(?=\.|$)")
_WHOLE = ("supply:", "champions:")
"""Ids that end with what other things are called by: they are asked for in full."""
_JOINTS = re.compile(r"[\s_-]+")
Explain = Callable[[], Explanation]


def explain(scene: Scene, target: str) -> Answer | Unknown:
    """Explain a day or week, a thing by id or name, a goal, money, hours or a plan path, as ``target`` names it."""
    wanted = target.strip()
    for find in (_day, _week, _figure, _thing, _overridden, _activity, _of_members, _path):
        found = find(scene, wanted)
        if isinstance(found, Answer):
            return _settled(found)
        if found is not None:
            return found
    return Unknown(wanted, _suggestions(scene, wanted))


def _settled(answer: Answer) -> Answer:
    """The answer with Latin words set apart from the Chinese ones beside them; lines stay as they are written."""
    return Answer(answer.target, set_apart(answer.title), tuple(_set_apart(one) for one in answer.things))


def _set_apart(thing: Explanation) -> Explanation:
    return replace(
        thing,
        what=set_apart(thing.what),
        facts=tuple(Fact(set_apart(fact.name), set_apart(fact.value)) for fact in thing.facts),
        because=tuple(map(set_apart, thing.because)),
        knowledge=tuple(replace(row, name=set_apart(row.name)) for row in thing.knowledge),
        otherwise=tuple(map(set_apart, thing.otherwise)),
        considered=tuple(map(set_apart, thing.considered)),
    )


def _day(scene: Scene, wanted: str) -> Answer | Unknown | None:
    found = _DAY.fullmatch(wanted)
    if found is None:
        return None
    year, month, number = map(int, found.groups())
    try:
        day = date(year, month, number)
    except ValueError:
        return Unknown(wanted, (), problem=scene.say("没有这一天", "there is no such day"))
    return explain_day(scene, day) or Unknown(wanted, (), problem=_outside(scene))


def _week(scene: Scene, wanted: str) -> Answer | Unknown | None:
    found = _WEEK.fullmatch(wanted)
    if found is None:
        return None
    try:
        week = Week(int(found[1]), int(found[2]))
    except ValueError:
        return Unknown(wanted, (), problem=scene.say("没有这一周", "there is no such week"))
    return explain_week(scene, week) or Unknown(wanted, (), problem=_outside(scene))


def _outside(scene: Scene) -> str:
    start, last = scene.plan.period.start, scene.plan.period.last
    return scene.say(
        f"不在方案的周期里（{start} 至 {last}）", f"it lies outside the plan ({start} to {last})"
    )


def _figure(scene: Scene, wanted: str) -> Answer | Unknown | None:
    """A goal or KPI, in all or in a month; a part of the budget; hours."""
    head, *rest = wanted.split(".")
    rest = [_padded(part) for part in rest]
    if head == "budget":
        return explain_budget(scene, tuple(rest)) or _outside_month(scene, wanted, rest)
    if head == "hours" and not rest:
        return explain_all_hours(scene)
    if head == "hours":
        holder = find_holder(scene, rest[0])
        return _hours(scene, holder, wanted, ".".join(rest[1:])) if holder is not None else None
    month = rest[0] if len(rest) == 1 and _MONTH.fullmatch(rest[0]) else ""
    if rest and not month:
        return None
    for path in scene.playbook.paths:
        if head and _plain(head) in _names_of_goal(scene, path.goal):
            return explain_goal(scene, path, month) or _outside_month(scene, wanted, rest)
    return None


def _hours(scene: Scene, holder: str, wanted: str, week: str) -> Answer | Unknown | None:
    found = _WEEK.fullmatch(week)
    if found is None:
        return explain_hours(scene, holder, week)
    name = f"{found[1]}-W{int(found[2]):02}"
    nothing = scene.say("那一周没有排工作", "there is no work in that week")
    period = scene.plan.period
    inside = str(Week.of(period.start)) <= name <= str(Week.of(period.last))
    problem = nothing if inside else _outside(scene)
    return explain_hours(scene, holder, name) or Unknown(wanted, (), problem=problem)


def _names_of_goal(scene: Scene, goal_id: str) -> set[str]:
    """What a goal may be called: its id and name, its KPI's id, names and other names."""
    goal = next(one for one in scene.plan.goals if one.id == goal_id)
    kpi, row = scene.plan.kpis[goal.kpi], load_kpis().get(goal.kpi)
    aliases = row.aliases if row is not None else ()
    names = (goal.id, goal.kpi, goal.name, kpi.name.zh, kpi.name.en, *aliases)
    return {_plain(name) for name in names if name}


def _plain(name: str) -> str:
    return _JOINTS.sub(" ", name).strip().lower()


def _padded(part: str) -> str:
    """A month as it is written in ids: ``2027-4`` as ``2027-04``; anything else as it is."""
    found = _MONTH.fullmatch(part)
    return f"{found[1]}-{int(found[2]):02}" if found is not None else part


def _outside_month(scene: Scene, wanted: str, rest: list[str]) -> Unknown | None:
    found = _MONTH.fullmatch(rest[0]) if len(rest) == 1 else None
    if found is None:
        return None
    if not 1 <= int(found[2]) <= 12:
        return Unknown(wanted, (), problem=scene.say("没有这个月", "there is no such month"))
    return Unknown(wanted, (), problem=_outside(scene))


def _activity(scene: Scene, wanted: str) -> Answer | None:
    """All events of an activity by its name or id."""
    name = _plain(wanted)
    events = [
        event
        for event in scene.playbook.activities.occurrences
        if name
        and name
        in {
            _plain(one)
            for one in (
                event.activity.id,
                event.activity.kind,
                event.activity.name.zh,
                event.activity.name.en,
            )
        }
    ]
    if not events:
        return None
    title = scene.text(events[0].activity.name)
    return Answer(wanted, title, tuple(explain_event(scene, event) for event in events))


def _of_members(scene: Scene, wanted: str) -> Answer | Unknown | None:
    """A group or a journey by its name or id; the champions, in all or in a month; hours with nobody on duty."""
    name = _plain(wanted)
    if name == "gaps":
        return explain_gaps(scene)
    head, _, month = wanted.partition(".")
    champions = scene.playbook.members.champions
    if champions is not None and head in (
        "champions",
        champions.champions.name.zh,
        champions.champions.name.en,
    ):
        found = explain_champions(scene, champions, _padded(month))
        if found is not None or _MONTH.fullmatch(month):
            return found or Unknown(wanted, (), problem=_outside(scene))
    for group in scene.plan.groups:
        if name in (_plain(group.id), _plain(group.name)):
            return _answer(scene, f"group:{group.id}")
    for journey in scene.plan.journeys:
        if name in (_plain(journey.id), _plain(journey.name.zh), _plain(journey.name.en)):
            return _answer(scene, f"journey:{journey.id}")
    return None


def _answer(scene: Scene, thing: str) -> Answer:
    explanation = _things(scene)[thing]()
    return Answer(thing, explanation.what, (explanation,))


def _thing(scene: Scene, wanted: str) -> Answer | Unknown | None:
    """A dated thing by its id, or by an end of it that only one has."""
    things = _things(scene)
    if wanted in things:
        found = [wanted]
    else:
        ends = (f":{wanted}", f"/{wanted}")
        found = [name for name in things if wanted and name.endswith(ends) and not name.startswith(_WHOLE)]
    if len(found) > 1:
        return Unknown(wanted, tuple(found[:_MOST_SUGGESTIONS]), is_ambiguous=True)
    if not found:
        return None
    explanation = things[found[0]]()
    return Answer(found[0], explanation.what, (explanation,))


def _overridden(scene: Scene, wanted: str) -> Answer | None:
    """A post or event that the plan names in an override and that is not there."""
    for index, override in enumerate(scene.plan.calendar.overrides):
        if override.id != wanted:
            continue
        skipped = override.action == "skip"
        because = (
            scene.say(
                "方案在 calendar.overrides 里写了不办、不发",
                "the plan leaves this one out (calendar.overrides)",
            )
            if skipped
            else scene.say(
                "眼下没有选进来，calendar.overrides 里的这一条不起作用",
                "it is not among the events chosen now, so the override has no effect",
            )
        )
        what = scene.say(f"{wanted}：没有排", f"{wanted}: not planned")
        lines = lines_of(scene, (("calendar", "overrides", index),))
        return Answer(wanted, what, (Explanation(wanted, what, because=(because,), lines=lines),))
    return None


def _things(scene: Scene) -> dict[str, Explain]:
    """All things with an id; those with the same id (an event and its payment) are the first of them."""
    things: dict[str, Explain] = {}
    for entry in scene.playbook.calendar.entries:
        things.setdefault(entry.id, partial(explain_entry, scene, entry))
    for event in scene.playbook.activities.occurrences:
        things.setdefault(event.id, partial(explain_event, scene, event))
        for step in event.preparation:
            things.setdefault(step.id, partial(explain_preparation, scene, event, step))
        for after in event.follow_up:
            things.setdefault(after.id, partial(explain_event, scene, event))
    for stage in scene.plan.stages:
        for task in stage.tasks:
            things.setdefault(task_id(stage, task), partial(explain_task, scene, stage, task))
    for payment in scene.playbook.money.payments:
        things.setdefault(payment.id, partial(explain_payment, scene, payment))
    return things | dict(_things_of_members(scene))


def _things_of_members(scene: Scene) -> Mapping[str, Explain]:
    """Groups and their procedures, journeys, champions month by month, and what has to be there."""
    things: dict[str, Explain] = {}
    for course in scene.playbook.groups.courses:
        things[f"group:{course.group}"] = partial(explain_group, scene, course)
    for procedure in scene.playbook.groups.procedures:
        things[procedure.id] = partial(explain_procedure, scene, procedure)
        for step in procedure.steps:
            things[step.id] = partial(explain_step, scene, procedure, step)
    for journey in scene.playbook.members.journeys:
        things[f"journey:{journey.journey.id}"] = partial(explain_journey, scene, journey)
    champions = scene.playbook.members.champions
    if champions is not None:
        for month in champions.months:
            things[f"champions:{month.month}"] = partial(explain_champion_month, scene, champions, month)
    for item in scene.playbook.supplies:
        things[item.id] = partial(explain_supply, scene, item)
    return things


def _path(scene: Scene, wanted: str) -> Answer | None:
    try:
        path = path_of(_INDEX.sub(r"[\1]", wanted))
    except ValueError:
        return None
    return explain_path(scene, path) if path else None


def _suggestions(scene: Scene, wanted: str) -> tuple[str, ...]:
    plan = scene.plan
    known = [
        *_things(scene),
        *(goal.id for goal in plan.goals),
        *(goal.kpi for goal in plan.goals),
        *(set_apart(scene.text(one.activity.name)) for one in scene.playbook.activities.occurrences),
        *(set_apart(scene.own(group.name)) for group in plan.groups),
        *(f"budget.{stage.id}" for stage in plan.stages),
        *(f"budget.{stage.id}.{category}" for stage in plan.stages for category in CATEGORIES),
        *(f"budget.{month.month}" for month in scene.playbook.money.months),
        *(f"hours.{load.holder}.{load.week}" for load in scene.playbook.hours.loads),
        *(".".join(str(part) for part in path) for path in plan.origins),
    ]
    return tuple(get_close_matches(wanted, dict.fromkeys(known), n=_MOST_SUGGESTIONS, cutoff=0.6))
