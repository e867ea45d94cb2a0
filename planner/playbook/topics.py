"""Filling slots with topics: which pattern, with which words of the plan, under the freshness rule.

A pattern fits a slot if its kind, type, situation, stage, place and red lines do and if the plan has what it needs.
Among those that fit, the least used comes first, then one in the series' format, then a fixed order made of a
checksum of slot and pattern. A pattern does not return within ``pattern_weeks``; the same words never fill the same
pattern twice; where nothing is left, the slot stays open and says what to collect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from zlib import crc32

from planner.completion.model import CompletePlan
from planner.completion.params import milestone_number, persona_moment
from planner.completion.values.strategy import CompletePersona
from planner.diagnostics.model import PlanPath
from planner.knowledge.fill import fill, said
from planner.knowledge.load import assumed, load_patterns
from planner.knowledge.schema import Text
from planner.knowledge.topic_rows import PatternRow
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import OpenFill, PatternFill, Posting
from planner.playbook.values.targets import GoalPath

_NODE_DAYS = 12
_EVENT_DAYS = 21
_QUESTION_DAYS = 10
_OWN_PATTERNS = frozenset({"article", "live"})
"""Formats that need patterns made for them: a chat post is no article."""
_FIRST_LIMIT = 40
"""Most characters of a Chinese first sentence (practice)."""


@dataclass
class TopicMaker:
    """Chooses topics slot by slot in order of time; remembers what was used when."""

    plan: CompletePlan
    paths: tuple[GoalPath, ...]
    occurrences: tuple[Occurrence, ...]
    names: Mapping[str, Text]
    _pattern_day: dict[str, date] = field(default_factory=dict)
    _pattern_uses: Counter[str] = field(default_factory=Counter)
    _question_day: dict[str, date] = field(default_factory=dict)
    _uses: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[str, ...]] = field(default_factory=set)
    _by_kind: dict[str, list[PatternRow]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        community, banned = self.plan.community, self.plan.banned
        for row in load_patterns().values():
            if (
                (not row.types or community.type in row.types)
                and community.situation in row.situations
                and not banned.intersection(row.tags)
            ):
                for kind in row.kinds:
                    self._by_kind[kind].append(row)

    def fill_slot(self, slot: Posting) -> PatternFill | OpenFill:
        """Return a pattern with its words for a slot, or what would have to be collected."""
        if self.plan.content.only_written:
            return OpenFill(("content.topics",))
        for row in self._candidates(slot):
            found = self._params(row, slot)
            if found is None:
                continue
            params, sources, key = found
            first = fill(row.first, params)
            if self.plan.language == "zh-CN" and len(first.zh) > _FIRST_LIMIT:
                continue
            self._remember(row, slot, key)
            return PatternFill(row.id, params, sources)
        return OpenFill(self._lacking())

    def _candidates(self, slot: Posting) -> list[PatternRow]:
        kind = next((p.kind for p in self.plan.content.pillars if p.id == slot.pillar), None)
        rows = (
            self._by_kind.get(kind, []) if kind else [row for rows in self._by_kind.values() for row in rows]
        )
        place = "group" if slot.groups else "channel"
        weeks = timedelta(weeks=int(assumed("pattern_weeks")))
        fresh = [
            row
            for row in {row.id: row for row in rows}.values()
            if slot.stage in row.stages
            and place in row.on
            and (slot.format in row.formats or slot.format not in _OWN_PATTERNS)
            and (slot.format in _OWN_PATTERNS or not _OWN_PATTERNS.issuperset(row.formats))
            and slot.on - self._pattern_day.get(row.id, date.min) > weeks
        ]
        return sorted(
            fresh,
            key=lambda row: (
                self._pattern_uses[row.id],
                slot.format not in row.formats,
                -len(set(row.needs) & {"offer", "question", "moment"}),
                crc32(f"{slot.id}/{row.id}".encode()),
            ),
        )

    def _params(
        self, row: PatternRow, slot: Posting
    ) -> tuple[dict[str, Text], tuple[PlanPath, ...], tuple[str, ...]] | None:
        """What fills the pattern's slots here; ``None`` if something it needs is not there (or is used up)."""
        plan = self.plan
        question = self._question(slot) if "question" in row.needs else -1
        if question is None:
            return None
        asked = plan.questions[question] if question >= 0 else None
        persona = self._persona(slot, asked.persona if asked else "")
        params = self._always(slot, persona)
        sources: list[PlanPath] = []
        key: list[str] = [row.id]
        if asked is not None:
            params["question"] = said(asked.text)
            sources.append(("question_pool", question))
            key.append(asked.id)
        if "offer" in row.needs:
            offer = self._offer(asked.offer if asked else "", slot.on)
            if offer is None:
                return None
            params["offer"] = said(plan.offers[offer].name)
            sources.append(("offers", offer))
            key.append(plan.offers[offer].id)
        for need in row.needs:
            found = self._other(need, row, slot, persona)
            if found is None:
                return None
            words, paths, mark = found
            params |= words
            sources += paths
            key.append(mark)
        if tuple(key) in self._seen:
            return None
        return params, tuple(sources), tuple(key)

    def _other(
        self, need: str, row: PatternRow, slot: Posting, persona: CompletePersona
    ) -> tuple[dict[str, Text], tuple[PlanPath, ...], str] | None:
        plan = self.plan
        if need == "moment":
            if not persona.moments and not persona.times:
                return None
            moments = persona.moments
            index = self._uses["moment"] % len(moments) if moments else 0
            words = said(moments[index]) if moments else persona_moment(persona)
            where = plan.personas.index(persona)
            return {"moment": words}, (("audience", where, "moments" if moments else "times"),), words.zh
        if need == "node":
            node = next((n for n in plan.calendar.nodes if 1 <= (n.date - slot.on).days <= _NODE_DAYS), None)
            if node is None:
                return None
            day = Text(
                f"{node.date.month} 月 {node.date.day} 日", f"{node.date.day} {_MONTHS[node.date.month - 1]}"
            )
            return {"node": node.name, "node_date": day}, (("calendar", "nodes"),), node.name.en
        if need == "activity":
            event = next((o for o in self.occurrences if _speaks_of(row, o, slot.on)), None)
            if event is None:
                return None
            return (
                {"activity": event.activity.name, "activity_date": event_time(event)},
                (("activities",),),
                event.id,
            )
        if need == "fixed":
            regular = [index for index, fixed in enumerate(plan.fixed) if fixed.when]
            if not regular:
                return None
            index = regular[self._uses["fixed"] % len(regular)]
            return {"fixed": said(plan.fixed[index].text)}, (("fixed", index),), plan.fixed[index].text
        if need == "number":
            return self._number(slot)
        return {}, (), ""

    def _number(self, slot: Posting) -> tuple[dict[str, Text], tuple[PlanPath, ...], str] | None:
        """The next milestone of one of the goals, taking turns."""
        ahead = [
            (path, milestone)
            for path in self.paths
            if self.plan.kpis[path.kpi].public
            and (milestone := next((m for m in path.milestones if m.on >= slot.on), None)) is not None
            and milestone.value > 0
        ]
        if not ahead:
            return None
        path, milestone = ahead[self._uses["number"] % len(ahead)]
        index = next(i for i, goal in enumerate(self.plan.goals) if goal.id == path.goal)
        goal = self.plan.goals[index]
        words = milestone_number(
            milestone.value,
            milestone.on,
            self.plan.kpis[path.kpi],
            at_most=goal.kind == "at_most",
            name=goal.name,
        )
        return {"number": words}, (("goals", index),), words.zh

    def _always(self, slot: Posting, persona: CompletePersona) -> dict[str, Text]:
        plan = self.plan
        groups = [group.name for group in plan.groups if group.id in slot.groups]
        owner = self.names.get(slot.owner, said(slot.owner))
        reviewer = self.names.get(plan.roles["owner"].holder, plan.roles["owner"].name)
        return {
            "community": said(plan.community.name),
            "product": plan.community.product,
            "promise": said(plan.positioning.promise.rstrip("。.")),
            "problem": said(plan.positioning.problem.rstrip("。.")),
            "persona": said(persona.name),
            "need": said(persona.needs[self._uses["need"] % len(persona.needs)].rstrip("。.")),
            "owner": owner,
            "reviewer": reviewer,
            "group": Text("、".join(groups), ", ".join(groups)) if groups else said(plan.community.name),
            "date": Text(
                f"{slot.on.month} 月 {slot.on.day} 日", f"{slot.on.day} {_MONTHS[slot.on.month - 1]}"
            ),
        }

    def _persona(self, slot: Posting, wanted: str) -> CompletePersona:
        by_id = {persona.id: persona for persona in self.plan.personas}
        if wanted in by_id:
            return by_id[wanted]
        groups = {group.persona for group in self.plan.groups if group.id in slot.groups}
        named = [p for p in self.plan.personas if p.id in groups or p.name in groups]
        return (named or list(self.plan.personas))[0]

    def _question(self, slot: Posting) -> int | None:
        """The question used least, not within the last days; ``None`` if there is none."""
        rested = [
            index
            for index, question in enumerate(self.plan.questions)
            if (slot.on - self._question_day.get(question.id, date.min)).days >= _QUESTION_DAYS
        ]
        return min(
            rested, key=lambda index: (self._uses[f"q/{self.plan.questions[index].id}"], index), default=None
        )

    def _offer(self, wanted: str, on: date) -> int | None:
        """The offer that the question is about, else the one used least; only what is to be had on that day."""
        offers = self.plan.offers
        there = [index for index, offer in enumerate(offers) if offer.is_available(on)]
        named = next((index for index in there if offers[index].id == wanted), None)
        if named is not None:
            return named
        return min(there, key=lambda index: (self._uses[f"o/{offers[index].id}"], index), default=None)

    def _remember(self, row: PatternRow, slot: Posting, key: tuple[str, ...]) -> None:
        self._pattern_day[row.id] = slot.on
        self._pattern_uses[row.id] += 1
        self._seen.add(key)
        for part in key[1:]:
            for question in self.plan.questions:
                if question.id == part:
                    self._question_day[part] = slot.on
                    self._uses[f"q/{part}"] += 1
            for offer in self.plan.offers:
                if offer.id == part:
                    self._uses[f"o/{part}"] += 1
        for need in (*row.needs, "need"):
            self._uses[need] += 1

    def _lacking(self) -> tuple[str, ...]:
        plan = self.plan
        missing = []
        if len(plan.offers) < 5:
            missing.append("offers")
        if len(plan.questions) < 10:
            missing.append("question_pool")
        if not any(persona.moments for persona in plan.personas):
            missing.append("audience.moments")
        return tuple(missing) or ("content.topics",)


def _speaks_of(row: PatternRow, event: Occurrence, on: date) -> bool:
    """Whether a pattern can announce an event from a day on: soon enough, of a kind it suits."""
    if row.events and event.activity.kind not in row.events:
        return False
    if row.after_first and event.ordinal < 2:
        return False
    return 1 <= (event.on - on).days <= _EVENT_DAYS


def event_time(event: Occurrence) -> Text:
    """Return day and hour of an occurrence as words in both languages."""
    on, start = event.on, event.start
    weekday = "一二三四五六日"[on.weekday()]
    return Text(
        f"{on.month} 月 {on.day} 日（周{weekday}）{start:%H:%M}",
        f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}, {start:%H:%M}",
    )


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
