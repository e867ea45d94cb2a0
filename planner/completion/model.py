"""The complete plan: what was written with nothing left open, and where each part comes from.

Texts are :class:`~planner.knowledge.schema.Text`: what came from knowledge stands in both languages, the operator's
own words stand in both places as they were written. Times are ``HH:MM``, work is in whole minutes, money in the
plan's currency, shares from 0 to 1, percentages of KPIs in percentage points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.completion.kpi_model import CompleteKpi as CompleteKpi
from planner.completion.kpi_model import Trajectory as Trajectory
from planner.dates.ranges import DateRange
from planner.diagnostics.model import Language, PlanPath
from planner.knowledge.schema import PillarKind, StageId, Text
from planner.plan.governance import Incentives
from planner.plan.settings import Checks

OriginKind = Literal["written", "derived", "assumed"]
GoalKind = Literal["at_least", "at_most", "keep", "mean"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: written here, derived from other paths by a rule, or assumed from knowledge."""

    kind: OriginKind
    paths: tuple[PlanPath, ...] = ()
    rule: str = ""
    """Id of the rule for derived values, of the knowledge row for assumed ones."""


@dataclass(frozen=True, slots=True)
class CompleteCommunity:
    name: str
    type: str
    situation: Literal["new", "revive", "running"]
    product: Text
    """What the organisation makes or offers; derived from the first offers where not written."""
    purpose: tuple[str, ...] = ()
    background: str = ""
    slogan: str = ""


@dataclass(frozen=True, slots=True)
class CompletePositioning:
    problem: str
    promise: str
    theme: str = ""
    value: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompletePersona:
    id: str
    name: str
    needs: tuple[str, ...]
    traits: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    size: int | None = None


@dataclass(frozen=True, slots=True)
class CompleteGoal:
    """A goal in its KPI's unit; ``baseline`` is ``None`` where nobody knows it."""

    id: str
    kpi: str
    target: Decimal
    by: date
    baseline: Decimal | None
    kind: GoalKind
    trajectory: Trajectory
    name: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteOffer:
    id: str
    name: str
    detail: str = ""
    price: Decimal | None = None
    price_until: date | None = None
    available_from: date | None = None
    available_until: date | None = None

    def is_available(self, on: date) -> bool:
        """Say whether the offer is to be had on a day."""
        begun = self.available_from is None or self.available_from <= on
        return begun and (self.available_until is None or on <= self.available_until)


@dataclass(frozen=True, slots=True)
class CompleteQuestion:
    id: str
    text: str
    persona: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True)
class CompleteFixed:
    text: str
    when: str = ""
    time: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class CompleteRedLine:
    """A red line with the tags it bans; ``known`` names the knowledge rows that recognised it."""

    text: str
    bans: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """A dated piece of work of a stage; ``owner`` is a person's id, or a role's where nobody is named."""

    id: str
    title: Text
    how: Text | None
    done: Text | None
    due: date
    owner: str
    minutes: int
    rung: Literal["relation", "community", "network"]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteCondition:
    """A condition of a gate: the KPI at least or at most this value at the stage's end."""

    kpi: str
    bound: Literal["at_least", "at_most"]
    value: Decimal


@dataclass(frozen=True, slots=True)
class CompleteStrategy:
    content: Text
    promotion: Text
    interaction: Text


@dataclass(frozen=True, slots=True)
class CompleteStage:
    id: StageId
    window: DateRange
    focus: Text
    strategy: CompleteStrategy
    relations: Text
    tasks: tuple[CompleteTask, ...]
    gate: tuple[CompleteCondition, ...]
    kpis: tuple[str, ...]
    """KPIs watched in this stage beside the goals'."""


@dataclass(frozen=True, slots=True)
class SkippedStage:
    id: StageId
    reason: str


@dataclass(frozen=True, slots=True)
class CompletePlatform:
    id: str
    kind: str
    name: str
    role: Literal["group", "channel", "forum", "video", "site", "event"]
    why: Text
    capacity: int | None
    posts_per_day: int | None
    quiet: tuple[str, str] | None
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompleteGroup:
    id: str
    name: str
    platform: str
    persona: str
    owner: str
    deputy: str
    capacity: int | None
    members: int | None
    opened: date | None
    closes: date | None
    kind: Literal["standing", "pop_up"]
    status: Literal["active", "silent", "merging", "closing"]


@dataclass(frozen=True, slots=True)
class CompletePerson:
    """A named person; ``minutes`` a week, ``None`` where the plan does not say."""

    id: str
    name: str
    roles: tuple[str, ...]
    minutes: int | None
    days: tuple[str, ...]
    leave: tuple[DateRange, ...]
    deputy: str
    cost_per: Literal["", "month", "hour"] = ""
    cost: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class CompleteRole:
    """A role and who holds it; ``holder`` is empty where nobody is named."""

    id: str
    name: Text
    duty: Text
    holder: str
    minutes: int | None = None
    """Capacity a week for a role without a named holder, if written."""


