"""Whether a person is there at an hour of the plan: their days, leave and hours of presence, in their own time zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from planner.completion.team import is_available
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import ONE_DAY
from planner.playbook.posts.slots import minutes_of

Absence = Literal["away", "hours"]
"""Not one of their days, or on leave; outside their hours of presence."""

_DAY = 24 * 60
_ALL_DAY = (("00:00", "24:00"),)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def absence(person: CompletePerson, timezone: str, on: date, minute: int, minutes: int) -> Absence | None:
    """Return why a person is not there for some minutes from a minute of a day on; ``None``: they are.

    Day and minute are those of the plan's ``timezone``; days, leave and hours of presence are the person's own.
    """
    if not person.present and person.timezone in ("", timezone):
        last = on + timedelta(days=max(0, minute + minutes - 1) // _DAY)
        return None if is_available(person, on) and is_available(person, last) else "away"
    start = _instant(on, minute, timezone)
    missing = start
    own = person.timezone or timezone
    first = _local_day(start, own)
    for begins, ends in _shifts(person, own, first, _local_day(start + minutes, own)):
        if begins <= missing < ends:
            missing = ends
    if missing >= start + minutes and missing > start:
        return None
    return "hours" if is_available(person, first) else "away"


def needs_hours(person: CompletePerson) -> bool:
    """Say whether it depends on the hour, and not on the day alone, if a person is there."""
    return bool(person.present or person.timezone)


def _shifts(person: CompletePerson, zone: str, first: date, last: date) -> Iterator[tuple[int, int]]:
    """The person's hours from the eve of one day to another, in order, as minutes of world time.

    Hours that run past midnight belong to the day on which they begin; a leave ends them at midnight.
    """
    found = []
    day = first - ONE_DAY
    while day <= last:
        if is_available(person, day):
            for begins, ends in person.present or _ALL_DAY:
                start, end = minutes_of(begins), minutes_of(ends)
                if end <= start:
                    on_leave = any(day + ONE_DAY in leave for leave in person.leave)
                    end = _DAY if on_leave else end + _DAY
                found.append((_instant(day, start, zone), _instant(day, end, zone)))
        day += ONE_DAY
    yield from sorted(found)


@lru_cache(maxsize=16384)
def _instant(day: date, minute: int, zone: str) -> int:
    """A minute of a day, by the clock of a zone, as minutes of world time."""
    clock = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    return (clock.replace(tzinfo=_zone(zone)) - _EPOCH) // _MINUTE


def _local_day(instant: int, zone: str) -> date:
    return (_EPOCH + instant * _MINUTE).astimezone(_zone(zone)).date()


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
