"""The JSON Schema of the plan file, for completion and hints while typing; composed from the sections' models.

It accepts whatever the models accept; what one value says about another (order of dates, ids that exist) is left
to ``check``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from planner.diagnostics.model import Language
from planner.knowledge.load import activity_kind_ids, community_type_ids, load_kpis, load_platforms
from planner.plan.outline import SECTION_DESCRIPTIONS, describe, is_bilingual
from planner.plan.plan import HEAD_KEYS, REQUIRED, SECTION_TYPES, section_adapter

_TITLES: Mapping[Language, str] = {"zh-CN": "社群运营方案", "en": "Community operations plan"}


class _PlanSchema(GenerateJsonSchema):
    """Knows the short forms that validators before a model or list accept."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        short = _SHORT_FORMS.get(getattr(schema["function"]["function"], "__name__", ""))
        return short(inner) if short is not None else inner

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        # A key without a value means the same as no key, so null stays allowed; one level of anyOf reads better.
        inner = self.generate_inner(schema["schema"])
        options = inner["anyOf"] if set(inner) == {"anyOf"} else [inner]
        return {"anyOf": [*options, {"type": "null"}]}

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        # Numbers are taken as text: a group may be called 2026.
        inner = super().str_schema(schema)
        return inner if "pattern" in inner else {**inner, "type": ["string", "number"]}


def _text_or(inner: JsonSchemaValue) -> JsonSchemaValue:
    return {"anyOf": [{"type": "string", "minLength": 1}, inner]}


def _number_or(inner: JsonSchemaValue) -> JsonSchemaValue:
    return {"anyOf": [{"type": "integer", "minimum": 0}, inner]}


def _item_or(inner: JsonSchemaValue) -> JsonSchemaValue:
    return {"anyOf": [inner["items"], inner]}


_SHORT_FORMS = {
    "_from_text": _text_or,
    "_from_number": _number_or,
    "_as_list": _item_or,
}
# Sections whose mapping may be written as the list of one of its keys: section -> key.
_LIST_FORMS = {"activities": "items", "acquisition": "channels"}


def plan_schema(language: Language) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a plan file with descriptions in one language."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    head = _section("head", definitions)
    for key in HEAD_KEYS:
        properties[key] = head["properties"][key]
    for name in SECTION_TYPES:
        properties[name] = _section(name, definitions)
    for name, key in _LIST_FORMS.items():
        model = definitions[properties[name]["$ref"].removeprefix("#/$defs/")]
        properties[name] = {"anyOf": [model["properties"][key], properties[name]]}
    for name in ("audience", "goals"):
        properties[name]["minItems"] = 1
    for name in SECTION_TYPES:
        properties[name] = _as_section(name, properties[name])
    _close_objects(definitions)
    _add_known_names(definitions)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES[language],
        "type": "object",
        "additionalProperties": False,
        "required": list(REQUIRED),
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }
    told: dict[str, Any] = _tell(schema, language)
    return told


def _section(name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = section_adapter(name).json_schema(schema_generator=_PlanSchema)
    definitions.update(schema.pop("$defs", {}))
    if schema.get("type") == "object" and name != "head":
        definitions[schema["title"]] = schema
        return {"$ref": f"#/$defs/{schema['title']}"}
    return schema


def _as_section(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Add the section's description; a section that may be absent may also be left empty."""
    if name not in REQUIRED:
        schema = {"anyOf": [*(schema["anyOf"] if set(schema) == {"anyOf"} else [schema]), {"type": "null"}]}
    return {**schema, "description": SECTION_DESCRIPTIONS[name]}


def _close_objects(definitions: dict[str, Any]) -> None:
    """Move "no other keys" to the mapping among a model's forms: beside ``anyOf`` it would refuse every key."""
    for schema in definitions.values():
        if "anyOf" in schema and "additionalProperties" in schema:
            closed = schema.pop("additionalProperties")
            _mapping_of(schema)["additionalProperties"] = closed


def _add_known_names(definitions: dict[str, Any]) -> None:
    """Offer the ids that knowledge has as examples; names and synonyms are accepted too."""
    known = {
        ("Community", "type"): community_type_ids(),
        ("Goal", "kpi"): tuple(load_kpis()),
        ("GateCondition", "kpi"): tuple(load_kpis()),
        ("Platform", "kind"): tuple(load_platforms()),
        ("Activity", "kind"): activity_kind_ids(),
    }
    for (model, key), ids in known.items():
        _mapping_of(definitions[model])["properties"][key]["examples"] = list(ids)


def _mapping_of(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping among the forms of a model."""
    forms: list[dict[str, Any]] = [schema, *schema.get("anyOf", ())]
    return next(form for form in forms if "properties" in form)


def _tell(node: Any, language: Language, *, inside_properties: bool = False) -> Any:
    """Drop generated titles and class docstrings, and keep one language of each field's description."""
    if isinstance(node, list):
        return [_tell(item, language) for item in node]
    if not isinstance(node, dict):
        return node
    told = {}
    for key, value in node.items():
        if inside_properties:
            told[key] = _tell(value, language)
        elif key == "description":
            if is_bilingual(value):
                told[key] = describe(value, language)
        elif key == "title":
            if value in _TITLES.values():
                told[key] = value
        elif key != "default" or value is not None:
            told[key] = _tell(value, language, inside_properties=key in {"properties", "$defs"})
    return told


def plan_schema_text(language: Language) -> str:
    """Return the schema as JSON text; ends with a single line feed."""
    return json.dumps(plan_schema(language), ensure_ascii=False, indent=1) + "\n"
