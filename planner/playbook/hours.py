"""Hours: what each person (or unnamed role) has to do in each week, against what they have."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.dates.ranges import Week, weeks
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import assumed
from planner.playbook.duty import does_routine, week_capacity
from planner.playbook.event_work import live_minutes
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import ContentCalendar
from planner.playbook.values.hours import HoursPlan, WeekLoad, WorkSource


def build_hours(
    plan: CompletePlan, days: WorkCalendar, calendar: ContentCalendar, events: tuple[Occurrence, ...]
) -> HoursPlan:
    """Add up posts, replies, routines, events and tasks by holder and ISO week; a share on top for the unforeseen."""
    demand: dict[tuple[Week, str], dict[WorkSource, int]] = defaultdict(lambda: defaultdict(int))

    def add(on: date, holder: str, source: WorkSource, minutes: int) -> None:
        day = min(max(on, plan.period.start), plan.period.last)
        if minutes and holder:
            demand[(Week.of(day), holder)][source] += minutes

    review = int(assumed("review_minutes"))
    for entry in calendar.entries:
        add(entry.draft_due, entry.owner, "content", entry.minutes)
        add(entry.review_due, entry.reviewer, "content", review)
        add(entry.on, entry.duty.person, "sending", entry.send_minutes)
        add(entry.on, entry.duty.person, "replies", entry.reply_minutes)
    for routine in plan.routines:
        for on in _routine_days(plan, routine.when, days):
            if any(on in stage.window and stage.id in routine.stages for stage in plan.stages):
                times = _open_groups(plan, on) if routine.per_group else 1
                add(on, does_routine(plan, routine.owner, on) or "", "routine", routine.minutes * times)
    for event in events:
        for step in event.preparation:
            add(step.due, step.owner, "preparation", step.minutes)
        for holder, minutes in live_minutes(event.activity).items():
            add(event.on, holder, "event", minutes)
        for after in event.follow_up:
            add(after.on, after.owner, "follow_up", after.minutes)
    for stage in plan.stages:
        for task in stage.tasks:
            add(task.due, task.owner, "task", task.minutes)
    return _summed(plan, days, demand)


def _routine_days(plan: CompletePlan, when: str, days: WorkCalendar) -> tuple[date, ...]:
    rule = parse_recurrence(when)
    return () if isinstance(rule, RecurrenceError) else occurrences(rule, plan.period, workdays=days)


def _open_groups(plan: CompletePlan, on: date) -> int:
    return sum(
        1
        for group in plan.groups
        if (group.opened is None or group.opened <= on) and (group.closes is None or on <= group.closes)
    )


def _summed(
    plan: CompletePlan, days: WorkCalendar, demand: dict[tuple[Week, str], dict[WorkSource, int]]
) -> HoursPlan:
    share = assumed("buffer_share")
    people = {person.id: person for person in plan.people}
    holders = sorted({holder for _, holder in demand}, key=lambda holder: (holder not in people, holder))
    all_weeks = weeks(plan.period)
    loads = []
    for week in all_weeks:
        for holder in holders:
            sources = dict(demand.get((week, holder), {}))
            total = sum(sources.values())
            if total:
                sources["buffer"] = int((Decimal(total) * share).to_integral_value())
            loads.append(WeekLoad(week, holder, sources, week_capacity(plan, holder, week, days)))
    means = {
        holder: sum(load.total for load in loads if load.holder == holder) // max(1, len(all_weeks))
        for holder in holders
    }
    busiest = max(loads, key=lambda load: (load.over, load.total, load.week), default=None)
    return HoursPlan(tuple(loads), means, sum(load.total for load in loads), busiest)
