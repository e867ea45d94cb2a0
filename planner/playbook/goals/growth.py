"""Members month by month: what channels bring, what is lost, and what a goal asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.model import CompletePlan
from planner.dates.ranges import ONE_DAY, DateRange, Month, months
from planner.playbook.goals.courses import goal_courses, opening_day
from planner.playbook.values.targets import GrowthMonth


def starting_members(plan: CompletePlan) -> int | None:
    """Return how many members there are on the first day; ``None`` where nobody says.

    The goal's baseline, else the groups' members; a new community starts at zero.
    """
    for goal in plan.goals:
        if goal.kpi == "members" and goal.baseline is not None:
            return int(goal.baseline)
    counted = [group.members for group in plan.groups if group.members is not None]
    if counted:
        return sum(counted)
    return 0 if plan.community.situation == "new" else None


REVIVE_DECISION = "revive_decision"
"""The task with which it is decided which groups of a silent community stay."""


def joining_from(plan: CompletePlan) -> date:
    """Return the first day on which anybody is asked to join.

    When groups are open; in a community that fell silent not before it is decided which groups stay.
    """
    opened = opening_day(plan) or plan.period.start
    tasks = (task for stage in plan.stages for task in stage.tasks)
    decided = next((task.due + ONE_DAY for task in tasks if task.id == REVIVE_DECISION), opened)
    return max(opened, decided)


def joins_a_month(plan: CompletePlan) -> Decimal:
    """Return what all channels bring in a whole month."""
    return sum((channel.joins_per_month for channel in plan.acquisition.channels), Decimal(0))


def build_growth(plan: CompletePlan) -> tuple[GrowthMonth, ...]:
    """Return members month by month.

    With channels: what they bring, from the day on which people may join. Without, but with a goal for members:
    the joins that the goal's path needs on top of the losses. With neither, or where nobody says how many members
    there are today: nothing, because nothing is known.
    """
    if starting_members(plan) is None:
        return ()
    if plan.acquisition.channels:
        return grow(plan, plan.period, joins_a_month(plan), plan.acquisition.loss_per_month)
    return _asked(plan)


def grow(plan: CompletePlan, days: DateRange, joins: Decimal, loss: Decimal) -> tuple[GrowthMonth, ...]:
    """Return members month by month within ``days``, with so many joins in a whole month and such a loss.

    A month of which only a part lies in ``days`` counts by its days; nobody joins before ``joining_from``. Each
    month's joins and leaves are whole, leaves are a share of the members at the month's start.
    """
    return grow_over(month_spans(plan, days), starting_members(plan) or 0, joins, loss)


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """A month as far as it counts: how many of its days lie within, and on how many of these anybody may join."""

    month: Month
    inside: int
    open: int
    days: int
    """All days of the month."""


def month_spans(plan: CompletePlan, days: DateRange) -> tuple[MonthSpan, ...]:
    """Return the months of ``days`` with the days of them that count."""
    begins = joining_from(plan)
    found = []
    for month in months(days):
        inside = month.range.intersection(days) or month.range
        found.append(MonthSpan(month, inside.days, open_days(inside, begins), month.range.days))
    return tuple(found)


def grow_over(
    spans: Sequence[MonthSpan], start: int, joins: Decimal, loss: Decimal
) -> tuple[GrowthMonth, ...]:
    """Return members month by month over the spans, from so many at the start."""
    count = start
    found = []
    for span in spans:
        leaves = min(count, _whole(count * loss * span.inside / span.days))
        came = _whole(joins * span.open / span.days)
        found.append(GrowthMonth(span.month, count, came, leaves, count + came - leaves))
        count = found[-1].end
    return tuple(found)


def _asked(plan: CompletePlan) -> tuple[GrowthMonth, ...]:
    goal = next((g for g in plan.goals if g.kpi == "members"), None)
    if goal is None or goal.baseline is None:
        return ()
    course = goal_courses(plan)[goal.id]
    if course is None:
        return ()
    count = starting_members(plan) or 0
    found = []
    for span in month_spans(plan, plan.period):
        leaves = min(count, _whole(count * plan.acquisition.loss_per_month * span.inside / span.days))
        last = min(span.month.last, plan.period.last, goal.by)
        wished = _whole(course.value(last))
        joins = max(0, wished - count + leaves) if span.open else 0
        found.append(GrowthMonth(span.month, count, joins, leaves, count + joins - leaves))
        count = found[-1].end
    return tuple(found)


def members_on(growth: Sequence[GrowthMonth], on: date) -> int | None:
    """Return the members at the end of the month of a day; ``None`` outside the growth."""
    return next((month.end for month in growth if month.month.first <= on <= month.month.last), None)


def until(plan: CompletePlan, by: date) -> DateRange:
    """Return the days from the plan's first to a goal's day, as far as the plan goes; empty if it lies before."""
    last = min(by, plan.period.last)
    return DateRange(plan.period.start, max(last + ONE_DAY, plan.period.start))


def open_days(days: DateRange, opened: date) -> int:
    """Return how many of the days lie on or after the opening."""
    return max(0, (days.end - max(days.start, opened)).days)


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
