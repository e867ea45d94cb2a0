"""What single members mean for the team: arrivals, journeys, champions, and the work of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.members.champions import build_champions, champion_work
from planner.playbook.members.channels import build_channels
from planner.playbook.members.journeys import (
    build_journeys,
    event_journeys,
    journey_work,
    weekly_arrivals,
)
from planner.playbook.members.streams import waits_for_events
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import Work
from planner.playbook.values.members import MembersPlan
from planner.playbook.values.targets import GrowthMonth


def build_members(plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar) -> MembersPlan:
    """Return everything about single members that depends on the plan alone."""
    return MembersPlan(
        journeys=build_journeys(plan, growth),
        arrivals=weekly_arrivals(plan, growth),
        channels=build_channels(plan),
        champions=build_champions(plan, growth, days),
    )


def with_events(plan: CompletePlan, members: MembersPlan, occurrences: Sequence[Occurrence]) -> MembersPlan:
    """Return the same with the journeys of those who sign up for events."""
    return replace(members, journeys=event_journeys(plan, members.journeys, occurrences))


def members_work(plan: CompletePlan, members: MembersPlan) -> Iterator[Work]:
    """Yield the work of journeys and champions that depends on the plan alone."""
    yield from journey_work(plan, (one for one in members.journeys if not waits_for_events(one.journey)))
    yield from champion_work(members.champions, plan.period)
