"""The budget, with nothing left open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.schema import StageId


class CompleteLine(Struct, frozen=True):
    """A written budget line; ``amount`` is one payment, monthly ones recur in every month of their range."""

    id: str
    name: str
    category: Literal["platform", "content", "activity", "operations"]
    amount: Decimal
    monthly: bool
    stage: StageId | None
    date: date | None
    activity: str


class CompleteFunds(Struct, frozen=True):
    date: date
    amount: Decimal
    source: str


class CompleteBudget(Struct, frozen=True):
    """Money: ``by_stage`` and ``caps`` are limits in the plan's currency; absent keys are not limited."""

    total: Decimal
    includes_labour: bool
    contingency: Decimal
    lines: tuple[CompleteLine, ...]
    by_stage: Mapping[StageId, Decimal]
    caps: Mapping[str, Decimal]
    funds: tuple[CompleteFunds, ...]
