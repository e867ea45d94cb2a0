"""The dated things of a playbook: posts, occurrences, their preparation, the stages' tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from planner.knowledge.load import load_activity_kind
from planner.playbook.model import Playbook
from planner.playbook.record.dated import entry_record

Kind = Literal["post", "occurrence", "preparation", "task"]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a day of its own.

    ``at``: day, with the hour where it has one; ``words``: what fills a post; ``people``: all who have to do with it;
    ``source``: id of its series, activity or stage; ``month``: the first day of its month.
    """

    id: str
    kind: Kind
    at: str
    on: date
    stage: str
    source: str
    people: frozenset[str]
    words: str = ""
    tags: tuple[str, ...] = ()
    chosen: bool = False
    """An event, or its preparation, that the choice of activities put there."""

    @property
    def month(self) -> date:
        return self.on.replace(day=1)


def dated_things(playbook: Playbook) -> dict[str, Thing]:
    """Return all dated things by id."""
    return {thing.id: thing for thing in (*_posts(playbook), *_events(playbook), *_tasks(playbook))}


def _posts(playbook: Playbook) -> Iterator[Thing]:
    for entry in playbook.calendar.entries:
        fill = msgspec.json.encode(entry_record(entry).fill).decode()
        people = frozenset((entry.owner, entry.reviewer, entry.duty.person))
        yield Thing(
            entry.id, "post", f"{entry.on}T{entry.time}", entry.on, entry.stage, entry.series, people, fill
        )


def _events(playbook: Playbook) -> Iterator[Thing]:
    for event in playbook.activities.occurrences:
        own, tags = event.activity.id, load_activity_kind(event.activity.kind).tags
        people = frozenset(
            (
                *event.activity.holders.values(),
                *(step.owner for step in event.preparation),
                *(step.owner for step in event.follow_up),
            )
        )
        at, chosen = f"{event.start:%Y-%m-%dT%H:%M}", not event.activity.written
        yield Thing(event.id, "occurrence", at, event.on, event.stage, own, people, "", tags, chosen)
        for step in event.preparation:
            due = step.due.isoformat()
            yield Thing(step.id, "preparation", due, step.due, event.stage, own, people, "", tags, chosen)


def _tasks(playbook: Playbook) -> Iterator[Thing]:
    for stage in playbook.plan.stages:
        for task in stage.tasks:
            people, due = frozenset((task.owner,)), task.due.isoformat()
            yield Thing(f"task:{stage.id}:{task.id}", "task", due, task.due, stage.id, stage.id, people)
