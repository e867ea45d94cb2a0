"""What events are planned on: who is there when, what goes out, and all work that comes from no event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.placing.day_table import DayTable
from planner.playbook.values.content import Posting
from planner.playbook.values.hours import Work
from planner.playbook.work.levelling import ByWindow, by_window
from planner.playbook.work.pieces import steady_work
from planner.playbook.work.staff_days import StaffDays


@dataclass
class Ground:
    """Settled before any event has a day; worked out once, because every step after it asks for the same."""

    plan: CompletePlan
    staff: StaffDays
    postings: Sequence[Posting]
    steady: tuple[Work, ...]
    """The work of posts, routines, tasks, groups, journeys and champions."""

    @cached_property
    def steady_windows(self) -> ByWindow:
        """The steady work added up by holder and window."""
        return by_window(self.steady, self.staff)

    @cached_property
    def day_table(self) -> DayTable:
        """What is known of each day whatever is placed on it."""
        return DayTable(self.plan, self.staff, self.postings)


def lay_ground(
    plan: CompletePlan, days: WorkCalendar, postings: Sequence[Posting], members: Iterable[Work] = ()
) -> Ground:
    """Return what the events of a plan are planned on; ``members`` is the work of groups, journeys and champions."""
    staff = StaffDays(plan, days)
    return Ground(plan, staff, postings, (*steady_work(plan, staff, postings), *members))
