"""How long groups have been open on a day, and which posting opens a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.completion.model import CompletePlan
from planner.playbook.values.content import Posting

_LONG = 53
"""Weeks from which on all are the same: a year and more."""


class GroupAges:
    """The days on which the groups opened; those of a running community without a day opened long ago."""

    def __init__(self, plan: CompletePlan) -> None:
        self._plan = plan
        self._opened: dict[str, date | None] = {}

    def read(self, postings: Sequence[Posting]) -> None:
        """Learn when each group opens: as written, else in a new community with its first posting.

        A further group is as old as the one after which it opens: it shares the posts and the past of that one.
        """
        first = min((one.on for one in postings), default=self._plan.period.start)
        for group in self._plan.groups:
            own = min((one.on for one in postings if group.id in one.groups), default=first)
            new = self._plan.community.situation == "new"
            opened = group.opened or (own if new else None)
            # Further groups stand behind those that they follow.
            self._opened[group.id] = self._opened[group.follows] if group.follows else opened

    def weeks(self, slot: Posting) -> int:
        """Return the whole weeks since the youngest of a slot's groups opened, on a page the oldest; at most 53."""
        groups = [self._opened.get(group) for group in slot.groups or tuple(self._opened)]
        ages = [_LONG if opened is None else (slot.on - opened).days // 7 for opened in groups]
        if not ages:
            return _LONG
        return min(_LONG, min(ages) if slot.groups else max(0, *ages))

    def openings(self, postings: Sequence[Posting], open_ids: frozenset[str]) -> frozenset[str]:
        """Return the postings, of those still to be filled, that are the first in a group that opens in the period."""
        if self._plan.community.situation != "new":
            return frozenset()
        found = set()
        for group in self._plan.groups:
            opened = self._opened[group.id]
            if group.follows or opened is None or opened < self._plan.period.start:
                continue
            first = next((one for one in postings if group.id in one.groups and one.on >= opened), None)
            if first is not None and first.id in open_ids:
                found.add(first.id)
        return frozenset(found)
