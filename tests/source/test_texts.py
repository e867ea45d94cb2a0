"""The texts of the SYN family fit what the reader finds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import planner.diagnostics.model
from planner.source.plain import load_plain
from planner.source.reader import read_source

TEXTS = Path(planner.diagnostics.model.__file__).with_name("codes") / "SYN.yaml"
ROWS: Any = load_plain(TEXTS.read_text(encoding="utf-8"))
WITHOUT_SAMPLE = {"SYN018", "SYN020"}
"""Other encodings and large files cannot be shown as text."""


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_row(row: dict[str, Any], parser: str) -> None:
    assert list(row["messages"])
    assert set(row.get("hints", {})) <= set(row["messages"])
    for texts in (row["title"], row["why"], *row["messages"].values(), *row.get("hints", {}).values()):
        assert set(texts) == {"zh", "en"}
        assert all(isinstance(text, str) and text for text in texts.values())
    if row["code"] in WITHOUT_SAMPLE:
        return
    assert [finding.code for finding in read_source(row["bad"]).findings] == [row["code"]]
    assert read_source(row["good"]).findings == ()


def test_codes_are_in_order_and_complete() -> None:
    assert [row["code"] for row in ROWS] == [f"SYN{number:03}" for number in range(1, len(ROWS) + 1)]
    used = set(
        re.findall(r"SYN[0-9]{3}", "".join(p.read_text() for p in TEXTS.parents[2].glob("source/*.py")))
    )
    assert used == {row["code"] for row in ROWS}
