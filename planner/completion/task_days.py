"""A work day for each stage task: where knowledge puts it, where the week has room, where it was before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from planner.completion.earlier import KEPT_SLACK, Earlier
from planner.completion.values.staging import CompleteTask
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import ONE_DAY, DateRange, Week
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.knowledge.schema import StageId

_TASK_SHARE = Decimal("0.35")
"""Most of a person's week that stage tasks take while there is room in later weeks (an assumption)."""
_OPENING_SHARE = Decimal("0.9")
"""The same before the groups open, when there are no posts and replies yet."""
_NEAR_WISHED = timedelta(days=7)
"""A task stays on its earlier day while that is no more than this before the day where it belongs now."""


@dataclass
class TaskPlacer:
    """Places the tasks of each stage in turn and remembers how full everybody's weeks are."""

    people: tuple[CompletePerson, ...]
    days: WorkCalendar
    opening: date | None
    """Day on which the groups open: preparation is due before it, the rest after."""
    earlier: Earlier
    _used: dict[tuple[str, Week], int] = field(default_factory=lambda: defaultdict(int))
    _due: dict[str, date] = field(default_factory=dict)
    """Due days of all tasks so far, of earlier stages too."""

    def know(self, tasks: Sequence[CompleteTask]) -> None:
        """Take note of tasks that need no day: others may build on them."""
        self._due |= {task.id: task.due for task in tasks}

    def place(
        self,
        stage: StageId,
        tasks: Sequence[tuple[CompleteTask, Decimal]],
        window: DateRange,
        fixed: Mapping[str, date] | None = None,
        gaps: Mapping[str, int] | None = None,
    ) -> list[CompleteTask]:
        """Return the tasks with their due days; each comes with its share of the window.

        ``fixed``: due days that are set already; ``gaps``: least days between a task and what it builds on. Tasks
        whose earlier days are those that they would get anew keep them, whatever else may be said about the week.
        """
        self._due |= fixed or {}
        used, due = dict(self._used), dict(self._due)
        anew = self._placed(tasks, window, gaps or {}, {}, frozenset())
        wishes = {task.id: day for task, _ in tasks if (day := self._earlier_day(stage, task, window))}
        same = frozenset(task.id for task in anew if wishes.get(task.id) == task.due)
        if len(same) == len(wishes):
            return anew
        self._used, self._due = defaultdict(int, used), due
        return self._placed(tasks, window, gaps or {}, wishes, same)

    def _placed(
        self,
        tasks: Sequence[tuple[CompleteTask, Decimal]],
        window: DateRange,
        gaps: Mapping[str, int],
        wishes: Mapping[str, date],
        same: frozenset[str],
    ) -> list[CompleteTask]:
        """Place the tasks one after another; those in ``same`` stay on the day that they wish."""
        due = self._due
        for task, _ in tasks:
            if task.id in wishes:
                self._used[(task.owner, Week.of(wishes[task.id]))] += task.minutes
        placed = []
        for task, at in tasks:
            wished = window.start + timedelta(
                days=max(min(4, window.days - 1), round(at * (window.days - 1)))
            )
            built_on = [due[before] for before in task.after if before in due]
            gap = timedelta(days=gaps.get(task.id, 0) if built_on else 0)
            earliest = min(max([window.start, *built_on]) + gap, max([window.last, *built_on]))
            if self.earlier.as_of is not None:
                earliest = max(earliest, min(self.earlier.as_of, window.last))
            earliest = self._work_day_from(earliest, window, max([window.start, *built_on]))
            day = wishes.get(task.id)
            if task.id not in same or day is None or day < earliest:
                day = self._day(task, wished, earliest, window, day)
            due[task.id] = day
            placed.append(replace(task, due=day))
        return placed

    def _earlier_day(self, stage: StageId, task: CompleteTask, window: DateRange) -> date | None:
        day = self.earlier.tasks.get((stage, task.id))
        return day if day is not None and day in window and self._work_day(day, window) == day else None

    def _day(
        self, task: CompleteTask, wished: date, earliest: date, window: DateRange, before: date | None
    ) -> date:
        """The task's day; ``before`` is the one that it had, already counted in its week."""
        eve = self.opening - ONE_DAY if self.opening is not None else None
        opens = self.opening is not None and wished == self.opening
        prepares = eve is not None and wished <= eve
        if before is not None and not opens:
            in_order = earliest <= before and (not prepares or eve is None or before <= eve)
            near = prepares or before >= wished - _NEAR_WISHED
            if in_order and near and not self._is_crowded(task, before, window):
                return before
            self._used[(task.owner, Week.of(before))] -= task.minutes
            day = self._with_room(task, max(wished, earliest), earliest, eve if prepares else None, window)
            better = self._fits(task, day, window, prepares)
            if in_order and near and not better:
                day = before
            self._used[(task.owner, Week.of(day))] += task.minutes
            return day
        if before is not None:
            self._used[(task.owner, Week.of(before))] -= task.minutes
        if opens and self.opening is not None:
            day = max(self._work_day(self.opening, window), earliest)
        else:
            day = self._with_room(task, max(wished, earliest), earliest, eve if prepares else None, window)
        self._used[(task.owner, Week.of(day))] += task.minutes
        return day

    def _is_crowded(self, task: CompleteTask, day: date, window: DateRange) -> bool:
        """Whether the tasks of a week, this one counted among them, ask much more than a person's whole week."""
        used = self._used[(task.owner, Week.of(day))]
        return used > task.minutes and used > self._room(task.owner, day, window, Decimal(1)) * KEPT_SLACK

    def _fits(self, task: CompleteTask, day: date, window: DateRange, prepares: bool) -> bool:
        """Whether a week has room for a task that is not counted there yet."""
        used = self._used[(task.owner, Week.of(day))]
        room = self._room(task.owner, day, window, _OPENING_SHARE if prepares else _TASK_SHARE)
        return used + task.minutes <= room or (used == 0 and task.minutes > room)

    def _room(self, owner: str, day: date, window: DateRange, share: Decimal) -> int:
        person = next((p for p in self.people if p.id == owner), None)
        known = person.minutes if person is not None else None
        weekly = known * share if known is not None else assumed("task_minutes_a_week")
        in_week = Week.of(day).range.intersection(window)
        return int(weekly * (in_week.days if in_week else 7) / 7)

    def _with_room(
        self, task: CompleteTask, wished: date, earliest: date, eve: date | None, window: DateRange
    ) -> date:
        """The work day nearest to the wished one in a week that has room for the task.

        What prepares the opening may come earlier than wished but not after its ``eve``; everything else may only
        come later. Where no week has room, the one with the least work in it takes the task.
        """
        latest = max(min(eve or window.last, window.last), earliest)
        first = earliest if eve is not None else min(wished, latest)
        options = sorted({self._work_day(day, window) for day in DateRange(first, latest + ONE_DAY)})
        options = [day for day in options if earliest <= day] or [self._work_day(wished, window)]
        near = sorted(options, key=lambda day: (abs((day - wished).days), day))
        for day in near:
            if self._fits(task, day, window, eve is not None):
                return day
        return min(near, key=lambda day: self._used[(task.owner, Week.of(day))])

    def _work_day(self, day: date, window: DateRange) -> date:
        """The work day at or before the day; at the beginning of the stage the first one after it."""
        found = self.days.add_work_days(day, 0)
        return found if found >= window.start else min(self.days.next_work_day(day), max(window.last, day))

    def _work_day_from(self, day: date, window: DateRange, floor: date) -> date:
        """The first work day from a day on; the last one of the stage where none is left, never before ``floor``."""
        found = day if self.days.is_work_day(day) else self.days.next_work_day(day)
        return found if found in window else max(self._work_day(window.last, window), floor)
