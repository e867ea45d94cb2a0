"""How well a day and an hour suit an event, and which days are ruled out.

A lower figure suits better; the figures are points of this rule alone. Days ruled out for every event: quiet days
of the plan, days without room for the event before the period ends. Days ruled out for chosen events only, because
nothing forces them: public holidays where staff do not work, days on which those who hold it are away or hold
another event at that hour, days too near to the same kind, days that leave no time to prepare it. A chosen event of
more than ten hours (a week's challenge) does not hold its people throughout, so it may meet other events.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planner.completion.model import CompletePlan
from planner.completion.team import WEEKDAYS
from planner.completion.values.programme import CompleteActivity
from planner.completion.values.team import CompletePerson
from planner.knowledge.load import load_activity_kind
from planner.playbook.duty import is_available
from planner.playbook.event_work import LIVE_LIMIT
from planner.playbook.placing.placed import Placed
from planner.playbook.placing.wanting import Wanted
from planner.playbook.posts import minutes_of
from planner.playbook.staff_days import StaffDays
from planner.playbook.values.content import Posting

_LEISURE_TYPES = frozenset({"interest", "regional", "brand"})
"""For leisure communities a holiday is the season; for the others staff do not work on it."""
_YEAR_END = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})
"""Days on which nobody outside China is asked to come, even where the plan names no country (practice)."""

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
_UNPREPARED = 200
_POST_INSIDE = 25
_NODE_DAY = 12
_DAY = 24 * 60

Lack = Literal["time", "distance"]


@dataclass(frozen=True, slots=True)
class Fit:
    """How ill a day suits, at its best hour."""

    cost: int
    clock: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a day whatever is planned on it."""

    quiet: bool
    holiday: bool
    year_end: bool
    make_up: bool
    """A day at a weekend that is worked."""
    node: bool


