"""The hours of one person: what is taken, and what still finds room."""

from __future__ import annotations

from bisect import bisect_right, insort


class Timeline:
    """Taken hours in minutes on the plan's clock; what is put in never overlaps."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []

    def put(self, begins: int, ends: int) -> bool:
        """Take all minutes from one to another if they are free, and say whether they were."""
        if self.free_until(begins, ends) != ends:
            return False
        insort(self._taken, (begins, ends))
        return True

    def put_part(self, begins: int, ends: int) -> int | None:
        """Take the minutes up to the next thing; return when they end, ``None`` where the first is not free."""
        cut = self.free_until(begins, ends)
        if cut is not None:
            insort(self._taken, (begins, cut))
        return cut

    def put_later(self, begins: int, minutes: int, latest: int) -> int | None:
        """Take the first free minutes from one on that end by ``latest``; return when they begin."""
        # What ends before the first minute makes no difference; later ones end in the order in which they begin.
        place = max(0, bisect_right(self._taken, (begins, begins)) - 1)
        for _, ends in [(begins, begins), *self._taken[place:]]:
            start = max(begins, ends)
            if start + minutes > latest:
                break
            if self.put(start, start + minutes):
                return start
        return None

    def starts_at(self, minute: int) -> bool:
        """Say whether something begins in a minute."""
        place = bisect_right(self._taken, (minute, minute))
        return place < len(self._taken) and self._taken[place][0] == minute

    def free_until(self, begins: int, ends: int) -> int | None:
        """Return up to when the minutes are free, at most ``ends``; ``None`` where the first is not."""
        place = bisect_right(self._taken, (begins, begins))
        if place and self._taken[place - 1][1] > begins:
            return None
        following = self._taken[place][0] if place < len(self._taken) else ends
        return None if following == begins and ends > begins else min(ends, following)
