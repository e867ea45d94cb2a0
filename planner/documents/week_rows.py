"""The lines of a week's overview: posts, events with the dates of their sign-up, what is set, groups that open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.event_texts import EventTexts, event_texts
from planner.documents.names import Names
from planner.documents.texts import entry_texts, is_open
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry

EventRow = Literal["event", "opens", "reminder", "last_reminder", "closes"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a week's overview: a post, an event or a date of its sign-up."""

    kind: EventRow | Literal["post", "open", "fixed", "set", "opening"]
    when: str
    title: str
    """Title of the post, name of the event."""
    where: str = ""
    pillar: str = ""
    written: str = ""
    """Who writes it by when; of events and their sign-up, who sees to it."""
    reviewed: str = ""
    event_day: str = ""
    nominal: str = ""
    """The day or the time of its recurrence, where it is at another one."""
    changed: bool = False
    """Whether it is the plan itself that has moved it."""


def week_rows(playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names) -> tuple[Row, ...]:
    """Return the lines of a week in order of time."""
    dated = [
        *_post_rows(entries, names),
        *_event_rows(playbook.activities.occurrences, week, names),
        *_set_rows(playbook, week, entries, names),
    ]
    return tuple(row for _, row in sorted(dated, key=lambda pair: pair[0]))


def _post_rows(entries: Iterable[Entry], names: Names) -> list[tuple[tuple[date, str], Row]]:
    return [
        (
            (entry.on, entry.time),
            Row(
                kind="open" if is_open(entry) else "post",
                when=words.moment(entry.on, entry.time, names.language),
                title=entry_texts(entry, names).title,
                where=names.place(entry.groups, entry.platform),
                pillar=names.pillar(entry.pillar),
                written=f"{names.holder(entry.owner)} {words.short_day(entry.draft_due, names.language)}",
                reviewed=_approval(entry, names),
                nominal=_nominal(entry, names),
                changed=any(path[:2] == ("calendar", "overrides") for path in entry.reason.paths),
            ),
        )
        for entry in entries
    ]


def _nominal(entry: Entry, names: Names) -> str:
    """When its series would have it, where it is sent on another day or at another time."""
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


def _event_rows(
    occurrences: Iterable[Occurrence], week: Week, names: Names
) -> list[tuple[tuple[date, str], Row]]:
    """Events of the week and the dates of their sign-ups, as rows between the posts."""
    rows = []
    for event in occurrences:
        for kind, on, time in _event_days(event):
            if Week.of(on) == week:
                row = Row(
                    kind=kind,
                    when=words.moment(on, time, names.language),
                    title=names.text(event.activity.name),
                    written=_who(event_texts(names, event), kind),
                    event_day=words.short_day(event.on, names.language),
                )
                rows.append(((on, time), row))
    return rows


def _who(texts: EventTexts, kind: EventRow) -> str:
    return texts.lead() if kind == "event" else texts.sender()


def _set_rows(
    playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names
) -> list[tuple[tuple[date, str], Row]]:
    """What is already set on a day, unless a series posts at that time, and groups that open."""
    language = names.language
    posted = {(entry.on, entry.time) for entry in entries}
    fixed = [
        (
            (day.on, day.time),
            Row(
                "fixed" if playbook.plan.fixed[day.index].when else "set",
                words.moment(day.on, day.time, language),
                words.without_end(day.text),
            ),
        )
        for day in playbook.calendar.fixed
        if Week.of(day.on) == week and (day.on, day.time) not in posted
    ]
    opening = [
        ((group.opened, ""), Row("opening", words.moment(group.opened, "", language), group.name))
        for group in playbook.plan.groups
        if group.opened is not None and Week.of(group.opened) == week and group.opened in playbook.plan.period
    ]
    return [*fixed, *opening]


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
