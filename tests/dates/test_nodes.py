"""Rules that name a day of the year, and the table of nodes written with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from planner.dates.nodes import is_node_rule, node_dates, resolve_node_rule
from planner.dates.ranges import DateRange

NODES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "planner" / "knowledge" / "data" / "nodes.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("06-18", "2026-06-18"),
        ("02-29", None),
        ("01-01 +255", "2026-09-13"),
        ("lunar 05-05", "2026-06-19"),
        ("lunar 12-08", "2026-01-26"),
        ("lunar 12-last", "2026-02-16"),
        ("lunar 01-last", "2026-03-18"),
        ("lunar 02-last", "2026-04-16"),
        ("lunar 01-01 -28", "2026-01-20"),
        ("nov 4th thu", "2026-11-26"),
        ("nov 4th thu +1", "2026-11-27"),
        ("may 2nd sun", "2026-05-10"),
        ("jul last fri", "2026-07-31"),
        ("feb 5th mon", None),
        ("term qingming", "2026-04-05"),
        ("term winter_solstice", "2026-12-22"),
        ("easter", "2026-04-05"),
        ("easter -21", "2026-03-15"),
    ],
)
def test_rules_of_2026(rule: str, expected: str | None) -> None:
    assert is_node_rule(rule)
    assert resolve_node_rule(rule, 2026) == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    "rule", ["", "6-18", "13-01", "lunar 5-5", "lunar 01-31", "nov 6th thu", "term", "easter 1"]
)
def test_what_is_no_rule_is_refused(rule: str) -> None:
    assert not is_node_rule(rule)
    with pytest.raises(ValueError, match="not a rule"):
        resolve_node_rule(rule, 2026)


def test_a_lunar_day_may_fall_twice_into_a_year_or_miss_it() -> None:
    years_2022_and_2023 = DateRange(date(2022, 1, 1), date(2024, 1, 1))
    assert node_dates("lunar 12-08", years_2022_and_2023) == (date(2022, 1, 10), date(2022, 12, 30))
    assert resolve_node_rule("lunar 12-08", 2022) == date(2022, 1, 10)
    assert resolve_node_rule("lunar 12-08", 2023) is None


def test_the_dates_in_a_range_cross_the_year() -> None:
    assert node_dates("12-31 +1", DateRange(date(2027, 1, 1), date(2027, 1, 2))) == (date(2027, 1, 1),)
    assert node_dates("01-01", DateRange(date(2027, 1, 1), date(2027, 1, 1))) == ()
    span = DateRange(date(2026, 11, 1), date(2028, 12, 1))
    assert [day.isoformat() for day in node_dates("nov 4th thu +5", span)] == [
        "2026-12-01",
        "2027-11-30",
        "2028-11-28",
    ]


@pytest.mark.parametrize("year", [1, 1500, 1899, 2100, 9999])
def test_far_years_have_no_lunar_days_and_no_terms(year: int) -> None:
    assert resolve_node_rule("lunar 12-last", year) is None
    assert resolve_node_rule("term qingming", year) is None


def test_every_node_of_the_table_has_a_day_in_every_year_to_come() -> None:
    assert len(NODES) >= 45
    # Laba misses a Gregorian year now and then; it is in the table all the same.
    assert all(resolve_node_rule(node["rule"], year) for node in NODES for year in range(2024, 2031))


def test_a_season_ends_after_it_begins() -> None:
    seasons = [node for node in NODES if "until" in node]
    assert seasons
    for node in seasons:
        first, last = resolve_node_rule(node["rule"], 2026), resolve_node_rule(node["until"], 2026)
        assert first is not None, node["id"]
        assert last is not None, node["id"]
        assert first < last, node["id"]


@pytest.mark.parametrize("node", NODES, ids=lambda node: str(node["id"]))
def test_the_rows_of_the_table_are_whole(node: dict[str, Any]) -> None:
    assert set(node) - {"until", "source"} == {
        "id", "name", "rule", "countries", "kind", "types", "lead_days", "assumption",
    }  # fmt: skip
    assert set(node["name"]) == {"zh", "en"}
    assert node["kind"] in ("festival", "marketing", "season", "professional")
    assert (node["kind"] == "season") <= ("until" in node)
    assert set(node["types"]) <= {"industry", "knowledge", "interest", "technical", "retail"}
    assert 1 <= node["lead_days"] <= 30
    assert node["assumption"] == ("lead_days" if "source" in node else True)


def test_ids_of_the_table_are_unique() -> None:
    ids = [node["id"] for node in NODES]
    assert len(ids) == len(set(ids))
