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


class CompleteGroup(Struct, frozen=True):
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


class CompleteRole(Struct, frozen=True):
    """A role and who holds it; ``holder`` is empty where nobody is named."""

    id: str
    name: Text
    duty: Text
    holder: str
    minutes: int | None = None
    """Capacity a week for a role without a named holder, if written."""
