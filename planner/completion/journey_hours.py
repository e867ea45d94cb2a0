"""How many members a month journeys concern, what that takes, and which presets the team's hours are enough for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.model import LeftOut
from planner.completion.values.governance import CompleteAcquisition
from planner.completion.values.members import CompleteJourney, CompleteJourneyStep
from planner.completion.values.programme import CompleteRoutine
from planner.completion.values.strategy import CompleteCommunity, CompleteGoal
from planner.completion.values.team import CompleteGroup, CompletePerson
from planner.dates.ranges import DateRange
from planner.knowledge.load import assumed, load_journeys
from planner.knowledge.schema import Text
from planner.knowledge.type_rows import RoutineRow

MONTH_DAYS = Decimal(365) / 12
_WEEK_DAYS = 7
_EARLY = 1
"""Days after joining; what is said up to then comes before everything later."""


class Flow(Struct, frozen=True):
    """Members a month, on average over the period; ``None`` where nobody knows."""

    joins: Decimal | None
    members: Decimal | None
    """How many there are, between the first day and the last."""
    loss: Decimal
    """Share of them that leaves in a month."""

    def people(self, journey: CompleteJourney) -> Decimal | None:
        """Return how many set out on a journey in a month: as written, else the share of those it is about."""
        if journey.per_month is not None:
            return journey.per_month
        rate = journey.rate
        if journey.trigger == "joined":
            return _times(self.joins, rate if rate is not None else Decimal(1))
        if journey.trigger in ("first_contribution", "first_purchase"):
            return _times(self.joins, rate)
        if journey.trigger == "leaving":
            return _times(self.members, rate if rate is not None else self.loss)
        if journey.trigger == "silent":
            # Who joined in the last month is looked after as a newcomer.
            there = None if self.members is None else max(Decimal(0), self.members - (self.joins or 0))
            return _times(there, rate)
        if journey.trigger == "expiring":
            return _times(self.members, rate)
        # How many sign up shows when events have their days.
        return None


def _times(basis: Decimal | None, rate: Decimal | None) -> Decimal | None:
    return None if basis is None or rate is None else basis * rate


def member_flow(
    community: CompleteCommunity,
    goals: Sequence[CompleteGoal],
    groups: Sequence[CompleteGroup],
    acquisition: CompleteAcquisition,
    period: DateRange,
) -> Flow:
    """Return how many members there are and join: from the channels, else what the goal for members asks for."""
    today = members_today(community, goals, groups)
    months = Decimal(period.days) / MONTH_DAYS
    loss = acquisition.loss_per_month
    goal = next((one for one in goals if one.kpi == "members"), None)
    if acquisition.channels:
        joins: Decimal | None = sum((one.joins_per_month for one in acquisition.channels), Decimal(0))
    elif goal is not None and today is not None:
        ahead = max(1, (goal.by - period.start).days) / MONTH_DAYS
        joins = max(Decimal(0), (goal.target - today) / ahead + loss * today)
    else:
        joins = None
    if today is None:
        return Flow(joins, None, loss)
    end = max(Decimal(0), today + ((joins or Decimal(0)) - loss * today) * months)
    return Flow(joins, (today + end) / 2, loss)


def members_today(
    community: CompleteCommunity, goals: Sequence[CompleteGoal], groups: Sequence[CompleteGroup]
) -> Decimal | None:
    """Return the members on the first day: the goal's baseline, else the groups' count; a new community has none."""
    baseline = next(
        (one.baseline for one in goals if one.kpi == "members" and one.baseline is not None), None
    )
    if baseline is not None:
        return baseline
    counted = [group.members for group in groups if group.members is not None]
    if counted:
        return Decimal(sum(counted))
    return Decimal(0) if community.situation == "new" else None


def journey_minutes(journeys: Sequence[CompleteJourney], flow: Flow) -> dict[str, int]:
    """Return minutes a week by holder; journeys of which nobody knows how many members they concern take none."""
    load: dict[str, Decimal] = defaultdict(Decimal)
    for journey in journeys:
        people = flow.people(journey) or Decimal(0)
        for step in journey.steps:
            load[step.owner] += step.minutes * step.share * people * _WEEK_DAYS / MONTH_DAYS
    return {holder: int(minutes) for holder, minutes in load.items()}


def needed_minutes(journeys: Sequence[CompleteJourney], flow: Flow) -> dict[str, int]:
    """Return minutes a week by holder of what stays whatever the hours: written journeys and the welcome."""
    return journey_minutes(
        [one if one.written else _first_only(one) for one in journeys if _stays(one)], flow
    )


def covered_routines(
    routines: tuple[CompleteRoutine, ...],
    rows: Sequence[RoutineRow],
    journeys: Sequence[CompleteJourney],
    flow: Flow,
) -> tuple[CompleteRoutine, ...]:
    """Return the preset routines without those that do what a journey does.

    Where nobody knows how many join, nobody knows either what the journey takes: then the routine stays.
    """
    there = {journey.trigger for journey in journeys if flow.people(journey) is not None}
    covered = {row.id for row in rows if row.covers in there}
    return tuple(routine for routine in routines if routine.id not in covered)


def fit_journeys(
    journeys: Sequence[CompleteJourney],
    flow: Flow,
    steady: Mapping[str, int],
    people: Sequence[CompletePerson],
) -> tuple[tuple[CompleteJourney, ...], tuple[LeftOut, ...]]:
    """Leave out presets, the least urgent first, until everyone's journeys fit their hours.

    Journeys may take ``journeys_share`` of a person's hours, and together with ``steady`` work (minutes a week by
    holder) ``steady_share`` of them. Newcomers keep their first steps longest and the very first always. What was
    written stays; without written hours there is no limit.
    """
    kept = list(journeys)
    left_out: list[LeftOut] = []
    while True:
        over = _over(people, journey_minutes(kept, flow), steady)
        found = next(((holder, ways) for holder in over if (ways := _ways_out(kept, flow, holder))), None)
        if found is None:
            return tuple(kept), tuple(left_out)
        holder, ways = found
        gone = max(
            (one for one in kept if one.id in ways),
            key=lambda one: (load_journeys()[one.knowledge].order, one.id),
        )
        rest = ways[gone.id]
        if rest is None:
            kept.remove(gone)
        else:
            kept[kept.index(gone)] = rest
        what = gone.name if rest is None else _steps_from(gone, rest)
        left_out.append(
            LeftOut(what, "hours", ("people",), f"journeys/{gone.knowledge}", over[holder], detail=holder)
        )


def _over(
    people: Sequence[CompletePerson], load: Mapping[str, int], steady: Mapping[str, int]
) -> dict[str, int]:
    """Holders whose journeys are too much for them, alone or with all steady work: the minutes, most first."""
    found = {}
    for person in people:
        own = load.get(person.id, 0)
        if person.minutes is None or not own:
            continue
        alone = own - int(person.minutes * assumed("journeys_share"))
        together = own + steady.get(person.id, 0) - int(person.minutes * assumed("steady_share"))
        found[person.id] = max(alone, min(together, own))
    return {
        holder: found[holder] for holder in sorted(found, key=lambda one: -found[one]) if found[holder] > 0
    }


def _ways_out(
    journeys: Sequence[CompleteJourney], flow: Flow, holder: str
) -> dict[str, CompleteJourney | None]:
    """What takes minutes off a holder: presets by id, with what stays of each, ``None`` where nothing does."""
    found: dict[str, CompleteJourney | None] = {}
    for one in journeys:
        load = journey_minutes([one], flow).get(holder, 0)
        if one.written or not load:
            continue
        if not _stays(one):
            found[one.id] = None
            continue
        rest = next((s for s in _shorter(one) if journey_minutes([s], flow).get(holder, 0) < load), None)
        if rest is not None:
            found[one.id] = rest
    return found


def _stays(journey: CompleteJourney) -> bool:
    return journey.written or journey.trigger == "joined"


def _shorter(journey: CompleteJourney) -> tuple[CompleteJourney, ...]:
    """A newcomer's journey with its early steps only, and with the first only, as far as these are shorter."""
    early = tuple(step for step in journey.steps if step.after_days <= _EARLY)
    shorter = [replace(journey, steps=early)] if early else []
    return tuple(one for one in (*shorter, _first_only(journey)) if len(one.steps) < len(journey.steps))


def _first_only(journey: CompleteJourney) -> CompleteJourney:
    first: CompleteJourneyStep = min(journey.steps, key=lambda step: step.after_days)
    return replace(journey, steps=(first,))


def _steps_from(whole: CompleteJourney, rest: CompleteJourney) -> Text:
    """The name of the part that falls away."""
    day = min(step.after_days for step in whole.steps if step not in rest.steps)
    return Text(f"{whole.name.zh}：第 {day} 天起的几步", f"{whole.name.en}: the steps from day {day} on")
