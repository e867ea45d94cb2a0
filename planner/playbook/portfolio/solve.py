"""Solving the choice with HiGHS: one thread, a fixed seed, whole objectives, bounded by nodes and never by the clock.

A count is the sum of steps that fill in order, because a later step is never worth more than an earlier one; a bonus
stays below the sum of the first steps. All columns but distances are whole: the solver branches on steps about twice
as fast as on counts alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from math import floor, gcd
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from planner.playbook.portfolio.model import (
    Counts,
    Demand,
    Form,
    Problem,
    fits,
    points_of,
    until_it_fits,
    within_reach,
    worth,
)

if TYPE_CHECKING:
    import highspy

POINTS = Form(points=1)


class Effort(Struct, frozen=True):
    """How far a solve may go: nodes of the search tree. The seed changes the way, never a proven answer."""

    nodes: int = 1_000
    seed: int = 0


STANDARD = Effort()


class Answer(Struct, frozen=True):
    """The best choice found and what its form can at most be worth; the same where it is proven."""

    counts: Counts
    worth: int
    bound: int


def solve_in_order(
    problem: Problem,
    forms: Sequence[Form],
    demands: Sequence[Demand] = (),
    start: Counts | None = None,
    effort: Effort = STANDARD,
) -> tuple[Answer, ...]:
    """Make the first form greatest, then the second among all choices as good in the first, and so on.

    ``start`` is a choice that keeps all limits and demands; it is what remains if the nodes run out before anything
    better is found. Without it nothing at all must keep them. The last answer holds the choice.
    """
    reach = within_reach(problem)
    counts = start or tuple(0 for _ in problem.options)
    held = list(demands)
    answers = []
    for form in forms:
        answer = _solve(reach, form, held, counts, effort)
        answers.append(answer)
        counts = answer.counts
        held.append(Demand(form, answer.worth))
    return tuple(answers)


def _solve(problem: Problem, form: Form, demands: Sequence[Demand], start: Counts, effort: Effort) -> Answer:
    most = tuple(option.most for option in problem.options)
    if form == POINTS and not problem.rooms and not demands:
        return Answer(most, points_of(problem, most), points_of(problem, most))
    known = worth(problem, form, start)
    if not any(most):
        return Answer(start, known, known)
    columns = _Columns(problem, form, demands)
    found, reached = columns.run(start, effort)
    if found is not None and _keeps(problem, demands, found) and worth(problem, form, found) >= known:
        start, known = found, worth(problem, form, found)
    elif found is not None and not demands:
        repaired = until_it_fits(problem, found)
        if worth(problem, form, repaired) > known:
            start, known = repaired, worth(problem, form, repaired)
    return Answer(start, known, max(known, reached))


def _keeps(problem: Problem, demands: Sequence[Demand], counts: Counts) -> bool:
    return fits(problem, counts) and all(worth(problem, d.form, counts) >= d.least for d in demands)


@dataclass
class _Columns:
    """The problem as columns and rows of a mixed-integer programme."""

    problem: Problem
    form: Form
    demands: Sequence[Demand]
    upper: list[float] = field(default_factory=list)
    rows: list[tuple[float, float, list[tuple[int, int]]]] = field(default_factory=list)
    """Lower bound, upper bound, (column, coefficient)."""
    steps: list[list[int]] = field(default_factory=list)
    """Columns of the steps of each option; the count itself where there is only one."""
    bonus: list[int] = field(default_factory=list)
    away: dict[tuple[Counts, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problem = self.problem
        self.upper = [float(option.most) for option in problem.options]
        for place, option in enumerate(problem.options):
            self._add_steps(place, option.points)
        for bonus in problem.bonuses:
            column = self._column(1.0)
            firsts = [(self.steps[place][0], 1) for place in bonus.options if self.steps[place]]
            self.rows.append((0.0, _FREE, [*firsts, (column, -1)]))
            self.bonus.append(column)
        for room in problem.rooms:
            shared = reduce(gcd, (use for _, use in room.uses), 0)
            # Divided by what all uses have in common: small numbers keep the solver exact.
            self.rows.append((-_FREE, room.bound // shared, [(p, use // shared) for p, use in room.uses]))
        for demand in self.demands:
            terms, constant = self._terms(demand.form)
            shared = reduce(gcd, terms.values(), 0)
            if shared:
                least = -((constant - demand.least) // shared)
                self.rows.append((float(least), _FREE, [(c, v // shared) for c, v in terms.items()]))

    def _column(self, upper: float) -> int:
        self.upper.append(upper)
        return len(self.upper) - 1

    def _add_steps(self, place: int, points: tuple[int, ...]) -> None:
        if len(points) < 2:
            self.steps.append([place] if points else [])
            return
        columns = [self._column(1.0) for _ in points]
        self.rows.append((0.0, 0.0, [*((column, 1) for column in columns), (place, -1)]))
        self.steps.append(columns)

    def _terms(self, form: Form) -> tuple[dict[int, int], int]:
        """Column → coefficient of a form, and its constant."""
        terms: dict[int, int] = {}
        constant = 0
        if form.points:
            for option, columns in zip(self.problem.options, self.steps, strict=True):
                for points, column in zip(option.points, columns, strict=True):
                    terms[column] = terms.get(column, 0) + form.points * points
            for bonus, column in zip(self.problem.bonuses, self.bonus, strict=True):
                terms[column] = form.points * bonus.points
        for place, weight in enumerate(form.each):
            terms[place] = terms.get(place, 0) + weight
        for place, near in enumerate(form.near if form.changes else ()):
            most = self.problem.options[place].most
            if 0 < near < most:
                column = self._away(form.near, place)
                terms[column] = -form.changes
            else:
                # At an end of its range a count can only move one way: the distance is linear.
                sign = 1 if near <= 0 else -1
                terms[place] = terms.get(place, 0) - sign * form.changes
                constant += sign * form.changes * near
        return {column: value for column, value in terms.items() if value}, constant

    def _away(self, near: Counts, place: int) -> int:
        """The column of the distance of a count from a given one."""
        if (near, place) not in self.away:
            column = self._column(_FREE)
            self.rows.append((-float(near[place]), _FREE, [(column, 1), (place, -1)]))
            self.rows.append((float(near[place]), _FREE, [(column, 1), (place, 1)]))
            self.away[(near, place)] = column
        return self.away[(near, place)]

    def run(self, start: Counts, effort: Effort) -> tuple[Counts | None, int]:
        """Return the counts found, if any, and what the form can at most be worth."""
        terms, constant = self._terms(self.form)
        shared = reduce(gcd, terms.values(), 0)
        if not shared:
            return None, constant
        solver = _solver(effort, searching=not self.demands)
        solver.passModel(self._programme({c: v // shared for c, v in terms.items()}))
        solver.setSolution(self._solution(start))
        solver.run()
        info = solver.getInfo()
        solution = solver.getSolution().col_value
        found = None
        if info.primal_solution_status == _feasible() and len(solution) >= len(self.problem.options):
            found = tuple(round(value) for value in solution[: len(self.problem.options)])
        bound = info.mip_dual_bound
        loose = sum(max(0, v) * (u if u < _FREE else 0) for v, u in self._ends(terms)) // shared
        reached = floor(bound + _HAIR) if abs(bound) < _FREE else floor(loose)
        return found, reached * shared + constant

    def _ends(self, terms: dict[int, int]) -> list[tuple[int, float]]:
        return [(value, self.upper[column]) for column, value in terms.items()]

    def _solution(self, counts: Counts) -> highspy.HighsSolution:
        """A choice as values of all columns."""
        from planner.playbook.highs import highspy

        values = [0.0] * len(self.upper)
        for place, count in enumerate(counts):
            values[place] = float(count)
            columns = self.steps[place]
            if len(columns) > 1:
                for number, column in enumerate(columns):
                    values[column] = 1.0 if number < count else 0.0
        for bonus, column in zip(self.problem.bonuses, self.bonus, strict=True):
            values[column] = 1.0 if any(counts[place] for place in bonus.options) else 0.0
        for (near, place), column in self.away.items():
            values[column] = float(abs(counts[place] - near[place]))
        solution = highspy.HighsSolution()
        solution.col_value = values
        return solution

    def _programme(self, costs: dict[int, int]) -> highspy.HighsLp:
        from planner.playbook.highs import highspy

        width = len(self.upper)
        programme = highspy.HighsLp()
        programme.num_col_ = width
        programme.num_row_ = len(self.rows)
        programme.sense_ = highspy.ObjSense.kMaximize
        programme.col_cost_ = [float(costs.get(column, 0)) for column in range(width)]
        programme.col_lower_ = [0.0] * width
        programme.col_upper_ = self.upper
        programme.row_lower_ = [lower for lower, _, _ in self.rows]
        programme.row_upper_ = [float(upper) for _, upper, _ in self.rows]
        starts, columns, values = [0], list[int](), list[float]()
        for _, _, row in self.rows:
            columns += [column for column, _ in row]
            values += [float(value) for _, value in row]
            starts.append(len(columns))
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = starts
        programme.a_matrix_.index_ = columns
        programme.a_matrix_.value_ = values
        whole, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        distances = set(self.away.values())
        programme.integrality_ = [free if column in distances else whole for column in range(width)]
        return programme


_FREE = 1e30
_HAIR = 0.01
"""Objectives are whole: a bound a hair below a whole number is that number."""


def _solver(effort: Effort, searching: bool) -> highspy.Highs:
    from planner.playbook.highs import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in _options(effort, searching).items():
        solver.setOptionValue(name, value)
    return solver


def _options(effort: Effort, searching: bool) -> dict[str, Any]:
    """Settings of the solver; ``searching`` while no good answer is known yet.

    The problems are small and dense: starting over, a large pool of cuts and most searches for a first answer take
    more time than they save.
    """
    return {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": effort.seed,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.99,
        "mip_max_nodes": effort.nodes,
        "mip_allow_restart": False,
        "mip_detect_symmetry": False,
        "mip_pool_age_limit": 2,
        "mip_pool_soft_limit": 50,
        "mip_heuristic_effort": 0.05 if searching else 0.0,
        "mip_heuristic_run_rens": searching,
        "mip_heuristic_run_rins": False,
        "mip_heuristic_run_feasibility_jump": False,
        "mip_heuristic_run_root_reduced_cost": False,
    }


@cache
def _feasible() -> int:
    from planner.playbook.highs import highspy

    return int(highspy.kSolutionStatusFeasible)
