"""Who is available on a day: days, leave, deputies."""

from __future__ import annotations

from datetime import date

from planner.completion.model import CompletePlan
from planner.completion.team import is_available as is_available
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import ONE_DAY
from planner.dates.workdays import WorkCalendar
from planner.playbook.values.content import ReplyDuty

_NEAR = 10
"""How many days back a day is looked for on which somebody is there."""
_SATURDAY = 5
WORK_WEEK = 5
"""Days of a week on which a role works that nobody is named for."""


def due_day(plan: CompletePlan, holder: str, latest: date, days: WorkCalendar, earliest: date) -> date:
    """Return the last work day up to ``latest`` on which a holder is there; ``latest`` itself if none is near."""
    person = next((p for p in plan.people if p.id == holder), None)
    day = latest
    for _ in range(_NEAR):
        if day < earliest:
            break
        if days.is_work_day(day) and (person is None or is_available(person, day)):
            return day
        day -= ONE_DAY
    return max(latest, earliest)


def on_duty(plan: CompletePlan, holder: str, on: date) -> ReplyDuty:
    """Return who stands in for a holder on a day: themselves, their deputy, whoever else is available."""
    people = {person.id: person for person in plan.people}
    person = people.get(holder)
    if person is None or is_available(person, on):
        return ReplyDuty(holder, covered=True)
    deputy = people.get(person.deputy)
    if deputy is not None and is_available(deputy, on):
        return ReplyDuty(deputy.id, covered=True)
    for other in plan.people:
        if is_available(other, on) and (
            "admin" in other.roles or "owner" in other.roles or "editor" in other.roles
        ):
            return ReplyDuty(other.id, covered=True)
    return ReplyDuty(holder, covered=False)


def does_routine(plan: CompletePlan, holder: str, on: date) -> str | None:
    """Return who does a routine on a day: its owner, their deputy, or another holder of one of their roles.

    ``None`` where nobody of them is there: then the routine is not done that day.
    """
    people = {person.id: person for person in plan.people}
    person = people.get(holder)
    if person is None or is_available(person, on):
        return holder
    deputy = people.get(person.deputy)
    if deputy is not None and is_available(deputy, on):
        return deputy.id
    return next((p.id for p in plan.people if set(p.roles) & set(person.roles) and is_available(p, on)), None)


def works_on(person: CompletePerson, on: date, days: WorkCalendar) -> bool:
    """Say whether a day counts towards a person's hours: one of theirs, no leave, no public holiday.

    People who give weekend days keep those on holidays too.
    """
    return is_available(person, on) and not (on.weekday() < _SATURDAY and days.is_holiday(on))


def role_works_on(on: date, days: WorkCalendar) -> bool:
    """Say whether a day counts towards the hours of a role that nobody is named for: the work days."""
    return days.is_work_day(on)


def share_of_week(minutes: int, there: int, own: int) -> int:
    """Return the part of a week's minutes that is left when somebody is there on ``there`` of their ``own`` days."""
    return minutes * min(there, own) // own if own else 0
