"""Overviews in order of time: posts, events with the dates of their sign-up, what is set, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.event_texts import EventTexts, event_texts
from planner.documents.member_texts import MemberTexts, procedure_steps, procedure_words
from planner.documents.names import Names
from planner.documents.texts import entry_texts, is_later, is_open
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry

EventRow = Literal["event", "opens", "reminder", "last_reminder", "closes"]
RowKind = (
    EventRow
    | Literal["post", "open", "later", "fixed", "set", "opening", "task", "preparation", "follow_up", "step"]
)

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an overview."""

    kind: RowKind
    when: str
    title: str
    """Title of the post, the task, the preparation, the step; name of the event or of the group that opens."""
    where: str = ""
    who: str = ""
    """Who sends it and answers, holds it, sees to it, does it."""
    minutes: str = ""
    pillar: str = ""
    written: str = ""
    """Who writes it by when."""
    reviewed: str = ""
    event: str = ""
    """The event that a preparation or a follow-up belongs to."""
    event_day: str = ""
    nominal: str = ""
    """The day or the time of its recurrence, where it is at another one."""
    changed: bool = False
    """Whether it is the plan itself that has moved it."""


_Dated = tuple[tuple[date, str], Row]


def calendar_rows(
    playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names
) -> tuple[Row, ...]:
    """Return what is sent and held in a week, with the dates of sign-ups, in order of time."""
    return _in_order(_outward(playbook, week, entries, names))


def week_rows(
    playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names, texts: MemberTexts
) -> tuple[Row, ...]:
    """Return the same with the tasks, the work on events and the steps of groups that are due in the week."""
    due = [
        *_task_rows(playbook, week, names),
        *_work_rows(playbook, week, names),
        *_step_rows(playbook, week, names, texts),
    ]
    return _in_order([*_outward(playbook, week, entries, names), *due])


def _in_order(rows: Iterable[_Dated]) -> tuple[Row, ...]:
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _outward(playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names) -> list[_Dated]:
    return [
        *(((entry.on, entry.time), _post_row(entry, names)) for entry in entries),
        *_event_rows(playbook.activities.occurrences, week, names),
        *_set_rows(playbook, week, entries, names),
    ]


# --- what goes out -------------------------------------------------------------------------------------------------


def _post_row(entry: Entry, names: Names) -> Row:
    minutes = entry.send_minutes + entry.reply_minutes
    return Row(
        kind="open" if is_open(entry) else "later" if is_later(entry) else "post",
        when=words.moment(entry.on, entry.time, names.language),
        title=entry_texts(entry, names).title,
        where=place_of(entry, names),
        who=names.holder(entry.duty.person or entry.owner),
        minutes=words.duration(minutes, names.language) if minutes else "",
        pillar=names.pillar(entry.pillar),
        written=f"{names.holder(entry.owner)} {words.short_day(entry.draft_due, names.language)}",
        reviewed=_approval(entry, names),
        nominal=nominal_of(entry, names),
        changed=is_overridden(entry),
    )


def place_of(entry: Entry, names: Names) -> str:
    """Return where an entry is sent; several groups that are all there are on that day go by their number."""
    there = {group.id for group in names.plan.groups if group.is_open(entry.on)}
    if len(entry.groups) < _PAIR or there != set(entry.groups):
        return names.place(entry.groups, entry.platform)
    if len(there) == _PAIR:
        return "两个群" if names.language == words.CHINESE else "both groups"
    return f"全部 {len(there)} 个群" if names.language == words.CHINESE else f"all {len(there)} groups"


def is_overridden(entry: Entry) -> bool:
    """Say whether it is the plan's own override that has moved an entry."""
    return any(path[:2] == ("calendar", "overrides") for path in entry.reason.paths)


def nominal_of(entry: Entry, names: Names) -> str:
    """Return when its series would have it, where it is sent on another day or at another time; else nothing."""
    if entry.nominal != entry.on:
        return words.short_day(entry.nominal, names.language)
    series = next((one for one in names.plan.content.series if one.id == entry.series), None)
    recurs = series is not None and entry.id == f"post:{series.id}:{entry.nominal.isoformat()}"
    return series.time if series is not None and recurs and series.time != entry.time else ""


def _approval(entry: Entry, names: Names) -> str:
    """Who approves by when; nobody approves their own post."""
    if entry.reviewer == entry.owner:
        return "—"
    return f"{names.holder(entry.reviewer)} {words.short_day(entry.review_due, names.language)}"


