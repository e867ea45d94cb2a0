"""Everything that takes time as pieces of work: posts, routines, tasks, events.

Writing, preparing and stage tasks are divisible between the day on which they can be begun and their due day; the
rest is done on its day. Deadlines are counted back in work days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteRoutine
from planner.dates.ranges import ONE_DAY
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.knowledge.load import assumed
from planner.playbook.members.sign_ups import sign_up_work
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Posting
from planner.playbook.values.hours import Work
from planner.playbook.work.duty import does_routine
from planner.playbook.work.event_work import live_minutes
from planner.playbook.work.staff_days import StaffDays

_NEAR = 7
"""Days before or after an event in which a routine that belongs to it is done; its own day is the first."""


def steady_work(plan: CompletePlan, staff: StaffDays, postings: Iterable[Posting]) -> tuple[Work, ...]:
    """Return all work that does not come from events: posts (filled or not), routines, tasks."""
    return (*_posts(plan, staff, postings), *_routines(plan, staff), *_tasks(plan, staff))


def event_pieces(plan: CompletePlan, staff: StaffDays, event: Occurrence) -> tuple[Work, ...]:
    """Return all work of one event: what holding it takes, and the messages to those who sign up or stay away."""
    return (*holding_pieces(plan, staff, event), *sign_up_work(plan, event))


def holding_pieces(plan: CompletePlan, staff: StaffDays, event: Occurrence) -> tuple[Work, ...]:
    """Return the work of holding one event: preparation, the event itself, what follows; nothing without minutes."""
    begins = int(assumed("preparation_start_days"))
    found = [
        # What is due on the day itself (setting up) cannot be done earlier.
        Work(
            step.id,
            step.owner,
            "preparation",
            max(
                step.due if step.due >= event.on else _earliest(plan, staff, step.due, begins),
                step.not_before or plan.period.start,
            ),
            step.due,
            step.minutes,
        )
        for step in event.preparation
    ]
    found += [
        Work(event.id, holder, "event", event.on, event.on, minutes)
        for holder, minutes in live_minutes(event.activity).items()
    ]
    found += [
        Work(step.id, step.owner, "follow_up", step.on, step.on, step.minutes) for step in event.follow_up
    ]
    return tuple(piece for piece in found if piece.minutes and piece.holder)


def _earliest(plan: CompletePlan, staff: StaffDays, due: date, work_days: int) -> date:
    """The day on which work can be begun: some work days before it is due, within the period."""
    return min(due, max(plan.period.start, staff.back(due, work_days)))


def _posts(plan: CompletePlan, staff: StaffDays, postings: Iterable[Posting]) -> Iterator[Work]:
    review = int(assumed("review_minutes"))
    begins = int(assumed("draft_start_days"))
    earliest: dict[date, date] = {}
    for post in postings:
        due, on, duty = post.draft_due, post.on, post.duty.person
        if due not in earliest:
            earliest[due] = _earliest(plan, staff, due, begins)
        if post.minutes and post.owner:
            yield Work(post.id, post.owner, "content", earliest[due], due, post.minutes)
        if review and post.reviewer:
            yield Work(post.id, post.reviewer, "content", post.review_due, post.review_due, review)
        if post.send_minutes and duty:
            yield Work(post.id, duty, "sending", on, on, post.send_minutes)
        if post.reply_minutes and duty:
            yield Work(post.id, duty, "replies", on, on, post.reply_minutes)


def _routines(plan: CompletePlan, staff: StaffDays) -> Iterator[Work]:
    for routine in plan.routines:
        windows = [stage.window for stage in plan.stages if stage.id in routine.stages]
        for on in routine_days(plan, routine, staff):
            if not any(on in window for window in windows) or (
                routine.start is not None and on < routine.start
            ):
                continue
            doer = does_routine(plan, routine.owner, on)
            minutes = routine.minutes * (_open_groups(plan, on) if routine.per_group else 1)
            if doer and minutes:
                yield Work(f"routine:{routine.id}:{on}", doer, "routine", on, on, minutes)


def without_idle_routines(
    plan: CompletePlan, work: Sequence[Work], events: Iterable[Occurrence]
) -> tuple[Work, ...]:
    """Return the work without routines that belong to offline events, on days around which there is none."""
    bound = {f"routine:{one.id}": one.events for one in plan.routines if one.events}
    if not bound:
        return tuple(work)
    held = [event.on for event in events if event.activity.mode == "offline"]
    near = {
        "before": {on - n * ONE_DAY for on in held for n in range(_NEAR)},
        "on": set(held),
        "after": {on + n * ONE_DAY for on in held for n in range(_NEAR)},
    }
    return tuple(
        piece
        for piece in work
        if (when := bound.get(piece.id.rpartition(":")[0])) is None or piece.due in near[when]
    )


def routine_days(plan: CompletePlan, routine: CompleteRoutine, staff: StaffDays) -> tuple[date, ...]:
    """Return the days of the period on which a routine falls due."""
    rule = parse_recurrence(routine.when)
    return () if isinstance(rule, RecurrenceError) else occurrences(rule, plan.period, workdays=staff.days)


def _open_groups(plan: CompletePlan, on: date) -> int:
    return sum(1 for group in plan.groups if group.is_open(on))


def _tasks(plan: CompletePlan, staff: StaffDays) -> Iterator[Work]:
    begins = int(assumed("task_start_days"))
    due = {task.id: task.due for stage in plan.stages for task in stage.tasks}
    for stage in plan.stages:
        for task in stage.tasks:
            built_on = [due[before] for before in task.after if before in due]
            earliest = max([stage.window.start, _earliest(plan, staff, task.due, begins), *built_on])
            if task.minutes and task.owner:
                # A task whose written day lies before what it builds on, or before its stage, is done on that day.
                begun = min(earliest, task.due)
                yield Work(f"task:{stage.id}:{task.id}", task.owner, "task", begun, task.due, task.minutes)
