"""Which activities are held beside the written ones, how often in each stage.

The choice of greatest value that keeps every limit; among equally good ones a fixed preference decides, so that the
answer does not depend on how it was searched. What an earlier playbook had chosen stays if it keeps the limits and is
worth at least ``KEPT`` of what can be reached; otherwise the choice that changes least of it, among those worth
``KEPT`` of the best, takes its place. So a second planning never moves what the first has settled.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.schema import StageId
from planner.playbook.ground import Ground
from planner.playbook.portfolio.candidates import Candidate, Field, Settled, find_candidates
from planner.playbook.portfolio.history import past_choices
from planner.playbook.portfolio.left_out import list_left_out
from planner.playbook.portfolio.limits import Bound, build_limits
from planner.playbook.portfolio.model import (
    Counts,
    Demand,
    Form,
    Problem,
    filled_up,
    fits,
    points_of,
    used_of,
    within_reach,
)
from planner.playbook.portfolio.points import (
    Balance,
    Weights,
    bonuses_of,
    options_of,
    settled_modes,
    true_weights,
)
from planner.playbook.portfolio.solve import POINTS, STANDARD, Effort, solve_in_order
from planner.playbook.portfolio.trying import without_what_finds_no_week, work_around
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.portfolio import Choice, Limit, Portfolio

KEPT = Decimal("0.99")
"""An earlier choice that is worth this share of what can be reached stays."""
_PREFERENCES = 1 << 16


class Setting(Struct, frozen=True):
    """All that the choice depends on, worked out once."""

    field: Field
    balance: Balance
    bounds: tuple[Bound, ...]

    def problem(self, weights: Weights) -> Problem:
        """Return the choice in numbers under some weights."""
        return Problem(
            options_of(self.field.candidates, weights),
            bonuses_of(self.field, self.balance, weights),
            tuple(bound.room for bound in self.bounds),
        )


class Chosen(Struct, frozen=True):
    """Counts and what they are worth; ``best`` is the best found, ``bound`` what can at most be reached."""

    counts: Counts
    points: int
    best: int
    bound: int


def choose_portfolio(
    plan: CompletePlan,
    ground: Ground,
    written: tuple[Occurrence, ...],
    previous: Previous,
) -> Portfolio:
    """Choose what is held beside the written activities."""
    if plan.only_written_activities:
        return Portfolio((), 0, 0, (), ())
    setting = build_setting(plan, ground, written, previous)
    problem = setting.problem(true_weights())
    chosen = choose(problem, _wished(setting, previous))
    choices = [*_settled_choices(setting.field), *_choices(plan, setting, problem, chosen.counts)]
    order = {stage.id: place for place, stage in enumerate(plan.stages)}
    return Portfolio(
        choices=tuple(_merged(sorted(choices, key=lambda c: (order[c.stage], -c.points, c.activity.id)))),
        points=chosen.points,
        bound=chosen.bound,
        limits=tuple(
            Limit(b.id, b.kind, b.where, b.bound, b.settled + used_of(b.room, chosen.counts))
            for b in setting.bounds
        ),
        left_out=list_left_out(setting.field, setting.bounds, chosen.counts),
        kept=chosen.points < chosen.best,
    )


def build_setting(
    plan: CompletePlan,
    ground: Ground,
    written: tuple[Occurrence, ...],
    previous: Previous = NOTHING_BEFORE,
) -> Setting:
    """Return candidates and limits of a plan."""
    fixed = tuple(event for event in written if event.activity.written)
    work = work_around(plan, ground, fixed)
    field = find_candidates(plan, fixed, past_choices(plan, previous))
    field = without_what_finds_no_week(plan, field, ground, fixed, work, previous)
    bounds = build_limits(plan, ground.staff, fixed, work, field)
    return Setting(field, settled_modes(plan, fixed, field), bounds)


def preference(problem: Problem) -> Form:
    """Return the fixed preference among equally good choices: a whole number for each option, from its id."""
    return Form(each=tuple(1 + crc32(option.id.encode()) % _PREFERENCES for option in problem.options))


def choose(problem: Problem, wished: Counts | None = None, effort: Effort = STANDARD) -> Chosen:
    """Return the choice of greatest value, or one near a wished one that is nearly as good."""
    nothing = tuple(0 for _ in problem.options)
    first = solve_in_order(problem, [POINTS], start=filled_up(problem, nothing), effort=effort)[0]
    best, bound = first.worth, first.bound
    if wished is not None:
        wished = tuple(min(max(0, w), o.most) for w, o in zip(wished, problem.options, strict=True))
        points = points_of(problem, wished)
        if fits(problem, wished) and points >= min(best, _share(KEPT, bound)):
            return Chosen(wished, points, max(best, points), max(bound, points))
        least = _share(KEPT, best)
        forms = [Form(changes=1, near=wished), POINTS, preference(problem)]
    else:
        least = best
        # Where no limit can be reached there is one best choice only: all of everything.
        forms = [preference(problem)] if within_reach(problem).rooms else []
    answers = solve_in_order(problem, forms, [Demand(POINTS, least)], first.counts, effort)
    counts = answers[-1].counts if answers else first.counts
    counts = filled_up(problem, counts) if bound > best else counts
    points = points_of(problem, counts)
    return Chosen(counts, points, max(best, points), max(bound, points))


def _share(share: Decimal, points: int) -> int:
    return int((share * points).to_integral_value(ROUND_CEILING))


def _wished(setting: Setting, previous: Previous) -> Counts | None:
    """What was chosen before for what can still be chosen; ``None`` if nothing was."""
    if not previous.counts:
        return None
    past = {(one.kind, one.stage): one.count for one in setting.field.settled}
    return tuple(
        previous.counts.get((one.kind, one.stage), 0) - past.get((one.kind, one.stage), 0)
        for one in setting.field.candidates
    )


def _choices(plan: CompletePlan, setting: Setting, problem: Problem, counts: Counts) -> list[Choice]:
    candidates = setting.field.candidates
    order = {stage.id: place for place, stage in enumerate(plan.stages)}
    taken = [place for place, count in enumerate(counts) if count]
    points = {place: sum(problem.options[place].points[: counts[place]]) for place in taken}
    weights: dict[int, list[str]] = {place: ["goal", "stage"] for place in taken}
    for bonus in problem.bonuses:
        winners = [place for place in bonus.options if counts[place]]
        if winners:
            # A bonus is counted where it is won first.
            first = min(winners, key=lambda place: (order[candidates[place].stage], candidates[place].id))
            points[first] += bonus.points
            weights[first].append(bonus.id.partition(":")[0])
    return [
        Choice(
            replace(candidates[place].activity, count=counts[place]),
            candidates[place].stage,
            points[place],
            _reason(candidates[place], weights[place]),
        )
        for place in taken
    ]


def _reason(candidate: Candidate, weights: list[str]) -> Reason:
    goals: list[PlanPath] = [("goals", place) for place, serves in enumerate(candidate.goals) if serves]
    stage: list[PlanPath] = [("stages", candidate.stage)] if candidate.watched else []
    used = {"goal": bool(goals), "stage": bool(stage)}
    return Reason(
        "greatest value within the limits",
        (*goals, *stage),
        (f"activities/{candidate.kind}", *(f"choice/{name}" for name in weights if used.get(name, True))),
    )


def _settled_choices(field: Field) -> list[Choice]:
    return [Choice(one.activity, one.stage, 0, _past(one)) for one in field.settled]


def _past(one: Settled) -> Reason:
    return Reason("chosen earlier and past", (("stages", one.stage),), (f"activities/{one.kind}",))


def _merged(choices: list[Choice]) -> list[Choice]:
    """One choice per kind and stage: what is past and what is still to come together."""
    merged: dict[tuple[str, StageId], Choice] = {}
    for choice in choices:
        key = (choice.activity.kind, choice.stage)
        known = merged.get(key)
        if known is None:
            merged[key] = choice
            continue
        more, less = sorted((known, choice), key=lambda one: -one.points)
        count = (more.activity.count or 0) + (less.activity.count or 0)
        merged[key] = replace(more, activity=replace(more.activity, count=count))
    return list(merged.values())
