"""Stage tasks: which ones, who does them, and a work day by which each is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from planner.completion.hours import tasks_that_fit
from planner.completion.model import LeftOut
from planner.completion.naming import derive_id
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, holder_of
from planner.completion.values.staging import CompleteTask
from planner.completion.values.team import CompletePerson, CompleteRole
from planner.dates.ranges import DateRange, Week
from planner.dates.workdays import WorkCalendar
from planner.knowledge.fill import fill, said
from planner.knowledge.load import assumed, load_tasks
from planner.knowledge.schema import StageId, Text
from planner.knowledge.type_rows import TaskRow, TypeRow
from planner.plan.staging import Stage, StageTask

_RUNG: Mapping[StageId, Literal["relation", "community", "network"]] = {
    "build": "relation",
    "growth": "community",
    "maturity": "network",
}
_TASK_SHARE = Decimal("0.35")
"""Most of a person's week that stage tasks take while there is room in later weeks (an assumption)."""
_OPENING_SHARE = Decimal("0.9")
"""The same before the groups open, when there are no posts and replies yet."""


def suitable_tasks(
    type_row: TypeRow, stage: StageId, situation: str, banned: frozenset[str]
) -> list[TaskRow]:
    """Return the tasks that suit type, situation and red lines, in order of their place in the stage."""
    rows = [
        row
        for row in (*load_tasks().values(), *type_row.tasks)
        if row.stage == stage
        and situation in row.situations
        and (not row.types or type_row.id in row.types)
        and not banned.intersection(row.tags)
    ]
    return sorted(rows, key=lambda row: (row.at, len(row.after), row.id))


