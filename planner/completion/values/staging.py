"""The stages, with nothing left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.dates.ranges import DateRange
from planner.knowledge.schema import StageId, Text


class CompleteTask(Struct, frozen=True):
    """A dated piece of work of a stage; ``owner`` is a person's id, or a role's where nobody is named."""

    id: str
    title: Text
    how: Text | None
    done: Text | None
    due: date
    owner: str
    minutes: int
    rung: Literal["relation", "community", "network"]
    after: tuple[str, ...] = ()
    say: Text | None = None
    """Words to send."""


class CompleteCondition(Struct, frozen=True):
    """A condition of a gate: the KPI at least or at most this value at the stage's end."""

    kpi: str
    bound: Literal["at_least", "at_most"]
    value: Decimal


class CompleteStrategy(Struct, frozen=True):
    content: Text
    promotion: Text
    interaction: Text


class CompleteStage(Struct, frozen=True):
    id: StageId
    window: DateRange
    focus: Text
    strategy: CompleteStrategy
    relations: Text
    tasks: tuple[CompleteTask, ...]
    gate: tuple[CompleteCondition, ...]
    kpis: tuple[str, ...]
    """KPIs watched in this stage beside the goals'."""


class SkippedStage(Struct, frozen=True):
    id: StageId
    reason: str
