"""Completing activities: everything of their kind that the plan does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.completion.kpis import resolve_kpi
from planner.completion.naming import derive_id, find_named
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, holder_of
from planner.completion.values.programme import (
    CompleteActivity,
    CompleteCost,
    CompletePreparation,
    CompletePrize,
    CompleteVenue,
)
from planner.completion.values.strategy import CompleteGoal, CompleteOffer, CompletePersona
from planner.completion.values.team import CompletePerson, CompleteRole
from planner.diagnostics.model import PlanPath
from planner.knowledge.activity_rows import ActivityKindRow, EventRole
from planner.knowledge.fill import said
from planner.knowledge.load import assumed
from planner.knowledge.lookup import kind_of
from planner.knowledge.schema import StageId, Text
from planner.plan.plan import Plan
from planner.plan.programme import Activity, Venue

VENUE_COST, PRIZE_COST = "venue-cost", "prize-cost"
"""Ids of the cost lines that come from an activity's venue and prize rather than from its costs."""
_NEAR_ROLES = ("planner", "admin", "editor")
_RENTS = frozenset({"venue", "room", "meeting_room"})
"""Preset costs that stand for the rent of a room."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the complete plan an activity may refer to."""

    people: tuple[CompletePerson, ...]
    roles: Mapping[str, CompleteRole]
    goals: tuple[CompleteGoal, ...]
    personas: tuple[CompletePersona, ...]
    offers: tuple[CompleteOffer, ...]
    stages: tuple[StageId, ...]
    currency: str


def complete_activities(
    plan: Plan, around: Surroundings, origins: OriginBook
) -> tuple[CompleteActivity, ...]:
    """Fill each written activity from its kind; one whose kind nobody knows is left out (a check reports it)."""
    items = plan.activities.items if plan.activities else ()
    taken = {item.id for item in items if item.id}
    found = []
    for index, item in enumerate(items):
        row = kind_of(item.kind)
        if row is None:
            continue
        path: PlanPath = ("activities", index)
        filled = activity_of_kind(
            row,
            item.id or derive_id(item.name or row.id, "activity", taken),
            item.stages or _stages(row, around.stages),
            around.people,
            around.roles,
            around.currency,
            item.mode,
            tuple(time for persona in around.personas for time in persona.times),
        )
        goal = resolve_kpi(item.goal, plan.kpis or ()) if item.goal else None
        found.append(_with_written(filled, item, row, path, around, goal, origins))
    return tuple(found)


def _stages(row: ActivityKindRow, active: tuple[StageId, ...]) -> tuple[StageId, ...]:
    return tuple(stage for stage in active if stage in row.stages) or active


def activity_of_kind(
    row: ActivityKindRow,
    activity_id: str,
    stages: tuple[StageId, ...],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    currency: str,
    mode: Literal["online", "offline"] | None = None,
    around_times: tuple[str, ...] = (),
) -> CompleteActivity:
    """Return the activity that a kind describes, with nothing written by the plan."""
    holders = _holders(row.roles, people, roles)
    return CompleteActivity(
        id=activity_id,
        kind=row.id,
        name=row.name,
        mode=mode or row.mode[0],
        required=False,
        stages=stages,
        when="",
        date=None,
        count=None,
        time=_start(row, mode or row.mode[0], around_times),
        duration=row.duration,
        least=row.participants["min"],
        expected=row.participants["typical"],
        most=row.participants["max"],
        preparation=_preset_preparation(row, holders, roles, mode or row.mode[0]),
        holders=holders,
        costs=_preset_costs(row, currency, mode or row.mode[0]),
        venue=None,
        prize=None,
        success=(),
        outdoor="outdoor" in row.tags,
        food="food" in row.tags,
        written=False,
    )


_FAR = 150
"""Minutes: an online event that is further from every time at which members are online is held when they are."""


def _start(row: ActivityKindRow, mode: str, online: tuple[str, ...]) -> str:
    """The kind's time that is nearest to a time at which a persona is online; for online events that time itself
    where the kind has none near it."""
    if not online:
        return row.times[0]

    def distance(time: str) -> int:
        return min(abs(_minutes(time) - _minutes(other)) for other in online)

    best = min(row.times, key=lambda time: (distance(time), row.times.index(time)))
    if mode == "online" and distance(best) > _FAR and row.duration <= _ONE_DAY:
        return max(online)
    return best


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


