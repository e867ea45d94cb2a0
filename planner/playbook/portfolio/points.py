"""What a choice is worth: whole points from the weights in knowledge, nowhere else.

The first occurrence of a kind in a stage is worth its fit to the type (1–3) times what it does for the plan's goals
and for the KPIs of the stage, each by its weight; every further one a share of the one before, where written ones
count first. On top come bonuses: for each kind that is held at all, and for the first offline and the first online
event of stages that want one. Whatever is held on top adds something.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from planner.completion.model import CompletePlan
from planner.knowledge.load import load_choice
from planner.knowledge.schema import Mode, StageId
from planner.playbook.portfolio.candidates import Candidate, Field
from planner.playbook.portfolio.model import Bonus, Option
from planner.playbook.values.activities import Occurrence

_FINE = 100
"""Points in one unit of the weights."""

Weights = Mapping[str, Decimal]


def true_weights() -> dict[str, Decimal]:
    """Return the weights of knowledge by id."""
    return {row.id: row.value for row in load_choice().values()}


class Balance(Struct, frozen=True):
    """Ways of being held that each stage has whatever is chosen."""

    modes: Mapping[StageId, frozenset[Mode]]


def settled_modes(plan: CompletePlan, written: tuple[Occurrence, ...], field: Field) -> Balance:
    """Return the ways in which written and past events are held, by stage."""
    modes: dict[StageId, set[Mode]] = {stage.id: set() for stage in plan.stages}
    for event in written:
        modes[event.stage].add(event.activity.mode)
    for one in field.settled:
        modes[one.stage].add(one.activity.mode)
    return Balance({stage: frozenset(found) for stage, found in modes.items()})


def first_points(candidate: Candidate, weights: Weights) -> Decimal:
    """Return what the first occurrence of a kind in a stage is worth, in units of the weights."""
    served = weights["goal"] * sum(candidate.goals) + weights["stage"] * candidate.watched
    return candidate.fit * served


def options_of(candidates: tuple[Candidate, ...], weights: Weights) -> tuple[Option, ...]:
    """Return the candidates with their falling points."""
    return tuple(Option(one.id, _steps(one, weights)) for one in candidates)


def _steps(candidate: Candidate, weights: Weights) -> tuple[int, ...]:
    first = first_points(candidate, weights) * _FINE
    share = min(Decimal(1), weights["repeat"])
    return tuple(
        max(1, int(first * share ** (candidate.settled + number))) for number in range(candidate.most)
    )


def bonuses_of(field: Field, balance: Balance, weights: Weights) -> tuple[Bonus, ...]:
    """Return the bonuses that can still be won."""
    candidates = field.candidates
    kinds = dict.fromkeys(one.kind for one in candidates if one.kind not in field.held_kinds)
    found = [_bonus(f"variety:{kind}", weights["variety"], candidates, kind=kind) for kind in kinds]
    modes: tuple[Mode, Mode] = ("offline", "online")
    for mode in modes:
        wanted = load_choice()[f"{mode}_first"].stages
        for stage, settled in balance.modes.items():
            if stage in wanted and mode not in settled:
                weight = weights[f"{mode}_first"]
                found.append(_bonus(f"{mode}_first:{stage}", weight, candidates, stage=stage, mode=mode))
    return tuple(bonus for bonus in found if bonus.options and bonus.points)


def _bonus(
    bonus_id: str,
    weight: Decimal,
    candidates: tuple[Candidate, ...],
    kind: str = "",
    stage: str = "",
    mode: str = "",
) -> Bonus:
    places = tuple(
        place
        for place, one in enumerate(candidates)
        if kind in ("", one.kind) and stage in ("", one.stage) and mode in ("", one.activity.mode)
    )
    return Bonus(bonus_id, int(weight * _FINE), places)
