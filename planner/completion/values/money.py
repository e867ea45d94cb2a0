"""The budget, with nothing left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.knowledge.schema import StageId


@dataclass(frozen=True, slots=True)
class CompleteLine:
    """A written budget line; ``amount`` is one payment, monthly ones recur in every month of their range."""

    id: str
    name: str
    category: Literal["platform", "content", "activity", "operations"]
    amount: Decimal
    monthly: bool
    stage: StageId | None
    date: date | None
    activity: str


@dataclass(frozen=True, slots=True)
class CompleteFunds:
    date: date
    amount: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class CompleteBudget:
    """Money: ``by_stage`` and ``caps`` are limits in the plan's currency; absent keys are not limited."""

    total: Decimal
    includes_labour: bool
    contingency: Decimal
    lines: tuple[CompleteLine, ...]
    by_stage: Mapping[StageId, Decimal]
    caps: Mapping[str, Decimal]
    funds: tuple[CompleteFunds, ...]
