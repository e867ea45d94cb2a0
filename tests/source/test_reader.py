"""Plain data out of YAML text: scalars, encodings, limits."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from planner.source.plain import load_plain
from planner.source.reader import read_source

SCALARS = [
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("0", 0),
    ("-12", -12),
    ("1.50", Decimal("1.50")),
    ("-0.5", Decimal("-0.5")),
    ("12:30", "12:30"),
    ("0123", "0123"),
    ("no", "no"),
    ("on", "on"),
    ("True", "True"),
    ("1_000", "1_000"),
    ("1e3", "1e3"),
    ("0x1F", "0x1F"),
    (".5", ".5"),
    ("1.", "1."),
    ("+1", "+1"),
    (".inf", ".inf"),
    ("2026-01-02", "2026-01-02"),
    ("2026-13-45", "2026-13-45"),
    ("=", "="),
    ("40%", "40%"),
    ("１２", "１２"),
    ('"1"', "1"),
    ("'true'", "true"),
    ('""', ""),
    ("9" * 18, int("9" * 18)),
    ("9" * 10_000, "9" * 10_000),
]


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_scalar(written: str, value: object, parser: str) -> None:
    for data in (read_source(f"a: {written}\n").data, load_plain(f"a: {written}\n")):
        assert data == {"a": value}
        assert isinstance(data, dict)
        assert type(data["a"]) is type(value)
    assert read_source(f"- {written}\n").data == [value] == load_plain(f"- {written}\n")


def test_keys_are_text() -> None:
    assert read_source("1: a\ntrue: b\non: c\n'null': d\n").data == {
        "1": "a",
        "true": "b",
        "on": "c",
        "null": "d",
    }


def test_texts_of_every_style() -> None:
    text = "a: 'x'\nb: |\n  一\n  二\nc: >-\n  一\n  二\nd: {e: [1, x]}\n"
    assert read_source(text).data == {"a": "x", "b": "一\n二\n", "c": "一 二", "d": {"e": [1, "x"]}}
    assert load_plain(text) == read_source(text).data


def test_aliases_share_data_and_have_a_place() -> None:
    source = read_source("a: &x {b: 1}\nc: *x\n")
    assert source.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert source.findings == ()
    assert source.positions[("c",)].value.line == 2
    assert ("c", "b") not in source.positions


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeffa: 晨读\n".encode(), None),
        ("a: 晨读\n".encode("gb18030"), "gbk"),
        ("a: 晨读\n".encode("utf-16"), "utf16"),
        ("a: 晨读\n".encode("utf-16-be"), "utf16"),
        (b"a: \xff\xfe\n", "default"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), "office"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_encodings(content: bytes, expected: str | None) -> None:
    source = read_source(content)
    variants = [f.variant for f in source.findings if f.code == "SYN018"]
    assert variants == ([expected] if expected else [])
    if expected in {"gbk", "utf16"} or content.startswith(b"\xef\xbb\xbf"):
        assert source.data == {"a": "晨读"}
        assert source.positions[("a",)].value.column == 4


def test_gbk_names_its_first_line() -> None:
    (finding,) = read_source("a: 1\nb: 2\nc: 晨读\n".encode("gbk")).findings
    assert finding.params == {"line": 3}
    assert finding.position is not None
    assert finding.position.line == 3


def test_a_mark_at_the_start_shifts_nothing() -> None:
    source = read_source("\ufeffa: 1\na: 2\n")
    assert source.findings[0].position is not None
    assert source.findings[0].position.column == 1
    assert source.text == "a: 1\na: 2\n"


def test_lines_are_counted_as_editors_do() -> None:
    source = read_source('a: "x\u2028y\u0085z"\nb: 1\r\nc: 2\rd: 3\n')
    lines = [source.positions[(key,)].value.line for key in "abcd"]
    assert lines == [1, 2, 3, 4]
    assert (source.line(3), source.line(5), source.line(9)) == ("c: 2", "", "")


LARGE = [
    ("[" * 100_000, "SYN021"),
    ("[" * 1_000_000, "SYN021"),
    ("{a: " * 50_000, "SYN021"),
    ("- " * 50_000, "SYN021"),
    ("? " * 50_000, "SYN021"),
    ("".join(" " * n + "a:\n" for n in range(500)), "SYN021"),
    (
        "a: &a [x, x]\n"
        + "".join(
            f"b{n}: &b{n} [{'*a, ' * 9}*a]\n".replace("*a", f"*b{n - 1}" if n else "*a") for n in range(12)
        ),
        "SYN022",
    ),
    ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 100)), "SYN021"),
    ("a: &x {b: *x}\n", "SYN022"),
    ("a: " + "x" * 1024 * 1024, "SYN020"),
    ("晨" * 400_000, "SYN020"),
    ("a: 1\n" * 150_000, "SYN001"),
    ("a: " * 100_000, "SYN014"),
    ("a:b\n" * 100_000, "SYN003"),
    ("名：读\n" * 50_000 + "b: 1\n", "SYN002"),
    ("\tx: 1\n" * 50_000, "SYN004"),
    ("\u3000x: 1\n" * 50_000, "SYN005"),
    ("a: " + "x" * 30 + "\x00\n" * 50_000, "SYN019"),
    ("a: " + " " * 900_000 + "@", "SYN014"),
    ('a: "' + "x\n" * 400_000, "SYN010"),
    ("a: [" + "x, " * 300_000, "SYN011"),
    ("a: “" + "：“" * 100_000, None),
    ("x: " + "9" * 10_000 + "\n", None),
    ("x: |\n" + "  晨读\n" * 90_000, None),
]


@pytest.mark.parametrize(("text", "code"), LARGE)
def test_large_and_hostile_files_are_answered_quickly(text: str, code: str | None) -> None:
    begin = time.perf_counter()
    source = read_source(text)
    assert time.perf_counter() - begin < 5
    codes = {finding.code for finding in source.findings}
    assert codes >= {code} if code else codes == set()
    assert len(source.findings) <= 1_000


def test_hostile_files_with_the_python_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    for text in ("[" * 100_000, "- " * 20_000, '"\\U99999999"', "a: &x [*x]", "\t" * 10_000, "}" * 10_000):
        assert read_source(text).findings


def test_a_plan_of_a_thousand_lines_is_read_quickly() -> None:
    text = "activities:\n" + "".join(
        f"  - id: a{n}\n    name: 早餐搭配\n    share: 40%\n    n: {n}\n" for n in range(250)
    )
    read_source(text)
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        assert not read_source(text).findings
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.03


def test_plain_data_refuses_what_our_files_do_not_use() -> None:
    for text in ("a: 1\na: 2\n", "a: &x 1\nb: *x\n", "? [a]\n: 1\n", "a: 1\n---\nb: 2\n", ""):
        with pytest.raises(ValueError, match=r".+"):
            load_plain(text)
