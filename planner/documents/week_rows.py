"""Overviews in order of time: posts, events with the dates of their sign-up, what is set, what has its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.event_texts import EventTexts, event_texts, name_in_sentence
from planner.documents.member_texts import MemberTexts
from planner.documents.names import Names
from planner.documents.texts import entry_texts, is_later, is_open
from planner.documents.week_clock import days_and_time, is_often, own_moment
from planner.documents.week_steps import step_days
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry, FixedDay

EventRow = Literal["event", "opens", "reminder", "last_reminder", "closes"]
RowKind = (
    EventRow | Literal["post", "open", "later", "fixed", "set", "opening", "preparation", "follow_up", "step"]
)

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an overview."""

    kind: RowKind
    when: str
    title: str
    """Title of the post, the preparation, the step; name of the event or of the group that opens."""
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
    """Return the same with the work on events and the steps of groups that have their day in the week.

    What may be done on any day of it stands apart.
    """
    due = [*_work_rows(playbook, week, names), *_step_rows(playbook, week, texts)]
    return _in_order([*_outward(playbook, week, entries, names), *due])


def _in_order(rows: Iterable[_Dated]) -> tuple[Row, ...]:
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _outward(playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names) -> list[_Dated]:
    return [
        *(((entry.on, entry.time), _post_row(playbook, entry, names)) for entry in entries),
        *_event_rows(playbook, week, names),
        *_set_rows(playbook, week, entries, names),
    ]


# --- what goes out -------------------------------------------------------------------------------------------------


def _post_row(playbook: Playbook, entry: Entry, names: Names) -> Row:
    minutes = entry.send_minutes + entry.reply_minutes
    who = entry.duty.person or entry.owner
    return Row(
        kind="open" if is_open(entry) else "later" if is_later(entry) else "post",
        when=own_moment(playbook, entry.on, entry.time, who, names),
        title=entry_texts(entry, names).title,
        where=place_of(entry, names),
        who=names.holder(who),
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
        return names.short_groups(entry.groups) if entry.groups else names.platform(entry.platform)
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


def _event_rows(playbook: Playbook, week: Week, names: Names) -> Iterator[_Dated]:
    """Events of the week and the dates of their sign-ups."""
    for event in playbook.activities.occurrences:
        texts, name = event_texts(names, event), names.text(event.activity.name)
        lead = next((event.activity.holders.get(role.id, "") for role in texts.kind.roles), "")
        for kind, on, time in _event_days(event):
            if Week.of(on) == week:
                held = kind == "event"
                yield (
                    (on, time),
                    Row(
                        kind=kind,
                        when=own_moment(playbook, on, time, lead, names),
                        title=name if held else name_in_sentence(name, names.language),
                        where=event.activity.venue.name if held and event.activity.venue else "",
                        who=_who(texts, kind),
                        minutes=words.duration(event.activity.duration, names.language) if held else "",
                        event_day=words.short_day(event.on, names.language),
                    ),
                )


def _who(texts: EventTexts, kind: EventRow) -> str:
    return texts.lead() if kind == "event" else texts.sender()


def _set_rows(playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names) -> Iterator[_Dated]:
    """What is already set on a day, unless a series posts at that time, and groups that open."""
    language = names.language
    for found in fixed_days(playbook, week, entries):
        kind: RowKind = "fixed" if playbook.plan.fixed[found[0].index].when else "set"
        title = words.without_end(found[0].text)
        if is_often([day.on for day in found]):
            yield (found[0].on, ""), Row(kind, often(playbook, week, found, names), title)
        else:
            for day in found:
                yield (day.on, day.time), Row(kind, words.moment(day.on, day.time, language), title)
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


def fixed_days(
    playbook: Playbook, week: Week, entries: Iterable[Entry] = ()
) -> tuple[tuple[FixedDay, ...], ...]:
    """Return what is already set in a week, each thing with its days; without those at the hour of some posts."""
    posted = {(entry.on, entry.time) for entry in entries}
    found: dict[tuple[int, str], list[FixedDay]] = {}
    for day in playbook.calendar.fixed:
        if day.on in week.range and (day.on, day.time) not in posted:
            found.setdefault((day.index, day.time), []).append(day)
    return tuple(tuple(days) for days in found.values())


def often(playbook: Playbook, week: Week, days: Sequence[FixedDay], names: Names) -> str:
    """Return the days of something that is set on most days of a week."""
    window = week.range.intersection(playbook.plan.period) or week.range
    return days_and_time([day.on for day in days], days[0].time, window, names)


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


# --- what has its day -----------------------------------------------------------------------------------------------


def _work_rows(playbook: Playbook, week: Week, names: Names) -> Iterator[_Dated]:
    """What is done for events on a set day: on the day itself and afterwards."""
    language = names.language
    for event in playbook.activities.occurrences:
        name = name_in_sentence(names.text(event.activity.name), language)
        texts = event_texts(names, event)
        for piece in event.preparation:
            if Week.of(piece.due) == week and piece.due >= event.on:
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
                        own_moment(playbook, step.on, step.time, step.owner, names),
                        name,
                        who=names.holder(step.owner),
                        minutes=words.duration(step.minutes, language),
                        event_day=words.short_day(event.on, language),
                    ),
                )


def _step_rows(playbook: Playbook, week: Week, texts: MemberTexts) -> Iterator[_Dated]:
    names = texts.names
    for step in step_days(playbook, week, texts):
        yield (
            (step.on, ""),
            Row(
                "step",
                words.short_day(step.on, names.language),
                step.title,
                who=names.holder(step.owner),
                minutes=words.duration(step.minutes, names.language) if step.minutes else "",
            ),
        )
