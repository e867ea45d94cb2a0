"""Why a week is as it is: what the operator set, what was moved, who stands in, which hours members keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.names import Names
from planner.documents.sections.chapters import recurrence_text
from planner.documents.texts import entry_texts
from planner.documents.week_clock import is_often
from planner.documents.week_rows import fixed_days, is_overridden, nominal_of, often
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry

WhyKind = Literal[
    "written", "ours", "moved", "overridden", "fixed", "event_written", "event_chosen", "stands_in"
]


@dataclass(frozen=True, slots=True)
class Why:
    """One reason."""

    kind: WhyKind
    name: str
    """Of the series, the post, the event; the words of what is set."""
    when: str = ""
    """The recurrence with its hour; of what was moved, where it comes from."""
    audience: tuple[str, ...] = ()
    """Whose hour it is."""
    who: str = ""
    other: str = ""
    """Who would answer, and is not there."""


def reasons_of(playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names) -> tuple[Why, ...]:
    """Return the reasons for what is sent and held in a week, each series and event once."""
    found = [
        *_series(entries, names),
        *_moved(entries, names),
        *_fixed(playbook, week, names),
        *_events(playbook, week, names),
        *_stand_ins(entries, names),
    ]
    return tuple(dict.fromkeys(found))


def _series(entries: Iterable[Entry], names: Names) -> Iterator[Why]:
    known = {series.id: series for series in names.plan.content.series}
    times: dict[str, str] = {}
    ours: dict[str, bool] = {}
    for entry in entries:
        if entry.series in known:
            times.setdefault(entry.series, entry.time)
            ours.setdefault(entry.series, bool(entry.reason.knowledge))
    for series, time in times.items():
        one = known[series]
        audience = tuple(persona.name for persona in names.plan.personas if time in persona.times)
        when = words.beside(recurrence_text(one.when, names), f" {time}")
        yield Why("ours" if ours[series] else "written", names.text(one.name), when, audience)


def _moved(entries: Iterable[Entry], names: Names) -> Iterator[Why]:
    for entry in entries:
        nominal = nominal_of(entry, names)
        if nominal:
            title = entry_texts(entry, names).title
            yield Why("overridden" if is_overridden(entry) else "moved", title, nominal)


def _fixed(playbook: Playbook, week: Week, names: Names) -> Iterator[Why]:
    for days in fixed_days(playbook, week):
        shown = [words.moment(day.on, day.time, names.language) for day in days]
        when = (
            often(playbook, week, days, names)
            if is_often([day.on for day in days])
            else words.enumeration(shown, names.language)
        )
        yield Why("fixed", words.without_end(days[0].text), when)


def _events(playbook: Playbook, week: Week, names: Names) -> Iterator[Why]:
    for event in playbook.activities.occurrences:
        if event.on in week.range:
            activity = event.activity
            when = recurrence_text(activity.when, names) if activity.when else ""
            kind: WhyKind = "event_written" if activity.written else "event_chosen"
            yield Why(kind, names.text(activity.name), when)


def _stand_ins(entries: Iterable[Entry], names: Names) -> Iterator[Why]:
    groups = {group.id: group for group in names.plan.groups}
    for entry in entries:
        keepers = {groups[one].keeper(entry.on) for one in entry.groups if one in groups}
        if len(keepers) == 1 and entry.reply_minutes and entry.duty.covered:
            (keeper,) = keepers
            if keeper != entry.duty.person and entry.format != "live" and names.is_person(keeper):
                when = words.moment(entry.on, entry.time, names.language)
                yield Why(
                    "stands_in",
                    entry_texts(entry, names).title,
                    when,
                    who=names.holder(entry.duty.person),
                    other=names.holder(keeper),
                )
