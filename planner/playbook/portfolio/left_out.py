"""What could be held and is not, with what it lacks by how much."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from planner.completion.model import LeftOut
from planner.diagnostics.model import PlanPath
from planner.knowledge.load import load_activity_kind
from planner.playbook.portfolio.candidates import Field
from planner.playbook.portfolio.limits import Bound
from planner.playbook.portfolio.model import Counts, used_of
from planner.playbook.values.portfolio import LimitKind

_WORDS: dict[LimitKind, str] = {
    "total": "total",
    "cap": "cap",
    "pace": "cap",
    "stage": "stage",
    "cash": "cash",
}
"""Limit on money → how :class:`LeftOut` names it."""


def list_left_out(field: Field, bounds: tuple[Bound, ...], counts: Counts) -> tuple[LeftOut, ...]:
    """Return every kind that suits and is held nowhere, by kind id after those that are ruled out.

    What lacks money or minutes is told by the stage in which it comes nearest to fitting; what fits the money and the
    hours of some stage lacks room among better ones.
    """
    held = {one.kind for one, count in zip(field.candidates, counts, strict=True) if count}
    held |= field.held_kinds
    kinds = [kind for kind in dict.fromkeys(one.kind for one in field.candidates) if kind not in held]
    return (*field.ruled_out, *(_left_out(field, bounds, counts, kind) for kind in kinds))


def _left_out(field: Field, bounds: tuple[Bound, ...], counts: Counts, kind: str) -> LeftOut:
    row = load_activity_kind(kind)
    places = [place for place, one in enumerate(field.candidates) if one.kind == kind]
    nearest = min((_lack(bounds, counts, place) for place in places), key=lambda lack: lack[0])
    share, bound, lack = nearest
    if bound is None or not share:
        return LeftOut(row.name, "room", ("activities",), f"activities/{kind}")
    if bound.kind == "hours":
        path: PlanPath = ("people",)
        return LeftOut(row.name, "hours", path, f"activities/{kind}", minutes=lack, detail=bound.where)
    amount = (Decimal(lack) / 100).to_integral_value(ROUND_CEILING)
    return LeftOut(
        row.name, "money", ("budget",), f"activities/{kind}", amount=amount, detail=_WORDS[bound.kind]
    )


def _lack(bounds: tuple[Bound, ...], counts: Counts, place: int) -> tuple[Fraction, Bound | None, int]:
    """The limit on money or hours that stands most in the way of one more: share of its need that lacks, how much."""
    worst: tuple[Fraction, Bound | None, int] = (Fraction(0), None, 0)
    for bound in bounds:
        need = dict(bound.room.uses).get(place, 0)
        lack = used_of(bound.room, counts) + need - bound.room.bound
        if need and lack > 0 and bound.kind != "events" and Fraction(lack, need) > worst[0]:
            worst = (Fraction(lack, need), bound, lack)
    return worst
