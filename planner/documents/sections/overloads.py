"""Weeks in which somebody has more to do than hours, with what would help; and work done ahead of its week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from planner.completion.days import work_calendar
from planner.dates.ranges import Week
from planner.dates.workdays import WorkCalendar
from planner.documents import words
from planner.documents.event_texts import event_texts
from planner.documents.names import Names
from planner.documents.sections.work import is_whole, overloaded
from planner.documents.texts import entry_texts, is_later
from planner.playbook.model import Playbook
from planner.playbook.values.hours import Overload, WorkShare, WorkSource
from planner.playbook.work.duty import role_works_on, works_on

_CAUSES = 2
_SPLINTER = 10
"""Minutes; nobody begins something a week early for less."""
_STEP = 5
_MOST_WEEKS = 8


@dataclass(frozen=True, slots=True)
class OverloadRow:
    """One person's week above capacity; the remedy's texts are empty where its kind has no use for them."""

    who: str
    week: str
    monday: date
    by: str
    causes: tuple[str, ...]
    away: bool
    """Whether the person is away for that whole week."""
    remedy: Literal["move", "drop", "add"]
    what: str
    """Name of what is moved or dropped."""
    start: str
    """The day from which it is moved, or on which it is dropped."""
    to: str
    hours: str
    """What the week lacks."""
    others: tuple[tuple[str, str], ...] = ()
    """Of ``add``: further weeks of the same person that lack time, with how much."""
    more: int = 0
    """How many more such weeks there are."""


@dataclass(frozen=True, slots=True)
class AheadRow:
    """Work that is done a week or more before the one in which it is due."""

    who: str
    source: WorkSource
    what: str
    """Title of the post, the task or the piece of preparation."""
    event: str
    """Name of the event it prepares; else empty."""
    due: str
    time: str
    absent: bool
    """Whether whoever does it has no working day left before it is due in the week in which it is due."""


@dataclass(frozen=True, slots=True)
class WorkNames:
    """The names of what causes work, by its id, in one language."""

    names: Names
    titles: dict[str, tuple[str, str, date | None]]
    """Id → name, event it belongs to, day."""

    def name(self, work: str) -> str:
        """Return the name of a piece of work; empty for an id that is none of the playbook's."""
        return self.titles.get(work, ("", "", None))[0]

    def event(self, work: str) -> str:
        """Return the event that a piece of work belongs to; empty if it belongs to none."""
        return self.titles.get(work, ("", "", None))[1]

    def day(self, work: str) -> date | None:
        """Return the day of an occurrence, the due day of other work."""
        return self.titles.get(work, ("", "", None))[2]


def work_names(playbook: Playbook, names: Names) -> WorkNames:
    """Return the names of all entries, events with their preparation, tasks, series and routines."""
    titles: dict[str, tuple[str, str, date | None]] = {}
    for series in playbook.plan.content.series:
        titles[f"post:{series.id}"] = (names.text(series.name), "", None)
    for routine in playbook.plan.routines:
        titles[f"routine:{routine.id}"] = (names.text(routine.name), "", None)
    for stage in playbook.plan.stages:
        for task in stage.tasks:
            titles[f"task:{stage.id}:{task.id}"] = (names.text(task.title), "", task.due)
    for entry in playbook.calendar.entries:
        title = names.series(entry.series) if is_later(entry) else entry_texts(entry, names).title
        titles[entry.id] = (title, "", entry.on)
    for event in playbook.activities.occurrences:
        texts, name = event_texts(names, event), names.text(event.activity.name)
        titles[event.id] = (name, "", event.on)
        for step in event.preparation:
            titles[step.id] = (texts.say(step.title), name, step.due)
        for after in event.follow_up:
            titles[after.id] = (name, "", after.on)
    return WorkNames(names, titles)


