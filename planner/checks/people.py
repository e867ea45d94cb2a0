"""TEM001 and TEM002: hours that required work takes, and deputies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planner.checks.context import WorkedOut
from planner.checks.required_things import shortfalls, to_drop
from planner.checks.weeks import find_leave, hours, hours_rounded_up, name_weeks, stand_in
from planner.completion.values.team import CompletePerson
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text
from planner.playbook.values.money import Shortfall

_ZERO = Decimal(0)
_NAMED = 5
"""How many required things a message names."""


def check_overload(worked: WorkedOut) -> Iterator[Finding]:
    """Yield TEM001 for each person who has more required work than hours, however it is spread.

    Once for weeks that a leave makes too short, once for all others.
    """
    for index, person in enumerate(worked.complete.people):
        own = [short for short in shortfalls(worked, "hours") if short.where == person.id]
        away = [short for short in own if _leave_to_blame(person, short) is not None]
        rest = [short for short in own if short not in away]
        if away:
            leave = _leave_to_blame(person, away[0]) or 0
            params = _leave_params(worked, person, leave, away)
            yield Finding("TEM001", ("people", index, "leave", leave), "leave", params)
        if rest:
            yield _too_few(worked, person, rest)


def _too_few(worked: WorkedOut, person: CompletePerson, own: list[Shortfall]) -> Finding:
    """A week or weeks by themselves where they are as full as that; else only what is missing in all can be said."""
    if any(short.needed > _planned(worked, person.id, short.week) for short in own):
        loads = worked.playbook.hours.loads
        over = [load.week.monday for load in loads if load.holder == person.id and load.over]
        return Finding("TEM001", own[0].path, "stretch", _params_in_all(person, own, over))
    if len(own) == 1:
        return Finding("TEM001", own[0].path, params=_week_params(person, own[0]))
    weeks = [short.week for short in own if short.week is not None]
    return Finding("TEM001", own[0].path, "weeks", _params_in_all(person, own, weeks))


def _leave_to_blame(person: CompletePerson, short: Shortfall) -> int | None:
    """The leave without which the week would be long enough."""
    lost = Decimal(person.minutes or 0) - short.given
    return find_leave(person, short.week) if short.week is not None and lost >= short.amount else None


def _planned(worked: WorkedOut, holder: str, week: date | None) -> int:
    """All minutes of a week as the playbook spreads the work."""
    loads = worked.playbook.hours.loads
    return next((load.total for load in loads if load.holder == holder and load.week.monday == week), 0)


def _week_params(person: CompletePerson, short: Shortfall) -> dict[str, object]:
    drop, minutes = to_drop(short)
    lacking = hours_rounded_up(short.amount)
    return {
        "person": person.name,
        "week": short.week,
        "short": lacking,
        "capacity": hours(short.given),
        # The three figures add up as they are printed.
        "hours": hours(short.given) + lacking,
        "things": tuple(_with_hours(thing, used) for _, thing, used in short.causes[:_NAMED]),
        "assumed": hours(short.assumed),
        "drop": drop,
        "drop_hours": hours(minutes),
        "enough": hours_rounded_up(short.enough or 0),
        "now": hours(person.minutes or 0),
    }


def _leave_params(
    worked: WorkedOut, person: CompletePerson, leave: int, own: list[Shortfall]
) -> dict[str, object]:
    away = person.leave[leave]
    ranked = _ranked(own)
    return {
        "person": person.name,
        "from": away.start,
        "to": away.last,
        "weeks": name_weeks([short.week for short in own if short.week is not None]),
        "short": hours_rounded_up(sum((short.amount for short in own), _ZERO)),
        "capacity": hours(sum((short.given for short in own), _ZERO)),
        "things": tuple(thing for thing, _ in ranked[:_NAMED]),
        "drop": ranked[0][0] if ranked else "",
        "other": stand_in(worked, person),
    }


def _params_in_all(person: CompletePerson, own: list[Shortfall], weeks: list[date]) -> dict[str, object]:
    """The person's whole shortage, and the weeks that are to be named."""
    ranked = _ranked(own)
    needed = sum((one.needed for one in own), _ZERO)
    assumed = sum((one.assumed for one in own), _ZERO)
    return {
        "person": person.name,
        "now": hours(person.minutes or 0),
        "all": hours_rounded_up(sum((one.amount for one in own), _ZERO)),
        "weeks": name_weeks(weeks),
        "things": tuple(thing for thing, _ in ranked[:_NAMED]),
        "assumed": round(assumed * 100 / needed) if needed else 0,
        "drop": ranked[0][0] if ranked else "",
        "enough": hours_rounded_up(own[0].enough or 0),
    }


def _ranked(own: list[Shortfall]) -> list[tuple[Text, Decimal]]:
    """What is required in these weeks, heaviest first."""
    used: dict[str, tuple[Text, Decimal]] = {}
    for one in own:
        for cause, thing, minutes in one.causes:
            used[cause] = (thing, used.get(cause, (thing, _ZERO))[1] + minutes)
    return sorted(used.values(), key=lambda pair: -pair[1])


def _with_hours(thing: Text, minutes: Decimal) -> Text:
    return Text(f"{thing.zh} {hours(minutes):f}", f"{thing.en} {hours(minutes):f}")


def check_deputies(worked: WorkedOut) -> Iterator[Finding]:
    """Yield TEM002 where whoever looks after the groups has no deputy, though there is someone."""
    people = worked.complete.people
    if len(people) < 2:
        return
    keepers = {group.owner for group in worked.complete.groups if not group.deputy}
    for index, person in enumerate(people):
        written = worked.plan.people[index] if worked.plan.people else None
        if person.id in keepers and not person.deputy and not (written and written.deputy):
            others = tuple(other.name for other in people if other.id != person.id)
            params = {"person": person.name, "others": others}
            yield Finding("TEM002", ("people", index), params=params)
