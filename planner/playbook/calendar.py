"""The content calendar: slots, what fills them, who does what until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import time, timedelta

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteSeries, CompleteTopic
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.knowledge.fill import in_language
from planner.knowledge.load import assumed
from planner.knowledge.schema import Text
from planner.playbook.posts import build_mix, detail_range
from planner.playbook.previous import Previous
from planner.playbook.topics import TopicMaker
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
_CLEAR = timedelta(minutes=30)
_BEFORE_EVENT = timedelta(hours=3)
_MORNING = time(8)


def build_calendar(
    plan: CompletePlan,
    days: WorkCalendar,
    paths: tuple[GoalPath, ...],
    postings: tuple[Posting, ...],
    events: tuple[Occurrence, ...],
    names: Mapping[str, Text],
    previous: Previous,
) -> ContentCalendar:
    """Return all entries in order of time: final titles in the detail weeks, themes and questions after them."""
    detail = detail_range(plan, postings)
    topics = TopicMaker(plan, paths, events, names)
    series = {one.id: one for one in plan.content.series}
    entries = []
    missing: dict[str, None] = {}
    for number, posting in enumerate(postings):
        own = series.get(posting.series)
        fill: TopicFill | PatternFill | OpenFill | LaterFill
        if posting.topic is not None:
            fill = TopicFill(posting.topic)
        elif own is not None and (own.first or own.ask):
            fill = TopicFill(_own_topic(own, plan))
        elif posting.on in detail:
            fill = topics.fill_slot(posting)
            if isinstance(fill, OpenFill):
                missing |= dict.fromkeys(fill.lacks)
        else:
            fill = _later(plan, posting, number, days)
        entries.append(_entry(posting, fill))
    return ContentCalendar(
        tuple(entries), detail, build_mix(plan, postings), tuple(missing), fixed_days(plan, days)
    )


def _entry(posting: Posting, fill: TopicFill | PatternFill | OpenFill | LaterFill) -> Entry:
    """The posting with its fill; the reason names what the fill was made of."""
    reason = posting.reason
    if isinstance(fill, PatternFill):
        reason = replace(
            reason, paths=(*reason.paths, *fill.sources), knowledge=(f"patterns/{fill.pattern}",)
        )
    given = {one.name: getattr(posting, one.name) for one in fields(Posting)} | {"reason": reason}
    return Entry(**given, fill=fill)


def fixed_days(plan: CompletePlan, days: WorkCalendar) -> tuple[FixedDay, ...]:
    """Return each day on which something already set happens; what has no recurrence has no days."""
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
    )


def _later(plan: CompletePlan, slot: Posting, number: int, days: WorkCalendar) -> LaterFill:
    kind = next((p.kind for p in plan.content.pillars if p.id == slot.pillar), None)
    question = plan.questions[number % len(plan.questions)].text if plan.questions else ""
    offers = [offer.name for offer in plan.offers if offer.is_available(slot.on)]
    offer = offers[number % len(offers)] if offers else ""
    decided = max(plan.period.start, days.add_work_days(slot.on, -_DECIDED_WORK_DAYS))
    return LaterFill(kind, question, offer, decided)


def review_minutes() -> int:
    """Return the minutes that reviewing one draft takes."""
    return int(assumed("review_minutes"))
