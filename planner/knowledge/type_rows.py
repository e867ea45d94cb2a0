"""Rows of community types, stages, tasks and roles."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.member_rows import Trigger
from planner.knowledge.schema import CommunityType, PillarKind, RoleId, Row, Situation, StageId, Text


class PillarRow(Row, frozen=True, kw_only=True):
    """A content pillar that suits a community type."""

    kind: PillarKind
    name: Text
    purpose: Text


class SeriesRow(Row, frozen=True, kw_only=True):
    """A recurring commitment: when, where, in which pillar, and what it costs in minutes."""

    name: Text
    pillar: str
    """Id of one of the type's pillars."""
    when: str
    """A recurrence as in a plan, e.g. ``weekly mon,thu``."""
    time: str
    """``HH:MM``, or ``persona``: the first time at which the first persona is online (else ``HH:MM`` after a ``|``)."""
    format: Literal["text", "image", "video", "audio", "poll", "article", "live"]
    stages: tuple[StageId, ...]
    minutes: int
    """Minutes to write one entry and collect its material."""
    group_minutes: int = 5
    """Minutes per group to send it."""
    reply_minutes: int = 15
    """Minutes per group spent answering in the reply window after sending."""
    on: Literal["group", "channel"] = "group"
    """Sent into groups, or published on a broadcast channel or site."""


class RoutineRow(Row, frozen=True, kw_only=True):
    """Recurring staff work that is not a post: patrol, replies, newcomers, weekly report."""

    name: Text
    what: Text
    """What exactly is done, in one or two sentences; ends with when it is finished."""
    role: RoleId
    when: str
    minutes: int
    per_group: bool = False
    core: bool = False
    """Whether it stays when hours are short: patrol, answers, the numbers, the review."""
    stages: tuple[StageId, ...] = ("build", "growth", "maturity")
    covers: Trigger | None = None
    """The journey that does the same for each member; where the plan has it, the routine falls away."""
    begins: Literal["", "opening", "second_week", "third_week", "debts_listed", "spoken"] = ""
    """From when it is done: the first day, the opening, one or two weeks later, the day on which the old debts are
    listed or the one after the candid word."""
    events: Literal["", "before", "on", "after"] = ""
    """Only where an offline event lies in the seven days after it, on its day, or in the seven days before it."""


class StrategyRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The three strategies of a stage; each says what is done and what is left, for this type."""

    content: Text
    promotion: Text
    interaction: Text


class GateRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One condition to leave a stage: a share of the goal, or a value of its own (an assumption)."""

    kpi: str
    of_goal: Decimal | None = None
    """Share (0–1) of the way from baseline to target, when the plan has a goal for this KPI."""
    value: Decimal | None = None
    """Fallback value in the KPI's unit, when the plan has none; the condition is dropped if neither applies."""


class TaskRow(Row, frozen=True, kw_only=True):
    """A dated piece of work of a stage."""

    stage: StageId
    rung: Literal["relation", "community", "network"]
    """关系 → 社群 → 关系网: which rung of the relation ladder the task belongs to."""
    situations: tuple[Situation, ...] = ("new", "revive", "running")
    types: tuple[CommunityType, ...] = ()
    """Empty: all types."""
    title: Text
    how: Text
    """What exactly is done, with slots; two to four sentences."""
    done: Text
    """How anyone can see that it is finished: a thing that exists, a number that is written down."""
    role: RoleId
    minutes: int
    at: Decimal
    """Share (0–1) of the stage at which it is due; 0 is the first week."""
    after: tuple[str, ...] = ()
    """Ids of tasks that must be finished before."""
    gap: int = 0
    """Least days between the last of those and this one."""
    days_after_opening: int | None = None
    """Days after the groups open on which it is due, where they open in this stage; instead of ``at``."""
    gate: bool = False
    """Whether it is the task that decides on leaving the stage."""
    opens: bool = False
    """Whether this is the task with which the groups open; what builds up to it is done before that day."""
    tags: tuple[str, ...] = ()
    """What red lines can hit, e.g. ``private_message``."""
    say: Text | None = None
    """Words to send, one-to-one or in public; where a group's procedure carries the same words, those are sent."""


class StageRow(Row, frozen=True, kw_only=True):
    """What a stage is for, common to all types."""

    name: Text
    focus: Text
    rung: Literal["relation", "community", "network"]
    question: Text
    """The one question that the stage has to answer."""


class PlatformChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """A platform that a type uses by default, and why."""

    id: str
    why: Text


class RhythmRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a type is operated in one situation."""

    note: Text
    """What is different in this situation, in two or three sentences."""
    stage_shares: dict[StageId, int]
    """How the period is divided when no windows are written; integers that sum to 100."""
    mix: dict[str, int]
    """Pillar id → share of entries in per cent; sums to 100."""
    series: tuple[SeriesRow, ...]
    routines: tuple[RoutineRow, ...]
    focus: dict[StageId, Text]
    first_month: tuple[Text, ...]
    """The steps of the first month in order, each with its week; for revive and running as practice.md demands."""


class TypeRow(Row, frozen=True, kw_only=True):
    """A community type: what it is for and how it runs."""

    name: Text
    summary: Text
    suits: Text
    """When this type is the right one, against its neighbours."""
    pillars: tuple[PillarRow, ...]
    platforms: dict[str, tuple[PlatformChoice, ...]]
    """Document language → platforms, most useful first."""
    rhythm: dict[Situation, RhythmRow]
    strategy: dict[StageId, StrategyRow]
    kpis: dict[StageId, tuple[str, ...]]
    """KPI ids worth watching per stage beside the plan's goals, at most four."""
    gates: dict[StageId, tuple[GateRow, ...]]
    tasks: tuple[TaskRow, ...]
    """Tasks only this type has."""
    relations: dict[StageId, Text]
    """How members come to know each other in this stage: the relation ladder in this type's own words."""
    welcome: Text
    """Welcome message sent to a newcomer; slots community, promise, persona, ask."""


class RoleRow(Row, frozen=True, kw_only=True):
    """A role of the team."""

    name: Text
    duty: Text
