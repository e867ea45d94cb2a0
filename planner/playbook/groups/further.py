"""Further groups: when a line of groups is nearly full, the next one opens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from planner.completion.model import CompletePlan, Origin
from planner.completion.team import WEEKDAYS
from planner.completion.values.team import CompleteGroup, CompletePerson
from planner.dates.ranges import ONE_DAY
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Language, PlanPath
from planner.playbook.groups.filling import Tank, fill_groups
from planner.playbook.groups.steps import lead_days
from planner.playbook.posts.slots import is_quiet_day
from planner.playbook.values.targets import GrowthMonth
from planner.playbook.work.duty import WORK_WEEK, works_on

MOST_FURTHER = 20
FURTHER_RULE = "the group after which it opens has reached the share of its capacity"
_LAST_DAYS = 14
"""Days at the end of the period in which no further group opens: nobody could look after it within the plan."""

_NUMBERED = re.compile(r"(.+?) ?([1-9]\d{0,2}) ?群?")


def with_further_groups(
    plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar
) -> CompletePlan:
    """Return the plan with the groups that growth and capacity ask for, and the series sent to them, too."""
    desk = _Desk(plan, growth, days)
    fill_groups(plan, growth, desk.open_next)
    if not desk.made:
        return plan
    sent_to = _successors(desk.made)
    series = tuple(replace(one, groups=_with(one.groups, sent_to)) for one in plan.content.series)
    return replace(
        plan,
        groups=(*plan.groups, *desk.made),
        content=replace(plan.content, series=series),
        origins={**plan.origins, **_origins(plan, desk.made)},
    )


class _Desk:
    """Opens groups one after the other."""

    def __init__(self, plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar) -> None:
        self._plan = plan
        self._days = days
        self._first = plan.period.start + timedelta(days=lead_days("open"))
        self._last = plan.period.last - timedelta(days=_LAST_DAYS)
        self._last_join = max(
            (min(month.month.last, plan.period.last) for month in growth if month.joins), default=None
        )
        self._ids = {group.id for group in plan.groups}
        self._names = {group.name for group in plan.groups}
        self._root: dict[str, CompleteGroup] = {}
        """Further group → the written one at the beginning of the row."""
        self.made: list[CompleteGroup] = []

    def open_next(self, line: Sequence[Tank], on: date) -> CompleteGroup | None:
        """Return the group that opens after the last one of a full line; ``None`` where none can or need."""
        if len(self.made) >= MOST_FURTHER or self._last_join is None or on >= self._last_join:
            return None
        full = max(line, key=lambda tank: (tank.group.opened or date.min, tank.group.id)).group
        if not full.capacity or not full.next_at:
            return None
        keeper = full.keeper(on)
        opened = self._opening(keeper, on)
        if opened is None:
            return None
        root = self._root.get(full.id, full)
        own, name = self._named(root)
        further = replace(
            full, id=own, name=name, owner=keeper, members=None, opened=opened, status="active", into="",
            same_members_as=(), hand_over=None, closes=None, follows=full.id,
        )  # fmt: skip
        if full.hand_over is not None and full.hand_over.on > opened:
            further = replace(further, hand_over=full.hand_over)
        self._root[own] = root
        self.made.append(further)
        return further

    def _opening(self, keeper: str, on: date) -> date | None:
        """The first day that suits after the one on which the group is full, with time to prepare the next."""
        person = next((one for one in self._plan.people if one.id == keeper), None)
        day = max(on + ONE_DAY, self._first)
        while day <= self._last:
            if self._suits(person, day) and not is_quiet_day(self._plan, day):
                return day
            day += ONE_DAY
        return None

    def _suits(self, person: CompletePerson | None, day: date) -> bool:
        """Whether a keeper works on a day; who gives weekends only opens a group on a weekend."""
        if person is None or set(person.days).intersection(WEEKDAYS[:WORK_WEEK]):
            return self._days.is_work_day(day) and (person is None or works_on(person, day, self._days))
        return works_on(person, day, self._days) and not self._days.is_holiday(day)

    def _named(self, root: CompleteGroup) -> tuple[str, str]:
        stem, first = _stem(root.name)
        number = 2
        while True:
            own = f"{root.id}-{number}"
            name = _numbered(stem, first + number - 1, self._plan.language)
            if own not in self._ids and name not in self._names:
                self._ids.add(own)
                self._names.add(name)
                return own, name
            number += 1


def _stem(name: str) -> tuple[str, int]:
    """A group's name without its number, and that number: 二楼 3 群 → 二楼, 3; a name without one has 1."""
    found = _NUMBERED.fullmatch(name)
    return (found[1], int(found[2])) if found is not None else (name.removesuffix("群").rstrip(), 1)


def _numbered(stem: str, number: int, language: Language) -> str:
    """The name of a further group: 二楼群 → 二楼 2 群."""
    return f"{stem} {number} 群" if language == "zh-CN" else f"{stem} {number}"


def _successors(made: Sequence[CompleteGroup]) -> Mapping[str, str]:
    """Full group → the one that opens after it."""
    return {group.follows: group.id for group in made}


def _with(groups: tuple[str, ...], after: Mapping[str, str]) -> tuple[str, ...]:
    """Groups with those that open after them, and after these again."""
    found = list(groups)
    for group in found:  # grows while it is read: a further group may be followed by another
        if group in after and after[group] not in found:
            found.append(after[group])
    return tuple(found)


def _origins(plan: CompletePlan, made: Sequence[CompleteGroup]) -> Mapping[PlanPath, Origin]:
    place = {group.id: index for index, group in enumerate((*plan.groups, *made))}
    found: dict[PlanPath, Origin] = {}
    for group in made:
        full: PlanPath = ("groups", place[group.follows])
        why = Origin("derived", ((*full, "capacity"), (*full, "next_at")), FURTHER_RULE)
        found[("groups", place[group.id])] = why
        found[("groups", place[group.id], "opened")] = why
    return found
