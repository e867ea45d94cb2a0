"""Where and who, with nothing left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.dates.ranges import DateRange
from planner.knowledge.schema import Text


class CompletePlatform(Struct, frozen=True):
    id: str
    kind: str
    name: str
    role: Literal["group", "channel", "forum", "video", "site", "event"]
    why: Text
    capacity: int | None
    posts_per_day: int | None
    quiet: tuple[str, str] | None
    capabilities: tuple[str, ...]


class CompleteHandOver(Struct, frozen=True):
    """A group gets another owner: ``to`` is a person's id, or a role's."""

    to: str
    on: date


class CompleteGroup(Struct, frozen=True):
    """A group; ``follows`` is the id of the group after which it opens, where the opening was worked out."""

    id: str
    name: str
    platform: str
    persona: str
    owner: str
    deputy: str
    capacity: int | None
    members: int | None
    opened: date | None
    closes: date | None
    kind: Literal["standing", "pop_up"]
    status: Literal["active", "silent", "merging", "closing"]
    into: str = ""
    same_members_as: tuple[str, ...] = ()
    hand_over: CompleteHandOver | None = None
    next_at: Decimal = Decimal(1)
    keep_at: Decimal = Decimal(0)
    """Share of its members who have to speak in two weeks for a quiet group to stay."""
    merge_at: Decimal = Decimal(0)
    """The same for merging it; with fewer it closes."""
    follows: str = ""

    def is_open(self, on: date) -> bool:
        """Say whether it is open on a day."""
        return (self.opened is None or self.opened <= on) and (self.closes is None or on <= self.closes)

    def keeper(self, on: date) -> str:
        """Return its owner on a day."""
        return self.hand_over.to if self.hand_over is not None and self.hand_over.on <= on else self.owner


class CompletePerson(Struct, frozen=True):
    """A named person; ``minutes`` a week, ``None`` where the plan does not say."""

    id: str
    name: str
    roles: tuple[str, ...]
    minutes: int | None
    days: tuple[str, ...]
    leave: tuple[DateRange, ...]
    deputy: str
    cost_per: Literal["", "month", "hour"] = ""
    cost: Decimal = Decimal(0)
    present: tuple[tuple[str, str], ...] = ()
    """Parts of a day, ``HH:MM`` in their own time zone; empty: any time of their days."""
    timezone: str = ""
    """IANA name; empty where it is the plan's."""


class CompleteRole(Struct, frozen=True):
    """A role and who holds it; ``holder`` is empty where nobody is named."""

    id: str
    name: Text
    duty: Text
    holder: str
    minutes: int | None = None
    """Capacity a week for a role without a named holder, if written."""
