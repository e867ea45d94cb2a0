"""Lines and columns as editors count them: only LF, CRLF and CR end a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from planner.diagnostics.model import Position

_LINE_END = re.compile(r"\r\n|\n|\r")


@lru_cache(maxsize=4)
def split_lines(text: str) -> tuple[str, ...]:
    """Split into lines without their ends; an empty text is one empty line.

    YAML also breaks lines at U+0085, U+2028 and U+2029; editors do not, so neither does this.
    """
    return tuple(_LINE_END.split(text))


class LineIndex:
    """Turns character indexes of one text into positions; counts lines only when first asked."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None

    def place(self, index: int) -> tuple[int, int]:
        """Give (line, column) of an index, both from 1; an index past the end is the end."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        index = max(0, min(index, len(self.text)))
        if self.text[index - 1 : index + 1] == "\r\n":
            index -= 1
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Position:
        """Give the position of ``text[start:end]`` without white space at its end.

        A span without characters is widened by one character of its line where there is one.
        """
        text = self.text
        start = max(0, min(start, len(text)))
        end = max(start, min(end, len(text)))
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        if start == end:
            start, end = _widen(text, start)
        line, column = self.place(start)
        end_line, end_column = self.place(end)
        return Position(line, column, end_line, end_column)


def line_bounds(text: str, index: int) -> tuple[int, int]:
    """Give start and end (line end excluded) of the line that holds ``index``, in a text without lone CR."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    if end < 0:
        return start, len(text)
    return start, end - 1 if end > start and text[end - 1] == "\r" else end


def line_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Give ``start`` and the start of every further line that begins before ``end``, in a text without lone CR."""
    while start < end:
        yield start
        start = text.find("\n", start) + 1 or end


def _widen(text: str, index: int) -> tuple[int, int]:
    # The text may end with its last line: then the place is the end of the last line that has characters.
    if index == len(text):
        while index > 0 and text[index - 1] in "\r\n":
            index -= 1
    if index < len(text) and text[index] not in "\r\n":
        return index, index + 1
    if index > 0 and text[index - 1] not in "\r\n":
        return index - 1, index
    return index, index
