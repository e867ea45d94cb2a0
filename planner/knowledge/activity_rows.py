"""Rows of activity kinds: everything that a team needs to run one."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.schema import CommunityType, Mode, RoleId, Row, Situation, StageId, Text


class EventRole(Struct, frozen=True, forbid_unknown_fields=True):
    """A role in an event, held by one of the team's roles."""

    id: str
    name: Text
    role: RoleId | Literal["outside"]
    """``outside``: somebody who is not of the team (the host of a visit), named once they are found."""
    vacant: Text | None = None
    """What stands in its place where everybody of the team has another role in the event already; a role with such
    a line is never given to somebody twice."""


class PreparationRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Work before an event, due some work days before it; rows stand in the order in which they build on each other."""

    id: str
    work_days_before: int
    role: str
    """Id of an event role."""
    minutes: int
    title: Text
    done: Text
    after_sign_up: bool = False
    """Work on what was signed up: it begins the day after the sign-up has closed."""
    mode: Mode | None = None
    """Part of this way of holding it only; ``None``: of both."""


class MaterialRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A thing to bring: how many, for whom."""

    name: Text
    per: Literal["head", "group", "event"]
    quantity: Decimal
    unit: Text
    heads: int | None = None
    """How many heads make a group, with ``per: group``; ``None`` where one for all is meant."""
    mode: Mode | None = None
    """Needed in this way of holding it only; ``None``: in both."""


class CostRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A cost with preset prices in four currencies; all presets are assumptions."""

    id: str
    name: Text
    per: Literal["head", "event"]
    amounts: dict[str, Decimal]
    """Currency code (CNY, USD, EUR, GBP) → price; not converted from each other."""
    mode: Mode | None = None
    """Paid in this way of holding it only; ``None``: in both."""


class RunSheetRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of the run sheet: minutes relative to the start, who does what with which words."""

    at: int
    """Minutes from the start of the event; negative before it."""
    role: str
    what: Text
    say: Text | None = None
    """Words as they are said or sent; ``None`` where the row says what to watch instead."""
    watch: Text | None = None
    mode: Mode | None = None
    repeats: int = 1
    """On how many days running it is done, in an event of several days."""
    minutes: int | None = None
    """How long it takes each time, in an event of several days; ``None``: a quarter of an hour."""


class BranchRow(Struct, frozen=True, forbid_unknown_fields=True):
    """What is done when something goes wrong, decided beforehand."""

    when: Text
    do: Text
    role: str
    mode: Mode | None = None


class SafetyRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A safety rule and when it applies."""

    applies: Literal["always", "offline", "outdoor", "food", "minors", "recording", "data"]
    text: Text


class FollowUpRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happens after the event."""

    days: int
    role: str
    minutes: int
    what: Text
    time: str | None = None
    """``None``, with ``days: 0``: some minutes after the end (``after_end``), or the next morning if those are quiet
    hours of the platform."""
    after_end: int = 20
    by_phone: bool = False
    """Nothing is posted, so quiet hours do not hold it up."""


class SignUpRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Calendar days before the event."""

    opens: int
    closes: int
    reminders: tuple[int, ...]
    fields: Text
    """What is asked at sign-up, and no more, with when it is deleted."""
    invite: Text
    """The message that opens the sign-up, as it is sent."""
    reminder: Text
    """The message of the last reminder, as it is sent."""
    role: str | None = None
    """Id of the event role that sends both and keeps the list; ``None``: the first one."""
    seats: bool = True
    """Whether whoever signs up takes a place that somebody else then lacks; ``False`` where one only says so."""
    too_few: Text | None = None
    """What those who signed up are sent on the closing day where they are fewer than needed."""


class SuccessRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A measure of success that somebody can count."""

    measure: Text
    per_expected: Decimal | None = None
    """Threshold as a share of the expected participants (rounded up), or ``None`` with ``value``."""
    value: Decimal | None = None
    counted: Text | None = None
    """Who counts it, when."""
    days: int | None = None
    """Days after the end on which it can be counted; ``None``: by the end of the event."""


class ActivityKindRow(Row, frozen=True, kw_only=True):
    """An activity kind that a team can run from this row alone."""

    name: Text
    summary: Text
    mode: tuple[Mode, ...]
    """Ways in which it can be held; the first is the default."""
    types: dict[CommunityType, int]
    """Fit to each type, 0 (not offered) to 3."""
    situations: tuple[Situation, ...]
    stages: tuple[StageId, ...]
    capabilities: tuple[str, ...] = ()
    """Platform capabilities without which it cannot be held online."""
    serves: dict[str, int]
    """KPI id → contribution 0–3; the weights of the choice."""
    tags: tuple[str, ...] = ()
    """What red lines can hit, e.g. ``lottery``, ``discount``, ``food``, ``livestream``."""
    participants: dict[Literal["min", "typical", "max"], int]
    no_show: Decimal
    """Expected share of the registered who do not come."""
    duration: int
    """Minutes from start to end."""
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    """Days that suit, best first."""
    times: tuple[str, ...]
    distance_days: int
    """Least days between two occurrences."""
    most_per_month: int
    roles: tuple[EventRole, ...]
    sign_up: SignUpRow | None
    preparation: tuple[PreparationRow, ...]
    materials: tuple[MaterialRow, ...]
    costs: tuple[CostRow, ...]
    run_sheet: tuple[RunSheetRow, ...]
    branches: tuple[BranchRow, ...]
    safety: tuple[SafetyRow, ...]
    success: tuple[SuccessRow, ...]
    follow_up: tuple[FollowUpRow, ...]
    deliverable: Text
    """What remains afterwards and where it is kept."""
    question_as: Text | None = None
    """What an event does with its question of the pool (``这场答``); ``None`` where none is taken up."""

    @property
    def takes_seats(self) -> bool:
        """Whether those who sign up have a place, so that each is confirmed and missed when they stay away."""
        return self.sign_up is not None and self.sign_up.seats

    @property
    def sender(self) -> str:
        """Id of the event role that invites and keeps the list of names; empty for a kind without roles."""
        if self.sign_up is not None and self.sign_up.role:
            return self.sign_up.role
        return self.roles[0].id if self.roles else ""
