"""The limits that the operator wrote: money by total, category, stage and month, hours by person and week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from msgspec import Struct

from planner.completion.model import CompletePlan
from planner.dates.ranges import months
from planner.diagnostics.model import PlanPath
from planner.playbook.money.cash import income_by_month, month_in
from planner.playbook.posts.slots import stage_on
from planner.playbook.shortfalls.instance import Limit, Take
from planner.playbook.values.money import CATEGORIES, Category
from planner.playbook.work.staff_days import StaffDays


def hundredths(amount: Decimal) -> int:
    """Return money as a whole number of hundredths."""
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))


def is_written(plan: CompletePlan, *path: str | int) -> bool:
    """Say whether a value of the complete plan stands in the plan rather than being filled in."""
    origin = plan.origins.get(path)
    return origin is None or origin.kind == "written"


class WrittenLimits(Struct, frozen=True):
    """All limits with where to find them: the total, caps by category, stages, months, and weeks by person."""

    limits: tuple[Limit, ...]
    caps: dict[Category, int]
    stages: dict[str, int]
    months: dict[str, int]
    weeks: dict[str, int]
    """Person → index of the limit of the first week; the others follow."""

    def money(
        self,
        plan: CompletePlan,
        on: date,
        category: Category,
        amount: int,
        cause: str,
        *,
        assumed: bool = False,
        in_stage: bool = True,
        labour: bool = False,
    ) -> list[Take]:
        """Return what a payment takes from each limit: from this month's cash and every later month's.

        Labour does not count towards caps, nor what is paid for the whole period (``in_stage`` false) towards stages.
        """
        at = [0]
        if category in self.caps and not labour:
            at.append(self.caps[category])
        stage = stage_on(plan, on)
        if in_stage and stage in self.stages:
            at.append(self.stages[stage])
        if self.months:
            first = str(month_in(on, months(plan.period)))
            at += [index for month, index in self.months.items() if month >= first]
        return [Take(index, amount, cause, assumed) for index in at] if amount else []


def written_limits(plan: CompletePlan, staff: StaffDays) -> WrittenLimits:
    """Return the limits in the order in which they give way where it makes no difference."""
    budget = plan.budget
    kept = budget.contingency if is_written(plan, "budget", "contingency") else Decimal(0)
    limits = [Limit("total", "", None, hundredths(budget.total - kept), ("budget", "total"))]
    caps: dict[Category, int] = {}
    for category in CATEGORIES:
        if category in budget.caps and is_written(plan, "budget", "caps", category):
            caps[category] = len(limits)
            path: PlanPath = ("budget", "caps", category)
            limits.append(Limit("cap", category, None, hundredths(budget.caps[category]), path))
    stages: dict[str, int] = {}
    for stage in plan.stages:
        if stage.id in budget.by_stage:
            stages[stage.id] = len(limits)
            path = ("budget", "by_stage", stage.id)
            limits.append(Limit("stage", stage.id, None, hundredths(budget.by_stage[stage.id]), path))
    by_month: dict[str, int] = {}
    if budget.funds:
        income = income_by_month(plan)
        for month, arrived in zip(income, accumulate(income.values()), strict=True):
            by_month[str(month)] = len(limits)
            limits.append(Limit("cash", str(month), None, hundredths(arrived), ("budget", "funds")))
    weeks: dict[str, int] = {}
    for index, person in enumerate(plan.people):
        capacity = staff.capacity(person.id)
        if capacity is not None:
            weeks[person.id] = len(limits)
            limits += _weeks(plan, staff, person.id, capacity, ("people", index, "hours"))
    return WrittenLimits(tuple(limits), caps, stages, by_month, weeks)


def _weeks(
    plan: CompletePlan, staff: StaffDays, person: str, capacity: Sequence[int], path: PlanPath
) -> list[Limit]:
    period = plan.period
    return [
        Limit(
            "hours",
            person,
            week.monday,
            minutes,
            path,
            firm=week.monday < period.start or week.sunday > period.last,
        )
        for week, minutes in zip(staff.weeks, capacity, strict=True)
    ]
