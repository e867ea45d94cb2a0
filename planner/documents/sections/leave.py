"""Who is on leave when, who stands in, and which routines nobody does meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteRoutine
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import DateRange, Week
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.documents import words
from planner.documents.names import Names
from planner.playbook.work.duty import does_routine, is_available


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """One leave of one person, as far as it lies in the plan (or in the week that is shown)."""

    name: str
    days: str
    deputy: str
    """Who stands in; empty where the plan names nobody."""
    deputy_away: bool
    """Whether whoever stands in is never there on these days."""
    undone: tuple[tuple[str, int], ...]
    """Routines that nobody does on these days, with how often each falls due."""


def leave_rows(plan: CompletePlan, names: Names, week: Week | None = None) -> tuple[LeaveRow, ...]:
    """Return all leave in order of time; with ``week``, what of it falls into that week of the plan."""
    window = week.range.intersection(plan.period) if week else plan.period
    found = [
        (days.start, person, days)
        for person in plan.people
        for leave in person.leave
        if window is not None and (days := leave.intersection(window)) is not None
    ]
    if not found:
        return ()
    calendar = work_calendar(plan.calendar, plan.period)
    return tuple(
        _row(plan, person, days, calendar, names)
        for _, person, days in sorted(found, key=lambda one: (one[0], one[1].id))
    )


def _row(
    plan: CompletePlan, person: CompletePerson, days: DateRange, calendar: WorkCalendar, names: Names
) -> LeaveRow:
    deputy = next((one for one in plan.people if one.id == person.deputy), None)
    owned = [routine for routine in plan.routines if routine.owner == person.id]
    undone = [(names.text(one.name), _undone(plan, one, days, calendar)) for one in owned]
    return LeaveRow(
        name=person.name,
        days=words.date_range(days, names.language, plan.period.start.year),
        deputy=deputy.name if deputy else "",
        deputy_away=deputy is not None and not any(is_available(deputy, on) for on in days),
        undone=tuple((name, times) for name, times in undone if times),
    )


def _undone(plan: CompletePlan, routine: CompleteRoutine, days: DateRange, calendar: WorkCalendar) -> int:
    """How often a routine falls due on these days with nobody there who does it."""
    rule = parse_recurrence(routine.when)
    if isinstance(rule, RecurrenceError):
        return 0
    windows = [stage.window for stage in plan.stages if stage.id in routine.stages]
    return sum(
        1
        for on in occurrences(rule, plan.period, workdays=calendar)
        if on in days
        and any(on in window for window in windows)
        and does_routine(plan, routine.owner, on) is None
    )
