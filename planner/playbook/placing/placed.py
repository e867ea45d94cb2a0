"""The events that have a day, and who is near whom."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from planner.completion.values.programme import CompleteActivity
from planner.playbook.values.activities import Occurrence

_WEEK = 7
_DAY = 24 * 60


@dataclass
class Placed:
    """Placed events by day, kind and week; adding and asking take no longer with many of them."""

    is_big: Callable[[CompleteActivity], bool]
    within: int
    """Days before and after an event within which another is near it."""
    events: dict[str, Occurrence] = field(default_factory=dict)
    _near: Counter[int] = field(default_factory=Counter)
    """Day → events that begin near it."""
    _of_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _of_activity: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _big: Counter[int] = field(default_factory=Counter)
    _on: dict[int, list[Occurrence]] = field(default_factory=lambda: defaultdict(list))
    """Every day that an event touches → the events."""

    def add(self, event: Occurrence) -> None:
        """Take an event in."""
        self.events[event.id] = event
        day = event.on.toordinal()
        insort(self._of_kind[event.activity.kind], day)
        insort(self._of_activity[event.activity.id], day)
        self._count(event, 1)
        for touched in range(day, event.end.date().toordinal() + 1):
            self._on[touched].append(event)

    def remove(self, event: Occurrence) -> None:
        """Take an event out again."""
        del self.events[event.id]
        day = event.on.toordinal()
        for days in (self._of_kind[event.activity.kind], self._of_activity[event.activity.id]):
            days.pop(bisect_left(days, day))
        self._count(event, -1)
        for touched in range(day, event.end.date().toordinal() + 1):
            self._on[touched].remove(event)

    def _count(self, event: Occurrence, step: int) -> None:
        day = event.on.toordinal()
        self._big[_week(day)] += step * self.is_big(event.activity)
        for near in range(day - self.within, day + self.within + 1):
            self._near[near] += step

    def near(self, day: int) -> int:
        """Return how many events begin near a day (an ordinal)."""
        return self._near.get(day, 0)

    def distance(self, kind: str, day: int) -> int | None:
        """Return the days between a day (an ordinal) and the nearest event of a kind; ``None`` if there is none."""
        days = self._of_kind.get(kind)
        if not days:
            return None
        place = bisect_left(days, day)
        if place == len(days):
            return day - days[-1]
        after = days[place] - day
        return after if place == 0 else min(after, day - days[place - 1])

    def own(self, activity: str) -> list[date]:
        """Return the days of an activity's events, in order."""
        return [date.fromordinal(day) for day in self._of_activity.get(activity, ())]

    def big_in_week(self, day: int) -> int:
        """Return how many big events begin in the calendar week of a day (an ordinal)."""
        return self._big.get(_week(day), 0)

    def on(self, day: int, last: int) -> list[tuple[Occurrence, int, int]]:
        """Return the events that touch the days up to ``last``, with their minutes from the first day's start."""
        found: dict[str, tuple[Occurrence, int, int]] = {}
        for touched in range(day, last + 1):
            for event in self._on.get(touched, ()):
                if event.id not in found:
                    begins = (event.on.toordinal() - day) * _DAY + event.start.hour * 60 + event.start.minute
                    found[event.id] = (event, begins, begins + event.activity.duration)
        return list(found.values())


def _week(day: int) -> int:
    """The number of a day's calendar week; day 1 of the calendar is a Monday."""
    return (day - 1) // _WEEK
