"""Filling slots with topics: which pattern, with which words of the plan, under the freshness rule.

A pattern fits a slot if its kind, type, situation, stage, place and red lines do and if the plan has what it needs.
What an earlier playbook had said stays where it is still allowed, and is put in first. Of the patterns that fit the
others, the least used comes first, then one in the series' format, then a fixed order made of a checksum of slot and
pattern. A pattern rests for weeks, a question for days; the same pattern with the same question, or the same offer
and need, does not return within a quarter; an answered question is not put as an open one. The first post of a new
group opens it, and what speaks of the past waits until the group has one. A series whose name promises something
definite takes patterns made for that name alone. Where nothing is left, the slot stays open and says what to collect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from zlib import crc32

from planner.completion.model import CompletePlan
from planner.dates.recurrence import RecurrenceError, parse_recurrence
from planner.knowledge.fill import fill, slots_of
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.knowledge.topic_rows import PatternRow
from planner.playbook.posts.belonging import takes_up
from planner.playbook.posts.formats import FormatRuns, fits_format, other_formats
from planner.playbook.posts.freshness import Freshness, question_rest
from planner.playbook.posts.group_ages import GroupAges
from planner.playbook.posts.materials import Materials
from planner.playbook.posts.wording import Wanted, Wording, recognise, saying_of
from planner.playbook.previous import PostedBefore, Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry, OpenFill, PatternFill, Posting
from planner.playbook.values.targets import GoalPath

_FIRST_LIMIT = 40
"""Most characters of a Chinese first sentence (practice)."""
_OTHERS = 3
_ENOUGH_OFFERS, _ENOUGH_QUESTIONS = 5, 10


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a posting, and the format in which it goes out."""

    fill: PatternFill | OpenFill
    format: str


