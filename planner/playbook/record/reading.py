"""From a record back to values: what an earlier playbook had settled, and its past as it was.

Reading is tolerant: what is no record of this format is nothing at all, never an exception.
"""

from __future__ import annotations

from datetime import date

import msgspec

from planner.completion.earlier import Earlier
from planner.completion.values.programme import (
    CompleteActivity,
    CompleteCost,
    CompletePreparation,
    CompletePrize,
    CompleteTopic,
    CompleteVenue,
)
from planner.completion.values.staging import CompleteTask
from planner.dates.ranges import Week
from planner.knowledge.schema import StageId
from planner.playbook.previous import NOTHING_BEFORE, PlacedBefore, PostedBefore, Previous
from planner.playbook.record.figures import PlaybookRecord
from planner.playbook.record.plain import optional_text, path_of, reason_of, restored, text_of
from planner.playbook.record.shape import (
    ActivityRecord,
    DecidedLater,
    EntryRecord,
    FromPattern,
    OccurrenceRecord,
    OwnWords,
    PaymentRecord,
    PlannedTopic,
    StillOpen,
    TaskRecord,
    TopicRecord,
)
from planner.playbook.values.activities import FollowUp, Occurrence, Preparation
from planner.playbook.values.content import Entry, LaterFill, OpenFill, PatternFill, ReplyDuty, TopicFill
from planner.playbook.values.money import Payment


def read_record(text: str | bytes) -> PlaybookRecord | None:
    """Return the record that a text holds; ``None`` if it is broken or of another format."""
    try:
        return msgspec.json.decode(text, type=PlaybookRecord)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def read_previous(text: str | bytes, as_of: date | None = None) -> Previous:
    """Return what the playbook of a text had settled; nothing if it cannot be read."""
    record = read_record(text)
    return previous_of(record, as_of) if record is not None else NOTHING_BEFORE


def previous_of(record: PlaybookRecord, as_of: date | None = None) -> Previous:
    """Return what a recorded playbook had settled; with ``as_of`` also its things before that day, as they were.

    A record that contradicts itself (an occurrence without its activity, no plan path) settles nothing.
    """
    try:
        return _previous(record, as_of)
    except (ValueError, KeyError):
        return NOTHING_BEFORE


def _previous(record: PlaybookRecord, as_of: date | None) -> Previous:
    activities = {one.key: _activity(one) for one in record.activities}
    tasks = [(stage.id, task) for stage in record.stages for task in stage.tasks]
    before = as_of or date.min
    return Previous(
        earlier=Earlier(
            opening=record.plan.opening,
            series=frozenset(one.id for one in record.series if one.preset),
            routines=frozenset(one.id for one in record.routines if one.preset),
            tasks={(stage, task.id): task.due for stage, task in tasks},
            as_of=as_of,
            past_tasks=tuple((stage, task_of(task)) for stage, task in tasks if task.due < before),
        ),
        counts=_counts(record),
        occurrences={one.id: PlacedBefore(one.on, f"{one.start:%H:%M}") for one in record.occurrences},
        entries={one.id: _posted(one) for one in record.content.entries},
        as_of=as_of,
        past_occurrences=tuple(
            occurrence_of(one, activities[one.activity]) for one in record.occurrences if one.on < before
        ),
        past_entries=tuple(entry_of(one) for one in record.content.entries if one.on < before),
        past_payments=tuple(payment_of(one) for one in record.money.payments if one.on < before),
    )


def _counts(record: PlaybookRecord) -> dict[tuple[str, StageId], int]:
    counts: dict[tuple[str, StageId], int] = {}
    for choice in record.portfolio.choices:
        key = (choice.kind, choice.stage)
        counts[key] = counts.get(key, 0) + choice.count
    return counts


def _posted(one: EntryRecord) -> PostedBefore:
    if isinstance(one.fill, FromPattern):
        params = {name: text_of(said) for name, said in one.fill.params.items()}
        return PostedBefore(one.on, one.time, one.pillar, one.fill.pattern, params)
    topic = one.fill.topic.id if isinstance(one.fill, PlannedTopic) else ""
    return PostedBefore(one.on, one.time, one.pillar, topic=topic)


def task_of(one: TaskRecord) -> CompleteTask:
    """Return a task as it was."""
    return restored(
        CompleteTask,
        one,
        title=text_of(one.title),
        how=optional_text(one.how),
        done=optional_text(one.done),
        say=optional_text(one.say),
    )


def payment_of(one: PaymentRecord) -> Payment:
    """Return a payment as it was."""
    return restored(Payment, one, name=text_of(one.name), path=path_of(one.path))


def occurrence_of(one: OccurrenceRecord, activity: CompleteActivity) -> Occurrence:
    """Return an occurrence as it was, with its activity."""
    return restored(
        Occurrence,
        one,
        activity=activity,
        preparation=tuple(
            restored(Preparation, step, title=text_of(step.title), done=optional_text(step.done))
            for step in one.preparation
        ),
        follow_up=tuple(restored(FollowUp, step, what=text_of(step.what)) for step in one.follow_up),
        holiday=optional_text(one.holiday),
        reason=reason_of(one.reason),
    )


def _activity(one: ActivityRecord) -> CompleteActivity:
    return restored(
        CompleteActivity,
        one,
        name=text_of(one.name),
        preparation=tuple(
            restored(CompletePreparation, step, title=text_of(step.title), done=optional_text(step.done))
            for step in one.preparation
        ),
        costs=None
        if one.costs is None
        else tuple(restored(CompleteCost, cost, name=text_of(cost.name)) for cost in one.costs),
        venue=restored(CompleteVenue, one.venue) if one.venue else None,
        prize=restored(CompletePrize, one.prize) if one.prize else None,
        success=tuple(text_of(said) for said in one.success),
    )


def entry_of(one: EntryRecord) -> Entry:
    """Return an entry as it was."""
    topic = _topic(one.fill.topic) if isinstance(one.fill, PlannedTopic) else None
    return restored(
        Entry,
        one,
        week=Week.of(one.on),
        duty=restored(ReplyDuty, one.duty),
        topic=topic,
        fill=_fill(one),
        reason=reason_of(one.reason),
    )


def _fill(one: EntryRecord) -> TopicFill | PatternFill | OpenFill | LaterFill:
    match one.fill:
        case PlannedTopic(topic=topic) | OwnWords(topic=topic):
            return TopicFill(_topic(topic))
        case FromPattern() as made:
            params = {name: text_of(said) for name, said in made.params.items()}
            return PatternFill(
                made.pattern, params, tuple(path_of(path) for path in made.sources), made.others
            )
        case StillOpen() as still_open:
            return restored(OpenFill, still_open)
        case DecidedLater() as later:
            return restored(LaterFill, later)


def _topic(one: TopicRecord) -> CompleteTopic:
    return restored(CompleteTopic, one)