def opening_day(
    rows: Sequence[TaskRow],
    window: DateRange,
    weeks: int,
    people: Sequence[CompletePerson],
    roles: Mapping[str, CompleteRole],
) -> date:
    """Return the Monday on which new groups open.

    At least ``weeks`` after the start, later where the preparation does not fit into the hours of the people who do
    it, but never in the last third of the window.
    """
    opens = next((row.at for row in rows if row.opens), Decimal(1))
    minutes: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.at <= opens:
            minutes[holder_of(row.role, roles)] += row.minutes
    for person in people:
        if person.minutes:
            weeks = max(weeks, -(-minutes[person.id] // person.minutes))
    monday = Week.of(window.start).monday + timedelta(weeks=weeks)
    latest = window.start + timedelta(days=window.days * 2 // 3)
    return max(window.start, min(monday, latest - timedelta(days=latest.weekday())))


def around_opening(rows: Sequence[TaskRow], window: DateRange, opening: date | None) -> dict[str, Decimal]:
    """Return each task's share of the window, stretched so that the opening task falls on the opening day."""
    opens = next((row.at for row in rows if row.opens), None)
    if opening is None or opens is None or opening not in window or not 0 < opens < 1:
        return {row.id: row.at for row in rows}
    last = max(1, window.days - 1)
    point = Decimal((opening - window.start).days) / last
    after = {
        row.id: min(Decimal(1), point + Decimal(row.days_after_opening) / last)
        for row in rows
        if row.days_after_opening is not None
    }
    return {
        row.id: after[row.id]
        if row.id in after
        else row.at / opens * point
        if row.at <= opens
        else point + (row.at - opens) / (1 - opens) * (1 - point)
        for row in rows
    }


@dataclass
class TaskMaker:
    """Makes the tasks of each stage in turn, so that a person's weeks fill up over all stages."""

    type_row: TypeRow
    situation: str
    banned: frozenset[str]
    people: tuple[CompletePerson, ...]
    roles: Mapping[str, CompleteRole]
    days: WorkCalendar
    params: Mapping[str, Text]
    origins: OriginBook
    names: Mapping[str, Text] = field(default_factory=dict)
    """Holder id → name, for texts that name the owner."""
    opening: date | None = None
    """Day on which the groups open, where there is one: preparation is due before it, the rest after."""
    minutes_left: Mapping[tuple[StageId, str], int] = field(default_factory=dict)
    """Minutes for tasks by stage and person, where hours are written."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Preset tasks that did not fit into the hours."""
    _used: dict[tuple[str, Week], int] = field(default_factory=lambda: defaultdict(int))
    _made: set[str] = field(default_factory=set)
    """Ids of all tasks made so far: what a task waits for must exist."""

    def tasks(self, stage: StageId, window: DateRange, written: Stage | None) -> tuple[CompleteTask, ...]:
        """Return the stage's tasks in order of their due day.

        A written list is the list; else the tasks of knowledge that suit type, situation and red lines. Those
        without a written day are due where knowledge puts them in the stage, later where the person's week is
        full, never before what they build on, always on a work day.
        """
        if written is not None and written.tasks is not None:
            return self._written(stage, window, written.tasks)
        self.origins.assumed(("stages", stage, "tasks"), "tasks")
        left = {key: minutes for key, minutes in self.minutes_left.items() if key[0] == stage}
        rows, dropped = tasks_that_fit(self._rows(stage), left, self.roles)
        self.left_out += dropped
        self._made |= {row.id for row in rows}
        shares = around_opening(rows, window, self.opening)
        dated = self._place(
            [(row.id, self._task(row), shares[row.id]) for row in rows],
            window,
            gaps={row.id: row.gap for row in rows},
        )
        kept = {task.id for task in dated}
        known = [replace(task, after=tuple(t for t in task.after if t in kept)) for task in dated]
        return tuple(sorted(known, key=lambda task: task.due))

    def _rows(self, stage: StageId) -> list[TaskRow]:
        return suitable_tasks(self.type_row, stage, self.situation, self.banned)

    def _task(self, row: TaskRow) -> CompleteTask:
        owner = holder_of(row.role, self.roles)
        params = {**self.params, "owner": self.names.get(owner, Text(owner, owner))}
        return CompleteTask(
            id=row.id,
            title=fill(row.title, params),
            how=fill(row.how, params),
            done=fill(row.done, params),
            due=date.min,
            owner=owner,
            minutes=row.minutes,
            rung=row.rung,
            after=tuple(before for before in row.after if before in self._made),
        )

    def _written(
        self, stage: StageId, window: DateRange, tasks: Sequence[StageTask]
    ) -> tuple[CompleteTask, ...]:
        taken = {task.id for task in tasks if task.id}
        ids = [task.id or derive_id(task.title, "task", taken) for task in tasks]
        titles = {task.title: task_id for task, task_id in zip(tasks, ids, strict=True)}
        placed: list[tuple[str, CompleteTask, Decimal]] = []
        fixed: list[CompleteTask] = []
        for index, (task, task_id) in enumerate(zip(tasks, ids, strict=True)):
            path = ("stages", stage, "tasks", index)
            owner = find_holder(task.owner, self.people, self.roles) if task.owner else None
            if task.minutes is None:
                self.origins.assumed((*path, "minutes"), "assumptions/task_minutes")
            made = CompleteTask(
                id=task_id,
                title=said(task.title),
                how=said(task.how) if task.how else None,
                done=said(task.done) if task.done else None,
                due=task.due or date.min,
                owner=owner or holder_of("admin", self.roles),
                minutes=task.minutes if task.minutes is not None else int(assumed("task_minutes")),
                rung=task.rung or _RUNG[stage],
                after=tuple(titles.get(ref, ref) for ref in task.after or ()),
            )
            if task.due is not None:
                fixed.append(made)
            else:
                self.origins.derived((*path, "due"), "evenly over the stage", ("stages", stage))
                placed.append((task_id, made, Decimal(index + 1) / (len(tasks) + 1)))
        dated = self._place(placed, window, {task.id: task.due for task in fixed})
        return tuple(sorted((*fixed, *dated), key=lambda task: task.due))

    def _place(
        self,
        tasks: list[tuple[str, CompleteTask, Decimal]],
        window: DateRange,
        fixed: Mapping[str, date] | None = None,
        gaps: Mapping[str, int] | None = None,
    ) -> list[CompleteTask]:
        due: dict[str, date] = dict(fixed or {})
        placed = []
        for task_id, task, at in tasks:
            wished = window.start + timedelta(
                days=max(min(4, window.days - 1), round(at * (window.days - 1)))
            )
            built_on = [due[before] for before in task.after if before in due]
            gap = timedelta(days=(gaps or {}).get(task_id, 0) if built_on else 0)
            earliest = min(max([window.start, *built_on]) + gap, max([window.last, *built_on]))
            before = self.opening - timedelta(days=1) if self.opening is not None else None
            if self.opening is not None and wished == self.opening:
                day = max(self._work_day(self.opening, window), earliest)
            else:
                opening = before if before is not None and wished <= before else None
                day = self._with_room(task, max(wished, earliest), earliest, opening, window)
            self._used[(task.owner, Week.of(day))] += task.minutes
            due[task_id] = day
            placed.append(replace(task, due=day))
        return placed

    def _with_room(
        self, task: CompleteTask, wished: date, earliest: date, opening: date | None, window: DateRange
    ) -> date:
        """The work day nearest to the wished one in a week that has room for the task.

        What prepares the opening may come earlier than wished but not after the opening; everything else may only
        come later. Where no week has room, the one with the least work in it takes the task.
        """
        latest = max(min(opening or window.last, window.last), earliest)
        person = next((p for p in self.people if p.id == task.owner), None)
        first = earliest if opening is not None else min(wished, latest)
        options = sorted(
            {self._work_day(day, window) for day in DateRange(first, latest + timedelta(days=1))}
        )
        options = [day for day in options if earliest <= day] or [self._work_day(wished, window)]
        near = sorted(options, key=lambda day: (abs((day - wished).days), day))
        share = _OPENING_SHARE if opening is not None else _TASK_SHARE
        known = person.minutes if person is not None else None
        weekly = known * share if known is not None else assumed("task_minutes_a_week")
        for day in near:
            used = self._used[(task.owner, Week.of(day))]
            in_week = Week.of(day).range.intersection(window)
            room = int(weekly * (in_week.days if in_week else 7) / 7)
            if used + task.minutes <= room or (used == 0 and task.minutes > room):
                return day
        return min(near, key=lambda day: self._used[(task.owner, Week.of(day))])

    def _work_day(self, day: date, window: DateRange) -> date:
        """The work day at or before the day; at the beginning of the stage the first one after it."""
        found = self.days.add_work_days(day, 0)
        return found if found >= window.start else min(self.days.next_work_day(day), max(window.last, day))
