"""What could be held: activity kinds that suit type, situation, stage and goals, with what one occurrence takes.

A kind that costs money and does nothing for any goal of the plan is not offered where others do: money is for the
goals. One that costs hours only may still help a stage's KPIs.

No kind of today's knowledge belongs to a season; weather and holidays decide on the day, not on the choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from planner.completion.activities import activity_of_kind
from planner.completion.model import CompletePlan, LeftOut
from planner.completion.team import holder_of
from planner.completion.values.programme import CompleteActivity
from planner.completion.values.staging import CompleteStage
from planner.dates.ranges import DateRange
from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.load import activity_kind_ids, assumed, load_activity_kind
from planner.knowledge.schema import StageId
from planner.playbook.money.payments import covering_line
from planner.playbook.portfolio.history import History
from planner.playbook.values.activities import Occurrence
from planner.playbook.work.event_work import event_minutes


class Candidate(Struct, frozen=True):
    """A kind in a stage: what one occurrence takes, how often it can be held, what it serves."""

    kind: str
    stage: StageId
    activity: CompleteActivity
    cost: int
    """Hundredths of the currency, rounded up; 0 where a budget line pays for it."""
    minutes: Mapping[str, int]
    most: int
    """How often it can be chosen beside what is settled."""
    settled: int
    """How often it is held in the stage whatever is chosen: written, or chosen before and past."""
    fit: int
    goals: tuple[int, ...]
    """Contribution to each goal of the plan, in their order."""
    watched: int
    """Contribution to the KPIs of the stage."""

    @property
    def id(self) -> str:
        """Id of its activity, ``KIND:STAGE``."""
        return f"{self.kind}:{self.stage}"


class Settled(Struct, frozen=True):
    """An activity of earlier days: it was chosen then and is held whatever is chosen now."""

    kind: str
    stage: StageId
    activity: CompleteActivity
    cost: int
    minutes: Mapping[str, int]
    count: int


class Field(Struct, frozen=True):
    """All that can be chosen from, what is settled, and what cannot be held at all."""

    candidates: tuple[Candidate, ...] = ()
    settled: tuple[Settled, ...] = ()
    ruled_out: tuple[LeftOut, ...] = ()
    held_kinds: frozenset[str] = field(default_factory=frozenset)
    """Kinds that are held whatever is chosen."""


def find_candidates(plan: CompletePlan, written: tuple[Occurrence, ...], history: History) -> Field:
    """Return every kind in every stage that it suits; by kind id, then stage by stage."""
    held = Counter((o.activity.kind, o.stage) for o in written)
    candidates: list[Candidate] = []
    settled: list[Settled] = []
    ruled_out: list[LeftOut] = []
    rows = [load_activity_kind(kind) for kind in activity_kind_ids()]
    goals_are_served = any(
        any(_goals(plan, row)) for row in rows if any(_suits(plan, row, stage) for stage in plan.stages)
    )
    # What the plan holds again and again, or leaves to us to place, has its number already.
    repeated = {activity.kind for activity in plan.activities if activity.date is None}
    for row in rows:
        kind = row.id
        settled += _settled(plan, row, history)
        if kind in repeated:
            continue
        stages = [stage for stage in plan.stages if stage.id not in history.over and _suits(plan, row, stage)]
        if not stages:
            continue
        mode = _mode(plan, row)
        lack = _lack(plan, row, mode)
        found = [
            made
            for stage in stages
            if lack is None and (made := _candidate(plan, row, mode, stage, held, history)) is not None
        ]
        if lack is None and found and goals_are_served and found[0].cost and not any(found[0].goals):
            price = Decimal(found[0].cost) / 100
            lack = LeftOut(row.name, "goals", ("goals",), f"activities/{kind}", amount=price)
            found = []
        if lack is not None:
            ruled_out.append(lack)
        elif not found:
            ruled_out.append(LeftOut(row.name, "time", ("period",), f"activities/{kind}"))
        candidates += [candidate for candidate in found if candidate.most > 0]
    kinds = {kind for kind, _ in held} | {activity.kind for activity in plan.activities}
    kinds |= {one.kind for one in settled}
    return Field(tuple(candidates), tuple(settled), tuple(ruled_out), frozenset(kinds))


def hundredths(amount: Decimal) -> int:
    """Return an amount of money in hundredths, rounded up."""
    return int((amount * 100).to_integral_value(ROUND_CEILING))


def _suits(plan: CompletePlan, row: ActivityKindRow, stage: CompleteStage) -> bool:
    return (
        plan.community.situation in row.situations
        and stage.id in row.stages
        and _fit(plan, row) > 0
        and (any(_goals(plan, row)) or _watched(row, stage) > 0)
    )


def _fit(plan: CompletePlan, row: ActivityKindRow) -> int:
    return row.types.get(plan.community.type, 0)  # type: ignore[call-overload,no-any-return]  # any text may be asked for


def _goals(plan: CompletePlan, row: ActivityKindRow) -> tuple[int, ...]:
    return tuple(row.serves.get(goal.kpi, 0) for goal in plan.goals)


def _watched(row: ActivityKindRow, stage: CompleteStage) -> int:
    return sum(row.serves.get(kpi, 0) for kpi in stage.kpis)


def _mode(plan: CompletePlan, row: ActivityKindRow) -> Literal["online", "offline"]:
    """The kind's usual way of being held, or another one where a red line bans that."""
    return next((mode for mode in row.mode if mode not in plan.banned), row.mode[0])


