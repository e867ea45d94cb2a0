"""A text in which slips were put right, so that reading can go on, and the way back to what was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from planner.diagnostics.model import Position
from planner.source.lines import LineIndex

_LONE_RETURN = re.compile(r"\r(?!\n)")


class Edit(NamedTuple):
    """Replace ``text[start:end]``."""

    start: int
    end: int
    replacement: str


class RepairedText:
    """The text as written, the edits so far (in its coordinates) and the text that results.

    A lone CR becomes LF in the text that results: to YAML they are the same, and lines are found faster.
    """

    __slots__ = ("_edited", "_edits", "lines", "text")

    def __init__(self, lines: LineIndex, edits: tuple[Edit, ...] = ()) -> None:
        self.lines = lines
        self._edits = edits
        written = _LONE_RETURN.sub("\n", lines.text) if "\r" in lines.text else lines.text
        self._edited: list[int] = []
        """Start of each edit in the repaired text."""
        parts: list[str] = []
        at = shift = 0
        for edit in edits:
            parts += (written[at : edit.start], edit.replacement)
            self._edited.append(edit.start + shift)
            shift += len(edit.replacement) - (edit.end - edit.start)
            at = edit.end
        self.text = "".join((*parts, written[at:])) if edits else written

    def written_index(self, index: int) -> int:
        """Give the index in the text as written of an index in the repaired text."""
        at = bisect_right(self._edited, index) - 1
        if at < 0:
            return index
        edit, into = self._edits[at], index - self._edited[at]
        if into < len(edit.replacement):
            return min(edit.start + into, edit.end)
        return edit.end + into - len(edit.replacement)

    def span(self, start: int, end: int) -> Position:
        """Give the position, in the text as written, of a part of the repaired text."""
        return self.lines.span(self.written_index(start), self.written_index(end))

    def repair(self, edits: list[Edit]) -> RepairedText | None:
        """Apply more edits, given in coordinates of the repaired text; None if all of them touch earlier ones."""
        found = {
            Edit(self.written_index(edit.start), self.written_index(edit.end), edit.replacement)
            for edit in edits
        }
        earlier = set(self._edits)
        merged: list[Edit] = []
        for edit in sorted(found | earlier):
            if merged and _touch(merged[-1], edit):
                if edit not in earlier or merged[-1] in earlier:
                    continue
                merged.pop()
            merged.append(edit)
        if len(merged) == len(earlier):
            return None
        return RepairedText(self.lines, tuple(merged))


def _touch(first: Edit, second: Edit) -> bool:
    if first.start == first.end or second.start == second.end:
        return second.start <= first.end
    return second.start < first.end
