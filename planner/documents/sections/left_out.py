"""What was left out, with what it lacks; and what the red lines took away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from planner.completion.activities import activity_of_kind
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
    load_journeys,
    load_patterns,
    load_scripts,
    load_tasks,
    load_type,
)
from planner.knowledge.schema import StageId, Text
from planner.playbook.values.portfolio import Portfolio

_EVERY_WEEK = ("series/", "routines/", "journeys/")
"""What takes time in every week."""
_MOST_NAMED = 8
_HOUR = 60


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Things that lack the same; ``who`` names the person, platform, stage or red line in the way, or whose goals they do nothing for.

    ``limit`` says which limit on money stands in the way: ``total``, ``cap``, ``stage`` or ``cash``.
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
    left: str
    """Money that the limit still has; empty where money is not the reason, or nobody knows what one event takes."""
    lacking: tuple[tuple[str, str, str], ...]
    """Of money: name of each thing, what one takes (empty if unknown), what it lacks; the cheapest first."""
    rooms: tuple[tuple[str, int], ...]
    """Of room: the stages that have room for events beside the written ones, and for how many; empty where there is
    none, or where some of it is free."""
    key: str


_Key = tuple[str, str, str, Decimal | None, bool, str]
"""What is lacking, who stands in the way, the limit on money with what it still has, weekly or not, plan key."""


def left_out_groups(
    items: Iterable[LeftOut], names: Names, portfolio: Portfolio | None = None
) -> tuple[LeftOutGroup, ...]:
    """Return what knowledge offers and the plan did not take, grouped by what it lacks."""
    groups: dict[_Key, list[LeftOut]] = {}
    for item in items:
        weekly = item.lacks == "hours" and item.knowledge.startswith(_EVERY_WEEK)
        limit = item.detail if item.lacks == "money" else ""
        left = _left(item, names.plan)
        key = (item.lacks, _in_the_way(item, names), limit, left, weekly, place_of(item.path, names).key)
        groups.setdefault(key, []).append(item)
    return tuple(_group(key, found, names, portfolio) for key, found in groups.items())


def cost_of_kind(plan: CompletePlan, knowledge: str) -> Decimal:
    """Return what one event of a kind takes, by the id of its row; 0 where it costs nothing or has no price."""
    section, _, kind = knowledge.partition("/")
    if section != "activities" or kind not in activity_kind_ids():
        return Decimal(0)
    row = load_activity_kind(kind)
    mode = next((mode for mode in row.mode if mode not in plan.banned), row.mode[0])
    made = activity_of_kind(row, kind, (), plan.people, plan.roles, plan.currency, mode)
    return made.cost or Decimal(0)


def _left(item: LeftOut, plan: CompletePlan) -> Decimal | None:
    """What the limit on money still has for one event of the kind; ``None`` where that is unknown."""
    cost = cost_of_kind(plan, item.knowledge) if item.lacks == "money" else Decimal(0)
    return max(Decimal(0), cost - item.amount) if cost and item.amount is not None else None


def _group(key: _Key, items: list[LeftOut], names: Names, portfolio: Portfolio | None) -> LeftOutGroup:
    lacks, who, limit, left, weekly, place = key
    minutes = sum(item.minutes or 0 for item in items) if lacks == "hours" else 0
    time = hours(minutes, names.language) if minutes >= _HOUR else duration(minutes, names.language)
    # One thing more is named rather than counted.
    named = items if len(items) <= _MOST_NAMED + 1 else items[:_MOST_NAMED]
    currency = names.plan.currency
    amounts = sorted((item.amount, names.text(item.what)) for item in items if item.amount is not None)
    return LeftOutGroup(
        names=tuple(names.text(item.what) for item in named),
        more=len(items) - len(named),
        lacks=lacks,
        who=who,
        limit=limit,
        time=time if minutes else "",
        weekly=weekly,
        left=money(left, currency) if left is not None else "",
        lacking=tuple(
            (name, money(left + lack, currency) if left is not None else "", money(lack, currency))
            for lack, name in amounts
        ),
        rooms=_rooms(who, names, portfolio) if lacks == "room" else (),
        key=place,
    )


def _rooms(stage: str, names: Names, portfolio: Portfolio | None) -> tuple[tuple[str, int], ...]:
    """The room of one stage, else of all."""
    limits = [limit for limit in (portfolio.limits if portfolio else ()) if limit.kind == "events"]
    named = {one.id: names.stage(one.id) for one in names.plan.stages}
    here = [limit for limit in limits if limit.bound and (not stage or named.get(limit.where) == stage)]  # type: ignore[call-overload]  # any text may be asked for
    full = all(limit.used >= limit.bound for limit in here)
    return tuple((named.get(limit.where, limit.where), limit.bound) for limit in here) if full else ()  # type: ignore[call-overload]


def _in_the_way(item: LeftOut, names: Names) -> str:
    if item.lacks == "goals":
        return names.plan.community.name
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
    journeys: tuple[str, ...] = ()
    """Members' journeys of which nothing is left."""
    shorter: tuple[tuple[str, int], ...] = ()
    """Members' journeys that stay, with the number of steps that each loses."""
    scripts: tuple[str, ...] = ()

    @property
    def unplanned(self) -> bool:
        """Whether anything fell away that would have stood in the schedule."""
        return bool(self.kinds or self.tasks or self.patterns)

    @property
    def bites(self) -> bool:
        """Whether anything fell away."""
        return self.unplanned or bool(self.journeys or self.shorter or self.scripts)