@dataclass
class DayRule:
    """Judges days for events, given the posts and the events that are already placed."""

    plan: CompletePlan
    staff: StaffDays
    postings: Iterable[Posting]
    placed: Placed
    as_of: date | None = None
    usual: int = 0
    """How many other events lie within six days of one when all are spread evenly."""
    _to_groups: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Day → minutes at which posts go to groups."""
    _answered: dict[tuple[date, str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Day, who answers, whether it goes to groups → minutes at which posts go out."""
    _facts: dict[date, _Facts] = field(default_factory=dict)
    _known: dict[tuple[str, tuple[str, ...], bool], dict[date, tuple[int, tuple[int, ...]] | None]] = field(
        default_factory=dict
    )
    _people: dict[str, CompletePerson] = field(default_factory=dict)
    _there: dict[tuple[str, date], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._people = {person.id: person for person in self.plan.people}
        for post in self.postings:
            at = minutes_of(post.time)
            insort(self._answered[post.on, post.duty.person, bool(post.groups)], at)
            if post.groups:
                insort(self._to_groups[post.on], at)
        nodes = {node.date for node in self.plan.calendar.nodes}
        days = self.staff.days
        abroad = self.plan.calendar.country != "CN"
        for day in self.plan.period:
            self._facts[day] = _Facts(
                any(day in blackout for blackout, _ in self.plan.calendar.blackout),
                days.is_holiday(day),
                abroad and (day.month, day.day) in _YEAR_END,
                day.weekday() >= 5 and days.is_make_up_day(day),
                day in nodes,
            )

    def judge(self, wanted: Wanted, day: date) -> Fit | Lack:
        """Return how ill a day suits a wanted occurrence, or what rules it out."""
        given = self._given(wanted, day)
        if given is None:
            return "time"
        cost, by_clock = given
        apart = self.placed.distance(wanted.activity.kind, day)
        if apart is not None and apart < load_activity_kind(wanted.activity.kind).distance_days:
            if not wanted.activity.written:
                return "distance"
            cost += _SAME_KIND
        cost += _NEAR * max(0, self.placed.near(day, NEAR_DAYS) - self.usual)
        if wanted.big:
            cost += SECOND_BIG * self.placed.big_in_week(day)
        best: tuple[int, str] | None = None
        for clock, posts in zip(wanted.clocks, by_clock, strict=True):
            clash = self._clash(wanted.activity, day, clock)
            if clash is not None and (best is None or posts + clash < best[0]):
                best = (posts + clash, clock)
        return "time" if best is None else Fit(cost + best[0], best[1])

    def _given(self, wanted: Wanted, day: date) -> tuple[int, tuple[int, ...]] | None:
        """What other events do not change: points of the day and of the posts at each hour; ``None`` if ruled out."""
        known = self._known.setdefault((wanted.activity.id, wanted.clocks, wanted.activity.written), {})
        if day not in known:
            cost = self._of_day(wanted, day)
            known[day] = (
                None
                if cost is None
                else (cost, tuple(self._posts_inside(wanted.activity, day, clock) for clock in wanted.clocks))
            )
        return known[day]

    def _of_day(self, wanted: Wanted, day: date) -> int | None:
        activity, written = wanted.activity, wanted.activity.written
        facts = self._facts.get(day)
        if facts is None or facts.quiet or (self.as_of is not None and day < self.as_of):
            return None
        leisure = self.plan.community.type in _LEISURE_TYPES
        against = 0
        if facts.holiday and not (activity.holiday_ok or leisure):
            against += _HOLIDAY
        against += _AWAY * self._absent(activity, day)
        against += _UNPREPARED * (day < wanted.ready)
        if not self._has_room(activity, day) or (not written and (against or facts.year_end)):
            return None
        row = load_activity_kind(activity.kind)
        weekday = WEEKDAYS[day.weekday()]
        suits = row.weekdays.index(weekday) * _WEEKDAY_STEP if weekday in row.weekdays else _OTHER_WEEKDAY
        node = _NODE_DAY * (wanted.big and facts.node and not leisure)
        return against + suits + _MAKE_UP_DAY * facts.make_up + node

    def _has_room(self, activity: CompleteActivity, day: date) -> bool:
        """Whether the event ends before the period does and runs into no quiet day."""
        for _ in range(activity.duration // _DAY):
            day = date.fromordinal(day.toordinal() + 1)
            facts = self._facts.get(day)
            if facts is None or facts.quiet:
                return False
        return True

    def _absent(self, activity: CompleteActivity, day: date) -> int:
        """How many of the people who hold the event are not there on its first day, or on leave later."""
        later = [date.fromordinal(day.toordinal() + n) for n in range(1, activity.duration // _DAY + 1)]
        count = 0
        for holder in set(activity.holders.values()):
            person = self._people.get(holder)
            if person is not None:
                on_leave = any(other in leave for other in later for leave in person.leave)
                count += on_leave or not self._is_there(person, day)
        return count

    def _is_there(self, person: CompletePerson, day: date) -> bool:
        known = self._there.get((person.id, day))
        if known is None:
            known = self._there[person.id, day] = is_available(person, day)
        return known

    def _clash(self, activity: CompleteActivity, day: date, clock: str) -> int | None:
        """Points for other events that the same people hold at that hour; ``None`` if that rules it out."""
        cost = 0
        start = minutes_of(clock)
        end = start + activity.duration
        for event, begins, ends in self.placed.on(day, end):
            if begins < end and start < ends and max(activity.duration, ends - begins) <= LIVE_LIMIT:
                if set(activity.holders.values()).isdisjoint(event.activity.holders.values()):
                    continue
                if not activity.written:
                    return None
                cost += _SAME_HOUR
        return cost

    def _posts_inside(self, activity: CompleteActivity, day: date, clock: str) -> int:
        """Points for posts to the same members, or that the same people answer, while the event runs."""
        if activity.duration > LIVE_LIMIT:
            return 0
        start = minutes_of(clock)
        end = start + activity.duration
        online = activity.mode == "online"
        found = _between(self._to_groups.get(day, ()), start, end) if online else 0
        for holder in set(activity.holders.values()):
            found += _between(self._answered.get((day, holder, False), ()), start, end)
            if not online:
                found += _between(self._answered.get((day, holder, True), ()), start, end)
        return _POST_INSIDE * found


def _between(minutes: Sequence[int], start: int, end: int) -> int:
    """Return how many of the sorted minutes lie from ``start`` up to, not including, ``end``."""
    return bisect_left(minutes, end) - bisect_left(minutes, start)
