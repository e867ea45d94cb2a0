"""The days that matter, with nothing left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import DateRange
from planner.knowledge.schema import Text


@dataclass(frozen=True, slots=True)
class CompleteNode:
    """A dated day worth knowing; ``knowledge`` is the row's id, empty for the operator's own."""

    name: Text
    date: date
    lead_days: int
    knowledge: str = ""


@dataclass(frozen=True, slots=True)
class CompleteOverride:
    id: str
    action: Literal["skip", "move", "replace"]
    date: date | None = None
    time: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class CompleteCalendar:
    country: str
    """Country code, empty for weekends only."""
    days_off: tuple[date, ...]
    make_up_days: tuple[date, ...]
    nodes: tuple[CompleteNode, ...]
    blackout: tuple[tuple[DateRange, str], ...]
    overrides: tuple[CompleteOverride, ...]
