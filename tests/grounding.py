"""What the events of a plan are planned on, in tests."""

from __future__ import annotations

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.playbook.ground import Ground, lay_ground
from planner.playbook.posts.postings import build_postings
from planner.playbook.previous import NOTHING_BEFORE, Previous


def ground_of(plan: CompletePlan, previous: Previous = NOTHING_BEFORE) -> Ground:
    """Return what the events of a plan are planned on."""
    days = work_calendar(plan.calendar, plan.period)
    return lay_ground(plan, days, build_postings(plan, days, previous))