def red_line_rows(plan: CompletePlan, names: Names) -> tuple[RedLineRow, ...]:
    """Return each red line with what it bans for this community: kinds of activities, tasks, patterns, journeys, scripts."""
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
    return RedLineRow(
        without_end(line.text),
        tuple(kinds),
        tuple(tasks),
        patterns,
        journeys=tuple(
            without_end(names.text(one.what))
            for one in plan.left_out
            if one.lacks == "red_line" and one.knowledge.startswith("journeys/") and one.detail == line.text
        ),
        shorter=_shorter_journeys(plan, bans, names),
        scripts=_scripts(plan, bans, names),
    )


def _shorter_journeys(plan: CompletePlan, bans: frozenset[str], names: Names) -> tuple[tuple[str, int], ...]:
    """Journeys of ours that stay, with the steps that fell away; what the plan wrote keeps all of them."""
    found = []
    for journey in plan.journeys:
        if journey.written or not journey.knowledge:
            continue
        kept = {step.id for step in journey.steps}
        row = load_journeys()[journey.knowledge]
        gone = sum(1 for step in row.steps if step.id not in kept and bans.intersection(step.tags))
        if gone:
            found.append((without_end(names.text(journey.name)), gone))
    return tuple(found)


def _scripts(plan: CompletePlan, bans: frozenset[str], names: Names) -> tuple[str, ...]:
    """Titles of our scripts that fell away; none where the plan uses its own alone."""
    if ("scripts",) not in plan.origins:
        return ()
    kept = {script.id for script in plan.scripts}
    there = _what_there_is(plan)
    params = {
        "community": said(plan.community.name),
        "product": plan.community.product,
        "persona": _persona(plan),
    }
    return tuple(
        without_end(filled(row.title, params, names.language))
        for row in load_scripts().values()
        if bans.intersection(row.tags)
        and row.id not in kept
        and (not row.types or plan.community.type in row.types)
        and plan.community.situation in row.situations
        and there.issuperset(row.needs)
    )


def _what_there_is(plan: CompletePlan) -> frozenset[str]:
    """What scripts may need, as far as the plan has it."""
    there = {
        "offer": bool(plan.offers),
        "price": any(offer.price is not None for offer in plan.offers),
        "question": bool(plan.questions),
        "activity": bool(plan.activities) or not plan.only_written_activities,
        "group": bool(plan.groups),
    }
    return frozenset(name for name, is_there in there.items() if is_there)


def tasks_are_ours(plan: CompletePlan, stage: StageId) -> bool:
    """Whether a stage's tasks come from knowledge rather than from the plan."""
    origin = plan.origins.get(("stages", stage, "tasks"))
    return origin is not None and origin.kind == "assumed"


def _persona(plan: CompletePlan) -> Text:
    return said(plan.personas[0].name)
