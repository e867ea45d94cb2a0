"""``planner init``: a first plan that passes ``check``, and nothing overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from planner.cli.interview import platform_id
from planner.source.reader import read_source
from tests.cli.conftest import Run

FILES = ("plan.yaml", "plan.schema.json", ".vscode/settings.json", ".github/workflows/plan.yml")
SWITCHED_ON = {
    "offers", "question_pool", "fixed", "people", "wont_do", "platforms", "groups", "acquisition", "scripts", "journeys",
    "champions", "handover",
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("community_type", ["industry", "knowledge", "interest", "technical", "retail"])
@pytest.mark.parametrize("situation", ["new", "revive", "running"])
def test_every_first_plan_waits_for_its_examples_only(
    run: Run, language: str, community_type: str, situation: str
) -> None:
    made = run("init", "here", "--lang", language, "--type", community_type, "--situation", situation)
    assert made.exit_code == 0, made.stderr
    result = run("check", "here/plan.yaml", "--format", "json")
    assert result.exit_code == 0
    raised = [d for d in json.loads(result.stdout)["diagnostics"] if d["severity"] != "info"]
    examples = 10 if situation == "new" else 11  # a group that is there has a name
    assert [d["code"] for d in raised] == ["STR004"] * examples


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(
    ("community_type", "situation"),
    [
        ("industry", "new"), ("knowledge", "new"), ("interest", "new"), ("technical", "new"), ("retail", "new"),
        ("retail", "revive"), ("interest", "running"),
    ],
)  # fmt: skip
def test_with_every_setting_in_use_a_first_plan_is_clean_and_generates(
    run: Run, tmp_path: Path, language: str, community_type: str, situation: str
) -> None:
    run("init", "--lang", language, "--type", community_type, "--situation", situation)
    path = tmp_path / "plan.yaml"
    path.write_text(_all_in_use(path.read_text(encoding="utf-8")), encoding="utf-8")
    data = read_source(path.read_bytes()).data
    assert isinstance(data, dict)
    assert set(data) >= SWITCHED_ON
    checked = run("check", "--strict", "plan.yaml")
    assert checked.exit_code == 0, checked.stdout
    made = run("generate", "plan.yaml", "-o", "out")
    assert made.exit_code == 0, made.stderr
    assert (tmp_path / "out" / "index.md").is_file()


def _all_in_use(text: str) -> str:
    """Write the plan of somebody who has put in their words and taken away each single “# ”."""
    own = text.replace("（示例）", "").replace("(example) ", "")
    return re.sub(r"^( *)# (?!yaml-language-server)", r"\1", own, flags=re.MULTILINE)


