"""From pydantic's errors to our findings: by error *type*, never by pydantic's English."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from planner.diagnostics.model import Finding, PlanPath

# pydantic error type -> (code, variant)
_BY_TYPE: Mapping[str, tuple[str, str]] = {
    "string_type": ("STR007", "text"),
    "tuple_type": ("STR007", "list"),
    "list_type": ("STR007", "list"),
    "dict_type": ("STR007", "mapping"),
    "model_type": ("STR007", "mapping"),
    "model_attributes_type": ("STR007", "mapping"),
    "bool_type": ("STR007", "true_false"),
    "bool_parsing": ("STR007", "true_false"),
    "plan_number": ("STR007", "number"),
    "plan_whole": ("STR007", "whole"),
    "literal_error": ("STR009", "choice"),
    "greater_than_equal": ("STR009", "at_least"),
    "less_than_equal": ("STR009", "at_most"),
    "too_short": ("STR009", "too_short"),
    "plan_negative": ("STR009", "negative"),
    "plan_too_large": ("STR009", "too_large"),
    "plan_share": ("STR009", "share"),
    "plan_empty": ("STR009", "empty"),
    "plan_id": ("STR009", "id"),
    "plan_timezone": ("STR009", "timezone"),
    "plan_weekday": ("STR009", "weekday"),
    "string_pattern_mismatch": ("STR009", "pattern"),
    "plan_time": ("STR010", "time"),
    "plan_time_form": ("STR010", "time_form"),
    "plan_date": ("STR010", "date"),
    "plan_date_form": ("STR010", "date_form"),
    "plan_date_far": ("STR010", "date_far"),
    "plan_date_impossible": ("STR010", "date_impossible"),
    "plan_recurrence": ("CAL008", "unreadable"),
    "plan_end_before_start": ("CAL001", "end_before_start"),
    "plan_period_no_end": ("STR011", "period_no_end"),
    "plan_period_two_ends": ("STR011", "period_two_ends"),
    "plan_period_long": ("STR011", "period_long"),
    "plan_gate_bound": ("STR011", "gate_bound"),
    "plan_activity_two_dates": ("STR011", "activity_two_dates"),
    "plan_activity_two_costs": ("STR011", "activity_two_costs"),
    "plan_participants_order": ("STR011", "participants_order"),
    "plan_line_amount": ("STR011", "line_amount"),
    "plan_override_move": ("STR011", "override_move"),
    "plan_override_replace": ("STR011", "override_replace"),
}
KNOWN_ERROR_TYPES = frozenset({*_BY_TYPE, "missing", "extra_forbidden"})


def document_path(data: object, loc: tuple[int | str, ...], prefix: PlanPath) -> PlanPath:
    """Return the path in the document that pydantic's location means.

    Short forms (a text for a mapping, a list for a mapping) make pydantic report keys that the operator never
    wrote; an element that the document does not have is dropped, except a last one that names a missing key.
    """
    node: Any = data
    path: list[str | int] = list(prefix)
    for element in loc:
        if element in node if isinstance(node, dict) else _is_index(node, element):
            node = node[element]
            path.append(element)
    return tuple(path)


def _is_index(node: Any, element: int | str) -> bool:
    return isinstance(node, list) and isinstance(element, int) and 0 <= element < len(node)


def findings_of(errors: list[ErrorDetails], data: object, prefix: PlanPath, kind: Any) -> list[Finding]:
    """Translate the errors of one section into findings.

    ``data`` is the section as read, ``prefix`` its path, ``kind`` its type (for "did you mean").
    """
    found: list[Finding] = []
    for error in errors:
        loc = tuple(error["loc"])
        if error["type"] == "missing":
            parent = document_path(data, loc[:-1], prefix)
            found.append(Finding("STR008", (*parent, loc[-1]), params={"key": str(loc[-1])}, at="key"))
        elif error["type"] == "extra_forbidden":
            path = document_path(data, loc, prefix)
            allowed = allowed_keys(kind, loc[:-1])
            found.append(unknown_key(path, str(loc[-1]), allowed))
        else:
            found.append(_value_finding(error, data, loc, prefix))
    return found


def unknown_key(path: PlanPath, key: str, allowed: tuple[str, ...]) -> Finding:
    """Return the finding for a key that does not exist, with what was probably meant."""
    close = get_close_matches(key.lower().replace("-", "_").replace(" ", "_"), allowed, n=2, cutoff=0.6)
    return Finding(
        "STR001",
        path,
        params={"key": key, "allowed": ", ".join(allowed)},
        at="key",
        suggestions=tuple(close),
    )


def _value_finding(
    error: ErrorDetails, data: object, loc: tuple[int | str, ...], prefix: PlanPath
) -> Finding:
    code, variant = _BY_TYPE.get(error["type"], ("STR009", "other"))
    path = document_path(data, loc, prefix)
    context = error.get("ctx", {})
    value = error.get("input")
    params: dict[str, object] = {"value": _shown(value), "key": str(path[-1]) if path else ""}
    suggestions: tuple[str, ...] = ()
    for name, content in context.items():
        params[name] = _shown(content)
    if context.get("instead"):
        suggestions = (str(context["instead"]),)
    if error["type"] == "literal_error":
        choices = [
            part.strip().strip("'")
            for part in str(context.get("expected", "")).replace(" or ", ", ").split(",")
        ]
        params["choices"] = ", ".join(choices)
        cutoff = 0.6 if str(value).isascii() else 0.5
        suggestions = tuple(get_close_matches(str(value).lower(), choices, n=1, cutoff=cutoff))
    if error["type"] == "greater_than_equal":
        params["least"] = _shown(context.get("ge"))
    if error["type"] == "less_than_equal":
        params["most"] = _shown(context.get("le"))
    return Finding(code, path, variant=variant, params=params, suggestions=suggestions)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def allowed_keys(kind: Any, loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the keys that a model has at a location inside ``kind``."""
    current = _model_of(kind)
    for element in loc:
        if current is None:
            return ()
        if isinstance(element, str) and element in current.model_fields:
            current = _model_of(current.model_fields[element].annotation)
    return tuple(current.model_fields) if current is not None else ()


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if (model := _model_of(argument)) is not None:
            return model
    return None
