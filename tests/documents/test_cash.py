"""Money by month as the documents show it."""

from __future__ import annotations

from planner.documents.names import Names
from planner.documents.sections.cash import CashTable, cash_table
from tests.planning import worked_out

NO_EVENTS = "activities: {items: [], only_written: true}"


def table(*changes: str, compact: bool = False) -> CashTable:
    playbook = worked_out("bakery", NO_EVENTS, *changes)
    return cash_table(playbook, Names(playbook.plan, "en"), compact=compact)


def test_arrivals_and_spending_add_up_from_row_to_row() -> None:
    cash = table(
        "budget: {total: 12000, by_stage: {build: 2000}, funds: [{date: 2026-07-06, amount: 5000}, {date: 2026-10-01, amount: 7000}], lines: [{name: A1, category: content, amount: 500, date: 2026-08-12}]}"
    )
    assert cash.funds_dated
    assert cash.budgets_dated
    assert [(row.arrived, row.spent) for row in cash.rows][:4] == [
        ("¥5,000", "—"), ("¥5,000", "¥500"), ("¥5,000", "¥500"), ("¥12,000", "¥500"),
    ]  # fmt: skip
    assert cash.rows[0].allowed == "¥2,000"
    assert (cash.given, cash.assumed) == ("¥500", "")


def test_a_quarter_ends_with_what_its_last_month_has_reached() -> None:
    cash = table(
        "period: {start: 2026-07-06, months: 14}",
        "goals: [{kpi: members, target: 200, by: 2027-06-30}]",
        "budget: {total: 12000, lines: [{name: A1, category: content, amount: 100, per: month}]}",
        compact=True,
    )
    assert cash.by_quarter
    assert [row.spent for row in cash.rows] == ["¥300", "¥600", "¥900", "¥1,200", "¥1,400"]
    assert cash.rows[-1].left == "¥10,600"


def test_what_one_more_costs_is_shown_for_counts_and_shares_alone() -> None:
    cash = table(
        "goals: [{kpi: members, target: 300, baseline: 100, by: 2027-01-05}, {kpi: active_rate, target: 25%, baseline: 15%, by: 2027-01-05}, {kpi: satisfaction, target: 4.5, baseline: 4, by: 2027-01-05}]",
        "budget: {total: 12000, lines: [{name: A1, category: content, amount: 1500}]}",
    )
    assert [(one.each, one.point) for one in cash.units] == [("¥7.50", False), ("¥150", True)]
    assert (cash.members, cash.per_member, cash.active, cash.per_active) == ("300", "¥5", "75", "¥20")
