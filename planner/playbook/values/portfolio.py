"""The choice of activities: how many of each kind in each stage, under which limits, and what else was possible.

Points are whole: they weigh the contribution to the goals and mean nothing outside the choice.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.completion.model import LeftOut
from planner.completion.values.programme import CompleteActivity
from planner.diagnostics.model import Reason
from planner.knowledge.schema import StageId, Text

LimitKind = Literal["total", "cap", "stage", "pace", "cash", "hours", "events"]
"""``total``: budget without contingency; ``cap``: cap on activities; ``stage``: a stage's own budget; ``pace``: the
part of the cap that time has reached; ``cash``: what has arrived by a month; ``hours``: a person's minutes in a
stage; ``events``: how many events a stage has room for."""


class Choice(Struct, frozen=True):
    """An activity kind that was chosen for a stage, how often (``activity.count``), and why."""

    activity: CompleteActivity
    stage: StageId
    points: int
    """What all its occurrences in this stage add to the value of the choice."""
    reason: Reason


class Limit(Struct, frozen=True):
    """A limit of the choice and how much of it the chosen activities use."""

    id: str
    """``total``, ``cap``, ``pace:STAGE``, ``stage:STAGE``, ``cash:YYYY-MM``, ``hours:PERSON:STAGE``, ``events:STAGE``."""
    kind: LimitKind
    where: str
    """Stage, month or person that it belongs to; empty for the total and the cap."""
    bound: int
    """Money in hundredths, minutes, or events."""
    used: int


class Portfolio(Struct, frozen=True):
    """The chosen activities.

    ``points`` is reached and ``bound`` can at most be reached; they are the same where the solver proved its answer.
    """

    choices: tuple[Choice, ...]
    points: int
    bound: int
    limits: tuple[Limit, ...]
    left_out: tuple[LeftOut, ...]
    kept: bool = False
    """Whether it stays at or near an earlier playbook's choice although a little more (a hundredth at most) would fit."""

    @property
    def gap(self) -> Decimal:
        """How far, as a share, a better choice could be away; 0 where there is none."""
        return Decimal(self.bound - self.points) / self.bound if self.bound > 0 else Decimal(0)


class Count(Struct, frozen=True):
    """How often a kind is held in a stage."""

    kind: str
    name: Text
    stage: StageId
    count: int


class Alternative(Struct, frozen=True):
    """Another choice that keeps all limits; differences are other minus chosen."""

    id: Literal["less_money", "less_work", "without_first"]
    """The cheapest, the one with least work, both at nine tenths of the value at least; the best without the kind
    that adds most."""
    counts: tuple[Count, ...]
    points: int
    cost: Decimal
    minutes: int
    cost_change: Decimal
    minutes_change: int
    points_share: Decimal
    """Its value as a share of the chosen one's."""


class Flip(Struct, frozen=True):
    """What changes in the choice when one weight is a fifth larger or smaller."""

    weight: str
    """Id of the weight in knowledge."""
    what: Text
    factor: Decimal
    added: tuple[Count, ...]
    dropped: tuple[Count, ...]


class Advice(Struct, frozen=True):
    """What to know before the choice is signed: three alternatives and the weights that would turn it."""

    alternatives: tuple[Alternative, ...]
    flips: tuple[Flip, ...]
    steady: tuple[Text, ...]
    """Weights whose change by a fifth turns nothing."""
    chosen_cost: Decimal
    chosen_minutes: int
    chosen: tuple[Count, ...] = ()
    """What of the choice is still open; alternatives are compared with it. Empty: all of it is."""
