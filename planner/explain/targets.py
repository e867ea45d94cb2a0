"""From what somebody asks about to its explanation, or to what they probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import partial

from planner.explain.days import explain_day
from planner.explain.events import explain_event, explain_preparation
from planner.explain.goals import explain_goal
from planner.explain.hours import explain_all_hours, explain_hours, find_holder
from planner.explain.model import Answer, Explanation, Unknown
from planner.explain.money import explain_budget, explain_payment
from planner.explain.origins import explain_path
from planner.explain.posts import explain_entry
from planner.explain.scene import Scene
from planner.explain.tasks import explain_task, task_id
from planner.playbook.record.plain import path_of
from planner.playbook.values.money import CATEGORIES

_MOST_SUGGESTIONS = 5
_MONTH = re.compile(r"\d{4}-\d{2}")
_INDEX = re.compile(r"\.(\d+)(?=\.|$)")
Explain = Callable[[], Explanation]


def explain(scene: Scene, target: str) -> Answer | Unknown:
    """Explain a day, a dated thing, a goal, money, hours or a plan path, whichever ``target`` names."""
    wanted = target.strip()
    for find in (_day, _figure, _thing, _path):
        found = find(scene, wanted)
        if found is not None:
            return found
    return Unknown(wanted, _suggestions(scene, wanted))


def _day(scene: Scene, wanted: str) -> Answer | Unknown | None:
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return None
    period = scene.plan.period
    return explain_day(scene, day) or Unknown(wanted, (period.start.isoformat(), period.last.isoformat()))


def _figure(scene: Scene, wanted: str) -> Answer | None:
    """A goal or KPI, in all or in a month; a part of the budget; hours."""
    head, *rest = wanted.split(".")
    if head == "budget":
        return explain_budget(scene, tuple(rest))
    if head == "hours" and not rest:
        return explain_all_hours(scene)
    if head == "hours":
        holder = find_holder(scene, rest[0])
        return explain_hours(scene, holder, ".".join(rest[1:])) if holder is not None else None
    month = rest[0] if len(rest) == 1 and _MONTH.fullmatch(rest[0]) else ""
    if rest and not month:
        return None
    for path in scene.playbook.paths:
        goal = next(one for one in scene.plan.goals if one.id == path.goal)
        kpi = scene.plan.kpis[goal.kpi]
        if head and head in (goal.id, goal.kpi, goal.name, kpi.name.zh, kpi.name.en):
            return explain_goal(scene, path, month)
    return None


def _thing(scene: Scene, wanted: str) -> Answer | Unknown | None:
    """A dated thing by its id, or by an end of it that only one has."""
    things = _things(scene)
    if wanted in things:
        found = [wanted]
    else:
        found = [name for name in things if wanted and name.endswith((f":{wanted}", f"/{wanted}"))]
    if len(found) > 1:
        return Unknown(wanted, tuple(found[:_MOST_SUGGESTIONS]), is_ambiguous=True)
    if not found:
        return None
    explanation = things[found[0]]()
    return Answer(found[0], explanation.what, (explanation,))


def _things(scene: Scene) -> Mapping[str, Explain]:
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
        *(f"budget.{stage.id}" for stage in plan.stages),
        *(f"budget.{stage.id}.{category}" for stage in plan.stages for category in CATEGORIES),
        *(f"budget.{month.month}" for month in scene.playbook.money.months),
        *(f"hours.{load.holder}.{load.week}" for load in scene.playbook.hours.loads),
        *(".".join(str(part) for part in path) for path in plan.origins),
    ]
    return tuple(get_close_matches(wanted, dict.fromkeys(known), n=_MOST_SUGGESTIONS, cutoff=0.6))
