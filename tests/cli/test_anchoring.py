"""``planner generate`` on its own playbook: small edits change little, and the past stays as it was."""

from __future__ import annotations

import json
from datetime import date, timedelta
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
def test_one_that_cannot_be_read_is_kept_aside_and_written_anew(
    run: Run, plan: Path, tmp_path: Path, content: str
) -> None:
    run("generate", str(plan), "-o", "out")
    good = (tmp_path / "out" / JSON).read_bytes()
    (tmp_path / "out" / JSON).write_text(content, encoding="utf-8")
    result = run("generate", str(plan), "-o", "out")
    assert result.exit_code == 0
    assert "cannot be read (broken, or of another version); planning anew" in result.stderr
    assert f"{JSON}: written anew; the old one is kept as {JSON}.bak" in result.stderr
    assert (tmp_path / "out" / JSON).read_bytes() == good
    assert (tmp_path / "out" / f"{JSON}.bak").read_text(encoding="utf-8") == content
    assert run("generate", str(plan), "-o", "out").stdout.startswith("out: identical ")


def test_one_edited_by_hand_is_read_kept_aside_and_written_anew(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    path = tmp_path / "out" / JSON
    good = path.read_bytes()
    edited = good.replace(b'"format":', b'"format" :')
    path.write_bytes(edited)
    result = run("generate", str(plan), "-o", "out")
    assert result.exit_code == 0
    assert "planned on from it" in result.stderr
    assert path.read_bytes() == good
    assert (tmp_path / "out" / f"{JSON}.bak").read_bytes() == edited


def test_what_is_kept_aside_is_never_overwritten(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    for content in ("one", "two", "two"):
        (tmp_path / "out" / JSON).write_text(content, encoding="utf-8")
        run("generate", str(plan), "-o", "out")
    aside = {path.name: path.read_text() for path in (tmp_path / "out").glob("*.bak")}
    assert aside == {f"{JSON}.bak": "one", f"{JSON}.2.bak": "two"}


def test_a_dry_run_keeps_nothing_aside(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    (tmp_path / "out" / JSON).write_text("{", encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--dry-run")
    assert f"would be written anew, the old one kept as {JSON}.bak" in result.stderr
    assert (tmp_path / "out" / JSON).read_text(encoding="utf-8") == "{"


def test_another_plans_playbook_is_kept_aside_and_not_planned_on(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("generate", str(plan), "-o", "out")
    was = (tmp_path / "out" / JSON).read_bytes()
    other = SMALL_PLAN.replace("Saturday Walks", "Sunday Runs").replace("type: interest", "type: knowledge")
    plan.write_text(other, encoding="utf-8")
    result = run("generate", str(plan), "-o", "out")
    assert result.exit_code == 0
    assert "belongs to another plan; planning anew" in result.stderr
    assert record(tmp_path / "out")["plan"]["community"] == "Sunday Runs"
    assert (tmp_path / "out" / f"{JSON}.bak").read_bytes() == was


def test_a_renamed_community_keeps_its_playbook(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    plan.write_text(SMALL_PLAN.replace("Saturday Walks", "Sunday Runs"), encoding="utf-8")
    result = run("generate", str(plan), "-o", "out")
    assert "the community was called \u201cSaturday Walks\u201d then" in result.stderr
    assert " 0 moved, 0 are new, 0 are gone" in result.stderr
    assert record(tmp_path / "out")["plan"]["community"] == "Sunday Runs"


def test_a_draft_leaves_the_playbook_alone(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    kept = (tmp_path / "out" / JSON).read_bytes()
    plan.write_text(
        SMALL_PLAN.replace(
            "total: 1500", "total: 1500, lines: [{name: hall, category: activity, amount: 9000}]"
        ),
        encoding="utf-8",
    )
    result = run("generate", str(plan), "-o", "out", "--draft")
    assert result.exit_code == 1
    assert "A draft does not write playbook.json" in result.stderr
    assert "planned on from it" in result.stderr
    assert (tmp_path / "out" / JSON).read_bytes() == kept
    plan.write_text(SMALL_PLAN, encoding="utf-8")
    again = run("generate", str(plan), "-o", "out")
    assert (again.exit_code, " 0 moved" in again.stderr) == (0, True)


def test_what_changed_is_named(run: Run, plan: Path, tmp_path: Path) -> None:
    moved = 'calendar: {overrides: [{id: "event:spring:2027-03-20", action: move, date: 2027-03-27}]}\n'
    spring = "activities:\n  - {kind: outdoor_walk_run, id: spring, name: Spring walk, date: 2027-03-20}\n"
    plan.write_text(SMALL_PLAN + spring, encoding="utf-8")
    run("generate", str(plan), "-o", "out")
    plan.write_text(SMALL_PLAN + spring + moved, encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--dry-run")
    assert "  moved \u00b7 events: " in result.stderr
    assert "Spring walk 2027-03-20 \u2192 2027-03-27" in result.stderr
    plan.write_text(SMALL_PLAN, encoding="utf-8")
    result = run("generate", str(plan), "-o", "out")
    assert "1 is gone" in result.stderr or "are gone" in result.stderr
    assert "  gone \u00b7 events: Spring walk 2027-03-20" in result.stderr


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
    other = SMALL_PLAN.replace("Saturday Walks", "Sunday Runs").replace("type: interest", "type: knowledge")
    plan.write_text(other, encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--as-of", DAY)
    assert (result.exit_code, "belongs to another plan" in result.stderr) == (2, True)
    (tmp_path / "out" / JSON).write_text("{", encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--as-of", DAY)
    assert (result.exit_code, "cannot be read" in result.stderr) == (2, True)
    assert "generate once without --as-of" in result.stderr
    assert (tmp_path / "out" / JSON).read_text(encoding="utf-8") == "{"


def test_a_day_after_the_plan_is_refused(run: Run, plan: Path) -> None:
    run("generate", str(plan), "-o", "out")
    result = run("generate", str(plan), "-o", "out", "--as-of", "2027-07-01")
    assert (result.exit_code, "the plan ends on 2027-06-30" in result.stderr) == (2, True)


def test_a_day_before_the_plan_keeps_nothing_and_says_so(run: Run, plan: Path) -> None:
    run("generate", str(plan), "-o", "out")
    result = run("generate", str(plan), "-o", "out", "--as-of", "2027-01-04")
    assert (result.exit_code, "nothing lies before" in result.stderr) == (0, True)


def test_a_past_stage_that_the_plan_has_moved_is_said(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    was = before(DAY, record(tmp_path / "out"))
    plan.write_text(SMALL_PLAN.replace("start: 2027-01-04", "start: 2026-11-30"), encoding="utf-8")
    result = run("generate", str(plan), "-o", "out", "--as-of", DAY)
    assert result.exit_code == 0, result.stderr
    assert "stay as recorded, in the stage they were held in" in result.stderr
    now = before(DAY, record(tmp_path / "out"))
    assert now["entries"] == was["entries"]
    assert now["occurrences"] == was["occurrences"]


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


def overridden(plan: Path, *overrides: str) -> None:
    listed = "".join(f"    - {{{one}}}\n" for one in overrides)
    plan.write_text(f"{SMALL_PLAN}calendar:\n  overrides:\n{listed}", encoding="utf-8")


def test_a_chosen_event_can_be_skipped(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    event = record(tmp_path / "out")["occurrences"][0]["id"]
    overridden(plan, f'id: "{event}", action: skip')
    assert run("check", str(plan)).exit_code == 0
    assert run("generate", str(plan), "-o", "out").exit_code == 0
    assert event not in {one["id"] for one in record(tmp_path / "out")["occurrences"]}
    assert run("generate", str(plan), "-o", "out").stdout.startswith("out: identical ")
    answer = run("why", str(plan), event, "-o", "out")
    assert (answer.exit_code, "the plan leaves this one out" in answer.stdout) == (0, True)


def test_an_event_that_there_is_not_cannot_be_skipped(run: Run, plan: Path) -> None:
    overridden(plan, 'id: "event:topic_discussion:growth:77", action: skip')
    result = run("check", str(plan))
    assert (result.exit_code, "STR002" in result.stdout) == (1, True)


def test_an_event_that_is_not_chosen_now_is_no_error(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    held = {one["id"] for one in record(tmp_path / "out")["occurrences"]}
    free = next(one for n in range(1, 9) if (one := f"event:topic_discussion:growth:{n}") not in held)
    overridden(plan, f'id: "{free}", action: skip')
    result = run("check", str(plan))
    assert result.exit_code == 0
    assert "is not among the events chosen now" in result.stdout


def test_moving_an_event_to_another_day_keeps_its_hour(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    for event in record(tmp_path / "out")["occurrences"][:3]:
        day = date.fromisoformat(event["on"]) + timedelta(days=1)
        overridden(plan, f'id: "{event["id"]}", action: move, date: {day}')
        run("generate", str(plan), "-o", "out")
        moved = next(one for one in record(tmp_path / "out")["occurrences"] if one["id"] == event["id"])
        assert moved["start"] == f"{day}T{event['start'][11:]}"
        plan.write_text(SMALL_PLAN, encoding="utf-8")
        run("generate", str(plan), "-o", "out", "--fresh")
