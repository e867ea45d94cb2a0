"""What an earlier playbook had planned: the anchor that keeps small edits small."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from planner.completion.earlier import NOTHING_EARLIER, Earlier
from planner.knowledge.schema import StageId, Text
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry
from planner.playbook.values.money import Payment


class PlacedBefore(Struct, frozen=True):
    """Day and ``HH:MM`` of an occurrence in the earlier playbook, and what it was about."""

    on: date
    time: str
    offer: str = ""
    question: str = ""


class PostedBefore(Struct, frozen=True):
    """What an entry of the earlier playbook was filled with; empty where it was not filled by a pattern."""

    on: date
    time: str
    pillar: str
    pattern: str = ""
    params: Mapping[str, Text] = field(default_factory=dict)
    topic: str = ""
    """Id of the written topic that the plan had put here."""


class Previous(Struct, frozen=True):
    """The decisions of an earlier playbook. All of it is a wish: what no longer fits is planned anew.

    Only what lies before ``as_of`` is more than a wish: it is taken over as it was.
    """

    earlier: Earlier = NOTHING_EARLIER
    counts: Mapping[tuple[str, StageId], int] = field(default_factory=dict)
    """Activity kind and stage → how often it was chosen."""
    occurrences: Mapping[str, PlacedBefore] = field(default_factory=dict)
    entries: Mapping[str, PostedBefore] = field(default_factory=dict)
    as_of: date | None = None
    past_occurrences: tuple[Occurrence, ...] = ()
    """Occurrences before ``as_of``, kept as they were."""
    past_entries: tuple[Entry, ...] = ()
    past_payments: tuple[Payment, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no earlier playbook."""
        return not (self.counts or self.occurrences or self.entries)


NOTHING_BEFORE = Previous()
