"""The manager's page: the conclusion, what to decide by when, money, hours, three numbers, when to stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.diagnostics.model import Language
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.sections.assumptions import AssumptionRow, assumption_rows
from planner.documents.sections.cash import CashTable, cash_table
from planner.documents.sections.choice import ChoiceView, choice_view
from planner.documents.sections.decisions import Decision, Stop, decisions, gate_day, stops
from planner.documents.sections.gaps import Gap, gaps
from planner.documents.sections.goals import GoalRow, bound, goal_rows, goals_by_day, shown, value_on
from planner.documents.sections.holidays import years_with_status
from planner.documents.sections.shortfalls import ShortfallRow, shortfall_rows
from planner.documents.sections.work import (
    HolderWork,
    ReplyDuties,
    holder_work,
    reply_duties,
    uncovered,
)
from planner.documents.words import day, full_range, hours, listing, money, month, number, without_end
from planner.playbook.model import Playbook

_NUMBERS = 3
_DAYS = (30, 60, 90)
_ASSUMPTIONS = 5
_UNKNOWN = frozenset({"baseline", "measure", "questions", "offers", "country", "expert", "prices"})


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number to look at; cells are empty where nobody can know the value, ``—`` after its own day."""

    name: str
    today: str
    cells: tuple[str, ...]
    target: str
    by: str
    provisional: bool
    gate: str = ""
    """Name of the stage whose gate asks for it; empty for goals."""


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """Where members come from."""

    name: str
    joins: str
    cost: str
    owner: str


@dataclass(frozen=True, slots=True)
class MoneyFigures:
    """The sums of the plan; ``labour`` is empty where nobody has a cost, ``over`` where the plan fits its total.

    ``lowest`` is what is missing where ``lowest_short``, else what is left; ``dearest`` is empty where
    nothing is spent.
    """

    total: str
    planned: str
    contingency: str
    unplanned: str
    over: str
    labour_inside: bool
    labour: str
    lowest_month: str
    lowest: str
    lowest_short: bool
    dearest_month: str
    dearest: str
    presets: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """The manager's page in one language."""

    community: str
    background: str
    promise: str
    problem: str
    personas: str
    period: str
    start: str
    weekly: str
    all_hours: str
    goals: tuple[GoalRow, ...]
    reached: tuple[tuple[str, tuple[str, ...]], ...]
    """Day, and what is to be reached by then."""
    shortfalls: tuple[ShortfallRow, ...]
    """What is short; only a draft of a plan with errors has any."""
    decisions: tuple[Decision, ...]
    money: MoneyFigures
    choice: ChoiceView | None
    cash: CashTable
    work: tuple[HolderWork, ...]
    duties: tuple[ReplyDuties, ...]
    uncovered: int
    first_uncovered: str
    days: tuple[str, ...]
    numbers: tuple[NumberRow, ...]
    channels: tuple[ChannelRow, ...]
    joins: str
    loss: str
    loss_assumed: bool
    asked: GoalRow | None
    """The goal for members, if there is one, with what it asks for per day."""
    stops: tuple[Stop, ...]
    assumptions: tuple[AssumptionRow, ...]
    more_assumptions: int
    unknown: tuple[Gap, ...]
    estimated_years: str
    unknown_years: str
    open_posts: int
    red_lines: str


def view_brief(playbook: Playbook, language: Language) -> BriefView:
    """Return the manager's page in one language."""
    plan = playbook.plan
    names = Names(plan, language)
    rows = goal_rows(playbook, names)
    assumptions = tuple(row for row in assumption_rows(playbook, names) if row.hours or row.money)
    bare, first_bare = uncovered(playbook, names)
    marks = _marks(plan)
    known = gaps(playbook, names)
    joins = sum((channel.joins_per_month for channel in plan.acquisition.channels), Decimal(0))
    loss_origin = plan.origins.get(("acquisition", "loss_per_month"))
    return BriefView(
        community=plan.community.name,
        background=without_end(plan.community.background),
        promise=without_end(plan.positioning.promise),
        problem=without_end(plan.positioning.problem),
        personas=listing([persona.name for persona in plan.personas], language),
        period=full_range(plan.period, language),
        start=day(plan.period.start, language),
        weekly=hours(sum(playbook.hours.weekly_mean.values()), language),
        all_hours=hours(playbook.hours.total, language),
        goals=rows,
        reached=goals_by_day(rows),
        shortfalls=shortfall_rows(playbook, names),
        decisions=decisions(playbook, names),
        money=_money(playbook, names),
        choice=choice_view(playbook, names),
        cash=cash_table(playbook, names, compact=True),
        work=holder_work(playbook, names),
        duties=reply_duties(playbook, names),
        uncovered=bare,
        first_uncovered=first_bare,
        days=tuple(day(mark, language, plan.period.start.year) for mark in marks),
        numbers=_numbers(playbook, names, rows, marks),
        channels=_channels(plan, names),
        joins=number(joins),
        loss=number(plan.acquisition.loss_per_month * 100),
        loss_assumed=loss_origin is not None and loss_origin.kind == "assumed",
        asked=next((row for row in rows if row.per_day), None),
        stops=stops(playbook, names),
        assumptions=assumptions[:_ASSUMPTIONS],
        more_assumptions=max(0, len(assumptions) - _ASSUMPTIONS),
        unknown=tuple(gap for gap in known if gap.kind in _UNKNOWN),
        estimated_years=years_with_status(playbook, "estimated", names),
        unknown_years=years_with_status(playbook, "unknown", names),
        open_posts=sum(gap.count for gap in known if gap.kind in ("offers", "questions")),
        red_lines=listing([without_end(line.text) for line in plan.red_lines], language),
    )


