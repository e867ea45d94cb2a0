"""The content calendar: slots, what fills them, who does what until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from planner.completion.model import CompletePlan
from planner.completion.team import find_holder, holder_of
from planner.completion.values.programme import CompleteTopic
from planner.dates.ranges import Week
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.fill import in_language
from planner.knowledge.load import assumed, load_patterns
from planner.knowledge.schema import Text
from planner.playbook.duty import due_day, on_duty
from planner.playbook.model import (
    ContentCalendar,
    Entry,
    FixedDay,
    GoalPath,
    LaterFill,
    Occurrence,
    OpenFill,
    PatternFill,
    TopicFill,
)
from planner.playbook.posts import Slot, build_mix, build_slots, detail_range
from planner.playbook.topics import TopicMaker

_DECIDED_WORK_DAYS = 10
"""Work days before a later post on which its title is decided (practice)."""
_CLEAR = timedelta(minutes=30)
_BEFORE_EVENT = timedelta(hours=3)
_MORNING = time(8)


def build_calendar(
    plan: CompletePlan,
    days: WorkCalendar,
    paths: tuple[GoalPath, ...],
    events: tuple[Occurrence, ...],
    names: Mapping[str, Text],
) -> ContentCalendar:
    """Return all entries in order of time: final titles in the detail weeks, themes and questions after them."""
    slots = build_slots(plan, days)
    detail = detail_range(plan, slots)
    topics = TopicMaker(plan, paths, events, names)
    entries = []
    missing: dict[str, None] = {}
    for number, slot in enumerate(slots):
        fill: TopicFill | PatternFill | OpenFill | LaterFill
        if slot.topic is not None:
            fill = TopicFill(slot.topic)
        elif slot.series.first or slot.series.ask:
            fill = TopicFill(_own_topic(slot, plan))
        elif slot.on in detail:
            fill = topics.fill_slot(slot)
            if isinstance(fill, OpenFill):
                missing |= dict.fromkeys(fill.lacks)
        else:
            fill = _later(plan, slot, number, days)
        entries.append(_entry(plan, _beside_events(slot, events), fill, days))
    return ContentCalendar(
        tuple(entries), detail, build_mix(plan, slots), tuple(missing), fixed_days(plan, days)
    )


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


def _own_topic(slot: Slot, plan: CompletePlan) -> CompleteTopic:
    """The same words every time: a series whose first sentence or ask the operator wrote."""
    series = slot.series
    return CompleteTopic(
        id=f"{series.id}-own",
        title=in_language(series.name, plan.language),
        first=series.first,
        ask=series.ask,
        silence=series.silence,
        answers=series.answers,
        material=series.material,
    )


def _later(plan: CompletePlan, slot: Slot, number: int, days: WorkCalendar) -> LaterFill:
    kind = next((p.kind for p in plan.content.pillars if p.id == slot.pillar), None)
    question = plan.questions[number % len(plan.questions)].text if plan.questions else ""
    offers = [offer.name for offer in plan.offers if offer.is_available(slot.on)]
    offer = offers[number % len(offers)] if offers else ""
    decided = max(plan.period.start, days.add_work_days(slot.on, -_DECIDED_WORK_DAYS))
    return LaterFill(kind, question, offer, decided)


def _beside_events(slot: Slot, events: tuple[Occurrence, ...]) -> Slot:
    """A post that would fall into an event goes out some hours before it starts."""
    at = datetime.combine(slot.on, time(int(slot.time[:2]), int(slot.time[3:])))
    for event in events:
        lasts_days = event.end.date() > event.start.date()
        if event.on == slot.on and not lasts_days and event.start - _CLEAR <= at <= event.end:
            earlier = max(event.start - _BEFORE_EVENT, datetime.combine(slot.on, _MORNING))
            return replace(slot, time=f"{earlier:%H:%M}")
    return slot


def _entry(
    plan: CompletePlan, slot: Slot, fill: TopicFill | PatternFill | OpenFill | LaterFill, days: WorkCalendar
) -> Entry:
    series = slot.series
    owner = series.owner
    paths: list[PlanPath] = [("content", "series", series.id)]
    knowledge: tuple[str, ...] = ()
    if isinstance(fill, TopicFill):
        owner = find_holder(fill.topic.owner, plan.people, plan.roles) or owner if fill.topic.owner else owner
        paths.append(("content", "topics", fill.topic.id))
    if isinstance(fill, PatternFill):
        knowledge = (f"patterns/{fill.pattern}",)
        paths += fill.sources
    first = days.add_work_days(plan.period.start, 0)
    first = first if first >= plan.period.start else days.next_work_day(plan.period.start)
    live = load_patterns()[fill.pattern].live_minutes if isinstance(fill, PatternFill) else 0
    group_owner = next(
        (g.owner for g in plan.groups if g.id in series.groups), holder_of("admin", plan.roles)
    )
    reviewer = holder_of("owner", plan.roles)
    drafted = max(first, days.add_work_days(slot.on, -plan.content.draft_days))
    reviewed = max(first, days.add_work_days(slot.on, -plan.content.review_days))
    review_due = min(slot.on, due_day(plan, reviewer, reviewed, days, first))
    return Entry(
        id=slot.id,
        on=slot.on,
        nominal=slot.nominal,
        time=slot.time,
        week=Week.of(slot.on),
        stage=slot.stage,
        series=series.id,
        pillar=slot.pillar,
        platform=series.platform,
        groups=series.groups,
        format=series.format,
        fill=fill,
        owner=owner,
        reviewer=reviewer,
        duty=on_duty(plan, owner if series.format == "live" else group_owner, slot.on),
        draft_due=min(slot.on, due_day(plan, owner, min(drafted, review_due), days, first)),
        review_due=review_due,
        minutes=series.minutes,
        send_minutes=series.send_minutes * max(1, len(series.groups)),
        reply_minutes=max(series.reply_minutes, live) * max(1, len(series.groups)),
        reason=Reason("recurrence of the series", tuple(paths), knowledge),
    )


def review_minutes() -> int:
    """Return the minutes that reviewing one draft takes."""
    return int(assumed("review_minutes"))
