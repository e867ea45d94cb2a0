"""The value that a goal's path has on a day, by way of the gates that ask for more than it would reach alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.kpi_model import CompleteKpi
from planner.completion.kpis import wholes_of
from planner.completion.values.staging import CompleteCondition
from planner.completion.values.strategy import CompleteGoal
from planner.knowledge.schema import StageId


class Gate(Struct, frozen=True):
    """A condition of a stage's gate with the day on which it is looked at."""

    stage: StageId
    on: date
    condition: CompleteCondition


class Course(Struct, frozen=True):
    """How a goal goes from its baseline to its target; with ``waypoints`` in pieces from one to the next.

    Each piece goes the goal's own way; an S-curve with waypoints goes straight, because slow starts in the middle
    of the way mean nothing.
    """

    goal: CompleteGoal
    kpi: CompleteKpi
    baseline: Decimal
    first: date
    """First day of the plan."""
    start: date
    """Day from which the path counts; a waypoint before it lets the path begin with the plan."""
    waypoints: tuple[Gate, ...] = ()
    """In order of their days."""

    @property
    def rises(self) -> bool:
        """Whether the target lies above the baseline."""
        return self.goal.target >= self.baseline

    def value(self, on: date) -> Decimal:
        """Return the value as people write it, never beyond the next waypoint or the target; there the exact one."""
        if on >= self.goal.by:
            return self.goal.target
        if not self.waypoints:
            exact, bound = path_value(self.goal, self.baseline, self.start, on), self.goal.target
        else:
            exact, bound = self._on_piece(on)
        rounded = round_value(exact, self.kpi)
        return min(rounded, bound) if self.rises else max(rounded, bound)

    def _on_piece(self, on: date) -> tuple[Decimal, Decimal]:
        """The exact value on a day, and the value at the end of the piece in which the day lies."""
        start = self.first if self.waypoints[0].on <= self.start else self.start
        points = [(start, self.baseline)]
        points += [(gate.on, gate.condition.value) for gate in self.waypoints]
        points.append((self.goal.by, self.goal.target))
        trajectory = "linear" if self.goal.trajectory == "s_curve" else self.goal.trajectory
        for (begin, low), (end, high) in pairwise(points):
            if on == end:
                return high, high
            if on < end:
                piece = replace(self.goal, by=end, target=high, trajectory=trajectory)
                return path_value(piece, low, begin, on), high
        return self.goal.target, self.goal.target

    def asks_more(self, gate: Gate) -> Decimal:
        """Return by how much a gate asks for more than the path has on its day; zero or less where it does not."""
        missing = gate.condition.value - self.value(gate.on)
        return missing if self.rises else -missing


def draw_course(
    goal: CompleteGoal, kpi: CompleteKpi, first: date, opened: date | None, gates: Iterable[Gate] = ()
) -> Course | None:
    """Return a goal's course; ``None`` where nobody knows the baseline of what is to change.

    A gate that asks for no more than the path has on its day, rounded as people write it, leaves the path as it is;
    of those that ask for more the one that asks for most bends it first. A gate beyond the target bends nothing.
    """
    steady = goal.trajectory == "constant" or goal.kind == "keep"
    baseline = goal.target if goal.baseline is None and steady else goal.baseline
    if baseline is None:
        return None
    course = Course(goal, kpi, baseline, first, start_of_path(goal, first, opened))
    if steady or _holds(goal, baseline) or goal.target == baseline:
        return course
    bound = "at_least" if course.rises else "at_most"
    low, high = sorted((baseline, goal.target))
    left = [
        gate
        for gate in gates
        if gate.condition.kpi == goal.kpi
        and gate.condition.bound == bound
        and low < gate.condition.value <= high
        and gate.on < goal.by
    ]
    while left:
        most = max(left, key=lambda gate: (course.asks_more(gate), -gate.on.toordinal()))
        if course.asks_more(most) <= 0:
            break
        left.remove(most)
        course = replace(course, waypoints=_with(course, most))
    return course


def _with(course: Course, gate: Gate) -> tuple[Gate, ...]:
    """The waypoints with one more; later ones that ask for no more than it fall away."""
    asked = gate.condition.value
    kept = [
        other
        for other in course.waypoints
        if other.on < gate.on or (other.on > gate.on and (other.condition.value > asked) == course.rises)
    ]
    return tuple(sorted((*kept, gate), key=lambda one: one.on))


def goal_of_gate(kpi: str, on: date, goals: Sequence[CompleteGoal]) -> CompleteGoal | None:
    """Return the goal to which a gate belongs: of those for its KPI the first that is not over on its day, else the
    first."""
    same = [goal for goal in goals if goal.kpi == kpi]
    return next((goal for goal in same if goal.by >= on), same[0] if same else None)


def gates_of_goal(
    goal: CompleteGoal, gates: Iterable[Gate], goals: Sequence[CompleteGoal]
) -> tuple[Gate, ...]:
    """Return the gates that belong to a goal."""
    return tuple(gate for gate in gates if goal_of_gate(gate.condition.kpi, gate.on, goals) == goal)


def path_value(goal: CompleteGoal, baseline: Decimal, start: date, on: date) -> Decimal:
    """Return the goal's value on a day between ``start`` (the baseline) and the goal's own day (the target).

    ``linear`` adds the same amount every day; ``compound`` grows by the same factor (linear from zero);
    ``s_curve`` starts and ends slowly: baseline + (target − baseline)·(3t² − 2t³) with t from 0 to 1; ``constant`` is
    the target all along, and so is what is to be kept, a limit that already holds and a least that is already there.
    A limit that does not hold yet falls to the target and stays there; a mean moves from today's mean to the target.
    """
    if goal.trajectory == "constant" or _holds(goal, baseline):
        return goal.target
    span = (goal.by - start).days
    share = Decimal(1) if span <= 0 else Decimal(min(max((on - start).days, 0), span)) / span
    if share == 1:
        return goal.target
    if goal.trajectory == "compound" and baseline > 0 and goal.target > 0:
        return baseline * ((goal.target / baseline).ln() * share).exp()
    if goal.trajectory == "s_curve":
        share = share * share * (3 - 2 * share)
    return baseline + (goal.target - baseline) * share


def _holds(goal: CompleteGoal, baseline: Decimal) -> bool:
    """Whether there is nothing to move: the value is to be kept, or today's is on the right side of the target."""
    if goal.kind == "at_most":
        return baseline <= goal.target
    return goal.kind == "keep" or (goal.kind == "at_least" and baseline >= goal.target)


def start_of_path(goal: CompleteGoal, first: date, opened: date | None) -> date:
    """Return the day from which a goal's path counts: the first day; for members, and for those of them who take
    part, the day on which groups open."""
    inside = goal.kpi == "members" or "members" in wholes_of(goal.kpi)
    waits = inside and opened is not None and first < opened < goal.by
    return opened if waits and opened is not None else first


def round_value(value: Decimal, kpi: CompleteKpi) -> Decimal:
    """Round a KPI value as people write it: counts and money up to whole numbers, the rest to one decimal."""
    if kpi.value in ("count", "money"):
        return value.to_integral_value(ROUND_CEILING)
    return value.quantize(Decimal("0.1"))
