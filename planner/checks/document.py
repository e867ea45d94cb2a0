"""Walking the document as it was read: parts of a plan that may be broken elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from planner.diagnostics.model import PlanPath

SHORT_FORMS: Mapping[str, str] = {
    "platforms": "kind",
    "activities": "kind",
    "people": "name",
    "groups": "name",
    "offers": "name",
    "question_pool": "text",
    "fixed": "text",
    "wont_do": "text",
    "topics": "title",
    "tasks": "title",
    "prohibited": "text",
}
"""List → the key that a bare text in it stands for."""
_WRAPPED = {"activities": "items", "acquisition": "channels", "scripts": "items"}
"""Sections that may be written as the list itself."""


def reach(data: object, pattern: str) -> Iterator[tuple[PlanPath, object]]:
    """Give path and value of everything that a pattern such as ``goals[].kpi`` or ``stages.*.tasks[].id`` names.

    ``[]`` goes through a list (a single value counts as a list with that value), ``*`` through the values of a
    mapping. Where a bare text stands for a mapping, the key that it stands for is found at the text's own path.
    """
    yield from _reach(data, _steps(pattern), 0, (), "")


@cache
def _steps(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.replace("[]", ".[]").split("."))


def _reach(
    node: object, steps: tuple[str, ...], at: int, path: PlanPath, inside: str
) -> Iterator[tuple[PlanPath, object]]:
    if at == len(steps):
        if node is not None:
            yield path, node
        return
    step = steps[at]
    if step == "[]":
        if isinstance(node, list):
            for index, item in enumerate(node):
                yield from _reach(item, steps, at + 1, (*path, index), inside)
        elif not isinstance(node, dict) and node is not None:
            yield from _reach(node, steps, at + 1, path, inside)
    elif step == "*":
        for key, value in node.items() if isinstance(node, dict) else ():
            yield from _reach(value, steps, at + 1, (*path, key), key)
    elif isinstance(node, dict):
        if step in node:
            yield from _reach(node[step], steps, at + 1, (*path, step), step)
    elif (isinstance(node, list) and _WRAPPED.get(inside) == step) or (
        not isinstance(node, list) and node is not None and _short_key(inside, path) == step
    ):
        yield from _reach(node, steps, at + 1, path, inside)


def _short_key(inside: str, path: PlanPath) -> str | None:
    names = [element for element in path if isinstance(element, str) and element in SHORT_FORMS]
    return SHORT_FORMS.get(names[-1] if names else inside)


def value_at(data: object, path: PlanPath) -> object:
    """Return what is written at a path, ``None`` if nothing is."""
    node = data
    for element in path:
        if isinstance(node, dict) and isinstance(element, str):
            node = node.get(element)
        elif isinstance(node, list) and isinstance(element, int) and 0 <= element < len(node):
            node = node[element]
        else:
            return None
    return node


def texts(data: object) -> Iterator[tuple[PlanPath, str]]:
    """Give path and value of every text in a document."""
    waiting: list[tuple[PlanPath, object]] = [((), data)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, str):
            yield path, node
        elif isinstance(node, dict):
            waiting.extend(((*path, key), value) for key, value in reversed(node.items()))
        elif isinstance(node, list):
            waiting.extend(((*path, index), item) for index, item in reversed(list(enumerate(node))))


def activity_path(data: object, index: int, *keys: str | int) -> PlanPath:
    """Return the path of a written activity, or of a key in it."""
    return (*_section_path(data, "activities"), index, *keys)


def script_path(data: object, index: int, *keys: str | int) -> PlanPath:
    """Return the path of a written script, or of a key in it."""
    return (*_section_path(data, "scripts"), index, *keys)


def _section_path(data: object, section: str) -> PlanPath:
    if isinstance(value_at(data, (section,)), dict):
        return (section, _WRAPPED[section])
    return (section,)
