"""Materials, consents, prices and approvals of each post and event."""

from __future__ import annotations

from collections.abc import Sequence

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.supplies.events import event_supplies
from planner.playbook.supplies.posts import post_supplies
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry
from planner.playbook.values.supplies import SupplyItem, SupplyKind

_ORDER: tuple[SupplyKind, ...] = ("consent", "material", "text", "price", "approval")
"""In which they are got for the same thing on the same day: what is asked of others first, the approval last."""


def build_supplies(
    plan: CompletePlan, days: WorkCalendar, entries: Sequence[Entry], events: Sequence[Occurrence]
) -> tuple[SupplyItem, ...]:
    """Return what the entries with final titles and the events need, in order of the day on which it is due.

    Texts are filled in both languages; a document shows ``what`` as it stands.
    """
    found = [item for entry in entries for item in post_supplies(plan, days, entry)]
    found += [item for event in events for item in event_supplies(plan, days, event)]
    return tuple(
        sorted(found, key=lambda item: (item.due, item.on, item.needed_by, _ORDER.index(item.kind), item.id))
    )
