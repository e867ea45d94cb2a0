"""How the texts of codes are read and filled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.diagnostics.model import Severity
from planner.diagnostics.texts import Bilingual, CodeTexts, fill_message, show
from planner.source.plain import load_plain

ROWS = """
- code: ABC001
  name: some-check
  severity: warning
  severities: {mild: info}
  title: {zh: 标题, en: Title}
  why: {zh: 因为, en: because}
  messages:
    default: {zh: "错在“{value}”", en: "“{value}” is wrong"}
    mild: {zh: "还好", en: "mild"}
  thresholds: {most: 0.3}
  basis: practice
"""


def texts(folder: Path) -> CodeTexts:
    (folder / "ABC.yaml").write_text(ROWS, encoding="utf-8")
    return CodeTexts(folder, load_plain)


def test_a_family_is_read_when_one_of_its_codes_is_asked_for(tmp_path: Path) -> None:
    found = texts(tmp_path)
    (tmp_path / "XYZ.yaml").write_text("not read, hence not missed: [", encoding="utf-8")
    row = found.row("ABC001")
    assert row is not None
    assert row.thresholds == {"most": Decimal("0.3")}
    assert (row.severity_of("default"), row.severity_of("mild")) == (Severity.WARNING, Severity.INFO)
    assert found.families() == ("ABC", "XYZ")


@pytest.mark.parametrize("code", ["ABC002", "QQQ001", "", "abc001", "../001"])
def test_an_unknown_code_has_no_row(tmp_path: Path, code: str) -> None:
    assert texts(tmp_path).row(code) is None


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("一行\n两行", "一行 两行", "一行 两行"),
        (Decimal("1200.50"), "1200.5", "1200.5"),
        (Decimal("1E+3"), "1000", "1000"),
        (12_345, "12,345", "12,345"),
        (date(2026, 6, 1), "2026-06-01", "2026-06-01"),
        (("甲", "乙"), "甲、乙", "甲, 乙"),
        (Bilingual("周一", "Monday"), "周一", "Monday"),
        (True, "true", "true"),
        ("{value}", "{value}", "{value}"),
    ],
)
def test_parameters_read_as_people_write_them(value: object, zh: str, en: str) -> None:
    assert (show(value, "zh-CN"), show(value, "en")) == (zh, en)


def test_what_is_filled_in_is_not_filled_again() -> None:
    template = Bilingual("“{value}”和“{other}”", "{value}, {other}, {missing}")
    params = {"value": "{other}", "other": "%s"}
    assert fill_message(template, params, "zh-CN") == "“{other}”和“%s”"
    assert fill_message(template, params, "en") == "{other}, %s, {missing}"
