"""Content and activities, with nothing left open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.schema import PillarKind, StageId, Text


class CompletePillar(Struct, frozen=True):
    id: str
    name: Text
    kind: PillarKind | None
    share: Decimal
    purpose: Text | None


class CompleteSeries(Struct, frozen=True):
    """A recurring commitment; ``pillar`` is empty where the shares decide."""

    id: str
    name: Text
    when: str
    time: str
    pillar: str
    platform: str
    groups: tuple[str, ...]
    format: str
    owner: str
    minutes: int
    send_minutes: int
    reply_minutes: int
    stages: tuple[StageId, ...]
    start: date | None = None
    until: date | None = None
    count: int | None = None
    exceptions: tuple[date, ...] = ()
    first: str = ""
    """The operator's own words for every entry of the series; empty where topics and patterns fill it."""
    ask: str = ""
    silence: str = ""
    answers: str = ""
    material: str = ""
    text: str = ""
    """What is sent between first sentence and ask."""


class CompleteRoutine(Struct, frozen=True):
    id: str
    name: Text
    what: Text | None
    owner: str
    when: str
    minutes: int
    per_group: bool
    stages: tuple[StageId, ...]
    start: date | None = None
    """Not done before this day."""
    events: Literal["", "before", "on", "after"] = ""
    """Only where an offline event lies in the seven days after it, on its day, or in the seven days before it."""


class CompleteTopic(Struct, frozen=True):
    """A topic that the operator wrote."""

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
    """What is sent between first sentence and ask."""


class CompleteContent(Struct, frozen=True):
    pillars: tuple[CompletePillar, ...]
    series: tuple[CompleteSeries, ...]
    topics: tuple[CompleteTopic, ...]
    only_written: bool
    detail_weeks: int
    draft_days: int
    review_days: int
    quality_bar: tuple[Text, ...]
    approver: str = ""
    """Person's id, or a role's, who approves posts."""


class CompletePreparation(Struct, frozen=True):
    id: str
    title: Text
    done: Text | None
    work_days_before: int
    owner: str
    minutes: int
    after_sign_up: bool = False
    """It cannot be begun before the sign-up has closed."""


class CompleteCost(Struct, frozen=True):
    id: str
    name: Text
    amount: Decimal
    per: Literal["event", "head"]


class CompleteVenue(Struct, frozen=True):
    mode: Literal["own", "rent", "swap", "ad_barter", "public"]
    name: str = ""
    partner: str = ""


class CompletePrize(Struct, frozen=True):
    name: str
    value: Decimal
    count: int
    draw: bool
    terms: str = ""


class CompleteActivity(Struct, frozen=True):
    """An activity with everything of its kind filled in.

    ``holders`` maps each event role of the kind to a person's id (or a role's where nobody is named). ``costs`` is
    ``None`` where there are no prices in the plan's currency. ``when``, ``date`` and ``count`` are as written; an
    activity with none of them is held once in each of its stages.
    """

    id: str
    kind: str
    name: Text
    mode: Literal["online", "offline"]
    required: bool
    stages: tuple[StageId, ...]
    when: str
    date: date | None
    count: int | None
    time: str
    duration: int
    least: int
    expected: int
    most: int
    preparation: tuple[CompletePreparation, ...]
    holders: Mapping[str, str]
    costs: tuple[CompleteCost, ...] | None
    venue: CompleteVenue | None
    prize: CompletePrize | None
    success: tuple[Text, ...]
    goal: str = ""
    persona: str = ""
    offer: str = ""
    outdoor: bool = False
    food: bool = False
    minors: bool = False
    holiday_ok: bool = False
    permit: str = ""
    written: bool = True

    @property
    def cost(self) -> Decimal | None:
        """Cost of one occurrence with the expected number of participants, or ``None`` if unknown."""
        if self.costs is None:
            return None
        return sum((c.amount * (self.expected if c.per == "head" else 1) for c in self.costs), Decimal(0))
