"""Rows of the choice of activities: what counts how much."""

from __future__ import annotations

from decimal import Decimal

from planner.knowledge.schema import Row, StageId, Text


class ChoiceWeightRow(Row, frozen=True, kw_only=True):
    """A weight of the choice."""

    what: Text
    value: Decimal
    stages: tuple[StageId, ...] = ()
    """Stages that want what the weight rewards; empty where it holds everywhere."""
