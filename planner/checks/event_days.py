"""ACT006, CAL009, CAL010 and TEM004: written events without a day, or on a day that does not work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from planner.checks.activities import written_activities
from planner.checks.context import WEEKDAY_NAMES, WorkedOut
from planner.checks.document import activity_path
from planner.completion.team import WEEKDAYS
from planner.completion.values.programme import CompleteActivity
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import DateRange
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.plan.programme import Activity
from planner.playbook.values.activities import Occurrence
from planner.playbook.work.duty import is_available
from planner.playbook.work.event_work import LIVE_LIMIT, live_minutes

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class SetEvent:
    """An occurrence of a written activity whose day the plan sets, and where it does."""

    path: PlanPath
    event: Occurrence
    index: int
    """Index of the written activity."""


def set_events(worked: WorkedOut) -> list[SetEvent]:
    """Return the occurrences of written activities whose day is written, in the activities' order, then by time."""
    moved = {o.id: n for n, o in enumerate(worked.complete.calendar.overrides) if o.date is not None}
    found = []
    for index, item, activity in written_activities(worked):
        key = "date" if item.date is not None else "when" if item.when is not None else None
        for event in _held(worked, activity):
            if event.id in moved:
                found.append(SetEvent(("calendar", "overrides", moved[event.id], "date"), event, index))
            elif key is not None:
                found.append(SetEvent(activity_path(worked.data, index, key), event, index))
    return found


def _held(worked: WorkedOut, activity: CompleteActivity) -> list[Occurrence]:
    return [one for one in worked.playbook.activities.occurrences if one.activity.id == activity.id]


def check_days_left(worked: WorkedOut) -> Iterator[Finding]:
    """Yield ACT006 for required written activities that are held on no day.

    What lies outside the period, or recurs on no day at all, is CAL001's and CAL008's.
    """
    paths = {row.path for row in worked.playbook.activities.left_out if row.lacks in ("time", "distance")}
    places = {activity.id: number for number, activity in enumerate(worked.complete.activities)}
    for index, item, activity in written_activities(worked):
        set_outside = item.date is not None and item.date not in worked.complete.period
        if ("activities", places.get(activity.id, -1)) not in paths or not activity.required or set_outside:
            continue
        if not _held(worked, activity):
            yield from _without_day(worked, activity_path(worked.data, index), item, activity)


