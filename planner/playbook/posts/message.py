"""What is sent for a post: its parts put together, whether it has a title, and what its platform does not take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from planner.completion.values.team import CompletePlatform
from planner.knowledge.load import load_platforms
from planner.knowledge.measure_rows import LimitRow
from planner.playbook.values.content import Entry

BLANK = "____"
"""Long enough to be seen and written into."""
_TITLED_FORMATS = frozenset({"article", "video", "live"})
_TITLED_PLACES = frozenset({"channel", "forum", "video", "site"})
_UNDERSCORES = re.compile(r"_{2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class TooLong:
    """A part of a message that the platform would cut off or refuse; lengths in characters."""

    what: Literal["title", "body"]
    length: int
    limit: int


def as_sent(text: str, blank: str = BLANK) -> str:
    """Return words as they are sent: lines without ends that nobody sees, blanks long enough to be seen."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return _UNDERSCORES.sub(blank, _EMPTY_LINES.sub("\n\n", lines))


def compose(parts: Iterable[str], blank: str = BLANK) -> str:
    """Return first sentence, text and ask as one message, each on its own line; empty ones fall away."""
    return "\n".join(as_sent(part, blank) for part in parts if part)


def is_titled(entry: Entry, platform: CompletePlatform | None) -> bool:
    """Whether a post goes out under a title: articles and films do, chats know none."""
    return entry.format in _TITLED_FORMATS or (
        platform is not None and platform.role in _TITLED_PLACES and not entry.groups
    )


def too_long(kind: str, title: str, text: str) -> Iterator[TooLong]:
    """Compare a message with the limits that are known of a kind of platform."""
    for limit in limits_of(kind):
        what: Literal["title", "body"] = "title" if limit.applies == "title" else "body"
        length = len(title) if what == "title" else len(text)
        if length > limit.value:
            yield TooLong(what, length, limit.value)


def limits_of(kind: str) -> tuple[LimitRow, ...]:
    """Return the limits of a kind of platform on the length of titles and texts."""
    row = load_platforms().get(kind)
    return tuple(limit for limit in (row.limits if row else ()) if limit.applies in ("title", "body"))
