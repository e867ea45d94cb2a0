"""Goals on their way: monthly paths, growth of the membership, verdicts. KPI values in the KPI's unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.completion.paths import Course, Gate
from planner.dates.ranges import Month
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.schema import StageId

StepId = Literal[
    "start", "channel", "joins", "leaves", "events", "heads", "in_month", "in_all", "members", "share"
]
"""``start`` + every ``channel`` (or ``joins``) − ``leaves`` = what there is on the goal's day; ``events`` are held and
``heads`` come to them; ``in_month`` is counted in the goal's month, ``in_all`` up to its day; ``members`` are there
on the day and ``share`` is how many of a hundred of them the goal asks for, or how many of the registered come."""

Unjudged = Literal["", "no_link", "no_channels", "no_start", "window", "part", "preset", "past"]
"""Why a goal is not judged: no arithmetic leads from the plan to this KPI; nobody says where members come from; nobody
says how many there are; enough if all months count, too little if one does; it depends on how many of the members take
part; all that is known is a preset of ours; its day lies before the plan."""


class Milestone(Struct, frozen=True):
    """A KPI's value at a month's end (or at the goal's own day, in its last month)."""

    month: Month
    on: date
    value: Decimal
    limited_by: str = ""
    """KPI of which this one is a part, where the path alone would exceed it; empty if nothing limits the value."""


class Step(Struct, frozen=True):
    """A number of the sum that leads to a verdict, in the order in which it is added up."""

    id: StepId
    value: Decimal
    name: str = ""
    """The operator's name of a channel."""
    per_day: Decimal | None = None
    """The same per day on which the groups are open, to two decimals."""


class Turn(Struct, frozen=True):
    """An assumption at the point where the verdict turns, everything else unchanged."""

    assumption: Literal["joins_per_month", "loss_per_month", "events", "heads"]
    """Joins of all channels a month; share of members lost a month; number of events; heads per event."""
    path: PlanPath
    now: Decimal
    needed: Decimal
    """The least (of a loss: the greatest) value at which the goal is still reached."""


class Verdict(Struct, frozen=True):
    """Whether a goal is reachable on the stated assumptions; only for goals that arithmetic can judge.

    ``tight``: what is planned lies within a tenth of the asked change of the target, on either side.
    """

    kind: Literal["reachable", "tight", "out_of_reach", "not_judged"]
    planned: Decimal | None = None
    """What the assumptions give by the goal's day."""
    gap: Decimal | None = None
    """Target minus planned; positive if something is missing."""
    joins_per_day: Decimal | None = None
    """What the goal asks for, in new members per day, after losses."""
    basis: Literal["", "channels", "events"] = ""
    """What the sum is made of."""
    why_not: Unjudged = ""
    steps: tuple[Step, ...] = ()
    turns: tuple[Turn, ...] = ()
    """Assumptions that alone would turn the verdict; those that cannot are left out."""
    reached_in: Month | None = None
    """Month in which it is reached if all goes on like this, where that is after the goal's day."""


class Conflict(Struct, frozen=True):
    """A day on which a goal asks for more than the whole that it is a part of has on its own path."""

    whole: str
    """KPI of the whole."""
    on: date
    part_value: Decimal
    whole_value: Decimal


class GoalPath(Struct, frozen=True):
    """A goal with its monthly path; ``provisional`` while the baseline is unknown."""

    goal: str
    kpi: str
    milestones: tuple[Milestone, ...]
    stage_values: Mapping[StageId, Decimal]
    """Value at the end of each stage that starts before the goal's day."""
    provisional: bool
    measured_by: date | None
    """Day on which an unknown baseline is known: that of the task that counts it, else after two weeks of counting, or
    after the second event at which it is counted; ``None`` as long as no such event is planned."""
    verdict: Verdict
    reason: Reason
    measured_from: date | None = None
    """First day of counting: the plan's first day; for what happens in groups not before they open. ``None`` for what is
    counted at events."""
    measured_who: str = ""
    """Id of who counts an unknown baseline."""
    conflicts: tuple[Conflict, ...] = ()
    measured_at: tuple[date, ...] = ()
    """Days of the first events at which an unknown baseline is counted, at most two; empty for what is counted
    without."""
    course: Course | None = None
    """What the milestones are read off; ``None`` while nobody knows the baseline."""

    @property
    def waypoints(self) -> tuple[Gate, ...]:
        """The gates that ask for more than the path alone would have on their day; it goes by way of them."""
        return self.course.waypoints if self.course is not None else ()


class GrowthMonth(Struct, frozen=True):
    """Members in one month: start + joins − leaves = end."""

    month: Month
    start: int
    joins: int
    leaves: int
    end: int
