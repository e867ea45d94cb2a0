"""From a path of the plan to the place in the text that a person should look at."""

from __future__ import annotations

from typing import Literal

from planner.diagnostics.model import PlanPath, Position
from planner.source.model import SourceText


def locate(source: SourceText, path: PlanPath, at: Literal["key", "value"] = "value") -> Position:
    """Give the position of a path's key or value; where it has no key, of its value.

    For a path that is not written: the key of the deepest ancestor that is (its value if it has no key), and
    line 1, column 1 for a text without data.
    """
    for length in range(len(path), -1, -1):
        found = source.positions.get(path[:length])
        if found is not None:
            if length == len(path) and at == "value":
                return found.value
            return found.key or found.value
    return Position(1, 1, 1, 2 if source.line(1) else 1)
