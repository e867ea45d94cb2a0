"""Comments that silence a check."""

from __future__ import annotations

import datetime

import pytest

from planner.source.reader import read_source

PLAN = """\
# planner: ignore[POS001] 老板还在想
community:
  name: 晨读会
  type: 读书
goals:  # planner: ignore[KPI001, KPI003] 六月才有数 until=2026-12-31
  - kpi: active_rate
    target: 15%

  # planner: ignore[KPI004] 手工数
  - kpi: repurchase
    target: 20%
period: 三个月  # planner: ignore[STG006] 试做
text: |
  # planner: ignore[CON001] 这是正文
quoted: "x # planner: ignore[CON001] 这也是"
"""


def test_comments_cover_their_line_or_block() -> None:
    source = read_source(PLAN)
    assert source.findings == ()
    assert [(s.codes, s.first_line, s.last_line) for s in source.suppressions] == [
        (("POS001",), 2, 4),
        (("KPI001", "KPI003"), 5, 11),
        (("KPI004",), 10, 11),
        (("STG006",), 12, 12),
    ]


def test_reason_and_date() -> None:
    suppression = read_source(PLAN).suppressions[1]
    assert suppression.reason == "六月才有数"
    assert suppression.until == datetime.date(2026, 12, 31)
    assert (suppression.position.line, suppression.position.column) == (5, 9)


@pytest.mark.parametrize(
    ("comment", "variant"),
    [
        ("# planner: ignore 不想看", "no_code"),
        ("# planner: ignore[] 不想看", "no_code"),
        ("# planner: ignore[CON004]", "no_reason"),
        ("# planner: ignore[CON004] until=2026-12-31", "no_reason"),
        ("# planner: ignore[CON004] 理由 until=2026-13-45", "bad_date"),
        ("# planner: ignore[CON004] 理由 until=明年", "bad_date"),
        ("# planner: ignore[con004] 理由", "bad_code"),
        ("# planner: ignore[全部] 理由", "bad_code"),
        ("# planner: ignore【CON004】理由", "brackets"),
        ("# planner: ignore[CON004 理由", "bad_code"),
        ("# planner: skip[CON004] 理由", "word"),
    ],
)
def test_malformed_comments_cover_nothing(comment: str, variant: str) -> None:
    source = read_source(f"a: 1\nb: 2  {comment}\n")
    assert source.suppressions == ()
    assert [(f.code, f.variant) for f in source.findings] == [("SYN027", variant)]
    assert source.findings[0].position is not None
    assert (source.findings[0].position.line, source.findings[0].position.column) == (2, 7)


def test_a_comment_after_everything_covers_itself() -> None:
    (suppression,) = read_source("a: 1\n# planner: ignore[CON004] 理由\n").suppressions
    assert (suppression.first_line, suppression.last_line) == (2, 2)
