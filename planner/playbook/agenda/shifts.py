"""Who is busy with a live event from when to when, and who cannot be there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from planner.completion.model import CompletePlan
from planner.completion.values.team import CompletePerson
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.agenda import GapWhy
from planner.playbook.work.event_work import LIVE_LIMIT, live_minutes
from planner.playbook.work.presence import absence

DAY = 24 * 60


class Shift(Struct, frozen=True):
    """The time for which somebody is bound by an event, setting up included; in minutes on the plan's clock."""

    event: str
    holder: str
    """Who has the role."""
    person: str
    """Who does it: the holder, or their deputy where the holder cannot be there."""
    begins: int
    starts: int
    """Start of the event itself."""
    ends: int
    roles: tuple[str, ...]
    why: GapWhy | None = None
    """Why the holder cannot be there, where nobody stands in."""


def moment(on: date, minute: int) -> int:
    """Return a minute of a day as minutes on the plan's clock, so that days can be told apart."""
    return on.toordinal() * DAY + minute


def event_shifts(plan: CompletePlan, events: Iterable[Occurrence]) -> tuple[Shift, ...]:
    """Return the shifts of all events in order of time; events that last for days bind nobody throughout."""
    people = {person.id: person for person in plan.people}
    taken: dict[str, list[Shift]] = defaultdict(list)
    found = []
    for event in sorted(events, key=lambda one: (one.start, one.id)):
        if event.activity.duration > LIVE_LIMIT:
            continue
        for holder, minutes in live_minutes(event.activity).items():
            if holder and minutes:
                shift = _shift(plan, event, holder, minutes, people, taken)
                taken[shift.person].append(shift)
                found.append(shift)
    return tuple(found)


def is_held(shifts: Sequence[Shift], begins: int, ends: int) -> bool:
    """Say whether one of the shifts lies within some minutes."""
    return any(shift.begins < ends and begins < shift.ends for shift in shifts)


def _shift(
    plan: CompletePlan,
    event: Occurrence,
    holder: str,
    minutes: int,
    people: Mapping[str, CompletePerson],
    taken: Mapping[str, list[Shift]],
) -> Shift:
    roles = tuple(role for role, one in event.activity.holders.items() if one == holder)
    start = moment(event.on, _minute(event.start))
    ends = start + event.activity.duration
    begins = ends - minutes

    def missing(person: CompletePerson) -> GapWhy | None:
        away = absence(person, plan.timezone, event.on, _minute(event.start), event.activity.duration)
        return away or ("event" if is_held(taken.get(person.id, ()), begins, ends) else None)

    own = people.get(holder)
    why = missing(own) if own is not None else None
    deputy = people.get(own.deputy) if own is not None else None
    if deputy is not None and deputy.id in event.activity.holders.values():
        deputy = None
    if why is not None and deputy is not None and missing(deputy) is None:
        return Shift(event.id, holder, deputy.id, begins, start, ends, roles)
    return Shift(event.id, holder, holder, begins, start, ends, roles, why)


def _minute(clock: datetime) -> int:
    return clock.hour * 60 + clock.minute
