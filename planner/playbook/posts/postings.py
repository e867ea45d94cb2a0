"""Postings: each slot with who writes, reviews, sends and answers, and by when."""

from __future__ import annotations

from datetime import date

from planner.completion.model import CompletePlan
from planner.completion.team import find_holder, holder_of
from planner.completion.values.programme import CompleteSeries
from planner.dates.ranges import Week
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.load import load_patterns
from planner.playbook.posts.pillars import with_pillars
from planner.playbook.posts.presets import preset_series, series_knowledge, series_paths
from planner.playbook.posts.slots import Slot, in_open_groups, recurring_slots
from planner.playbook.posts.spacing import keep_limits
from planner.playbook.posts.topic_slots import with_dated_topics, with_listed_topics
from planner.playbook.previous import Previous
from planner.playbook.values.content import Posting, ReplyDuty
from planner.playbook.work.duty import due_day, first_day_there, is_there, on_duty

RECURRENCE = "recurrence of the series"
MOVED = "recurrence of the series, moved within its week to keep the limits of the group"
TOPIC_DAY = "day of the topic"
OVERRIDE = "override of the calendar"


def build_slots(plan: CompletePlan, days: WorkCalendar, previous: Previous) -> list[Slot]:
    """Return all slots from ``as_of`` on, in order of time: where they go out, in which pillar, with which topic."""
    ours = preset_series(plan)
    past = {entry.id for entry in previous.past_entries}
    slots = [
        slot for slot in recurring_slots(plan, days, ours, previous.as_of) if slot.id not in past
    ]  # fmt: skip
    slots = with_dated_topics(plan, slots, ours, previous)
    slots = in_open_groups(plan, keep_limits(plan, slots, days, previous))
    slots = with_pillars(plan, slots, previous.past_entries, previous)
    return with_listed_topics(plan, slots, previous)


def build_postings(plan: CompletePlan, days: WorkCalendar, previous: Previous) -> tuple[Posting, ...]:
    """Return all postings in order of time. They depend on the plan, never on what is chosen beside it.

    Entries before ``previous.as_of`` come first, as they were.
    """
    desk = _Desk(plan, days)
    planned = [desk.posting(slot) for slot in build_slots(plan, days, previous)]
    return (*previous.past_entries, *planned)


class _Desk:
    """Who does what until when; remembers what it has looked up, since most slots share their days and people."""

    def __init__(self, plan: CompletePlan, days: WorkCalendar) -> None:
        self._plan = plan
        self._days = days
        self._paths = series_paths(plan)
        self._knowledge = series_knowledge(plan)
        self._topics: dict[str, PlanPath] = {
            topic.id: ("content", "topics", index) for index, topic in enumerate(plan.content.topics)
        }
        first = days.add_work_days(plan.period.start, 0)
        self._first = first if first >= plan.period.start else days.next_work_day(plan.period.start)
        self._reviewer = plan.content.approver or holder_of("owner", plan.roles)
        self._due: dict[tuple[str, date], date] = {}
        self._before: dict[tuple[date, int], date] = {}
        self._duty: dict[tuple[str, str, date, str], ReplyDuty] = {}
        self._live = max(
            [0, *(row.live_minutes for row in load_patterns().values() if "live" in row.formats)]
        )

    def posting(self, slot: Slot) -> Posting:
        """Return the posting of a slot."""
        plan, series, topic = self._plan, slot.series, slot.topic
        owner = series.owner
        if topic is not None and topic.owner:
            owner = find_holder(topic.owner, plan.people, plan.roles) or owner
        drafted = self._work_day(slot.on, plan.content.draft_days)
        review_due = min(
            slot.on, self._due_day(self._reviewer, self._work_day(slot.on, plan.content.review_days))
        )
        draft_due = min(slot.on, self._due_day(owner, min(drafted, review_due)))
        draft_due, review_due = self._later(slot.on, owner, draft_due, review_due)
        replies = max(series.reply_minutes, self._live) if series.format == "live" else series.reply_minutes
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
            reviewer=self._reviewer,
            duty=self._on_duty(series, owner, slot.on, slot.time),
            draft_due=draft_due,
            review_due=review_due,
            minutes=series.minutes,
            send_minutes=series.send_minutes * max(1, len(series.groups)),
            reply_minutes=replies * max(1, len(series.groups)),
            topic=topic,
            reason=self._reason(slot),
        )

    def _work_day(self, on: date, before: int) -> date:
        """The work day some work days before another, not before the first of the period."""
        key = on, before
        if key not in self._before:
            self._before[key] = max(self._first, self._days.add_work_days(on, -before))
        return self._before[key]

    def _later(self, on: date, owner: str, draft_due: date, review_due: date) -> tuple[date, date]:
        """In the first days of a plan there may be no earlier day on which they are there: then the next one."""
        plan = self._plan
        if not is_there(plan, owner, draft_due):
            draft_due = first_day_there(plan, owner, draft_due, on) or draft_due
        if draft_due > review_due or not is_there(plan, self._reviewer, review_due):
            wished = max(draft_due, review_due)
            review_due = first_day_there(plan, self._reviewer, wished, on) or wished
        return draft_due, review_due

    def _due_day(self, holder: str, latest: date) -> date:
        key = holder, latest
        if key not in self._due:
            self._due[key] = due_day(self._plan, holder, latest, self._days, self._first)
        return self._due[key]

    def _on_duty(self, series: CompleteSeries, owner: str, on: date, clock: str) -> ReplyDuty:
        key = series.id, owner, on, clock
        if key not in self._duty:
            self._duty[key] = on_duty(self._plan, series, owner, on, clock)
        return self._duty[key]

    def _reason(self, slot: Slot) -> Reason:
        """The series; with it the topic and the override where there are."""
        paths = [self._paths[slot.series.id]]
        stays = slot.on == slot.nominal and slot.time == slot.series.time
        rule = RECURRENCE if stays else MOVED
        if slot.topic is not None and slot.topic.id in self._topics:
            paths.append(self._topics[slot.topic.id])
            if slot.topic.date is not None:
                rule = TOPIC_DAY
        if slot.override is not None:
            paths.append(("calendar", "overrides", slot.override))
            rule = OVERRIDE
        row = self._knowledge.get(slot.series.id)
        return Reason(rule, tuple(paths), (row,) if row else ())
