"""The events that have a day, and who is near whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
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
    events: dict[str, Occurrence] = field(default_factory=dict)
    _days: list[int] = field(default_factory=list)
    _of_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _of_activity: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _big: Counter[int] = field(default_factory=Counter)
    _on: dict[int, list[Occurrence]] = field(default_factory=lambda: defaultdict(list))
    """Every day that an event touches → the events."""

    def add(self, event: Occurrence) -> None:
        """Take an event in."""
        self.events[event.id] = event
        day = event.on.toordinal()
        insort(self._days, day)
        insort(self._of_kind[event.activity.kind], day)
        insort(self._of_activity[event.activity.id], day)
        self._big[_week(day)] += self.is_big(event.activity)
        for touched in range(day, event.end.date().toordinal() + 1):
            self._on[touched].append(event)

    def remove(self, event: Occurrence) -> None:
        """Take an event out again."""
        del self.events[event.id]
        day = event.on.toordinal()
        for days in (self._days, self._of_kind[event.activity.kind], self._of_activity[event.activity.id]):
            days.pop(bisect_left(days, day))
        self._big[_week(day)] -= self.is_big(event.activity)
        for touched in range(day, event.end.date().toordinal() + 1):
            self._on[touched].remove(event)

    def near(self, day: date, within: int) -> int:
        """Return how many events begin at most so many days before or after a day."""
        ordinal = day.toordinal()
        return bisect_right(self._days, ordinal + within) - bisect_left(self._days, ordinal - within)

    def distance(self, kind: str, day: date) -> int | None:
        """Return the days between a day and the nearest event of a kind; ``None`` if there is none."""
        days, ordinal = self._of_kind.get(kind), day.toordinal()
        if not days:
            return None
        place = bisect_left(days, ordinal)
        return min(abs(other - ordinal) for other in days[max(0, place - 1) : place + 1])

    def own(self, activity: str) -> list[date]:
        """Return the days of an activity's events, in order."""
        return [date.fromordinal(day) for day in self._of_activity.get(activity, ())]

    def big_in_week(self, day: date) -> int:
        """Return how many big events begin in the calendar week of a day."""
        return self._big[_week(day.toordinal())]

    def on(self, day: date, end: int) -> Iterator[tuple[Occurrence, int, int]]:
        """Yield the events of the days from ``day`` on for ``end`` minutes, with their minutes from that day's start."""
        first = day.toordinal()
        seen: set[str] = set()
        for touched in range(first, first + end // _DAY + 1):
            for event in self._on.get(touched, ()):
                if event.id not in seen:
                    seen.add(event.id)
                    begins = (
                        (event.on.toordinal() - first) * _DAY + event.start.hour * 60 + event.start.minute
                    )
                    yield event, begins, begins + event.activity.duration


def _week(day: int) -> int:
    """The number of a day's calendar week; day 1 of the calendar is a Monday."""
    return (day - 1) // _WEEK
