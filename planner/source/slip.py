"""One thing that is wrong in a text, before it becomes a finding: in coordinates of the parsed text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from planner.source.repairs import Edit

_LONGEST_QUOTE = 60


class Slip(NamedTuple):
    """A code, a span and the edits that let reading go on.

    ``guessed``: the edits restore the shape only, so later complaints about the shape may be due to them.
    """

    code: str
    start: int
    end: int
    variant: str = "default"
    params: Mapping[str, object] = MappingProxyType({})
    suggestions: tuple[str, ...] = ()
    related: tuple[tuple[int, int, str], ...] = ()
    """Start, end and text key of other places that explain it."""
    edits: tuple[Edit, ...] = ()
    guessed: bool = False


def shorten(text: str) -> str:
    """Cut a piece of the operator's text to what fits into a message."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def apply_edits(text: str, start: int, end: int, edits: tuple[Edit, ...]) -> str:
    """Give ``text[start:end]`` as it would read after the edits that lie in it."""
    parts: list[str] = []
    at = start
    for edit in sorted(edits):
        if at <= edit.start and edit.end <= end:
            parts += (text[at : edit.start], edit.replacement)
            at = edit.end
    return "".join((*parts, text[at:end]))
