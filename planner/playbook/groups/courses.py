"""How each group fills, and the dated procedures of groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.values.groups import GroupsPlan
from planner.playbook.values.hours import Work
from planner.playbook.values.targets import GrowthMonth


def build_groups(plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar) -> GroupsPlan:
    """Return members by group and month, and all dated procedures in order of their days."""
    return GroupsPlan()


def group_work(groups: GroupsPlan) -> Iterator[Work]:
    """Yield the work of the procedures."""
    yield from ()
