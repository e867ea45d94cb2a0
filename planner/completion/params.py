"""What fills the slots of knowledge texts that speak of the plan as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.kpi_model import CompleteKpi
from planner.completion.values.strategy import (
    CompleteCommunity,
    CompleteGoal,
    CompletePersona,
    CompletePositioning,
    CompleteQuestion,
)
from planner.knowledge.fill import fill, said
from planner.knowledge.schema import Text

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plan_params(
    community: CompleteCommunity,
    positioning: CompletePositioning,
    personas: tuple[CompletePersona, ...],
    goals: tuple[CompleteGoal, ...],
    kpis: Mapping[str, CompleteKpi],
    questions: tuple[CompleteQuestion, ...],
    reviewer: Text,
) -> dict[str, Text]:
    """Return slot → text for texts about the whole plan; what was not written gets honest words, never a blank."""
    persona = personas[0]
    question = (
        said(questions[0].text) if questions else Text("他们最常问的那一句", "the question they ask most")
    )
    number = (
        goal_number(goals[0], kpis[goals[0].kpi]) if goals else Text("方案里的目标", "the goal of the plan")
    )
    return {
        "community": said(community.name),
        "product": community.product,
        "promise": said(positioning.promise.rstrip("。.")),
        "problem": said(positioning.problem.rstrip("。.")),
        "persona": said(persona.name),
        "need": said(persona.needs[0].rstrip("。.")),
        "moment": persona_moment(persona),
        "question": question,
        "number": number,
        "reviewer": reviewer,
        "owner": reviewer,
    }


def english_day(on: date) -> str:
    """Return a day as British English writes it: ``27 July``."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def persona_moment(persona: CompletePersona) -> Text:
    """Return a time or place of the persona; their first online time where no moment is written."""
    if persona.moments:
        return said(persona.moments[0])
    if persona.times:
        return Text(f"{persona.times[0]} 前后", f"around {persona.times[0]}")
    return Text("手上空下来的时候", "a free moment")


def goal_number(goal: CompleteGoal, kpi: CompleteKpi) -> Text:
    """Return a goal as words, e.g. ``12 月底 100 家`` / ``100 shops by the end of December``."""
    return milestone_number(goal.target, goal.by, kpi, at_most=goal.kind == "at_most", name=goal.name)


def milestone_number(
    value: object, on: date, kpi: CompleteKpi, *, at_most: bool = False, name: str = ""
) -> Text:
    """Return a KPI's value on a day as words in both languages; a goal's own name stands for the KPI's."""
    name_zh, name_en = name or kpi.name.zh, name or kpi.name.en
    figure = plain_number(value)
    end = on.day >= 27
    zh_when = f"{on.month} 月底" if end else f"{on.month} 月 {on.day} 日"
    en_when = f"by the end of {_MONTHS[on.month - 1]}" if end else f"by {on.day} {_MONTHS[on.month - 1]}"
    bound_zh, bound_en = ("不超过", "at most ") if at_most else ("", "")
    if kpi.value == "percent":
        return Text(
            fill(said(f"{zh_when}{{name}}{bound_zh or '到'} {figure}%"), {"name": said(name_zh)}).zh,
            f"{name_en} of {bound_en}{figure}% {en_when}",
        )
    unit_zh = f" {kpi.unit.zh}" if kpi.unit.zh else ""
    unit_en = f" {kpi.unit.en}" if kpi.unit.en else ""
    named_en = f"{bound_en}{figure}{unit_en}" if kpi.unit.en else f"{name_en} of {bound_en}{figure}"
    chinese = fill(said(f"{zh_when}{{name}}{bound_zh} {figure}{unit_zh}"), {"name": said(name_zh)}).zh
    return Text(chinese, f"{named_en} {en_when}")


def plain_hours(minutes: int) -> str:
    """Return minutes of work in hours with one decimal, halves up: ``11.5``; the one rounding of hours."""
    return plain_number((Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP))


def plain_number(value: object) -> str:
    """Return a number without exponent or needless zeros, thousands set apart: ``5,000``, ``4.6``."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
