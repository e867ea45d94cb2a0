"""Hours of each person in one week: by kind of work, added up, against what there is, and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.completion.params import plain_hours
from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.sections.overloads import OverloadRow, WorkNames, overloads_of
from planner.documents.sections.work import NO_WORK, is_whole, load_state, spare_or_lack
from planner.playbook.model import Playbook
from planner.playbook.values.hours import WeekLoad, WorkSource

_TENTH = 6
"""Minutes in a tenth of an hour."""

LoadState = Literal["open", "full", "over", "before", "after", ""]


@dataclass(frozen=True, slots=True)
class Load:
    """Hours of one person in a week; the parts add up to the sum, to a tenth of an hour."""

    holder: str
    parts: tuple[tuple[WorkSource, str], ...]
    """Kind of work and its hours as a bare number."""
    hours: str
    capacity: str
    """Empty where the plan gives no hours."""
    state: LoadState
    """``over`` as the manager's page has it: by more than a tenth; up to that, nothing more fits.

    In a week that lies only partly in the plan, the days ``before`` its start or ``after`` its end do not count.
    """
    difference: str
    """What is left, or what is lacking; empty where it comes out even."""
    lacking: bool
    """Whether there is more work than hours, be it by a little."""
    person: bool
    """Whether somebody is named; otherwise nobody holds the role yet."""
    remedy: OverloadRow | None = None
    """What would help; only where the state is ``over``."""


def week_loads(playbook: Playbook, week: Week, known: WorkNames) -> tuple[Load, ...]:
    """Return the hours of everyone who has something to do in a week."""
    remedies = {row.who: row for row in overloads_of(playbook, week, known)}
    return tuple(
        _load(playbook, load, known, remedies)
        for load in playbook.hours.loads
        if load.week == week and load.total >= NO_WORK
    )


def _load(playbook: Playbook, load: WeekLoad, known: WorkNames, remedies: Mapping[str, OverloadRow]) -> Load:
    names, left = known.names, spare_or_lack(load)
    state: LoadState = load_state(load)
    if state == "over" and not is_whole(playbook, load.week):
        state = "before" if load.week.monday < playbook.plan.period.start else "after"
    return Load(
        holder=load.holder,
        parts=tuple((source, plain_hours(minutes)) for source, minutes in _tenths(load.demand).items()),
        hours=words.hours(load.total, names.language),
        capacity=words.hours(load.capacity, names.language) if load.capacity is not None else "",
        state=state,
        difference=words.duration(left, names.language) if left else "",
        lacking=load.over > 0,
        person=names.is_person(load.holder),
        remedy=remedies.get(names.holder(load.holder)) if state == "over" else None,
    )


def _tenths(demand: Mapping[WorkSource, int]) -> Mapping[WorkSource, int]:
    """Minutes rounded to tenths of an hour so that they add up to the rounded sum: largest remainders first."""
    total = (sum(demand.values()) + _TENTH // 2) // _TENTH
    whole = {source: minutes // _TENTH for source, minutes in demand.items()}
    rest = sorted(demand, key=lambda source: (-(demand[source] % _TENTH), source))
    for source in rest[: total - sum(whole.values())]:
        whole[source] += 1
    return {source: tenths * _TENTH for source, tenths in whole.items() if tenths}
