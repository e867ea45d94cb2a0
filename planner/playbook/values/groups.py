"""Groups in time: members month by month, the day on which one is full, and dated procedures."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from planner.dates.ranges import Month
from planner.diagnostics.model import Reason

ProcedureKind = Literal["open", "merge", "hand_over", "close", "review"]


class GroupMonth(Struct, frozen=True):
    """Expected members of one group at a month's end."""

    month: Month
    members: int


class GroupCourse(Struct, frozen=True):
    """How a group fills; ``months`` is empty where nobody knows how many members there are or join."""

    group: str
    months: tuple[GroupMonth, ...] = ()
    full_on: date | None = None
    """The day on which the share of its capacity is reached at which the next one opens."""
    next_group: str = ""
    """Id of the group that opens then; empty where none does."""


class ProcedureStep(Struct, frozen=True):
    """A dated step; its texts are those of the knowledge row's step of this name."""

    id: str
    """``procedure:GROUP:KIND:STEP``."""
    step: str
    on: date
    owner: str
    minutes: int


class Procedure(Struct, frozen=True):
    """A dated procedure of a group."""

    id: str
    """``procedure:GROUP:KIND``."""
    kind: ProcedureKind
    group: str
    on: date
    """The day itself: of the opening, the merging, the hand-over, the closing, the decision."""
    steps: tuple[ProcedureStep, ...]
    reason: Reason
    other: str = ""
    """The group it merges into, or, of a full group, the one that opens after it."""
    taker: str = ""
    """Who takes over: the new owner, or the owner of the other group."""


class GroupsPlan(Struct, frozen=True):
    courses: tuple[GroupCourse, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    """In order of their days."""
