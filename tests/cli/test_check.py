"""``planner check``: what is read, what is printed where, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import BROKEN_PLAN, SMALL_PLAN, Run

ALL_FORMATS = ("text", "json", "github")


def test_a_sound_plan_ends_with_0_and_says_so(run: Run, plan: Path) -> None:
    result = run("check", str(plan))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "0 errors" in result.stdout or "nothing found" in result.stdout


def test_an_error_ends_with_1_and_is_shown_with_its_place_and_line(run: Run, broken: Path) -> None:
    result = run("check", str(broken))
    assert result.exit_code == 1
    assert "broken.yaml:12:20: error STR001" in result.stdout
    assert "targt: 120" in result.stdout
    assert "target" in result.stdout
    assert "1 error" in result.stdout.splitlines()[-1] or "errors" in result.stdout.splitlines()[-1]


def test_quick_finds_slips_in_the_file(run: Run, broken: Path) -> None:
    result = run("check", "--quick", str(broken))
    assert result.exit_code == 1
    assert "STR001" in result.stdout


def test_warnings_pass_unless_strict(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(SMALL_PLAN.replace("Saturday Walks", "TODO"), encoding="utf-8")
    relaxed, strict = run("check", str(path)), run("check", "--strict", str(path))
    assert "warning" in relaxed.stdout
    assert (relaxed.exit_code, strict.exit_code) == (0, 1)


def test_stdin_is_read_for_a_dash(run: Run) -> None:
    result = run("check", "-", stdin=BROKEN_PLAN)
    assert result.exit_code == 1
    assert "<stdin>:12:" in result.stdout


def test_an_absent_file_ends_with_2_and_hides_no_other(run: Run, broken: Path) -> None:
    result = run("check", "nowhere.yaml", str(broken))
    assert result.exit_code == 2
    assert result.stderr == "nowhere.yaml: no such file\n"
    assert "STR001" in result.stdout


def test_no_path_at_all_is_a_usage_error(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 2
    assert "PATHS" in result.stderr


def test_a_yaml_file_that_is_no_plan_is_told_in_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {web: {image: nginx}}\n", encoding="utf-8")
    result = run("check", "compose.yaml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "compose.yaml: not an operations plan: no version and community at the top. Start one with planner init\n"
    )


def test_broken_yaml_that_is_named_is_a_finding_not_a_usage_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: [1, 2\nb: 3\n", encoding="utf-8")
    result = run("check", "x.yaml")
    assert result.exit_code == 1
    assert "SYN" in result.stdout


class TestFolders:
    """In a folder, plans are found and everything else is passed over."""

    def test_plans_are_found_at_any_depth_and_others_skipped(self, run: Run, tmp_path: Path) -> None:
        for name, text in {
            "a/plan.yaml": SMALL_PLAN,
            "a/b/other.yml": BROKEN_PLAN,
            "a/compose.yaml": "services: {}\n",
            "a/.github/plan.yaml": BROKEN_PLAN,
            "a/node_modules/plan.yaml": BROKEN_PLAN,
            "a/notes.txt": BROKEN_PLAN,
        }.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        result = run("check", "a", "--format", "json")
        report = json.loads(result.stdout)
        assert report["counts"]["files"] == 2
        assert {Path(d["file"]).as_posix() for d in report["diagnostics"] if d["severity"] == "error"} == {
            "a/b/other.yml"
        }
        assert result.exit_code == 1

    def test_a_plan_with_broken_yaml_is_not_passed_over(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text("version: 1\ncommunity：\n  name: [x\n", encoding="utf-8")
        result = run("check", ".")
        assert result.exit_code == 1
        assert "p.yaml:" in result.stdout

    def test_a_plan_in_flow_style_is_found(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "p.yaml").write_text("{version: 1, community: {name: x}}\n", encoding="utf-8")
        assert run("check", ".").exit_code == 1

    def test_a_folder_without_a_plan_ends_with_2(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
        result = run("check", ".")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.startswith(".: no plan found")

    def test_a_file_that_is_named_twice_is_checked_once(self, run: Run, plan: Path) -> None:
        result = run("check", str(plan), ".", "--format", "json")
        assert json.loads(result.stdout)["counts"]["files"] == 1


class TestFormats:
    """stdout holds the report alone, in the format asked for."""

    def test_json_can_be_read_and_holds_place_and_code(self, run: Run, broken: Path) -> None:
        found = json.loads(run("check", "--format", "json", str(broken)).stdout)["diagnostics"]
        unknown = next(d for d in found if d["code"] == "STR001")
        assert (unknown["line"], unknown["severity"], unknown["path"]) == (12, "error", ["goals", 0, "targt"])

    def test_github_commands_name_file_and_line(self, run: Run, broken: Path) -> None:
        lines = run("check", "--format", "github", "broken.yaml").stdout.splitlines()
        assert any(line.startswith("::error file=broken.yaml,line=12,") for line in lines)

    def test_unknown_formats_are_a_usage_error(self, run: Run, plan: Path) -> None:
        assert run("check", "--format", "xml", str(plan)).exit_code == 2

    @pytest.mark.parametrize("report", ALL_FORMATS)
    def test_no_format_prints_colour_into_a_pipe(self, run: Run, broken: Path, report: str) -> None:
        assert "\x1b" not in run("check", "--format", report, str(broken)).stdout


class TestLanguage:
    """PLANNER_LANG decides, else a Chinese locale, else the plan."""

    def test_the_plan_decides_if_nobody_else_does(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "plan.yaml"
        path.write_text(BROKEN_PLAN.replace("language: en", "language: zh-CN"), encoding="utf-8")
        assert "个错误" in run("check", str(path)).stdout

    def test_a_chinese_locale_decides_over_the_plan(
        self, run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        assert "个错误" in run("check", str(broken)).stdout

    def test_planner_lang_decides_over_the_locale(
        self, run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        monkeypatch.setenv("PLANNER_LANG", "en")
        result = run("check", str(broken), "nowhere.yaml")
        assert "error" in result.stdout.splitlines()[-1]
        assert "no such file" in result.stderr
