"""A KPI as it holds for one plan; apart from the other values, because the quick checks need nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.measure_rows import MeasureRow
from planner.knowledge.schema import Direction, StageId, Text

Trajectory = Literal["linear", "compound", "s_curve", "constant"]


class CompleteKpi(Struct, frozen=True):
    """A KPI definition as it holds for this plan."""

    id: str
    name: Text
    unit: Text
    value: str
    nature: str
    direction: Direction
    window: str
    formula: Text
    trajectory: Trajectory
    minimum: Decimal | None
    maximum: Decimal | None
    criterion: str
    stages: tuple[StageId, ...]
    cadence: str
    measure: MeasureRow | None
    """The best way to measure it on the plan's platforms; ``None`` if there is none."""
    source: str = ""
    owner: str = ""
    caveat: Text | None = None
    public: bool = False
    """Whether a target may be told to members."""
