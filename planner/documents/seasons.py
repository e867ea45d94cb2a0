"""What begins or ends on a day: offers that are to be had for a time only, and prices that hold until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import DateRange
from planner.documents.names import Names
from planner.documents.words import day


@dataclass(frozen=True, slots=True)
class Season:
    """An offer that begins or ends, or whose price ends, on a day (the last one included)."""

    kind: Literal["from", "until", "price"]
    name: str
    day: str


def seasons(names: Names, window: DateRange) -> tuple[Season, ...]:
    """Return what begins or ends within a window, in order of day."""
    found: list[tuple[date, Literal["from", "until", "price"], str]] = []
    for offer in names.plan.offers:
        if offer.available_from is not None and offer.available_from in window:
            found.append((offer.available_from, "from", offer.name))
        if offer.available_until is not None and offer.available_until in window:
            found.append((offer.available_until, "until", offer.name))
        if offer.price_until is not None and offer.price_until in window:
            found.append((offer.price_until, "price", offer.name))
    year = names.plan.period.start.year
    return tuple(
        Season(kind, name, day(on, names.language, year))
        for on, kind, name in sorted(found, key=lambda one: (one[0], one[2]))
    )
