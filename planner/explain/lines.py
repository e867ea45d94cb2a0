"""From plan paths to the lines of the file on which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.completion.model import CompletePlan
from planner.diagnostics.model import PlanPath
from planner.explain.model import Line
from planner.explain.scene import Scene
from planner.playbook.record.plain import path_text
from planner.source.locate import locate

_INSIDE = {"activities": "items"}
"""Sections that may be written as the list of one of their keys: paths leave that key out."""


def lines_of(scene: Scene, paths: Iterable[PlanPath]) -> tuple[Line, ...]:
    """Return the lines of those paths that are written, each once; what is derived or assumed has no line.

    Of several paths on one line the first given stands for all.
    """
    found: dict[int, Line] = {}
    for path in paths:
        written = written_path(scene, path)
        if written is None or not written:
            continue
        line = line_at(scene, written)
        found.setdefault(line.line, line)
    return tuple(found[number] for number in sorted(found))


def line_at(scene: Scene, path: PlanPath) -> Line:
    """Return the line of a written path."""
    place = locate(scene.source, path, "key")
    return Line(
        path=path_text(path),
        file=scene.source.name,
        line=place.line,
        column=place.column,
        text=scene.source.line(place.line).strip(),
    )


def written_path(scene: Scene, path: PlanPath) -> PlanPath | None:
    """Return the path as it stands in the file, ids turned into places of lists; ``None`` if it is not written.

    A path that is not written itself stands for the deepest list item or named thing above it that is.
    """
    data: Any = scene.source.data
    at: list[str | int] = []
    for element in path:
        if isinstance(data, Mapping) and element not in data and at and _INSIDE.get(str(at[-1])) in data:
            at.append(_INSIDE[str(at[-1])])
            data = data[at[-1]]
        step = _step(scene.plan, data, at, element)
        if step is None:
            return tuple(at) if len(at) > 1 or path == tuple(at) else None
        at.append(step)
        data = data[step]
    return tuple(at)


def _step(plan: CompletePlan, data: Any, at: list[str | int], element: str | int) -> str | int | None:
    if isinstance(data, Mapping):
        return element if element in data else None
    if not isinstance(data, list):
        return None
    if isinstance(element, int):
        return element if 0 <= element < len(data) else None
    return _place_of(plan, data, at, element)


def _place_of(plan: CompletePlan, items: list[Any], at: list[str | int], wanted: str) -> int | None:
    """The place in a list of the thing with an id: written with it, or completed at the same place."""
    for index, item in enumerate(items):
        if item == wanted or (
            isinstance(item, Mapping) and wanted in (item.get("id"), item.get("name"), item.get("kpi"))
        ):
            return index
    completed = _completed(plan, at)
    if len(completed) == len(items):
        return next((i for i, one in enumerate(completed) if getattr(one, "id", None) == wanted), None)
    return None


def _completed(plan: CompletePlan, at: list[str | int]) -> tuple[Any, ...]:
    """The list of the complete plan that a list of the file became."""
    match at:
        case ["content", ("series" | "topics" | "pillars") as name]:
            return tuple(getattr(plan.content, name))
        case ["activities"] | ["activities", "items"]:
            return plan.activities
        case ["audience"]:
            return plan.personas
        case ["groups"]:
            # Those that growth asked for stand after the written ones.
            return tuple(group for group in plan.groups if not group.follows)
        case [("goals" | "people" | "platforms" | "routines" | "offers" | "journeys") as name]:
            return tuple(getattr(plan, name))
        case ["budget", "lines"]:
            return plan.budget.lines
    return ()
