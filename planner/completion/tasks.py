"""Stage tasks: which ones, who does them, and a work day by which each is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from planner.completion.earlier import KEPT_SLACK, NOTHING_EARLIER, Earlier
from planner.completion.hours import tasks_that_fit
from planner.completion.model import LeftOut
from planner.completion.naming import derive_id
from planner.completion.origins import OriginBook
from planner.completion.params import english_day
from planner.completion.task_days import TaskPlacer
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
    minutes = _minutes_before_opening(rows, roles)
    for person in people:
        if person.minutes:
            weeks = max(weeks, -(-minutes[person.id] // person.minutes))
    monday = Week.of(window.start).monday + timedelta(weeks=weeks)
    latest = window.start + timedelta(days=window.days * 2 // 3)
    return max(window.start, min(monday, latest - timedelta(days=latest.weekday())))


def opening_holds(
    opening: date,
    rows: Sequence[TaskRow],
    window: DateRange,
    weeks: int,
    people: Sequence[CompletePerson],
    roles: Mapping[str, CompleteRole],
    as_of: date | None,
) -> bool:
    """Say whether an opening day that people know already can stay: it is past, or the preparation still (nearly) fits."""
    if as_of is not None and opening < as_of:
        return opening in window
    latest = window.start + timedelta(days=window.days * 2 // 3)
    given = Decimal((opening - Week.of(window.start).monday).days) / 7
    if not window.start <= opening <= latest or given < weeks:
        return False
    minutes = _minutes_before_opening(rows, roles)
    return all(minutes[p.id] <= p.minutes * given * KEPT_SLACK for p in people if p.minutes)


def _minutes_before_opening(rows: Sequence[TaskRow], roles: Mapping[str, CompleteRole]) -> dict[str, int]:
    opens = next((row.at for row in rows if row.opens), Decimal(1))
    minutes: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.at <= opens:
            minutes[holder_of(row.role, roles)] += row.minutes
    return minutes


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


def _said_day(day: date | None) -> Text:
    """A day as it is spoken of in a message; a blank where there is none."""
    return Text(f"{day.month} 月 {day.day} 日", english_day(day)) if day else Text("__", "__")


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
    earlier: Earlier = NOTHING_EARLIER
    """Days that tasks had before; they stay where they still suit."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Preset tasks that did not fit into the hours."""
    _made: set[str] = field(default_factory=set)
    """Ids of all tasks made so far: what a task waits for must exist."""

    def __post_init__(self) -> None:
        self._placer = TaskPlacer(self.people, self.days, self.opening, self.earlier)

    def tasks(self, stage: StageId, window: DateRange, written: Stage | None) -> tuple[CompleteTask, ...]:
        """Return the stage's tasks in order of their due day.

        A written list is the list; else the tasks of knowledge that suit type, situation and red lines. Those
        without a written day are due where knowledge puts them in the stage, later where the person's week is
        full, never before what they build on, always on a work day.
        """
        if self._is_over(window):
            return self._over(stage)
        if written is not None and written.tasks is not None:
            return self._written(stage, window, written.tasks)
        self.origins.assumed(("stages", stage, "tasks"), "tasks")
        left = {key: minutes for key, minutes in self.minutes_left.items() if key[0] == stage}
        past = self.earlier.past(stage)
        over = {task.id for task in past}
        had = frozenset(task for its_stage, task in self.earlier.tasks if its_stage == stage)
        suitable = [row for row in self._rows(stage) if row.id not in over]
        rows, dropped = tasks_that_fit(suitable, left, self.roles, had)
        self.left_out += dropped
        self._made |= {row.id for row in rows} | over
        shares = around_opening(rows, window, self.opening)
        dated = self._placer.place(
            stage,
            [(self._task(row), shares[row.id]) for row in rows],
            window,
            fixed={task.id: task.due for task in past},
            gaps={row.id: row.gap for row in rows},
        )
        kept = {task.id for task in dated} | over
        known = [replace(task, after=tuple(t for t in task.after if t in kept)) for task in dated]
        return tuple(sorted((*past, *known), key=lambda task: task.due))

    def _is_over(self, window: DateRange) -> bool:
        """Whether everything stays as it was up to a day after which the stage has no work day left."""
        as_of = self.earlier.as_of
        if as_of is None or as_of < window.start:
            return False
        return as_of >= window.end or not self.days.work_days(DateRange(as_of, window.end))

    def _over(self, stage: StageId) -> tuple[CompleteTask, ...]:
        """The tasks of a stage that is history: nothing is added to it."""
        past = self.earlier.past(stage)
        self._made |= {task.id for task in past}
        self._placer.know(past)
        return tuple(sorted(past, key=lambda task: task.due))

    def _rows(self, stage: StageId) -> list[TaskRow]:
        return suitable_tasks(self.type_row, stage, self.situation, self.banned)

    def _task(self, row: TaskRow) -> CompleteTask:
        owner = holder_of(row.role, self.roles)
        params = {
            **self.params,
            "owner": self.names.get(owner, Text(owner, owner)),
            "opening": _said_day(self.opening),
        }
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
            say=fill(row.say, params) if row.say is not None else None,
        )

    def _written(
        self, stage: StageId, window: DateRange, tasks: Sequence[StageTask]
    ) -> tuple[CompleteTask, ...]:
        taken = {task.id for task in tasks if task.id}
        ids = [task.id or derive_id(task.title, "task", taken) for task in tasks]
        titles = {task.title: task_id for task, task_id in zip(tasks, ids, strict=True)}
        placed: list[tuple[CompleteTask, Decimal]] = []
        past = self.earlier.past(stage)
        over = {task.id for task in past}
        fixed: list[CompleteTask] = [*past]
        for index, (task, task_id) in enumerate(zip(tasks, ids, strict=True)):
            if task_id in over:
                continue
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
                say=said(task.say) if task.say else None,
            )
            if task.due is not None:
                fixed.append(made)
            else:
                self.origins.derived((*path, "due"), "evenly over the stage", ("stages", stage))
                placed.append((made, Decimal(index + 1) / (len(tasks) + 1)))
        dated = self._placer.place(stage, placed, window, {task.id: task.due for task in fixed})
        return tuple(sorted((*fixed, *dated), key=lambda task: task.due))