def _lack(plan: CompletePlan, row: ActivityKindRow, mode: str) -> LeftOut | None:
    """What keeps a kind out in every stage: a red line, what the platforms cannot do, prices nobody gave."""
    source = f"activities/{row.id}"
    hit = {*row.tags, mode}
    if plan.banned & hit:
        line = next((line.text for line in plan.red_lines if hit & set(line.bans)), "")
        return LeftOut(row.name, "red_line", ("wont_do",), source, detail=line)
    capabilities = {c for platform in plan.platforms for c in platform.capabilities}
    if mode == "online" and not set(row.capabilities) <= capabilities:
        return LeftOut(row.name, "platform", ("platforms",), source)
    pays = not (mode == "online" and row.mode[0] == "offline")
    if pays and any(plan.currency not in cost.amounts for cost in row.costs):
        return LeftOut(row.name, "prices", ("activities",), source)
    return None


def _candidate(
    plan: CompletePlan,
    row: ActivityKindRow,
    mode: Literal["online", "offline"],
    stage: CompleteStage,
    held: Mapping[tuple[str, StageId], int],
    history: History,
) -> Candidate | None:
    """Return the kind in a stage, or nothing where no day is left to get ready for it."""
    activity = _activity(plan, row, stage.id, mode)
    window = _open(plan, activity, row, stage)
    if window is None or (history.as_of is not None and history.as_of >= window.end):
        return None
    before = history.counts.get((row.id, stage.id), 0)
    settled = held.get((row.id, stage.id), 0) + before
    return Candidate(
        kind=row.id,
        stage=stage.id,
        activity=activity,
        cost=_cost(plan, activity),
        minutes=event_minutes(activity, plan.journeys, holder_of("planner", plan.roles)),
        most=min(_most(row, window, settled), int(assumed("kind_most_per_stage")) - before),
        settled=settled,
        fit=_fit(plan, row),
        goals=_goals(plan, row),
        watched=_watched(row, stage),
    )


def _activity(
    plan: CompletePlan, row: ActivityKindRow, stage: StageId, mode: Literal["online", "offline"]
) -> CompleteActivity:
    online = tuple(time for persona in plan.personas for time in persona.times)
    return activity_of_kind(
        row, f"{row.id}:{stage}", (stage,), plan.people, plan.roles, plan.currency, mode, online
    )


def _cost(plan: CompletePlan, activity: CompleteActivity) -> int:
    return 0 if covering_line(plan, activity) is not None else hundredths(activity.cost or Decimal(0))


def _open(
    plan: CompletePlan, activity: CompleteActivity, row: ActivityKindRow, stage: CompleteStage
) -> DateRange | None:
    """The days of a stage on which it could be held: a group is open, preparation and sign-up have had their time."""
    work_days = max((step.work_days_before for step in activity.preparation), default=0)
    lead = max(work_days * 7 // 5, row.sign_up.opens if row.sign_up else 0)
    starts = [
        stage.window.start,
        plan.period.start + timedelta(days=lead),
        *opening_days(plan),
    ]
    end = min(stage.window.end, plan.period.end - timedelta(days=activity.duration // _DAY))
    return DateRange(max(starts), end) if max(starts) < end else None


_DAY = 24 * 60


def opening_days(plan: CompletePlan) -> list[date]:
    """Return the day on which the first group opens, if one does."""
    return sorted(group.opened for group in plan.groups if group.opened and not group.follows)[:1]


def _most(row: ActivityKindRow, window: DateRange, settled: int) -> int:
    """How often a kind has room in a window beside what is settled there."""
    by_distance = max(1, window.days // max(1, row.distance_days))
    by_month = max(1, row.most_per_month * window.days // 30)
    return min(by_distance, by_month) - settled


def _settled(plan: CompletePlan, row: ActivityKindRow, history: History) -> list[Settled]:
    made = []
    for stage in plan.stages:
        count = history.counts.get((row.id, stage.id), 0)
        if count:
            activity = _activity(plan, row, stage.id, _mode(plan, row))
            activity = replace(activity, count=count)
            made.append(
                Settled(
                    row.id,
                    stage.id,
                    activity,
                    _cost(plan, activity),
                    event_minutes(activity, plan.journeys, holder_of("planner", plan.roles)),
                    count,
                )
            )
    return made
