"""``planner generate``: nothing is written from a broken plan, nothing of a person's is overwritten."""

from __future__ import annotations

from pathlib import Path

from planner.documents.catalogue import DOCUMENTS
from planner.files import MANIFEST
from tests.cli.conftest import SMALL_PLAN, Run


def files(folder: Path) -> dict[str, bytes]:
    """Paths below the output folder, and what the files there hold."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_documents_are_written_and_listed(run: Run, plan: Path, tmp_path: Path) -> None:
    result = run("generate", str(plan), "-o", "out")
    assert result.exit_code == 0, result.stderr
    written = files(tmp_path / "out")
    assert MANIFEST in written
    assert len(written) > 2
    assert any(name.startswith("weeks/") for name in written)
    for name in set(written) - {MANIFEST}:
        assert f"created {Path('out') / name}\n" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("out: created ")


def test_the_second_run_says_that_nothing_changed(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    before = files(tmp_path / "out")
    result = run("generate", str(plan), "-o", "out")
    assert result.stdout == f"out: identical {len(before) - 1}\n"
    assert files(tmp_path / "out") == before


def test_with_errors_nothing_is_written(run: Run, broken: Path, tmp_path: Path) -> None:
    result = run("generate", str(broken), "-o", "out")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "STR001" in result.stderr
    assert "nothing was written" in result.stderr
    assert files(tmp_path / "out") == {}


def test_a_draft_is_written_with_a_page_of_open_problems(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = SMALL_PLAN.replace("by: 2027-06-30, baseline: 20", "by: 2029-06-30, baseline: 20")
    plan.write_text(text, encoding="utf-8")
    assert run("generate", str(plan), "-o", "out").exit_code == 1
    assert files(tmp_path / "out") == {}
    result = run("generate", str(plan), "-o", "out", "--draft")
    assert result.exit_code == 1
    assert "This is a draft" in result.stderr
    page = files(tmp_path / "out")["open-problems.md"].decode()
    assert "GOL003" in page
    assert str(tmp_path) not in page
    plan.write_text(SMALL_PLAN, encoding="utf-8")
    assert run("generate", str(plan), "-o", "out").exit_code == 0
    assert "open-problems.md" not in files(tmp_path / "out")


def test_a_draft_of_what_cannot_be_planned_is_refused(run: Run, broken: Path, tmp_path: Path) -> None:
    result = run("generate", str(broken), "-o", "out", "--draft")
    assert result.exit_code == 1
    assert "no playbook can be made" in result.stderr
    assert files(tmp_path / "out") == {}


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    dry = run("generate", str(plan), "-o", "out", "--dry-run")
    assert files(tmp_path / "out") == {}
    wet = run("generate", str(plan), "-o", "out")
    assert dry.stdout.replace("would create", "created") == wet.stdout


def test_a_file_edited_by_hand_is_left_and_named(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "out")
    name = DOCUMENTS[0].name + ".md"
    (tmp_path / "out" / name).write_text("my notes", encoding="utf-8")
    result = run("generate", str(plan), "-o", "out")
    assert result.exit_code == 1
    assert f"{name}: edited by hand, left as it is (--force overwrites)" in result.stderr
    assert files(tmp_path / "out")[name] == b"my notes"
    forced = run("generate", str(plan), "-o", "out", "--force")
    assert forced.exit_code == 0
    assert files(tmp_path / "out")[name] != b"my notes"


def test_one_document_can_be_had_alone(run: Run, plan: Path, tmp_path: Path) -> None:
    name = DOCUMENTS[0].name
    assert run("generate", str(plan), "-o", "out", "--only", name).exit_code == 0
    assert set(files(tmp_path / "out")) == {f"{name}.md", MANIFEST}
    assert run("generate", str(plan), "-o", "sheets", "--only", "week").exit_code == 0
    sheets = set(files(tmp_path / "sheets")) - {MANIFEST}
    assert len(sheets) > 1
    assert all(sheet.startswith("weeks/") for sheet in sheets)


def test_a_document_that_does_not_exist_is_a_usage_error_that_names_them_all(run: Run, plan: Path) -> None:
    result = run("generate", str(plan), "-o", "out", "--only", "brochure")
    assert result.exit_code == 2
    assert "brochure" in result.stderr
    assert all(document.name in result.stderr for document in DOCUMENTS)


def test_the_language_of_the_documents_can_be_chosen(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "zh", "--lang", "zh-CN")
    run("generate", str(plan), "-o", "en")
    zh, en = files(tmp_path / "zh"), files(tmp_path / "en")
    assert set(zh) == set(en)
    name = DOCUMENTS[0].name + ".md"
    assert any("\u4e00" <= c <= "\u9fff" for c in zh[name].decode())
    assert zh[name] != en[name]


def test_an_obstacle_is_named_and_nothing_is_written(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    result = run("generate", str(plan), "-o", "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("out: in the way")


def test_an_absent_plan_ends_with_2(run: Run) -> None:
    assert run("generate", "nowhere.yaml", "-o", "out").stderr == "nowhere.yaml: no such file\n"


def test_a_folder_stands_for_the_only_plan_in_it(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("generate", str(tmp_path), "-o", "out").exit_code == 0
    assert files(tmp_path / "out") != {}
    (tmp_path / "another.yaml").write_bytes(plan.read_bytes())
    result = run("generate", str(tmp_path), "-o", "again")
    assert (result.exit_code, "more than one plan" in result.stderr) == (2, True)
    (tmp_path / "empty").mkdir()
    assert "no plan found" in run("generate", str(tmp_path / "empty"), "-o", "again").stderr
    assert not (tmp_path / "again").exists()


def test_a_language_that_there_is_not_is_a_usage_error(run: Run, plan: Path) -> None:
    result = run("generate", str(plan), "-o", "out", "--lang", "fr")
    assert (result.exit_code, "“fr”" in result.stderr) == (2, True)
    assert run("generate", str(plan), "-o", "out", "--lang", "中文").exit_code == 0


def test_two_runs_into_two_folders_give_the_same_bytes(run: Run, plan: Path, tmp_path: Path) -> None:
    run("generate", str(plan), "-o", "one")
    run("generate", str(plan), "-o", "two")
    assert files(tmp_path / "one") == files(tmp_path / "two") != {}
