"""``planner generate`` on its own playbook: small edits change little, and the past stays as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.files import MANIFEST
from planner.resources import samples_folder
from tests.cli.conftest import SMALL_PLAN, Run

JSON = "playbook.json"
DAY = "2027-03-15"


def record(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / JSON).read_text(encoding="utf-8"))
    return data


def before(day: str, data: dict[str, Any]) -> dict[str, list[Any]]:
    """Everything in a record that is dated before a day."""
    return {
        "entries": [one for one in data["content"]["entries"] if one["on"] < day],
        "occurrences": [one for one in data["occurrences"] if one["on"] < day],
        "payments": [one for one in data["money"]["payments"] if one["on"] < day],
        "tasks": [
            (stage["id"], one)
            for stage in data["stages"]
            for one in stage.get("tasks", ())
            if one["due"] < day
        ],
    }


def test_the_playbook_lies_beside_the_documents(run: Run, plan: Path, tmp_path: Path) -> None:
    result = run("generate", str(plan), "-o", "out")
    assert f"created {Path('out') / JSON}\n" in result.stdout
    assert JSON in (tmp_path / "out" / MANIFEST).read_text(encoding="utf-8")
    assert record(tmp_path / "out")["plan"]["community"] == "Saturday Walks"


def test_the_second_time_it_is_planned_on_and_says_so(run: Run, plan: Path) -> None:
    assert JSON not in run("generate", str(plan), "-o", "out").stderr
    again = run("generate", str(plan), "-o", "out")
    assert f"{Path('out') / JSON}: planned on from it: " in again.stderr
    assert " 0 moved, 0 are new, 0 are gone" in again.stderr
    assert again.stdout.startswith("out: identical ")


def test_fresh_ignores_it(run: Run, plan: Path) -> None:
    run("generate", str(plan), "-o", "out")
    result = run("generate", str(plan), "-o", "out", "--fresh")
    assert (result.exit_code, JSON in result.stderr) == (0, False)


@pytest.mark.parametrize("content", ["", "{", '{"format": 99}', "[1]"])
def test_one_that_cannot_be_read_is_said_and_replaced(
    run: Run, plan: Path, tmp_path: Path, content: str
) -> None:
    run("generate", str(plan), "-o", "out")
    good = (tmp_path / "out" / JSON).read_bytes()
    (tmp_path / "out" / JSON).write_text(content, encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--force")
    assert result.exit_code == 0
    assert "cannot be read (broken, or of another version); planning anew" in result.stderr
    assert (tmp_path / "out" / JSON).read_bytes() == good


def test_one_edited_by_hand_is_read_but_not_overwritten(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    path = tmp_path / "out" / JSON
    edited = path.read_bytes().replace(b'"format":', b'"format" :')
    path.write_bytes(edited)
    result = run("generate", str(plan), "-o", "out")
    assert result.exit_code == 1
    assert "planned on from it" in result.stderr
    assert f"{JSON}: edited by hand, left as it is" in result.stderr
    assert path.read_bytes() == edited


def test_another_communitys_playbook_is_not_planned_on(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    plan.write_text(SMALL_PLAN.replace("Saturday Walks", "Sunday Runs"), encoding="utf-8")
    result = run("generate", str(plan), "-o", "out")
    assert "belongs to another community's plan; planning anew" in result.stderr
    assert record(tmp_path / "out")["plan"]["community"] == "Sunday Runs"


def test_a_single_document_is_planned_on_it_too_and_leaves_it_alone(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("generate", str(plan), "-o", "out")
    kept = (tmp_path / "out" / JSON).read_bytes()
    result = run("generate", str(plan), "-o", "out", "--only", "rules")
    assert "planned on from it" in result.stderr
    assert (tmp_path / "out" / JSON).read_bytes() == kept


def test_it_can_be_had_alone(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("generate", str(plan), "-o", "out", "--only", JSON).exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {JSON, MANIFEST}


def test_a_dry_run_tells_what_would_move(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    kept = (tmp_path / "out" / JSON).read_bytes()
    plan.write_text(SMALL_PLAN.replace("hours: 10", "hours: 7"), encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--dry-run")
    assert "planned on from it" in result.stderr
    assert (tmp_path / "out" / JSON).read_bytes() == kept


def test_the_past_needs_a_playbook_to_be_kept_from(run: Run, plan: Path, tmp_path: Path) -> None:
    result = run("generate", str(plan), "-o", "out", "--as-of", DAY)
    assert result.exit_code == 2
    assert "holds no earlier playbook of this plan" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_past_that_cannot_be_read_or_is_anothers_is_refused(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    plan.write_text(SMALL_PLAN.replace("Saturday Walks", "Sunday Runs"), encoding="utf-8")
    assert run("generate", str(plan), "-o", "out", "--as-of", DAY).exit_code == 2
    (tmp_path / "out" / JSON).write_text("{", encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--as-of", DAY)
    assert (result.exit_code, "cannot be read" in result.stderr) == (2, True)


def test_fresh_and_the_past_exclude_each_other(run: Run, plan: Path) -> None:
    result = run("generate", str(plan), "-o", "out", "--fresh", "--as-of", DAY)
    assert (result.exit_code, "take one of them" in result.stderr) == (2, True)


def test_a_day_that_is_none_is_named(run: Run, plan: Path) -> None:
    run("generate", str(plan), "-o", "out")
    result = run("generate", str(plan), "-o", "out", "--as-of", "soon")
    assert (result.exit_code, "“soon” is no date" in result.stderr) == (2, True)


def test_before_the_day_everything_stays_as_it_was(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    was = before(DAY, record(tmp_path / "out"))
    assert len(was["entries"]) > 10
    assert was["tasks"]
    edited = (
        SMALL_PLAN.replace("hours: 10", "hours: 5")
        .replace("total: 1500", "total: 400")
        .replace("target: 120", "target: 300")
        .replace("first kit list", "winter route, dog route")
        .replace("Do you walk in the rain?", "How long is it?")
    )
    plan.write_text(edited, encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--as-of", DAY)
    assert result.exit_code == 0, result.stderr
    now = record(tmp_path / "out")
    past = before(DAY, now)
    for name in ("entries", "occurrences", "payments", "tasks"):
        assert past[name] == was[name]
    assert now["as_of"] == DAY
    assert run("generate", str(plan), "-o", "out", "--as-of", DAY).stdout.startswith("out: identical ")


def test_before_the_day_a_real_plan_stays_as_it_was(run: Run, tmp_path: Path) -> None:
    text = (samples_folder() / "printing-supplies.yaml").read_text(encoding="utf-8")
    plan, day = tmp_path / "printing.yaml", "2026-10-01"
    plan.write_text(text, encoding="utf-8")
    assert run("generate", str(plan), "-o", "out").exit_code == 0
    was = before(day, record(tmp_path / "out"))
    assert all(was.values())
    start, end = text.index("question_pool:"), text.index("fixed:\n")
    plan.write_text(
        text[:start] + "question_pool: [\u677f\u6750\u591a\u539a\uff1f]\n" + text[end:], encoding="utf-8"
    )
    run("generate", str(plan), "-o", "out", "--as-of", day, "--draft")
    assert before(day, record(tmp_path / "out")) == was
