"""The words of one event that fill the slots of its kind's texts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.completion.params import persona_moment
from planner.explain.scene import Scene
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.values.activities import Occurrence

_ASIDE = re.compile(r"\s*[（(].*?[）)]")


def event_words(scene: Scene, event: Occurrence, text: Text) -> str:
    """Return a text of the event's kind with its slots filled."""
    return scene.text(fill(text, _params(scene, event)))


def _params(scene: Scene, event: Occurrence) -> Mapping[str, Text]:
    plan, activity = scene.plan, event.activity
    groups = [group.name for group in plan.groups if group.status == "active"]
    offer = next((one.name for one in plan.offers if one.id == event.offer), event.offer)
    boss = said(scene.holder(plan.roles["owner"].holder or "owner")) if "owner" in plan.roles else said("")
    persona = next((one for one in plan.personas if one.id == activity.persona), plan.personas[0])
    params = {
        "community": said(plan.community.name),
        "product": said(offer) if offer else plan.community.product,
        "offer": said(offer) if offer else plan.community.product,
        "promise": said(plan.positioning.promise.rstrip("。.")),
        "activity": activity.name,
        "activity_date": said(f"{scene.day(event.on)} {event.start:%H:%M}"),
        "min": said(str(activity.least)),
        "max": said(str(activity.most)),
        "expected": said(str(activity.expected)),
        "duration": said(scene.time(activity.duration)),
        "group": said(scene.listed(groups) or scene.say("群", "the group")),
        "question": said(event.question.rstrip("?？")),
        "owner": boss,
        "reviewer": boss,
        "persona": said(persona.name),
        "need": said(persona.needs[0].rstrip("。.")),
        "moment": persona_moment(persona),
    }
    return params | {
        role.id: _doer(scene, event, role.id, role.name) for role in load_activity_kind(activity.kind).roles
    }


def _doer(scene: Scene, event: Occurrence, role: str, name: Text) -> Text:
    """Who does the work of an event role: the person, else what the event calls the role."""
    holder = event.activity.holders.get(role, "")
    if any(person.id == holder for person in scene.plan.people):
        return said(scene.holder(holder))
    return Text(_ASIDE.sub("", name.zh), _ASIDE.sub("", name.en))
