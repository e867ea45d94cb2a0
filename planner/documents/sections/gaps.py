"""What a plan still lacks: where to write it, a line as an example, and what hangs on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.completion.model import CompletePlan
from planner.documents.names import Names
from planner.documents.sections.goals import goal_rows
from planner.documents.sections.work import holder_work, holders
from planner.documents.words import enumeration, full_day
from planner.playbook.model import Playbook
from planner.playbook.values.content import OpenFill

GapKind = Literal[
    "baseline", "channels", "labour", "prices", "people", "hours", "expert", "measure", "offers",
    "questions", "moments", "lines", "funds", "country", "fixed", "red_lines",
]  # fmt: skip
_ENOUGH_QUESTIONS = 10
_ENOUGH_OFFERS = 5
_SPECIAL = re.compile(r"[\[\]{},:#&*!|>'\"%@`\\]|^[-?\s]|\s$|\n")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that nobody has written down; ``subject`` names what it concerns, ``figure`` what hangs on it.

    For a role ``figure`` are its hours: a week's, or in all where ``when`` names the week in which they lie.
    """

    kind: GapKind
    key: str
    example: str
    subject: str = ""
    figure: str = ""
    when: str = ""
    count: int = 0


def gaps(playbook: Playbook, names: Names) -> tuple[Gap, ...]:
    """Return what the plan lacks, what decides most first."""
    return (
        *_about_goals(playbook, names),
        *_about_money(playbook, names),
        *_about_people(playbook, names),
        *_about_content(playbook, names),
        *_about_calendar(playbook.plan),
    )


def _scalar(text: str) -> str:
    """A text as a YAML scalar; in quotes where it could mean something else."""
    return json.dumps(text, ensure_ascii=False) if _SPECIAL.search(text) else text


def _as_typed(target: Decimal, kind: str) -> str:
    return f"{target:f}%" if kind == "percent" else f"{target:f}"


def _about_goals(playbook: Playbook, names: Names) -> Iterator[Gap]:
    plan = playbook.plan
    for goal, row in zip(plan.goals, goal_rows(playbook, names), strict=True):
        if goal.baseline is None and goal.kind != "keep":
            example = f"goals:\n  - {{kpi: {_scalar(names.text(plan.kpis[goal.kpi].name))}, target: {_as_typed(goal.target, plan.kpis[goal.kpi].value)}, by: {goal.by}, baseline: __}}"
            yield Gap("baseline", "goals.baseline", example, row.name, row.how, row.measured_by)
    if not plan.acquisition.channels:
        needed = next((row for row in goal_rows(playbook, names) if row.per_day), None)
        example = "acquisition:\n  - {channel: __, place: __, joins_per_month: __}"
        yield Gap(
            "channels",
            "acquisition",
            example,
            needed.value if needed else "",
            needed.per_day if needed else "",
        )
    bare = [
        goal
        for goal in plan.goals
        if goal.baseline is not None
        and plan.kpis[goal.kpi].measure is None
        and not plan.kpis[goal.kpi].source
    ]
    if bare:
        example = "\n".join(["kpis:", *(f"  - {{id: {goal.kpi}, source: __}}" for goal in bare)])
        subject = enumeration([names.kpi(goal.kpi) for goal in bare], names.language)
        figure = enumeration([names.platform(platform.id) for platform in plan.platforms], names.language)
        yield Gap("measure", "kpis.source", example, subject, figure)


def _about_money(playbook: Playbook, names: Names) -> Iterator[Gap]:
    plan = playbook.plan
    budget = plan.budget
    if labour_is_assumed(plan):
        yield Gap("labour", "budget.includes_labour", "budget:\n  includes_labour: false")
    unpriced = [
        activity for activity in playbook.activities.activities if activity.id in playbook.money.unpriced
    ]
    if unpriced:
        example = f"activities:\n  - {{kind: {unpriced[0].kind}, cost: __}}"
        subject = enumeration([names.text(activity.name) for activity in unpriced], names.language)
        yield Gap("prices", "activities.cost", example, subject, count=len(unpriced))
    if not budget.lines:
        example = "budget:\n  lines:\n    - {name: __, category: content, amount: __, per: month}"
        yield Gap("lines", "budget.lines", example)
    if not budget.funds:
        example = f"budget:\n  funds:\n    - {{date: {plan.period.start}, amount: __, source: __}}"
        yield Gap("funds", "budget.funds", example, figure=full_day(plan.period.start, names.language))


def labour_is_assumed(plan: CompletePlan) -> bool:
    """Whether the plan leaves open if the total includes labour."""
    origin = plan.origins.get(("budget", "includes_labour"))
    return origin is not None and origin.kind == "assumed"


def _about_people(playbook: Playbook, names: Names) -> Iterator[Gap]:
    plan = playbook.plan
    if not plan.people:
        example = "people:\n  - {name: __, roles: [owner], hours: __}\n  - {name: __, roles: [admin, editor], hours: __}"
        yield Gap("people", "people", example)
        return
    silent = [person.name for person in plan.people if person.minutes is None]
    if silent:
        example = f"people:\n  - {{name: {_scalar(silent[0])}, hours: __}}"
        yield Gap("hours", "people.hours", example, enumeration(silent, names.language))
    for role, work in zip(holders(playbook), holder_work(playbook, names), strict=True):
        if any(person.id == role for person in plan.people):
            continue
        most = max(load.total for load in playbook.hours.loads if load.holder == role)
        example = f"people:\n  - {{name: __, roles: [{role}], hours: {-(-most // 60)}}}"
        figure, when = (work.total, work.peak_week) if work.seldom else (work.mean, "")
        yield Gap("expert", "people.roles", example, names.role(role), figure, when)


def _about_content(playbook: Playbook, names: Names) -> Iterator[Gap]:
    plan = playbook.plan
    lacking = [e.fill.lacks for e in playbook.calendar.entries if isinstance(e.fill, OpenFill)]
    missing = set(playbook.calendar.missing)

    def hangs_on(key: str) -> int:
        return sum(1 for lacks in lacking if any(lack.startswith(key) for lack in lacks))

    if not plan.offers or "offers" in missing:
        blanks = ["__"] * max(1, _ENOUGH_OFFERS - len(plan.offers))
        example = f"offers: [{', '.join([*(_scalar(offer.name) for offer in plan.offers), *blanks])}]"
        yield Gap("offers", "offers", example, count=hangs_on("offers"), figure=str(len(plan.offers)))
    if len(plan.questions) < _ENOUGH_QUESTIONS:
        example = "\n".join(
            ["question_pool:", *(f"  - {_scalar(q.text)}" for q in plan.questions[:1]), "  - __"]
        )
        yield Gap(
            "questions",
            "question_pool",
            example,
            names.persona(plan.personas[0].id),
            str(len(plan.questions)),
            count=hangs_on("question_pool"),
        )
    bare = [persona.name for persona in plan.personas if not persona.moments]
    if bare:
        example = f"audience:\n  - {{name: {_scalar(bare[0])}, moments: [__]}}"
        yield Gap(
            "moments",
            "audience.moments",
            example,
            enumeration(bare, names.language),
            count=hangs_on("audience"),
        )


def _about_calendar(plan: CompletePlan) -> Iterator[Gap]:
    if not plan.calendar.country:
        yield Gap("country", "calendar.country", "calendar:\n  country: __")
    if not plan.fixed:
        example = "fixed:\n  - __"
        yield Gap("fixed", "fixed", example)
    if not plan.red_lines:
        yield Gap("red_lines", "wont_do", "wont_do: [__]")
