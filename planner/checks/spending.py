"""BUD002, BUD007 to BUD009 and BUD012: what is required, against funds, caps, the total and the budgets of the stages.

Required is what the plan writes; each limit is judged by the playbook's shortfalls, so a finding says that no way of
arranging things keeps the limit, and by how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from planner.checks.budget import lines_cost
from planner.checks.cash_days import CashDay, days_without_cash
from planner.checks.context import CATEGORY_NAMES, STAGE_NAMES, WorkedOut
from planner.checks.required_things import amount_of, shortfalls, things, to_drop
from planner.diagnostics.model import Finding
from planner.playbook.values.money import Shortfall

_ZERO = Decimal(0)


def check_funds(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD002 for the first day or month for which required payments exceed the money that has arrived.

    What has a day counts from that day on, the rest from the end of its month, as it may be paid anywhere in it.
    """
    months = list(shortfalls(worked, "cash"))
    days = days_without_cash(worked)
    if days and (not months or _say_more(days, months)):
        yield _short_day(worked, days)
    elif months:
        first, worst = months[0], max(months, key=lambda short: short.amount)
        params = {
            **_params(worked, first),
            "month": first.where,
            "out": first.needed,
            "income": first.given,
            "worst": worst.where,
            "most": worst.amount,
        }
        variant = "later" if worst.amount > first.amount else "default"
        yield Finding("BUD002", ("budget", "funds"), variant, params, "key")


def _say_more(days: Sequence[CashDay], months: Sequence[Shortfall]) -> bool:
    """Whether the days come earlier than the months, or as early and with no less."""
    first = f"{days[0].on:%Y-%m}"
    most = max(day.short for day in days) >= max(short.amount for short in months)
    return first < months[0].where or (first == months[0].where and most)


def _short_day(worked: WorkedOut, days: Sequence[CashDay]) -> Finding:
    first, worst = days[0], max(days, key=lambda day: day.short)
    params = {
        "date": first.on,
        "out": first.out,
        "income": first.arrived,
        "short": first.short,
        "things": tuple(payment.name for payment in first.due),
        "worst": worst.on,
        "most": worst.short,
        "currency": worked.complete.currency,
    }
    variant = "day_later" if worst.short > first.short else "day"
    return Finding("BUD002", ("budget", "funds"), variant, params, "key")


def check_funds_reach_total(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD012 where all that arrives is less than the total."""
    budget = worked.complete.budget
    arrives = sum((fund.amount for fund in budget.funds), _ZERO)
    if budget.funds and arrives < budget.total:
        params = {
            "arrives": arrives,
            "total": budget.total,
            "missing": budget.total - arrives,
            "currency": worked.complete.currency,
        }
        yield Finding("BUD012", ("budget", "funds"), params=params, at="key")


def check_caps(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD007 for categories in which required things exceed a written cap."""
    for category, name in CATEGORY_NAMES.items():
        for short in shortfalls(worked, "cap"):
            if short.where == category:
                params = {
                    **_params(worked, short),
                    "category": name,
                    "sum": short.needed,
                    "cap": short.given,
                    "over": short.amount,
                }
                yield Finding("BUD007", short.path, params=params)


def check_total(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD008 where what is required exceeds the total; lines alone are BUD001's."""
    if lines_cost(worked) > worked.complete.budget.total:
        return
    for short in shortfalls(worked, "total"):
        dearest = max(short.causes, key=lambda cause: cause[2], default=None)
        channels, labour = amount_of(short, "channel:"), amount_of(short, "labour:")
        params = {
            **_params(worked, short),
            "lines": amount_of(short, "line:"),
            "activities": amount_of(short, "activity:"),
            "channels": channels,
            "labour": labour,
            "contingency": amount_of(short, "contingency"),
            "sum": short.needed,
            "total": short.given,
            "over": short.amount,
            "more": _more_total(worked, short),
            "dearest": dearest[1] if dearest else "",
            "dearest_cost": dearest[2] if dearest else _ZERO,
        }
        yield Finding("BUD008", short.path, "with_people" if channels or labour else "default", params)


def _more_total(worked: WorkedOut, short: Shortfall) -> Decimal:
    """By how much the total has to rise: a contingency that is a share of it rises with it, in whole units."""
    written = worked.plan.budget.contingency
    if not isinstance(written, str):
        return short.amount
    share = Decimal(written[:-1]) / 100
    without = short.needed - worked.complete.budget.contingency
    if share >= 1:
        return short.amount
    total = (without / (1 - share)).to_integral_value(ROUND_CEILING)
    while total - (total * share).quantize(Decimal(1), ROUND_HALF_UP) < without:
        total += 1
    return total - short.given


def check_stage_budgets(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD009 for stages whose own budget does not hold what is required in them."""
    for short in shortfalls(worked, "stage"):
        params = {
            **_params(worked, short),
            "stage": STAGE_NAMES[short.where],
            "needed": short.needed,
            "given": short.given,
        }
        yield Finding("BUD009", short.path, params=params)


def _params(worked: WorkedOut, short: Shortfall) -> dict[str, object]:
    drop, cost = to_drop(short)
    return {
        "short": short.amount,
        "things": things(short),
        "assumed": short.assumed,
        "drop": drop,
        "drop_cost": cost,
        "currency": worked.complete.currency,
    }
