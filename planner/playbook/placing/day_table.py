"""What is known of each day before any event is placed: days off, nodes, who is there, when posts go out."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from planner.completion.model import CompletePlan
from planner.completion.values.team import CompletePerson
from planner.playbook.posts.calendar import fixed_days
from planner.playbook.posts.slots import minutes_of
from planner.playbook.values.content import Posting
from planner.playbook.work.duty import is_available
from planner.playbook.work.staff_days import StaffDays

_YEAR_END = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})
"""Days on which nobody outside China is asked to come, even where the plan names no country (practice)."""


_SET_LASTS = 60
"""Minutes that something already set takes, because nobody says how long (an assumption)."""


class DayFacts(Struct, frozen=True):
    """What is known of a day whatever is planned on it."""

    quiet: bool
    holiday: bool
    year_end: bool
    make_up: bool
    """A day at a weekend that is worked."""
    node: bool


@dataclass
class DayTable:
    """Days of the period with what is known of them."""

    plan: CompletePlan
    staff: StaffDays
    postings: Iterable[Posting]
    people: dict[str, CompletePerson] = field(default_factory=dict)
    facts: dict[date, DayFacts] = field(default_factory=dict)
    _to_groups: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Day → minutes at which posts go to groups."""
    _answered: dict[tuple[date, str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Day, who answers, whether it goes to groups → minutes at which posts go out."""
    _away: dict[str, frozenset[date]] = field(default_factory=dict)
    _set: dict[date, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """Day → minutes from and to which something happens that is already set."""

    def __post_init__(self) -> None:
        self.people = {person.id: person for person in self.plan.people}
        for post in self.postings:
            at = minutes_of(post.time)
            self._answered[post.on, post.duty.person, bool(post.groups)].append(at)
            if post.groups:
                self._to_groups[post.on].append(at)
        for minutes in (*self._answered.values(), *self._to_groups.values()):
            minutes.sort()
        for fixed in fixed_days(self.plan, self.staff.days):
            if fixed.time:
                at = minutes_of(fixed.time)
                self._set[fixed.on].append((at, at + _SET_LASTS))
        nodes = {node.date for node in self.plan.calendar.nodes}
        period = self.plan.period
        blackouts = [blackout.intersection(period) for blackout, _ in self.plan.calendar.blackout]
        quiet = {day for blackout in blackouts if blackout is not None for day in blackout}
        days = self.staff.days
        abroad = self.plan.calendar.country != "CN"
        for day in period:
            self.facts[day] = DayFacts(
                quiet=day in quiet,
                holiday=days.is_holiday(day),
                year_end=abroad and (day.month, day.day) in _YEAR_END,
                make_up=day.weekday() >= 5 and days.is_make_up_day(day),
                node=day in nodes,
            )

    def set_on(self, day: date) -> list[tuple[int, int]]:
        """Return from and to which minutes of a day something happens that is already set and has an hour."""
        return self._set.get(day, [])

    def away(self, person: CompletePerson) -> frozenset[date]:
        """Return the days of the period on which a person has no time for the community."""
        if person.id not in self._away:
            self._away[person.id] = frozenset(day for day in self.facts if not is_available(person, day))
        return self._away[person.id]

    def posts_between(self, day: date, start: int, end: int, holders: Iterable[str], online: bool) -> int:
        """Return how many posts go to the members of an event, or are answered by its holders, while it runs.

        ``start`` and ``end`` are minutes of the day. Members who come to a place get no posts of groups there.
        """
        found = _between(self._to_groups.get(day, ()), start, end) if online else 0
        for holder in holders:
            found += _between(self._answered.get((day, holder, False), ()), start, end)
            if not online:
                found += _between(self._answered.get((day, holder, True), ()), start, end)
        return found


def _between(minutes: Sequence[int], start: int, end: int) -> int:
    """Return how many of the sorted minutes lie from ``start`` up to, not including, ``end``."""
    return bisect_left(minutes, end) - bisect_left(minutes, start) if minutes else 0
