"""What an operator mistypes is named where it is, with what would be right."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest

import planner.diagnostics.model
from planner.diagnostics.model import Finding
from planner.source.model import SourceText
from planner.source.plain import load_plain
from planner.source.reader import read_source

TEXTS = Path(planner.diagnostics.model.__file__).with_name("codes") / "SYN.yaml"


def found(source: SourceText) -> list[str]:
    """Write findings as ``CODE/variant line:column``."""
    return [
        f"{f.code}/{f.variant} {f.position.line}:{f.position.column}"
        for f in source.findings
        if f.position is not None
    ]


SLIPS: list[tuple[str, list[str]]] = [
    # full-width colons
    ("名称：晨读\nb: 1\n", ["SYN002/default 1:3"]),
    ("a：\n  b: 1\nc: 2\n", ["SYN002/default 1:2"]),
    ("a:\n  name：晨读\n  type：读书\nb: 1\n", ["SYN002/default 2:7", "SYN002/default 3:7"]),
    ("a:\n  名称：晨读\n  类型：读书\n", ["SYN002/default 2:5", "SYN002/default 3:5"]),
    ("goals:\n  - id：a\n    name: b\n", ["SYN002/default 2:7"]),
    (
        "goals:\n  - id: a\n    name：b\n    kpi: c\n  - id：d\n    name: e\n",
        ["SYN002/default 3:9", "SYN002/default 5:7"],
    ),
    ('"name"：x\nb: 1\n', ["SYN002/default 1:7"]),
    ("a: {x：1, y：2}\n", ["SYN002/default 1:6", "SYN002/default 1:11"]),
    ("a: {b：[x, y]}\n", ["SYN002/default 1:6"]),
    # missing spaces
    ("a:\n  name:x\n  type:y\nb: 1\n", ["SYN003/colon 2:7", "SYN003/colon 3:7"]),
    ("a:\n  name: x\n  type:读书\ngoals: 1\n", ["SYN003/colon 3:7"]),
    ("a: {b:1, c: 2}\n", ["SYN003/colon 1:6"]),
    ("a:\n  -x\n  -y\n", ["SYN003/dash 2:3", "SYN003/dash 3:3"]),
    ("a:\n  - x\n  -y\n", ["SYN003/dash 3:3"]),
    ("goals:\n  -id: a\n   name: b\n", ["SYN003/dash 2:3"]),
    # tabs and wide spaces
    ("a:\n\tb: 1\n", ["SYN004/default 2:1"]),
    ("a:\n\tb: 1\n\tc: 2\n", ["SYN004/several 2:1"]),
    ("a:\n  b:\n  \tc: 2\n", ["SYN004/default 3:3"]),
    ("a:\n\u3000\u3000b: 1\n\u3000\u3000c: 2\n", ["SYN005/indents 2:1"]),
    ("a:\n\u00a0\u00a0b: 1\n", ["SYN005/indent 2:1"]),
    ("a:\n  name:\u3000x\n  b: 1\n", ["SYN005/after_colon 2:7"]),
    ("a:\n  -\u3000x\n  - y\n", ["SYN005/after_dash 2:3"]),
    ("a: \u30003\n", ["SYN005/before_number 1:4"]),
    # curly quotes
    ("a: “x: y”\n", ["SYN006/default 1:4"]),
    ("a: “10:30”\n", ["SYN006/default 1:4"]),
    ('a: “晨读"\n', ["SYN006/mixed 1:4"]),
    ("“name”: x\n", ["SYN006/key 1:1"]),
    ("a: “早饭”\n", ["SYN007/default 1:4"]),
    # brackets and dashes
    ("a: [早读，夜读]\n", ["SYN008/comma 1:7"]),
    ("a: {x: 1， y: 2}\n", ["SYN008/comma 1:9"]),
    ("a: {kpi：x，target：2，by: 3}\n", ["SYN008/comma 1:8"]),
    ("a: {kpi: x，target：2，by：3}\n", ["SYN008/comma 1:11"]),
    ("a: {kpi: x，target: 2}\n", ["SYN008/comma 1:11"]),
    ("a: {b: [x, y]，c: 1}\n", ["SYN008/comma 1:14"]),
    ("a: ｛kpi：x，by：3｝\n", ["SYN008/bracket 1:4", "SYN008/comma 1:8"]),
    ("a: [1, 2］\nb: 2\n", ["SYN008/bracket 1:9"]),
    ("a: ［早读］\n", ["SYN008/bracket 1:4"]),
    ("a:\n  － 早读\n  － 夜读\n", ["SYN009/default 2:3", "SYN009/default 3:3"]),
    ("a:\n  — id: x\n    name: y\n", ["SYN009/default 2:3"]),
    ("a:\n  •早读\n", ["SYN009/default 2:3"]),
    # what is opened and never closed
    ('a: "x\nb: 1\n', ["SYN010/default 1:4"]),
    ('a: "x\nb: "y"\nc: 1\n', ["SYN010/default 1:4"]),
    ('a: 1\nb: "x”\nc: 1\n', ["SYN010/curly 2:4"]),
    ("a: [1, 2\nb: 2\n", ["SYN011/default 1:4"]),
    ("a:\n  b: [x\n  c: y\nd: z\n", ["SYN011/default 2:6"]),
    ("a: {x: 1, y: 2\n", ["SYN011/default 1:4"]),
    ("a: {x: 1 y: 2}\n", ["SYN011/comma 1:10"]),
    ("a: {b: [x, y] c: 1}\n", ["SYN011/comma 1:15"]),
    ("a: [a, b,, c]\n", ["SYN011/extra 1:10"]),
    ("a: b\n}\n", ["SYN011/extra 2:1"]),
    # indentation
    ("a:\n    b: 1\n  c: 2\n", ["SYN012/default 3:3"]),
    ("a:\n  - b: 1\n   c: 2\n", ["SYN012/one_level 3:4"]),
    ("a:\n  - b\n - c\n", ["SYN012/one_level 3:2"]),
    ("a:\n  b: 1\nc: 2\n  d: 3\ne: 4\n", ["SYN012/too_far_left 3:1"]),
    ("a:\nb: 1\n  c: 2\nd: 3\n", ["SYN012/too_far_left 2:1"]),
    ("a:\n  b: 1\n\nc: 2\n  d: 3\ne: 4\n", ["SYN012/deeper 5:3"]),
    ("a: 1\n  b: 2\n", ["SYN012/deeper 2:3"]),
    ("a: 1\n- b\n", ["SYN012/item_among_keys 2:1"]),
    ("a:\n  - b\n  c: 1\n", ["SYN012/key_among_items 3:3"]),
    ("a: - b\n", ["SYN012/list_beside_key 1:4"]),
    ("a: 1\nb\nc: 2\n", ["SYN013/default 2:1"]),
    # texts that need quotes
    ("a: x: y\n", ["SYN014/colon 1:4"]),
    ("a: @x\n", ["SYN014/reserved 1:4"]),
    ("a: {b: ?}\n", ["SYN014/reserved 1:8"]),
    ("a: **重点**\n", ["SYN014/reserved 1:4"]),
    ("a: >500\n", ["SYN014/reserved 1:4"]),
    ("a: !重要\n", ["SYN014/reserved 1:4"]),
    ('a: "早饭"怎么省\n', ["SYN014/after_quote 1:4"]),
    ("a: 'it's'\n", ["SYN014/after_quote 1:4"]),
    ('a: "\\d"\n', ["SYN014/escape 1:5"]),
    ("a: #早餐#\nb: 1\n", ["SYN015/default 1:4"]),
    # the file as a whole
    ("a: 1\n---\nb: 1\n", ["SYN016/default 2:1"]),
    ("a: 1\n...\nb: 1\n", ["SYN016/ended 2:1"]),
    ("", ["SYN017/default 1:1"]),
    ("---\n", ["SYN017/default 1:1"]),
    ("# x\n", ["SYN017/comments 1:1"]),
    ("a: x\x00y\n", ["SYN019/default 1:5"]),
    ("a: x\ud800y\n", ["SYN019/default 1:5"]),
    ('a: "\\0"\n', ["SYN019/escaped 1:4"]),
    # what YAML can and a plan cannot
    ("a: 1\nb: 2\na: 3\n", ["SYN001/default 3:1"]),
    ("a: *x\n", ["SYN022/unknown 1:4"]),
    ("a: &x [*x]\n", ["SYN022/cycle 1:8"]),
    ("a: !!python/name:os.system 1\n", ["SYN023/default 1:4"]),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", ["SYN024/default 3:3"]),
    ("? [a]\n: 1\n", ["SYN025/complex 1:3"]),
    ("null: 1\n", ["SYN025/empty 1:1"]),
    (": 1\n", ["SYN025/empty 1:1"]),
    ("%YAML 1.1\n---\na: 1\n", ["SYN026/default 1:1"]),
    ("```yaml\na: 1\n```\n", ["SYN026/fence 1:1"]),
    ("{a: 1}\nb: 2\n", ["SYN028/after_end 2:1"]),
]


@pytest.mark.parametrize(("text", "expected"), SLIPS)
def test_slip_is_named_where_it_is(text: str, expected: list[str], parser: str) -> None:
    assert found(read_source(text)) == expected


@pytest.mark.parametrize(("text", "expected"), SLIPS)
def test_line_ends_of_windows_change_nothing(text: str, expected: list[str]) -> None:
    assert found(read_source(text.replace("\n", "\r\n"))) == expected
    assert found(read_source(text.replace("\n", "\r"))) == expected


ORDINARY = [
    "a: {zh: 早上好，邻居}\n",
    "a: {zh: 看这里，app：怎么下载, b: 1}\n",
    "a: 1\nb: |\n  ```\n  x\n  ```\n",
    "problem: 早饭：怎么省时间\n",
    "problem:\n  早饭：怎么省时间\n",
    "- 早饭：怎么省时间\n- app：怎么下载，多少钱\n",
    "a: “你好”和“再见”\n",
    "a: 他说“好”\n",
    "q:\n  ——一位邻居\n",
    "a: [牙口不好，吃哪款？, 几点出炉？]\n",
    "a: [晚饭后有水果，不用绕路]\n",
    "a: {zh: 早上好，邻居, en: morning}\n",
    "a: 【早读】今天读第三章\n",
    "text: |\n  \u3000\u3000今天：读书\n  name：x\n  - y\n  －z\n",
    "url: http://a.b/c\ntime: 12:30\nshare: 40%\n",
    "a: x#1\nb: C# 课\nc: # 以后再定\nd: 1\n",
    'a: "x" # 备注\n',
    "a: -5\nb: --x\nc: a - b\n",
    "12:30: 早读\nhttp://a.b: 1\n",
    "a: 早读\n  夜读\n",
    "---\na: 1\n...\n",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_left_alone(text: str, parser: str) -> None:
    assert found(read_source(text)) == []


def test_reading_goes_on_after_a_slip() -> None:
    source = read_source('name：晨读\ngoals:\n\t- id: a\nchannels: [门店，社区\nnote: "好\nname: 二\n')
    assert found(source) == [
        "SYN002/default 1:5",
        "SYN004/default 3:1",
        "SYN011/default 4:11",
        "SYN008/comma 4:14",
        "SYN010/default 5:7",
        "SYN001/default 6:1",
    ]
    assert source.data == {"name": "晨读", "goals": [{"id": "a"}], "channels": ["门店", "社区"], "note": "好"}
    assert source.line(4) == "channels: [门店，社区"


def test_what_would_be_right_is_said() -> None:
    (finding,) = read_source("community:\n  name：晨读会 # 暂定\n  type: 读书\n").findings
    assert finding.params == {"key": "name", "fix": "name: 晨读会"}


def test_a_repeated_key_shows_both_places() -> None:
    (finding,) = read_source("a:\n  b: 1\n  c: 2\n  b: 3\n").findings
    assert finding.position is not None
    assert finding.related[0].position is not None
    assert (finding.position.line, finding.related[0].position.line) == (4, 2)
    assert finding.related[0].text == "first"


def test_a_column_behind_a_repaired_slip_is_the_written_one() -> None:
    source = read_source("name：晨读\nb: 1\n")
    position = source.positions[("name",)].value
    assert (position.column, position.end_column) == (6, 8)


def test_every_line_with_a_full_width_colon_is_found() -> None:
    text = "".join(f"s{n}:\n  name：晨读\n  share: 1\n" for n in range(60))
    assert [f.position.line for f in read_source(text).findings if f.position] == [
        3 * n + 2 for n in range(60)
    ]


def fields(text: str) -> set[str]:
    """Give the parameters that a text needs."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_finding_has_its_text() -> None:
    table: Any = load_plain(TEXTS.read_text(encoding="utf-8"))
    rows = {row["code"]: row for row in table}
    findings: list[Finding] = [f for text, _ in SLIPS for f in read_source(text).findings]
    findings += read_source("a: 晨读".encode("gbk")).findings
    findings += read_source("x" * 2_000_000).findings
    assert len(findings) > 80
    for finding in findings:
        row = rows[finding.code]
        for texts in (row["messages"][finding.variant], row.get("hints", {}).get(finding.variant, {})):
            for text in texts.values():
                assert fields(text) <= set(finding.params), finding
        assert all(related.text in row["related"] for related in finding.related)
