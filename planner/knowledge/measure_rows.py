"""Rows of KPIs, platforms and standing assumptions."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.knowledge.schema import Direction, Row, StageId, Text

EventNeed = Literal["", "event", "sign_up", "on_site"]
"""At which events a figure is counted: at none; at any; where people sign up; where they come in person."""


class MeasureRow(Struct, frozen=True, forbid_unknown_fields=True):
    """How a KPI is counted on a class of platforms."""

    capability: str
    """Platform capability that makes this way possible; ``manual`` is always there."""
    how: Text
    at: EventNeed = ""


class KpiRow(Row, frozen=True, kw_only=True):
    """A KPI: its definition and how it can be measured."""

    name: Text
    aliases: tuple[str, ...]
    """Other names under which operators write it, Chinese and English."""
    unit: Text
    """Unit as printed after a number, e.g. 人 / members, ``%``, 元 …; empty for pure ratios."""
    value: Literal["count", "percent", "money", "score", "hours", "ratio", "permille"]
    nature: Literal["stock", "flow", "rate", "mean"]
    """Counted at a moment; summed over a period; a share over a window; a mean."""
    direction: Direction
    window: Literal["none", "day", "week", "month", "quarter"] = "none"
    formula: Text
    trajectory: Literal["linear", "compound", "s_curve", "constant"]
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    criterion: Literal["activity", "satisfaction", "loyalty", "scale", "efficiency"]
    """Which of the five success criteria it speaks for."""
    stages: tuple[StageId, ...]
    measures: tuple[MeasureRow, ...]
    """Ways to measure it, best first; none with ``manual`` means that a plain group cannot give it."""
    cadence: Literal["day", "week", "month", "quarter"]
    public: bool = False
    """Whether a target may be told to members: figures about what they do together, never about our business."""
    caveat: Text | None = None


class LimitRow(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A platform's limit with its date and confidence."""

    id: str
    what: Text
    value: int
    unit: Text
    applies: Literal["broadcast", "manual", "title", "body", "capacity", "images", "other"]
    per: Literal["none", "day", "week", "month"] = "none"
    source: str
    as_of: str
    confidence: Literal["high", "medium", "low"]


class PlatformRow(Row, frozen=True, kw_only=True):
    """A platform: what it can do, what it limits."""

    name: Text
    aliases: tuple[str, ...]
    role: Literal["group", "channel", "forum", "video", "site", "event"]
    capabilities: tuple[str, ...]
    capacity: int | None = None
    """Members of one group, where it is limited."""
    official_posts_per_day: int | None = None
    """Most official posts per group and day (an assumption)."""
    quiet: tuple[str, str] | None = None
    """Quiet hours, from and to, ``HH:MM``."""
    limits: tuple[LimitRow, ...] = ()
    formats: tuple[str, ...]
    jurisdiction: str = ""
    """Country whose platform rules apply, e.g. ``CN``; empty when none is tied to it."""
    status: Literal["active", "retired"] = "active"
    note: Text | None = None


class AssumptionRow(Row, frozen=True, kw_only=True):
    """A figure of ours that holds until the plan says otherwise."""

    what: Text
    value: Decimal
    unit: Text
    path: str
    """Plan key that overrides it, dotted; empty where only other rows do."""
