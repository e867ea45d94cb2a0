"""What was left out, with what it lacks; and what the red lines took away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.completion.model import CompletePlan, LeftOut
from planner.completion.values.strategy import CompleteRedLine
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
from planner.knowledge.schema import StageId, Text

_MOST_NAMED = 8
_HOUR = 60


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Things that lack the same; ``who`` names the person, platform or red line in the way.

    ``limit`` says which limit on money is reached: ``total``, ``cap``, ``stage`` or ``cash``.
    """

    names: tuple[str, ...]
    more: int
    """How many are not named."""
    lacks: str
    who: str
    limit: str
    time: str
    """Hours that all of them lack together; empty where hours are not the reason."""
    weekly: bool
    """Whether the hours are a week's, because it recurs."""
    least: str
    """Money that the one nearest to fitting lacks; empty where money is not the reason."""
    most: str
    key: str


def left_out_groups(items: Iterable[LeftOut], names: Names) -> tuple[LeftOutGroup, ...]:
    """Return what knowledge offers and the plan did not take, grouped by what it lacks."""
    groups: dict[tuple[str, str, str, bool, str], list[LeftOut]] = {}
    for item in items:
        weekly = item.lacks == "hours" and item.knowledge.startswith(("series/", "routines/"))
        limit = item.detail if item.lacks == "money" else ""
        key = (item.lacks, _in_the_way(item, names), limit, weekly, place_of(item.path, names).key)
        groups.setdefault(key, []).append(item)
    return tuple(_group(key, found, names) for key, found in groups.items())


def _group(key: tuple[str, str, str, bool, str], items: list[LeftOut], names: Names) -> LeftOutGroup:
    lacks, who, limit, weekly, place = key
    minutes = sum(item.minutes or 0 for item in items) if lacks == "hours" else 0
    amounts = [item.amount for item in items if item.amount is not None]
    time = hours(minutes, names.language) if minutes >= _HOUR else duration(minutes, names.language)
    return LeftOutGroup(
        names=tuple(names.text(item.what) for item in items[:_MOST_NAMED]),
        more=max(0, len(items) - _MOST_NAMED),
        lacks=lacks,
        who=who,
        limit=limit,
        time=time if minutes else "",
        weekly=weekly,
        least=money(min(amounts), names.plan.currency) if amounts else "",
        most=money(max(amounts), names.plan.currency) if amounts else "",
        key=place,
    )


def _in_the_way(item: LeftOut, names: Names) -> str:
    if not item.detail:
        return ""
    if item.lacks == "hours":
        return names.holder(item.detail)
    if item.lacks == "room":
        return next((names.stage(stage.id) for stage in names.plan.stages if stage.id == item.detail), "")
    if item.lacks == "platform":
        return names.platform(item.detail)
    if item.lacks == "red_line":
        lines = names.plan.red_lines
        return next((line.text for line in lines if item.detail in (line.text, *line.known)), item.detail)
    return ""


@dataclass(frozen=True, slots=True)
class RedLineRow:
    """A red line and what fell away because of it; all empty where it binds people, not the schedule.

    Where the plan has its own list of activities, tasks or topics, nothing of ours was there to fall away.
    """

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
    filled_in = {stage.id for stage in plan.stages if tasks_are_ours(plan, stage.id)}
    params = {"community": said(plan.community.name), "product": plan.community.product}
    kinds = [
        names.text(row.name)
        for row in (load_activity_kind(kind) for kind in activity_kind_ids() if bans)
        if not plan.only_written_activities
        and bans.intersection(row.tags)
        and own_type.id in {type_id for type_id, fit in row.types.items() if fit}
        and situation in row.situations
    ]
    tasks = [
        filled(row.title, {**params, "persona": _persona(plan)}, names.language)
        for row in (*load_tasks().values(), *own_type.tasks)
        if row.stage in filled_in
        and bans.intersection(row.tags)
        and situation in row.situations
        and (not row.types or own_type.id in row.types)
    ]
    patterns = sum(
        1
        for row in load_patterns().values()
        if not plan.content.only_written
        and bans.intersection(row.tags)
        and situation in row.situations
        and (not row.types or own_type.id in row.types)
    )
    return RedLineRow(without_end(line.text), tuple(kinds), tuple(tasks), patterns)


def tasks_are_ours(plan: CompletePlan, stage: StageId) -> bool:
    """Whether a stage's tasks come from knowledge rather than from the plan."""
    origin = plan.origins.get(("stages", stage, "tasks"))
    return origin is not None and origin.kind == "assumed"


def _persona(plan: CompletePlan) -> Text:
    return said(plan.personas[0].name)
