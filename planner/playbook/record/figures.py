"""The shape of the whole record: the plan's frame, stages, content, and everything that other modules shape."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from planner.diagnostics.model import Language
from planner.knowledge.schema import CommunityType, StageId
from planner.playbook.record.choice_figures import LeftOutRecord, PortfolioRecord
from planner.playbook.record.member_figures import (
    DutyGapRecord,
    GroupsRecord,
    MembersRecord,
    SupplyRecord,
)
from planner.playbook.record.plain import Part, Path, Said
from planner.playbook.record.resource_figures import HoursRecord, MoneyRecord, ShortfallRecord
from planner.playbook.record.shape import ActivityRecord, EntryRecord, OccurrenceRecord, TaskRecord
from planner.playbook.record.target_figures import GoalRecord, GrowthRecord, IncentiveRecord

FORMAT: Literal[1] = 1
"""Version of the record; a record of another version is not read."""


class PlanRecord(Part, frozen=True, kw_only=True):
    """Whose playbook this is, and its frame."""

    community: str
    type: CommunityType
    language: Language
    timezone: str
    currency: str
    start: date
    end: date
    """Last day."""
    opening: date | None = None
    """Day on which new groups open, where the plan leaves it to us."""


class GateCondition(Part, frozen=True, kw_only=True):
    """A KPI condition to leave a stage."""

    kpi: str
    bound: Literal["at_least", "at_most"]
    value: Decimal


class StageRecord(Part, frozen=True, kw_only=True):
    """A stage with its window, tasks and gate."""

    id: StageId
    start: date
    end: date
    focus: Said
    gate: tuple[GateCondition, ...] = ()
    kpis: tuple[str, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()


class SkippedRecord(Part, frozen=True, kw_only=True):
    """A stage that the plan leaves out."""

    id: StageId
    reason: str


class CommitmentRecord(Part, frozen=True, kw_only=True):
    """A series or routine; ``preset`` where the plan leaves it to us."""

    id: str
    name: Said
    when: str
    preset: bool


class MixRecord(Part, frozen=True, kw_only=True):
    """Declared against planned share of a pillar."""

    pillar: str
    declared: Decimal
    planned: Decimal
    entries: int
    cause: str = ""


class FixedDayRecord(Part, frozen=True, kw_only=True):
    """A day on which something happens that is already set."""

    on: date
    time: str = ""
    text: str
    index: int


class ContentRecord(Part, frozen=True, kw_only=True):
    """The content calendar."""

    detail_start: date
    detail_end: date
    """Last day of the weeks with final titles."""
    mix: tuple[MixRecord, ...]
    missing: tuple[str, ...] = ()
    fixed: tuple[FixedDayRecord, ...] = ()
    entries: tuple[EntryRecord, ...]


class AssumptionRecord(Part, frozen=True, kw_only=True):
    """A figure that we supplied, and where to say otherwise."""

    path: Path
    what: Said
    value: Said
    knowledge: str
    minutes: int = 0
    money: Decimal = Decimal(0)


class PlaybookRecord(Part, frozen=True, kw_only=True):
    """All that follows from a plan, with reasons."""

    format: Literal[1]
    libraries: dict[str, str]
    """What it was made with: package → version."""
    as_of: date | None = None
    """Everything before this day was taken over from an earlier playbook."""
    plan: PlanRecord
    holidays: dict[str, Literal["official", "estimated", "unknown"]]
    """Year → how sure its public holidays are."""
    stages: tuple[StageRecord, ...]
    skipped: tuple[SkippedRecord, ...] = ()
    series: tuple[CommitmentRecord, ...] = ()
    routines: tuple[CommitmentRecord, ...] = ()
    goals: tuple[GoalRecord, ...]
    growth: tuple[GrowthRecord, ...] = ()
    portfolio: PortfolioRecord
    activities: tuple[ActivityRecord, ...] = ()
    occurrences: tuple[OccurrenceRecord, ...] = ()
    content: ContentRecord
    hours: HoursRecord
    money: MoneyRecord
    groups: GroupsRecord = GroupsRecord()
    members: MembersRecord = MembersRecord()
    duty_gaps: tuple[DutyGapRecord, ...] = ()
    """Hours for which nobody is there."""
    supplies: tuple[SupplyRecord, ...] = ()
    incentives: IncentiveRecord | None = None
    shortfalls: tuple[ShortfallRecord, ...] = ()
    assumptions: tuple[AssumptionRecord, ...] = ()
    left_out: tuple[LeftOutRecord, ...] = ()
