"""Who does what at which hour: the days of each person, and hours without anybody on duty."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from planner.dates.ranges import Week
from planner.playbook.values.hours import WorkSource

GapWhy = Literal["away", "hours", "event", "elsewhere"]
"""On leave or not on one of their days; outside their hours of presence; holding an event; on duty in another place."""


class DutyGap(Struct, frozen=True):
    """An interactive post or a live event for which nobody is there."""

    id: str
    """Id of the entry or the occurrence."""
    on: date
    time: str
    holder: str
    """Who should be there."""
    why: GapWhy
    role: str = ""
    """Id of the event role that nobody holds; empty for posts."""


class AgendaItem(Struct, frozen=True):
    """A piece of a person's day. Timed items of one person do not overlap."""

    id: str
    """Id of the entry, occurrence, step, routine or task that it belongs to."""
    source: WorkSource
    person: str
    """Person's id, or the role's where nobody is named."""
    on: date
    """The day; of divisible work the day on which it is due, or for work done ahead the last day of its week."""
    minutes: int
    time: str = ""
    """``HH:MM`` in the plan's time zone; empty where the hour does not matter."""
    until: str = ""
    """``HH:MM`` at which the person is free again, on the next day where it is earlier than ``time``; the same where
    it is sent together with the next; empty without a time."""
    due: date | None = None
    """Day on which it has to be finished, where that lies after the week."""
    review: bool = False
    """Of the work on a post: it is read and approved, not written."""


class Agenda(Struct, frozen=True):
    items: tuple[AgendaItem, ...] = ()
    """In order of day, time and person."""
    gaps: tuple[DutyGap, ...] = ()

    def week(self, week: Week) -> tuple[AgendaItem, ...]:
        """Return the items of one week."""
        return tuple(item for item in self.items if Week.of(item.on) == week)
