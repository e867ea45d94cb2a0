"""The choice in numbers: options with falling points, bonuses and limits, all of them whole.

What the solver proposes is counted again here, so that no limit and no value rests on floating point.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

Counts = tuple[int, ...]
"""How often each option is taken, in the order of the problem's options."""


class Option(Struct, frozen=True):
    """Something that can be taken several times; ``points`` of the first, the second … time, none above the one before."""

    id: str
    points: tuple[int, ...]

    @property
    def most(self) -> int:
        """How often it can be taken at most."""
        return len(self.points)


class Bonus(Struct, frozen=True):
    """Points that are given once if any of some options is taken."""

    id: str
    points: int
    options: tuple[int, ...]
    """Places of the options in the problem."""


class Room(Struct, frozen=True):
    """A limit: what each taking of an option uses of it, and how much there is."""

    id: str
    bound: int
    uses: tuple[tuple[int, int], ...]
    """Place of an option and what one taking of it uses (positive)."""


class Problem(Struct, frozen=True):
    """Take the options so that points are greatest and every limit holds."""

    options: tuple[Option, ...]
    bonuses: tuple[Bonus, ...]
    rooms: tuple[Room, ...]


class Form(Struct, frozen=True):
    """A quantity that is linear in points, counts and distance from a given choice.

    ``points`` × points + Σ ``each`` × count − ``changes`` × Σ |count − ``near``|.
    """

    points: int = 0
    each: Counts = ()
    changes: int = 0
    near: Counts = ()


class Demand(Struct, frozen=True):
    """A form that has to reach a value."""

    form: Form
    least: int


def points_of(problem: Problem, counts: Counts) -> int:
    """Return the points of a choice."""
    steps = sum(sum(o.points[:count]) for o, count in zip(problem.options, counts, strict=True))
    return steps + sum(b.points for b in problem.bonuses if any(counts[place] for place in b.options))


def used_of(room: Room, counts: Counts) -> int:
    """Return how much of a limit a choice uses."""
    return sum(use * counts[place] for place, use in room.uses)


def fits(problem: Problem, counts: Counts) -> bool:
    """Say whether a choice keeps all limits."""
    in_range = all(0 <= c <= o.most for o, c in zip(problem.options, counts, strict=True))
    return in_range and all(used_of(room, counts) <= room.bound for room in problem.rooms)


def worth(problem: Problem, form: Form, counts: Counts) -> int:
    """Return the value of a form at a choice."""
    total = form.points * points_of(problem, counts) if form.points else 0
    total += sum(weight * count for weight, count in zip(form.each, counts, strict=bool(form.each)))
    if form.changes:
        total -= form.changes * sum(abs(c - n) for c, n in zip(counts, form.near, strict=True))
    return total


def until_it_fits(problem: Problem, counts: Sequence[int]) -> Counts:
    """Return a choice that keeps all limits: what adds least is taken out of the given one until it does."""
    kept = tuple(min(max(0, c), o.most) for o, c in zip(problem.options, counts, strict=True))
    while not fits(problem, kept):
        broken = [room for room in problem.rooms if used_of(room, kept) > room.bound]
        hit = sorted({place for room in broken for place, _ in room.uses if kept[place]})
        before = points_of(problem, kept)
        kept = min(
            (_one_less(kept, place) for place in hit),
            key=lambda counts: (before - points_of(problem, counts), counts),
        )
    return kept


def filled_up(problem: Problem, counts: Counts) -> Counts:
    """Return a choice to which nothing that adds points can be added; what adds most is added first."""
    taken = list(counts)
    left = [room.bound - used_of(room, counts) for room in problem.rooms]
    uses: list[list[tuple[int, int]]] = [[] for _ in taken]
    for number, room in enumerate(problem.rooms):
        for place, use in room.uses:
            uses[place].append((number, use))
    open_places = list(range(len(taken)))
    while True:
        # What does not fit now will not fit later: the room only shrinks.
        open_places = [
            place
            for place in open_places
            if taken[place] < problem.options[place].most
            and all(use <= left[number] for number, use in uses[place])
        ]
        if not open_places:
            return tuple(taken)
        extra = [0] * len(taken)
        for bonus in problem.bonuses:
            if not any(taken[place] for place in bonus.options):
                for place in bonus.options:
                    extra[place] += bonus.points
        gains = {place: problem.options[place].points[taken[place]] + extra[place] for place in open_places}
        best = max(open_places, key=lambda place: (gains[place], -place))
        taken[best] += 1
        for number, use in uses[best]:
            left[number] -= use


def within_reach(problem: Problem) -> Problem:
    """Return the problem without what can never be taken and without limits that can never be reached."""
    most = [option.most for option in problem.options]
    for room in problem.rooms:
        for place, use in room.uses:
            most[place] = min(most[place], max(0, room.bound) // use)
    options = tuple(
        option if option.most == count else replace(option, points=option.points[:count])
        for option, count in zip(problem.options, most, strict=True)
    )
    rooms = tuple(
        room for room in problem.rooms if sum(use * most[place] for place, use in room.uses) > room.bound
    )
    return replace(problem, options=options, rooms=rooms)


def _one_less(counts: Counts, place: int) -> Counts:
    return (*counts[:place], counts[place] - 1, *counts[place + 1 :])