@dataclass(frozen=True, slots=True)
class CompletePillar:
    id: str
    name: Text
    kind: PillarKind | None
    share: Decimal
    purpose: Text | None


@dataclass(frozen=True, slots=True)
class CompleteSeries:
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


@dataclass(frozen=True, slots=True)
class CompleteRoutine:
    id: str
    name: Text
    what: Text | None
    owner: str
    when: str
    minutes: int
    per_group: bool
    stages: tuple[StageId, ...]


@dataclass(frozen=True, slots=True)
class CompleteTopic:
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


@dataclass(frozen=True, slots=True)
class CompleteContent:
    pillars: tuple[CompletePillar, ...]
    series: tuple[CompleteSeries, ...]
    topics: tuple[CompleteTopic, ...]
    only_written: bool
    detail_weeks: int
    draft_days: int
    review_days: int
    quality_bar: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class CompletePreparation:
    id: str
    title: Text
    done: Text | None
    work_days_before: int
    owner: str
    minutes: int


@dataclass(frozen=True, slots=True)
class CompleteCost:
    id: str
    name: Text
    amount: Decimal
    per: Literal["event", "head"]


@dataclass(frozen=True, slots=True)
class CompleteVenue:
    mode: Literal["own", "rent", "swap", "ad_barter", "public"]
    name: str = ""
    partner: str = ""


@dataclass(frozen=True, slots=True)
class CompletePrize:
    name: str
    value: Decimal
    count: int
    draw: bool
    terms: str = ""


@dataclass(frozen=True, slots=True)
class CompleteActivity:
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


@dataclass(frozen=True, slots=True)
class CompleteProhibition:
    id: str
    text: Text
    category: str
    step: str
    """Id of the ladder step at which it starts; empty if none is known."""
    example: Text | None = None


@dataclass(frozen=True, slots=True)
class CompleteStep:
    id: str
    name: Text
    action: Text
    words: Text | None
    days: int | None
    record_days: int


@dataclass(frozen=True, slots=True)
class CompleteDesk:
    """Where something is reported or appealed; ``steps`` say how it goes on."""

    channel: Text
    owner: str
    hours: int
    steps: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteRules:
    encouraged: tuple[Text, ...]
    prohibited: tuple[CompleteProhibition, ...]
    ladder: tuple[CompleteStep, ...]
    reports: CompleteDesk
    appeal: CompleteDesk
    joining: tuple[Text, ...]
    leaving: tuple[Text, ...]
    privacy: tuple[Text, ...]
    disputes: tuple[Text, ...]
    welcome: Text


@dataclass(frozen=True, slots=True)
class CompleteChannel:
    id: str
    channel: str
    place: str
    joins_per_month: Decimal
    cost_per_month: Decimal
    owner: str
    code: str
    proof: str


@dataclass(frozen=True, slots=True)
class CompleteAcquisition:
    channels: tuple[CompleteChannel, ...]
    loss_per_month: Decimal


@dataclass(frozen=True, slots=True)
class CompleteLine:
    """A written budget line; ``amount`` is one payment, monthly ones recur in every month of their range."""

    id: str
    name: str
    category: Literal["platform", "content", "activity", "operations"]
    amount: Decimal
    monthly: bool
    stage: StageId | None
    date: date | None
    activity: str


@dataclass(frozen=True, slots=True)
class CompleteFunds:
    date: date
    amount: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class CompleteBudget:
    """Money: ``by_stage`` and ``caps`` are limits in the plan's currency; absent keys are not limited."""

    total: Decimal
    includes_labour: bool
    contingency: Decimal
    lines: tuple[CompleteLine, ...]
    by_stage: Mapping[StageId, Decimal]
    caps: Mapping[str, Decimal]
    funds: tuple[CompleteFunds, ...]


@dataclass(frozen=True, slots=True)
class CompleteNode:
    """A dated day worth knowing; ``knowledge`` is the row's id, empty for the operator's own."""

    name: Text
    date: date
    lead_days: int
    knowledge: str = ""


@dataclass(frozen=True, slots=True)
class CompleteOverride:
    id: str
    action: Literal["skip", "move", "replace"]
    date: date | None = None
    time: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class CompleteCalendar:
    country: str
    """Country code, empty for weekends only."""
    days_off: tuple[date, ...]
    make_up_days: tuple[date, ...]
    nodes: tuple[CompleteNode, ...]
    blackout: tuple[tuple[DateRange, str], ...]
    overrides: tuple[CompleteOverride, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that knowledge offers and that was not taken, with what it lacks."""

    what: Text
    lacks: Literal["hours", "platform", "red_line", "money", "prices", "time", "distance"]
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


@dataclass(frozen=True, slots=True)
class CompletePlan:
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
    left_out: tuple[LeftOut, ...] = ()
    origins: Mapping[PlanPath, Origin] = field(default_factory=dict)

    @property
    def banned(self) -> frozenset[str]:
        """All tags that the red lines ban."""
        return frozenset(tag for line in self.red_lines for tag in line.bans)
