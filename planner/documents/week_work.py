"""What is due in a week of the calendar beside posts: stage tasks, event work; hours against capacity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.event_dates import work_doer
from planner.documents.event_texts import event_texts
from planner.documents.names import Names
from planner.documents.sections.overloads import OverloadRow, WorkNames, overloads_of
from planner.documents.sections.work import is_whole, load_state, spare_or_lack
from planner.playbook.model import Playbook

DueKind = Literal["task", "preparation", "after"]


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task, a piece of an event's preparation or its follow-up that is due in the week."""

    kind: DueKind
    day: str
    title: str
    """Title of the task or of the piece of preparation; empty for a follow-up."""
    event: str
    """Name of the event; empty for tasks."""
    days: int
    """Days after the event; of follow-ups only."""
    who: str
    time: str


@dataclass(frozen=True, slots=True)
class Load:
    """Hours of one person in the week, and what that means."""

    who: str
    hours: str
    capacity: str
    """Empty where the plan gives no hours."""
    state: Literal["open", "full", "over", "before", "after", ""]
    """``over`` as the manager's page has it: by more than a tenth; up to that, nothing more fits.

    In a week that lies only partly in the plan, the days ``before`` its start or ``after`` its end do not count.
    """
    difference: str
    remedy: OverloadRow | None = None
    """What would help; only where the state is ``over``."""


def due_tasks(playbook: Playbook, week: Week, names: Names) -> tuple[DueTask, ...]:
    """Return the stage tasks and the work on events that are due in a week, in order of day."""
    language = names.language
    due = [
        (
            task.due,
            DueTask(
                "task",
                words.short_day(task.due, language),
                names.text(task.title),
                "",
                0,
                names.holder(task.owner),
                words.duration(task.minutes, language),
            ),
        )
        for stage in playbook.plan.stages
        for task in stage.tasks
        if Week.of(task.due) == week
    ]
    return tuple(
        row for _, row in sorted([*due, *_event_work(playbook, week, names)], key=lambda pair: pair[0])
    )


def _event_work(playbook: Playbook, week: Week, names: Names) -> list[tuple[date, DueTask]]:
    found = []
    for event in playbook.activities.occurrences:
        texts = event_texts(names, event)
        name = names.text(event.activity.name)
        dated: list[tuple[DueKind, date, str, str, int]] = [
            *(("preparation", p.due, texts.say(p.title), p.owner, p.minutes) for p in event.preparation),
            *(("after", step.on, "", step.owner, step.minutes) for step in event.follow_up),
        ]
        for kind, on, title, owner, minutes in dated:
            if Week.of(on) == week:
                row = DueTask(
                    kind,
                    words.short_day(on, names.language),
                    title,
                    name,
                    (on - event.end.date()).days if kind == "after" else 0,
                    work_doer(owner, texts),
                    words.duration(minutes, names.language),
                )
                found.append((on, row))
    return found


def week_loads(playbook: Playbook, week: Week, known: WorkNames) -> tuple[Load, ...]:
    """Return the hours of everyone who has something to do in a week."""
    names = known.names
    remedies = {row.who: row for row in overloads_of(playbook, week, known)}
    found = []
    for load in playbook.hours.loads:
        if load.week != week or not load.total:
            continue
        state: Literal["open", "full", "over", "before", "after", ""] = load_state(load)
        if state == "over" and not is_whole(playbook, week):
            state = "before" if week.monday < playbook.plan.period.start else "after"
        found.append(
            Load(
                who=names.holder(load.holder),
                hours=words.hours(load.total, names.language),
                capacity=words.hours(load.capacity, names.language) if load.capacity is not None else "",
                state=state,
                difference=words.hours(spare_or_lack(load), names.language),
                remedy=remedies.get(names.holder(load.holder)) if state == "over" else None,
            )
        )
    return tuple(found)
