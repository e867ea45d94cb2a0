"""From the reader's data to a :class:`Plan`: all findings of all sections in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from planner.diagnostics.model import Finding
from planner.plan.plan import HEAD_KEYS, REQUIRED, SECTION_TYPES, TOP_LEVEL_KEYS, Plan, section_adapter
from planner.plan.strategy import Head


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A plan, if all sections are sound, and what was found on the way."""

    plan: Plan | None
    findings: tuple[Finding, ...]


def looks_like_plan(data: object) -> bool:
    """Say whether a YAML document is meant as a plan: it has ``version`` and ``community`` at the top."""
    return isinstance(data, dict) and "version" in data and "community" in data


def read_plan(data: object) -> PlanReading:
    """Validate a document; never raises on what an operator wrote."""
    if not isinstance(data, dict):
        return PlanReading(None, (Finding("STR012", (), params={}),))
    found = [_unknown_key(key) for key in data if key not in TOP_LEVEL_KEYS]
    misspelt = {meant for finding in found for meant in finding.suggestions[:1]}
    found += [
        Finding("STR008", (key,), params={"key": key}, at="key")
        for key in REQUIRED
        if data.get(key) is None and (key in data or key not in misspelt)
    ]
    sections: dict[str, Any] = {}
    head = {key: data[key] for key in HEAD_KEYS if data.get(key) is not None}
    sections["head"] = _validate("head", head, found, missing_reported=True)
    for name in SECTION_TYPES:
        if data.get(name) is not None:
            sections[name] = _validate(name, data[name], found)
    sound = all(sections.get(name) is not None for name in ("head", *SECTION_TYPES) if name in sections)
    complete = all(data.get(key) is not None for key in REQUIRED)
    for name in ("audience", "goals"):
        if sections.get(name) == ():
            found.append(Finding("STR009", (name,), variant="too_short", params={"key": name, "value": "[]"}))
            sound = False
    plan = Plan(**sections) if sound and complete else None
    return PlanReading(plan, tuple(found))


def _validate(name: str, data: object, found: list[Finding], *, missing_reported: bool = False) -> Any:
    try:
        return section_adapter(name).validate_python(data)
    except ValidationError as error:
        from planner.plan.findings import findings_of

        details = error.errors(include_url=False)
        if missing_reported:
            details = [detail for detail in details if detail["type"] != "missing"]
        prefix = () if name == "head" else (name,)
        found += findings_of(details, data, prefix, Head if name == "head" else SECTION_TYPES[name])
        return None


def _unknown_key(key: Any) -> Finding:
    # Words for slips are needed where there are any: most plans have none.
    from planner.plan.findings import unknown_key

    return unknown_key((key,), str(key), TOP_LEVEL_KEYS)