_ONE_DAY = 24 * 60


def _holders(
    event_roles: tuple[EventRole, ...], people: tuple[CompletePerson, ...], roles: Mapping[str, CompleteRole]
) -> dict[str, str]:
    """Who holds each event role; a second role of the same person goes to somebody else where there is one.

    Of the others those who plan or look after groups come first, the community's owner last, and among equals whoever
    has most hours. A role that has to be somebody else's stays open where there is nobody.
    """
    holders: dict[str, str] = {}
    for role in event_roles:
        if role.role == "outside":
            continue
        wished = holder_of(role.role, roles)
        others = [one for one in _helpers(people, roles) if one not in holders.values()]
        is_person = any(person.id == wished for person in people)
        if is_person and wished in holders.values() and (others or role.vacant):
            if not others:
                continue
            wished = others[0]
        holders[role.id] = wished
    return holders


def _helpers(people: tuple[CompletePerson, ...], roles: Mapping[str, CompleteRole]) -> list[str]:
    """Everybody of the team, who is asked first to help out at an event first."""
    owner = holder_of("owner", roles)
    near = {holder_of(role, roles) for role in _NEAR_ROLES}
    order = sorted(
        people, key=lambda person: (person.id == owner, person.id not in near, -(person.minutes or 0))
    )
    return [person.id for person in order]


def _preset_costs(
    row: ActivityKindRow, currency: str, mode: Literal["online", "offline"]
) -> tuple[CompleteCost, ...] | None:
    """The kind's costs for a way of holding it, in the plan's currency; ``None`` where there are none in it."""
    costs = [cost for cost in row.costs if cost.mode in (None, mode)]
    if any(currency not in cost.amounts for cost in costs):
        return None
    return tuple(CompleteCost(c.id, c.name, Decimal(c.amounts[currency]), c.per) for c in costs)


def _preset_preparation(
    row: ActivityKindRow,
    holders: Mapping[str, str],
    roles: Mapping[str, CompleteRole],
    mode: Literal["online", "offline"],
) -> tuple[CompletePreparation, ...]:
    return tuple(
        CompletePreparation(
            p.id,
            p.title,
            p.done,
            p.work_days_before,
            holders.get(p.role, holder_of("planner", roles)),
            p.minutes,
            p.after_sign_up,
        )
        for p in row.preparation
        if p.mode in (None, mode)
    )


def _with_written(
    filled: CompleteActivity,
    item: Activity,
    row: ActivityKindRow,
    path: PlanPath,
    around: Surroundings,
    goal_kpi: str | None,
    origins: OriginBook,
) -> CompleteActivity:
    """Lay what the plan says over what the kind says."""
    source = f"activities/{row.id}"
    for key in ("duration", "participants", "tasks", "time"):
        if getattr(item, key) is None:
            origins.assumed((*path, key), source)
    if item.cost is None and item.costs is None and filled.costs:
        origins.assumed((*path, "costs"), source)
    holders = _written_holders(item, row, filled.holders, around.people, around.roles)
    people_count = item.participants
    expected = (
        people_count.expected if people_count and people_count.expected is not None else filled.expected
    )
    least = people_count.min if people_count and people_count.min is not None else min(filled.least, expected)
    most = people_count.max if people_count and people_count.max is not None else max(filled.most, expected)
    goal = (
        next((g for g in around.goals if item.goal in (g.id, g.name) or g.kpi == goal_kpi), None)
        if item.goal
        else None
    )
    persona = find_named(item.persona, around.personas) if item.persona else None
    offer = find_named(item.offer, around.offers) if item.offer else None
    return CompleteActivity(
        id=filled.id,
        kind=filled.kind,
        name=said(item.name) if item.name else filled.name,
        mode=filled.mode,
        required=item.required if item.required is not None else True,
        stages=filled.stages,
        when=item.when or "",
        date=item.date,
        count=item.count,
        time=item.time or filled.time,
        duration=item.duration if item.duration is not None else filled.duration,
        least=min(least, expected),
        expected=expected,
        most=max(most, expected),
        preparation=_written_preparation(item, row, around.people, around.roles)
        if item.tasks is not None
        else _preset_preparation(row, holders, around.roles, filled.mode),
        holders=holders,
        costs=_costs(item, filled.costs),
        venue=CompleteVenue(item.venue.mode, item.venue.name or "", item.venue.partner or "")
        if item.venue
        else None,
        prize=(
            CompletePrize(
                item.prize.name, item.prize.value, item.prize.count, item.prize.draw, item.prize.terms or ""
            )
            if item.prize
            else None
        ),
        success=tuple(said(text) for text in item.success or ()),
        goal=goal.id if goal else "",
        persona=persona.id if persona else "",
        offer=offer.id if offer else "",
        outdoor=item.outdoor if item.outdoor is not None else filled.outdoor,
        food=item.food if item.food is not None else filled.food,
        minors=bool(item.minors),
        holiday_ok=bool(item.holiday_ok),
        permit=item.permit or "",
        written=True,
    )


