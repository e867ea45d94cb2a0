"""What a shortfall's message names: the required things with their amounts, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.checks.context import WorkedOut
from planner.diagnostics.texts import show_number
from planner.knowledge.schema import Text
from planner.playbook.values.money import Shortfall

_NAMED = 4
"""How many required things a message names."""
_FIXED = ("contingency", "labour:")
"""Causes that are no things one could drop."""


def shortfalls(worked: WorkedOut, *limits: str) -> Iterator[Shortfall]:
    """Yield the playbook's shortfalls of these limits, in order."""
    return (short for short in worked.playbook.shortfalls if short.limit in limits)


def things(short: Shortfall) -> tuple[Text, ...]:
    """Return the heaviest required things with their amounts of money."""
    return tuple(
        Text(f"{name.zh} {show_number(amount)}", f"{name.en} {show_number(amount)}")
        for _, name, amount in short.causes[:_NAMED]
    )


def amount_of(short: Shortfall, *kinds: str) -> Decimal:
    """Return how much of a limit the causes take whose ids begin with these words."""
    return sum((amount for cause, _, amount in short.causes if cause.startswith(kinds)), Decimal(0))


def to_drop(short: Shortfall) -> tuple[Text, Decimal]:
    """Return the lightest thing whose absence alone would be enough, else the heaviest."""
    droppable = [(name, amount) for cause, name, amount in short.causes if not cause.startswith(_FIXED)]
    if not droppable:
        droppable = [(name, amount) for _, name, amount in short.causes] or [(Text("", ""), Decimal(0))]
    enough = [thing for thing in droppable if thing[1] >= short.amount]
    return min(enough, key=lambda thing: thing[1]) if enough else droppable[0]
