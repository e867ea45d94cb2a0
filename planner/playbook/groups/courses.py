"""How each group fills, and the dated procedures of groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange
from planner.dates.workdays import WorkCalendar
from planner.playbook.groups.filling import fill_groups
from planner.playbook.groups.procedures import build_procedures
from planner.playbook.values.groups import GroupCourse, GroupsPlan
from planner.playbook.values.hours import Work
from planner.playbook.values.targets import GrowthMonth


def build_groups(plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar) -> GroupsPlan:
    """Return members by group and month, and all dated procedures in order of their days."""
    return GroupsPlan(_courses(plan, growth), build_procedures(plan, days))


def _courses(plan: CompletePlan, growth: Sequence[GrowthMonth]) -> tuple[GroupCourse, ...]:
    tanks = {tank.group.id: tank for tank in fill_groups(plan, growth)}
    after = {group.follows: group.id for group in plan.groups if group.follows}
    return tuple(
        GroupCourse(
            group=group.id,
            months=tuple(tanks[group.id].months) if group.id in tanks else (),
            full_on=tanks[group.id].full_on if group.id in tanks else None,
            next_group=after.get(group.id, ""),
        )
        for group in plan.groups
    )


def group_work(groups: GroupsPlan, period: DateRange) -> Iterator[Work]:
    """Yield the work of the procedures, as far as it lies in the period."""
    for procedure in groups.procedures:
        for step in procedure.steps:
            if step.minutes and step.owner and step.on in period:
                yield Work(step.id, step.owner, "groups", step.on, step.on, step.minutes)
