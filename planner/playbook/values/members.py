"""Single members in numbers: who arrives, which steps of journeys that makes a week, how champions are found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from planner.completion.values.members import CompleteChampions, CompleteJourney
from planner.dates.ranges import Month, Week
from planner.diagnostics.model import Reason


class StepWeek(Struct, frozen=True):
    """A step in one week: how many members get it (expected, to one decimal) and what that takes."""

    step: str
    people: Decimal
    minutes: int
    owner: str
    """Who does it: the step's owner, or who stands in for them in that week; empty where nobody is there."""


class JourneyWeek(Struct, frozen=True):
    """A journey in one week; ``begin`` is how many members set out in it."""

    week: Week
    begin: Decimal
    steps: tuple[StepWeek, ...]
    spared: tuple[str, ...] = ()
    """Steps that are missed in this week, because whoever does them has no time left for them."""


class JourneyPlan(Struct, frozen=True):
    """A journey with its expected load; ``weeks`` is empty where nobody knows how many members it concerns."""

    journey: CompleteJourney
    weeks: tuple[JourneyWeek, ...]
    reason: Reason


class ChannelCourse(Struct, frozen=True):
    """What one channel of acquisition means per day and place."""

    channel: str
    """Id of the channel."""
    month: Decimal
    """Joins a month, as written."""
    day: Decimal
    """The same per day, to two decimals."""
    needed: Decimal | None = None
    """Joins a month that the goal for members asks of it, its part of the whole being as written; ``None`` without
    such a goal."""
    cost_per_join: Decimal | None = None
    """In the plan's currency; ``None`` where nothing is written or nobody joins."""


class ChampionMonth(Struct, frozen=True):
    """Champions in one month."""

    month: Month
    wanted: int
    """In service at the month's end."""
    asked: int
    """To be asked in this month, so that as many say yes as are wanted."""
    asked_on: date | None
    """The day on which they are asked; ``None`` where nobody has to be."""
    owner: str
    """Who asks."""
    rests: int
    """Whose term is over in this month."""


class ChampionPlan(Struct, frozen=True):
    champions: CompleteChampions
    target: int
    by: date
    months: tuple[ChampionMonth, ...]
    minutes_to_ask: int
    """Minutes for asking one person and showing them the job (an assumption)."""


class MembersPlan(Struct, frozen=True):
    journeys: tuple[JourneyPlan, ...] = ()
    arrivals: Mapping[Week, Decimal] = {}
    """Expected joins week by week, to one decimal; without the weeks in which nobody joins."""
    channels: tuple[ChannelCourse, ...] = ()
    champions: ChampionPlan | None = None
