"""Days in order of preference, looked at no further than they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from math import inf

from msgspec import Struct

from planner.playbook.placing.suiting import Fit, OpenDay

_PULL = 30
"""Points for a day that is as far from the wished one as the next event should be."""


class Option(Struct, frozen=True):
    """A day that may be taken, in order of preference."""

    rank: int
    off: int
    """Days from the wished one."""
    on: date
    clock: str


@dataclass
class DayQueue:
    """Weeks and their best days; the hours of a week are looked at only when its turn comes."""

    wish: date
    gap: int
    """How far from the wished day the next event should be."""
    best: Callable[[list[OpenDay]], list[Fit]]
    """Says which of the open days of a week are considered."""
    _weeks: list[tuple[int, int, list[OpenDay]]] = field(default_factory=list)
    """Least rank that a day of a week can have, its best day, its open days."""
    _ready: list[tuple[int, int, date, str]] = field(default_factory=list)

    def distance(self, days: range) -> int:
        """Return how far some days (ordinals) are from the wished one; 0 where it is among them."""
        wish = self.wish.toordinal()
        return max(days.start - wish, wish - days.stop + 1, 0)

    def add(self, nearest: int, days: list[OpenDay]) -> None:
        """Take in the open days of a week, best ones first; ``nearest``: distance of the week."""
        if days:
            cost, day = days[0]
            heappush(self._weeks, (self._rank(cost, nearest), day.toordinal(), days))

    def options(self, nearest: int | None = None) -> Iterator[Option]:
        """Yield days in order of preference, as far as no week at that distance or beyond can come before them."""
        below = inf if nearest is None else self._rank(0, nearest)
        while self._weeks or self._ready:
            rank = self._ready[0][0] if self._ready else inf
            bound = self._weeks[0][0] if self._weeks else inf
            if min(rank, bound) >= below:
                return
            if rank < bound:
                yield Option(*heappop(self._ready))
            else:
                self._open(heappop(self._weeks)[2])

    def _open(self, days: list[OpenDay]) -> None:
        for cost, day, clock in self.best(days):
            off = abs((day - self.wish).days)
            heappush(self._ready, (self._rank(cost, off), off, day, clock))

    def _rank(self, cost: int, off: int) -> int:
        return cost + off * _PULL // self.gap
