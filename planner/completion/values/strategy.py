"""What the community is for, with nothing left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.completion.kpi_model import Trajectory
from planner.knowledge.schema import Text

GoalKind = Literal["at_least", "at_most", "keep", "mean"]


@dataclass(frozen=True, slots=True)
class CompleteCommunity:
    name: str
    type: str
    situation: Literal["new", "revive", "running"]
    product: Text
    """What the organisation makes or offers; derived from the first offers where not written."""
    purpose: tuple[str, ...] = ()
    background: str = ""
    slogan: str = ""


@dataclass(frozen=True, slots=True)
class CompletePositioning:
    problem: str
    promise: str
    theme: str = ""
    value: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompletePersona:
    id: str
    name: str
    needs: tuple[str, ...]
    traits: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    size: int | None = None


@dataclass(frozen=True, slots=True)
class CompleteGoal:
    """A goal in its KPI's unit; ``baseline`` is ``None`` where nobody knows it."""

    id: str
    kpi: str
    target: Decimal
    by: date
    baseline: Decimal | None
    kind: GoalKind
    trajectory: Trajectory
    name: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteOffer:
    id: str
    name: str
    detail: str = ""
    price: Decimal | None = None
    price_until: date | None = None
    available_from: date | None = None
    available_until: date | None = None

    def is_available(self, on: date) -> bool:
        """Say whether the offer is to be had on a day."""
        begun = self.available_from is None or self.available_from <= on
        return begun and (self.available_until is None or on <= self.available_until)


@dataclass(frozen=True, slots=True)
class CompleteQuestion:
    id: str
    text: str
    persona: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True)
class CompleteFixed:
    text: str
    when: str = ""
    time: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class CompleteRedLine:
    """A red line with the tags it bans; ``known`` names the knowledge rows that recognised it."""

    text: str
    bans: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
