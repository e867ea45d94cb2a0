"""What has to be there before something goes out: material, consent, a valid price, an approval."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from planner.knowledge.schema import Text

SupplyKind = Literal["text", "material", "approval", "consent", "price"]
"""The words themselves; a thing that is shown or used; somebody's yes to them; a member's yes; a price that holds."""


class SupplyItem(Struct, frozen=True):
    """One thing that an entry or an occurrence needs."""

    id: str
    """``supply:KIND:ID-OF-WHAT-NEEDS-IT`` and a running mark where there are several."""
    kind: SupplyKind
    needed_by: str
    """Id of the entry or occurrence."""
    on: date
    """The day on which it is used."""
    due: date
    owner: str
    """Person's id, or the role's."""
    what: Text = Text("", "")
    """What exactly, where knowledge or the operator says; empty where the kind says it all."""
    consent: str = ""
    """Id of the consent row."""
    price_until: date | None = None
    """Last day on which the price of the offer holds."""
    offer: str = ""
    """Name of the offer whose price is shown."""
    takes_days: int = 0
    """Work days that the approver has."""
