"""The JSON Schema (draft 2020-12) of ``playbook.json``, made from its shape."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from planner.diagnostics.model import Language
from planner.playbook.record.descriptions import FIELDS, PARTS, TITLE
from planner.playbook.record.field_names import NAMES
from planner.playbook.record.figures import PlaybookRecord


def playbook_schema(language: Language) -> dict[str, Any]:
    """Return the schema with descriptions in one language; it refuses every key that it does not name."""
    made = msgspec.json.schema(PlaybookRecord)
    parts = made["$defs"]
    for name, part in parts.items():
        _describe(name, part, language)
    root = parts.pop("PlaybookRecord")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "title": _one(TITLE, language),
        "$defs": dict(sorted(parts.items())),
    }


def _describe(name: str, part: dict[str, Any], language: Language) -> None:
    part.pop("title", None)
    part["description"] = _one(PARTS[name], language)
    for key, field in part.get("properties", {}).items():
        field["description"] = _one(FIELDS.get(f"{name}.{key}") or NAMES[key], language)


def _one(both: tuple[str, str], language: Language) -> str:
    return both[0] if language == "zh-CN" else both[1]


def playbook_schema_text(language: Language) -> str:
    """Return the schema as JSON text; ends with a single line feed."""
    return json.dumps(playbook_schema(language), ensure_ascii=False, indent=1) + "\n"
