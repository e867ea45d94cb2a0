"""What is required and what limits it, in whole numbers: hundredths of money, minutes of work."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from planner.diagnostics.model import PlanPath

_WEEK = 7 * 24 * 60
"""Minutes of a week: more nobody has."""

LimitKind = Literal["total", "cap", "stage", "cash", "hours"]


class Limit(Struct, frozen=True):
    """A limit that the operator wrote. Those of one person are in order of their weeks."""

    kind: LimitKind
    where: str
    """Category, stage id, ``YYYY-MM`` or person's id; empty for the total."""
    week: date | None
    """Monday of the week, for hours."""
    bound: int
    path: PlanPath
    firm: bool = False
    """Whether it is never a cause: a week of which the plan has only some days. What cannot be elsewhere fits it."""


class Take(Struct, frozen=True):
    """What a required thing takes from one limit, whatever else is arranged."""

    limit: int
    """Index of the limit."""
    amount: int
    cause: str
    assumed: bool = False
    """Whether the amount is a figure of ours."""


class Spread(Struct, frozen=True):
    """Divisible work: its minutes may lie in any of these weeks of one person."""

    limits: tuple[int, ...]
    """Indexes of limits, in order of weeks."""
    minutes: int
    cause: str
    assumed: bool = False


class Option(Struct, frozen=True):
    """One place in time of a required thing, and what one of it takes there."""

    takes: tuple[Take, ...] = ()
    spreads: tuple[Spread, ...] = ()


class Thing(Struct, frozen=True):
    """A required activity that is free in time: so many of it, in any of these places, also in parts."""

    cause: str
    count: int
    options: tuple[Option, ...]
    home: tuple[int, ...]
    """How many of it are placed in each option."""


class Instance(Struct, frozen=True):
    """All that is required. It is feasible if every limit holds for some arrangement."""

    limits: tuple[Limit, ...]
    takes: tuple[Take, ...] = ()
    spreads: tuple[Spread, ...] = ()
    things: tuple[Thing, ...] = ()

    def pinned(self) -> list[int]:
        """Return what each limit has to hold in any arrangement, free things left aside."""
        used = [0] * len(self.limits)
        for take in self.takes:
            used[take.limit] += take.amount
        for spread in self.spreads:
            if len(spread.limits) == 1:
                used[spread.limits[0]] += spread.minutes
        return used


def fits_as_placed(instance: Instance) -> bool:
    """Say whether all limits hold where free things are placed now.

    Divisible work goes week by week to whatever is due first, which finds a way if there is one (Horn 1974).
    """
    at_home = [
        (option, number)
        for thing in instance.things
        for option, number in zip(thing.options, thing.home, strict=True)
        if number
    ]
    used = [0] * len(instance.limits)
    for take in instance.takes:
        used[take.limit] += take.amount
    for option, number in at_home:
        for take in option.takes:
            used[take.limit] += take.amount * number
    if any(amount > limit.bound for amount, limit in zip(used, instance.limits, strict=True)):
        return False
    waiting = [(one.limits, one.minutes) for one in instance.spreads]
    waiting += [(one.limits, one.minutes * number) for option, number in at_home for one in option.spreads]
    return _earliest_due_first([limit.bound - used[i] for i, limit in enumerate(instance.limits)], waiting)


def enough_a_week(instance: Instance, person: str, minutes: int) -> int:
    """Return the least weekly minutes with which a person's work fits as placed; each week has its share of them.

    ``minutes``: those that the weeks have now. The instance must not have free things. Work of weeks in which the
    person is away altogether is left aside: no weekly minutes make room there.
    """
    own = {
        i
        for i, limit in enumerate(instance.limits)
        if limit.kind == "hours" and limit.where == person and (limit.bound or not minutes)
    }
    work = replace(
        instance,
        takes=tuple(take for take in instance.takes if take.limit in own),
        spreads=tuple(
            replace(spread, limits=weeks)
            for spread in instance.spreads
            if (weeks := tuple(index for index in spread.limits if index in own))
        ),
    )

    def fits(weekly: int) -> bool:
        limits = tuple(
            replace(limit, bound=limit.bound * weekly // minutes if minutes else weekly)
            for limit in instance.limits
        )
        return fits_as_placed(replace(work, limits=limits))

    least, most = minutes, max(60, 2 * minutes)
    while most < _WEEK and not fits(most):
        least, most = most, 2 * most
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if fits(middle) else (middle + 1, most)
    return most


def _earliest_due_first(room: list[int], waiting: list[tuple[tuple[int, ...], int]]) -> bool:
    """Whether every piece finds room; the weeks of a person have rising indexes."""
    begins: dict[int, list[tuple[int, int]]] = {}
    for weeks, minutes in waiting:
        if minutes:
            begins.setdefault(weeks[0], []).append((weeks[-1], minutes))
    open_pieces: list[tuple[int, int]] = []
    for week, free in enumerate(room):
        open_pieces = sorted(open_pieces + begins.get(week, []))
        left = []
        for due, minutes in open_pieces:
            done = min(free, minutes)
            free -= done
            if done < minutes:
                left.append((due, minutes - done))
        if any(due <= week for due, _ in left):
            return False
        open_pieces = left
    return not open_pieces
