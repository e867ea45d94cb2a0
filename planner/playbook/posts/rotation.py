"""To which groups an entry goes on its day: those that are open, and one in turn of those with the same members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from zlib import crc32

from planner.completion.model import CompletePlan
from planner.completion.values.team import CompleteGroup

_MOST_TURNS = 3
"""Turns of the largest of groups with the same members for each turn of the smallest."""


class Rotation:
    """The groups of a plan as entries are sent to them."""

    def __init__(self, plan: CompletePlan) -> None:
        self._groups = {group.id: group for group in plan.groups}
        self._cluster = clusters(plan.groups)
        self._shared = any(name != first for name, first in self._cluster.items())

    def groups(self, series: str, wanted: Sequence[str], on: date, turn: int) -> tuple[str, ...]:
        """Return the groups to which the entry of a series goes on a day, in the order of ``wanted``.

        Of groups with the same members the entry of a turn goes to one; that of the next turn to the next of them. One
        with two or three times as many members as the smallest has two or three turns. The posts of a group that has
        merged go where its members went.
        """
        there = tuple(dict.fromkeys(one for name in wanted if (one := self._open(name, on))))
        if not self._shared:
            return there
        taken = {self._cluster.get(one, one): one for one in there}
        for cluster in taken:
            same = [one for one in there if self._cluster.get(one, one) == cluster]
            turns = self._turns(same)
            taken[cluster] = turns[(turn + crc32(series.encode())) % len(turns)]
        return tuple(one for one in there if taken[self._cluster.get(one, one)] == one)

    def _turns(self, same: Sequence[str]) -> list[str]:
        """Groups with the same members in the order of their turns."""
        members = {name: self._groups[name].members or 0 for name in same}
        least = max(1, min(members.values(), default=1))
        turns = {name: min(_MOST_TURNS, max(1, round(count / least))) for name, count in members.items()}
        if not all(members.values()):
            turns = dict.fromkeys(same, 1)
        return [name for row in range(_MOST_TURNS) for name in same if turns[name] > row]

    def _open(self, name: str, on: date) -> str:
        """The group itself, the one it has merged into, or nothing."""
        seen: set[str] = set()
        group: CompleteGroup | None = self._groups.get(name)
        while group is not None and group.id not in seen:
            if group.is_open(on):
                return group.id
            seen.add(group.id)
            is_over = group.closes is not None and group.closes < on
            group = self._groups.get(group.into) if is_over else None
        return ""


def clusters(groups: Sequence[CompleteGroup]) -> Mapping[str, str]:
    """Return for each group that shares its members the first group of those that do, in the order of the plan."""
    same: dict[str, str] = {group.id: group.id for group in groups}

    def first(name: str) -> str:
        while same[name] != name:
            name = same[name]
        return name

    place = {group.id: index for index, group in enumerate(groups)}
    for group in groups:
        for other in group.same_members_as:
            if other in same:
                low, high = sorted((first(group.id), first(other)), key=lambda one: place[one])
                same[high] = low
    return {name: first(name) for name in same}
