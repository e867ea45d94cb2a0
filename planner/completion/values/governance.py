"""Rules and acquisition, with nothing left open."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from planner.knowledge.schema import Text


class CompleteProhibition(Struct, frozen=True):
    id: str
    text: Text
    category: str
    step: str
    """Id of the ladder step at which it starts; empty if none is known."""
    example: Text | None = None


class CompleteStep(Struct, frozen=True):
    id: str
    name: Text
    action: Text
    words: Text | None
    days: int | None
    record_days: int


class CompleteDesk(Struct, frozen=True):
    """Where something is reported or appealed; ``steps`` say how it goes on."""

    channel: Text
    owner: str
    hours: int
    steps: tuple[Text, ...] = ()


class CompleteRules(Struct, frozen=True):
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


class CompleteChannel(Struct, frozen=True):
    id: str
    channel: str
    place: str
    joins_per_month: Decimal
    cost_per_month: Decimal
    owner: str
    code: str
    proof: str


class CompleteAcquisition(Struct, frozen=True):
    channels: tuple[CompleteChannel, ...]
    loss_per_month: Decimal
