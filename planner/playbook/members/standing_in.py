"""Who does the steps of journeys in a week in which their owner is away."""

from __future__ import annotations

from planner.completion.model import CompletePlan
from planner.completion.team import is_available
from planner.dates.ranges import DateRange
from planner.playbook.work.duty import does_routine


def doer_of_week(plan: CompletePlan, owner: str, days: DateRange) -> str:
    """Return the step's owner if they are there on any of the days, else the first who stands in; empty if nobody is."""
    person = next((one for one in plan.people if one.id == owner), None)
    if person is None or any(is_available(person, day) for day in days):
        return owner
    return next((doer for day in days if (doer := does_routine(plan, owner, day)) is not None), "")
