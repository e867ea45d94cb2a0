"""From findings to diagnostics: position, text in one language, severity, and what comments silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, TypeAlias

from msgspec.structs import replace

from planner.diagnostics.model import (
    Diagnostic,
    Finding,
    Language,
    PlanPath,
    Position,
    Related,
    RelatedPosition,
    Severity,
)
from planner.diagnostics.texts import CodeRow, CodeTexts, fill_message, show

Locate: TypeAlias = Callable[[PlanPath, Literal["key", "value"]], Position]
"""Gives the position of a path's key or value."""
ReadLine: TypeAlias = Callable[[int], str]
"""Gives a line of the text by its number from 1."""

UNUSED = "STR090"


class SuppressionComment(Protocol):
    """A comment that silences codes on the lines ``first_line`` to ``last_line``, both included."""

    @property
    def codes(self) -> tuple[str, ...]: ...

    @property
    def reason(self) -> str: ...

    @property
    def until(self) -> date | None: ...

    @property
    def position(self) -> Position: ...

    @property
    def first_line(self) -> int: ...

    @property
    def last_line(self) -> int: ...


@dataclass(frozen=True)
class Resolver:
    """What findings of one file need to become diagnostics.

    ``severity`` holds the plan's own severities by code. ``today`` decides which suppressions have expired; without
    it none has.
    """

    file: str
    texts: CodeTexts
    language: Language
    locate: Locate
    line: ReadLine
    severity: Mapping[str, str] = field(default_factory=dict)
    suppressions: Sequence[SuppressionComment] = ()
    today: date | None = None

    def resolve(
        self, reading: Sequence[Finding], findings: Sequence[Finding] = (), *, all_checks_ran: bool = True
    ) -> tuple[Diagnostic, ...]:
        """Return the diagnostics in order of position; codes that are off are left out.

        ``reading`` holds what kept the file from being understood: it keeps its severity and cannot be silenced,
        since nothing can be planned from it. Unused suppressions are reported if all checks ran.
        """
        used: set[int] = set()
        made = [self._diagnose(finding) for finding in reading]
        for finding in findings:
            diagnostic = self._diagnose(finding, self.severity.get(finding.code))
            if diagnostic.severity is not Severity.OFF:
                made.append(self._silenced(diagnostic, used))
        firm = [(diagnostic.code, diagnostic.position.line) for diagnostic in made[: len(reading)]]
        if all_checks_ran or reading:
            about = (
                self._about_comment(i, used, firm, all_checks_ran) for i in range(len(self.suppressions))
            )
            extra = (self._diagnose(f, self.severity.get(f.code)) for f in about if f is not None)
            made += (diagnostic for diagnostic in extra if diagnostic.severity is not Severity.OFF)
        unique = {(d.code, d.position, d.path, d.message): d for d in made}
        return tuple(sorted(unique.values(), key=lambda d: (d.position, d.code, d.message)))

    def _diagnose(self, finding: Finding, severity: str | None = None) -> Diagnostic:
        row = self.texts.row(finding.code)
        position = finding.position or self.locate(finding.path, finding.at)
        if row is None:
            return self._without_row(finding, position)
        return Diagnostic(
            code=row.code,
            name=row.name,
            severity=Severity(severity) if severity else row.severity_of(finding.variant),
            file=self.file,
            position=position,
            message=self._message(row, finding),
            hint=self._hint(row, finding),
            source_line=self.line(position.line),
            path=finding.path,
            related=tuple(self._related(row, finding, related) for related in finding.related),
        )

    def _without_row(self, finding: Finding, position: Position) -> Diagnostic:
        line = self.line(position.line)
        message = f"{finding.code} ({finding.variant})"
        return Diagnostic(
            finding.code, "", Severity.ERROR, self.file, position, message, "", line, finding.path
        )

    def _message(self, row: CodeRow, finding: Finding) -> str:
        text = row.messages.get(finding.variant) or row.messages.get("default")
        return fill_message(text or row.title, finding.params, self.language)

    def _hint(self, row: CodeRow, finding: Finding) -> str:
        text = row.hints.get(finding.variant) or row.hints.get("default")
        filled = fill_message(text, finding.params, self.language) if text else ""
        parts = [filled] if filled else []
        if finding.suggestions:
            parts.insert(0, did_you_mean(finding.suggestions, self.language))
        return ("" if self.language == "zh-CN" else " ").join(parts)

    def _related(self, row: CodeRow, finding: Finding, related: Related) -> RelatedPosition:
        position = related.position or self.locate(related.path or (), "value")
        text = row.related.get(related.text)
        return RelatedPosition(
            position, fill_message(text, finding.params, self.language) if text else related.text
        )

    def _silenced(self, diagnostic: Diagnostic, used: set[int]) -> Diagnostic:
        for index, comment in enumerate(self.suppressions):
            covers = comment.first_line <= diagnostic.position.line <= comment.last_line
            if covers and diagnostic.code in comment.codes:
                used.add(index)
                if not self._has_expired(comment):
                    return _suppressed(diagnostic, comment.reason)
        return diagnostic

    def _has_expired(self, comment: SuppressionComment) -> bool:
        return comment.until is not None and self.today is not None and comment.until < self.today

    def _about_comment(
        self, index: int, used: set[int], firm: Sequence[tuple[str, int]], all_checks_ran: bool
    ) -> Finding | None:
        comment = self.suppressions[index]
        params: dict[str, object] = {
            "codes": comment.codes,
            "until": comment.until or "",
            "reason": comment.reason,
        }
        lines = range(comment.first_line, comment.last_line + 1)
        if self._has_expired(comment):
            variant = "expired"
        elif any(code in comment.codes and line in lines for code, line in firm):
            variant = "cannot"
        elif index not in used and all_checks_ran:
            variant = "default"
        else:
            return None
        return Finding(UNUSED, variant=variant, params=params, position=comment.position)


def _suppressed(diagnostic: Diagnostic, reason: str) -> Diagnostic:
    return replace(diagnostic, suppressed=True, reason=reason)


def did_you_mean(suggestions: Sequence[str], language: Language) -> str:
    """Return the question that offers what was probably meant, best first."""
    if language == "zh-CN":
        return f"是不是想写{'或'.join(f'“{show(s, language)}”' for s in suggestions)}\uff1f"
    return f"Did you mean {' or '.join(f'“{show(s, language)}”' for s in suggestions)}?"