def _costs(item: Activity, presets: tuple[CompleteCost, ...] | None) -> tuple[CompleteCost, ...] | None:
    """What a single occurrence costs: the written costs, else the presets, and on top the venue and the prize.

    Who writes how they get the venue has no preset rent. ``None`` where nothing is written and no presets exist.
    """
    lines: list[CompleteCost] = []
    if item.cost is not None:
        lines.append(CompleteCost("cost", Text("活动费用", "event cost"), item.cost, "event"))
    elif item.costs is not None:
        for index, line in enumerate(item.costs):
            lines.append(CompleteCost(f"cost-{index + 1}", said(line.name), line.amount, line.per))
    elif presets is None:
        return None
    else:
        lines += [
            cost for cost in presets if item.venue is None or cost.id not in _RENTS or _rents(item.venue)
        ]
    if item.venue is not None and item.venue.cost is not None:
        lines.append(CompleteCost(VENUE_COST, Text("场租", "venue"), item.venue.cost, "event"))
    if item.prize is not None and item.prize.value:
        lines.append(
            CompleteCost(PRIZE_COST, said(item.prize.name), item.prize.value * item.prize.count, "event")
        )
    return tuple(lines)


def _rents(venue: Venue) -> bool:
    return venue.mode == "rent" and venue.cost is None


def _written_preparation(
    item: Activity,
    row: ActivityKindRow,
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
) -> tuple[CompletePreparation, ...]:
    # A task that bears the name of one of the kind's waits for the sign-up as that one does.
    waiting = {step.id for step in row.preparation if step.after_sign_up}
    taken = {task.id for task in item.tasks or () if task.id}
    return tuple(
        CompletePreparation(
            id=task.id or derive_id(task.title, "prep", taken),
            title=said(task.title),
            done=said(task.done) if task.done else None,
            work_days_before=task.work_days_before,
            owner=(find_holder(task.owner, people, roles) if task.owner else None)
            or holder_of("planner", roles),
            minutes=task.minutes if task.minutes is not None else int(assumed("preparation_minutes")),
            after_sign_up=task.id in waiting,
        )
        for task in item.tasks or ()
    )


def _written_holders(
    item: Activity,
    row: ActivityKindRow,
    filled: Mapping[str, str],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
) -> dict[str, str]:
    holders = dict(filled)
    written: set[str] = set()
    for key, reference in (item.roles or {}).items():
        event_role = next((r.id for r in row.roles if key in (r.id, r.name.zh, r.name.en)), None)
        holder = find_holder(reference, people, roles)
        if event_role is not None and holder is not None:
            holders[event_role] = holder
            written.add(event_role)
    return _without_doubles(row, holders, written, _helpers(people, roles))


def _without_doubles(
    row: ActivityKindRow, holders: dict[str, str], written: set[str], helpers: list[str]
) -> dict[str, str]:
    """A role that has to be somebody else's, and that nobody wrote, does not stay with who was given another."""
    for role in row.roles:
        holder = holders.get(role.id)
        if not role.vacant or role.id in written or holder not in helpers:
            continue
        if any(other != role.id and who == holder for other, who in holders.items()):
            free = next((one for one in helpers if one not in holders.values()), None)
            del holders[role.id]
            if free is not None:
                holders[role.id] = free
    return holders
