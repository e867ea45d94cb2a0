"""What follows from a complete plan: ids, parameters, the operator's own words, reasons. No prose.

Minutes are whole, money is in the plan's currency, KPI values in the KPI's unit (percentages in points).
Ids are made of causes: ``post:SERIES:NOMINAL-DATE``, ``event:ACTIVITY:ORDINAL-OR-DATE``, ``task:STAGE:TASK``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from planner.completion.model import CompletePlan
from planner.diagnostics.model import PlanPath
from planner.knowledge.schema import Text
from planner.playbook.values.activities import ActivityPlan
from planner.playbook.values.agenda import Agenda
from planner.playbook.values.content import ContentCalendar
from planner.playbook.values.groups import GroupsPlan
from planner.playbook.values.hours import HoursPlan
from planner.playbook.values.incentives import IncentivePlan
from planner.playbook.values.members import MembersPlan
from planner.playbook.values.money import MoneyPlan, Shortfall
from planner.playbook.values.portfolio import Advice, Portfolio
from planner.playbook.values.supplies import SupplyItem
from planner.playbook.values.targets import GoalPath, GrowthMonth


class Assumption(Struct, frozen=True):
    """A figure that we supplied: where to override it, how much hangs on it."""

    path: PlanPath
    what: Text
    value: Text
    knowledge: str
    minutes: int
    """Effect on the whole period's work: minutes that hang on it."""
    money: Decimal
    """Effect on money: amount that hangs on it."""


class Playbook(Struct, frozen=True):
    """All that follows from a plan."""

    plan: CompletePlan
    paths: tuple[GoalPath, ...]
    growth: tuple[GrowthMonth, ...]
    calendar: ContentCalendar
    portfolio: Portfolio
    activities: ActivityPlan
    hours: HoursPlan
    money: MoneyPlan
    assumptions: tuple[Assumption, ...]
    groups: GroupsPlan
    members: MembersPlan
    agenda: Agenda
    supplies: tuple[SupplyItem, ...]
    incentives: IncentivePlan | None = None
    """``None`` where the plan uses no points."""
    shortfalls: tuple[Shortfall, ...] = ()
    """Where required things cannot fit: lifting all of these limits makes room, lifting all but one does not."""
    advice: Advice | None = None
    """Alternatives to the choice; worked out only for documents."""
    holiday_status: Mapping[int, Literal["official", "estimated", "unknown"]] = field(default_factory=dict)
