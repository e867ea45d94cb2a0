"""The value that a goal's path has on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.completion.values.strategy import CompleteGoal


def path_value(goal: CompleteGoal, baseline: Decimal, start: date, on: date) -> Decimal:
    """Return the goal's value on a day between ``start`` (the baseline) and the goal's own day (the target).

    ``linear`` adds the same amount every day; ``compound`` grows by the same factor (linear from zero);
    ``s_curve`` starts and ends slowly: baseline + (target − baseline)·(3t² − 2t³) with t from 0 to 1.
    """
    span = (goal.by - start).days
    share = Decimal(1) if span <= 0 else Decimal(min(max((on - start).days, 0), span)) / span
    if goal.trajectory == "constant" or goal.kind == "keep":
        return goal.target
    if goal.trajectory == "compound" and baseline > 0 and goal.target > 0:
        return baseline * ((goal.target / baseline).ln() * share).exp()
    if goal.trajectory == "s_curve":
        share = share * share * (3 - 2 * share)
    return baseline + (goal.target - baseline) * share


def start_of_path(goal: CompleteGoal, first: date, opened: date | None) -> date:
    """Return the day from which a goal's path counts: the first day; for members the day on which groups open."""
    waits = goal.kpi == "members" and opened is not None and first < opened < goal.by
    return opened if waits and opened is not None else first
