"""``planner why``: what is planned, from which lines, by which rules, and what else was possible."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SMALL_PLAN, Run


@pytest.fixture
def record(run: Run, plan: Path, tmp_path: Path) -> dict[str, Any]:
    run("generate", str(plan), "-o", "out", "--only", "playbook.json")
    data: dict[str, Any] = json.loads((tmp_path / "out" / "playbook.json").read_text(encoding="utf-8"))
    return data


def test_a_day_tells_all_that_is_planned_on_it(run: Run, plan: Path, record: dict[str, Any]) -> None:
    entry = record["content"]["entries"][0]
    result = run("why", str(plan), entry["on"])
    assert result.exit_code == 0
    assert entry["id"] in result.stdout
    assert "Because" in result.stdout
    assert "Otherwise" in result.stdout


def test_a_post_names_the_lines_it_is_made_of(run: Run, plan: Path, record: dict[str, Any]) -> None:
    made = [e for e in record["content"]["entries"] if "offers[0]" in e["fill"].get("sources", ())]
    result = run("why", str(plan), made[0]["id"])
    number = SMALL_PLAN.splitlines().index(next(x for x in SMALL_PLAN.splitlines() if x.startswith("offers")))
    assert f"{plan}:{number + 1}:10: offers: [ten-kilometre city route" in result.stdout
    assert f"patterns/{made[0]['fill']['pattern']}" in result.stdout


def test_the_end_of_an_id_is_enough(run: Run, plan: Path, record: dict[str, Any]) -> None:
    entry = record["content"]["entries"][0]["id"]
    assert run("why", str(plan), entry.removeprefix("post:")).stdout == run("why", str(plan), entry).stdout


def test_an_event_and_its_preparation(run: Run, plan: Path, record: dict[str, Any]) -> None:
    event = record["occurrences"][0]
    result = run("why", str(plan), event["id"])
    assert result.stdout.startswith("Event: ")
    assert f"activities/{event['activity'].split(':')[0]}" in result.stdout
    step = event["preparation"][0]
    assert run("why", str(plan), step["id"]).stdout.startswith("Preparation: ")


def test_a_task(run: Run, plan: Path, record: dict[str, Any]) -> None:
    task = record["stages"][0]["tasks"][0]
    result = run("why", str(plan), f"task:build:{task['id']}")
    assert result.stdout.startswith("Task: ")
    assert task["due"] in result.stdout


@pytest.mark.parametrize(
    "target", ["members", "members.2027-03", "budget", "budget.growth.activity", "budget.2027-02"]
)
def test_goals_and_money(run: Run, plan: Path, target: str) -> None:
    result = run("why", str(plan), target)
    assert result.exit_code == 0, result.stderr
    assert str(plan) in result.stdout


def test_hours_of_a_person_by_id_or_name(run: Run, plan: Path) -> None:
    by_id = run("why", str(plan), "hours.ben.2027-W05")
    assert by_id.exit_code == 0, by_id.stderr
    assert "writing and reviewing" in by_id.stdout
    assert run("why", str(plan), "hours.Ben.2027-W05").stdout == by_id.stdout
    assert "a week on average" in run("why", str(plan), "hours.Ben").stdout


def test_a_written_key_a_derived_one_and_an_assumed_one(run: Run, plan: Path) -> None:
    written = run("why", str(plan), "goals[0].target").stdout
    assert "the plan says so" in written
    assert ":12:" in written
    assert run("why", str(plan), "goals.0.target").stdout == written
    assert "derived" in run("why", str(plan), "stages.growth.window").stdout
    assumed = run("why", str(plan), "budget.contingency").stdout
    assert "not written; preset" in assumed
    assert "assumptions/contingency_share" in assumed


def test_the_same_as_json(run: Run, plan: Path) -> None:
    data = json.loads(run("why", str(plan), "goals[0].target", "--json").stdout)
    assert data["target"] == "goals[0].target"
    [thing] = data["things"]
    assert thing["lines"][0]["line"] == 12
    assert thing["lines"][0]["file"] == str(plan)


def test_in_the_language_that_is_asked_for(run: Run, plan: Path) -> None:
    assert "\u539f\u56e0" in run("why", str(plan), "members", "--lang", "zh-CN").stdout


def test_what_there_is_not_is_a_usage_error_that_helps(run: Run, plan: Path) -> None:
    result = run("why", str(plan), "budget.growth.activty")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Did you mean budget.growth.activity" in result.stderr
    assert "hours.PERSON.2027-W01" in result.stderr


def test_a_day_outside_the_period_is_none_of_the_plans(run: Run, plan: Path) -> None:
    result = run("why", str(plan), "2031-01-01")
    assert result.exit_code == 2
    assert "2031-01-01: it lies outside the plan (2027-01-04 to 2027-06-30)" in result.stderr


def test_a_day_that_there_is_not_is_said(run: Run, plan: Path) -> None:
    result = run("why", str(plan), "2027-02-30")
    assert (result.exit_code, "there is no such day" in result.stderr) == (2, True)
    assert "there is no such month" in run("why", str(plan), "members.2027-13").stderr


def test_days_and_months_need_no_zeros(run: Run, plan: Path) -> None:
    assert run("why", str(plan), "2027-3-9").stdout == run("why", str(plan), "2027-03-09").stdout
    assert run("why", str(plan), "members.2027-3").stdout == run("why", str(plan), "members.2027-03").stdout


def test_an_end_that_several_ids_have_is_ambiguous(run: Run, plan: Path, record: dict[str, Any]) -> None:
    days: dict[str, list[str]] = {}
    for entry in record["content"]["entries"]:
        days.setdefault(entry["on"], []).append(entry["id"])
    step = record["occurrences"][0]["preparation"][0]["id"].rsplit(":", 1)[1]
    result = run("why", str(plan), step)
    assert result.exit_code in (0, 2)
    if result.exit_code:
        assert "could be any of these" in result.stderr


def test_it_explains_the_playbook_in_the_folder(run: Run, plan: Path, record: dict[str, Any]) -> None:
    entry = record["content"]["entries"][-1]["id"]
    assert run("why", str(plan), entry, "-o", "out").stdout == run("why", str(plan), entry).stdout


def test_what_was_not_chosen_stands_apart(run: Run, plan: Path, record: dict[str, Any]) -> None:
    result = run("why", str(plan), record["occurrences"][0]["id"])
    considered, otherwise = (
        result.stdout.index(heading) for heading in ("  Considered, not chosen", "  Otherwise")
    )
    assert considered < otherwise
    assert "not held:" not in result.stdout


def test_a_folder_without_a_playbook_is_said(run: Run, plan: Path) -> None:
    result = run("why", str(plan), "members", "-o", "nowhere")
    assert result.exit_code == 0
    assert f"{Path('nowhere') / 'playbook.json'}: not there; planned afresh" in result.stderr


def test_a_plan_that_has_changed_since_is_said(run: Run, plan: Path, record: dict[str, Any]) -> None:
    assert record
    assert run("why", str(plan), "members", "-o", "out").stderr == ""
    plan.write_text(SMALL_PLAN.replace("end: 2027-06-30", "end: 2027-05-31"), encoding="utf-8")
    result = run("why", str(plan), "budget", "-o", "out")
    assert "the plan has changed since" in result.stderr


def test_a_plan_that_cannot_be_planned_is_reported(run: Run, broken: Path) -> None:
    result = run("why", str(broken), "2027-03-01")
    assert (result.exit_code, result.stdout, "STR001" in result.stderr) == (1, "", True)


def test_an_absent_plan_ends_with_2(run: Run) -> None:
    assert run("why", "nowhere.yaml", "2027-03-01").exit_code == 2
