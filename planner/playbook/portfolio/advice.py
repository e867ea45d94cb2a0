"""What to know before the choice is signed: three alternatives, and which weights would turn it.

Alternatives keep the same limits and are compared with what was chosen. Weights are turned at the choice that is
worth most, without regard to an earlier playbook: a flip is the smallest change that makes it best again. Where an
earlier choice was kept, flips name only kinds and stages in which it agrees with the one that is worth most.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

from planner.completion.model import CompletePlan
from planner.knowledge.load import load_activity_kind, load_choice
from planner.knowledge.schema import Text
from planner.playbook.ground import Ground
from planner.playbook.portfolio.candidates import Field
from planner.playbook.portfolio.choose import Setting, build_setting, choose, preference
from planner.playbook.portfolio.model import Counts, Demand, Form, Problem, points_of
from planner.playbook.portfolio.points import true_weights
from planner.playbook.portfolio.solve import POINTS, Effort, solve_in_order
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.portfolio import Advice, Alternative, Count, Flip, Portfolio

_ENOUGH = Decimal("0.9")
"""Share of the value that the cheapest and the least laborious alternative must have."""
_FACTORS = (Decimal("1.2"), Decimal("0.8"))
_EFFORT = Effort(nodes=300)


def build_advice(
    plan: CompletePlan,
    ground: Ground,
    written: tuple[Occurrence, ...],
    portfolio: Portfolio,
    previous: Previous = NOTHING_BEFORE,
) -> Advice:
    """Return alternatives to a choice and what a fifth more or less of each weight would change in it."""
    if plan.only_written_activities:
        return Advice((), (), (), Decimal(0), 0)
    setting = build_setting(plan, ground, written, previous)
    problem = setting.problem(true_weights())
    chosen = _chosen_counts(setting, portfolio)
    flips, steady = _flips(setting, problem, chosen)
    return Advice(
        alternatives=_alternatives(setting, problem, chosen),
        flips=flips,
        steady=steady,
        chosen_cost=_money(_cost(setting, chosen) + _settled_cost(setting)),
        chosen_minutes=_minutes(setting, chosen) + _settled_minutes(setting),
    )


def _chosen_counts(setting: Setting, portfolio: Portfolio) -> Counts:
    """The choice as counts of what could still be chosen; what is past is taken off."""
    chosen = {(c.activity.kind, c.stage): c.activity.count or 0 for c in portfolio.choices}
    past = {(one.kind, one.stage): one.count for one in setting.field.settled}
    return tuple(
        chosen.get((one.kind, one.stage), 0) - past.get((one.kind, one.stage), 0)
        for one in setting.field.candidates
    )


def _alternatives(setting: Setting, problem: Problem, chosen: Counts) -> tuple[Alternative, ...]:
    candidates = setting.field.candidates
    enough = Demand(POINTS, _at_least(_ENOUGH, points_of(problem, chosen)))
    cheap = Form(each=tuple(-one.cost for one in candidates))
    easy = Form(each=tuple(-sum(one.minutes.values()) for one in candidates))
    last = (POINTS, preference(problem))
    found = {
        "less_money": solve_in_order(problem, (cheap, *last), (enough,), chosen, _EFFORT)[-1].counts,
        "less_work": solve_in_order(problem, (easy, *last), (enough,), chosen, _EFFORT)[-1].counts,
    }
    first = _adds_most(setting.field, problem, chosen)
    if first:
        none = Demand(Form(each=tuple(-int(one.kind == first) for one in candidates)), 0)
        start = tuple(0 if c.kind == first else n for c, n in zip(candidates, chosen, strict=True))
        found["without_first"] = solve_in_order(problem, last, (none,), start, _EFFORT)[-1].counts
    return tuple(
        _alternative(setting, problem, name, counts, chosen)
        for name, counts in found.items()
        if counts != chosen
    )


def _adds_most(field: Field, problem: Problem, chosen: Counts) -> str:
    """The kind without which the choice would lose most; empty if nothing is chosen."""
    taken = {one.kind for one, count in zip(field.candidates, chosen, strict=True) if count}

    def without(kind: str) -> int:
        kept = tuple(0 if o.kind == kind else n for o, n in zip(field.candidates, chosen, strict=True))
        return points_of(problem, kept)

    return min(sorted(taken), key=without, default="")


def _alternative(
    setting: Setting, problem: Problem, name: str, counts: Counts, chosen: Counts
) -> Alternative:
    points, value = points_of(problem, counts), points_of(problem, chosen)
    cost, minutes = _cost(setting, counts), _minutes(setting, counts)
    return Alternative(
        id=name,  # type: ignore[arg-type]  # the three ids above
        counts=_counts(setting.field, counts),
        points=points,
        cost=_money(cost + _settled_cost(setting)),
        minutes=minutes + _settled_minutes(setting),
        cost_change=_money(cost - _cost(setting, chosen)),
        minutes_change=minutes - _minutes(setting, chosen),
        points_share=Decimal(points) / value if value else Decimal(1),
    )


def _flips(setting: Setting, problem: Problem, chosen: Counts) -> tuple[tuple[Flip, ...], tuple[Text, ...]]:
    best = choose(problem, effort=_EFFORT).counts
    flips: list[Flip] = []
    steady: list[Text] = []
    for row in load_choice().values():
        found = []
        for factor in _FACTORS:
            turned = setting.problem({**true_weights(), row.id: row.value * factor})
            counts = _nearest_best(turned, best)
            flip = _flip(setting.field, row.id, row.what, factor, best, counts, chosen)
            if flip.added or flip.dropped:
                found.append(flip)
        flips += found
        if not found:
            steady.append(row.what)
    return tuple(flips), tuple(steady)


def _nearest_best(problem: Problem, counts: Counts) -> Counts:
    """The choice of greatest value that changes least of a given one."""
    first = solve_in_order(problem, [POINTS], start=counts, effort=_EFFORT)[0]
    if points_of(problem, counts) >= first.worth:
        return counts
    forms = (Form(changes=1, near=counts), preference(problem))
    return solve_in_order(problem, forms, (Demand(POINTS, first.worth),), first.counts, _EFFORT)[-1].counts


def _flip(
    field: Field, weight: str, what: Text, factor: Decimal, best: Counts, counts: Counts, chosen: Counts
) -> Flip:
    change = tuple(
        new - old if old == shown else 0 for new, old, shown in zip(counts, best, chosen, strict=True)
    )
    return Flip(
        weight=weight,
        what=what,
        factor=factor,
        added=_counts(field, [max(0, number) for number in change]),
        dropped=_counts(field, [max(0, -number) for number in change]),
    )


def _counts(field: Field, counts: Iterable[int]) -> tuple[Count, ...]:
    return tuple(
        Count(one.kind, load_activity_kind(one.kind).name, one.stage, count)
        for one, count in zip(field.candidates, counts, strict=True)
        if count
    )


def _cost(setting: Setting, counts: Counts) -> int:
    return sum(one.cost * count for one, count in zip(setting.field.candidates, counts, strict=True))


def _minutes(setting: Setting, counts: Counts) -> int:
    candidates = setting.field.candidates
    return sum(sum(one.minutes.values()) * count for one, count in zip(candidates, counts, strict=True))


def _settled_cost(setting: Setting) -> int:
    return sum(one.cost * one.count for one in setting.field.settled)


def _settled_minutes(setting: Setting) -> int:
    return sum(sum(one.minutes.values()) * one.count for one in setting.field.settled)


def _money(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100


def _at_least(share: Decimal, points: int) -> int:
    return int((share * points).to_integral_value(ROUND_CEILING))
