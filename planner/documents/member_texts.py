"""The words of scripts, journeys, champions and procedures of groups, with their slots filled from the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Literal

from planner.completion.member_params import lasting_offers, lasting_questions
from planner.completion.params import persona_moment
from planner.completion.values.programme import CompleteActivity
from planner.documents import words
from planner.documents.event_texts import asked
from planner.documents.names import Names
from planner.documents.texts import as_sent, filled
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_activity_kind, load_group_procedures
from planner.knowledge.member_rows import ProcedureStepRow
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.groups import Procedure

_OFFERS = ("offer", "offer2", "offer3")
_QUESTIONS = ("question", "question2", "question3")
_NO_QUESTIONS = (
    Text("这个怎么弄", "how is this done"),
    Text("第一步做什么", "what comes first"),
    Text("做不成怎么办", "what if it does not work"),
)
Gathering = Literal["any", "offline", "talk"]
"""An event that people come to, one at which they meet in person, one at which somebody speaks."""
_NO_EVENT: Mapping[Gathering, Text] = {
    "any": Text("{community}下一场活动", "the next event of {community}"),
    "offline": Text("{community}见面那次", "the {community} meeting"),
    "talk": Text("{community}那场分享", "the {community} talk"),
}
_OUR_EVENT = Text("{community}的{event}", "the {community} {event}")
_SOON = timedelta(days=35)
"""Of the events ahead so soon one with seats is named before one without."""
_FEW = 6
"""An event for no more than so many people, as a rule, is an interview: nobody else is asked to come."""
_ODD_NAME = re.compile(r"[，、：；！？（,:;!?–—]")
"""Signs by which a name would come apart in a sentence."""
_LONG_NAME = 10
"""Characters of a Chinese name from which on it reads like a sentence."""
_EVENT_SLOT = "{activity}"
_WHEN_WHERE = Text("__（哪天几点、地点或链接）", "__ (day, hour, place or link)")
_ROLES = ("owner", "admin", "planner", "editor", "expert")


@dataclass(frozen=True, slots=True)
class MemberTexts:
    """Fills texts that are sent to members, or that say how they are treated, in one language."""

    names: Names
    params: Mapping[str, Text]

    def say(self, text: Text, **more: str) -> str:
        """Return a text with its slots filled; ``more`` are slots of this one text (``me``, ``group``, ``day`` …)."""
        known = {**self.params, **{slot: said(word) for slot, word in more.items()}}
        return as_sent(filled(_marked(text, known["activity"]), known, self.names.language), self.names)

    def about(self, event: str) -> MemberTexts:
        """Return the same with ``{activity}`` naming an event."""
        return replace(self, params={**self.params, "activity": said(event)})

    def spoken_by(self, holder: str) -> MemberTexts:
        """Return the same as said by a person: ``{me}`` is their name."""
        return replace(self, params={**self.params, "me": said(self.names.holder(holder))})


def member_texts(playbook: Playbook, names: Names, on: date | None = None) -> MemberTexts:
    """Return the words about members; ``on`` is the day from which the next event counts, the plan's first if none."""
    plan = playbook.plan
    persona = plan.personas[0] if plan.personas else None
    params = {
        "community": said(plan.community.name),
        "product": plan.community.product,
        "promise": said(words.without_end(plan.positioning.promise)),
        "problem": said(words.without_end(plan.positioning.problem)),
        "group": said(_group(playbook, names, on or plan.period.start)),
        "activity": next_event(playbook, on or plan.period.start),
        "when_where": _WHEN_WHERE,
        "report_hours": said(str(plan.rules.reports.hours)),
        "appeal_hours": said(str(plan.rules.appeal.hours)),
        "report_channel": said(words.without_end(names.text(plan.rules.reports.channel))),
        "me": said(names.holder(_holder(names, "admin"))),
        **{role: said(names.holder(_holder(names, role))) for role in _ROLES},
        **dict(zip(_OFFERS, _offers(playbook), strict=True)),
        **dict(zip(_QUESTIONS, _questions(playbook), strict=True)),
    }
    if persona is not None:
        params["persona"] = said(persona.name)
        params["moment"] = persona_moment(persona)
        if persona.needs:
            params["need"] = said(words.without_end(persona.needs[0]))
    return MemberTexts(names, params)


def _holder(names: Names, role: str) -> str:
    known = names.plan.roles.get(role)
    return (known.holder if known is not None else "") or role


