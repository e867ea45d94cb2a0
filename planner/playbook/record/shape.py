"""The shape of the dated things of a playbook: entries, occurrences, tasks, payments.

They hold all that is needed to take them over as they were: :mod:`planner.playbook.record.reading` rebuilds them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from planner.knowledge.schema import PillarKind, StageId
from planner.playbook.record.plain import Clock, Part, Path, Said, Why
from planner.playbook.values.money import Category


class TaskRecord(Part, frozen=True, kw_only=True):
    """A dated piece of work of a stage; ``task:STAGE:ID`` is its full id."""

    id: str
    title: Said
    due: date
    owner: str
    minutes: int
    rung: Literal["relation", "community", "network"]
    after: tuple[str, ...] = ()
    how: Said | None = None
    done: Said | None = None
    say: Said | None = None


class PreparationStep(Part, frozen=True, kw_only=True):
    """A step of an activity's preparation, relative to the day of the event."""

    id: str
    title: Said
    work_days_before: int
    owner: str
    minutes: int
    done: Said | None = None
    after_sign_up: bool = False


class CostRecord(Part, frozen=True, kw_only=True):
    """A cost of an activity, per event or per head."""

    id: str
    name: Said
    amount: Decimal
    per: Literal["event", "head"]


class VenueRecord(Part, frozen=True, kw_only=True):
    """Where an activity is held."""

    mode: Literal["own", "rent", "swap", "ad_barter", "public"]
    name: str = ""
    partner: str = ""


class PrizeRecord(Part, frozen=True, kw_only=True):
    """A prize of an activity."""

    name: str
    value: Decimal
    count: int
    draw: bool
    terms: str = ""


class ActivityRecord(Part, frozen=True, kw_only=True):
    """An activity of the plan or one that was chosen beside it."""

    key: str
    """Its id; ``ID~2`` where occurrences of the past were held under other terms than later ones."""
    id: str
    kind: str
    name: Said
    mode: Literal["online", "offline"]
    required: bool
    stages: tuple[StageId, ...]
    when: str = ""
    date: date | None = None
    count: int | None = None
    time: Clock
    duration: int
    least: int
    expected: int
    most: int
    preparation: tuple[PreparationStep, ...] = ()
    holders: dict[str, str]
    costs: tuple[CostRecord, ...] | None = None
    venue: VenueRecord | None = None
    prize: PrizeRecord | None = None
    success: tuple[Said, ...] = ()
    goal: str = ""
    persona: str = ""
    offer: str = ""
    outdoor: bool = False
    food: bool = False
    minors: bool = False
    holiday_ok: bool = False
    permit: str = ""
    written: bool


class PreparationRecord(Part, frozen=True, kw_only=True):
    """A piece of preparation of one occurrence."""

    id: str
    title: Said
    due: date
    owner: str
    minutes: int
    done: Said | None = None
    not_before: date | None = None


class FollowUpRecord(Part, frozen=True, kw_only=True):
    """What happens after one occurrence."""

    id: str
    on: date
    time: Clock
    owner: str
    minutes: int
    what: Said


class OccurrenceRecord(Part, frozen=True, kw_only=True):
    """One dated event."""

    id: str
    activity: str
    """Key of its activity."""
    ordinal: int
    stage: StageId
    on: date
    start: datetime
    end: datetime
    sign_up_opens: date | None = None
    sign_up_closes: date | None = None
    reminders: tuple[date, ...] = ()
    preparation: tuple[PreparationRecord, ...] = ()
    follow_up: tuple[FollowUpRecord, ...] = ()
    cost: Decimal | None = None
    holiday: Said | None = None
    offer: str = ""
    question: str = ""
    reason: Why


class TopicRecord(Part, frozen=True, kw_only=True):
    """A topic in the operator's own words."""

    id: str
    title: str
    date: date | None = None
    pillar: str = ""
    series: str = ""
    first: str = ""
    ask: str = ""
    silence: str = ""
    answers: str = ""
    material: str = ""
    owner: str = ""
    text: str = ""


class PlannedTopic(Part, frozen=True, kw_only=True, tag="topic", tag_field="by"):
    """Filled by a topic that the plan puts here."""

    topic: TopicRecord


class OwnWords(Part, frozen=True, kw_only=True, tag="series", tag_field="by"):
    """Filled by the words that the operator wrote for every entry of the series."""

    topic: TopicRecord


class FromPattern(Part, frozen=True, kw_only=True, tag="pattern", tag_field="by"):
    """Filled by a topic pattern with words of the plan."""

    pattern: str
    title: Said
    params: dict[str, Said]
    sources: tuple[Path, ...] = ()
    others: tuple[str, ...] = ()
    """Patterns that could also have filled it."""


class StillOpen(Part, frozen=True, kw_only=True, tag="open", tag_field="by"):
    """Nothing specific can fill it yet."""

    lacks: tuple[str, ...]
    persona: str = ""
    offer: str = ""
    question: str = ""


class DecidedLater(Part, frozen=True, kw_only=True, tag="later", tag_field="by"):
    """Beyond the weeks with final titles: the theme, what to collect, and when it is decided."""

    decided: date
    theme: PillarKind | None = None
    question: str = ""
    offer: str = ""


FillRecord = PlannedTopic | OwnWords | FromPattern | StillOpen | DecidedLater


class DutyRecord(Part, frozen=True, kw_only=True):
    """Who answers after a post."""

    person: str
    covered: bool


class EntryRecord(Part, frozen=True, kw_only=True):
    """A dated post and what fills it."""

    id: str
    on: date
    time: Clock
    nominal: date
    """The day of its recurrence; another than ``on`` where it was moved."""
    stage: StageId
    series: str
    pillar: str
    platform: str
    groups: tuple[str, ...] = ()
    format: str
    owner: str
    reviewer: str
    duty: DutyRecord
    draft_due: date
    review_due: date
    minutes: int
    send_minutes: int
    reply_minutes: int
    fill: FillRecord
    reason: Why


class PaymentRecord(Part, frozen=True, kw_only=True):
    """Money that goes out."""

    id: str
    on: date
    category: Category
    amount: Decimal
    name: Said
    stage: StageId | None = None
    assumed: bool = False
    path: Path
