"""The limits of the platforms that are posted to: posts a day, quiet hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.documents.names import Names
from planner.playbook.values.content import Entry


@dataclass(frozen=True, slots=True)
class Limit:
    platform: str
    posts: int
    """Official posts per group and day, 0 for no limit."""
    quiet_from: str
    quiet_until: str


def limits_of(names: Names, entries: Iterable[Entry]) -> tuple[Limit, ...]:
    """Return the limits of the platforms that some posts go to."""
    used = {entry.platform for entry in entries}
    return tuple(
        Limit(names.platform(p.id), p.posts_per_day or 0, *(p.quiet or ("", "")))
        for p in names.plan.platforms
        if p.id in used and (p.posts_per_day is not None or p.quiet is not None)
    )
