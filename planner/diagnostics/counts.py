"""How many diagnostics of each severity a run gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.diagnostics.model import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Counts:
    """Diagnostics by severity, without the suppressed ones, which are counted apart."""

    files: int
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0


def count_diagnostics(diagnostics: Iterable[Diagnostic], files: int = 1) -> Counts:
    """Count the diagnostics of a run over ``files`` files."""
    tally = dict.fromkeys(Severity, 0)
    suppressed = 0
    for diagnostic in diagnostics:
        if diagnostic.suppressed:
            suppressed += 1
        else:
            tally[diagnostic.severity] += 1
    return Counts(files, tally[Severity.ERROR], tally[Severity.WARNING], tally[Severity.INFO], suppressed)
