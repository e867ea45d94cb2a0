"""Structural faults are found in every container that a plan can have, at the path at which they stand.

The page of all keys gives a plan in which every key is used; each of its mappings and values is spoilt in turn.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from planner.diagnostics.model import PlanPath
from planner.plan.read import read_plan
from planner.plan.reference import example_plan
from planner.source.locate import locate
from planner.source.reader import read_source

SOURCE = read_source(example_plan(), "every_key.yaml")


def nodes(node: object, path: PlanPath = ()) -> Iterator[tuple[PlanPath, object]]:
    yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from nodes(child, (*path, key))


NODES = tuple(nodes(SOURCE.data))
FREE_KEYS = {("checks", "severity"), ("checks", "thresholds")}
"""Mappings whose keys are names, not keys of ours."""


def is_free(path: PlanPath) -> bool:
    return path in FREE_KEYS or (len(path) > 1 and path[0] == "activities" and path[-1] == "roles")


MAPPINGS = [path for path, node in NODES if isinstance(node, dict) and not is_free(path)]
VALUES = [path for path, node in NODES if not isinstance(node, dict | list)]


def spoilt(path: PlanPath, change: Any) -> Any:
    data: Any = copy.deepcopy(SOURCE.data)
    node = data
    for element in path[:-1]:
        node = node[element]
    change(node if path else data, path[-1] if path else None)
    return data


def test_the_page_has_many_containers() -> None:
    assert read_plan(SOURCE.data).plan is not None
    assert len(MAPPINGS) > 60
    assert len(VALUES) > 250


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: ".".join(map(str, path)) or "top")
def test_an_unknown_key_is_found_in_every_mapping(path: PlanPath) -> None:
    data: Any = copy.deepcopy(SOURCE.data)
    node = data
    for element in path:
        node = node[element]
    node["nonsense_key"] = 1
    assert [(f.code, f.path, f.at) for f in read_plan(data).findings if f.code == "STR001"] == [
        ("STR001", (*path, "nonsense_key"), "key")
    ]


@pytest.mark.parametrize("path", VALUES, ids=lambda path: ".".join(map(str, path)))
def test_a_mapping_is_refused_wherever_one_value_belongs(path: PlanPath) -> None:
    def put(node: Any, key: Any) -> None:
        node[key] = {"nonsense": {"deeper": []}}

    findings = read_plan(spoilt(path, put)).findings
    assert findings, "a mapping in place of a value is never accepted"
    for finding in findings:
        common = finding.path[: len(path)]
        assert common == path[: len(common)], "it is reported at the value, or at what holds it"
        position = locate(SOURCE, finding.path, finding.at)
        assert 1 <= position.line <= len(SOURCE.text.splitlines())
