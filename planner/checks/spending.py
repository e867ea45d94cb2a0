"""BUD002 and BUD007 to BUD009: what is required, against funds, caps, the total and the budgets of the stages.

Required is what the plan writes; each limit is judged by the playbook's shortfalls, so a finding says that no way of
arranging things keeps the limit, and by how much.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.checks.budget import lines_cost
from planner.checks.context import CATEGORY_NAMES, STAGE_NAMES, WorkedOut
from planner.checks.required_things import amount_of, shortfalls, things, to_drop
from planner.diagnostics.model import Finding
from planner.playbook.values.money import Shortfall

_ZERO = Decimal(0)


def check_funds(worked: WorkedOut) -> Iterator[Finding]:
    """Yield BUD002 for the first month in which required payments exceed the money that has arrived."""
    months = list(shortfalls(worked, "cash"))
    if not months:
        return
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
            "dearest": dearest[1] if dearest else "",
            "dearest_cost": dearest[2] if dearest else _ZERO,
        }
        yield Finding("BUD008", short.path, "with_people" if channels or labour else "default", params)


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
