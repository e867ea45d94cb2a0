"""Making one supply item; its id is made of what needs it."""

from __future__ import annotations

from datetime import date
from typing import Final

from planner.knowledge.schema import Text
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry
from planner.playbook.values.supplies import SupplyItem, SupplyKind

NO_WORDS: Final = Text("", "")


def make_item(
    needed_by: Entry | Occurrence,
    kind: SupplyKind,
    due: date,
    owner: str,
    mark: str = "",
    *,
    what: Text = NO_WORDS,
    consent: str = "",
    offer: str = "",
    price_until: date | None = None,
    takes_days: int = 0,
) -> SupplyItem:
    """Return an item; ``mark`` tells several of a kind apart."""
    return SupplyItem(
        id=":".join(part for part in ("supply", kind, needed_by.id, mark) if part),
        kind=kind,
        needed_by=needed_by.id,
        on=needed_by.on,
        due=due,
        owner=owner,
        what=what,
        consent=consent,
        offer=offer,
        price_until=price_until,
        takes_days=takes_days,
    )
