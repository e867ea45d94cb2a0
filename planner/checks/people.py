"""TEM: hours that what is written takes, and deputies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from planner.checks.context import WorkedOut
from planner.dates.ranges import Week
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text
from planner.playbook.event_work import live_minutes
from planner.playbook.values.hours import WeekLoad, WorkSource

_NAMES: Mapping[str, Text] = {
    "content": Text("写稿审稿", "writing and review"),
    "sending": Text("发送", "sending"),
    "replies": Text("回复", "replies"),
    "routine": Text("例行事务", "routines"),
    "preparation": Text("活动筹备", "preparation"),
    "event": Text("活动当天", "events"),
    "follow_up": Text("活动收尾", "follow-up"),
    "task": Text("任务", "tasks"),
}
_POSTS: tuple[WorkSource, ...] = ("content", "sending", "replies")
_Minutes = dict[tuple[Week, str], dict[str, int]]


def check_overload(worked: WorkedOut) -> Iterator[Finding]:
    """Yield TEM001 once for each person whom written work alone overloads, with the worst week."""
    written = _written_minutes(worked)
    period = worked.complete.period
    whole = [
        load
        for load in worked.playbook.hours.loads
        if load.capacity is not None and load.week.monday >= period.start and load.week.sunday in period
    ]
    for index, person in enumerate(worked.complete.people):
        weeks: list[tuple[int, WeekLoad, dict[str, int]]] = []
        for load in whole:
            if load.holder != person.id or load.capacity is None:
                continue
            parts = written.get((load.week, person.id), {})
            if sum(parts.values()) > load.capacity:
                weeks.append((sum(parts.values()) - load.capacity, load, parts))
        if weeks:
            yield _overload(index, person.name, weeks)


def _overload(index: int, name: str, weeks: list[tuple[int, WeekLoad, dict[str, int]]]) -> Finding:
    _, load, parts = max(weeks, key=lambda week: (week[0], -week[1].week.monday.toordinal()))
    largest = sorted(parts.items(), key=lambda part: -part[1])
    params = {
        "person": name,
        "week": load.week.monday,
        "capacity": _hours(load.capacity or 0),
        "hours": _hours(sum(parts.values())),
        "parts": tuple(
            Text(f"{_NAMES[key].zh} {_hours(minutes)}", f"{_NAMES[key].en} {_hours(minutes)}")
            for key, minutes in largest
        ),
        "weeks": len(weeks),
    }
    return Finding("TEM001", ("people", index, "hours"), params=params)


def _hours(minutes: int) -> str:
    return f"{round(Decimal(minutes) / 60, 1).normalize():f}"


def _written_minutes(worked: WorkedOut) -> _Minutes:
    """Minutes by week, person and kind of work, of what the plan writes itself."""
    found: _Minutes = defaultdict(lambda: defaultdict(int))
    content = worked.plan.content
    sources: list[WorkSource] = list(_POSTS) if content and content.series is not None else []
    sources += ["routine"] if worked.plan.routines is not None else []
    for load in worked.playbook.hours.loads:
        for source in sources:
            if load.demand.get(source):
                found[load.week, load.holder][source] += load.demand[source]
    _add_events(worked, found)
    for stage in worked.complete.stages:
        own = getattr(worked.plan.stages, stage.id) if worked.plan.stages else None
        for task in stage.tasks if own is not None and own.tasks is not None else ():
            found[Week.of(task.due), task.owner]["task"] += task.minutes
    return found


def _add_events(worked: WorkedOut, found: _Minutes) -> None:
    for event in worked.playbook.activities.occurrences:
        if not event.activity.written:
            continue
        for step in event.preparation:
            found[Week.of(step.due), step.owner]["preparation"] += step.minutes
        for holder, minutes in live_minutes(event.activity).items():
            found[Week.of(event.on), holder]["event"] += minutes
        for after in event.follow_up:
            found[Week.of(after.on), after.owner]["follow_up"] += after.minutes


def check_deputies(worked: WorkedOut) -> Iterator[Finding]:
    """Yield TEM002 where whoever looks after the groups has no deputy, though there is someone."""
    people = worked.complete.people
    if len(people) < 2:
        return
    keepers = {group.owner for group in worked.complete.groups if not group.deputy}
    for index, person in enumerate(people):
        written = worked.plan.people[index] if worked.plan.people else None
        if person.id in keepers and not person.deputy and not (written and written.deputy):
            others = tuple(other.name for other in people if other.id != person.id)
            params = {"person": person.name, "others": others}
            yield Finding("TEM002", ("people", index), params=params)
