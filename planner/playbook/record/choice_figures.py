"""The shape of the choice of activities in the record, and of what was left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from planner.knowledge.schema import StageId
from planner.playbook.record.plain import Part, Path, Said, Why
from planner.playbook.values.portfolio import LimitKind


class ChoiceRecord(Part, frozen=True, kw_only=True):
    """An activity kind chosen for a stage, how often, and why."""

    kind: str
    name: Said
    stage: StageId
    count: int
    points: int
    reason: Why


class LimitRecord(Part, frozen=True, kw_only=True):
    """A limit of the choice: money in hundredths, minutes or events, and how much of it is used."""

    id: str
    kind: LimitKind
    where: str = ""
    bound: int
    used: int


class LeftOutRecord(Part, frozen=True, kw_only=True):
    """Something on offer that was not taken, and what it lacks."""

    what: Said
    lacks: Literal[
        "hours", "platform", "red_line", "money", "prices", "time", "distance", "room", "quota", "goals"
    ]
    path: Path
    knowledge: str
    minutes: int | None = None
    amount: Decimal | None = None
    detail: str = ""


class CountRecord(Part, frozen=True, kw_only=True):
    """How often a kind is held in a stage."""

    kind: str
    name: Said
    stage: StageId
    count: int


class AlternativeRecord(Part, frozen=True, kw_only=True):
    """Another choice within all limits; differences are other minus chosen."""

    id: Literal["less_money", "less_work", "without_first"]
    counts: tuple[CountRecord, ...]
    points: int
    cost: Decimal
    minutes: int
    cost_change: Decimal
    minutes_change: int
    points_share: Decimal


class FlipRecord(Part, frozen=True, kw_only=True):
    """What changes in the choice when one weight is a fifth larger or smaller."""

    weight: str
    what: Said
    factor: Decimal
    added: tuple[CountRecord, ...] = ()
    dropped: tuple[CountRecord, ...] = ()


class AdviceRecord(Part, frozen=True, kw_only=True):
    """What to know before the choice is signed."""

    alternatives: tuple[AlternativeRecord, ...] = ()
    flips: tuple[FlipRecord, ...] = ()
    steady: tuple[Said, ...] = ()
    chosen_cost: Decimal
    chosen_minutes: int
    chosen: tuple[CountRecord, ...] = ()
    """What of the choice is still open; empty: all of it."""


class PortfolioRecord(Part, frozen=True, kw_only=True):
    """The choice of activities: what is reached, what could at most be reached, and under which limits."""

    choices: tuple[ChoiceRecord, ...]
    points: int
    bound: int
    limits: tuple[LimitRecord, ...] = ()
    advice: AdviceRecord | None = None
