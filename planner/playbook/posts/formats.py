"""The format in which an entry goes out: no run of one format in a group where another is possible."""

from __future__ import annotations

from collections.abc import Collection

from planner.knowledge.load import assumed
from planner.knowledge.topic_rows import PatternRow
from planner.playbook.values.content import Posting

OWN_PATTERNS = frozenset({"article", "live"})
"""Formats that need patterns made for them: a chat post is no article."""


_EXACT = OWN_PATTERNS | {"video", "poll"}
"""Formats in which a series sends nothing that was not made for them."""


def fits_format(row: PatternRow, form: str) -> bool:
    """Say whether a pattern can fill a slot of a format: one of its own, or text, which any chat post can be."""
    if form in _EXACT:
        return form in row.formats
    return form in row.formats or "text" in row.formats


class FormatRuns:
    """How many posts of one format stand last in each group, while entries are added in order of time."""

    def __init__(self, ours: Collection[str]) -> None:
        self._ours = ours
        self._most = int(assumed("format_run"))
        self._runs: dict[str, tuple[str, int]] = {}

    def is_full(self, posting: Posting) -> bool:
        """Say whether another post of the posting's own format would make too long a run.

        Only series of ours can vary: what the operator wrote keeps its format.
        """
        return (
            posting.series in self._ours
            and posting.format not in OWN_PATTERNS
            and not self._has_room(posting, posting.format)
        )

    def add(self, posting: Posting, row: PatternRow | None) -> str:
        """Return the format in which a posting goes out with a pattern, and count it."""
        form = posting.format
        if row is not None and self.is_full(posting):
            form = next((f for f in other_formats(row, form) if self._has_room(posting, f)), form)
        for group in posting.groups:
            last, length = self._runs.get(group, ("", 0))
            self._runs[group] = (form, length + 1 if form == last else 1)
        return form

    def _has_room(self, posting: Posting, form: str) -> bool:
        runs = (self._runs.get(group, ("", 0)) for group in posting.groups)
        return all(last != form or length < self._most for last, length in runs)


def other_formats(row: PatternRow, form: str) -> tuple[str, ...]:
    """Return the formats that a pattern can take instead of one."""
    return tuple(f for f in row.formats if f != form and f not in OWN_PATTERNS)
