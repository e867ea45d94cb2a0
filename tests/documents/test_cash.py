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


FUNDS = "budget: {total: 12000, contingency: 10%, funds: [{date: 2026-07-06, amount: 1000, source: 自己先垫。}, {date: 2026-10-01, amount: 11000, source: 过了建设期才给}], lines: [{name: A1, category: content, amount: 900, date: 2026-08-12}, {name: B2, category: content, amount: 400, date: 2026-10-05}]}"


def test_every_fund_says_when_from_whom_and_what_is_short_without_it() -> None:
    cash = table(FUNDS)
    assert [(one.day, one.amount, one.source) for one in cash.funds] == [
        ("Mon 6 July", "¥1,000", "自己先垫"), ("Thu 1 October", "¥11,000", "过了建设期才给"),
    ]  # fmt: skip
    assert [(one.month, one.short) for one in cash.funds] == [("", ""), ("October 2026", "¥300")]
    assert cash.free_from == "Thu 1 October"


def test_a_month_that_does_not_cover_the_contingency_says_by_how_much() -> None:
    cash = table(FUNDS)
    assert (cash.lowest, cash.lowest_left, cash.uncovered) == ("August 2026", "¥100", "¥1,100")
    dated = "budget: {total: 12000, contingency: 10%, funds: [{date: 2026-07-06, amount: 12000}]}"
    assert table(dated).uncovered == ""


def test_many_funds_are_summed_up_where_there_is_little_room() -> None:
    monthly = ", ".join(f"{{date: 2026-{month:02}-08, amount: 1200}}" for month in range(7, 13))
    funds = f"budget: {{total: 8400, funds: [{monthly}, {{date: 2026-12-20, amount: 1200}}]}}"
    assert (len(table(funds, compact=True).funds), table(funds, compact=True).more_funds) == (6, 1)
    assert (len(table(funds).funds), table(funds).more_funds) == (7, 0)
