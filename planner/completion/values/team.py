"""Where and who, with nothing left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.dates.ranges import DateRange
from planner.knowledge.schema import Text


@dataclass(frozen=True, slots=True)
class CompletePlatform:
    id: str
    kind: str
    name: str
    role: Literal["group", "channel", "forum", "video", "site", "event"]
    why: Text
    capacity: int | None
    posts_per_day: int | None
    quiet: tuple[str, str] | None
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompleteGroup:
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


@dataclass(frozen=True, slots=True)
class CompletePerson:
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


@dataclass(frozen=True, slots=True)
class CompleteRole:
    """A role and who holds it; ``holder`` is empty where nobody is named."""

    id: str
    name: Text
    duty: Text
    holder: str
    minutes: int | None = None
    """Capacity a week for a role without a named holder, if written."""
