"""The words of a plan that fill a pattern: questions, offers, moments, nodes, events, fixed days, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from zlib import crc32

from planner.completion.model import CompletePlan
from planner.completion.params import milestone_number, persona_moment
from planner.completion.values.strategy import CompletePersona
from planner.diagnostics.model import PlanPath
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.knowledge.topic_rows import PatternRow
from planner.playbook.posts.belonging import offer_named, offer_of, people_come, what_it_asks
from planner.playbook.posts.freshness import Freshness
from planner.playbook.posts.wording import Material, Wanted, Wording, material_of, speaks_of_need
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Posting
from planner.playbook.values.targets import GoalPath

_NODE_DAYS = 12
_EVENT_DAYS = 21
_SOON = timedelta(days=14)
"""How long before it is to be had one may speak of a thing."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Materials:
    """What a plan has to say, by kind and day."""

    def __init__(
        self,
        plan: CompletePlan,
        paths: tuple[GoalPath, ...],
        events: tuple[Occurrence, ...],
        names: Mapping[str, Text],
    ) -> None:
        self._plan = plan
        self._paths = tuple(path for path in paths if plan.kpis[path.kpi].public)
        self._events = events
        self._names = names
        self._goals = {goal.id: index for index, goal in enumerate(plan.goals)}
        self._offers = tuple(
            material_of("offer", {"offer": said(offer.name)}, ("offers", index))
            for index, offer in enumerate(plan.offers)
        )
        self._questions = tuple(
            material_of("question", {"question": said(question.text)}, ("question_pool", index))
            for index, question in enumerate(plan.questions)
        )
        self._asked = {question.text: question for question in reversed(plan.questions)}
        self._asking = {question.text: what_it_asks(question) for question in plan.questions}
        self._about = {question.text: offer_of(question, plan.offers) for question in plan.questions}
        self._fixed = tuple(
            material_of("fixed", {"fixed": said(fixed.text)}, ("fixed", index))
            for index, fixed in enumerate(plan.fixed)
            if fixed.when
        )
        names_of = {offer.id: offer.name for offer in plan.offers}
        self._fixed_about = {
            one.mark: names_of.get(offer_named(one.mark, plan.offers), "") for one in self._fixed
        }
        self._owner = names.get(plan.roles["owner"].holder, plan.roles["owner"].name)
        self._persona_for: dict[tuple[tuple[str, ...], str], CompletePersona] = {}
        self._offers_there: dict[date, list[tuple[Material, str]]] = {}

    def wordings(
        self, row: PatternRow, slot: Posting, fresh: Freshness, wanted: Wanted | None = None
    ) -> Iterator[Wording]:
        """Yield each way in which a pattern can be filled on a day, those whose turn it is first.

        ``wanted`` narrows the materials; questions that rest are left out.
        """
        questions: Sequence[Material | None] = [None]
        if "question" in row.needs:
            questions = _in_turn(
                [
                    one
                    for one in self._questions
                    if not fresh.question_rests(one.mark, slot.on)
                    and self._is_in_season(one, slot.on)
                    and (not row.asks or self._asking[one.mark] in row.asks)
                ],
                slot,
                fresh,
                wanted,
            )
        rests: dict[str, list[list[Material]]] = {}
        for question in questions:
            asked = self._asked[question.mark] if question else None
            persona = self.persona_of(slot, asked.persona if asked else "")
            offers: Sequence[Material | None] = [None]
            if "offer" in row.needs:
                about = self._about[asked.text] if asked else None
                offers = _in_turn(self._offers_on(slot.on, about), slot, fresh, wanted)
            if persona.id not in rests:
                rests[persona.id] = [
                    _in_turn(self._of_kind(kind, row, slot, persona), slot, fresh, wanted)
                    for kind in dict.fromkeys((*row.needs, "need"))
                    if kind not in ("question", "offer", "product")
                    and (kind != "need" or speaks_of_need(row.id))
                ]
            rest = rests[persona.id]
            for offer in offers:
                for others in product(*rest):
                    if offer is not None and not self._go_together(offer, others):
                        continue
                    yield Wording(row, persona, tuple(m for m in (question, offer, *others) if m is not None))

    def _is_in_season(self, question: Material, on: date) -> bool:
        """Whether what a question is about is to be had on a day or soon after; what is about nothing always is."""
        about = self._about[question.mark]
        return all(
            offer.is_available(on) or offer.is_available(on + _SOON)
            for offer in self._plan.offers
            if offer.id == about
        )

    def _go_together(self, offer: Material, others: Sequence[Material]) -> bool:
        """Whether what is fixed can be told with an offer: not if it names another one."""
        fixed = next((one for one in others if one.kind == "fixed"), None)
        return fixed is None or self._fixed_about[fixed.mark] in ("", offer.mark)

    def params(self, wording: Wording, slot: Posting) -> dict[str, Text]:
        """Return slot → words in both languages."""
        plan, persona = self._plan, wording.persona
        groups = [group.name for group in plan.groups if group.id in slot.groups]
        params = {
            "community": said(plan.community.name),
            "product": plan.community.product,
            "promise": said(plan.positioning.promise.rstrip("\u3002.")),
            "problem": said(plan.positioning.problem.rstrip("\u3002.")),
            "persona": said(persona.name),
            "need": said(persona.needs[0].rstrip("\u3002.")),
            "owner": self._names.get(slot.owner, said(slot.owner)),
            "reviewer": self._owner,
            "group": Text("\u3001".join(groups), ", ".join(groups)) if groups else said(plan.community.name),
            "date": _day(slot.on),
        }
        for material in wording.materials:
            params |= material.params
        return params

    def persona_of(self, slot: Posting, wanted: str) -> CompletePersona:
        """Return the persona that a question names, else the one of the slot's groups, else the first."""
        known = self._persona_for.get((slot.groups, wanted))
        if known is None:
            known = self._persona_for[slot.groups, wanted] = self._find_persona(slot, wanted)
        return known

    def _find_persona(self, slot: Posting, wanted: str) -> CompletePersona:
        named = next((persona for persona in self._plan.personas if persona.id == wanted), None)
        if named is not None:
            return named
        groups = {group.persona for group in self._plan.groups if group.id in slot.groups}
        there = (p for p in self._plan.personas if p.id in groups or p.name in groups)
        return next(there, self._plan.personas[0])

    def _offers_on(self, on: date, about: str | None) -> list[Material]:
        """All offers that are to be had on a day; beside a question the one that it is about, if there is one."""
        if on not in self._offers_there:
            offers = zip(self._offers, self._plan.offers, strict=True)
            self._offers_there[on] = [(one, offer.id) for one, offer in offers if offer.is_available(on)]
        return [one for one, offer in self._offers_there[on] if about in (None, offer)]

    def _of_kind(self, kind: str, row: PatternRow, slot: Posting, persona: CompletePersona) -> list[Material]:
        match kind:
            case "need":
                words = [need.rstrip("\u3002.") for need in persona.needs]
                return [material_of("need", {"need": said(word)}) for word in dict.fromkeys(words)]
            case "moment":
                return self._moments(persona)
            case "node":
                ahead = [n for n in self._plan.calendar.nodes if 1 <= (n.date - slot.on).days <= _NODE_DAYS]
                return [
                    material_of(
                        "node",
                        {"node": node.name, "node_date": _day(node.date)},
                        ("calendar", "nodes"),
                    )
                    for node in ahead
                ]
            case "activity":
                return [
                    material_of(
                        "activity",
                        {"activity": event.activity.name, "activity_date": event_time(event)},
                        ("activities",),
                    )
                    for event in self._events
                    if _speaks_of(row, event, slot.on)
                ]
            case "fixed":
                return [one for one in self._fixed if not row.gathers or people_come(one.mark)]
            case _:
                return self._numbers(slot)

    def _moments(self, persona: CompletePersona) -> list[Material]:
        where = self._plan.personas.index(persona)
        if persona.moments:
            path: PlanPath = ("audience", where, "moments")
            return [
                material_of("moment", {"moment": said(one)}, path) for one in dict.fromkeys(persona.moments)
            ]
        if persona.times:
            words = persona_moment(persona)
            return [material_of("moment", {"moment": words}, ("audience", where, "times"))]
        return []

    def _numbers(self, slot: Posting) -> list[Material]:
        """The next milestone of each goal whose KPI may be told in public."""
        found = []
        for path in self._paths:
            milestone = next((m for m in path.milestones if m.on >= slot.on), None)
            if milestone is None or milestone.value <= 0:
                continue
            index = self._goals[path.goal]
            goal = self._plan.goals[index]
            words = milestone_number(
                milestone.value,
                milestone.on,
                self._plan.kpis[path.kpi],
                at_most=goal.kind == "at_most",
                name=goal.name,
            )
            found.append(material_of("number", {"number": words}, ("goals", index)))
        return found


