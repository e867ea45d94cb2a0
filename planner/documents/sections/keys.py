"""Plan paths as people look them up: the key to write at, and the item of the list that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from planner.diagnostics.model import PlanPath
from planner.documents.names import Names

_LISTS = {
    "goals": lambda plan: [plan.kpis[goal.kpi].name for goal in plan.goals],
    "people": lambda plan: [person.name for person in plan.people],
    "groups": lambda plan: [group.name for group in plan.groups],
    "activities": lambda plan: [activity.name for activity in plan.activities],
    "wont_do": lambda plan: [line.text for line in plan.red_lines],
    "audience": lambda plan: [persona.name for persona in plan.personas],
}


@dataclass(frozen=True, slots=True)
class Place:
    """``key`` without list positions, e.g. ``goals.baseline``; ``item`` names the item, empty if there is none."""

    key: str
    item: str = ""


def place_of(path: PlanPath, names: Names) -> Place:
    """Return where in the plan a path is, in words that an operator can search for."""
    key = ".".join(str(part) for part in path if not isinstance(part, int))
    position = next((part for part in path if isinstance(part, int)), None)
    if position is None or path[0] not in _LISTS:
        return Place(key)
    items = _LISTS[str(path[0])](names.plan)
    if position >= len(items):
        return Place(key)
    item = items[position]
    return Place(key, item if isinstance(item, str) else names.text(item))
