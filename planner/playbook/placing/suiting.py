"""How well a day and an hour suit an event, and which days are ruled out.

A lower figure suits better; the figures are points of this rule alone. Days ruled out for every event: quiet days
of the plan, days without room for the event before the period ends. Days ruled out for chosen events only, because
nothing forces them: public holidays where staff do not work, days on which those who hold it are away or hold
another event at that hour, hours at which something already set goes on, days too near to the same kind, days that
leave no time to prepare it. Hours outside those of presence of the people who hold it are taken only where there
is no better one: somebody may stand in. A chosen event of more than ten hours (a week's challenge) does not hold
its people throughout, so it may meet other events and begin outside their hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from planner.completion.model import CompletePlan
from planner.completion.team import WEEKDAYS
from planner.completion.values.team import CompletePerson
from planner.knowledge.load import load_activity_kind
from planner.playbook.placing.day_table import DayTable
from planner.playbook.placing.placed import Placed
from planner.playbook.placing.wanting import Wanted
from planner.playbook.posts.slots import minutes_of
from planner.playbook.work.event_work import LIVE_LIMIT
from planner.playbook.work.presence import absence, needs_hours

_LEISURE_TYPES = frozenset({"interest", "retail"})
"""For leisure communities a holiday is the season; for the others staff do not work on it."""

SECOND_BIG = 1000
"""Each other big event in the same calendar week: only where there is no other way."""
_WEEKDAY_STEP, _OTHER_WEEKDAY = 2, 30
_MAKE_UP_DAY = 20
_NEAR, NEAR_DAYS = 40, 6
"""Each event within six days, beyond what an even spread brings."""
_SAME_KIND = 100
_SAME_HOUR = 500
_AWAY = 200
_HOLIDAY = 400
_OFF_HOURS = 400
"""Each holder who is not there at the hour, on a day on which they are."""
_UNPREPARED = 200
_POST_INSIDE = 25
_NODE_DAY = 12
_DAY = 24 * 60

Lack = Literal["time", "distance"]
OpenDay: TypeAlias = tuple[int, date]
"""A day that is not ruled out, after the points that it has whatever happens at the hour."""


class Fit(NamedTuple):
    """How ill a day suits, at its best hour."""

    cost: int
    day: date
    clock: str


@dataclass(slots=True)
class _Asked:
    """What activities of one kind and with the same holders ask of a day, and what came of it so far."""

    kind: str
    strict: bool
    """Whether it is chosen: nothing forces it onto a day that does not suit."""
    weekdays: tuple[int, ...]
    """Points of Monday, Tuesday …"""
    distance: int
    holders: frozenset[str]
    people: tuple[CompletePerson, ...]
    away: tuple[frozenset[date], ...]
    """For each of the people the days on which they are not there."""
    has_hours: bool
    """Whether it depends on the hour if one of them is there."""
    duration: int
    points: dict[date, int | None] = field(default_factory=dict)
    """Day → points that other events do not change; ``None`` if the day is ruled out."""
    posts: dict[tuple[date, str], int] = field(default_factory=dict)
    """Day and hour → points for the posts that go out meanwhile."""
    off_hours: dict[tuple[date, str], int] = field(default_factory=dict)
    """Day and hour → points for holders who are not there then."""


_Key: TypeAlias = tuple[str, frozenset[str], int, str, bool, bool, date, bool]


@dataclass
class DayRule:
    """Judges days for events, given the posts and the events that are already placed."""

    plan: CompletePlan
    table: DayTable
    placed: Placed
    as_of: date | None = None
    usual: int = 0
    """How many other events lie within six days of one when all are spread evenly."""
    _known: dict[_Key, _Asked] = field(default_factory=dict)
    _is_leisure: bool = field(init=False)

    def __post_init__(self) -> None:
        self._is_leisure = self.plan.community.type in _LEISURE_TYPES

    def judge(self, wanted: Wanted, day: date) -> Fit | Lack:
        """Return how ill a day suits a wanted occurrence, or what rules it out."""
        asked = self._asked(wanted)
        cost = self._at_best(wanted, asked, day)
        if not isinstance(cost, int):
            return cost
        return self._at_its_hour(wanted, asked, day, cost) or "time"

    def open_days(self, wanted: Wanted, days: Iterable[date], barred: set[Lack]) -> list[OpenDay]:
        """Return the days that are not ruled out with their points at an hour at which nothing else happens.

        Best ones first. ``barred`` takes up what rules days out.
        """
        asked = self._asked(wanted)
        found: list[OpenDay] = []
        for day in days:
            cost = self._at_best(wanted, asked, day)
            if isinstance(cost, int):
                found.append((cost, day))
            else:
                barred.add(cost)
        found.sort()
        return found

    def best(self, wanted: Wanted, days: Iterable[OpenDay], most: int, barred: set[Lack]) -> list[Fit]:
        """Return those of some open days that suit best at their best hour, at most so many, best ones first."""
        asked = self._asked(wanted)
        found: list[Fit] = []
        for cost, day in days:
            if len(found) == most and (cost, day) > found[-1][:2]:
                break
            fit = self._at_its_hour(wanted, asked, day, cost)
            if fit is None:
                barred.add("time")
            else:
                found = sorted((*found, fit))[:most]
        return found

    def _asked(self, wanted: Wanted) -> _Asked:
        activity = wanted.activity
        holders = frozenset(activity.holders.values())
        key = (
            activity.kind,
            holders,
            activity.duration,
            activity.mode,
            activity.holiday_ok,
            activity.written,
            wanted.ready,
            wanted.big,
        )
        if key not in self._known:
            row = load_activity_kind(activity.kind)
            people = tuple(person for person in self.plan.people if person.id in holders)
            self._known[key] = _Asked(
                kind=activity.kind,
                strict=not activity.written,
                weekdays=tuple(
                    row.weekdays.index(name) * _WEEKDAY_STEP if name in row.weekdays else _OTHER_WEEKDAY
                    for name in WEEKDAYS
                ),
                distance=row.distance_days,
                holders=holders,
                people=people,
                away=tuple(self.table.away(person) for person in people),
                has_hours=activity.duration <= LIVE_LIMIT and any(map(needs_hours, people)),
                duration=activity.duration,
            )
        return self._known[key]

    def _at_best(self, wanted: Wanted, asked: _Asked, day: date) -> int | Lack:
        """Points of a day at an hour at which nothing else happens, or what rules the day out."""
        if day in asked.points:
            cost = asked.points[day]
        else:
            cost = asked.points[day] = self._of_day(wanted, asked, day)
        if cost is None:
            return "time"
        ordinal = day.toordinal()
        apart = self.placed.distance(asked.kind, ordinal)
        if apart is not None and apart < asked.distance:
            if asked.strict:
                return "distance"
            cost += _SAME_KIND
        crowd = self.placed.near(ordinal) - self.usual
        if crowd > 0:
            cost += _NEAR * crowd
        return cost + SECOND_BIG * self.placed.big_in_week(ordinal) if wanted.big else cost

    def _of_day(self, wanted: Wanted, asked: _Asked, day: date) -> int | None:
        facts = self.table.facts.get(day)
        if facts is None or facts.quiet or (self.as_of is not None and day < self.as_of):
            return None
        later = _after(day, asked.duration // _DAY) if asked.duration >= _DAY else []
        against = 0
        if facts.holiday and not (wanted.activity.holiday_ok or self._is_leisure):
            against += _HOLIDAY
        against += _AWAY * self._absent(asked, day, later)
        against += _UNPREPARED * (day < wanted.ready)
        if not self._are_open(later) or (asked.strict and (against or facts.year_end)):
            return None
        node = _NODE_DAY * (wanted.big and facts.node and not self._is_leisure)
        return against + asked.weekdays[day.weekday()] + _MAKE_UP_DAY * facts.make_up + node

    def _are_open(self, days: Iterable[date]) -> bool:
        """Whether days lie in the period and none of them is quiet."""
        return all((facts := self.table.facts.get(day)) is not None and not facts.quiet for day in days)

    def _absent(self, asked: _Asked, day: date, later: Sequence[date]) -> int:
        """How many of the people who hold the event are not there on its first day, or on leave later."""
        count = 0
        for person, away in zip(asked.people, asked.away, strict=True):
            count += day in away or any(other in leave for other in later for leave in person.leave)
        return count

    def _at_its_hour(self, wanted: Wanted, asked: _Asked, day: date, cost: int) -> Fit | None:
        """The day at the hour at which least else happens; ``None`` if the same people hold others at every hour."""
        held = self._held_meanwhile(asked, day)
        best: tuple[int, str] | None = None
        for clock in wanted.clocks:
            start = minutes_of(clock)
            end = start + asked.duration
            clashes = sum(begins < end and start < ends for begins, ends in held)
            if clashes and asked.strict:
                continue
            points = self._posts_inside(wanted, asked, day, clock) + _SAME_HOUR * clashes
            points += self._off_hours(asked, day, clock)
            if best is None or points < best[0]:
                best = (points, clock)
            if not points:
                break
        return None if best is None else Fit(cost + best[0], day, best[1])

    def _held_meanwhile(self, asked: _Asked, day: date) -> list[tuple[int, int]]:
        """Minutes of the day within which the same people hold other events, or something set goes on."""
        if asked.duration > LIVE_LIMIT:
            return []
        first = day.toordinal()
        return self.table.set_on(day) + [
            (begins, ends)
            for event, begins, ends in self.placed.on(first, first + 1)
            if ends - begins <= LIVE_LIMIT and not asked.holders.isdisjoint(event.activity.holders.values())
        ]

    def _off_hours(self, asked: _Asked, day: date, clock: str) -> int:
        """Points for holders who are outside their hours of presence for any part of the event.

        Who is not there at all on the day has been counted with the day.
        """
        if not asked.has_hours:
            return 0
        known = asked.off_hours.get((day, clock))
        if known is None:
            start, zone = minutes_of(clock), self.plan.timezone
            found = sum(
                day not in away and absence(person, zone, day, start, asked.duration) is not None
                for person, away in zip(asked.people, asked.away, strict=True)
                if needs_hours(person)
            )
            known = asked.off_hours[day, clock] = _OFF_HOURS * found
        return known

    def _posts_inside(self, wanted: Wanted, asked: _Asked, day: date, clock: str) -> int:
        """Points for posts to the same members, or that the same people answer, while the event runs."""
        if asked.duration > LIVE_LIMIT:
            return 0
        known = asked.posts.get((day, clock))
        if known is None:
            start = minutes_of(clock)
            online = wanted.activity.mode == "online"
            found = self.table.posts_between(day, start, start + asked.duration, asked.holders, online)
            known = asked.posts[day, clock] = _POST_INSIDE * found
        return known


def _after(day: date, count: int) -> list[date]:
    """The days after a day."""
    return [date.fromordinal(day.toordinal() + number) for number in range(1, count + 1)]
