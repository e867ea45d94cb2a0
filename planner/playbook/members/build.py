"""What single members mean for the team: arrivals, journeys, champions, and the work of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.members.champions import build_champions, champion_work
from planner.playbook.members.channels import build_channels
from planner.playbook.members.journeys import build_journeys, journey_work, weekly_arrivals
from planner.playbook.values.hours import Work
from planner.playbook.values.members import MembersPlan
from planner.playbook.values.targets import GoalPath, GrowthMonth


def build_members(
    plan: CompletePlan, growth: Sequence[GrowthMonth], paths: Sequence[GoalPath], days: WorkCalendar
) -> MembersPlan:
    """Return everything about single members that depends on the plan alone."""
    arrivals = weekly_arrivals(plan, growth)
    return MembersPlan(
        journeys=build_journeys(plan, growth, arrivals),
        arrivals=arrivals,
        channels=build_channels(plan, growth, paths),
        champions=build_champions(plan, growth, days),
    )


def members_work(plan: CompletePlan, members: MembersPlan) -> Iterator[Work]:
    """Yield the work of journeys and champions."""
    yield from journey_work(plan, members.journeys)
    yield from champion_work(members.champions)
