"""Each plan in ``bad/`` has one fault, and says in its first line which code stands where."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from planner.checks.policy import code_texts
from planner.checks.run import check_playbook, check_structure
from planner.completion.complete import complete_plan
from planner.diagnostics.model import Diagnostic, Finding, Language, Severity
from planner.diagnostics.resolve import Resolver
from planner.pipeline import check_text
from planner.plan.read import read_plan
from planner.playbook.build import build_playbook
from planner.source.locate import locate
from planner.source.reader import read_source

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
TODAY = date(2026, 6, 1)
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")
_EXPECTED = re.compile(
    r"# expect: (?P<code>[A-Z]{3}\d{3}) (?P<line>\d+):(?P<column>\d+)(?P<quick> \(quick\))?\n"
)
_SLOT = re.compile(r"\{[a-z_]+\}")

OTHER_READERS = {"SYN": "the reader's own tests show each of its codes"}
"""Families without a plan in ``bad/``."""
WITHOUT_PLAN = {
    "INT001": "a crash of ours; see test_run.py",
    "STR007/default": "every kind of value has its own text; this one is for kinds to come",
    "STR009/default": "every kind of value has its own text; this one is for kinds to come",
    "STR009/other": "for errors of the model that have no text of their own yet",
    "STR010/default": "every kind of date has its own text",
    "STR011/default": "every combination has its own text",
    "STR090/default": "made when findings become diagnostics; see test_resolve.py",
    "STR090/expired": "made when findings become diagnostics; see test_resolve.py",
    "STR090/cannot": "made when findings become diagnostics; see test_resolve.py",
    "CAL004/unknown": "no country in the tests has an unknown year that the plan's period may hold",
    "PLT001/week": "no platform row has a weekly limit yet",
}
"""Codes and variants that no plan in ``bad/`` shows, and why."""


def expectation(path: Path) -> tuple[tuple[str, int, int], bool]:
    match = _EXPECTED.match(path.read_text(encoding="utf-8"))
    assert match is not None, f"{path.name} does not say what it expects"
    return (match["code"], int(match["line"]), int(match["column"])), bool(match["quick"])


def diagnose(path: Path, *, quick: bool = False) -> tuple[Diagnostic, ...]:
    text = path.read_text(encoding="utf-8")
    return check_text(text, path.name, quick=quick, language="zh-CN", today=TODAY).diagnostics


@cache
def findings(path: Path) -> tuple[Finding, ...]:
    """What reader, model and checks find, before it is put into words."""
    source = read_source(path.read_text(encoding="utf-8"), path.name)
    reading = read_plan(source.data)
    found = [*source.findings, *reading.findings, *check_structure(source.data, reading.plan)]
    complete = complete_plan(reading.plan) if reading.plan and not expectation(path)[1] else None
    if reading.plan is not None and complete is not None:
        found += check_playbook(reading.plan, complete, build_playbook(complete), source.data)
    return tuple(found)


def place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    return diagnostic.code, diagnostic.position.line, diagnostic.position.column


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_fault_is_found_where_it_stands_and_nothing_else(path: Path) -> None:
    expected, quick = expectation(path)
    assert path.stem.startswith(expected[0])
    found = diagnose(path, quick=quick)
    assert expected in [place(diagnostic) for diagnostic in found]
    others = [d for d in found if place(d) != expected and d.severity is not Severity.INFO]
    assert [f"{d.code} {d.position.line}: {d.message}" for d in others] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_texts_are_whole_in_both_languages(path: Path) -> None:
    source = read_source(path.read_text(encoding="utf-8"), path.name)
    for language in LANGUAGES:
        resolver = Resolver(
            path.name, code_texts(), language, lambda where, at: locate(source, where, at), source.line
        )
        for diagnostic in resolver.resolve((), findings(path)):
            shown = [diagnostic.message, diagnostic.hint, *(one.message for one in diagnostic.related)]
            assert diagnostic.message
            assert not [text for text in shown if _SLOT.search(text) or "Text(" in text or "None" in text]


def test_the_plan_that_they_are_made_of_is_clean() -> None:
    assert diagnose(HERE / "base.yaml") == ()


def test_every_text_of_every_code_is_shown_by_some_plan() -> None:
    shown = {f"{finding.code}/{finding.variant}" for path in BAD for finding in findings(path)}
    assert len(shown) > 100
    texts = code_texts()
    missing = [
        f"{code}/{variant}"
        for family in texts.families()
        if family not in OTHER_READERS
        for code, row in texts.family(family).items()
        for variant in row.messages
        if f"{code}/{variant}" not in shown and not {code, f"{code}/{variant}"} & WITHOUT_PLAN.keys()
    ]
    assert missing == []
    assert [variant for variant in shown if variant in WITHOUT_PLAN] == []


def test_every_variant_that_plans_show_has_a_text_of_its_own() -> None:
    texts = code_texts()
    for path in BAD:
        for finding in findings(path):
            row = texts.row(finding.code)
            assert row is not None, finding.code
            assert finding.variant in row.messages, f"{finding.code}/{finding.variant} in {path.name}"
            assert {one.text for one in finding.related} <= row.related.keys()
