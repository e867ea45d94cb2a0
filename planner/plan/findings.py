"""From pydantic's errors to our findings: by error *type*, never by pydantic's English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from planner.diagnostics.model import Finding, PlanPath
from planner.knowledge.schema import Text
from planner.plan.meant import meant_number, meant_timezone, meant_words
from planner.plan.team import WEEKDAY_NAMES

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
    "plan_currency": ("STR009", "currency"),
    "plan_time": ("STR010", "time"),
    "plan_time_form": ("STR010", "time_form"),
    "plan_date": ("STR010", "date"),
    "plan_date_form": ("STR010", "date_form"),
    "plan_date_no_year": ("STR010", "date_no_year"),
    "plan_date_far": ("STR010", "date_far"),
    "plan_date_impossible": ("STR010", "date_impossible"),
    "plan_recurrence": ("CAL008", "unreadable"),
    "plan_recurrence_day": ("CAL008", "missing_day"),
    "plan_recurrence_time": ("CAL008", "time_of_day"),
    "plan_end_before_start": ("CAL001", "end_before_start"),
    "plan_period_no_end": ("STR011", "period_no_end"),
    "plan_period_two_ends": ("STR011", "period_two_ends"),
    "plan_period_long": ("STR011", "period_long"),
    "plan_gate_bound": ("STR011", "gate_bound"),
    "plan_activity_two_dates": ("STR011", "activity_two_dates"),
    "plan_activity_two_costs": ("STR011", "activity_two_costs"),
    "plan_participants_order": ("STR011", "participants_order"),
    "plan_own_deputy": ("STR011", "own_deputy"),
    "plan_line_amount": ("STR011", "line_amount"),
    "plan_journey_whole": ("STR011", "journey_whole"),
    "plan_span": ("STR010", "span"),
    "plan_override_move": ("STR011", "override_move"),
    "plan_override_replace": ("STR011", "override_replace"),
}
# error type of a whole mapping -> the keys that are to blame, the first one written is pointed at
_BLAMED: Mapping[str, tuple[str, ...]] = {
    "plan_end_before_start": ("end", "closes"),
    "plan_period_two_ends": ("months",),
    "plan_period_long": ("months", "end"),
    "plan_gate_bound": ("at_most",),
    "plan_activity_two_dates": ("when",),
    "plan_activity_two_costs": ("cost",),
    "plan_own_deputy": ("deputy",),
}
_A_MAPPING = Text("一组“键: 值”", "a mapping of keys to values")
_A_LIST = Text("一个列表", "a list")
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
            found.append(_value_finding(error, data, loc, prefix, kind))
    return _one_for_each_fault(_texts_read_as_keys(found, data, prefix, kind))


def _texts_read_as_keys(found: list[Finding], data: object, prefix: PlanPath, kind: Any) -> list[Finding]:
    """Put one finding where a text such as ``每周三: 试吃`` became a mapping by its colon."""
    kept: list[Finding] = []
    replaced: set[PlanPath] = set()
    for finding in found:
        parent = finding.path[:-1]
        node: Any = data
        for element in parent[len(prefix) :]:
            node = node[element]
        accepts_text = hasattr(_model_of(_annotation_at(kind, parent[len(prefix) :])), "_from_text")
        only_key = isinstance(node, dict) and len(node) == 1 and parent != prefix
        if finding.code == "STR001" and accepts_text and only_key and not finding.suggestions:
            ((key, value),) = node.items()
            text = f"{key}: {_shown(value)}" if isinstance(value, str | int | Decimal) else f"{key}: …"
            kept.append(Finding("STR007", parent, "text_as_key", {"value": text}))
            replaced.add(parent)
        else:
            kept.append(finding)
    return [one for one in kept if not (one.code == "STR008" and one.path[:-1] in replaced)]


def _one_for_each_fault(found: list[Finding]) -> list[Finding]:
    """Leave out a key that is missing only because it is misspelt beside it."""
    misspelt = {
        (*finding.path[:-1], meant)
        for finding in found
        if finding.code == "STR001"
        for meant in finding.suggestions[:1]
    }
    return [finding for finding in found if finding.code != "STR008" or finding.path not in misspelt]


def unknown_key(path: PlanPath, key: str, allowed: tuple[str, ...]) -> Finding:
    """Return the finding for a key that does not exist, with what was probably meant."""
    close = get_close_matches(_as_key(key), allowed, n=2, cutoff=0.6) or meant_words(key, allowed)
    return Finding(
        "STR001",
        path,
        params={"key": key, "allowed": ", ".join(allowed)},
        at="key",
        suggestions=tuple(close),
    )


def _as_key(text: str) -> str:
    """A key without what cannot be seen in it, in the spelling of keys."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return re.sub(r"[\s-]+", "_", visible.strip().lower())