def _without_day(
    worked: WorkedOut, path: PlanPath, item: Activity, activity: CompleteActivity
) -> Iterator[Finding]:
    windows = [stage.window for stage in worked.complete.stages if stage.id in activity.stages]
    if not windows:
        if item.when is None:  # else CAL008 says that it never falls due
            yield Finding("ACT006", (*path, "stages"), "no_stage", {"activity": activity.name})
        return
    quiet = worked.complete.calendar.blackout
    first, last = min(window.start for window in windows), max(window.last for window in windows)
    days = [window.start + timedelta(days=n) for window in windows for n in range(window.days)]
    shut = [number for number, (span, _) in enumerate(quiet) if any(day in span for day in days)]
    left = sum(1 for day in days if not any(day in span for span, _ in quiet))
    params = {
        "activity": activity.name,
        "start": first,
        "end": last,
        "left": left,
        "length": max(1, -(-activity.duration // _DAY)),
    }
    if shut and (not left or item.when is not None):
        params["reason"] = _reason(quiet[shut[0]][1])
        related = tuple(Related(("calendar", "blackout", number), "blackout") for number in shut)
        variant = "blackout" if not left else "recurring"
        yield Finding("ACT006", path, variant, params, related=related)
    elif item.when is None:
        yield Finding("ACT006", path, params=params)


def _reason(words: str) -> Text:
    return Text(f"\uff1a{words}", f": {words}") if words else Text("", "")


def check_blackouts(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL009 for events and topics whose written day lies in a blackout."""
    for one in set_events(worked):
        name = Text(f"“{one.event.activity.name.zh}”", f"“{one.event.activity.name.en}”")
        yield from _in_blackout(
            worked, one.path, "default", name, DateRange.inclusive(one.event.on, one.event.on)
        )
    for index, topic in enumerate((worked.plan.content.topics if worked.plan.content else None) or ()):
        if topic.date is not None:
            name = Text(f"“{topic.title}”", f"“{topic.title}”")
            day = DateRange.inclusive(topic.date, topic.date)
            yield from _in_blackout(worked, ("content", "topics", index, "date"), "topic", name, day)


def _in_blackout(
    worked: WorkedOut, path: PlanPath, variant: str, name: Text, day: DateRange
) -> Iterator[Finding]:
    for number, (span, reason) in enumerate(worked.complete.calendar.blackout):
        if day.start in span:
            params = {
                "what": name,
                "date": day.start,
                "start": span.start,
                "end": span.last,
                "reason": _reason(reason),
            }
            related = (Related(("calendar", "blackout", number), "blackout"),)
            yield Finding("CAL009", path, variant, params, related=related)
            return


def check_same_hour(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL010 once for every two written activities that the same person holds at the same hour."""
    people = {person.id: person.name for person in worked.complete.people}
    running = [one for one in set_events(worked) if one.event.activity.duration <= LIVE_LIMIT]
    running.sort(key=lambda one: (one.event.start, one.index))
    pairs: dict[tuple[int, PlanPath], list[tuple[SetEvent, SetEvent, tuple[str, ...]]]] = defaultdict(list)
    for number, one in enumerate(running):
        for other in running[number + 1 :]:
            if other.event.start >= one.event.end:
                break
            same = live_minutes(one.event.activity).keys() & live_minutes(other.event.activity).keys()
            names = tuple(people[holder] for holder in sorted(same) if holder in people)
            if names:
                first, second = sorted((one, other), key=lambda event: event.index)
                pairs[first.index, second.path].append((first, second, names))
    for found in pairs.values():
        first, second, names = found[0]
        params = {
            "person": names,
            "first": first.event.activity.name,
            "second": second.event.activity.name,
            "date": second.event.on,
            "time": f"{max(first.event.start, second.event.start):%H:%M}",
            "count": len(found),
        }
        related = (Related(first.path, "first"),)
        yield Finding(
            "CAL010", second.path, "often" if len(found) > 1 else "default", params, related=related
        )


def check_holders(worked: WorkedOut) -> Iterator[Finding]:
    """Yield TEM004 for written days on which a person who runs the event is away, without a deputy who is there."""
    people = {person.id: (number, person) for number, person in enumerate(worked.complete.people)}
    missed: dict[tuple[PlanPath, str], list[SetEvent]] = defaultdict(list)
    for one in set_events(worked):
        for holder in sorted({*one.event.activity.holders.values()}):
            if holder in people and not _covered(worked, people[holder][1], one.event):
                missed[one.path, holder].append(one)
    for (path, holder), events in missed.items():
        yield _away(path, *people[holder], events)


def _covered(worked: WorkedOut, person: CompletePerson, event: Occurrence) -> bool:
    """Whether the person is there or has a deputy who is, and who has nothing else to do at the event."""
    deputy = next((other for other in worked.complete.people if other.id == person.deputy), None)
    if is_available(person, event.on) or deputy is None:
        return is_available(person, event.on)
    return is_available(deputy, event.on) and deputy.id not in event.activity.holders.values()


def _away(path: PlanPath, index: int, person: CompletePerson, events: list[SetEvent]) -> Finding:
    event = events[0].event
    names = {role.id: role.name for role in load_activity_kind(event.activity.kind).roles}
    roles = [names[role] for role, holder in event.activity.holders.items() if holder == person.id]
    params: dict[str, object] = {
        "activity": event.activity.name,
        "date": event.on,
        "weekday": WEEKDAY_NAMES[event.on.weekday()],
        "person": person.name,
        "count": len(events),
        "roles": tuple(roles),
    }
    leave = next((number for number, span in enumerate(person.leave) if event.on in span), None)
    if leave is not None:
        away = person.leave[leave]
        params |= {"from": away.start, "to": away.last}
        related = Related(("people", index, "leave", leave), "leave")
    else:
        params["days"] = tuple(WEEKDAY_NAMES[n] for n, day in enumerate(WEEKDAYS) if day in person.days)
        related = Related(("people", index, "days"), "days")
    variant = ("leave" if leave is not None else "days") + ("_often" if len(events) > 1 else "")
    return Finding("TEM004", path, variant, params, related=(related,))
