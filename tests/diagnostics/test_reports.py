"""What the reports look like: text, JSON, workflow commands."""

from __future__ import annotations

import json

import pytest

from planner.diagnostics.cells import cells
from planner.diagnostics.counts import Counts, count_diagnostics
from planner.diagnostics.model import Diagnostic, Position, RelatedPosition, Severity
from planner.diagnostics.report_github import report_github
from planner.diagnostics.report_json import report_json
from planner.diagnostics.report_text import excerpt, report_text

HERE = Position(12, 12, 12, 14)


def diagnostic(
    line: str = "    owner: 小王",
    position: Position = HERE,
    message: str = "人员或角色里没有“小王”",
    **more: object,
) -> Diagnostic:
    fields: dict[str, object] = {
        "code": "STR002",
        "name": "dangling-ref",
        "severity": Severity.ERROR,
        "file": "plan.yaml",
        "position": position,
        "message": message,
        "hint": "是不是想写“小周”？",
        "source_line": line,
        "path": ("goals", 0, "owner"),
    }
    return Diagnostic(**{**fields, **more})  # type: ignore[arg-type]


def test_text_shows_place_line_caret_hint_and_counts() -> None:
    related = (RelatedPosition(Position(3, 5, 3, 9), "第一次用在这里"),)
    found = (diagnostic(related=related),)
    assert report_text(found, count_diagnostics(found), language="zh-CN") == (
        "plan.yaml:12:12: error STR002 人员或角色里没有“小王”\n"
        "        owner: 小王\n"
        "               ^~~~\n"
        "  提示：是不是想写“小周”？\n"
        "  plan.yaml:3:5: 第一次用在这里\n"
        "\n"
        "1 个错误，0 个警告，0 个提示\n"
    )


def test_english_report_and_counts() -> None:
    found = (diagnostic(hint="Did you mean “x”?"), diagnostic(severity=Severity.WARNING, suppressed=True))
    text = report_text(found, count_diagnostics(found), language="en")
    assert "  hint: Did you mean “x”?\n" in text
    assert text.endswith("1 error, 0 warnings, 0 notes (1 more suppressed)\n")
    assert report_text((), Counts(3), language="en") == "3 files: nothing found\n"


@pytest.mark.parametrize(
    ("line", "position", "caret"),
    [
        ("name: x", Position(1, 7, 1, 8), "      ^"),
        ("名称: 早读", Position(1, 5, 1, 7), "      ^~~~"),
        ("a\tb", Position(1, 3, 1, 4), "    ^"),
        ("e\u0301 x", Position(1, 4, 1, 5), "  ^"),
        ("open: [", Position(1, 7, 3, 1), "      ^"),
        ("short", Position(1, 40, 1, 44), "     ^"),
        ("🙂 x", Position(1, 3, 1, 4), "   ^"),
    ],
)
def test_the_caret_stands_under_the_cells_of_the_position(line: str, position: Position, caret: str) -> None:
    assert excerpt(line, position)[1] == caret


def test_long_lines_are_cropped_around_the_position() -> None:
    line = "文字" * 200 + "错" + "文字" * 200
    source, caret = excerpt(line, Position(1, 401, 1, 402))
    assert source.startswith("…")
    assert source.endswith("…")
    assert cells(source) <= 100
    assert cells(source[: source.index("错")]) == len(caret) - len(caret.lstrip())
    assert caret.strip() == "^~"


def test_control_characters_of_a_plan_do_not_reach_the_terminal() -> None:
    found = (diagnostic(line="a: \x1b[31mred\u202e", message="“\x1b[31m”\r\n不对"),)
    text = report_text(found, count_diagnostics(found), language="zh-CN")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\r" not in text


def test_colour_adds_sequences_and_nothing_else() -> None:
    found = (diagnostic(),)
    plain = report_text(found, count_diagnostics(found), language="zh-CN")
    coloured = report_text(found, count_diagnostics(found), language="zh-CN", colour=True)
    assert "\x1b[31merror\x1b[0m" in coloured
    for code in ("1", "2", "31"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured.replace("\x1b[0m", "") == plain


def test_json_has_a_version_and_a_stable_order() -> None:
    found = (diagnostic(), diagnostic(suppressed=True, reason="搬家"))
    document = json.loads(report_json(found, count_diagnostics(found)))
    assert list(document) == ["version", "counts", "diagnostics"]
    assert document["counts"] == {"files": 1, "errors": 1, "warnings": 0, "infos": 0, "suppressed": 1}
    first, second = document["diagnostics"]
    assert list(first)[:6] == ["file", "line", "column", "end_line", "end_column", "severity"]
    assert first["path"] == ["goals", 0, "owner"]
    assert (second["suppressed"], second["reason"]) == (True, "搬家")


def test_workflow_commands_escape_what_would_end_them() -> None:
    found = (diagnostic(file="a,b:c.yaml", message="100%\n第二行", hint=""), diagnostic(suppressed=True))
    lines = report_github(found, count_diagnostics(found)).splitlines()
    assert lines == [
        "::error file=a%2Cb%3Ac.yaml,line=12,col=12,endColumn=14,title=STR002 dangling-ref::100%25%0A第二行",
        "planner: files=1 errors=1 warnings=0 infos=0 suppressed=1",
    ]


def test_workflow_commands_span_lines_and_know_three_severities() -> None:
    over = diagnostic(position=Position(2, 1, 5, 1), severity=Severity.INFO, hint="")
    command = report_github((over,), Counts(1)).splitlines()[0]
    assert command.startswith("::notice file=plan.yaml,line=2,col=1,endLine=5,title=")
