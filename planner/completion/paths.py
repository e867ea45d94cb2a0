"""The value that a goal's path has on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.completion.kpis import wholes_of
from planner.completion.values.strategy import CompleteGoal


def path_value(goal: CompleteGoal, baseline: Decimal, start: date, on: date) -> Decimal:
    """Return the goal's value on a day between ``start`` (the baseline) and the goal's own day (the target).

    ``linear`` adds the same amount every day; ``compound`` grows by the same factor (linear from zero);
    ``s_curve`` starts and ends slowly: baseline + (target − baseline)·(3t² − 2t³) with t from 0 to 1; ``constant`` is
    the target all along, and so is what is to be kept, a limit that already holds and a least that is already there.
    A limit that does not hold yet falls to the target and stays there; a mean moves from today's mean to the target.
    """
    if goal.trajectory == "constant" or _holds(goal, baseline):
        return goal.target
    span = (goal.by - start).days
    share = Decimal(1) if span <= 0 else Decimal(min(max((on - start).days, 0), span)) / span
    if share == 1:
        return goal.target
    if goal.trajectory == "compound" and baseline > 0 and goal.target > 0:
        return baseline * ((goal.target / baseline).ln() * share).exp()
    if goal.trajectory == "s_curve":
        share = share * share * (3 - 2 * share)
    return baseline + (goal.target - baseline) * share


def _holds(goal: CompleteGoal, baseline: Decimal) -> bool:
    """Whether there is nothing to move: the value is to be kept, or today's is on the right side of the target."""
    if goal.kind == "at_most":
        return baseline <= goal.target
    return goal.kind == "keep" or (goal.kind == "at_least" and baseline >= goal.target)


def start_of_path(goal: CompleteGoal, first: date, opened: date | None) -> date:
    """Return the day from which a goal's path counts: the first day; for members, and for those of them who take
    part, the day on which groups open."""
    inside = goal.kpi == "members" or "members" in wholes_of(goal.kpi)
    waits = inside and opened is not None and first < opened < goal.by
    return opened if waits and opened is not None else first
