"""Who is available on a day: days, leave, deputies."""

from __future__ import annotations

from datetime import date

from planner.completion.model import CompletePerson, CompletePlan
from planner.completion.team import WEEKDAYS
from planner.playbook.model import ReplyDuty


def is_available(person: CompletePerson, on: date) -> bool:
    """Say whether a person has time for the community on a day."""
    return WEEKDAYS[on.weekday()] in person.days and not any(on in leave for leave in person.leave)


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
