"""The reference page names every key, and its example is a plan that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planner.plan.plan import TOP_LEVEL_KEYS
from planner.plan.read import read_plan
from planner.plan.reference import example_plan, plan_reference
from planner.plan.schema import plan_schema
from planner.source.reader import read_source

PAGE = Path(__file__).parents[2] / "docs" / "plan-file.md"
# Of these pairs a plan can only have one; the other stands in a comment of the example, or in another item.
ONLY_IN_A_COMMENT = {"Period.months", "Activities.only_written"}


def keys_used(node: Any, schema: dict[str, Any], model: dict[str, Any], name: str, used: set[str]) -> None:
    """Collect ``Model.key`` for all keys of the example, along the schema."""
    forms = [model, *model.get("anyOf", ())]
    for form in forms:
        if "$ref" in form:
            target = form["$ref"].removeprefix("#/$defs/")
            keys_used(node, schema, schema["$defs"][target], target, used)
        if isinstance(node, list) and "items" in form:
            for item in node:
                keys_used(item, schema, form["items"], name, used)
        if isinstance(node, dict):
            for key, child in form.get("properties", {}).items():
                if key in node:
                    used.add(f"{name}.{key}")
                    keys_used(node[key], schema, child, name, used)


def test_the_example_is_a_plan() -> None:
    source = read_source(example_plan())
    assert source.findings == ()
    reading = read_plan(source.data)
    assert reading.findings == ()
    assert reading.plan is not None


def test_the_example_uses_every_key() -> None:
    schema = plan_schema("en")
    data = read_source(example_plan()).data
    assert isinstance(data, dict)
    assert set(data) == set(TOP_LEVEL_KEYS)
    used: set[str] = set()
    for key, value in data.items():
        keys_used(value, schema, schema["properties"][key], key, used)
    every = {
        f"{name}.{key}"
        for name, model in schema["$defs"].items()
        for form in (model, *model.get("anyOf", ()))
        for key in form.get("properties", {})
    }
    assert len(every) > 150
    assert every - used - ONLY_IN_A_COMMENT == set()


def test_the_page_has_a_row_for_every_key_of_every_section() -> None:
    page = plan_reference()
    for key in TOP_LEVEL_KEYS:
        assert f"\n{key}: " in page or f"\n{key}:\n" in page, key
    for path in (
        "target",
        "[].quiet.start",
        "build.gate[].at_least",
        "items[].venue.mode",
        "points.earn[].daily_cap",
    ):
        assert f"{path}`" in page, path


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == plan_reference(), "run make docs"
