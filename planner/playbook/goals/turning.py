"""At which value an assumption turns a verdict: solved on the same sum that gives the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.playbook.goals.growth import MonthSpan, grow_over, joins_a_month, starting_members
from planner.playbook.values.targets import GrowthMonth, Turn

MOST_JOINS = 100_000_000
"""Where not even so many a month are enough, nobody can join before the goal's day."""
_LOSS_STEPS = 1000
"""A loss is solved for in tenths of a per cent."""


@dataclass(frozen=True, slots=True)
class Growing:
    """A figure that follows from the growth of the membership up to a goal's day."""

    plan: CompletePlan
    spans: tuple[MonthSpan, ...]
    """The months up to that day."""
    figure: Callable[[Sequence[GrowthMonth]], Decimal]

    def months(self, joins: Decimal, loss: Decimal) -> tuple[GrowthMonth, ...]:
        """Return the growth with so many joins a month and such a loss."""
        return grow_over(self.spans, starting_members(self.plan) or 0, joins, loss)

    def now(self) -> tuple[GrowthMonth, ...]:
        """Return the growth on the plan's assumptions."""
        return self.months(joins_a_month(self.plan), self.plan.acquisition.loss_per_month)

    def gives(self, joins: Decimal, loss: Decimal) -> Decimal:
        """Return the figure with so many joins a month and such a loss; it rises with joins and falls with loss."""
        return self.figure(self.months(joins, loss))


def least_joins(growing: Growing, target: Decimal) -> Decimal:
    """Return the least joins a month, in whole members beside what the channels' own fraction is, that give the
    target at the plan's loss.

    Where not even the greatest number does (nobody can join before the goal's day), that number.
    """
    loss = growing.plan.acquisition.loss_per_month
    fraction = joins_a_month(growing.plan) % 1
    low, high = 0, 1
    while high < MOST_JOINS and growing.gives(high + fraction, loss) < target:
        low, high = high, high * 2
    if growing.gives(fraction, loss) >= target:
        return fraction
    while high - low > 1:
        middle = (low + high) // 2
        if growing.gives(middle + fraction, loss) >= target:
            high = middle
        else:
            low = middle
    return high + fraction


def greatest_loss(growing: Growing, target: Decimal) -> Decimal | None:
    """Return the greatest loss a month, a share in tenths of a per cent, at which the target is still reached; ``None``
    where it is not reached even if nobody leaves."""
    joins = joins_a_month(growing.plan)

    def reaches(step: int) -> bool:
        return growing.gives(joins, Decimal(step) / _LOSS_STEPS) >= target

    if not reaches(0):
        return None
    low, high = 0, _LOSS_STEPS + 1
    while high - low > 1:
        middle = (low + high) // 2
        if reaches(middle):
            low = middle
        else:
            high = middle
    return Decimal(low) / _LOSS_STEPS


def channel_turns(growing: Growing, target: Decimal) -> tuple[Turn, ...]:
    """Return at which joins and at which loss the target is just reached; what alone cannot turn it is left out."""
    found = []
    joins = least_joins(growing, target)
    if joins < MOST_JOINS:
        now = joins_a_month(growing.plan)
        found.append(Turn("joins_per_month", ("acquisition", "channels"), now, joins))
    loss = greatest_loss(growing, target)
    if loss is not None and loss < 1:
        now = growing.plan.acquisition.loss_per_month
        found.append(Turn("loss_per_month", ("acquisition", "loss_per_month"), now, loss))
    return tuple(found)
