"""What reading a file gives: plain data, where each part of it stands, and what was wrong."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from planner.diagnostics.model import Finding, PlanPath, Position
from planner.source.lines import split_lines


@dataclass(frozen=True, slots=True)
class NodePosition:
    """Where a value stands, and its key; items of a list and the root have no key."""

    key: Position | None
    value: Position


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment ``# planner: ignore[CODE] reason until=DATE`` and the lines that it covers.

    ``first_line`` and ``last_line`` count from 1, both included.
    """

    codes: tuple[str, ...]
    reason: str
    until: datetime.date | None
    position: Position
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """A YAML text as plain data with positions.

    ``data`` holds dict, list, str, int, Decimal, bool and None; values that an alias repeats are shared objects.
    It is None where the text is empty or could not be understood; ``findings`` then says why. ``text`` has no
    byte order mark, and unreadable characters are replaced by U+FFFD one for one.
    """

    name: str
    text: str
    data: object | None
    positions: Mapping[PlanPath, NodePosition]
    suppressions: tuple[Suppression, ...]
    findings: tuple[Finding, ...]

    def line(self, number: int) -> str:
        """Give a line of the text, counted from 1, without its end; empty where there is none."""
        lines = split_lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""
