"""Diagnostics as workflow commands, which GitHub shows beside the changed lines."""

from __future__ import annotations

from planner.diagnostics.counts import Counts
from planner.diagnostics.model import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report_github(diagnostics: tuple[Diagnostic, ...], counts: Counts) -> str:
    """Return one command per diagnostic that is not suppressed, then a line with the counts."""
    lines = [_command(diagnostic) for diagnostic in diagnostics if not diagnostic.suppressed]
    lines.append(
        f"planner: files={counts.files} errors={counts.errors} warnings={counts.warnings}"
        f" infos={counts.infos} suppressed={counts.suppressed}"
    )
    return "\n".join(lines) + "\n"


def _command(diagnostic: Diagnostic) -> str:
    position = diagnostic.position
    properties = {"file": diagnostic.file, "line": str(position.line), "col": str(position.column)}
    if position.end_line == position.line and position.end_column > position.column:
        properties["endColumn"] = str(position.end_column)
    else:
        properties["endLine"] = str(max(position.end_line, position.line))
    properties["title"] = f"{diagnostic.code} {diagnostic.name}".rstrip()
    listed = ",".join(f"{key}={_in_property(value)}" for key, value in properties.items())
    message = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{_COMMANDS.get(diagnostic.severity, 'notice')} {listed}::{_in_message(message)}"


def _in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")
