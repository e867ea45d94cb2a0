"""From hours, money and what is short to their records."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.dates.ranges import Week
from planner.playbook.record.dated import payment_record
from planner.playbook.record.plain import figure, path_text, recorded, rounded, words
from planner.playbook.record.resource_figures import (
    AheadRecord,
    CashRecord,
    CauseRecord,
    CellRecord,
    CurveRecord,
    HoursRecord,
    MoneyRecord,
    OverloadRecord,
    RemedyRecord,
    ShortfallRecord,
    UnitCostRecord,
    WeekRecord,
)
from planner.playbook.values.hours import HoursPlan, Overload
from planner.playbook.values.money import CATEGORIES, Category, MoneyPlan, Shortfall


def hours_record(hours: HoursPlan) -> HoursRecord:
    """Return the record of all work."""
    return HoursRecord(
        total=hours.total,
        weekly_mean=dict(hours.weekly_mean),
        weeks=tuple(
            recorded(WeekRecord, load, demand=dict(sorted(load.demand.items()))) for load in hours.loads
        ),
        ahead=tuple(recorded(AheadRecord, share) for share in hours.ahead),
        overloads=tuple(_overload(one) for one in hours.overloads),
    )


def _overload(one: Overload) -> OverloadRecord:
    return recorded(OverloadRecord, one, remedy=recorded(RemedyRecord, one.remedy))


def money_record(money: MoneyPlan, plan: CompletePlan) -> MoneyRecord:
    """Return the record of all money."""
    return rounded(
        MoneyRecord,
        money,
        total=figure(plan.budget.total),
        lowest=str(money.lowest.month),
        months=tuple(rounded(CashRecord, month, out=_by_category(month.out)) for month in money.months),
        by_stage={stage: _by_category(spent) for stage, spent in money.by_stage.items()},
        per_goal=tuple(rounded(UnitCostRecord, one) for one in money.per_goal),
        matrix=tuple(rounded(CellRecord, one) for one in money.matrix),
        curve=tuple(
            rounded(CurveRecord, one, by_category=_by_category(one.by_category)) for one in money.curve
        ),
        payments=tuple(payment_record(payment) for payment in money.payments),
    )


def _by_category(amounts: Mapping[Category, Decimal]) -> dict[Category, Decimal]:
    return {name: figure(amounts[name]) for name in CATEGORIES if name in amounts}


def shortfall_record(one: Shortfall) -> ShortfallRecord:
    """Return the record of a limit that cannot be kept."""
    return rounded(
        ShortfallRecord,
        one,
        week=str(Week.of(one.week)) if one.week is not None else None,
        causes=tuple(
            CauseRecord(id=cause, name=words(name), amount=figure(amount))
            for cause, name, amount in one.causes
        ),
        path=path_text(one.path),
    )
