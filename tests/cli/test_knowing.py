"""``list``, ``explain``, ``schema``, ``expand``: asking the program what it knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.listing import _table
from planner.cli.shelves import open_shelf
from planner.plan.reference import plan_reference
from planner.source.reader import read_source
from tests.cli.conftest import Run

KINDS = ("types", "platforms", "activities", "kpis", "patterns")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_lists_are_tab_separated_in_a_pipe_and_every_id_has_details(
    run: Run, kind: str, language: str
) -> None:
    result = run("list", kind, "--lang", language)
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert len(rows) >= 4
    assert len({len(row) for row in rows}) == 1
    shelf = open_shelf(kind, language)  # type: ignore[arg-type]
    for id, *_ in rows:
        text = shelf.details(id)
        assert text.startswith(f"{id}  ")
        assert len(text.splitlines()) > 3
    assert run("list", kind, rows[0][0], "--lang", language).stdout == shelf.details(rows[0][0])


def test_tables_for_people_hold_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    shelf = open_shelf("kpis", "zh-CN")
    table = _table(shelf)
    assert all(row[0] in table for row in shelf.rows)
    assert "怎么算" in table


def test_an_unknown_id_ends_with_2_and_says_what_was_probably_meant(run: Run) -> None:
    result = run("list", "activities", "qa_hours")
    assert result.exit_code == 2
    assert "Did you mean qa_hour?" in result.stderr


def test_an_unknown_kind_is_a_usage_error_that_names_the_kinds(run: Run) -> None:
    result = run("list", "activites")
    assert result.exit_code == 2
    assert all(kind in result.stderr for kind in KINDS)
    assert "Did you mean activities?" in result.stderr


def test_a_row_can_be_asked_for_by_its_name(run: Run) -> None:
    assert run("list", "kpis", "Members").stdout == run("list", "kpis", "members").stdout
    assert run("list", "kpis", "成员数", "--lang", "zh-CN").stdout.startswith("members  成员数\n")


def test_several_days_are_told_in_days(run: Run) -> None:
    assert "7 days" in run("list", "activities", "challenge_7_days").stdout


def test_explain_leaves_no_trace_of_slots(run: Run) -> None:
    for code in ("STR001", "STR002", "SYN011", "CAL008"):
        text = run("explain", code).stdout
        assert "{" not in text.split("Reported")[0]
        assert "….\n" not in text
    assert "what goes wrong in practice" in run("explain", "STR001").stdout


def test_explain_tells_why_and_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("explain", "syn001")
    assert result.exit_code == 0
    assert result.stdout.startswith("SYN001 duplicate-key (error)\n")
    assert "What to do" in result.stdout
    monkeypatch.setenv("PLANNER_LANG", "zh-CN")
    assert "怎么改" in run("explain", "SYN001").stdout


def test_explain_without_a_code_lists_all_and_each_can_be_explained(run: Run) -> None:
    codes = [line.split("\t")[0] for line in run("explain").stdout.splitlines()]
    assert len(codes) > 20
    for code in codes:
        assert run("explain", code).exit_code == 0


@pytest.mark.parametrize(("wrong", "meant"), [("SYN01", "SYN001"), ("duplicate-keys", "SYN001")])
def test_an_unknown_code_ends_with_2_and_says_what_was_probably_meant(
    run: Run, wrong: str, meant: str
) -> None:
    result = run("explain", wrong)
    assert result.exit_code == 2
    assert meant in result.stderr


def test_the_schema_is_json_in_the_language_asked_for(run: Run) -> None:
    assert json.loads(run("schema", "--lang", "en").stdout)["title"] == "Community operations plan"
    assert json.loads(run("schema", "--lang", "zh-CN").stdout)["title"] == "社群运营方案"
    assert run("schema", "--markdown").stdout == plan_reference()


def test_an_expanded_plan_passes_check_and_expands_to_itself(run: Run, plan: Path, tmp_path: Path) -> None:
    once = run("expand", str(plan))
    assert once.exit_code == 0, once.stderr
    (tmp_path / "full.yaml").write_text(once.stdout, encoding="utf-8")
    assert run("check", "full.yaml").exit_code == 0
    twice = run("expand", "full.yaml")
    assert read_source(twice.stdout).data == read_source(once.stdout).data


def test_a_broken_plan_is_not_expanded(run: Run, broken: Path) -> None:
    result = run("expand", str(broken))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "STR001" in result.stderr
