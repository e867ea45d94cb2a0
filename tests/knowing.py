"""All knowledge rows and all texts in them, for tests that look at every one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from planner.knowledge.load import (
    activity_kind_ids,
    community_type_ids,
    load_activity_kind,
    load_assumptions,
    load_champions,
    load_choice,
    load_consents,
    load_group_procedures,
    load_journeys,
    load_kpis,
    load_nodes,
    load_patterns,
    load_platforms,
    load_red_lines,
    load_roles,
    load_rules,
    load_scripts,
    load_stages,
    load_tasks,
    load_type,
)
from planner.knowledge.schema import Row, Text


@cache
def families() -> dict[str, tuple[Row, ...]]:
    """Return the rows of each file family."""
    rules = load_rules()
    return {
        "types": tuple(map(load_type, community_type_ids())),
        "activities": tuple(map(load_activity_kind, activity_kind_ids())),
        "patterns": tuple(load_patterns().values()),
        "kpis": tuple(load_kpis().values()),
        "platforms": tuple(load_platforms().values()),
        "red_lines": tuple(load_red_lines().values()),
        "stages": tuple(load_stages().values()),
        "tasks": tuple(load_tasks().values()),
        "roles": tuple(load_roles().values()),
        "nodes": tuple(load_nodes().values()),
        "assumptions": tuple(load_assumptions().values()),
        "choice": tuple(load_choice().values()),
        "scripts": tuple(load_scripts().values()),
        "journeys": tuple(load_journeys().values()),
        "champions": tuple(load_champions().values()),
        "group_procedures": tuple(load_group_procedures().values()),
        "consents": tuple(load_consents().values()),
        "rules/prohibited": rules.prohibited,
        "rules/encouraged": rules.encouraged,
        "rules/ladder": rules.ladder,
        "rules/procedures": rules.procedures,
    }


@cache
def all_rows() -> tuple[tuple[str, Row], ...]:
    """Return every row with a name, also those inside other rows."""
    found: list[tuple[str, Row]] = []

    def walk(name: str, value: Any) -> None:
        if isinstance(value, Row):
            name = f"{name}/{value.id}"
            found.append((name, value))
        if isinstance(value, msgspec.Struct):
            for field in value.__struct_fields__:
                walk(name, getattr(value, field))
        elif isinstance(value, dict):
            for item in value.values():
                walk(name, item)
        elif isinstance(value, tuple):
            for item in value:
                walk(name, item)

    for family, rows in families().items():
        walk(family, rows)
    return tuple(found)


def texts_in(value: Any, path: str) -> Iterator[tuple[str, Text]]:
    """Give every text inside a value with its path; items of a list are numbered."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from texts_in(getattr(value, field), f"{path}.{field}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{path}[{index}]")


@cache
def all_texts() -> tuple[tuple[str, Text], ...]:
    """Return every text of all families with its path."""
    return tuple(
        found
        for family, rows in families().items()
        for row in rows
        for found in texts_in(row, f"{family}/{row.id}")
    )
