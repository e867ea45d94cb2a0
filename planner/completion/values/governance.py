"""Rules and acquisition, with nothing left open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from planner.knowledge.schema import Text


@dataclass(frozen=True, slots=True)
class CompleteProhibition:
    id: str
    text: Text
    category: str
    step: str
    """Id of the ladder step at which it starts; empty if none is known."""
    example: Text | None = None


@dataclass(frozen=True, slots=True)
class CompleteStep:
    id: str
    name: Text
    action: Text
    words: Text | None
    days: int | None
    record_days: int


@dataclass(frozen=True, slots=True)
class CompleteDesk:
    """Where something is reported or appealed; ``steps`` say how it goes on."""

    channel: Text
    owner: str
    hours: int
    steps: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteRules:
    encouraged: tuple[Text, ...]
    prohibited: tuple[CompleteProhibition, ...]
    ladder: tuple[CompleteStep, ...]
    reports: CompleteDesk
    appeal: CompleteDesk
    joining: tuple[Text, ...]
    leaving: tuple[Text, ...]
    privacy: tuple[Text, ...]
    disputes: tuple[Text, ...]
    welcome: Text


@dataclass(frozen=True, slots=True)
class CompleteChannel:
    id: str
    channel: str
    place: str
    joins_per_month: Decimal
    cost_per_month: Decimal
    owner: str
    code: str
    proof: str


@dataclass(frozen=True, slots=True)
class CompleteAcquisition:
    channels: tuple[CompleteChannel, ...]
    loss_per_month: Decimal
