"""Who is available on a day, and who answers after a post: days, leave, hours of presence, deputies."""

from __future__ import annotations

from datetime import date

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of
from planner.completion.team import is_available as is_available
from planner.completion.values.programme import CompleteSeries
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import ONE_DAY
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.playbook.posts.slots import minutes_of
from planner.playbook.values.content import ReplyDuty
from planner.playbook.work.presence import Absence, absence

_NEAR = 10
"""How many days back a day is looked for on which somebody is there."""
_SATURDAY = 5
WORK_WEEK = 5
"""Days of a week on which a role works that nobody is named for."""
_TALKING = ("group", "forum")
"""Roles of platforms on which people answer each other."""
_LIVE = "live"
_ANSWERING = frozenset({"admin", "editor", "owner"})
"""Roles whose holders can answer where those who should cannot."""


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


def is_there(plan: CompletePlan, holder: str, on: date) -> bool:
    """Say whether a holder has time on a day; a role that nobody is named for always has."""
    person = next((p for p in plan.people if p.id == holder), None)
    return person is None or is_available(person, on)


def first_day_there(plan: CompletePlan, holder: str, after: date, until: date) -> date | None:
    """Return the first day from ``after`` to ``until`` (both included) on which a holder is there."""
    day = after
    while day <= until:
        if is_there(plan, holder, day):
            return day
        day += ONE_DAY
    return None


def answers_needed(plan: CompletePlan, series: CompleteSeries) -> bool:
    """Say whether somebody has to be there right after a post of a series: it asks people who are there together."""
    role = next((platform.role for platform in plan.platforms if platform.id == series.platform), "")
    return series.reply_minutes > 0 and (bool(series.groups) or role in _TALKING or series.format == _LIVE)


def duty_candidates(plan: CompletePlan, series: CompleteSeries, owner: str, on: date) -> tuple[str, ...]:
    """Return who may answer after a post of a series on a day, best first; the first is who should.

    Each group's keeper on that day, its deputy, the keeper's own deputy; then who writes the post, who comes first
    where it is live or published without anybody answering at once; then whoever else looks after content or groups.
    """
    named = [group for group in plan.groups if group.id in series.groups]
    keepers = [(group.keeper(on), group.deputy) for group in named if group.is_open(on)]
    if not keepers:
        keepers = [(group.keeper(on), group.deputy) for group in named]
    deputies = {person.id: person.deputy for person in plan.people}
    published = not named and not answers_needed(plan, series)
    found = [owner] if series.format == _LIVE or published else []
    for keeper, deputy in keepers:
        found += [keeper, deputy, deputies.get(keeper, "")]
    admin = [] if named else [holder_of("admin", plan.roles)]
    found += [owner, deputies.get(owner, ""), *admin] if published else [*admin, owner]
    found += [person.id for person in plan.people if set(person.roles) & _ANSWERING]
    return tuple(dict.fromkeys(holder for holder in found if holder))


def why_absent(plan: CompletePlan, holder: str, on: date, minute: int | None) -> Absence | None:
    """Return why a holder cannot answer on a day; ``None``: they can, as can a role that nobody is named for.

    With a minute of the day: from then on for as long as somebody has to be there (``duty_minutes``).
    """
    person = next((p for p in plan.people if p.id == holder), None)
    if person is None:
        return None
    if minute is None:
        return None if is_available(person, on) else "away"
    return absence(person, plan.timezone, on, minute, int(assumed("duty_minutes")))


def on_duty(plan: CompletePlan, series: CompleteSeries, owner: str, on: date, clock: str) -> ReplyDuty:
    """Return the first who is there to answer after a post of a series; nobody holds an event yet."""
    minute = minutes_of(clock) if answers_needed(plan, series) else None
    candidates = duty_candidates(plan, series, owner, on)
    there = next((one for one in candidates if why_absent(plan, one, on, minute) is None), None)
    return ReplyDuty(there, covered=True) if there else ReplyDuty(candidates[0], covered=False)


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

    People who give weekend days keep those on holidays too; the plan's holidays are not those of another time zone.
    """
    return is_available(person, on) and (
        bool(person.timezone) or on.weekday() >= _SATURDAY or not days.is_holiday(on)
    )


def role_works_on(on: date, days: WorkCalendar) -> bool:
    """Say whether a day counts towards the hours of a role that nobody is named for: the work days."""
    return days.is_work_day(on)


def share_of_week(minutes: int, there: int, own: int) -> int:
    """Return the part of a week's minutes that is left when somebody is there on ``there`` of their ``own`` days."""
    return minutes * min(there, own) // own if own else 0
