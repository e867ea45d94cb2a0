"""All checks run, whatever happens in one of them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import planner.checks
from planner.checks import listed_written, run
from planner.checks.listed_worked_out import PLAYBOOK_CHECKS
from planner.checks.listed_written import DATA_CHECKS, WRITTEN_CHECKS
from planner.checks.policy import Policy, code_texts
from planner.diagnostics.model import Finding, Severity
from planner.pipeline import check_text
from planner.plan.read import read_plan
from planner.source.reader import read_source

BASE = (Path(__file__).parent / "base.yaml").read_text(encoding="utf-8")


def test_every_check_function_is_listed() -> None:
    listed = {check.__name__ for check in (*DATA_CHECKS, *WRITTEN_CHECKS, *PLAYBOOK_CHECKS)}
    written = set()
    for path in Path(planner.checks.__file__).parent.glob("*.py"):
        if path.stem != "run":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            written |= {
                n.name for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("check_")
            }
    assert len(written) > 50
    assert written == listed


def test_a_crashing_check_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(data: object, policy: Policy) -> Iterator[Finding]:
        yield Finding("STR004", ("community",), params={"text": "…"})
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(run, "DATA_CHECKS", (crash, *listed_written.DATA_CHECKS))
    source = read_source(BASE.replace("kpi: active_rate", "kpi: activ_rate"))
    found = run.check_structure(source.data, read_plan(source.data).plan)
    assert [finding.code for finding in found] == ["STR004", "INT001", "STR002"]
    assert found[1].params == {"check": "crash", "error": "ZeroDivisionError: seven"}


def test_checks_on_the_document_run_although_a_section_is_broken() -> None:
    source = read_source(BASE.replace("total: 20000", "total: 两万").replace("deputy: 陈姐", "deputy: 陈哥"))
    reading = read_plan(source.data)
    assert reading.plan is None
    assert [finding.code for finding in run.check_structure(source.data, None)] == ["STR002"]


@pytest.mark.parametrize(
    "data",
    [None, "早餐", 7, [], {}, {"goals": 3}, {"goals": [None, {}, [[]]]}, {"stages": {"build": [1]}},
     {"activities": {"items": {"a": 1}}}, {"checks": {"severity": 1, "thresholds": {"": 1}}},
     {"people": [{"roles": {"a": 1}}], "stages": {"build": {"tasks": [{"after": {}}, None, "x"]}}},
     {"activities": [{"roles": {"x": None}, "kind": []}], "community": {"type": {}}, "content": {"series": "x"}}],
)  # fmt: skip
def test_odd_documents_crash_nothing(data: object) -> None:
    assert "INT001" not in {finding.code for finding in run.check_structure(data, None)}


def test_thresholds_of_the_plan_win_over_the_defaults() -> None:
    policy = Policy(thresholds={"KPI003": Decimal("0.5"), "STG006.growth": Decimal(10)})
    assert policy.threshold("KPI003", "monthly_growth") == Decimal("0.5")
    assert policy.threshold("KPI003", "from") == 50
    assert policy.threshold("STG006", "growth") == 10
    assert policy.threshold("STG006", "build") == 14


def test_codes_and_families_can_be_chosen() -> None:
    assert Policy(select=("KPI",)).wants("KPI003")
    assert not Policy(select=("KPI", "STR002")).wants("STR003")
    assert not Policy(ignore=("KPI003",)).wants("KPI003")


def test_quick_checks_load_no_playbook() -> None:
    code = (
        "import planner.checks.run, sys; print([m for m in sys.modules if m.startswith('planner.playbook')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_code_is_complete() -> None:
    looked = 0
    for family in code_texts().families():
        for code, row in code_texts().family(family).items():
            looked += 1
            assert code.startswith(family)
            assert row.messages
            assert row.severities.keys() <= row.messages.keys(), code
            assert row.hints.keys() <= {*row.messages, "default"}, code
            assert row.basis
            if family not in ("SYN", "INT"):
                assert row.bad, code
                assert row.good, code
    assert looked > 60


@pytest.mark.parametrize(
    ("written", "broken", "codes"),
    [
        ("total: 20000", "total: *sum", ["SYN022"]),
        ("type: interest", "type interest", ["SYN013"]),
        ("total: 20000", "Total: 20000", ["STR001"]),
        ("total: 20000", "total:", ["STR009"]),
    ],
)
def test_one_fault_is_told_once(written: str, broken: str, codes: list[str]) -> None:
    assert written in BASE
    found = check_text(BASE.replace(written, broken, 1), "plan.yaml", today=date(2026, 6, 1)).diagnostics
    assert [one.code for one in found if one.severity is Severity.ERROR] == codes
