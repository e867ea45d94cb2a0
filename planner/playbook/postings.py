"""Postings: each slot with who writes, reviews, sends and answers, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from planner.completion.model import CompletePlan
from planner.completion.team import find_holder, holder_of
from planner.dates.ranges import Week
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.load import load_patterns
from planner.playbook.duty import due_day, on_duty
from planner.playbook.posts import Slot, build_slots
from planner.playbook.previous import Previous
from planner.playbook.values.content import Posting

_CLEAR = timedelta(minutes=30)
_BEFORE_EVENT = timedelta(hours=3)
_MORNING = time(8)


def build_postings(plan: CompletePlan, days: WorkCalendar, previous: Previous) -> tuple[Posting, ...]:
    """Return all postings in order of time. They depend on the plan, never on what is chosen beside it."""
    events = _set_events(plan, days)
    return tuple(_posting(plan, _beside_events(slot, events), days) for slot in build_slots(plan, days))


def _set_events(plan: CompletePlan, days: WorkCalendar) -> list[tuple[datetime, datetime]]:
    """Beginning and end of every event whose day the operator has set."""
    found = []
    for activity in plan.activities:
        dates = [activity.date] if activity.date is not None else []
        rule = parse_recurrence(activity.when) if activity.when else None
        if rule is not None and not isinstance(rule, RecurrenceError):
            dates += occurrences(rule, plan.period, workdays=days)
        for on in dates:
            start = datetime.combine(on, time(int(activity.time[:2]), int(activity.time[3:])))
            found.append((start, start + timedelta(minutes=activity.duration)))
    return found


def _beside_events(slot: Slot, events: list[tuple[datetime, datetime]]) -> Slot:
    """A post that would fall into an event goes out some hours before it starts."""
    at = datetime.combine(slot.on, time(int(slot.time[:2]), int(slot.time[3:])))
    for start, end in events:
        if start.date() == slot.on == end.date() and start - _CLEAR <= at <= end:
            earlier = max(start - _BEFORE_EVENT, datetime.combine(slot.on, _MORNING))
            return replace(slot, time=f"{earlier:%H:%M}")
    return slot


def _posting(plan: CompletePlan, slot: Slot, days: WorkCalendar) -> Posting:
    series, topic = slot.series, slot.topic
    owner = series.owner
    paths: list[PlanPath] = [("content", "series", series.id)]
    if topic is not None:
        owner = find_holder(topic.owner, plan.people, plan.roles) or owner if topic.owner else owner
        paths.append(("content", "topics", topic.id))
    first = days.add_work_days(plan.period.start, 0)
    first = first if first >= plan.period.start else days.next_work_day(plan.period.start)
    group_owner = next(
        (g.owner for g in plan.groups if g.id in series.groups), holder_of("admin", plan.roles)
    )
    reviewer = holder_of("owner", plan.roles)
    drafted = max(first, days.add_work_days(slot.on, -plan.content.draft_days))
    reviewed = max(first, days.add_work_days(slot.on, -plan.content.review_days))
    review_due = min(slot.on, due_day(plan, reviewer, reviewed, days, first))
    return Posting(
        id=slot.id,
        on=slot.on,
        nominal=slot.nominal,
        time=slot.time,
        week=Week.of(slot.on),
        stage=slot.stage,
        series=series.id,
        pillar=slot.pillar,
        platform=series.platform,
        groups=series.groups,
        format=series.format,
        owner=owner,
        reviewer=reviewer,
        duty=on_duty(plan, owner if series.format == "live" else group_owner, slot.on),
        draft_due=min(slot.on, due_day(plan, owner, min(drafted, review_due), days, first)),
        review_due=review_due,
        minutes=series.minutes,
        send_minutes=series.send_minutes * max(1, len(series.groups)),
        reply_minutes=_reply_minutes(series.format, series.reply_minutes) * max(1, len(series.groups)),
        topic=topic,
        reason=Reason("recurrence of the series", tuple(paths)),
    )


def _reply_minutes(how: str, minutes: int) -> int:
    """A live hour takes as long as the longest pattern for it, whatever its topic will be."""
    if how != "live":
        return minutes
    return max([minutes, *(row.live_minutes for row in load_patterns().values() if how in row.formats)])
