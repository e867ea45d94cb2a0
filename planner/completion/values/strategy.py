"""What the community is for, with nothing left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.completion.kpi_model import Trajectory
from planner.knowledge.schema import Text

GoalKind = Literal["at_least", "at_most", "keep", "mean"]


class CompleteCommunity(Struct, frozen=True):
    name: str
    type: str
    situation: Literal["new", "revive", "running"]
    product: Text
    """What the organisation makes or offers; derived from the first offers where not written."""
    purpose: tuple[str, ...] = ()
    background: str = ""
    slogan: str = ""


class CompletePositioning(Struct, frozen=True):
    problem: str
    promise: str
    theme: str = ""
    value: str = ""
    values: tuple[str, ...] = ()


class CompletePersona(Struct, frozen=True):
    id: str
    name: str
    needs: tuple[str, ...]
    traits: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    size: int | None = None


class CompleteGoal(Struct, frozen=True):
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


class CompleteOffer(Struct, frozen=True):
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


class CompleteQuestion(Struct, frozen=True):
    id: str
    text: str
    persona: str = ""
    offer: str = ""


class CompleteFixed(Struct, frozen=True):
    text: str
    when: str = ""
    time: str = ""
    date: date | None = None


class CompleteRedLine(Struct, frozen=True):
    """A red line with the tags it bans; ``known`` names the knowledge rows that recognised it."""

    text: str
    bans: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
