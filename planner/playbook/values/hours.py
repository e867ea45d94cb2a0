"""Hours: pieces of work, how they are spread over weeks, and what that leaves. Minutes are whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from planner.dates.ranges import Week

WorkSource = Literal[
    "content",
    "sending",
    "replies",
    "routine",
    "preparation",
    "event",
    "follow_up",
    "task",
    "journeys",
    "groups",
    "champions",
    "buffer",
]


class Work(Struct, frozen=True):
    """A piece of work: who does it, between which days (both included), how long it takes.

    Work whose days differ is divisible: it may be done in parts on any days in between. Work of one day is done on
    that day.
    """

    id: str
    """Id of what causes it: an entry, a preparation, a task, an occurrence, a routine and its day."""
    holder: str
    source: WorkSource
    earliest: date
    due: date
    minutes: int


class WorkShare(Struct, frozen=True):
    """A part of divisible work that is done in an earlier week than the one in which it is due."""

    work: str
    holder: str
    source: WorkSource
    week: Week
    minutes: int
    due: date


class Remedy(Struct, frozen=True):
    """What would take an overload away, the gentlest first: another day, fewer things, more time."""

    kind: Literal["move", "drop", "add"]
    what: str
    """Id of the occurrence that is moved or dropped; empty for ``add``."""
    to: date | None = None
    """Day to which it is moved."""
    minutes: int = 0
    """Minutes of this week alone that are to be added, as in each other overloaded week of the holder what it lacks."""


class Overload(Struct, frozen=True):
    """A week in which a holder has more to do than hours, however the work is spread."""

    week: Week
    holder: str
    minutes: int
    """Minutes above capacity, the buffer included."""
    causes: tuple[str, ...]
    """Ids of the occurrences, tasks or series that weigh most in the week, heaviest first."""
    remedy: Remedy


class WeekLoad(Struct, frozen=True):
    """Minutes of one holder in one week."""

    week: Week
    holder: str
    """A person's id, or a role's id where nobody is named."""
    demand: Mapping[WorkSource, int]
    capacity: int | None
    """Minutes after leave and days off; ``None`` where the plan gives no hours."""

    @property
    def total(self) -> int:
        """All minutes of the week."""
        return sum(self.demand.values())

    @property
    def over(self) -> int:
        """Minutes above capacity; 0 where it fits or where there is no capacity."""
        return max(0, self.total - self.capacity) if self.capacity is not None else 0


class HoursPlan(Struct, frozen=True):
    """All work week by week. No week is over capacity if any way of spreading the divisible work avoids it."""

    loads: tuple[WeekLoad, ...]
    weekly_mean: Mapping[str, int]
    """Holder → mean minutes in seven days of the period."""
    total: int
    busiest: WeekLoad | None
    ahead: tuple[WorkShare, ...] = ()
    """Work that is done before the week in which it is due, because that week is full."""
    overloads: tuple[Overload, ...] = ()
    """Weeks over capacity, in order of time."""