def _group(playbook: Playbook, names: Names, on: date) -> str:
    """The one group that is open; among several a member knows theirs by the community's name."""
    there = [
        one for one in playbook.plan.groups if one.status in ("active", "silent") and one.kind == "standing"
    ]
    now = [one for one in there if one.is_open(on)] or there[:1]
    if len(now) > 1:
        return playbook.plan.community.name
    first = playbook.plan.platforms[0].id if playbook.plan.platforms else ""
    return now[0].name if now else names.platform(first)


def _offers(playbook: Playbook) -> list[Text]:
    """Three offers of the whole year; a blank where there are fewer, the product where none is written."""
    plan = playbook.plan
    nothing = said("__") if plan.offers else plan.community.product
    offers = [said(offer.name) for offer in lasting_offers(plan.offers)]
    return [*offers, *(nothing for _ in _OFFERS)][: len(_OFFERS)]


def _questions(playbook: Playbook) -> list[Text]:
    plan = playbook.plan
    real = [said(asked(question.text)) for question in lasting_questions(plan.questions, plan.offers)]
    return (list(islice(cycle(real), len(_QUESTIONS)))) if real else list(_NO_QUESTIONS)


def next_event(playbook: Playbook, on: date, suits: Gathering = "any") -> Text:
    """Return the next event that suits what is said, from a day on; else plain words."""
    ahead = [one for one in playbook.activities.occurrences if one.on >= on and _is(suits, one.activity)]
    found = min(
        ahead, key=lambda one: (one.on > on + _SOON, not _has_seats(one.activity), one.on), default=None
    )
    ours = {"community": said(playbook.plan.community.name)}
    if found is None:
        return fill(_NO_EVENT[suits], ours)
    name = found.activity.name
    if name != load_activity_kind(found.activity.kind).name:
        return name
    # What only has the name of its kind is told apart from that of others.
    return fill(_OUR_EVENT, {**ours, "event": Text(name.zh, name.en[:1].lower() + name.en[1:])})


def _is(suits: Gathering, activity: CompleteActivity) -> bool:
    row = load_activity_kind(activity.kind)
    if suits == "offline":
        return activity.mode == "offline"
    if suits == "talk":
        return "external_speaker" in row.tags
    return row.participants["typical"] > _FEW


def _has_seats(activity: CompleteActivity) -> bool:
    """Whether people come to it, rather than write when they like."""
    sign_up = load_activity_kind(activity.kind).sign_up
    return sign_up is not None and sign_up.seats


def _marked(text: Text, event: Text) -> Text:
    """The text with quotation marks round an event's name that would come apart: single ones within a quotation."""
    zh = _in_marks(text.zh, event.zh, len(event.zh) > _LONG_NAME)
    return Text(zh, _in_marks(text.en, event.en, False))


def _in_marks(text: str, event: str, long: bool) -> str:
    if _EVENT_SLOT not in text or not (long or _ODD_NAME.search(event)):
        return text
    made, *rest = text.split(_EVENT_SLOT)
    for more in rest:
        inside = made.count("“") > made.count("”")
        held = made.endswith("“") and more.startswith("”")
        left, right = ("", "") if held else ("‘", "’") if inside else ("“", "”")
        made = f"{made}{left}{_EVENT_SLOT}{right}{more}"
    return made


def procedure_steps(procedure: Procedure) -> Mapping[str, ProcedureStepRow]:
    """Return what knowledge says of each step of a group's procedure, by the step's id."""
    rows = (row for row in load_group_procedures().values() if row.what == procedure.kind)
    return {step.id: step for row in rows for step in row.steps}


def procedure_words(procedure: Procedure, text: Text, texts: MemberTexts, *, group: str | None = None) -> str:
    """Return a text of one of its steps with the groups and the people of the procedure.

    ``group`` is what stands for its group where that is not its full name.
    """
    names = texts.names
    own = next((one for one in names.plan.groups if one.id == procedure.group), None)
    before = min((step.on for step in procedure.steps), default=procedure.on)
    keeper = names.holder(own.keeper(before)) if own is not None else ""
    return texts.say(
        text,
        group=names.group(procedure.group) if group is None else group,
        other=names.group(procedure.other) if procedure.other else "",
        keeper=keeper,
        taker=names.holder(procedure.taker) if procedure.taker else keeper,
        day=words.day(procedure.on, names.language),
    )
