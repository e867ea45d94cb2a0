"""Goals on their way: monthly paths, growth of the membership, verdicts. KPI values in the KPI's unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.dates.ranges import Month
from planner.diagnostics.model import Reason
from planner.knowledge.schema import StageId


@dataclass(frozen=True, slots=True)
class Milestone:
    """A KPI's value at a month's end (or at the goal's own day, in its last month)."""

    month: Month
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a goal is reachable on the stated assumptions; only for goals that arithmetic can judge."""

    kind: Literal["reachable", "tight", "out_of_reach", "not_judged"]
    planned: Decimal | None = None
    """What the assumptions give by the goal's day."""
    gap: Decimal | None = None
    """Target minus planned; positive if something is missing."""
    joins_per_day: Decimal | None = None
    """What the goal asks for, in new members per day, after losses."""


@dataclass(frozen=True, slots=True)
class GoalPath:
    """A goal with its monthly path; ``provisional`` while the baseline is unknown."""

    goal: str
    kpi: str
    milestones: tuple[Milestone, ...]
    stage_values: Mapping[StageId, Decimal]
    """Value at the end of each stage that starts before the goal's day."""
    provisional: bool
    measured_by: date | None
    """Day on which an unknown baseline is known (end of the second week)."""
    verdict: Verdict
    reason: Reason


@dataclass(frozen=True, slots=True)
class GrowthMonth:
    """Members in one month: start + joins − leaves = end."""

    month: Month
    start: int
    joins: int
    leaves: int
    end: int
