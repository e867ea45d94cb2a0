"""The linear programme behind shortfalls: how far limits have to give way so that all that is required fits.

Minimise Σ s/d over amounts s by which lifted limits are exceeded; d is the limit itself, or the largest single thing
it has to hold where that is more, so that money and hours are weighed against what there is of them. Free things are
divided over their places, divisible work over its weeks. HiGHS, simplex, one thread, fixed seed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any

from msgspec import Struct

from planner.playbook.shortfalls.instance import Instance

_TIE = 1e-4
"""Between equally good answers the limit of the first rank gives way: others weigh up to this much more."""
_NOTHING = 1e-7
"""Less than this share of a limit counts as nothing."""


@dataclass
class _Rows:
    """Rows of the programme: coefficients by column, lower and upper bound."""

    cells: list[dict[int, float]] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, cells: dict[int, float], lower: float, upper: float) -> None:
        """Add a row."""
        self.cells.append(cells)
        self.lower.append(lower)
        self.upper.append(upper)


class Arrangement(Struct, frozen=True):
    """An answer: by how much each limit is exceeded, and where free things and divisible work are."""

    excess: tuple[float, ...]
    places: tuple[tuple[float, ...], ...]
    """Thing → how many in each option."""
    weeks: Mapping[tuple[int, ...], Mapping[int, float]]
    """Weeks that divisible work may use → minutes of all such work in each of them."""


class ElasticProgramme:
    """The programme of one instance; solved again and again with other limits lifted."""

    def __init__(self, instance: Instance, raised: Mapping[int, int] | None = None) -> None:
        """Build it; ``raised`` limits are higher by that amount."""
        self.instance = instance
        self._columns = len(instance.limits)
        self._upper: list[float] = [0.0] * self._columns
        self._rows = _Rows()
        self._used: dict[int, dict[int, float]] = defaultdict(dict)
        self._places = [[self._column(thing.count) for _ in thing.options] for thing in instance.things]
        self._windows = self._divisible_work()
        self.scale = self._scales()
        self._limit_rows(raised or {})
        self._solver = self._load()

    def _column(self, upper: float) -> int:
        self._upper.append(upper)
        self._columns += 1
        return self._columns - 1

    def _use(self, limit: int, column: int, amount: float) -> None:
        cells = self._used[limit]
        cells[column] = cells.get(column, 0.0) + amount

    def _divisible_work(self) -> dict[tuple[int, ...], dict[int, int]]:
        """Rows for free things and for work, of which all that may use the same weeks is one piece.

        That loses nothing: the piece can be divided among its parts in proportion.
        """
        fixed: dict[tuple[int, ...], int] = defaultdict(int)
        by_place: dict[tuple[int, ...], dict[int, float]] = defaultdict(dict)
        for spread in self.instance.spreads:
            if len(spread.limits) > 1:
                fixed[spread.limits] += spread.minutes
        for thing, places in zip(self.instance.things, self._places, strict=True):
            self._rows.add(dict.fromkeys(places, 1.0), thing.count, thing.count)
            for option, place in zip(thing.options, places, strict=True):
                for take in option.takes:
                    self._use(take.limit, place, take.amount)
                for spread in option.spreads:
                    cells = by_place[spread.limits]
                    cells[place] = cells.get(place, 0.0) - spread.minutes
        found = {}
        for weeks in sorted(fixed.keys() | by_place.keys()):
            found[weeks] = {week: self._column(inf) for week in weeks}
            for week, column in found[weeks].items():
                self._use(week, column, 1.0)
            done = dict.fromkeys(found[weeks].values(), 1.0)
            self._rows.add({**done, **by_place.get(weeks, {})}, fixed.get(weeks, 0), fixed.get(weeks, 0))
        return found

    def _scales(self) -> list[float]:
        """What each limit is measured by: itself, or the largest single thing on it, at least one."""
        largest = [max(1, limit.bound) for limit in self.instance.limits]
        for take in (
            *self.instance.takes,
            *(t for thing in self.instance.things for option in thing.options for t in option.takes),
        ):
            largest[take.limit] = max(largest[take.limit], take.amount)
        return [float(amount) for amount in largest]

    def _limit_rows(self, raised: Mapping[int, int]) -> None:
        pinned = self.instance.pinned()
        for index, limit in enumerate(self.instance.limits):
            scale = self.scale[index]
            cells = {column: amount / scale for column, amount in self._used[index].items()}
            cells[index] = -1.0
            room = limit.bound + raised.get(index, 0) - pinned[index]
            self._rows.add(cells, -inf, room / scale)

    def _load(self) -> Any:
        from planner.playbook.highs import highspy

        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("solver", "simplex"),
            ("presolve", "off"),
            ("primal_feasibility_tolerance", 1e-9),
            ("dual_feasibility_tolerance", 1e-9),
        ):
            solver.setOptionValue(name, value)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self._columns, len(self._rows.cells)
        model.col_cost_ = [0.0] * self._columns
        model.col_lower_ = [0.0] * self._columns
        model.col_upper_ = self._upper
        model.row_lower_, model.row_upper_ = self._rows.lower, self._rows.upper
        starts = [0]
        columns: list[int] = []
        values: list[float] = []
        for cells in self._rows.cells:
            columns += cells.keys()
            values += cells.values()
            starts.append(len(columns))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, columns, values
        solver.passModel(model)
        return solver

    def rank(self, index: int) -> int:
        """Return which of two equally good limits gives way: of money the first, of hours the week of the due day."""
        return -index if self.instance.limits[index].kind == "hours" else index

    def least(self, lifted: Collection[int]) -> Arrangement | None:
        """Return the arrangement with the least weighted excess over the lifted limits; ``None`` if there is none."""
        count = len(self.instance.limits)
        for index in range(count):
            self._solver.changeColBounds(index, 0.0, inf if index in lifted else 0.0)
            self._solver.changeColCost(index, 1.0 + _TIE * self.rank(index) / count)
        return self._solve()

    def nearest(self) -> Arrangement | None:
        """Return an arrangement that keeps every limit and leaves as much as it can where it is placed now."""
        for index in range(len(self.instance.limits)):
            self._solver.changeColBounds(index, 0.0, 0.0)
        for thing, places in zip(self.instance.things, self._places, strict=True):
            for place, here in zip(places, thing.home, strict=True):
                self._solver.changeColCost(place, 0.0 if here else 1.0)
        return self._solve()

    def _solve(self) -> Arrangement | None:
        from planner.playbook.highs import highspy

        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values: list[float] = list(self._solver.getSolution().col_value)
        return Arrangement(
            excess=tuple(
                values[i] * scale if values[i] > _NOTHING else 0.0 for i, scale in enumerate(self.scale)
            ),
            places=tuple(tuple(values[place] for place in places) for places in self._places),
            weeks={
                weeks: {week: values[column] for week, column in columns.items()}
                for weeks, columns in self._windows.items()
            },
        )