def test_it_makes_plan_schema_editor_settings_and_ci(run: Run, tmp_path: Path) -> None:
    result = run("init", "club")
    assert result.exit_code == 0
    for name in FILES:
        assert (tmp_path / "club" / name).is_file(), name
        assert f"created {Path('club') / name}\n" in result.stdout
    settings = json.loads((tmp_path / "club/.vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {"./plan.schema.json": ["plan.yaml"]}
    text = (tmp_path / "club/plan.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=plan.schema.json\n")
    assert "\nlanguage: en\n" in text


def test_what_was_said_is_in_the_plan(run: Run, tmp_path: Path) -> None:
    result = run(
        "init", "--lang", "zh-CN", "--name", '晨读 "一小时": #1', "--type", "knowledge", "--platform", "微信群",
        "--start", "2027-02-01", "--months", "3", "--budget", "8000.50",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    source = read_source((tmp_path / "plan.yaml").read_bytes())
    assert source.findings == ()
    data = source.data
    assert isinstance(data, dict)
    assert data["community"]["name"] == '晨读 "一小时": #1'
    assert data["period"] == {"start": "2027-02-01", "months": 3}
    assert {goal["by"] for goal in data["goals"]} == {"2027-04-30"}
    assert str(data["budget"]["total"]) == "8000.50"
    assert data["platforms"] == ["wechat_group"]


def test_a_name_nobody_has_thought_of_yet_is_asked_for_by_check(run: Run, tmp_path: Path) -> None:
    run("init", "--lang", "en", "--type", "retail")
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert 'name: "(example) Corner bakery"' in text
    assert "“(example) Corner bakery” is still a placeholder" in run("check", "plan.yaml").stdout


def test_the_default_start_is_the_monday_after_today(run: Run, tmp_path: Path) -> None:
    run("init")
    assert "start: 2026-11-23" in (tmp_path / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("present", FILES)
def test_nothing_is_overwritten_and_what_is_there_is_named(run: Run, tmp_path: Path, present: str) -> None:
    path = tmp_path / present
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    result = run("init")
    assert result.exit_code == 1
    assert present in result.stderr.replace("\\", "/")
    assert path.read_text(encoding="utf-8") == "mine"
    assert [name for name in FILES if (tmp_path / name).exists()] == [present]


def test_it_speaks_the_language_of_the_plan(run: Run) -> None:
    run("init", "--lang", "zh-CN")
    assert "已经有这些文件" in run("init", "--lang", "zh-CN").stderr


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--platform", "wechat_grop", "wechat_group"),
        ("--start", "next week", "2027-01-04"),
        ("--budget", "a lot", "8000"),
        ("--months", "99", "36"),
        ("--type", "sports", "interest"),
    ],
)
def test_a_wrong_option_is_a_usage_error_that_says_what_is_right(
    run: Run, tmp_path: Path, option: str, value: str, told: str
) -> None:
    result = run("init", option, value)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "typed", "written"),
    [
        ("--budget", "5万", "total: 50000\n"),
        ("--budget", "¥3,000 元", "total: 3000\n"),
        ("--start", "2027年3月1日", "start: 2027-03-01\n"),
        ("--start", "2027/3/1", "start: 2027-03-01\n"),
    ],
)
def test_answers_are_read_as_people_write_them(
    run: Run, tmp_path: Path, option: str, typed: str, written: str
) -> None:
    assert run("init", option, typed).exit_code == 0
    assert written in (tmp_path / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", ["3000元/月", "20%", "-5", "nan", "1e9"])
def test_a_budget_that_may_mean_something_else_is_asked_again(run: Run, typed: str) -> None:
    assert run("init", "--budget", typed).exit_code == 2


def test_platforms_are_known_by_id_name_and_synonym() -> None:
    assert {platform_id(name) for name in ("wechat_group", "微信群", "WeChat group", "WECHAT_GROUP")} == {
        "wechat_group"
    }
    assert platform_id(" ") == ""
    with pytest.raises(ValueError, match="no platform"):
        platform_id("carrier pigeon")


def test_without_a_terminal_nothing_is_asked(run: Run) -> None:
    assert run("init", stdin="").exit_code == 0


def test_with_a_terminal_the_chinese_words_of_the_questions_can_be_typed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.cli.init.is_interactive", lambda: True)
    answers = ["中文", "晨读会", "知识分享", "唤醒", "微信群", "2027年3月1日", "半年", "一万二"]
    result = run("init", stdin="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    for part in (
        "language: zh-CN", "type: knowledge", "situation: revive", "- wechat_group",
        "start: 2027-03-01", "months: 6", "total: 12000",
    ):  # fmt: skip
        assert part in text


def test_with_a_terminal_it_asks_for_what_is_missing_until_it_can_read_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.cli.init.is_interactive", lambda: True)
    answers = ["en", "Quay Bakers", "sports", "interest", "", "2027-03-01", "0", "4", ""]
    result = run("init", "--situation", "running", stdin="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    for part in (
        'name: "Quay Bakers"',
        "type: interest",
        "situation: running",
        "start: 2027-03-01",
        "months: 4",
    ):
        assert part in text
