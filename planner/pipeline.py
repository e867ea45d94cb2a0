"""Read, complete, plan, check: text in, values out; nothing here prints or touches the disk.

``check --quick`` stops after the checks that need the plan alone, and imports nothing beyond them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from planner.checks.run import check_structure
from planner.diagnostics.model import Diagnostic, Finding, Language, Severity
from planner.diagnostics.resolve import Resolver
from planner.diagnostics.texts import CodeTexts
from planner.plan.plan import Plan
from planner.plan.read import PlanReading, looks_like_plan, read_plan
from planner.resources import code_texts_folder
from planner.source.locate import locate
from planner.source.model import SourceText
from planner.source.plain import load_plain
from planner.source.reader import read_source

if TYPE_CHECKING:
    from planner.completion.model import CompletePlan
    from planner.playbook.model import Playbook
    from planner.playbook.previous import Previous
    from planner.playbook.record.figures import PlaybookRecord

CRASH = "INT001"
"""Code of the finding that stands for a crashed check: a bug of ours."""
TOO_LARGE = "STR013"
"""Code of the finding that a plan is larger than can be planned."""


@cache
def code_texts() -> CodeTexts:
    """Return the texts of all codes; each family is read when one of its codes is asked for."""
    return CodeTexts(code_texts_folder(), load_plain)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What checking one text gave."""

    diagnostics: tuple[Diagnostic, ...]
    is_plan: bool
    """Whether the text is meant as a plan: it has ``version`` and ``community`` at the top."""
    language: Language

    @property
    def crashed(self) -> bool:
        """Whether a check crashed."""
        return any(diagnostic.code == CRASH for diagnostic in self.diagnostics)

    @property
    def has_errors(self) -> bool:
        """Whether an error is left that no comment suppresses."""
        return any(d.severity is Severity.ERROR and not d.suppressed for d in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What became of the earlier playbook that planning was given.

    ``foreign``: it belongs to another community; ``unreadable``: broken, or of another format. Neither is used.
    """

    status: Literal["none", "used", "foreign", "unreadable"]
    record: PlaybookRecord | None = None
    """The earlier playbook, if it can be read."""
    previous: Previous | None = None
    """What it had settled, if it is used."""


@dataclass(frozen=True, slots=True)
class PlanResult:
    """A text worked out as far as it goes."""

    check: CheckResult
    source: SourceText
    complete: CompletePlan | None
    playbook: Playbook | None
    """``None`` if the plan is too broken to plan from."""
    anchor: Anchor = Anchor("none")

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What checking gave."""
        return self.check.diagnostics

    @property
    def crashed(self) -> bool:
        """Whether a check crashed."""
        return self.check.crashed


def check_text(
    content: bytes | str,
    name: str,
    *,
    quick: bool = False,
    language: str | None = None,
    today: date | None = None,
) -> CheckResult:
    """Check one text; ``quick`` leaves out everything that needs dates, hours and money worked out."""
    if quick:
        source = read_source(content, name)
        reading = read_plan(source.data) if source.data is not None else PlanReading(None, ())
        found = check_structure(source.data, reading.plan)
        return _result(source, reading, found, language, today, all_checks_ran=False)
    return plan_text(content, name, language=language, today=today).check


def plan_text(
    content: bytes | str,
    name: str,
    *,
    language: str | None = None,
    today: date | None = None,
    previous: bytes | str | None = None,
    as_of: date | None = None,
) -> PlanResult:
    """Read, complete, plan and check one text.

    ``previous`` is the text of an earlier ``playbook.json``: what it settled stays where it still fits, and with
    ``as_of`` everything before that day stays as it was.
    """
    from planner.checks.run import check_playbook
    from planner.completion.complete import complete_plan
    from planner.playbook.build import build_playbook

    source = read_source(content, name)
    reading = read_plan(source.data) if source.data is not None else PlanReading(None, ())
    found = list(check_structure(source.data, reading.plan))
    anchor, before = _anchor(reading.plan, previous, as_of)
    complete = complete_plan(reading.plan, before.earlier) if reading.plan is not None else None
    playbook = None
    too_large = any(finding.code == TOO_LARGE for finding in found)
    if reading.plan is not None and complete is not None and not too_large:
        playbook = build_playbook(complete, before)
        found += check_playbook(reading.plan, complete, playbook, source.data)
    check = _result(source, reading, found, language, today, all_checks_ran=playbook is not None)
    return PlanResult(check, source, complete, playbook, anchor)


def _anchor(plan: Plan | None, text: bytes | str | None, as_of: date | None) -> tuple[Anchor, Previous]:
    """Read the earlier playbook, and say whether it is this plan's."""
    from planner.playbook.previous import NOTHING_BEFORE

    if plan is None or text is None:
        return Anchor("none"), NOTHING_BEFORE
    from planner.completion.complete import complete_plan
    from planner.playbook.record.belonging import is_of_plan
    from planner.playbook.record.reading import previous_of, read_record

    record = read_record(text)
    if record is None:
        return Anchor("unreadable"), NOTHING_BEFORE
    # Only a plan whose community has been renamed has to be completed to be recognised.
    if record.plan.community != plan.community.name:
        complete = complete_plan(plan)
        if complete is None or not is_of_plan(record, complete):
            return Anchor("foreign", record), NOTHING_BEFORE
    before = previous_of(record, as_of)
    if before is NOTHING_BEFORE:
        return Anchor("unreadable"), NOTHING_BEFORE
    return Anchor("used", record, before), before


def _result(
    source: SourceText,
    reading: PlanReading,
    found: list[Finding] | tuple[Finding, ...],
    language: str | None,
    today: date | None,
    *,
    all_checks_ran: bool,
) -> CheckResult:
    shown = _language(language, source.data)
    resolver = Resolver(
        file=source.name,
        texts=code_texts(),
        language=shown,
        locate=lambda path, at: locate(source, path, at),
        line=source.line,
        severity=_severities(reading.plan),
        suppressions=source.suppressions,
        today=today,
    )
    diagnostics = resolver.resolve(
        (*source.findings, *_of_its_own(source, reading.findings)),
        tuple(found),
        all_checks_ran=all_checks_ran,
    )
    return CheckResult(diagnostics, looks_like_plan(source.data), shown)


def _of_its_own(source: SourceText, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """Leave out what follows from an error of reading: a value that could not be read, a key without its colon."""
    errors = [one for one in source.findings if _is_error(one)]
    places = {(one.position.line, one.position.column) for one in errors if one.position is not None}
    lines = tuple(str(one.params.get("text", "")) for one in errors if one.code == "SYN013")
    for finding in found:
        at = locate(source, finding.path, finding.at)
        is_unread = finding.variant == "empty" and (at.line, at.column) in places
        lost_its_colon = finding.code == "STR008" and any(
            line.startswith(str(finding.path[-1])) for line in lines
        )
        if not (is_unread or lost_its_colon):
            yield finding


def _is_error(finding: Finding) -> bool:
    row = code_texts().row(finding.code)
    return row is not None and row.severity_of(finding.variant) is Severity.ERROR


def _severities(plan: Plan | None) -> Mapping[str, str]:
    return (plan.checks.severity if plan is not None and plan.checks is not None else None) or {}


def _language(wished: str | None, data: object) -> Language:
    """The wished language, else the plan's, else Chinese if the text is, else English."""
    if wished in ("zh-CN", "en"):
        return "zh-CN" if wished == "zh-CN" else "en"
    written = data.get("language") if isinstance(data, dict) else None
    if written in ("zh-CN", "en"):
        return "zh-CN" if written == "zh-CN" else "en"
    return "zh-CN" if any("\u4e00" <= c <= "\u9fff" for c in str(data)[:2000]) else "en"
