"""What follows from a complete plan: ids, parameters, the operator's own words, reasons. No prose.

Minutes are whole, money is in the plan's currency, KPI values in the KPI's unit (percentages in points).
Ids are made of causes: ``post:SERIES:NOMINAL-DATE``, ``event:ACTIVITY:STAGE:ORDINAL``, ``task:STAGE:TASK``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from planner.completion.model import CompletePlan, LeftOut
from planner.completion.values.programme import CompleteActivity, CompleteTopic
from planner.completion.values.staging import CompleteTask
from planner.dates.ranges import DateRange, Month, Week
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.schema import PillarKind, StageId, Text

Category = Literal["platform", "content", "activity", "operations"]
CATEGORIES: tuple[Category, ...] = ("platform", "content", "activity", "operations")
WorkSource = Literal[
    "content", "sending", "replies", "routine", "preparation", "event", "follow_up", "task", "buffer"
]


# --- targets -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Milestone:
    """A KPI's value at a month's end (or at the goal's own day, in its last month)."""

    month: Month
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a goal is reachable on the stated assumptions; only for goals that arithmetic can judge."""

    kind: Literal["reachable", "tight", "out_of_reach", "not_judged"]
    planned: Decimal | None = None
    """What the assumptions give by the goal's day."""
    gap: Decimal | None = None
    """Target minus planned; positive if something is missing."""
    joins_per_day: Decimal | None = None
    """What the goal asks for, in new members per day, after losses."""


@dataclass(frozen=True, slots=True)
class GoalPath:
    """A goal with its monthly path; ``provisional`` while the baseline is unknown."""

    goal: str
    kpi: str
    milestones: tuple[Milestone, ...]
    stage_values: Mapping[StageId, Decimal]
    """Value at the end of each stage that starts before the goal's day."""
    provisional: bool
    measured_by: date | None
    """Day on which an unknown baseline is known (end of the second week)."""
    verdict: Verdict
    reason: Reason


@dataclass(frozen=True, slots=True)
class GrowthMonth:
    """Members in one month: start + joins − leaves = end."""

    month: Month
    start: int
    joins: int
    leaves: int
    end: int


# --- content -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicFill:
    """An entry filled by a written topic."""

    topic: CompleteTopic


@dataclass(frozen=True, slots=True)
class PatternFill:
    """An entry filled by a pattern and the materials of the plan that specify it."""

    pattern: str
    params: Mapping[str, Text]
    """Slot → what goes into it, in both languages."""
    sources: tuple[PlanPath, ...]
    """The plan paths whose words are used."""


@dataclass(frozen=True, slots=True)
class OpenFill:
    """A slot that nothing specific can fill yet: what to collect, until when."""

    lacks: tuple[str, ...]
    """Plan keys that would fill it: ``offers``, ``question_pool``, ``audience.moments``."""


@dataclass(frozen=True, slots=True)
class LaterFill:
    """A slot beyond the detail weeks: the month's theme and when the title is decided."""

    theme: PillarKind | None
    question: str
    """A real question of the pool to collect more on; empty if there is none."""
    offer: str
    decided: date


@dataclass(frozen=True, slots=True)
class ReplyDuty:
    """Who answers after a post."""

    person: str
    """Person's id, or the role's where nobody is named."""
    covered: bool
    """Whether that person is available on the day; ``False`` only where days or leave say otherwise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated post."""

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
    fill: TopicFill | PatternFill | OpenFill | LaterFill
    owner: str
    """Writes it."""
    reviewer: str
    duty: ReplyDuty
    draft_due: date
    review_due: date
    minutes: int
    send_minutes: int
    reply_minutes: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Mix:
    """Declared against planned share of a pillar; ``cause`` names the series that makes the difference."""

    pillar: str
    declared: Decimal
    planned: Decimal
    entries: int
    cause: str = ""


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A day on which something happens that is already set."""

    on: date
    time: str
    """``HH:MM``, empty where the plan gives none."""
    text: str
    index: int
    """Its place in the plan's ``fixed``."""


@dataclass(frozen=True, slots=True)
class ContentCalendar:
    entries: tuple[Entry, ...]
    detail: DateRange
    """The weeks with final titles."""
    mix: tuple[Mix, ...]
    missing: tuple[str, ...]
    """Plan keys whose absence leaves slots open."""
    fixed: tuple[FixedDay, ...] = ()
    """What is already set and has a recurrence, day by day in order of time."""


# --- activities ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """An activity kind that the greedy rule took, and why."""

    activity: CompleteActivity
    stage: StageId
    value: Decimal
    reason: Reason


@dataclass(frozen=True, slots=True)
class Preparation:
    """A piece of preparation of one occurrence, due on a work day."""

    id: str
    title: Text
    done: Text | None
    due: date
    owner: str
    minutes: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What happens after one occurrence."""

    id: str
    on: date
    time: str
    owner: str
    minutes: int
    what: Text


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated event; run sheet, branches and safety come from the activity's kind."""

    id: str
    activity: CompleteActivity
    ordinal: int
    """1 for the first occurrence of the activity in the plan."""
    stage: StageId
    on: date
    start: datetime
    """Naive local time in the plan's time zone."""
    end: datetime
    sign_up_opens: date | None
    sign_up_closes: date | None
    reminders: tuple[date, ...]
    preparation: tuple[Preparation, ...]
    follow_up: tuple[FollowUp, ...]
    cost: Decimal | None
    holiday: Text | None
    """Name of the public holiday it falls on."""
    offer: str
    """Offer it is about (operator's words), empty if none."""
    question: str
    """Question of the pool that it takes up, empty if none."""
    reason: Reason


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    activities: tuple[CompleteActivity, ...]
    """Written ones and chosen ones, in order of first occurrence."""
    choices: tuple[Choice, ...]
    occurrences: tuple[Occurrence, ...]
    """In order of time."""
    left_out: tuple[LeftOut, ...]


# --- hours, money --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Minutes of one holder in one week."""

    week: Week
    holder: str
    """A person's id, or a role's id where nobody is named."""
    demand: Mapping[WorkSource, int]
    capacity: int | None
    """Minutes after leave and days off; ``None`` where the plan gives no hours."""

    @property
    def total(self) -> int:
        """All minutes of the week."""
        return sum(self.demand.values())

    @property
    def over(self) -> int:
        """Minutes above capacity; 0 where it fits or where there is no capacity."""
        return max(0, self.total - self.capacity) if self.capacity is not None else 0


@dataclass(frozen=True, slots=True)
class HoursPlan:
    loads: tuple[WeekLoad, ...]
    weekly_mean: Mapping[str, int]
    """Holder → mean minutes a week over the period."""
    total: int
    busiest: WeekLoad | None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that goes out: a written line, an occurrence or labour."""

    id: str
    on: date
    category: Category
    amount: Decimal
    name: Text
    stage: StageId | None
    assumed: bool
    """Whether the amount is a preset of ours rather than the plan's."""
    path: PlanPath


@dataclass(frozen=True, slots=True)
class CashMonth:
    """One month: in, out, and what is left at its end (cumulative)."""

    month: Month
    income: Decimal
    out: Mapping[Category, Decimal]
    left: Decimal


@dataclass(frozen=True, slots=True)
class MoneyPlan:
    payments: tuple[Payment, ...]
    months: tuple[CashMonth, ...]
    by_stage: Mapping[StageId, Mapping[Category, Decimal]]
    planned: Decimal
    contingency: Decimal
    unplanned: Decimal
    """Total minus planned minus contingency: not given to anything yet."""
    lowest: CashMonth
    labour: Decimal | None
    """Labour cost of the period where people have costs; inside ``planned`` only if the budget includes labour."""
    unpriced: tuple[str, ...]
    """Ids of activities whose price nobody gave."""


# --- all -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that we supplied: where to override it, how much hangs on it."""

    path: PlanPath
    what: Text
    value: Text
    knowledge: str
    minutes: int
    """Effect on the whole period's work: minutes that hang on it."""
    money: Decimal
    """Effect on money: amount that hangs on it."""


@dataclass(frozen=True, slots=True)
class StageWork:
    """The dated tasks of a stage, in order."""

    stage: StageId
    tasks: tuple[CompleteTask, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """All that follows from a plan."""

    plan: CompletePlan
    paths: tuple[GoalPath, ...]
    growth: tuple[GrowthMonth, ...]
    calendar: ContentCalendar
    activities: ActivityPlan
    hours: HoursPlan
    money: MoneyPlan
    assumptions: tuple[Assumption, ...]
    holiday_status: Mapping[int, Literal["official", "estimated", "unknown"]] = field(default_factory=dict)
