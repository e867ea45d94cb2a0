"""Completing money and acquisition: contingency, caps, lines, funds, channels, loss."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from planner.completion.naming import derive_id
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, holder_of
from planner.completion.values.governance import CompleteAcquisition, CompleteChannel
from planner.completion.values.money import CompleteBudget, CompleteFunds, CompleteLine
from planner.completion.values.team import CompletePerson, CompleteRole
from planner.knowledge.schema import StageId
from planner.plan.governance import Channel
from planner.plan.money import Budget, BudgetLine
from planner.plan.plan import Plan


def complete_budget(plan: Plan, origins: OriginBook) -> CompleteBudget:
    """Fill in contingency, the activity cap and whether labour is inside (it is not unless written)."""
    budget = plan.budget
    total = budget.total
    if budget.contingency is None:
        contingency = _round(total * origins.figure(("budget", "contingency"), "contingency_share"))
    else:
        contingency = _amount(budget.contingency, total)
    if budget.includes_labour is None:
        origins.assumed(("budget", "includes_labour"), "budget/labour_outside")
    caps: dict[str, Decimal] = {}
    for name in ("platform", "content", "activity", "operations"):
        amount = getattr(budget.caps, name) if budget.caps is not None else None
        if amount is None and name == "activity":
            amount = _round(total * origins.figure(("budget", "caps", name), "activity_cap_share"))
        if amount is not None:
            caps[name] = amount
    return CompleteBudget(
        total=total,
        includes_labour=bool(budget.includes_labour),
        contingency=min(contingency, total),
        lines=_lines(budget),
        by_stage=_by_stage(budget),
        caps=caps,
        funds=tuple(CompleteFunds(f.date, f.amount, f.source or "") for f in budget.funds or ()),
    )


def _lines(budget: Budget) -> tuple[CompleteLine, ...]:
    taken: set[str] = set()
    return tuple(
        CompleteLine(
            id=derive_id(line.name, "line", taken),
            name=line.name,
            category=line.category,
            amount=line_amount(line),
            monthly=line.per == "month",
            stage=line.stage,
            date=line.date,
            activity=line.activity or "",
        )
        for line in budget.lines or ()
    )


def line_amount(line: BudgetLine) -> Decimal:
    """Return one payment of a line: its amount, else unit price × quantity."""
    if line.amount is not None:
        return line.amount
    return (line.unit_price or Decimal(0)) * (line.quantity or Decimal(0))


def _by_stage(budget: Budget) -> dict[StageId, Decimal]:
    stages: tuple[StageId, ...] = ("build", "growth", "maturity")
    if budget.by_stage is None:
        return {}
    return {
        stage: _amount(amount, budget.total)
        for stage in stages
        if (amount := getattr(budget.by_stage, stage)) is not None
    }


def _amount(amount: Decimal | str, total: Decimal) -> Decimal:
    """An amount as it is; a share (``"8%"``) of the total."""
    if isinstance(amount, str):
        return _round(total * Decimal(amount[:-1]) / 100)
    return amount


def _round(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def complete_acquisition(
    plan: Plan, people: tuple[CompletePerson, ...], roles: dict[str, CompleteRole], origins: OriginBook
) -> CompleteAcquisition:
    """Fill in who does each channel and how many members leave a month."""
    written = plan.acquisition
    taken: set[str] = set()

    def channel(own: Channel) -> CompleteChannel:
        owner = find_holder(own.owner, people, roles) if own.owner else None
        return CompleteChannel(
            id=derive_id(f"{own.channel} {own.place or ''}".strip(), "channel", taken),
            channel=own.channel,
            place=own.place or "",
            joins_per_month=own.joins_per_month,
            cost_per_month=own.cost_per_month or Decimal(0),
            owner=owner or holder_of("admin", roles),
            code=own.code or "",
            proof=own.proof or "",
        )

    loss = written.loss_per_month if written else None
    return CompleteAcquisition(
        channels=tuple(channel(own) for own in (written.channels if written else ())),
        loss_per_month=loss
        if loss is not None
        else origins.figure(("acquisition", "loss_per_month"), "loss_per_month"),
    )
