"""Planning posts in tests, once and again on what an earlier planning gave."""

from __future__ import annotations

from datetime import date

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.playbook.build import holder_names
from planner.playbook.goals.targets import build_growth, build_paths
from planner.playbook.posts.calendar import build_calendar
from planner.playbook.posts.postings import build_postings
from planner.playbook.previous import NOTHING_BEFORE, PostedBefore, Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import ContentCalendar, Entry, PatternFill, Posting


def postings_of(plan: CompletePlan, previous: Previous = NOTHING_BEFORE) -> tuple[Posting, ...]:
    """Return the postings of a plan."""
    return build_postings(plan, work_calendar(plan.calendar, plan.period), previous)


def calendar_of(
    plan: CompletePlan, previous: Previous = NOTHING_BEFORE, events: tuple[Occurrence, ...] = ()
) -> ContentCalendar:
    """Return the content calendar of a plan beside some events."""
    days = work_calendar(plan.calendar, plan.period)
    paths = build_paths(plan, build_growth(plan))
    postings = build_postings(plan, days, previous)
    return build_calendar(plan, days, paths, postings, events, holder_names(plan), previous)


def previous_of(calendar: ContentCalendar, as_of: date | None = None) -> Previous:
    """Return what is remembered of a calendar; what lies before ``as_of`` stays as it was."""
    past = tuple(entry for entry in calendar.entries if as_of is not None and entry.on < as_of)
    return Previous(
        entries={entry.id: _posted(entry) for entry in calendar.entries}, as_of=as_of, past_entries=past
    )


def _posted(entry: Entry) -> PostedBefore:
    topic = entry.topic.id if entry.topic is not None else ""
    if isinstance(entry.fill, PatternFill):
        return PostedBefore(
            entry.on, entry.time, entry.pillar, entry.fill.pattern, entry.fill.params, topic=topic
        )
    return PostedBefore(entry.on, entry.time, entry.pillar, topic=topic)
