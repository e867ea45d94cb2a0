"""What has its hour: live events, posts with the answering after them, what follows events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from planner.completion.model import CompletePlan
from planner.knowledge.load import assumed
from planner.playbook.agenda.shifts import DAY, Shift, event_shifts, moment
from planner.playbook.agenda.timeline import Timeline
from planner.playbook.posts.slots import clock_of, minutes_of
from planner.playbook.values.activities import FollowUp, Occurrence
from planner.playbook.values.agenda import AgendaItem
from planner.playbook.values.content import Entry
from planner.playbook.values.hours import Work, WorkSource
from planner.playbook.work.duty import answers_needed

POSTED = ("sending", "replies")
"""Work of a post on its day: one item, at its time."""


def timed_items(
    plan: CompletePlan, work: Iterable[Work], entries: Sequence[Entry], events: Sequence[Occurrence]
) -> Iterator[AgendaItem]:
    """Yield what has an hour; where its person is busy then, it stays without one.

    Events come first, then the posts after which somebody has to be there; these end where the next thing of their
    person begins, and what goes out in the same minute as the next has no length. Everything else finds room or none.
    """
    days = _Days({person.id for person in plan.people})
    for shift in event_shifts(plan, events):
        yield days.shift(shift)
    minutes: dict[tuple[str, str], int] = defaultdict(int)
    for piece in work:
        if piece.source in POSTED:
            minutes[piece.id, piece.holder] += piece.minutes
    series = {one.id: one for one in plan.content.series}
    watched = {
        entry.id
        for entry in entries
        if entry.duty.covered and entry.series in series and answers_needed(plan, series[entry.series])
    }
    sent = [entry for entry in entries if minutes[entry.id, entry.duty.person]]
    # From the last to the first: each ends where a later one begins.
    for entry in sorted(
        (e for e in sent if e.id in watched), key=lambda e: (e.on, e.time, e.id), reverse=True
    ):
        length = max(minutes[entry.id, entry.duty.person], int(assumed("duty_minutes")))
        yield days.post(entry, minutes[entry.id, entry.duty.person], length, cut=True)
    for entry in sent:
        if entry.id not in watched:
            length = minutes[entry.id, entry.duty.person]
            yield days.post(entry, length, length, cut=False)
    for event in events:
        for step in event.follow_up:
            if step.minutes and step.owner:
                yield days.follow_up(step)


@dataclass
class _Days:
    """Everybody's hours, filled item by item."""

    people: set[str]
    _lines: dict[str, Timeline] = field(default_factory=lambda: defaultdict(Timeline))

    def shift(self, shift: Shift) -> AgendaItem:
        """Return a person's part in an event; in two at once nobody can be."""
        minutes = shift.ends - shift.begins
        on = date.fromordinal(shift.begins // DAY)
        if self._is_named(shift.person) and not self._lines[shift.person].put(shift.begins, shift.ends):
            return AgendaItem(shift.event, "event", shift.person, on, minutes)
        return _item(shift.event, "event", shift.person, minutes, shift.begins, shift.ends)

    def post(self, entry: Entry, minutes: int, length: int, *, cut: bool) -> AgendaItem:
        """Return the sending of a post and the answering after it."""
        person = entry.duty.person
        begins = moment(entry.on, minutes_of(entry.time))
        ends: int | None = begins + length
        if self._is_named(person):
            ends = self._lines[person].put_part(begins, begins + length)
            if ends is None and cut:
                ends = begins if self._lines[person].starts_at(begins) else None
        if ends is None:
            return AgendaItem(entry.id, "replies", person, entry.on, minutes)
        return _item(entry.id, "replies", person, minutes, begins, ends)

    def follow_up(self, step: FollowUp) -> AgendaItem:
        """Return what follows an event, at its time or as soon as its owner is free on that day."""
        begins: int | None = moment(step.on, minutes_of(step.time))
        if begins is not None and self._is_named(step.owner):
            begins = self._lines[step.owner].put_later(begins, step.minutes, moment(step.on, DAY))
        if begins is None:
            return AgendaItem(step.id, "follow_up", step.owner, step.on, step.minutes)
        return _item(step.id, "follow_up", step.owner, step.minutes, begins, begins + step.minutes)

    def _is_named(self, person: str) -> bool:
        """Whether it is a person: a role may be held by several, who can be in two places."""
        return person in self.people


def _item(work: str, source: WorkSource, person: str, minutes: int, begins: int, ends: int) -> AgendaItem:
    return AgendaItem(
        work,
        source,
        person,
        date.fromordinal(begins // DAY),
        minutes,
        clock_of(begins % DAY),
        clock_of(ends % DAY),
    )