def _event_rows(occurrences: Iterable[Occurrence], week: Week, names: Names) -> Iterator[_Dated]:
    """Events of the week and the dates of their sign-ups."""
    for event in occurrences:
        for kind, on, time in _event_days(event):
            if Week.of(on) == week:
                held = kind == "event"
                yield (
                    (on, time),
                    Row(
                        kind=kind,
                        when=words.moment(on, time, names.language),
                        title=names.text(event.activity.name),
                        where=event.activity.venue.name if held and event.activity.venue else "",
                        who=_who(event_texts(names, event), kind),
                        minutes=words.duration(event.activity.duration, names.language) if held else "",
                        event_day=words.short_day(event.on, names.language),
                    ),
                )


def _who(texts: EventTexts, kind: EventRow) -> str:
    return texts.lead() if kind == "event" else texts.sender()


def _set_rows(playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names) -> Iterator[_Dated]:
    """What is already set on a day, unless a series posts at that time, and groups that open."""
    language = names.language
    posted = {(entry.on, entry.time) for entry in entries}
    for day in playbook.calendar.fixed:
        if Week.of(day.on) == week and (day.on, day.time) not in posted:
            kind: RowKind = "fixed" if playbook.plan.fixed[day.index].when else "set"
            when = words.moment(day.on, day.time, language)
            yield (day.on, day.time), Row(kind, when, words.without_end(day.text))
    for group in playbook.plan.groups:
        if (
            group.opened is not None
            and Week.of(group.opened) == week
            and group.opened in playbook.plan.period
        ):
            row = Row(
                "opening", words.moment(group.opened, "", language), group.name, who=names.holder(group.owner)
            )
            yield (group.opened, ""), row


def _event_days(event: Occurrence) -> list[tuple[EventRow, date, str]]:
    last = max(event.reminders, default=None)
    days: list[tuple[EventRow, date, str]] = [
        ("last_reminder" if day == last else "reminder", day, "") for day in event.reminders
    ]
    if event.sign_up_opens is not None:
        days.append(("opens", event.sign_up_opens, ""))
    if event.sign_up_closes is not None:
        days.append(("closes", event.sign_up_closes, ""))
    return [*days, ("event", event.on, event.start.strftime("%H:%M"))]


# --- what is due ---------------------------------------------------------------------------------------------------


def _task_rows(playbook: Playbook, week: Week, names: Names) -> Iterator[_Dated]:
    for stage in playbook.plan.stages:
        for task in stage.tasks:
            if Week.of(task.due) == week:
                yield (
                    (task.due, ""),
                    Row(
                        "task",
                        words.short_day(task.due, names.language),
                        names.text(task.title),
                        who=names.holder(task.owner),
                        minutes=words.duration(task.minutes, names.language),
                    ),
                )


def _work_rows(playbook: Playbook, week: Week, names: Names) -> Iterator[_Dated]:
    language = names.language
    for event in playbook.activities.occurrences:
        name = names.text(event.activity.name)
        texts = event_texts(names, event)
        for piece in event.preparation:
            if Week.of(piece.due) == week:
                yield (
                    (piece.due, ""),
                    Row(
                        "preparation",
                        words.short_day(piece.due, language),
                        texts.say(piece.title),
                        who=names.holder(piece.owner),
                        minutes=words.duration(piece.minutes, language),
                        event=name,
                    ),
                )
        for step in event.follow_up:
            if Week.of(step.on) == week:
                yield (
                    (step.on, step.time),
                    Row(
                        "follow_up",
                        words.moment(step.on, step.time, language),
                        name,
                        who=names.holder(step.owner),
                        minutes=words.duration(step.minutes, language),
                        event_day=words.short_day(event.on, language),
                    ),
                )


def _step_rows(playbook: Playbook, week: Week, names: Names, texts: MemberTexts) -> Iterator[_Dated]:
    for procedure in playbook.groups.procedures:
        known = procedure_steps(procedure)
        for step in procedure.steps:
            if Week.of(step.on) == week and step.step in known:
                yield (
                    (step.on, ""),
                    Row(
                        "step",
                        words.short_day(step.on, names.language),
                        procedure_words(procedure, known[step.step].title, texts),
                        who=names.holder(step.owner),
                        minutes=words.duration(step.minutes, names.language),
                    ),
                )
