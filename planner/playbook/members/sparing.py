"""Full weeks: what of our journeys waits for nobody is not done in a week in which its doer has no hour left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from planner.completion.values.members import CompleteJourney
from planner.dates.ranges import Week
from planner.knowledge.load import load_journeys
from planner.playbook.members.streams import waits_for_events
from planner.playbook.values.hours import Overload, Work
from planner.playbook.values.members import JourneyPlan, JourneyWeek, MembersPlan

_Spared = Mapping[tuple[str, Week], frozenset[str]]
"""Journey and week → steps."""


def spare_full_weeks(members: MembersPlan, overloads: Sequence[Overload]) -> MembersPlan:
    """Return the members' journeys without what can be missed in the weeks in which somebody has too much.

    The least urgent goes first, only as much as is too much. What was written is never missed, nor a newcomer's
    welcome, nor what somebody who signed up waits for.
    """
    spared: dict[tuple[str, Week], set[str]] = defaultdict(set)
    for overload in overloads:
        over = overload.minutes
        for journey, step, minutes in _missable(members.journeys, overload):
            if over <= 0:
                break
            spared[journey, overload.week].add(step)
            over -= minutes
    if not spared:
        return members
    settled = {key: frozenset(steps) for key, steps in spared.items()}
    return replace(members, journeys=tuple(_without(one, settled) for one in members.journeys))


def without_spared(work: Sequence[Work], members: MembersPlan) -> tuple[Work, ...]:
    """Return the work without that of steps that are missed in full weeks."""
    gone = {
        f"journey:{one.journey.id}:{step}:{there.week}"
        for one in members.journeys
        for there in one.weeks
        for step in there.spared
    }
    return tuple(piece for piece in work if piece.id not in gone) if gone else tuple(work)


def _missable(journeys: Sequence[JourneyPlan], overload: Overload) -> Iterator[tuple[str, str, int]]:
    """Journey, step and minutes of what can be missed by somebody in a week, the least urgent first."""
    found = []
    for one in journeys:
        if one.journey.written or waits_for_events(one.journey):
            continue
        days = _days_that_can_wait(one.journey)
        order = load_journeys()[one.journey.knowledge].order
        for there in one.weeks:
            if there.week != overload.week:
                continue
            for step in there.steps:
                if step.owner == overload.holder and step.step in days and step.minutes:
                    found.append((-order, -days[step.step], one.journey.id, step.step, step.minutes))
    for _, _, name, missed, minutes in sorted(found):
        yield name, missed, minutes


def _days_that_can_wait(journey: CompleteJourney) -> dict[str, int]:
    """Steps with their days: all of a journey, of a newcomer's all but the first."""
    kept = min(step.after_days for step in journey.steps) if journey.trigger == "joined" else None
    return {step.id: step.after_days for step in journey.steps if step.after_days != kept}


def _without(one: JourneyPlan, spared: _Spared) -> JourneyPlan:
    return replace(
        one, weeks=tuple(_spare(week, spared.get((one.journey.id, week.week))) for week in one.weeks)
    )


def _spare(week: JourneyWeek, spared: frozenset[str] | None) -> JourneyWeek:
    if not spared:
        return week
    return replace(
        week,
        steps=tuple(step for step in week.steps if step.step not in spared),
        spared=tuple(step.step for step in week.steps if step.step in spared),
    )
