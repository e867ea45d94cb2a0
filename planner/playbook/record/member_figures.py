"""The shape of groups, journeys, champions, duty and supplies in the record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import field

from planner.knowledge.member_rows import StepChannel, Trigger
from planner.playbook.record.plain import Clock, MonthName, Part, Said, WeekName, Why
from planner.playbook.values.agenda import GapWhy
from planner.playbook.values.groups import ProcedureKind
from planner.playbook.values.supplies import SupplyKind


class GroupMonthRecord(Part, frozen=True, kw_only=True):
    """Expected members of a group at a month's end."""

    month: MonthName
    members: int


class GroupCourseRecord(Part, frozen=True, kw_only=True):
    """How a group fills."""

    group: str
    months: tuple[GroupMonthRecord, ...] = ()
    full_on: date | None = None
    next_group: str = ""


class ProcedureStepRecord(Part, frozen=True, kw_only=True):
    """A dated step of a group's procedure."""

    id: str
    step: str
    on: date
    owner: str
    minutes: int


class ProcedureRecord(Part, frozen=True, kw_only=True):
    """Opening, merging, handing over, closing or reviewing a group."""

    id: str
    kind: ProcedureKind
    group: str
    on: date
    steps: tuple[ProcedureStepRecord, ...]
    reason: Why
    other: str = ""
    taker: str = ""


class GroupsRecord(Part, frozen=True, kw_only=True):
    """Groups in time."""

    courses: tuple[GroupCourseRecord, ...] = ()
    procedures: tuple[ProcedureRecord, ...] = ()


class JourneyStepRecord(Part, frozen=True, kw_only=True):
    """A step of a journey, relative to the member's own day."""

    id: str
    after_days: int
    channel: StepChannel
    owner: str
    minutes: Decimal
    share: Decimal
    title: Said


class StepWeekRecord(Part, frozen=True, kw_only=True):
    """A step of a journey in one week."""

    step: str
    people: Decimal
    minutes: int
    owner: str


class JourneyWeekRecord(Part, frozen=True, kw_only=True):
    """A journey in one week."""

    week: WeekName
    begin: Decimal
    steps: tuple[StepWeekRecord, ...]
    spared: tuple[str, ...] = ()


class JourneyRecord(Part, frozen=True, kw_only=True):
    """What a member meets after something has happened, and how many members that concerns."""

    id: str
    name: Said
    trigger: Trigger
    touches: int
    steps: tuple[JourneyStepRecord, ...]
    weeks: tuple[JourneyWeekRecord, ...] = ()
    reason: Why


class ChannelRecord(Part, frozen=True, kw_only=True):
    """What a channel of acquisition means per month and day."""

    channel: str
    month: Decimal
    day: Decimal
    needed: Decimal | None = None
    cost_per_join: Decimal | None = None


class ChampionMonthRecord(Part, frozen=True, kw_only=True):
    """Champions in one month."""

    month: MonthName
    wanted: int
    asked: int
    asked_on: date | None = None
    owner: str = ""
    rests: int = 0


class ChampionsRecord(Part, frozen=True, kw_only=True):
    """The pipeline of champions."""

    name: Said
    target: int
    by: date
    months: tuple[ChampionMonthRecord, ...]
    minutes_to_ask: int


class MembersRecord(Part, frozen=True, kw_only=True):
    """Single members in numbers."""

    journeys: tuple[JourneyRecord, ...] = ()
    arrivals: dict[WeekName, Decimal] = field(default_factory=dict)
    channels: tuple[ChannelRecord, ...] = ()
    champions: ChampionsRecord | None = None


class DutyGapRecord(Part, frozen=True, kw_only=True):
    """A post or event for which nobody is there."""

    id: str
    on: date
    time: Clock
    holder: str
    why: GapWhy
    role: str = ""


class SupplyRecord(Part, frozen=True, kw_only=True):
    """Something that has to be there before a post or an event."""

    id: str
    kind: SupplyKind
    needed_by: str
    on: date
    due: date
    owner: str
    what: Said = ""
    consent: str = ""
    price_until: date | None = None
    offer: str = ""
    takes_days: int = 0
