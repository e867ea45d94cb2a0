"""Where a path begins, and which KPIs are parts of others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from planner.completion.kpis import PARTS, wholes_of
from planner.completion.paths import start_of_path
from planner.completion.values.strategy import CompleteGoal
from planner.knowledge.load import load_kpis

FIRST, OPENED, BY = date(2026, 7, 1), date(2026, 8, 3), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("kpi", "start"),
    [("members", OPENED), ("mau", OPENED), ("contributors", OPENED), ("reach", FIRST), ("nps", FIRST)],
)
def test_members_and_those_who_take_part_begin_when_groups_open(kpi: str, start: date) -> None:
    goal = CompleteGoal("g", kpi, Decimal(100), BY, Decimal(0), "at_least", "linear")
    assert start_of_path(goal, FIRST, OPENED) == start
    assert start_of_path(goal, FIRST, None) == FIRST
    assert start_of_path(goal, FIRST, date(2027, 1, 1)) == FIRST


def test_a_part_and_its_whole_are_known_and_of_one_kind() -> None:
    kpis = load_kpis()
    assert PARTS
    for part, whole in PARTS:
        assert kpis[part].value == kpis[whole].value, (part, whole)
        assert part not in wholes_of(whole)


def test_wholes_of_wholes_are_wholes() -> None:
    for part, whole in PARTS:
        assert set(wholes_of(whole)) <= set(wholes_of(part)), part