def _in_turn(
    materials: Sequence[Material], slot: Posting, fresh: Freshness, wanted: Wanted | None
) -> list[Material]:
    """Those that may be taken; first what the series has used least, then by a checksum of entry and material.

    Events and nodes stay in order of time: the next one is announced first.
    """
    may = (wanted or {}).get(materials[0].kind) if materials else None
    taken = [one for one in materials if may is None or may(one)]
    if len(taken) < 2 or taken[0].kind in ("activity", "node"):
        return taken
    return sorted(
        taken,
        key=lambda one: (
            fresh.turns(slot.series, one.kind, one.mark),
            crc32(f"{slot.id}/{one.mark}".encode()),
            one.mark,
        ),
    )


def _speaks_of(row: PatternRow, event: Occurrence, on: date) -> bool:
    """Whether a pattern can announce an event on a day: while names are taken, of a kind it suits."""
    if row.events and event.activity.kind not in row.events:
        return False
    if row.after_first and event.ordinal < 2:
        return False
    if event.sign_up_opens is not None and on < event.sign_up_opens:
        return False
    if event.sign_up_closes is not None and on > event.sign_up_closes:
        return False
    return 1 <= (event.on - on).days <= _EVENT_DAYS


def _day(on: date) -> Text:
    return Text(f"{on.month} \u6708 {on.day} \u65e5", f"{on.day} {_MONTHS[on.month - 1]}")


def event_time(event: Occurrence) -> Text:
    """Return day and hour of an occurrence as words in both languages."""
    on, start = event.on, event.start
    weekday = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5"[on.weekday()]
    english = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[on.weekday()]
    return Text(
        f"{on.month} \u6708 {on.day} \u65e5\uff08\u5468{weekday}\uff09{start:%H:%M}",
        f"{english} {on.day} {_MONTHS[on.month - 1]}, {start:%H:%M}",
    )
