"""Rows of rules, sanctions, procedures and red lines."""

from __future__ import annotations

from typing import Literal

from planner.knowledge.schema import CommunityType, Row, Text


class ProhibitionRow(Row, frozen=True, kw_only=True):
    """A preset prohibited behaviour."""

    category: Literal[
        "flooding",
        "illegal",
        "attack",
        "advertising",
        "privacy",
        "fraud",
        "off_topic",
        "copyright",
        "safety",
        "poaching",
    ]
    severe: bool = False
    """Severe ones do not start at the first step of the ladder."""
    text: Text
    example: Text
    """What it means here: one case that is, one that is not."""
    step: str
    """Id of the ladder step at which it starts."""
    types: tuple[CommunityType, ...] = ()
    countries: tuple[str, ...] = ()


class EncouragedRow(Row, frozen=True, kw_only=True):
    """A preset behaviour that the community encourages."""

    text: Text
    types: tuple[CommunityType, ...] = ()


class LadderRow(Row, frozen=True, kw_only=True):
    """A step of the sanction ladder, lightest first."""

    name: Text
    action: Text
    words: Text
    """What the member is told, as it is sent."""
    days: int | None = None
    """How long it lasts; ``None`` for no term."""
    record_days: int
    """Days after which the record is dropped; 0 keeps it."""


class ProcedureRow(Row, frozen=True, kw_only=True):
    """Joining, leaving, reports, appeal, privacy, disputes: a preset procedure."""

    title: Text
    steps: tuple[Text, ...]
    hours: int | None = None
    """Within how many hours it is answered."""
    types: tuple[CommunityType, ...] = ()
    countries: tuple[str, ...] = ()


class RedLineRow(Row, frozen=True, kw_only=True):
    """A red line that plans draw, and the tags that it bans."""

    name: Text
    words: tuple[str, ...]
    """Words and phrases, Chinese and English, by which an operator's own sentence is recognised."""
    bans: tuple[str, ...]
    """Tags of activity kinds, patterns, tasks and incentives that fall away."""
