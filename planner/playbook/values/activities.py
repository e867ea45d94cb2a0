"""Activities in time: occurrences with preparation and follow-up. Ids are made of causes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from planner.completion.model import LeftOut
from planner.completion.values.programme import CompleteActivity
from planner.diagnostics.model import Reason
from planner.knowledge.schema import StageId, Text


class Preparation(Struct, frozen=True):
    """A piece of preparation of one occurrence, due on a work day."""

    id: str
    title: Text
    done: Text | None
    due: date
    owner: str
    minutes: int
    not_before: date | None = None
    """The first day on which it can be done: the day after the sign-up has closed, where it needs the names."""


class FollowUp(Struct, frozen=True):
    """What happens after one occurrence."""

    id: str
    on: date
    time: str
    owner: str
    minutes: int
    what: Text


class Occurrence(Struct, frozen=True):
    """One dated event; run sheet, branches and safety come from the activity's kind."""

    id: str
    activity: CompleteActivity
    ordinal: int
    """1 for the first occurrence of the activity in the plan."""
    stage: StageId
    on: date
    start: datetime
    """Naive local time in the plan's time zone."""
    end: datetime
    sign_up_opens: date | None
    sign_up_closes: date | None
    reminders: tuple[date, ...]
    preparation: tuple[Preparation, ...]
    follow_up: tuple[FollowUp, ...]
    cost: Decimal | None
    holiday: Text | None
    """Name of the public holiday it falls on."""
    offer: str
    """Offer it is about (operator's words), empty if none."""
    question: str
    """Question of the pool that it takes up, empty if none."""
    reason: Reason
    next_on: date | None = None
    """Day of the next occurrence of the same activity, of the same kind for chosen ones; ``None`` after the last."""


class ActivityPlan(Struct, frozen=True):
    activities: tuple[CompleteActivity, ...]
    """Written ones and chosen ones, in order of first occurrence."""
    occurrences: tuple[Occurrence, ...]
    """In order of time."""
    left_out: tuple[LeftOut, ...]
