"""TEM: hours that required work takes, and deputies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.checks.context import WorkedOut
from planner.checks.required_things import shortfalls, to_drop
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text
from planner.playbook.values.money import Shortfall

_TENTH = 6
_NAMED = 5
"""How many required things a message names."""


def check_overload(worked: WorkedOut) -> Iterator[Finding]:
    """Yield TEM001 once for each person who has more required work than hours, however it is spread."""
    for person in worked.complete.people:
        own = [short for short in shortfalls(worked, "hours") if short.where == person.id]
        now = _hours(Decimal(person.minutes or 0))
        if len(own) == 1:
            yield Finding("TEM001", own[0].path, params=_week_params(person.name, now, own[0]))
        elif own:
            yield Finding("TEM001", own[0].path, "stretch", _stretch_params(person.name, now, own))


def _week_params(name: str, now: str, short: Shortfall) -> dict[str, object]:
    drop, minutes = to_drop(short)
    return {
        "person": name,
        "week": short.week,
        "short": _hours(short.amount),
        "capacity": _hours(short.given),
        "hours": _hours(short.needed),
        "things": tuple(_with_hours(thing, used) for _, thing, used in short.causes[:_NAMED]),
        "assumed": _hours(short.assumed),
        "drop": drop,
        "drop_hours": _hours(minutes),
        "enough": _hours_rounded_up(short.enough or 0),
        "now": now,
    }


def _stretch_params(name: str, now: str, own: list[Shortfall]) -> dict[str, object]:
    """The person's whole shortage, from its first week to its last."""
    short = sum((one.amount for one in own), Decimal(0))
    mondays = [one.week for one in own if one.week is not None]
    first, last = min(mondays), max(mondays)
    used: dict[str, tuple[Text, Decimal]] = {}
    for one in own:
        for cause, thing, minutes in one.causes:
            used[cause] = (thing, used.get(cause, (thing, Decimal(0)))[1] + minutes)
    ranked = sorted(used.values(), key=lambda pair: -pair[1])
    return {
        **_week_params(name, now, own[0]),
        "from_week": first,
        "until": last,
        "all": _hours(short),
        "things": tuple(thing for thing, _ in ranked[:_NAMED]),
        "assumed": _hours(sum((one.assumed for one in own), Decimal(0))),
        "drop": ranked[0][0] if ranked else "",
    }


def _with_hours(thing: Text, minutes: Decimal) -> Text:
    return Text(f"{thing.zh} {_hours(minutes)}", f"{thing.en} {_hours(minutes)}")


def _hours_rounded_up(minutes: int) -> str:
    """Hours as one would write them: tenths, never fewer than the minutes."""
    return _hours(Decimal(-(-minutes // _TENTH) * _TENTH))


def _hours(minutes: Decimal) -> str:
    return f"{round(minutes / 60, 1).normalize():f}"


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
