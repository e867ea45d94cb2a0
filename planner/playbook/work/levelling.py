"""Levelling: divisible work is done as late as possible, earlier where its week is full.

The model has week buckets. Going from the last week to the first, the minutes that fixed work leaves go to the piece
whose earliest week is latest: the mirror image of earliest deadline first, which is exact for preemptive work with
windows. So no week is above its room if any way of spreading the work avoids it, and what does not fit is as little
as can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from planner.playbook.values.hours import Work
from planner.playbook.work.staff_days import Span, StaffDays

Part = tuple[int, int, int]
"""Number of the piece, week, minutes."""
ByWindow = Mapping[str, Mapping[Span, int]]
"""Holder → window → minutes."""


def spread(
    room: Sequence[int], spans: Sequence[Span], minutes: Sequence[int]
) -> tuple[list[Part], list[int]]:
    """Spread pieces over the room of weeks 0, 1, …; return the parts and, piece by piece, what does not fit.

    Pieces with the same window are served in their order. What does not fit gets no part.
    """
    ending: dict[int, list[int]] = defaultdict(list)
    for number, (_, last) in enumerate(spans):
        ending[last].append(number)
    parts: list[Part] = []
    left = list(minutes)
    waiting: list[tuple[int, int]] = []
    for week in range(len(room) - 1, -1, -1):
        for number in ending.get(week, ()):
            heappush(waiting, (-spans[number][0], number))
        free = room[week]
        while free > 0 and waiting:
            number = waiting[0][1]
            taken = min(free, left[number])
            if taken:
                parts.append((number, week, taken))
            left[number] -= taken
            free -= taken
            if not left[number]:
                heappop(waiting)
        while waiting and -waiting[0][0] >= week:
            heappop(waiting)
    return parts, left


@dataclass
class HolderLoad:
    """The work of one holder added up by window: how many minutes do not fit, and how many more would not.

    ``room``: minutes of each week that planned work may take. Work that changes is levelled again only from its last
    week back to the week from which nothing differs, so that a question takes no longer with much other work.
    """

    room: list[int]
    fixed: list[int] = field(init=False)
    """Minutes of each week that can be done in no other."""
    missing: int = 0
    """Minutes that do not fit, however the divisible work is spread."""
    _due: list[dict[int, int]] = field(init=False)
    """Week → earliest week → minutes of the divisible work that is due in the week."""
    _waiting: list[dict[int, int]] = field(init=False)
    """Week → earliest week → minutes that are left for the weeks before; one more entry, empty, after the last."""
    _unfit: list[int] = field(init=False)

    def __post_init__(self) -> None:
        weeks = len(self.room)
        self.fixed, self._unfit = [0] * weeks, [0] * weeks
        self._due = [{} for _ in range(weeks)]
        self._waiting = [{} for _ in range(weeks + 1)]

    def add(self, work: Mapping[Span, int]) -> None:
        """Take over work by window; negative minutes give it back."""
        changed = list(self._levelled(work))
        for week, waiting, unfit in changed:
            self.missing += unfit - self._unfit[week]
            self._waiting[week], self._unfit[week] = waiting, unfit
        for (first, last), minutes in work.items():
            if first == last:
                self.fixed[last] += minutes
            else:
                _count(self._due[last], first, minutes)

    def remove(self, work: Mapping[Span, int]) -> None:
        """Give work back."""
        self.add({span: -minutes for span, minutes in work.items()})

    def growth(self, work: Mapping[Span, int]) -> int:
        """Return how many minutes more would not fit with this work on top."""
        return sum(unfit - self._unfit[week] for week, _, unfit in self._levelled(work))

    def short(self) -> dict[int, int]:
        """Return the minutes that do not fit, by the week in which they are due."""
        free = [room - done for room, done in zip(self.room, self.fixed, strict=True)]
        found = {week: -minutes for week, minutes in enumerate(free) if minutes < 0}
        spans = [(first, last) for last, due in enumerate(self._due) for first in due]
        _, left = spread(free, spans, [self._due[last][first] for first, last in spans])
        for (_, last), minutes in zip(spans, left, strict=True):
            _count(found, last, minutes)
        return found

    def has_room_for(self, week: int, minutes: int) -> bool:
        """Say whether fixed work alone leaves that much of a week."""
        return self.fixed[week] + minutes <= self.room[week]

    def _levelled(self, more: Mapping[Span, int]) -> Iterator[tuple[int, dict[int, int], int]]:
        """Yield the weeks that change with more work, last ones first: what waits for earlier weeks, what is unfit."""
        fixed: dict[int, int] = {}
        due: dict[int, list[tuple[int, int]]] = {}
        for (first, last), minutes in more.items():
            if first == last:
                _count(fixed, last, minutes)
            else:
                due.setdefault(last, []).append((first, minutes))
        changing = {*fixed, *due}
        if not changing:
            return
        untouched = min(changing)
        waiting = self._waiting[max(changing) + 1]
        for week in range(max(changing), -1, -1):
            waiting = dict(waiting)
            for first, minutes in (*self._due[week].items(), *due.get(week, ())):
                _count(waiting, first, minutes)
            unfit = _serve(waiting, week, self.room[week] - self.fixed[week] - fixed.get(week, 0))
            if week < untouched and waiting == self._waiting[week] and unfit == self._unfit[week]:
                return
            yield week, waiting, unfit


def _serve(waiting: dict[int, int], week: int, free: int) -> int:
    """Do in a week what waits for it, latest earliest week first; return what neither it nor another week can take."""
    unfit = max(0, -free)
    for first in sorted(waiting, reverse=True):
        if free <= 0:
            break
        taken = min(free, waiting[first])
        free -= taken
        _count(waiting, first, -taken)
    return unfit + waiting.pop(week, 0)


def _count(counts: dict[int, int], key: int, minutes: int) -> None:
    """Add minutes to a count; what comes to nothing goes."""
    total = counts.get(key, 0) + minutes
    if total:
        counts[key] = total
    else:
        counts.pop(key, None)


def by_window(work: Iterable[Work], staff: StaffDays) -> ByWindow:
    """Add up work by holder and window; only of holders with written hours."""
    found: dict[str, dict[Span, int]] = {}
    for piece in work:
        if staff.capacity(piece.holder) is not None:
            spans, window = found.setdefault(piece.holder, {}), window_of(piece, staff)
            spans[window] = spans.get(window, 0) + piece.minutes
    return found


def window_of(piece: Work, staff: StaffDays) -> Span:
    """Return the weeks in which a piece can be done; its due week where it is not divisible or the holder is away."""
    span = None if piece.earliest == piece.due else staff.span(piece.holder, piece.earliest, piece.due)
    if span is not None:
        return span
    due = staff.week_of(piece.due)
    return due, due


@dataclass
class Loads:
    """The loads of everybody with written hours."""

    staff: StaffDays
    _loads: dict[str, HolderLoad] = field(default_factory=dict)

    def of(self, holder: str) -> HolderLoad | None:
        """Return a holder's load; ``None`` without written hours."""
        if holder not in self._loads:
            room = self.staff.room(holder)
            if room is None:
                return None
            self._loads[holder] = HolderLoad(room)
        return self._loads[holder]

    def add(self, work: ByWindow) -> None:
        """Take over work by holder and window."""
        for holder, spans in work.items():
            load = self.of(holder)
            if load is not None:
                load.add(spans)

    def remove(self, work: ByWindow) -> None:
        """Give work back."""
        for holder, spans in work.items():
            load = self.of(holder)
            if load is not None:
                load.remove(spans)

    def missing(self, holder: str) -> int:
        """Return the minutes of a holder that do not fit, however the work is spread."""
        load = self.of(holder)
        return load.missing if load is not None else 0

    def growth(self, work: ByWindow) -> dict[str, int]:
        """Return who would have how many minutes more than fit, with this work on top; only those who would."""
        found = {}
        for holder, spans in work.items():
            load = self.of(holder)
            if load is not None and (minutes := load.growth(spans)):
                found[holder] = minutes
        return found
