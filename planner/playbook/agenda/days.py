"""The days of each person, from all the work that there is."""

from __future__ import annotations

from collections.abc import Sequence

from planner.completion.model import CompletePlan
from planner.playbook.agenda.timed import timed_items
from planner.playbook.agenda.untimed import untimed_items
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.agenda import Agenda, DutyGap
from planner.playbook.values.content import Entry
from planner.playbook.values.hours import HoursPlan, Work
from planner.playbook.work.staff_days import StaffDays

_AFTER_ALL_HOURS = "~"


def build_agenda(
    plan: CompletePlan,
    staff: StaffDays,
    work: Sequence[Work],
    entries: Sequence[Entry],
    events: Sequence[Occurrence],
    hours: HoursPlan,
    gaps: Sequence[DutyGap],
) -> Agenda:
    """Return every piece of work on its day and at its hour, for each person.

    ``work`` is all work that does not come from events, with duty settled.
    """
    items = [*timed_items(plan, work, entries, events), *untimed_items(staff, work, entries, events, hours)]
    items.sort(
        key=lambda item: (
            item.on,
            item.time or _AFTER_ALL_HOURS,
            item.person,
            item.source,
            item.id,
            item.review,
        )
    )
    return Agenda(tuple(items), tuple(gaps))
