"""What a week is about: the day it leads to, the targets in human words, what has to be reached or known in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from planner.dates.ranges import Month, Week
from planner.documents import words
from planner.documents.names import Names
from planner.documents.sections.goals import as_written, named_figure, shown
from planner.playbook.model import Playbook
from planner.playbook.values.targets import GoalPath

_AHEAD = timedelta(weeks=2)
"""How long before an event its week speaks of it."""


ThemeKind = Literal["opening", "node", "event", "goal"]


@dataclass(frozen=True, slots=True)
class Theme:
    """What the week leads to: a group that opens, a day of the calendar, an event, else the next goal."""

    kind: ThemeKind
    name: str
    day: str
    weeks: int
    """Weeks from this one to that day; 0 where it lies in this week."""


@dataclass(frozen=True, slots=True)
class Target:
    """A goal at the month's end; of a share of the members also how many people that is."""

    text: str
    people: str = ""
    members: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A goal whose day lies in the week, or a figure that nobody knows yet and that has to be known by then."""

    kind: Literal["reached", "known"]
    text: str
    day: str
    who: str


def theme_of(playbook: Playbook, week: Week, names: Names) -> Theme | None:
    """Return what the week leads to; what lies in the week comes before what lies ahead."""
    for group in playbook.plan.groups:
        if group.opened is not None and group.opened in week.range and group.opened in playbook.plan.period:
            return _theme("opening", group.name, group.opened, week, names)
    days = sorted(
        (node.date, names.text(node.name), timedelta(days=node.lead_days))
        for node in playbook.plan.calendar.nodes
    )
    events = [(event.on, names.text(event.activity.name)) for event in playbook.activities.occurrences]
    for on, name, _ in days:
        if on in week.range:
            return _theme("node", name, on, week, names)
    for on, name in events:
        if on in week.range:
            return _theme("event", name, on, week, names)
    for on, name, lead in days:
        if week.sunday < on <= week.sunday + lead:
            return _theme("node", name, on, week, names)
    for on, name in events:
        if week.sunday < on <= week.sunday + _AHEAD:
            return _theme("event", name, on, week, names)
    return _goal_ahead(playbook, week, names)


def _theme(kind: ThemeKind, name: str, on: date, week: Week, names: Names) -> Theme:
    away = (Week.of(on).monday - week.monday).days // 7
    return Theme(kind, name, words.day(on, names.language), away)


def _goal_ahead(playbook: Playbook, week: Week, names: Names) -> Theme | None:
    ahead = [goal for goal in playbook.plan.goals if goal.by >= week.monday]
    if not ahead:
        return None
    goal = min(ahead, key=lambda one: one.by)
    figure = as_written(goal.target, playbook.plan.kpis[goal.kpi], names)
    return _theme("goal", named_figure(goal.kpi, figure, names), goal.by, week, names)


def targets_of(playbook: Playbook, month: Month, names: Names) -> tuple[Target, ...]:
    """Return the milestones of a month; of a goal without a baseline only the last one means anything."""
    return tuple(
        _target(playbook, path, month, mark.value, names)
        for path in playbook.paths
        for mark in path.milestones
        if mark.month == month and (not path.provisional or mark is path.milestones[-1])
    )


def _target(playbook: Playbook, path: GoalPath, month: Month, value: Decimal, names: Names) -> Target:
    text = named_figure(path.kpi, shown(value, playbook.plan.kpis[path.kpi], names), names)
    members = next((one.end for one in playbook.growth if one.month == month), 0)
    if not path.kpi.startswith("active_rate") or not members:
        return Target(text)
    people = (value * members / 100).to_integral_value(ROUND_CEILING)
    return Target(text, words.number(people), words.number(members))


def due_in(playbook: Playbook, week: Week, names: Names) -> tuple[Due, ...]:
    """Return the goals whose day lies in the week, and what has to be counted for the first time by then."""
    found = []
    goals = {goal.id: goal for goal in playbook.plan.goals}
    for path in playbook.paths:
        goal = goals[path.goal]
        if goal.by in week.range:
            figure = as_written(goal.target, playbook.plan.kpis[goal.kpi], names)
            text = named_figure(goal.kpi, figure, names)
            found.append(_due("reached", text, goal.by, goal.owner, names))
        if path.measured_by is not None and path.measured_by in week.range:
            found.append(_due("known", names.kpi(goal.kpi), path.measured_by, path.measured_who, names))
    return tuple(found)


def _due(kind: Literal["reached", "known"], text: str, on: date, who: str, names: Names) -> Due:
    return Due(kind, text, words.day(on, names.language), names.holder(who) if who else "")
