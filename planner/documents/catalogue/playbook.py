"""The playbook: position, goals, a chapter for each stage, then growth, hours, money, assumptions, red lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.completion.values.strategy import CompleteFixed, CompleteOffer, CompletePersona
from planner.diagnostics.model import Language
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.sections.assumptions import AssumptionRow, assumption_rows
from planner.documents.sections.cash import CashTable, cash_table
from planner.documents.sections.chapters import StageChapter, plan_slots, recurrence_text, stage_chapters
from planner.documents.sections.decisions import gate_day
from planner.documents.sections.goals import ChannelRow, GoalRow, channel_rows, goal_rows
from planner.documents.sections.leave import LeaveRow, leave_rows
from planner.documents.sections.left_out import LeftOutGroup, RedLineRow, left_out_groups, red_line_rows
from planner.documents.sections.overloads import OverloadRow, overload_rows
from planner.documents.sections.points import PointsTable, points_table
from planner.documents.sections.shortfalls import ShortfallRow, shortfall_rows
from planner.documents.sections.work import HolderWork, MonthWork, holder_work, months_of_work
from planner.documents.texts import filled
from planner.documents.words import (
    CHINESE,
    day,
    enumeration,
    full_range,
    hours,
    listing,
    money,
    month,
    number,
    plain_day,
    share,
    without_end,
)
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class PersonaRow:
    """A target user."""

    name: str
    size: str
    needs: str
    traits: str
    times: str
    moments: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A product or service; all but the name empty where the plan does not say."""

    name: str
    detail: str
    price: str
    price_until: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A stage of the chart; days as ISO, the end exclusive."""

    name: str
    start: str
    end: str
    gate: str


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """Members in one month."""

    month: str
    start: str
    joins: str
    leaves: str
    end: str


@dataclass(frozen=True, slots=True)
class PillarRow:
    """A pillar with its share and what was planned."""

    name: str
    share: str
    planned: str
    purpose: str


@dataclass(frozen=True, slots=True)
class PlaybookView:
    """The playbook in one language."""

    community: str
    slogan: str
    period: str
    shortfalls: tuple[ShortfallRow, ...]
    """What is short; only a draft of a plan with errors has any."""
    purpose: str
    problem: str
    promise: str
    theme: str
    value: str
    values: str
    product: str
    offers: tuple[OfferRow, ...]
    fixed: tuple[tuple[str, str], ...]
    """What is already set, and when (empty where it has no day)."""
    personas: tuple[PersonaRow, ...]
    platforms: tuple[tuple[str, str], ...]
    places: str
    goals: tuple[GoalRow, ...]
    gantt: tuple[GanttRow, ...]
    skipped: tuple[tuple[str, str], ...]
    stages: tuple[StageChapter, ...]
    pillars: tuple[PillarRow, ...]
    growth: tuple[GrowthRow, ...]
    channels: tuple[ChannelRow, ...]
    loss: str
    holders: tuple[str, ...]
    work: tuple[HolderWork, ...]
    months: tuple[MonthWork, ...]
    leave: tuple[LeaveRow, ...]
    overloads: tuple[OverloadRow, ...]
    """Weeks clearly above capacity."""
    slight_overloads: int
    """Weeks above capacity by a tenth or less."""
    all_hours: str
    cash: CashTable
    total: str
    planned: str
    contingency: str
    unplanned: str
    """Empty where the plan exceeds its total."""
    over: str
    assumptions: tuple[AssumptionRow, ...]
    left_out: tuple[LeftOutGroup, ...]
    red_lines: tuple[RedLineRow, ...]
    points: PointsTable | None
    """``None`` where the plan uses no points."""


def view_playbook(playbook: Playbook, language: Language) -> PlaybookView:
    """Return the playbook in one language."""
    plan = playbook.plan
    names = Names(plan, language)
    work = holder_work(playbook, names)
    overloads, slight = overload_rows(playbook, names)
    slots = plan_slots(names)
    return PlaybookView(
        community=plan.community.name,
        slogan=plan.community.slogan,
        period=full_range(plan.period, language),
        shortfalls=shortfall_rows(playbook, names),
        purpose=enumeration([without_end(one) for one in plan.community.purpose], language),
        problem=without_end(plan.positioning.problem),
        promise=without_end(plan.positioning.promise),
        theme=without_end(plan.positioning.theme),
        value=without_end(plan.positioning.value),
        values=enumeration([without_end(one) for one in plan.positioning.values], language),
        product=names.text(plan.community.product),
        offers=tuple(_offer(offer, names) for offer in plan.offers),
        fixed=tuple((without_end(one.text), _when(one, names)) for one in plan.fixed),
        personas=tuple(_persona(persona, names) for persona in plan.personas),
        platforms=tuple(
            (names.platform(p.id), without_end(_own_words(p.why, slots, names))) for p in plan.platforms
        ),
        places=listing([names.platform(p.id) for p in plan.platforms], language),
        goals=goal_rows(playbook, names),
        gantt=tuple(
            GanttRow(
                names.stage(stage.id),
                stage.window.start.isoformat(),
                stage.window.end.isoformat(),
                gate_day(playbook, stage).isoformat(),
            )
            for stage in plan.stages
        ),
        skipped=tuple((names.stage(one.id), without_end(one.reason)) for one in plan.skipped),
        stages=stage_chapters(playbook, names),
        pillars=_pillars(playbook, names),
        growth=tuple(
            GrowthRow(
                month(row.month, language),
                number(row.start),
                number(row.joins),
                number(row.leaves),
                number(row.end),
            )
            for row in playbook.growth
        ),
        channels=channel_rows(playbook, names),
        loss=share(plan.acquisition.loss_per_month),
        holders=tuple(one.name for one in work),
        work=work,
        months=months_of_work(playbook, names),
        leave=leave_rows(plan, names),
        overloads=overloads,
        slight_overloads=slight,
        all_hours=hours(playbook.hours.total, language),
        cash=cash_table(playbook, names),
        total=money(plan.budget.total, plan.currency),
        planned=money(playbook.money.planned, plan.currency),
        contingency=money(playbook.money.contingency, plan.currency),
        unplanned=money(playbook.money.unplanned, plan.currency) if playbook.money.unplanned >= 0 else "",
        over=money(-playbook.money.unplanned, plan.currency) if playbook.money.unplanned < 0 else "",
        assumptions=assumption_rows(playbook, names),
        left_out=left_out_groups(
            (one for one in (*plan.left_out, *playbook.activities.left_out) if one.lacks != "red_line"),
            names,
            playbook.portfolio,
        ),
        red_lines=red_line_rows(plan, names),
        points=points_table(playbook, names),
    )


def _offer(offer: CompleteOffer, names: Names) -> OfferRow:
    year = names.plan.period.start.year

    def shown(on: date | None) -> str:
        return plain_day(on, names.language, year) if on is not None else ""

    return OfferRow(
        name=offer.name,
        detail=without_end(offer.detail),
        price=money(offer.price, names.plan.currency) if offer.price is not None else "",
        price_until=shown(offer.price_until),
        since=shown(offer.available_from),
        until=shown(offer.available_until),
    )


def _when(fixed: CompleteFixed, names: Names) -> str:
    """When a commitment happens: its recurrence or its day, with its time."""
    if fixed.when:
        return f"{recurrence_text(fixed.when, names)} {fixed.time}".strip()
    if fixed.date is None:
        return ""
    shown = day(fixed.date, names.language, names.plan.period.start.year)
    return shown if not fixed.time else shown + ("" if names.language == CHINESE else ", ") + fixed.time


def _persona(persona: CompletePersona, names: Names) -> PersonaRow:
    def joined(parts: tuple[str, ...]) -> str:
        return enumeration([without_end(part) for part in parts], names.language)

    return PersonaRow(
        name=persona.name,
        size=number(persona.size) if persona.size is not None else "",
        needs=joined(persona.needs),
        traits=joined((*persona.traits, *persona.interests)),
        times=enumeration(persona.times, names.language),
        moments=joined(persona.moments),
    )


def _pillars(playbook: Playbook, names: Names) -> tuple[PillarRow, ...]:
    planned = {mix.pillar: share(mix.planned) for mix in playbook.calendar.mix}
    slots = plan_slots(names)
    return tuple(
        PillarRow(
            name=names.text(pillar.name),
            share=share(pillar.share),
            planned=planned.get(pillar.id, ""),
            purpose=_own_words(pillar.purpose, slots, names) if pillar.purpose else "",
        )
        for pillar in playbook.plan.content.pillars
    )


def _own_words(text: Text, slots: Mapping[str, Text], names: Names) -> str:
    """Only our own texts have slots; the operator's words are the same in both languages and stay."""
    return names.text(text) if text.zh == text.en else filled(text, slots, names.language)


DOCUMENT = Document("playbook", always, view_playbook)
