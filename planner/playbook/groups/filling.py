"""How groups fill day by day: who joins goes to a line of groups, and in it to those that have room.

A group that opened within the plan takes all who join while it has room; groups that are older share them.
A line is all standing groups of one platform and persona that take members. Members are counted in millionths, so that
a month's joins and leaves are spread over its days without a remainder getting lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from planner.completion.model import CompletePlan
from planner.completion.values.team import CompleteGroup
from planner.dates.ranges import Month
from planner.playbook.goals.growth import joining_from
from planner.playbook.posts.pillars import largest_remainder
from planner.playbook.values.groups import GroupMonth
from planner.playbook.values.targets import GrowthMonth

ONE = 1_000_000
"""A member, in the unit in which they are counted here."""


@dataclass
class Tank:
    """A group while it fills."""

    group: CompleteGroup
    start: int
    held: int
    came: int = 0
    """Joins and members of groups that merged into it."""
    full_on: date | None = None
    months: list[GroupMonth] = field(default_factory=list)

    def is_full(self) -> bool:
        """Say whether the share of its capacity is reached at which the next one opens."""
        capacity = self.group.capacity
        share = self.group.next_at or Decimal(1)
        return bool(capacity) and self.held >= int((capacity or 0) * share * ONE)

    def take(self, count: int) -> None:
        """Let members in."""
        self.held += count
        self.came += count


Opener: TypeAlias = Callable[[Sequence[Tank], date], "CompleteGroup | None"]
"""Given a line of which every group is full, and the day: the group that opens after the last of them, if any."""


def takes_members(group: CompleteGroup) -> bool:
    """Say whether newcomers are sent to a group: it stands and is neither merging nor closing."""
    return group.kind == "standing" and group.status in ("active", "silent")


def fill_groups(
    plan: CompletePlan, growth: Sequence[GrowthMonth], opener: Opener | None = None
) -> tuple[Tank, ...]:
    """Return the groups as they are filled at the end of the period; nothing where nobody knows the growth."""
    if not growth:
        return ()
    basin = _Basin(plan, growth[0].start, opener)
    opened = joining_from(plan)
    for month in growth:
        days = month.month.range.intersection(plan.period)
        if days is None:
            continue
        joining = [on for on in days if on >= opened]
        for number, on in enumerate(days):
            basin.close(on)
            basin.leave(_part(month.leaves, number, days.days))
            if on >= opened:
                basin.join(on, _part(month.joins, (on - joining[0]).days, len(joining)))
            basin.look(on)
        basin.write_down(month.month, days.last)
    return tuple(basin.tanks)


def _part(count: int, number: int, days: int) -> int:
    """What falls to one of so many days, so that all days together give the whole."""
    return count * ONE * (number + 1) // days - count * ONE * number // days


class _Basin:
    """All groups with members while time goes by."""

    def __init__(self, plan: CompletePlan, start: int, opener: Opener | None) -> None:
        self._opener = opener
        self._start = plan.period.start
        held = _first_members(plan, start)
        self.tanks = [
            Tank(group, held[group.id], held[group.id]) for group in plan.groups if group.id in held
        ]
        self._sizes = {persona.id: persona.size or 0 for persona in plan.personas}
        self._personas = {name: one.id for one in plan.personas for name in (one.name, one.id)}

    def close(self, on: date) -> None:
        """Those whose last day is over: the members of a merging group go on, those of a closed one are gone."""
        known = {tank.group.id: tank for tank in self.tanks}
        for tank in self.tanks:
            if tank.held and tank.group.closes is not None and tank.group.closes < on:
                into = known.get(tank.group.into)
                if into is not None and into.group.is_open(on):
                    into.take(tank.held)
                tank.held = 0

    def leave(self, count: int) -> None:
        """Take those who leave from all groups in proportion."""
        total = sum(tank.held for tank in self.tanks)
        gone = min(count, total)
        for tank in self.tanks:
            if total:
                tank.held -= gone * tank.held // total

    def join(self, on: date, count: int) -> None:
        """Send those who join to the lines, and in each to the groups with room."""
        lines = self._lines(on)
        weights = {line: self._sizes.get(line[1], 0) for line in lines}
        if not all(weights.values()):
            weights = dict.fromkeys(lines, 1)
        for line, tanks in lines.items():
            open_now = [tank for tank in tanks if tank.group.is_open(on)]
            self._let_in(_own_people(open_now), count * weights[line] // sum(weights.values()))

    def _let_in(self, tanks: Sequence[Tank], count: int) -> None:
        """The youngest group takes all if it opened within the plan; old ones share them by their room."""
        target = _target(tanks)
        old = [tank for tank in tanks if (tank.group.opened or date.min) < self._start and not tank.is_full()]
        if target not in old or len(old) < 2:
            target.take(count)
            return
        rooms = [_room(tank) for tank in old]
        shares = [Decimal(room or 0) for room in rooms] if None not in rooms else [Decimal(1)] * len(old)
        whole = largest_remainder(
            {tank.group.id: share for tank, share in zip(old, shares, strict=True)}, count
        )
        for tank in old:
            tank.take(whole[tank.group.id])

    def look(self, on: date) -> None:
        """Note which groups have become full, and open the next ones."""
        for tank in self.tanks:
            if tank.full_on is None and tank.group.is_open(on) and tank.is_full():
                tank.full_on = on
        if self._opener is None:
            return
        for tanks in self._lines(on).values():
            if all(tank.is_full() and tank.group.is_open(on) for tank in _own_people(tanks)):
                further = self._opener(tanks, on)
                if further is not None:
                    self.tanks.append(Tank(further, 0, 0))

    def write_down(self, month: Month, last: date) -> None:
        """Note the members at a month's end, in whole members that add up to the whole of all."""
        there = [tank for tank in self.tanks if tank.group.is_open(last)]
        total = (sum(tank.held for tank in there) + ONE // 2) // ONE
        whole = largest_remainder({tank.group.id: Decimal(tank.held) for tank in there}, total)
        for tank in there:
            tank.months.append(GroupMonth(month, whole[tank.group.id]))

    def _lines(self, on: date) -> Mapping[tuple[str, str], list[Tank]]:
        """The lines with a group that is open on a day; those of their groups that open later are in them, too."""
        lines: dict[tuple[str, str], list[Tank]] = defaultdict(list)
        for tank in self.tanks:
            group = tank.group
            if takes_members(group) and not (group.closes is not None and group.closes < on):
                persona = self._personas.get(group.persona, group.persona)
                lines[(group.platform, persona)].append(tank)
        return {line: tanks for line, tanks in lines.items() if any(tank.group.is_open(on) for tank in tanks)}


def _own_people(tanks: Sequence[Tank]) -> Sequence[Tank]:
    """The groups without those in which there are the people of another one: nobody is sent to both."""
    kept: list[Tank] = []
    for tank in tanks:
        twins = [one for one in tanks if one.group.id in tank.group.same_members_as]
        first = [one for one in twins if one in kept or tank.group.id not in one.group.same_members_as]
        if not first:
            kept.append(tank)
    return kept or tanks


def _room(tank: Tank) -> int | None:
    """How many more it takes before the next one opens; ``None`` where nobody says."""
    capacity = tank.group.capacity
    if not capacity:
        return None
    return max(0, int(capacity * (tank.group.next_at or Decimal(1)) * ONE) - tank.held)


def _target(tanks: Iterable[Tank]) -> Tank:
    """The youngest group that is not full; if all are, the youngest with a place left, else the youngest."""
    young = sorted(tanks, key=lambda tank: tank.group.opened or date.min, reverse=True)
    places = (tank for tank in young if not tank.group.capacity or tank.held < tank.group.capacity * ONE)
    return next((tank for tank in young if not tank.is_full()), None) or next(places, young[0])


def _first_members(plan: CompletePlan, start: int) -> dict[str, int]:
    """Members of each standing group on the first day: as written; the rest of the whole is shared by the others."""
    groups = [group for group in plan.groups if group.kind == "standing"]
    there = [group for group in groups if group.opened is None or group.opened < plan.period.start]
    unknown = [group.id for group in there if group.members is None]
    rest = max(0, start - sum(group.members or 0 for group in groups))
    shares = largest_remainder(dict.fromkeys(unknown, Decimal(1)), rest) if unknown else {}
    return {group.id: (group.members or shares.get(group.id, 0)) * ONE for group in groups}
