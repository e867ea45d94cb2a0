"""The days of each person, from all the work that there is."""

from __future__ import annotations

from collections.abc import Sequence

from planner.completion.model import CompletePlan
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.agenda import Agenda, DutyGap
from planner.playbook.values.content import Entry
from planner.playbook.values.hours import HoursPlan, Work


def build_agenda(
    plan: CompletePlan,
    work: Sequence[Work],
    entries: Sequence[Entry],
    events: Sequence[Occurrence],
    hours: HoursPlan,
    gaps: Sequence[DutyGap],
) -> Agenda:
    """Return every piece of work on its day and at its hour, for each person."""
    return Agenda(gaps=tuple(gaps))
