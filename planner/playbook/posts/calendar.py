"""The content calendar: slots, what fills them, who does what until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TypeAlias
from zlib import crc32

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteSeries, CompleteTopic
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.knowledge.fill import in_language
from planner.knowledge.schema import Text
from planner.playbook.posts.belonging import offer_of
from planner.playbook.posts.formats import FormatRuns
from planner.playbook.posts.pillars import build_mix
from planner.playbook.posts.presets import preset_series
from planner.playbook.posts.slots import detail_range
from planner.playbook.posts.spacing import left_out_series
from planner.playbook.posts.topics import TopicMaker
from planner.playbook.previous import Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import (
    ContentCalendar,
    Entry,
    FixedDay,
    LaterFill,
    OpenFill,
    PatternFill,
    Posting,
    TopicFill,
)
from planner.playbook.values.targets import GoalPath

_DECIDED_WORK_DAYS = 10
"""Work days before a later post on which its title is decided (practice)."""
Fill: TypeAlias = TopicFill | PatternFill | OpenFill | LaterFill
_POSTING_FIELDS = Posting.__struct_fields__


def build_calendar(
    plan: CompletePlan,
    days: WorkCalendar,
    paths: tuple[GoalPath, ...],
    postings: tuple[Posting, ...],
    events: tuple[Occurrence, ...],
    names: Mapping[str, Text],
    previous: Previous,
) -> ContentCalendar:
    """Return all entries in order of time: final titles in the detail weeks, themes and questions after them.

    Entries before ``previous.as_of`` stay as they were.
    """
    detail = detail_range(plan, postings)
    series = {one.id: one for one in plan.content.series}
    fills: dict[str, Fill] = {}
    to_fill = []
    decided = cache(lambda on: max(plan.period.start, days.add_work_days(on, -_DECIDED_WORK_DAYS)))
    for posting in postings:
        own = series.get(posting.series)
        if isinstance(posting, Entry):
            fills[posting.id] = posting.fill
        elif posting.topic is not None:
            fills[posting.id] = TopicFill(posting.topic)
        elif own is not None and (own.first or own.ask):
            fills[posting.id] = TopicFill(_own_topic(own, plan))
        elif posting.on in detail:
            to_fill.append(posting.id)
        else:
            fills[posting.id] = _later(plan, posting, decided(posting.on))
    topics = TopicMaker(plan, paths, events, names)
    filled = topics.fill_all(postings, frozenset(to_fill), FormatRuns(preset_series(plan)), previous)
    entries = tuple(
        posting
        if isinstance(posting, Entry)
        else _entry(posting, filled[posting.id].fill, filled[posting.id].format)
        if posting.id in filled
        else _entry(posting, fills[posting.id], posting.format)
        for posting in postings
    )
    open_slots = [entry.fill for entry in entries if isinstance(entry.fill, OpenFill)]
    return ContentCalendar(
        entries=entries,
        detail=detail,
        mix=build_mix(plan, postings),
        missing=tuple(dict.fromkeys(key for one in open_slots for key in one.lacks)),
        fixed=fixed_days(plan, days),
        left_out=left_out_series(plan, days, postings, previous),
    )


def _entry(posting: Posting, made: Fill, form: str) -> Entry:
    """The posting with its fill; the reason names what the fill was made of."""
    reason = posting.reason
    if isinstance(made, PatternFill):
        reason = replace(
            reason,
            paths=(*reason.paths, *made.sources),
            knowledge=(*reason.knowledge, f"patterns/{made.pattern}"),
        )
    given = {name: getattr(posting, name) for name in _POSTING_FIELDS}
    return Entry(**given | {"reason": reason, "format": form}, fill=made)


def fixed_days(plan: CompletePlan, days: WorkCalendar) -> tuple[FixedDay, ...]:
    """Return each day on which something already set happens; what has no recurrence has no days.

    On days on which the plan keeps quiet nothing that recurs takes place.
    """
    quiet = [stretch for stretch, _ in plan.calendar.blackout]
    found = []
    for index, fixed in enumerate(plan.fixed):
        if fixed.date is not None and fixed.date in plan.period:
            found.append(FixedDay(fixed.date, fixed.time, fixed.text, index))
        rule = parse_recurrence(fixed.when) if fixed.when else None
        if rule is None or isinstance(rule, RecurrenceError):
            continue
        found += [
            FixedDay(on, fixed.time, fixed.text, index)
            for on in occurrences(rule, plan.period, workdays=days)
            if not any(on in stretch for stretch in quiet)
        ]
    return tuple(sorted(found, key=lambda day: (day.on, day.time, day.index)))


def _own_topic(series: CompleteSeries, plan: CompletePlan) -> CompleteTopic:
    """The same words every time: a series whose first sentence or ask the operator wrote."""
    return CompleteTopic(
        id=f"{series.id}-own",
        title=in_language(series.name, plan.language),
        first=series.first,
        ask=series.ask,
        silence=series.silence,
        answers=series.answers,
        material=series.material,
        text=series.text,
    )


def _later(plan: CompletePlan, slot: Posting, decided: date) -> LaterFill:
    """The month's theme, with a question and an offer to collect material on."""
    kind = next((p.kind for p in plan.content.pillars if p.id == slot.pillar), None)
    question = _draw(slot, [question.text for question in plan.questions])
    asked = next((one for one in plan.questions if one.text == question), None)
    about = offer_of(asked, plan.offers) if asked is not None else None
    there = [one.name for one in plan.offers if one.is_available(slot.on) and about in (None, one.id)]
    offer = _draw(slot, there)
    return LaterFill(kind, question, offer, decided)


def _draw(slot: Posting, words: list[str]) -> str:
    """One of several words, drawn by a checksum of both: a word more or less changes few of the slots."""
    start = crc32(f"{slot.id}/".encode())
    return min(zip([crc32(_encoded(word), start) for word in words], words, strict=True), default=(0, ""))[1]


@cache
def _encoded(word: str) -> bytes:
    return word.encode()
