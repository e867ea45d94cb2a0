"""Diagnostics for programs: JSON with a version, in a stable order of keys."""

from __future__ import annotations

import json
from typing import Any

from planner.diagnostics.counts import Counts
from planner.diagnostics.model import Diagnostic, Position

VERSION = 1
"""Raised when a key changes its meaning or goes away; new keys do not raise it."""


def report_json(diagnostics: tuple[Diagnostic, ...], counts: Counts) -> str:
    """Return one JSON document with all diagnostics, the suppressed ones too."""
    document = {
        "version": VERSION,
        "counts": {
            "files": counts.files,
            "errors": counts.errors,
            "warnings": counts.warnings,
            "infos": counts.infos,
            "suppressed": counts.suppressed,
        },
        "diagnostics": [_as_json(diagnostic) for diagnostic in diagnostics],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "file": diagnostic.file,
        **_span(diagnostic.position),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": list(diagnostic.path),
        "related": [{**_span(one.position), "message": one.message} for one in diagnostic.related],
        "suppressed": diagnostic.suppressed,
        "reason": diagnostic.reason,
    }


def _span(position: Position) -> dict[str, int]:
    return {
        "line": position.line,
        "column": position.column,
        "end_line": position.end_line,
        "end_column": position.end_column,
    }
