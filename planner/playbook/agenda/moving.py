"""Posts of ours after which nobody can be there: another hour of their day at which somebody can."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteSeries
from planner.dates.workdays import WorkCalendar
from planner.playbook.agenda.roster import Roster
from planner.playbook.posts.postings import MOVED, OVERRIDE, RECURRENCE
from planner.playbook.posts.presets import preset_series
from planner.playbook.posts.slots import Slot, clock_of
from planner.playbook.posts.spacing import PostRoom
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry
from planner.playbook.work.duty import answers_needed, duty_candidates, why_absent
from planner.playbook.work.event_work import LIVE_LIMIT

_MINUTE = timedelta(minutes=1)


def move_posts(
    plan: CompletePlan,
    days: WorkCalendar,
    entries: Sequence[Entry],
    events: Sequence[Occurrence],
    roster: Roster,
    unwatched: Collection[str],
) -> Mapping[str, Entry]:
    """Return by their ids the entries that find such an hour, with it and with who is there then.

    All limits of posts are kept, and no event is running. Hours that the operator wrote stay.
    """
    ours = {one.id: one for one in plan.content.series if one.id in preset_series(plan)}
    asked = [e for e in entries if e.id in unwatched and e.series in ours and e.reason.rule != OVERRIDE]
    asked = [entry for entry in asked if _may_help(plan, entry, ours[entry.series])]
    if not asked:
        return {}
    room = _room(plan, days, entries, events)
    found = {}
    for entry in asked:
        series = ours[entry.series]
        slot = _slot(entry, series)
        room.give_back(slot)
        for minute in room.hours(slot):
            tried = replace(entry, time=clock_of(minute))
            if room.fits(slot, entry.on, minute) and roster.is_alone(tried):
                duty, why = roster.look(tried, series)
                if why is None:
                    roster.give(tried, series)
                    rule = MOVED if entry.reason.rule == RECURRENCE else entry.reason.rule
                    found[entry.id] = replace(tried, duty=duty, reason=replace(entry.reason, rule=rule))
                    slot = replace(slot, time=tried.time)
                    break
        room.take(slot)
    return found


def _may_help(plan: CompletePlan, entry: Entry, series: CompleteSeries) -> bool:
    """Whether another hour can help at all: it is answered, and not everybody is away that day."""
    candidates = duty_candidates(plan, series, entry.owner, entry.on)
    return answers_needed(plan, series) and any(
        why_absent(plan, holder, entry.on, None) is None for holder in candidates
    )


def _room(
    plan: CompletePlan, days: WorkCalendar, entries: Sequence[Entry], events: Sequence[Occurrence]
) -> PostRoom:
    """What is taken once everything has its day."""
    room = PostRoom(plan, days)
    for entry in entries:
        room.take_at(entry.groups or (entry.platform,), entry.series, entry.on, entry.time)
    for event in events:
        if event.activity.duration <= LIVE_LIMIT:
            start = event.start.hour * 60 + event.start.minute
            room.take_event(event.on, start, start + (event.end - event.start) // _MINUTE)
    return room


def _slot(entry: Entry, series: CompleteSeries) -> Slot:
    return Slot(
        entry.id,
        entry.on,
        entry.nominal,
        entry.time,
        entry.stage,
        # The places that were taken are those of the entry.
        replace(series, groups=entry.groups, platform=entry.platform),
        entry.pillar,
        bound="day",
    )
