"""The shapes of the knowledge rows; loaders convert ``data/*.yaml`` into these and refuse anything else.

Every row says where it comes from: ``source`` (an id of ``docs/sources.md``) or ``assumption`` (``True``, or the
names of the fields that are assumed).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CommunityType = Literal["industry", "knowledge", "interest", "technical", "retail"]
Situation = Literal["new", "revive", "running"]
StageId = Literal["build", "growth", "maturity"]
PillarKind = Literal["question", "howto", "case", "news", "story", "cocreate", "offer", "event", "ritual"]
RoleId = Literal["owner", "admin", "editor", "planner", "expert"]
Mode = Literal["online", "offline"]
Direction = Literal["up", "down", "band"]


class Text(Struct, frozen=True):
    """One text in both document languages; ``{slot}`` marks are filled by :mod:`planner.knowledge.fill`."""

    zh: str
    en: str


class Row(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all rows have."""

    id: str
    source: str = ""
    assumption: bool | str = False
