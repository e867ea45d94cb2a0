"""What was left out, with what it lacks; and what the red lines took away."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from planner.completion.model import CompletePlan, CompleteRedLine
from planner.documents.names import Names
from planner.documents.sections.keys import place_of
from planner.documents.texts import filled
from planner.documents.words import duration, hours, money, without_end
from planner.knowledge.fill import said
from planner.knowledge.load import (
    activity_kind_ids,
    load_activity_kind,
    load_patterns,
    load_tasks,
    load_type,
)
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """One thing that does not fit; ``who`` names the person, platform or red line in the way."""

    name: str
    lacks: str
    amount: str
    """Hours or money that it lacks, empty where neither is the reason."""
    weekly: bool
    """Whether the hours are a week's, because it recurs."""
    who: str
    key: str


def left_out_rows(playbook: Playbook, names: Names) -> tuple[LeftOutRow, ...]:
    """Return what knowledge offers and the plan did not take, red lines aside."""
    rows = []
    for one in (*playbook.plan.left_out, *playbook.activities.left_out):
        if one.lacks == "red_line":
            continue
        amount = ""
        if one.minutes:
            amount = (
                hours(one.minutes, names.language)
                if one.minutes >= _HOUR
                else duration(one.minutes, names.language)
            )
        elif one.amount:
            amount = money(max(one.amount, Decimal(0)), names.plan.currency)
        weekly = one.knowledge.startswith(("series/", "routines/"))
        who = (
            names.holder(one.detail)
            if one.lacks == "hours"
            else names.platform(one.detail)
            if one.detail
            else ""
        )
        rows.append(
            LeftOutRow(names.text(one.what), one.lacks, amount, weekly, who, place_of(one.path, names).key)
        )
    return tuple(rows)


_HOUR = 60


@dataclass(frozen=True, slots=True)
class RedLineRow:
    """A red line and what fell away because of it; all empty where it binds people, not the schedule."""

    text: str
    kinds: tuple[str, ...]
    tasks: tuple[str, ...]
    patterns: int

    @property
    def bites(self) -> bool:
        """Whether anything fell away."""
        return bool(self.kinds or self.tasks or self.patterns)


def red_line_rows(plan: CompletePlan, names: Names) -> tuple[RedLineRow, ...]:
    """Return each red line with the activity kinds, tasks and topic patterns that it bans for this community."""
    return tuple(_red_line(plan, line, names) for line in plan.red_lines)


def _red_line(plan: CompletePlan, line: CompleteRedLine, names: Names) -> RedLineRow:
    bans = frozenset(line.bans)
    own_type, situation = load_type(plan.community.type), plan.community.situation
    params = {"community": said(plan.community.name), "product": plan.community.product}
    kinds = [
        names.text(row.name)
        for row in (load_activity_kind(kind) for kind in activity_kind_ids() if bans)
        if bans.intersection(row.tags)
        and own_type.id in {type_id for type_id, fit in row.types.items() if fit}
        and situation in row.situations
    ]
    tasks = [
        filled(row.title, {**params, "persona": _persona(plan)}, names.language)
        for row in (*load_tasks().values(), *own_type.tasks)
        if bans.intersection(row.tags)
        and situation in row.situations
        and (not row.types or own_type.id in row.types)
    ]
    patterns = sum(
        1
        for row in load_patterns().values()
        if bans.intersection(row.tags)
        and situation in row.situations
        and (not row.types or own_type.id in row.types)
    )
    return RedLineRow(without_end(line.text), tuple(kinds), tuple(tasks), patterns)


def _persona(plan: CompletePlan) -> Text:
    return said(plan.personas[0].name)
