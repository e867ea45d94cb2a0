"""The days that matter, with nothing left open."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from planner.dates.ranges import DateRange
from planner.knowledge.schema import Text


class CompleteNode(Struct, frozen=True):
    """A dated day worth knowing; ``knowledge`` is the row's id, empty for the operator's own."""

    name: Text
    date: date
    lead_days: int
    knowledge: str = ""


class CompleteOverride(Struct, frozen=True):
    id: str
    action: Literal["skip", "move", "replace"]
    date: date | None = None
    time: str = ""
    title: str = ""


class CompleteCalendar(Struct, frozen=True):
    country: str
    """Country code, empty for weekends only."""
    days_off: tuple[date, ...]
    make_up_days: tuple[date, ...]
    nodes: tuple[CompleteNode, ...]
    blackout: tuple[tuple[DateRange, str], ...]
    overrides: tuple[CompleteOverride, ...]