def overload_rows(playbook: Playbook, names: Names) -> tuple[tuple[OverloadRow, ...], int]:
    """Return the weeks clearly above capacity, and how many are above it by a tenth or less.

    Weeks in which nothing but more time helps stand together, person by person; the rest is in order of time. Weeks
    that lie only partly in the plan are no matter for anybody's decision.
    """
    known = work_names(playbook, names)
    holders = dict.fromkeys(one.holder for one in playbook.hours.overloads)
    clear = [one for holder in holders for one in overloaded(playbook, holder)]
    rows = []
    for one in sorted(clear, key=lambda one: (one.week, one.holder)):
        if one.remedy.kind != "add":
            rows.append(_row(one, playbook, known))
    for holder in holders:
        short = [one for one in clear if one.holder == holder and one.remedy.kind == "add"]
        if short:
            others = [_row(one, playbook, known) for one in short[1:_MOST_WEEKS]]
            first = _row(short[0], playbook, known)
            rows.append(
                replace(
                    first,
                    others=tuple((row.week, row.by) for row in others),
                    more=len(short) - len(others) - 1,
                )
            )
    whole = [one for one in playbook.hours.overloads if is_whole(playbook, one.week)]
    return tuple(rows), len(whole) - len(clear)


def overloads_of(playbook: Playbook, week: Week, known: WorkNames) -> tuple[OverloadRow, ...]:
    """Return who has more to do than hours in one week."""
    return tuple(_row(one, playbook, known) for one in playbook.hours.overloads if one.week == week)


def worst_overload(playbook: Playbook, holder: str, names: Names) -> OverloadRow | None:
    """Return the week in which a holder lacks most; ``None`` without any."""
    worst = max(overloaded(playbook, holder), key=lambda one: one.minutes, default=None)
    return _row(worst, playbook, work_names(playbook, names)) if worst else None


def _row(one: Overload, playbook: Playbook, known: WorkNames) -> OverloadRow:
    names, remedy = known.names, one.remedy
    year = playbook.plan.period.start.year
    capacity = next(
        (w.capacity for w in playbook.hours.loads if (w.week, w.holder) == (one.week, one.holder)), None
    )
    day = known.day(remedy.what)
    return OverloadRow(
        who=names.holder(one.holder),
        week=words.week(one.week, names.language, year),
        monday=one.week.monday,
        by=words.hours(one.minutes, names.language),
        causes=_named(one.causes, known),
        away=capacity == 0,
        remedy=remedy.kind,
        what=known.name(remedy.what),
        start=words.day(day, names.language, year) if day else "",
        to=words.day(remedy.to, names.language, year) if remedy.to else "",
        hours=words.hours(remedy.minutes or one.minutes, names.language),
    )


def _named(causes: Iterable[str], known: WorkNames) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(known.name, causes) if name))[:_CAUSES]


def ahead_rows(playbook: Playbook, week: Week, known: WorkNames) -> tuple[AheadRow, ...]:
    """Return what is done in a week although it is due later, person by person, in order of the due days.

    Pieces of one name stand together under the first due day, in steps of five minutes; splinters are left out.
    """
    names, plan = known.names, playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    minutes: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], WorkShare] = {}
    for share in sorted(playbook.hours.ahead, key=lambda share: (share.due, share.work)):
        if share.week == week and known.name(share.work):
            key = (share.holder, known.name(share.work), known.event(share.work))
            minutes[key] += share.minutes
            first.setdefault(key, share)
    told = [key for key in first if minutes[key] >= _SPLINTER]
    return tuple(
        AheadRow(
            who=names.holder(key[0]),
            source=first[key].source,
            what=key[1],
            event=key[2],
            due=words.short_day(first[key].due, names.language),
            time=words.duration(round(minutes[key] / _STEP) * _STEP, names.language),
            absent=not _is_there_before(playbook, key[0], first[key].due, days),
        )
        for key in sorted(told, key=lambda key: (key[0], first[key].due))
    )


def _is_there_before(playbook: Playbook, holder: str, due: date, days: WorkCalendar) -> bool:
    """Whether a holder works on any day of the week in which something is due, up to that day."""
    person = next((one for one in playbook.plan.people if one.id == holder), None)
    before = (on for on in Week.of(due).range if on <= due)
    return any(works_on(person, on, days) if person else role_works_on(on, days) for on in before)
