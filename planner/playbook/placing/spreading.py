"""Where in its stages an occurrence would best lie, so that events are spread evenly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from planner.dates.ranges import DateRange


class Place(Struct, frozen=True):
    """A stretch of days for one occurrence, the day in it that would be best, and how far the next one should be."""

    segment: DateRange
    wish: date
    gap: int


def segments(windows: Sequence[DateRange], count: int) -> list[DateRange]:
    """Divide the days of all windows into ``count`` runs of nearly equal length, none across two windows."""
    total = sum(window.days for window in windows)
    if not total or count <= 0:
        return []
    found: list[DateRange] = []
    given = 0
    days_seen = 0
    for window in windows:
        days_seen += window.days
        here = round(count * days_seen / total) - given
        given += here
        for index in range(here):
            start = window.start + timedelta(days=window.days * index // here)
            end = window.start + timedelta(days=window.days * (index + 1) // here)
            found.append(
                DateRange(start, end) if start < end else DateRange(start, start + timedelta(days=1))
            )
    return found


def middle(of: DateRange) -> date:
    """Return the day in the middle of a range."""
    return of.start + timedelta(days=of.days // 2)


def alone(segment: DateRange) -> Place:
    """Return the place of an occurrence that has its segment for itself."""
    return Place(segment, middle(segment), max(1, segment.days))


def between(windows: Sequence[DateRange], own: Sequence[date]) -> Place | None:
    """Return the widest stretch that the other occurrences of an activity leave open; the first of equals."""
    best: DateRange | None = None
    for window in windows:
        edges = [window.start, *(day for day in sorted(own) if day in window), window.end]
        for start, end in pairwise(edges):
            if start < end and (best is None or (end - start).days > best.days):
                best = DateRange(start, end)
    return alone(best) if best else None


def share_out(window: DateRange, counts: Sequence[int], taken: Iterable[date]) -> list[list[Place]]:
    """Give each activity of a stage its places: one evenly spaced day for every event of the stage.

    ``counts``: how often each activity is held, in order of choice; ``taken``: days of events that are already
    set, which use up the days next to them. Activities held more often come first.
    """
    held = [day for day in taken if day in window]
    number = sum(counts) + len(held)
    free = [window.start + timedelta(days=window.days * (2 * i + 1) // (2 * number)) for i in range(number)]
    for day in held:
        free.pop(_nearest(free, day))
    gap = max(1, window.days // max(1, number))
    found: list[list[Place]] = [[] for _ in counts]
    for index in sorted(range(len(counts)), key=lambda i: (-counts[i], i)):
        for segment in segments([window], counts[index]):
            wish = free.pop(_nearest(free, middle(segment)))
            found[index].append(Place(window if counts[index] == 1 else segment, wish, gap))
    return found


def _nearest(days: Sequence[date], day: date) -> int:
    """Number of the day of a sorted sequence that is nearest to a day; the earlier of two."""
    place = bisect_left(days, day)
    if place == 0:
        return 0
    if place == len(days) or day - days[place - 1] <= days[place] - day:
        return place - 1
    return place
