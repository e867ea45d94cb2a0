"""What a week of the calendar holds beside posts: tasks that are due, fixed days, openings, hours against capacity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.names import Names
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task or a piece of event preparation that is due in the week."""

    day: str
    title: str
    who: str
    time: str


@dataclass(frozen=True, slots=True)
class Load:
    """Hours of one person in the week, and what that means."""

    who: str
    hours: str
    capacity: str
    """Empty where the plan gives no hours."""
    state: Literal["open", "full", "over", ""]
    difference: str


_FULL_FROM = 30
"""Minutes: with less than that left, nothing more fits into a week."""


def due_tasks(playbook: Playbook, week: Week, names: Names) -> tuple[DueTask, ...]:
    """Return the stage tasks and event preparation due in a week, in order of day."""
    due: list[tuple[date, str, str, int]] = [
        (task.due, names.text(task.title), task.owner, task.minutes)
        for stage in playbook.plan.stages
        for task in stage.tasks
        if Week.of(task.due) == week
    ]
    due.sort(key=lambda item: item[0])
    return tuple(
        DueTask(
            words.short_day(on, names.language),
            title,
            names.holder(owner),
            words.duration(minutes, names.language),
        )
        for on, title, owner, minutes in due
    )


def week_loads(playbook: Playbook, week: Week, names: Names) -> tuple[Load, ...]:
    """Return the hours of everyone who has something to do in a week."""
    found = []
    for load in playbook.hours.loads:
        if load.week != week or not load.total:
            continue
        state: Literal["open", "full", "over", ""] = ""
        difference = 0
        if load.capacity is not None:
            difference = abs(load.capacity - load.total)
            over = load.total > load.capacity
            state = "over" if over else "full" if difference < _FULL_FROM else "open"
        found.append(
            Load(
                who=names.holder(load.holder),
                hours=words.hours(load.total, names.language),
                capacity=words.hours(load.capacity, names.language) if load.capacity is not None else "",
                state=state,
                difference=words.hours(difference, names.language),
            )
        )
    return tuple(found)
