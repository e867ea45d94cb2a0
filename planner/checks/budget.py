"""BUD001, BUD003 to BUD006, BUD010 and BUD011: what the budget says about itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from planner.checks.activities import written_activities
from planner.checks.context import CATEGORY_NAMES, STAGE_NAMES, WorkedOut, Written
from planner.completion.values.money import CompleteLine
from planner.diagnostics.model import Finding
from planner.playbook.values.money import CATEGORIES

_ROUNDING = Decimal(1)


def check_products(written: Written) -> Iterator[Finding]:
    """Yield BUD001 for lines whose amount is not unit price × quantity."""
    for index, line in enumerate(written.plan.budget.lines or ()):
        if line.amount is None or line.unit_price is None or line.quantity is None:
            continue
        product = line.unit_price * line.quantity
        if abs(product - line.amount) >= _ROUNDING:
            params = {
                "unit": line.unit_price,
                "quantity": line.quantity,
                "product": product,
                "amount": line.amount,
            }
            yield Finding("BUD001", ("budget", "lines", index, "amount"), "product", params)


def check_line_total(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD001 where the lines alone exceed the total."""
    total, lines = worked.complete.budget.total, lines_cost(worked)
    if lines > total:
        params = {"sum": lines, "total": total, "over": lines - total, "currency": worked.complete.currency}
        yield Finding("BUD001", ("budget", "lines"), "over_total", params, "key")


def check_stage_total(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD001 where the amounts by stage exceed the total, or all are written and do not reach it."""
    budget = worked.complete.budget
    if not budget.by_stage:
        return
    by_stage = sum(budget.by_stage.values(), Decimal(0))
    all_written = all(stage.id in budget.by_stage for stage in worked.complete.stages)
    if by_stage - budget.total > _ROUNDING or (all_written and abs(budget.total - by_stage) > 3 * _ROUNDING):
        params = {"sum": by_stage, "total": budget.total, "currency": worked.complete.currency}
        yield Finding("BUD001", ("budget", "by_stage"), "by_stage", params, "key")


def check_categories(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD003 where written lines leave out one of the four categories and nothing else is spent on it."""
    lines = worked.plan.budget.lines
    if not lines:
        return
    spent = {payment.category for payment in worked.playbook.money.payments}
    spent |= {line.category for line in lines}
    missing = tuple(CATEGORY_NAMES[category] for category in CATEGORIES if category not in spent)
    if missing:
        yield Finding("BUD003", ("budget", "lines"), params={"missing": missing}, at="key")


def line_cost(worked: WorkedOut, line: CompleteLine) -> Decimal:
    """Return what a written line costs over the whole period."""
    once, monthly = f"line:{line.id}", f"line:{line.id}:"
    payments = worked.playbook.money.payments
    return sum((p.amount for p in payments if p.id == once or p.id.startswith(monthly)), Decimal(0))


def lines_cost(worked: WorkedOut) -> Decimal:
    """Return what all written lines cost over the whole period."""
    return sum((line_cost(worked, line) for line in worked.complete.budget.lines), Decimal(0))


def check_covering_lines(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD005 for activities whose written cost is more than the lines written for them."""
    plan = worked.complete
    held = Counter(o.activity.id for o in worked.playbook.activities.occurrences)
    for _, item, activity in written_activities(worked):
        priced = item.cost is not None or item.costs is not None
        names = {activity.id, activity.kind, activity.name.zh, activity.name.en}
        own = [i for i, line in enumerate(plan.budget.lines) if line.activity and line.activity in names]
        if not priced or not own or not activity.cost:
            continue
        cost, lines = (
            activity.cost * held[activity.id],
            sum((line_cost(worked, plan.budget.lines[i]) for i in own), Decimal(0)),
        )
        if cost > lines:
            params = {
                "activity": activity.name,
                "occurrences": held[activity.id],
                "each": activity.cost,
                "cost": cost,
                "lines": lines,
                "currency": plan.currency,
            }
            written = worked.plan.budget.lines
            key = "amount" if written and written[own[0]].amount is not None else "unit_price"
            yield Finding("BUD005", ("budget", "lines", own[0], key), params=params)


def check_contingency(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD006 for a written contingency below the threshold."""
    budget = worked.complete.budget
    if worked.plan.budget.contingency is None or not budget.total:
        return
    least = worked.policy.threshold("BUD006", "share")
    share = budget.contingency / budget.total
    if share < least:
        params = {
            "contingency": budget.contingency,
            "currency": worked.complete.currency,
            "share": round(share * 100, 1),
            "least": least * 100,
        }
        yield Finding("BUD006", ("budget", "contingency"), params=params)


def check_paid_twice(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD010 for lines that are called like an acquisition channel which has a cost of its own."""
    channels = {
        name.casefold(): channel
        for channel in worked.complete.acquisition.channels
        if channel.cost_per_month
        for name in (channel.channel, f"{channel.channel} {channel.place}".strip())
    }
    for index, line in enumerate(worked.complete.budget.lines):
        channel = channels.get(line.name.casefold())
        if channel is not None and line.amount:
            params = {
                "line": line.name,
                "amount": line_cost(worked, line),
                "each": channel.cost_per_month,
                "channel": channel.channel,
                "currency": worked.complete.currency,
            }
            yield Finding("BUD010", ("budget", "lines", index, "name"), params=params)


def check_lines_of_skipped_stages(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD011 for lines of a stage that the plan does not have; nothing is paid for them."""
    for index, line in enumerate(worked.complete.budget.lines):
        if line.stage is not None and line.id in worked.playbook.money.unpaid:
            params = {
                "line": line.name,
                "amount": line.amount,
                "stage": STAGE_NAMES[line.stage],
                "currency": worked.complete.currency,
            }
            yield Finding("BUD011", ("budget", "lines", index, "stage"), params=params)
