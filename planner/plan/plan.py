"""The plan as written: one frozen value of validated sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from planner.plan.governance import Acquisition, AcquisitionSection, Incentives, Rules
from planner.plan.members import Champions, Handover, Journey, Scripts, ScriptsSection
from planner.plan.money import Budget
from planner.plan.programme import Activities, ActivitiesSection, Content, Routine
from planner.plan.settings import Calendar, Checks
from planner.plan.staging import Stages
from planner.plan.strategy import (
    Community,
    Fixed,
    Goal,
    Head,
    Kpi,
    Offer,
    Period,
    Persona,
    Positioning,
    Question,
    RedLine,
)
from planner.plan.team import Group, Person, Platform, Role

HEAD_KEYS = ("version", "language", "timezone", "currency")
REQUIRED = ("version", "language", "community", "positioning", "audience", "goals", "period", "budget")


@dataclass(frozen=True, slots=True)
class Plan:
    """What was written, section by section; ``None`` where a section is absent."""

    head: Head
    community: Community
    positioning: Positioning
    audience: tuple[Persona, ...]
    goals: tuple[Goal, ...]
    period: Period
    budget: Budget
    offers: tuple[Offer, ...] | None = None
    question_pool: tuple[Question, ...] | None = None
    fixed: tuple[Fixed, ...] | None = None
    wont_do: tuple[RedLine, ...] | None = None
    kpis: tuple[Kpi, ...] | None = None
    stages: Stages | None = None
    platforms: tuple[Platform, ...] | None = None
    groups: tuple[Group, ...] | None = None
    people: tuple[Person, ...] | None = None
    roles: tuple[Role, ...] | None = None
    content: Content | None = None
    routines: tuple[Routine, ...] | None = None
    activities: Activities | None = None
    rules: Rules | None = None
    journeys: tuple[Journey, ...] | None = None
    scripts: Scripts | None = None
    champions: Champions | None = None
    handover: Handover | None = None
    incentives: Incentives | None = None
    acquisition: Acquisition | None = None
    calendar: Calendar | None = None
    checks: Checks | None = None


SECTION_TYPES: Mapping[str, Any] = {
    "community": Community,
    "positioning": Positioning,
    "audience": tuple[Persona, ...],
    "goals": tuple[Goal, ...],
    "period": Period,
    "budget": Budget,
    "offers": tuple[Offer, ...],
    "question_pool": tuple[Question, ...],
    "fixed": tuple[Fixed, ...],
    "wont_do": tuple[RedLine, ...],
    "kpis": tuple[Kpi, ...],
    "stages": Stages,
    "platforms": tuple[Platform, ...],
    "groups": tuple[Group, ...],
    "people": tuple[Person, ...],
    "roles": tuple[Role, ...],
    "content": Content,
    "routines": tuple[Routine, ...],
    "activities": ActivitiesSection,
    "rules": Rules,
    "journeys": tuple[Journey, ...],
    "scripts": ScriptsSection,
    "champions": Champions,
    "handover": Handover,
    "incentives": Incentives,
    "acquisition": AcquisitionSection,
    "calendar": Calendar,
    "checks": Checks,
}

TOP_LEVEL_KEYS = (*HEAD_KEYS, *SECTION_TYPES)


@cache
def section_adapter(name: str) -> TypeAdapter[Any]:
    """Return the validator of a section (or of ``"head"``), built on first use."""
    kind = Head if name == "head" else SECTION_TYPES[name]
    return TypeAdapter(kind)
