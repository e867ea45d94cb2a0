"""Journeys: how many members get which step in which week, and the work of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.dates.ranges import Week
from planner.playbook.values.hours import Work
from planner.playbook.values.members import JourneyPlan
from planner.playbook.values.targets import GrowthMonth


def weekly_arrivals(plan: CompletePlan, growth: Sequence[GrowthMonth]) -> Mapping[Week, Decimal]:
    """Return the expected joins week by week, to one decimal."""
    return {}


def build_journeys(
    plan: CompletePlan, growth: Sequence[GrowthMonth], arrivals: Mapping[Week, Decimal]
) -> tuple[JourneyPlan, ...]:
    """Return the journeys with their expected load; those of events wait for the events."""
    return ()


def journey_work(plan: CompletePlan, journeys: Sequence[JourneyPlan]) -> Iterator[Work]:
    """Yield the work of journeys, one piece for each week and holder."""
    yield from ()
