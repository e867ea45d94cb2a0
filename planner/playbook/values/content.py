"""The content calendar: dated posts and what fills them. Minutes are whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from planner.completion.model import LeftOut
from planner.completion.values.programme import CompleteTopic
from planner.dates.ranges import DateRange, Week
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.schema import PillarKind, StageId, Text


class TopicFill(Struct, frozen=True):
    """An entry filled by a written topic."""

    topic: CompleteTopic


class PatternFill(Struct, frozen=True):
    """An entry filled by a pattern and the materials of the plan that specify it."""

    pattern: str
    params: Mapping[str, Text]
    """Slot → what goes into it, in both languages."""
    sources: tuple[PlanPath, ...]
    """The plan paths whose words are used."""
    others: tuple[str, ...] = ()
    """Up to three patterns that could also have filled it, best first."""


class OpenFill(Struct, frozen=True):
    """A slot that nothing specific can fill yet: what to collect, until when."""

    lacks: tuple[str, ...]
    """Plan keys that would fill it: ``offers``, ``question_pool``, ``audience.moments``."""
    persona: str = ""
    """Id of the persona whose members are asked for material; empty where nothing is to be asked."""
    offer: str = ""
    """Name of the offer that they are asked about: the one with fewest questions; empty if there is none."""
    question: str = ""
    """A question of the pool to ask them again; empty where a new one about the offer is wanted."""


class LaterFill(Struct, frozen=True):
    """A slot beyond the detail weeks: the month's theme and when the title is decided."""

    theme: PillarKind | None
    question: str
    """A real question of the pool to collect more on; empty if there is none."""
    offer: str
    decided: date


class ReplyDuty(Struct, frozen=True):
    """Who answers after a post."""

    person: str
    """Person's id, or the role's where nobody is named."""
    covered: bool
    """Whether that person is available on the day; ``False`` only where days or leave say otherwise."""


class Posting(Struct, frozen=True):
    """A dated post before anything fills it. It depends on the plan alone, never on the choice of activities."""

    id: str
    on: date
    nominal: date
    time: str
    week: Week
    stage: StageId
    series: str
    pillar: str
    platform: str
    groups: tuple[str, ...]
    format: str
    owner: str
    """Writes it."""
    reviewer: str
    duty: ReplyDuty
    draft_due: date
    review_due: date
    minutes: int
    send_minutes: int
    reply_minutes: int
    topic: CompleteTopic | None
    """The topic that the plan itself puts here."""
    reason: Reason


class Entry(Posting, frozen=True):
    """A dated post and what fills it."""

    fill: TopicFill | PatternFill | OpenFill | LaterFill


class Mix(Struct, frozen=True):
    """Declared against planned share of a pillar; ``cause`` names the series that makes the difference."""

    pillar: str
    declared: Decimal
    planned: Decimal
    entries: int
    cause: str = ""


class FixedDay(Struct, frozen=True):
    """A day on which something happens that is already set."""

    on: date
    time: str
    """``HH:MM``, empty where the plan gives none."""
    text: str
    index: int
    """Its place in the plan's ``fixed``."""


class ContentCalendar(Struct, frozen=True):
    entries: tuple[Entry, ...]
    detail: DateRange
    """The weeks with final titles."""
    mix: tuple[Mix, ...]
    missing: tuple[str, ...]
    """Plan keys whose absence leaves slots open."""
    fixed: tuple[FixedDay, ...] = ()
    """What is already set and has a recurrence, day by day in order of time."""
    left_out: tuple[LeftOut, ...] = ()
    """Series of ours of which some posts found no room in their week."""