class TopicMaker:
    """Fills the postings of the detail weeks; one use per playbook."""

    def __init__(
        self,
        plan: CompletePlan,
        paths: tuple[GoalPath, ...],
        events: tuple[Occurrence, ...],
        names: Mapping[str, Text],
    ) -> None:
        self._plan = plan
        self._materials = Materials(plan, paths, events, names)
        self._fresh = Freshness()
        self._promised = sorted({word for row in load_patterns().values() for word in row.named})
        self._kinds = {pillar.id: pillar.kind for pillar in plan.content.pillars}
        self._rows = _suitable_patterns(plan)
        self._series = {one.id: f"{one.name.zh} {one.name.en}".lower() for one in plan.content.series}
        self._operators = _operators_series(plan, self._promised)
        self._ages = GroupAges(plan)
        self._openings: frozenset[str] = frozenset()
        self._fitting: dict[tuple[object, ...], list[PatternRow]] = {}
        self._too_long: dict[tuple[str, ...], bool] = {}

    def fill_all(
        self, postings: Iterable[Posting], open_ids: frozenset[str], runs: FormatRuns, previous: Previous
    ) -> dict[str, Filled]:
        """Return what fills the postings of ``open_ids``; ``postings`` are all, in order of time.

        Past entries count as said.
        """
        postings = tuple(postings)
        own = {
            one.id: Filled(OpenFill(("content.topics",)), one.format)
            for one in postings
            if one.id in open_ids and (self._plan.content.only_written or one.series in self._operators)
        }
        open_ids = open_ids.difference(own)
        if not open_ids:
            return own
        self._ages.read(postings)
        self._openings = self._ages.openings(postings, open_ids)
        self._fresh.question_days = self._question_days(postings, open_ids)
        for one in postings:
            if isinstance(one, Entry) and isinstance(one.fill, PatternFill):
                self._remember(one, one.fill)
            elif one.topic is not None:
                for question in self._plan.questions:
                    if takes_up(one.topic, question):
                        self._fresh.take_up(question.text, one.on)
        chosen: dict[str, Wording] = {}
        for one in postings:
            before = previous.entries.get(one.id)
            if one.id in open_ids and before is not None and before.pattern:
                kept = self._as_before(one, before)
                if kept is not None:
                    chosen[one.id] = kept
                    self._fresh.reserve(kept.saying(), one.series, one.on)
        formats = {}
        for one in postings:
            if one.id in open_ids and one.id not in chosen:
                found = next(self._ways(one, runs.is_full(one)), None)
                if found is not None:
                    chosen[one.id] = found
                    self._fresh.reserve(found.saying(), one.series, one.on)
            row = chosen[one.id].row if one.id in chosen else None
            formats[one.id] = runs.add(one, row)
        return own | {
            one.id: self._filled(one, chosen.get(one.id), formats[one.id])
            for one in postings
            if one.id in open_ids
        }

    def _question_days(self, postings: tuple[Posting, ...], open_ids: frozenset[str]) -> int:
        days = [
            one.on
            for one in postings
            if one.id in open_ids or (isinstance(one, Entry) and isinstance(one.fill, PatternFill | OpenFill))
        ]
        if not days:
            return question_rest(len(self._plan.questions), Fraction(0))
        weeks = max(1, ((days[-1] - days[0]).days + 7) // 7)
        return question_rest(len(self._plan.questions), Fraction(len(days), weeks))

    def _filled(self, slot: Posting, wording: Wording | None, form: str) -> Filled:
        """The fill of a slot, with what else was possible beside all the others."""
        if wording is None:
            return Filled(self._open(slot), form)
        saying = wording.saying()
        self._fresh.release(saying, slot.series, slot.on)
        others: list[str] = []
        for way in self._ways(slot, False):
            if way.row.id != wording.row.id:
                others.append(way.row.id)
            if len(others) == _OTHERS:
                break
        self._fresh.reserve(saying, slot.series, slot.on)
        params = self._materials.params(wording, slot)
        return Filled(PatternFill(wording.row.id, params, wording.sources, tuple(others)), form)

    def _ways(self, slot: Posting, another_format: bool) -> Iterator[Wording]:
        """Each pattern that can fill a slot, best first, with the best words for it."""
        fresh = self._fresh
        rested = [row for row in self._candidates(slot) if not fresh.rests(row.id, slot.on)]
        rested.sort(
            key=lambda row: (
                not row.opening,
                another_format and not other_formats(row, slot.format),
                fresh.uses(row.id),
                slot.format not in row.formats,
                -len({"offer", "question", "moment"}.intersection(row.needs)),
                crc32(f"{slot.id}/{row.id}".encode()),
            )
        )
        for row in rested:
            wording = self._worded(row, slot, None)
            if wording is not None:
                yield wording

    def _worded(self, row: PatternRow, slot: Posting, wanted: Wanted | None) -> Wording | None:
        """The pattern with the words whose turn it is; ``None`` if something it needs is not there or is used up."""
        for wording in self._materials.wordings(row, slot, self._fresh, wanted):
            if self._fresh.allows(wording.saying(), slot.on) and not self._is_too_long(wording, slot):
                return wording
        return None

    def _is_too_long(self, wording: Wording, slot: Posting) -> bool:
        if self._plan.language != "zh-CN":
            return False
        row = wording.row
        day = slot.on.isoformat() if "date" in slots_of(row.first) else ""
        key = (
            row.id,
            wording.persona.id,
            slot.owner,
            day,
            *slot.groups,
            *(m.mark for m in wording.materials),
        )
        if key not in self._too_long:
            first = fill(row.first, self._materials.params(wording, slot))
            self._too_long[key] = len(first.zh) > _FIRST_LIMIT
        return self._too_long[key]

    def _candidates(self, slot: Posting) -> list[PatternRow]:
        """All patterns whose kind, place, stage, age and format suit a slot, and the name of its series."""
        kind = self._kinds.get(slot.pillar) or ""
        place = "group" if slot.groups else "channel"
        weeks = self._ages.weeks(slot)
        opens = slot.id in self._openings
        name = self._series.get(slot.series, "")
        promised = tuple(word for word in self._promised if word in name)
        key = (kind, place, slot.stage, slot.format, weeks, opens, promised)
        if key not in self._fitting:
            self._fitting[key] = [
                row
                for row in self._rows
                if slot.stage in row.stages
                and place in row.on
                and row.after_weeks <= weeks
                and fits_format(row, slot.format)
                and (
                    opens
                    if row.opening
                    else (not kind or kind in row.kinds)
                    and (not promised if not row.named else bool(set(row.named).intersection(promised)))
                )
            ]
        return self._fitting[key]

    def _as_before(self, slot: Posting, before: PostedBefore) -> Wording | None:
        """What the earlier playbook said here, if it can still be said."""
        row = next((row for row in self._candidates(slot) if row.id == before.pattern), None)
        if row is None or self._fresh.rests(row.id, slot.on):
            return None
        renewed = None
        for way in self._materials.wordings(row, slot, self._fresh, recognise(before.params)):
            if not self._fresh.allows(way.saying(), slot.on) or self._is_too_long(way, slot):
                continue
            if self._materials.params(way, slot) == dict(before.params):
                return way
            renewed = renewed or way
        return renewed

    def _remember(self, entry: Entry, made: PatternFill) -> None:
        """What a past entry said counts, even where the plan no longer has its words."""
        row = load_patterns().get(made.pattern)
        if row is not None:
            self._fresh.reserve(saying_of(row, made.params), entry.series, entry.on)

    def _open(self, slot: Posting) -> OpenFill:
        """What is to be collected, from whom, about what: the offer about which fewest questions are known."""
        plan = self._plan
        asked = [question.offer for question in plan.questions]
        offers = [offer for offer in plan.offers if offer.is_available(slot.on)]
        offer = min(
            offers,
            key=lambda one: (asked.count(one.id), crc32(f"{slot.id}/{one.id}".encode()), one.id),
            default=None,
        )
        again = None
        if len(plan.questions) >= _ENOUGH_QUESTIONS or offer is None:
            again = min(
                plan.questions, key=lambda one: (crc32(f"{slot.id}/{one.id}".encode()), one.id), default=None
            )
        return OpenFill(
            lacks=_lacking(plan),
            persona=self._materials.persona_of(slot, again.persona if again else "").id,
            offer=offer.name if offer else "",
            question=again.text if again else "",
        )


def _suitable_patterns(plan: CompletePlan) -> list[PatternRow]:
    """The patterns that suit type, situation and red lines."""
    community, banned = plan.community, plan.banned
    return [
        row
        for row in load_patterns().values()
        if (not row.types or community.type in row.types)
        and community.situation in row.situations
        and not banned.intersection(row.tags)
    ]


def _operators_series(plan: CompletePlan, promised: Iterable[str]) -> frozenset[str]:
    """The series of a month or longer for which the operator writes dated topics.

    What else they would say is the operator's to write, unless there are patterns for their name.
    """
    found = set()
    for series in plan.content.series:
        rule = parse_recurrence(series.when)
        names = {series.id, series.name.zh, series.name.en}
        rare = not isinstance(rule, RecurrenceError) and rule.frequency == "monthly"
        written = any(topic.date is not None and topic.series in names for topic in plan.content.topics)
        named = any(word in f"{series.name.zh} {series.name.en}".lower() for word in promised)
        if rare and written and not named:
            found.add(series.id)
    return frozenset(found)


def _lacking(plan: CompletePlan) -> tuple[str, ...]:
    missing = []
    if len(plan.offers) < _ENOUGH_OFFERS:
        missing.append("offers")
    if len(plan.questions) < _ENOUGH_QUESTIONS:
        missing.append("question_pool")
    if not any(persona.moments for persona in plan.personas):
        missing.append("audience.moments")
    return tuple(missing) or ("content.topics",)
