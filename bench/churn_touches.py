"""What each ordinary edit touches, stated as narrowly as the edit allows.

Touched are the things that an edit names, and those that share a limit with them: the hours of the same people in the
same month, the days or the stage that changed. Each function here gets the playbooks before and after the edit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bench.churn_things import Thing
from planner.playbook.model import Playbook

Touched = Callable[[Thing], bool]
Touches = Callable[[Playbook, Playbook], Touched]


def middle_monday(book: Playbook) -> date:
    day = book.plan.period.start + timedelta(days=book.plan.period.days // 2)
    return day - timedelta(days=day.weekday())


def new_holiday(book: Playbook) -> date:
    return middle_monday(book) + timedelta(days=2)


def topic_day(book: Playbook) -> date:
    posts = book.calendar.entries
    return posts[len(posts) // 3].on


def closed_monday(book: Playbook) -> date:
    day = book.plan.period.start + timedelta(days=book.plan.period.days * 3 // 4)
    return day - timedelta(days=day.weekday())


def middle_post_id(book: Playbook) -> str:
    posts = book.calendar.entries
    return posts[len(posts) // 2].id


def middle_event_id(book: Playbook) -> str:
    events = book.activities.occurrences
    return events[len(events) // 2].id


def nothing(_before: Playbook, _after: Playbook) -> Touched:
    """No date at all: only words may change."""
    return lambda thing: False


def activity(source: str) -> Touches:
    """An activity that comes, goes or changes: its own things, work of its people in the months that it is in, and
    chosen events of its stages, which have room for so many events only."""

    def touched(before: Playbook, after: Playbook) -> Touched:
        events = [
            event
            for book in (before, after)
            for event in book.activities.occurrences
            if event.activity.id == source or event.id == source
        ]
        people = {
            holder
            for event in events
            for holder in (*event.activity.holders.values(), *(step.owner for step in event.preparation))
        }
        months = {
            day.replace(day=1)
            for event in events
            for day in (event.on, *(step.due for step in event.preparation))
        }
        stages = {event.stage for event in events}
        own = {event.id for event in events} | {step.id for event in events for step in event.preparation}
        return lambda thing: (
            thing.id in own
            or thing.source == source
            or (thing.chosen and thing.stage in stages)
            or (thing.kind != "post" and bool(thing.people & people) and thing.month in months)
        )

    return touched


def last_written(before: Playbook, after: Playbook) -> Touched:
    """The last written activity, like :func:`activity`."""
    return activity(before.plan.activities[-1].id)(before, after)


def first_written(before: Playbook, after: Playbook) -> Touched:
    return activity(before.plan.activities[0].id)(before, after)


def somebodys_work(number: int) -> Touches:
    """Everything that a person of the plan has to do with."""

    def touched(before: Playbook, _after: Playbook) -> Touched:
        person = before.plan.people[number].id
        return lambda thing: person in thing.people

    return touched


def work_in_the_leave(before: Playbook, _after: Playbook) -> Touched:
    """Everything of the person with a new leave in the months of the leave, and preparation for events after it."""
    person, monday = before.plan.people[0].id, middle_monday(before)
    months = {day.replace(day=1) for day in (monday, monday + timedelta(days=6))}
    return lambda thing: person in thing.people and thing.month in months


def work_of_the_role(role: str) -> Touches:
    """Everything of those who had or have a role."""

    def touched(before: Playbook, after: Playbook) -> Touched:
        people = {p.id for book in (before, after) for p in book.plan.people if role in p.roles} | {role}
        return lambda thing: bool(thing.people & people)

    return touched


def work_around_the_holiday(before: Playbook, _after: Playbook) -> Touched:
    """The week of the day, and preparation that is counted back over it."""
    day = new_holiday(before)
    start, end = day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday())
    late = {
        step.id
        for event in before.activities.occurrences
        for step in event.preparation
        if step.due <= day <= event.on
    }
    return lambda thing: start <= thing.on <= end or thing.id in late


def things_in_the_closed_week(before: Playbook, _after: Playbook) -> Touched:
    """The month in which the closed week lies."""
    first = closed_monday(before)
    months = {day.replace(day=1) for day in (first, first + timedelta(days=6))}
    return lambda thing: thing.month in months


def posts_of_the_day(before: Playbook, _after: Playbook) -> Touched:
    day = topic_day(before)
    return lambda thing: thing.kind == "post" and thing.on == day


def first_series(before: Playbook, _after: Playbook) -> Touched:
    series = before.plan.content.series[0].id
    return lambda thing: thing.source == series


def work_of_the_last_owner(_before: Playbook, after: Playbook) -> Touched:
    """A new series takes hours from the one who writes it."""
    owner = after.plan.content.series[-1].owner
    return lambda thing: thing.kind != "post" and owner in thing.people


def middle_post(before: Playbook, _after: Playbook) -> Touched:
    post = middle_post_id(before)
    return lambda thing: thing.id == post


def middle_event(before: Playbook, after: Playbook) -> Touched:
    return activity(middle_event_id(before))(before, after)


def things_of_the_stages(before: Playbook, after: Playbook) -> Touched:
    """The stages whose windows change; posts only where their series is bound to stages."""
    windows = {stage.id: stage.window for stage in after.plan.stages}
    stages = {stage.id for stage in before.plan.stages if windows.get(stage.id) != stage.window}
    bound = {s.id for s in before.plan.content.series if len(s.stages) < len(before.plan.stages)}
    return lambda thing: thing.stage in stages if thing.kind != "post" else thing.source in bound


def work_of_those_on_duty(before: Playbook, _after: Playbook) -> Touched:
    """Another group takes the hours of those who send, answer and look after groups."""
    people = {entry.duty.person for entry in before.calendar.entries}
    people |= {routine.owner for routine in before.plan.routines}
    return lambda thing: thing.kind != "post" and bool(thing.people & people)


def outdoor_things(_before: Playbook, _after: Playbook) -> Touched:
    return lambda thing: "outdoor" in thing.tags


def offer_of_the_last(before: Playbook, _after: Playbook) -> Touched:
    """An offer that falls away: the events that were about it."""
    offer = before.plan.offers[-1].name
    about = {event.id for event in before.activities.occurrences if event.offer == offer}
    return lambda thing: thing.id in about