def _marks(plan: CompletePlan) -> tuple[date, ...]:
    """The 30th, 60th and 90th day, as far as the period reaches."""
    days = (plan.period.start + timedelta(days=count - 1) for count in _DAYS)
    return tuple(on for on in days if on in plan.period)


def _numbers(
    playbook: Playbook, names: Names, rows: tuple[GoalRow, ...], marks: tuple[date, ...]
) -> tuple[NumberRow, ...]:
    """The goals, at most three; where there are fewer, conditions of the first gate make up the number."""
    plan = playbook.plan
    found = []
    for goal, row in list(zip(plan.goals, rows, strict=True))[:_NUMBERS]:
        kpi = plan.kpis[goal.kpi]
        values = (value_on(playbook, goal, on) for on in marks)
        cells = tuple(
            "—" if on > goal.by else shown(value, kpi, names) if value is not None else ""
            for on, value in zip(marks, values, strict=True)
        )
        found.append(NumberRow(row.name, row.baseline, cells, row.target, row.by, row.provisional))
    stage = plan.stages[0] if plan.stages else None
    conditions = [c for c in stage.gate if c.kpi not in {g.kpi for g in plan.goals}] if stage else []
    for condition in conditions[: max(0, _NUMBERS - len(found))]:
        by = day(gate_day(playbook, stage), names.language) if stage else ""
        gate = names.stage(stage.id) if stage else ""
        cells = tuple("" for _ in marks)
        target = bound(condition, names)
        found.append(NumberRow(names.kpi(condition.kpi), "", cells, target, by, False, gate))
    return tuple(found)


def _money(playbook: Playbook, names: Names) -> MoneyFigures:
    plan, cash = playbook.plan, playbook.money
    dearest = max(cash.months, key=lambda row: sum(row.out.values(), Decimal(0)))
    presets = sum((payment.amount for payment in cash.payments if payment.assumed), Decimal(0))

    def shown_amount(value: Decimal) -> str:
        return money(value, plan.currency)

    return MoneyFigures(
        total=shown_amount(plan.budget.total),
        planned=shown_amount(cash.planned),
        contingency=shown_amount(cash.contingency),
        unplanned=shown_amount(cash.unplanned) if cash.unplanned > 0 else "",
        over=shown_amount(-cash.unplanned) if cash.unplanned < 0 else "",
        labour_inside=plan.budget.includes_labour,
        labour=shown_amount(cash.labour) if cash.labour is not None else "",
        lowest_month=month(cash.lowest.month, names.language),
        lowest=shown_amount(abs(cash.lowest.left)),
        lowest_short=cash.lowest.left < 0,
        dearest_month=month(dearest.month, names.language),
        dearest=shown_amount(sum(dearest.out.values(), Decimal(0))) if cash.payments else "",
        presets=shown_amount(presets) if presets else "",
    )


def _channels(plan: CompletePlan, names: Names) -> tuple[ChannelRow, ...]:
    return tuple(
        ChannelRow(
            name=f"{one.channel}（{one.place}）" if one.place and names.language == "zh-CN"
            else f"{one.channel} ({one.place})" if one.place else one.channel,
            joins=number(one.joins_per_month),
            cost=money(one.cost_per_month, plan.currency) if one.cost_per_month else "",
            owner=names.holder(one.owner),
        )
        for one in plan.acquisition.channels
    )  # fmt: skip


DOCUMENT = Document("brief", always, view_brief)
