"""Money by the day, the month and the stage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.dates.ranges import Month
from planner.playbook.model import Playbook
from planner.playbook.money.cash import build_money, free_from, short_without
from planner.playbook.previous import PlacedBefore, Previous
from tests.planning import worked_out

NO_EVENTS = "activities: {items: [], only_written: true}"
CUT = date(2026, 8, 1)


def payments(playbook: Playbook, start: str = "") -> list[tuple[str, str, int]]:
    return [
        (p.id, f"{p.on:%y-%m-%d}", int(p.amount)) for p in playbook.money.payments if p.id.startswith(start)
    ]


def budget(lines: str, more: str = "") -> Playbook:
    return worked_out("bakery", f"{NO_EVENTS}\nbudget: {{total: 12000, lines: [{lines}]{more}}}")


def test_a_line_is_paid_once_on_its_day_else_on_the_first_of_its_stage() -> None:
    lines = "{name: A1, category: content, amount: 10, date: 2026-08-03}, {name: B2, category: content, amount: 20, stage: growth}, {name: C3, category: content, amount: 30}"
    assert payments(budget(lines)) == [
        ("line:c3", "26-07-06", 30), ("line:a1", "26-08-03", 10), ("line:b2", "26-08-10", 20),
    ]  # fmt: skip


def test_a_monthly_line_is_paid_as_often_as_the_plan_has_months() -> None:
    """Six months from the 6th of July touch seven calendar months, but are six months."""
    playbook = budget("{name: A1, category: platform, amount: 100, per: month}")
    assert [on for _, on, _ in payments(playbook)] == [
        "26-07-06", "26-08-06", "26-09-06", "26-10-06", "26-11-06", "26-12-06",
    ]  # fmt: skip
    assert playbook.money.planned == 600
    assert len(playbook.money.months) == 7


def test_each_month_belongs_to_one_stage() -> None:
    lines = ", ".join(
        f"{{name: {n}{n}, category: platform, amount: 100, per: month, stage: {s}}}"
        for n, s in zip("abc", ("build", "growth", "maturity"), strict=True)
    )
    playbook = budget(lines)
    assert playbook.money.planned == 600
    assert [len(payments(playbook, f"line:{n}{n}")) for n in "abc"] == [2, 3, 1]


def test_channels_and_labour_follow_the_same_months() -> None:
    people = "people: [{name: Zhou, roles: [owner, admin, editor, planner], cost: {per: month, amount: 500}}]"
    channel = "acquisition: [{channel: till, joins_per_month: 9, cost_per_month: 50}]"
    playbook = worked_out(
        "bakery", f"{NO_EVENTS}\n{people}\n{channel}\nbudget: {{total: 12000, includes_labour: true}}"
    )
    assert len(payments(playbook, "channel:till:")) == 6
    assert [on for _, on, _ in payments(playbook, "labour:zhou:")][:2] == ["26-08-05", "26-09-05"]
    assert payments(playbook, "labour:")[-1] == ("labour:zhou:2026-12", "27-01-05", 500)
    assert playbook.money.labour == 3000
    assert playbook.money.planned == 3300


def test_labour_outside_the_budget_is_shown_but_not_paid() -> None:
    people = "people: [{name: Zhou, roles: [owner], cost: {per: month, amount: 500}}]"
    playbook = worked_out("bakery", f"{NO_EVENTS}\n{people}")
    assert playbook.money.labour == 3000
    assert payments(playbook) == []
    assert worked_out("bakery", NO_EVENTS).money.labour is None


def test_labour_by_the_hour_is_the_hours_of_the_plan() -> None:
    people = "people: [{name: Zhou, roles: [owner, admin, editor, planner, expert], cost: {per: hour, amount: 60}}]"
    playbook = worked_out("bakery", f"{NO_EVENTS}\n{people}")
    assert playbook.money.labour is not None
    assert abs(playbook.money.labour - playbook.hours.total) <= 6 * Decimal("0.5")


def test_a_line_for_an_activity_is_not_paid_twice() -> None:
    item = "activities: {items: [{id: dinner, kind: meetup_dinner, date: 2026-09-12, cost: 900}], only_written: true}"
    alone = worked_out("bakery", item)
    assert payments(alone) == [("event:dinner:2026-09-12", "26-09-12", 900)]
    covered = worked_out(
        "bakery",
        f"{item}\nbudget: {{total: 12000, lines: [{{name: A1, category: activity, amount: 800, activity: dinner}}]}}",
    )
    assert payments(covered) == [("line:a1", "26-07-06", 800)]


def test_money_that_arrives_later_is_not_there_before() -> None:
    funds = ", funds: [{date: 2026-07-01, amount: 1000}, {date: 2026-10-10, amount: 11000}]"
    playbook = budget("{name: A1, category: content, amount: 1500, date: 2026-08-03}", funds)
    left = {str(month.month): month.left for month in playbook.money.months}
    assert (left["2026-07"], left["2026-08"], left["2026-10"]) == (1000, -500, 10500)
    assert str(playbook.money.lowest.month) == "2026-08"


def test_what_is_left_over_is_said() -> None:
    money = budget("{name: A1, category: content, amount: 1500}").money
    assert (money.planned, money.contingency, money.unplanned) == (1500, 960, 9540)


def test_prices_of_ours_are_marked_and_unknown_ones_listed() -> None:
    item = "activities: {items: [{id: dinner, kind: meetup_dinner, date: 2026-09-12}, {id: own, kind: meetup_dinner, date: 2026-10-17, cost: 1}], only_written: true}"
    assumed = {payment.id: payment.assumed for payment in worked_out("bakery", item).money.payments}
    assert assumed == {"event:dinner:2026-09-12": True, "event:own:2026-10-17": False}
    assert worked_out("bakery", f"{item}\ncurrency: JPY").money.unpriced == ("dinner",)


def test_assumptions_come_with_what_hangs_on_them_greatest_first() -> None:
    playbook = worked_out("bakery")
    total_minutes, total_money = playbook.hours.total, playbook.plan.budget.total
    weights = [Decimal(a.minutes) / total_minutes + a.money / total_money for a in playbook.assumptions]
    assert weights == sorted(weights, reverse=True)
    assert {a.knowledge for a in playbook.assumptions} >= {
        "assumptions/contingency_share",
        "assumptions/series_preset",
    }
    written = worked_out("bakery", "budget: {total: 12000, contingency: 5%}").assumptions
    assert "assumptions/contingency_share" not in {a.knowledge for a in written}


def test_months_stages_and_categories_come_to_what_is_planned() -> None:
    lines = "{name: A1, category: platform, amount: 100, per: month}, {name: B2, category: content, amount: 250, stage: growth}"
    money = budget(lines).money
    assert sum(cell.amount for cell in money.matrix) == money.planned == 850
    growth = {(str(c.month), c.category): c.amount for c in money.matrix if c.stage == "growth"}
    assert growth[("2026-08", "content")] == 250
    assert {stage: sum(parts.values()) for stage, parts in money.by_stage.items()} == {
        "build": 200, "growth": 550, "maturity": 100,
    }  # fmt: skip
    assert [cell.month for cell in money.matrix] == sorted(cell.month for cell in money.matrix)


def test_the_curve_adds_up_arrivals_spending_and_what_is_allowed() -> None:
    more = ", contingency: 1000, by_stage: {build: 2000, growth: 6000}, caps: {content: 900}, funds: [{date: 2026-07-01, amount: 5000}, {date: 2026-10-10, amount: 7000}]"
    lines = "{name: A1, category: content, amount: 500, date: 2026-08-12}, {name: B2, category: content, amount: 300, date: 2026-11-02}"
    curve = {str(point.month): point for point in budget(lines, more).money.curve}
    assert [(point.arrived, point.spent) for point in curve.values()] == [
        (5000, 0), (5000, 500), (5000, 500), (12000, 500), (12000, 800), (12000, 800), (12000, 800),
    ]  # fmt: skip
    assert curve["2026-08"].by_category == {"content": 500, "activity": 0}
    assert (curve["2026-07"].allowed, curve["2026-08"].allowed, curve["2027-01"].allowed) == (
        2000,
        8000,
        11000,
    )
    assert str(curve["2027-01"].on) == "2027-01-05"


def test_without_budgets_by_stage_all_but_the_contingency_may_be_spent_from_the_first_day() -> None:
    assert {point.allowed for point in budget("").money.curve} == {Decimal(11040)}


def test_given_and_assumed_amounts_come_to_what_is_planned() -> None:
    item = "activities: {items: [{id: dinner, kind: meetup_dinner, date: 2026-09-12}, {id: own, kind: meetup_dinner, date: 2026-10-17, cost: 50}], only_written: true}"
    money = worked_out("bakery", item).money
    assert money.given == 50
    assert money.assumed == money.planned - 50 > 0


def test_costs_by_member_and_goal_are_planned_money_by_what_the_plan_says() -> None:
    goals = "goals: [{kpi: members, target: 300, baseline: 100, by: 2027-01-05}, {kpi: active_rate, target: 25%, baseline: 15%, by: 2027-01-05}, {kpi: satisfaction, target: 4.5, by: 2027-01-05}]"
    line = "budget: {total: 12000, lines: [{name: A1, category: content, amount: 1500}]}"
    money = worked_out("bakery", NO_EVENTS, goals, line, "acquisition:").money
    assert (money.members, money.per_member) == (300, 5)
    assert (money.active, money.per_active) == (75, 20)
    assert [(one.units, one.each) for one in money.per_goal] == [(200, Decimal("7.50")), (10, 150)]


def test_nothing_is_said_per_unit_where_nobody_knows_the_figures() -> None:
    goals = "goals: [{kpi: satisfaction, target: 4.5, by: 2027-01-05}]"
    money = worked_out("bakery", NO_EVENTS, goals, "acquisition:").money
    assert (money.per_member, money.per_active, money.per_goal) == (None, None, ())


def test_nothing_is_paid_for_a_stage_that_the_plan_does_not_have() -> None:
    stages = "stages: {maturity: {skip_reason: half a year only}}"
    lines = "budget: {total: 12000, lines: [{name: A1, category: content, amount: 90, per: month, stage: maturity}, {name: B2, category: content, amount: 50}]}"
    playbook = worked_out("bakery", NO_EVENTS, stages, lines)
    assert payments(playbook) == [("line:b2", "26-07-06", 50)]
    assert playbook.money.unpaid == ("a1",)


def test_what_was_paid_before_the_cut_stays_as_it_was() -> None:
    lines = "{name: A1, category: content, amount: 90, date: 2026-07-20}, {name: B2, category: content, amount: 50, date: 2026-09-01}"
    before = budget(lines)
    plan = budget(lines.replace("amount: 90", "amount: 70").replace("2026-09-01", "2026-07-25")).plan
    past = tuple(p for p in before.money.payments if p.on < CUT)
    previous = Previous(occurrences={"event:any": PlacedBefore(CUT, "18:00")}, as_of=CUT, past_payments=past)
    money = build_money(plan, (), before.hours, (), previous)
    assert [(p.id, p.amount) for p in money.payments] == [("line:a1", 90)]
    moved = budget(lines.replace("2026-07-20", "2026-10-01")).plan
    again = build_money(moved, (), before.hours, (), previous).payments
    assert [(p.id, str(p.on)) for p in again] == [("line:a1", "2026-07-20"), ("line:b2", "2026-09-01")]


# --- what the plan cannot do without -------------------------------------------------------------------------------

THREE_FUNDS = ", funds: [{date: 2026-07-06, amount: 1000}, {date: 2026-09-01, amount: 2000}, {date: 2026-10-15, amount: 9000}]"
MONTHLY = "{name: A1, category: platform, amount: 600, per: month}"


def test_a_fund_that_does_not_come_leaves_a_month_short_until_the_next() -> None:
    playbook = budget(MONTHLY, THREE_FUNDS)
    lacks = [short_without(playbook.plan, playbook.money, number) for number in (1, 2)]
    # Paid until the end of August: 1,200 of 1,000; the second fund fills that hole and September's and October's 600.
    assert lacks[0] == (Month(2026, 9), Decimal(800))
    assert lacks[1] == (Month(2026, 11), Decimal(0)) or lacks[1] is None or lacks[1][0] >= Month(2026, 10)


def test_a_fund_that_nothing_hangs_on_is_not_missed() -> None:
    playbook = budget(
        "{name: A1, category: content, amount: 500}",
        ", funds: [{date: 2026-07-06, amount: 1000}, {date: 2026-09-01, amount: 11000}]",
    )
    assert short_without(playbook.plan, playbook.money, 1) is None


def test_money_without_a_purpose_is_free_once_what_is_to_be_paid_and_kept_has_come() -> None:
    playbook = budget(MONTHLY, THREE_FUNDS)
    assert free_from(playbook.plan, playbook.money) == date(2026, 10, 15)
    whole = budget(MONTHLY)
    assert free_from(whole.plan, whole.money) == whole.plan.period.start
