"""Writing plain data as YAML that our own strict reader takes back unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from planner.diagnostics.model import PlanPath

_PLAIN = re.compile(r"[A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff /._\-\u3001\u3002\uff0c]*\Z")
_LINE_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that YAML takes as line breaks or refuses, though JSON writes them as they are."""
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})


class Kept(list[Any]):
    """A list that is written even when it is empty: an explicit ``[]`` means none, on purpose."""


def write_yaml(data: Mapping[str, Any], comments: Mapping[PlanPath, str]) -> str:
    """Return block-style YAML with two spaces of indent; ``comments`` stand behind the keys they speak of."""
    lines: list[str] = []
    _mapping(data, (), 0, comments, lines)
    return "\n".join(lines) + "\n"


def _mapping(
    data: Mapping[str, Any], path: PlanPath, indent: int, comments: Mapping[PlanPath, str], lines: list[str]
) -> None:
    for key, value in data.items():
        _pair(key, value, (*path, key), indent, comments, lines)


def _pair(
    key: str,
    value: Any,
    path: PlanPath,
    indent: int,
    comments: Mapping[PlanPath, str],
    lines: list[str],
    lead: str = "",
) -> None:
    margin = lead or " " * indent
    note = f"  # {comments[path]}" if path in comments else ""
    if isinstance(value, Mapping) and value:
        lines.append(f"{margin}{key}:{note}")
        _mapping(value, path, indent + 2, comments, lines)
    elif isinstance(value, list | tuple) and value:
        lines.append(f"{margin}{key}:{note}")
        _sequence(value, path, indent + 2, comments, lines)
    else:
        lines.append(f"{margin}{key}: {write_scalar(value)}{note}")


def _sequence(
    items: list[Any] | tuple[Any, ...],
    path: PlanPath,
    indent: int,
    comments: Mapping[PlanPath, str],
    lines: list[str],
) -> None:
    margin = " " * indent
    for index, item in enumerate(items):
        here = (*path, index)
        if here in comments:
            lines.append(f"{margin}# {comments[here]}")
        if isinstance(item, Mapping) and item:
            for number, (key, value) in enumerate(item.items()):
                lead = f"{margin}- " if number == 0 else ""
                _pair(key, value, (*here, key), indent + 2, comments, lines, lead)
        else:
            lines.append(f"{margin}- {write_scalar(item)}")


def write_scalar(value: Any) -> str:
    """Return one scalar (or an empty collection) as YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, list | tuple):
        return "[]"
    text = str(value)
    if _PLAIN.match(text) and text.lower() not in _WORDS and text == text.strip():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
