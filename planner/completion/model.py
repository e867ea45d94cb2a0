"""The complete plan: what was written with nothing left open, and where each part comes from.

Texts are :class:`~planner.knowledge.schema.Text`: what came from knowledge stands in both languages, the operator's
own words stand in both places as they were written. Times are ``HH:MM``, work is in whole minutes, money in the
plan's currency, shares from 0 to 1, percentages of KPIs in percentage points.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from planner.completion.kpi_model import CompleteKpi
from planner.completion.values.days import CompleteCalendar
from planner.completion.values.governance import CompleteAcquisition, CompleteRules
from planner.completion.values.members import (
    CompleteChampions,
    CompleteHandover,
    CompleteJourney,
    CompleteScript,
)
from planner.completion.values.money import CompleteBudget
from planner.completion.values.programme import CompleteActivity, CompleteContent, CompleteRoutine
from planner.completion.values.staging import CompleteStage, SkippedStage
from planner.completion.values.strategy import (
    CompleteCommunity,
    CompleteFixed,
    CompleteGoal,
    CompleteOffer,
    CompletePersona,
    CompletePositioning,
    CompleteQuestion,
    CompleteRedLine,
)
from planner.completion.values.team import CompleteGroup, CompletePerson, CompletePlatform, CompleteRole
from planner.dates.ranges import DateRange
from planner.diagnostics.model import Language, PlanPath
from planner.knowledge.schema import Text
from planner.plan.governance import Incentives
from planner.plan.settings import Checks

OriginKind = Literal["written", "derived", "assumed"]


class Origin(Struct, frozen=True):
    """Where a value comes from: written here, derived from other paths by a rule, or assumed from knowledge."""

    kind: OriginKind
    paths: tuple[PlanPath, ...] = ()
    rule: str = ""
    """Id of the rule for derived values, of the knowledge row for assumed ones."""


class LeftOut(Struct, frozen=True):
    """Something that knowledge offers and that was not taken, with what it lacks."""

    what: Text
    lacks: Literal[
        "hours", "platform", "red_line", "money", "prices", "time", "distance", "room", "quota", "goals"
    ]
    path: PlanPath
    """The path at which the operator can change it."""
    knowledge: str
    minutes: int | None = None
    """Minutes a week that it lacks or would need."""
    amount: Decimal | None = None
    """Money that it lacks."""
    detail: str = ""
    """What stands in the way: id of a role, person or platform, words of a red line, or the limit on money that is
    reached (``total``, ``cap``, ``stage``, ``cash``)."""


class CompletePlan(Struct, frozen=True):
    """A plan with nothing left open."""

    language: Language
    timezone: str
    currency: str
    community: CompleteCommunity
    positioning: CompletePositioning
    personas: tuple[CompletePersona, ...]
    goals: tuple[CompleteGoal, ...]
    period: DateRange
    offers: tuple[CompleteOffer, ...]
    questions: tuple[CompleteQuestion, ...]
    fixed: tuple[CompleteFixed, ...]
    red_lines: tuple[CompleteRedLine, ...]
    kpis: Mapping[str, CompleteKpi]
    stages: tuple[CompleteStage, ...]
    skipped: tuple[SkippedStage, ...]
    platforms: tuple[CompletePlatform, ...]
    groups: tuple[CompleteGroup, ...]
    people: tuple[CompletePerson, ...]
    roles: Mapping[str, CompleteRole]
    content: CompleteContent
    routines: tuple[CompleteRoutine, ...]
    activities: tuple[CompleteActivity, ...]
    only_written_activities: bool
    rules: CompleteRules
    incentives: Incentives | None
    """As written; nothing is filled in, because incentives are off unless the plan asks for them."""
    checks: Checks | None
    """As written: the plan's own severities and thresholds."""
    acquisition: CompleteAcquisition
    budget: CompleteBudget
    calendar: CompleteCalendar
    journeys: tuple[CompleteJourney, ...] = ()
    scripts: tuple[CompleteScript, ...] = ()
    champions: CompleteChampions | None = None
    """``None`` where the plan wants none, or nobody knows how many members there are."""
    handover: CompleteHandover = CompleteHandover()
    opening: date | None = None
    """The day that was worked out for opening, or reopening, groups; ``None`` where they are open already."""
    left_out: tuple[LeftOut, ...] = ()
    origins: Mapping[PlanPath, Origin] = field(default_factory=dict)

    @property
    def banned(self) -> frozenset[str]:
        """All tags that the red lines ban."""
        return frozenset(tag for line in self.red_lines for tag in line.bans)
