"""What is dated for one event: preparation, sign-up, follow-up, and its own question or offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.documents import words
from planner.documents.event_texts import EventTexts, asked, event_texts
from planner.documents.names import Names
from planner.playbook.values.activities import FollowUp, Occurrence, Preparation

_COLUMNS = 6
"""More events do not fit side by side on a page."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of preparation."""

    title: str
    doer: str
    time: str
    done: str
    due: str


@dataclass(frozen=True, slots=True)
class After:
    days: int
    when: str
    doer: str
    what: str
    time: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One event of the activity with its own dates, question and offer."""

    ordinal: int
    when: str
    stage: str
    holiday: str
    question: str
    offer: str
    """The activity's own; empty where it has none or is named after it."""
    opens: str
    closes: str
    reminders: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """One step and the day on which it falls for each event of a table."""

    kind: Literal["opens", "reminders", "closes", "work", "after"]
    title: str
    days: int
    """Days after the end of the event; of ``after`` rows only."""
    doer: str
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateTable:
    """The dates of several events side by side."""

    ordinals: tuple[int, ...]
    rows: tuple[DateRow, ...]


def preparation_of(texts: EventTexts, event: Occurrence) -> tuple[Work, ...]:
    """Return an event's preparation in the order of its plan, with due days."""
    return tuple(
        Work(
            title=texts.say(task.title),
            doer=work_doer(task.owner, texts),
            time=words.duration(task.minutes, texts.names.language),
            done=texts.say(task.done) if task.done else "",
            due=words.short_day(task.due, texts.names.language),
        )
        for task in event.preparation
    )


def work_doer(holder: str, texts: EventTexts) -> str:
    """Return the person who does it; where nobody is named, the event role that the work falls to."""
    if texts.names.is_person(holder):
        return texts.names.holder(holder)
    role = next((role for role, who in texts.activity.holders.items() if who == holder), "")
    return texts.doer(role) if role else texts.names.holder(holder)


def follow_up_of(texts: EventTexts, event: Occurrence) -> tuple[After, ...]:
    """Return what happens after an event, with days."""
    return tuple(
        After(
            days=(step.on - event.end.date()).days,
            when=words.moment(step.on, step.time, texts.names.language),
            doer=work_doer(step.owner, texts),
            what=texts.say(step.what),
            time=words.duration(step.minutes, texts.names.language),
        )
        for step in event.follow_up
    )


def dated_event(event: Occurrence, ordinal: int, names: Names) -> Dated:
    """Return one event of an activity, the ``ordinal``-th of those in its sheet."""
    return Dated(
        ordinal=ordinal,
        when=_span(event, names),
        stage=names.stage(event.stage),
        holiday=names.text(event.holiday) if event.holiday else "",
        question=asked(event.question),
        offer=_offer(event, names),
        opens=_day(event.sign_up_opens, names),
        closes=_day(event.sign_up_closes, names),
        reminders=words.enumeration([_day(on, names) for on in event.reminders], names.language),
    )


def date_tables(events: tuple[Occurrence, ...], names: Names) -> tuple[DateTable, ...]:
    """Return the dates of several events as tables of at most six columns; none for a single event."""
    if len(events) < 2:
        return ()
    width = -(-len(events) // -(-len(events) // _COLUMNS))
    starts = range(0, len(events), width)
    parts = [(start + 1, events[start : start + width]) for start in starts]
    return tuple(
        DateTable(tuple(range(first, first + len(part))), _date_rows(part, names)) for first, part in parts
    )


def _date_rows(events: tuple[Occurrence, ...], names: Names) -> tuple[DateRow, ...]:
    first = event_texts(names, events[0])
    sender = first.sender()
    rows: list[tuple[date, DateRow]] = []
    for task in events[0].preparation:
        dates = tuple(_day(_due(e, task), names) for e in events)
        rows.append(
            (task.due, DateRow("work", first.say(task.title), 0, work_doer(task.owner, first), dates))
        )
    opens, closes = events[0].sign_up_opens, events[0].sign_up_closes
    if opens is not None:
        rows.append(
            (opens, DateRow("opens", "", 0, sender, tuple(_day(e.sign_up_opens, names) for e in events)))
        )
    if closes is not None:
        rows.append(
            (closes, DateRow("closes", "", 0, sender, tuple(_day(e.sign_up_closes, names) for e in events)))
        )
    if events[0].reminders:
        dates = tuple(
            words.enumeration([_day(on, names) for on in e.reminders], names.language) for e in events
        )
        rows.append((min(events[0].reminders), DateRow("reminders", "", 0, sender, dates)))
    for step in events[0].follow_up:
        dates = tuple(_after_when(e, step, names) for e in events)
        days = (step.on - events[0].end.date()).days
        after = DateRow("after", "", days, work_doer(step.owner, first), dates)
        rows.append((step.on, after))
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _due(event: Occurrence, task: Preparation) -> date | None:
    """The day of the same piece of work for another event; its list may be in another order."""
    return next((other.due for other in event.preparation if other.title == task.title), None)


def _after_when(event: Occurrence, step: FollowUp, names: Names) -> str:
    same = next((other for other in event.follow_up if other.what == step.what), None)
    return words.moment(same.on, same.time, names.language) if same else ""


def _offer(event: Occurrence, names: Names) -> str:
    if not event.activity.offer:
        return ""
    offer = names.offer(event.offer) if event.offer else ""
    return "" if offer == names.text(event.activity.name) else offer


def _day(on: date | None, names: Names) -> str:
    return words.short_day(on, names.language) if on else ""


def _span(event: Occurrence, names: Names) -> str:
    """Day and times of an event; an end on another day is named with its day."""
    year = names.plan.period.first.year
    day = words.day(event.on, names.language, year)
    start, end = event.start.strftime("%H:%M"), event.end.strftime("%H:%M")
    space = "" if names.language == words.CHINESE else " "
    if event.end.date() == event.start.date():
        return f"{day}{space}{start}–{end}"
    return f"{day}{space}{start} – {words.day(event.end.date(), names.language, year)}{space}{end}"
