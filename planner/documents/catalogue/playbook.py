"""The playbook: position, goals, a chapter for each stage, then growth, hours, money, assumptions, red lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.completion.model import CompletePersona
from planner.diagnostics.model import Language
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.sections.assumptions import AssumptionRow, assumption_rows
from planner.documents.sections.cash import CashTable, cash_table
from planner.documents.sections.chapters import StageChapter, plan_slots, stage_chapters
from planner.documents.sections.decisions import gate_day
from planner.documents.sections.goals import GoalRow, goal_rows
from planner.documents.sections.left_out import LeftOutRow, RedLineRow, left_out_rows, red_line_rows
from planner.documents.sections.work import HolderWork, MonthWork, holder_work, months_of_work
from planner.documents.texts import filled
from planner.documents.words import (
    enumeration,
    full_range,
    hours,
    listing,
    money,
    month,
    number,
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
    purpose: str
    problem: str
    promise: str
    theme: str
    value: str
    values: str
    product: str
    personas: tuple[PersonaRow, ...]
    platforms: tuple[tuple[str, str], ...]
    places: str
    goals: tuple[GoalRow, ...]
    gantt: tuple[GanttRow, ...]
    skipped: tuple[tuple[str, str], ...]
    stages: tuple[StageChapter, ...]
    pillars: tuple[PillarRow, ...]
    growth: tuple[GrowthRow, ...]
    channels: bool
    loss: str
    holders: tuple[str, ...]
    work: tuple[HolderWork, ...]
    months: tuple[MonthWork, ...]
    all_hours: str
    cash: CashTable
    total: str
    planned: str
    contingency: str
    unplanned: str
    assumptions: tuple[AssumptionRow, ...]
    left_out: tuple[LeftOutRow, ...]
    red_lines: tuple[RedLineRow, ...]


def view_playbook(playbook: Playbook, language: Language) -> PlaybookView:
    """Return the playbook in one language."""
    plan = playbook.plan
    names = Names(plan, language)
    work = holder_work(playbook, names)
    slots = plan_slots(names)
    return PlaybookView(
        community=plan.community.name,
        slogan=plan.community.slogan,
        period=full_range(plan.period, language),
        purpose=enumeration([without_end(one) for one in plan.community.purpose], language),
        problem=without_end(plan.positioning.problem),
        promise=without_end(plan.positioning.promise),
        theme=without_end(plan.positioning.theme),
        value=without_end(plan.positioning.value),
        values=enumeration([without_end(one) for one in plan.positioning.values], language),
        product=names.text(plan.community.product),
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
        channels=bool(plan.acquisition.channels),
        loss=share(plan.acquisition.loss_per_month),
        holders=tuple(one.name for one in work),
        work=work,
        months=months_of_work(playbook, names),
        all_hours=hours(playbook.hours.total, language),
        cash=cash_table(playbook, names),
        total=money(plan.budget.total, plan.currency),
        planned=money(playbook.money.planned, plan.currency),
        contingency=money(playbook.money.contingency, plan.currency),
        unplanned=money(playbook.money.unplanned, plan.currency),
        assumptions=assumption_rows(playbook, names),
        left_out=left_out_rows(playbook, names),
        red_lines=red_line_rows(plan, names),
    )


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
