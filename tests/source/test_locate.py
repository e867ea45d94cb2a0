"""From a path of the plan to the place in the text."""

from __future__ import annotations

import pytest

from planner.diagnostics.model import PlanPath, Position
from planner.source.locate import locate
from planner.source.reader import read_source

PLAN = """\
community:
  name: "晨读会"   # 暂定
  type:
goals:
- kpi: active_rate
  target: 15%
-
channels: [门店, 公众号]
text: |
  一
  二
"""


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("community",), (1, 1, 1, 10), (2, 3, 3, 7)),
        (("community", "name"), (2, 3, 2, 7), (2, 9, 2, 14)),
        (("community", "type"), (3, 3, 3, 7), (3, 3, 3, 7)),
        (("goals", 0), None, (5, 3, 6, 14)),
        (("goals", 0, "target"), (6, 3, 6, 9), (6, 11, 6, 14)),
        (("goals", 1), None, (7, 1, 7, 2)),
        (("channels",), (8, 1, 8, 9), (8, 11, 8, 20)),
        (("channels", 1), None, (8, 16, 8, 19)),
        (("text",), (9, 1, 9, 5), (9, 7, 11, 4)),
    ],
)
def test_written_paths(
    path: PlanPath, key: tuple[int, int, int, int] | None, value: tuple[int, int, int, int]
) -> None:
    source = read_source(PLAN)
    assert locate(source, path) == Position(*value)
    assert locate(source, path, at="key") == Position(*(key or value))


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("community", "promise"), 1, 1),
        (("community", "name", "short", 3), 2, 3),
        (("goals", 0, "due"), 5, 3),
        (("goals", 7), 4, 1),
        (("goals", "x"), 4, 1),
        (("period",), 1, 1),
    ],
)
def test_paths_that_are_not_written_lead_to_their_ancestor(path: PlanPath, line: int, column: int) -> None:
    position = locate(read_source(PLAN), path)
    assert (position.line, position.column) == (line, column)


def test_a_text_without_data_has_a_place_too() -> None:
    assert locate(read_source(""), ("goals", 0)) == Position(1, 1, 1, 1)


def test_positions_list_every_path_once() -> None:
    positions = read_source("a:\n  - b: 1\n  - 2\nc: 3\n").positions
    assert list(positions) == [(), ("a",), ("a", 0), ("a", 0, "b"), ("a", 1), ("c",)]
    assert len(positions) == 6
