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


class PreparationRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Work before an event, due some work days before it."""

    id: str
    work_days_before: int
    role: str
    """Id of an event role."""
    minutes: int
    title: Text
    done: Text


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


class RunSheetRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of the run sheet: minutes relative to the start, who does what with which words."""

    at: int
    """Minutes from the start of the event; negative before it."""
    role: str
    what: Text
    say: Text | None = None
    """Words as they are said or sent; ``None`` where the row says what to watch instead."""
    watch: Text | None = None


class BranchRow(Struct, frozen=True, forbid_unknown_fields=True):
    """What is done when something goes wrong, decided beforehand."""

    when: Text
    do: Text
    role: str


class SafetyRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A safety rule and when it applies."""

    applies: Literal["always", "offline", "outdoor", "food", "minors", "recording", "data"]
    text: Text


class FollowUpRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happens after the event."""

    days: int
    time: str
    role: str
    minutes: int
    what: Text


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


class SuccessRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A measure of success that somebody can count."""

    measure: Text
    per_expected: Decimal | None = None
    """Threshold as a share of the expected participants (rounded up), or ``None`` with ``value``."""
    value: Decimal | None = None
    counted: Text | None = None
    """Who counts it, when."""


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
