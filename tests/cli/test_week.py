"""``planner week``: the sheet of one week on stdout, or its messages as files to copy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.files import MANIFEST
from tests.cli.conftest import SMALL_PLAN, Run


def blocks(sheet: str) -> set[str]:
    """What stands in fenced blocks, letter by letter; inside list items without the indentation."""
    found = re.findall(r"^( *)```text\n(.*?)\n\1```$", sheet, re.MULTILINE | re.DOTALL)
    return {"\n".join(line.removeprefix(indent) for line in part.split("\n")) for indent, part in found}


def texts(folder: Path) -> dict[str, str]:
    """Path below the folder → what it says."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.txt"))
    }


def test_before_the_plan_begins_it_prints_the_first_week_and_says_so(run: Run, plan: Path) -> None:
    result = run("week", str(plan))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("# Saturday Walks: Week 1 (4–10 January)\n")
    assert result.stderr == "2027-W01 (2027-01-04 to 2027-01-10)\n"


def test_within_the_detail_weeks_it_prints_this_one(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_TODAY", "2027-01-20")
    assert "Week 3 (18–24 January)" in run("week", str(plan)).stdout
    monkeypatch.setenv("PLANNER_TODAY", "2027-06-20")
    assert "Week 1 (4–10 January)" in run("week", str(plan)).stdout


@pytest.mark.parametrize("day", ["2027-01-18", "2027-01-24", "2027-W03", "2027-w03"])
def test_any_day_names_its_week(run: Run, plan: Path, day: str) -> None:
    result = run("week", str(plan), day)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Week 3 (18–24 January)" in result.stdout


def test_a_week_without_titles_yet_has_its_dates_and_says_so(run: Run, plan: Path) -> None:
    result = run("week", str(plan), "2027-05-20")
    assert result.exit_code == 0
    assert "titles are final up to" in result.stderr
    assert "title not decided yet" in result.stdout


@pytest.mark.parametrize("day", ["2028-01-18", "someday", "2027-W60", "2027-13-01"])
def test_a_week_that_there_is_not_is_refused(run: Run, plan: Path, day: str) -> None:
    result = run("week", str(plan), day)
    assert result.exit_code == 2
    assert day in result.stderr
    assert result.stdout == ""


def test_the_sheet_is_the_one_that_generate_writes(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    for number in ("W01", "W04"):
        written = (tmp_path / "out" / "weeks" / f"2027-{number}.md").read_text(encoding="utf-8")
        result = run("week", str(plan), f"2027-{number}", "--playbook", "out")
        assert result.stdout == written


def test_an_earlier_playbook_has_to_be_there_and_to_be_this_plan_s(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    assert run("week", str(plan), "--playbook", "nowhere").exit_code == 2
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "playbook.json").write_text("{", encoding="utf-8")
    result = run("week", str(plan), "--playbook", "out")
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_one_person_s_part(run: Run, plan: Path) -> None:
    result = run("week", str(plan), "2027-W03", "--for", "ben")
    assert "\n## Ben\n" in result.stdout
    assert "\n## Ann\n" not in result.stdout
    assert "\n## The whole week\n" in result.stdout
    assert run("week", str(plan), "2027-W03", "--for", "editor").stdout == result.stdout
    refused = run("week", str(plan), "2027-W03", "--for", "Zoe")
    assert refused.exit_code == 2
    assert "Ben, Ann" in refused.stderr


def test_both_languages(run: Run, plan: Path) -> None:
    assert "\n## 一周总表\n" in run("week", str(plan), "--lang", "zh-CN").stdout
    assert run("week", str(plan), "--lang", "fr").exit_code == 2


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_files_are_the_blocks_of_the_sheet(run: Run, plan: Path, tmp_path: Path, language: str) -> None:
    result = run("week", str(plan), "2027-W08", "--text", "send", "--lang", language)
    assert result.exit_code == 0, result.stderr
    written = texts(tmp_path / "send")
    assert len(written) > 1
    sheet = run("week", str(plan), "2027-W08", "--lang", language).stdout
    assert set(written.values()) <= blocks(sheet)
    for path in written:
        assert f"created {Path('send') / path}\n" in result.stdout
        day, name = path.split("/")
        if day == "messages":
            assert name.startswith("2027-W08-")
            continue
        assert "2027-02-22" <= day <= "2027-02-28"
        assert (name[:4].isdigit() and name[4] == "-") or name.split("-")[0] in (
            "invite",
            "again",
            "remind",
            "step",
            "champions",
            "count",
            "task",
        )


def test_only_what_one_person_sends_is_written(run: Run, plan: Path, tmp_path: Path) -> None:
    run("week", str(plan), "2027-W08", "--text", "all")
    for name in ("ben", "ann"):
        run("week", str(plan), "2027-W08", "--text", name, "--for", name)
    parts = [texts(tmp_path / name) for name in ("ben", "ann")]
    assert {**parts[0], **parts[1]} == texts(tmp_path / "all")
    assert not set(parts[0]) & set(parts[1])


def test_a_text_that_somebody_changed_is_not_overwritten(run: Run, plan: Path, tmp_path: Path) -> None:
    run("week", str(plan), "2027-W08", "--text", "send")
    path = next((tmp_path / "send").rglob("*.txt"))
    before = path.read_bytes()
    again = run("week", str(plan), "2027-W08", "--text", "send")
    assert again.stdout.startswith("send: identical ")
    path.write_text("mine", encoding="utf-8")
    result = run("week", str(plan), "2027-W08", "--text", "send")
    assert result.exit_code == 1
    assert "edited by hand" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("week", str(plan), "2027-W08", "--text", "send", "--force").exit_code == 0
    assert path.read_bytes() == before


def test_another_week_leaves_the_texts_of_the_first_where_they_are(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("week", str(plan), "2027-W08", "--text", "send")
    first = texts(tmp_path / "send")
    assert run("week", str(plan), "2027-W07", "--text", "send").exit_code == 0
    assert first.items() <= texts(tmp_path / "send").items()
    assert (tmp_path / "send" / MANIFEST).is_file()


def test_a_plan_with_errors_has_no_week(run: Run, broken: Path) -> None:
    result = run("week", str(broken))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "STR001" in result.stderr
    assert "there are errors" in result.stderr


def test_a_file_that_is_not_there_is_a_matter_of_usage(run: Run) -> None:
    assert run("week", "nowhere.yaml").exit_code == 2


def test_a_plan_can_come_from_stdin(run: Run) -> None:
    assert "Saturday Walks" in run("week", "-", "2027-W03", stdin=SMALL_PLAN).stdout