def _value_finding(
    error: ErrorDetails, data: object, loc: tuple[int | str, ...], prefix: PlanPath, kind: Any
) -> Finding:
    code, variant = _BY_TYPE.get(error["type"], ("STR009", "other"))
    path = document_path(data, loc, prefix)
    context = error.get("ctx", {})
    value = error.get("input")
    params: dict[str, object] = {"value": _shown(value), "key": _name_of(path)}
    suggestions: tuple[str, ...] = ()
    if value is None and error["type"] not in _BLAMED:
        return Finding("STR009", path, "empty", params)
    if error["type"] in _BLAMED and isinstance(value, dict):
        path = (*path, *[key for key in _BLAMED[error["type"]] if key in value][:1])
    if error["type"] == "plan_number" and isinstance(value, str) and not context.get("instead"):
        meant = meant_number(value, str(path[-1]) if path else "")
        suggestions = (meant,) if meant else ("unknown",) if path and path[-1] == "baseline" else ()
    if variant in ("list", "mapping"):
        if isinstance(value, dict | list):
            params["value"] = _A_MAPPING if isinstance(value, dict) else _A_LIST
        params["form"] = _form(kind, loc, value, is_list=variant == "list")
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
        lowered = {choice.lower(): choice for choice in choices}
        close = get_close_matches(str(value).lower(), lowered, n=1, cutoff=cutoff)
        suggestions = meant_words(str(value), tuple(choices)) or tuple(lowered[one] for one in close)
    if error["type"] == "plan_timezone":
        suggestions = tuple(filter(None, (meant_timezone(str(value)),)))
    if error["type"] == "plan_weekday":
        words = get_close_matches(str(value).lower(), WEEKDAY_NAMES, n=1, cutoff=0.6)
        suggestions = tuple(WEEKDAY_NAMES[word] for word in words)
    if error["type"] == "greater_than_equal":
        params["least"] = _shown(context.get("ge"))
    if error["type"] == "less_than_equal":
        params["most"] = _shown(context.get("le"))
    return Finding(code, path, variant=variant, params=params, suggestions=suggestions)


def _name_of(path: PlanPath) -> object:
    """What a message calls a place: its key, or which item of a list it is."""
    if not path or isinstance(path[-1], str):
        return str(path[-1]) if path else ""
    owner = next((element for element in reversed(path) if isinstance(element, str)), "")
    return Text(f"{owner} 第 {path[-1] + 1} 项", f"item {path[-1] + 1} of {owner}")


def _form(kind: Any, loc: tuple[int | str, ...], value: object, *, is_list: bool) -> str:
    """Return how a list item or a mapping of this place is written, with the keys that it needs."""
    model = _model_of(_annotation_at(kind, loc))
    if model is None:
        return "- …" if is_list else "{…: …}"
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    keys = getattr(model, "FORM", needed or list(model.model_fields)[:1])
    plain = isinstance(value, int | Decimal) and not isinstance(value, bool) and len(keys) == 1
    shown = _shown(value) if plain and not is_list else "…"
    written = "{" + ", ".join(f"{key}: {shown}" for key in keys) + "}"
    return f"- {written}" if is_list else written


def _annotation_at(kind: Any, loc: tuple[int | str, ...]) -> Any:
    current = kind
    for element in loc:
        model = _model_of(current)
        if isinstance(element, str) and model is not None and element in model.model_fields:
            current = model.model_fields[element].annotation
    return current


def _shown(value: object) -> str:
    if value is None:
        return ""
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
    model = _model_of(_annotation_at(kind, loc))
    return tuple(model.model_fields) if model is not None else ()


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if (model := _model_of(argument)) is not None:
            return model
    return None
