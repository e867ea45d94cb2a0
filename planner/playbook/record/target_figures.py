"""The shape of goals, growth and incentives in the record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from planner.knowledge.schema import StageId
from planner.playbook.record.plain import MonthName, Part, Path, Why


class MilestoneRecord(Part, frozen=True, kw_only=True):
    """Where a goal's KPI has to stand on a day."""

    month: MonthName
    on: date
    value: Decimal
    limited_by: str = ""
    """KPI of which it is a part and whose path limits it."""


class WaypointRecord(Part, frozen=True, kw_only=True):
    """A gate by way of which a goal's path goes."""

    stage: StageId
    on: date
    value: Decimal


class StepRecord(Part, frozen=True, kw_only=True):
    """A number of the sum that leads to a verdict."""

    id: str
    value: Decimal
    name: str = ""
    per_day: Decimal | None = None


class TurnRecord(Part, frozen=True, kw_only=True):
    """An assumption at the point where the verdict turns."""

    assumption: str
    path: Path
    now: Decimal
    needed: Decimal


class VerdictRecord(Part, frozen=True, kw_only=True):
    """Whether a goal is reachable on the stated assumptions, with the figures."""

    kind: Literal["reachable", "tight", "out_of_reach", "not_judged"]
    planned: Decimal | None = None
    gap: Decimal | None = None
    joins_per_day: Decimal | None = None
    basis: Literal["", "channels", "events"] = ""
    why_not: str = ""
    steps: tuple[StepRecord, ...] = ()
    turns: tuple[TurnRecord, ...] = ()
    reached_in: MonthName | None = None


class ConflictRecord(Part, frozen=True, kw_only=True):
    """A day on which a goal asks for more than the whole that it is a part of."""

    whole: str
    on: date
    part_value: Decimal
    whole_value: Decimal


class GoalRecord(Part, frozen=True, kw_only=True):
    """A goal on its way, month by month."""

    id: str
    kpi: str
    kind: Literal["at_least", "at_most", "keep", "mean"]
    target: Decimal
    by: date
    baseline: Decimal | None = None
    """Absent where nobody knows it yet."""
    trajectory: Literal["linear", "compound", "s_curve", "constant"]
    provisional: bool
    measured_by: date | None = None
    measured_from: date | None = None
    measured_who: str = ""
    measured_at: tuple[date, ...] = ()
    """Days of the events at which the baseline is counted."""
    waypoints: tuple[WaypointRecord, ...] = ()
    """Gates that ask for more than the path alone would have on their day."""
    path: tuple[MilestoneRecord, ...]
    stage_values: dict[StageId, Decimal]
    verdict: VerdictRecord
    reason: Why
    conflicts: tuple[ConflictRecord, ...] = ()


class GrowthRecord(Part, frozen=True, kw_only=True):
    """Members in one month."""

    month: MonthName
    start: int
    joins: int
    leaves: int
    end: int


class PointsRecord(Part, frozen=True, kw_only=True):
    """Points of one month."""

    month: MonthName
    issued: int
    redeemed: int
    expired: int
    outstanding: int
    liability: Decimal


class LevelRecord(Part, frozen=True, kw_only=True):
    """A level and when a member comes to it."""

    name: str
    points: int
    median_days: int | None = None
    top_days: int | None = None


class IncentiveRecord(Part, frozen=True, kw_only=True):
    """What the points rules come to."""

    months: tuple[PointsRecord, ...]
    median_per_month: int
    top_per_month: int
    levels: tuple[LevelRecord, ...] = ()
    cost: Decimal
    budget: Decimal | None = None
    uncapped: tuple[str, ...] = ()
    has_sink: bool
    expires: bool
    per_point: Decimal = Decimal(0)
    dearest: str = ""
    unpriced: tuple[str, ...] = ()
    over: Decimal | None = None
    active_share: Decimal = Decimal(0)
    redeem_share: Decimal = Decimal(0)
    median_actions: Decimal = Decimal(0)
    top_actions: Decimal = Decimal(0)
    assumed: tuple[str, ...] = ()
