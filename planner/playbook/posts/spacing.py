"""Room for posts: a platform's posts a day, its quiet hours, the least distance, the hours of set events and of people.

What the operator wrote stands first and where it was written. Posts of ours that break a limit there move in time,
then to the nearest day of their week that suits, else they are not planned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from zlib import crc32

from msgspec.structs import replace

from planner.completion.model import CompletePlan, LeftOut
from planner.completion.values.programme import CompleteSeries
from planner.dates.ranges import Week
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import PlanPath
from planner.knowledge.load import assumed
from planner.playbook.posts.presets import preset_series
from planner.playbook.posts.slots import (
    Slot,
    clock_of,
    is_quiet_day,
    minutes_of,
    recurring_slots,
    stage_on,
)
from planner.playbook.previous import Previous
from planner.playbook.values.content import Posting
from planner.playbook.work.duty import answers_needed, duty_candidates, why_absent
from planner.playbook.work.presence import needs_hours

_CLEAR = 30
"""Minutes before an event that belong to it."""
_BEFORE_EVENT = 180
_MORNING, _EVENING = 8 * 60, 22 * 60
"""First and last minute to which a post is moved, whatever the platform allows."""
_STEP, _SHIFT = 30, 180
"""Minutes by which a post is moved within its day, at a time and at most."""
_MIDNIGHT = 24 * 60
_SATURDAY = 5


class PostRoom:
    """What is taken, place by place and day by day; filled while slots are put in."""

    def __init__(self, plan: CompletePlan, days: WorkCalendar) -> None:
        self._gap = int(assumed("post_gap_minutes"))
        self._taken: dict[tuple[str, date], list[int]] = defaultdict(list)
        self._sent: set[tuple[str, date]] = set()
        self._events = _set_events(plan, days)
        self._platforms = {platform.id: platform for platform in plan.platforms}
        self._plan = plan
        self.by_hours = any(needs_hours(person) for person in plan.people)
        self._watched: dict[tuple[str, date, int], bool] = {}

    def take(self, slot: Slot) -> None:
        """Write down where and when a slot is sent."""
        self.take_at(slot.places, slot.series.id, slot.on, slot.time)

    def take_at(self, places: Sequence[str], series: str, on: date, clock: str) -> None:
        """Write down that a series sends something in these places."""
        for place in places:
            self._taken[(place, on)].append(minutes_of(clock))
        self._sent.add((series, on))

    def give_back(self, slot: Slot) -> None:
        """Take back that a slot is sent where and when it says."""
        for place in slot.places:
            self._taken[(place, slot.on)].remove(minutes_of(slot.time))

    def take_event(self, on: date, start: int, end: int) -> None:
        """Write down that an event runs from one minute of a day to another."""
        self._events[on].append((start, end))

    def fits(self, slot: Slot, on: date, minute: int) -> bool:
        """Say whether a slot keeps all limits at a time."""
        platform = self._platforms.get(slot.series.platform)
        most = platform.posts_per_day if platform is not None else None
        if platform is not None and platform.quiet is not None and is_quiet(minute, platform.quiet):
            return False
        if any(start - _CLEAR <= minute <= end for start, end in self._events.get(on, ())):
            return False
        for place in slot.places:
            taken = self._taken.get((place, on), ())
            if (most is not None and len(taken) >= most) or any(abs(m - minute) < self._gap for m in taken):
                return False
        return True

    def is_watched(self, slot: Slot, on: date, minute: int) -> bool:
        """Say whether somebody is there to answer after a post at a time, as far as that depends on the hour."""
        if not self.by_hours or not answers_needed(self._plan, slot.series):
            return True
        known = slot.series.id, on, minute
        if known not in self._watched:
            candidates = duty_candidates(self._plan, slot.series, slot.series.owner, on)
            self._watched[known] = any(why_absent(self._plan, one, on, minute) is None for one in candidates)
        return self._watched[known]

    def is_sent(self, slot: Slot, on: date) -> bool:
        """Say whether the slot's series sends something on a day."""
        return (slot.series.id, on) in self._sent

    def hours(self, slot: Slot) -> Iterator[int]:
        """Yield the times of the slot's day, its own first, up to the last at which a post of ours is sent."""
        return self.times(slot, slot.on, _EVENING - _MORNING)

    def times(self, slot: Slot, on: date, most: int) -> Iterator[int]:
        """Yield the times of a day at which a slot could go out, best first, at most some minutes from its own."""
        wished = minutes_of(slot.time)
        yield wished
        for start, _ in self._events.get(on, ()):
            yield max(start - _BEFORE_EVENT, _MORNING)
        for offset in range(_STEP, most + 1, _STEP):
            yield from (m for m in (wished + offset, wished - offset) if _MORNING <= m <= _EVENING)

    def beside_event(self, slot: Slot) -> Slot:
        """A post that would fall into an event goes out some hours before it starts."""
        minute = minutes_of(slot.time)
        for start, end in self._events.get(slot.on, ()):
            if start - _CLEAR <= minute <= end:
                return replace(slot, time=clock_of(max(start - _BEFORE_EVENT, _MORNING)))
        return slot


def is_quiet(minute: int, quiet: tuple[str, str]) -> bool:
    """Say whether a minute of the day lies in quiet hours, which may run past midnight."""
    start, end = minutes_of(quiet[0]), minutes_of(quiet[1])
    return start <= minute or minute < end if start > end else start <= minute < end


def _set_events(plan: CompletePlan, days: WorkCalendar) -> dict[date, list[tuple[int, int]]]:
    """Beginning and end, in minutes of the day, of every event whose day the operator has set."""
    found: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for activity in plan.activities:
        dates = [activity.date] if activity.date is not None else []
        rule = parse_recurrence(activity.when) if activity.when else None
        if rule is not None and not isinstance(rule, RecurrenceError):
            dates += occurrences(rule, plan.period, workdays=days)
        start = minutes_of(activity.time)
        if start + activity.duration < _MIDNIGHT:
            for on in dates:
                found[on].append((start, start + activity.duration))
    return found


def keep_limits(
    plan: CompletePlan, slots: Sequence[Slot], days: WorkCalendar, previous: Previous
) -> list[Slot]:
    """Return the slots with those of ours moved to where the limits allow them; without those that nothing allows.

    Slots that fit where they are stay, unless somebody is there to answer at another hour of their day only. Of those
    that do not, the ones that an earlier playbook had moved go where it put them if that is still allowed. Where two want the same room, a checksum of the series decides, so that it is
    the same one that gives way every week.
    """
    room = PostRoom(plan, days)
    for entry in previous.past_entries:
        room.take_at(entry.groups or (entry.platform,), entry.series, entry.on, entry.time)
    placed: dict[str, Slot] = {}

    def put(slot: Slot) -> None:
        room.take(slot)
        placed[slot.id] = slot

    for slot in slots:
        if slot.bound == "all":
            put(room.beside_event(slot))
    waiting = []
    for slot in sorted((slot for slot in slots if slot.bound != "all"), key=_rank):
        minute = minutes_of(slot.time)
        if room.fits(slot, slot.on, minute) and room.is_watched(slot, slot.on, minute):
            put(slot)
        else:
            waiting.append(slot)
    for look, watched in _LOOKS_BY_HOURS if room.by_hours else _LOOKS:
        still = []
        for slot in waiting:
            found = look(slot, _Search(plan, room, days, previous, watched))
            if found is None:
                still.append(slot)
            else:
                put(found)
        waiting = still
    # A topic's day is the operator's: it stays even where the day is full.
    for slot in waiting:
        if slot.bound == "day":
            put(slot)
    kept = [placed[slot.id] for slot in slots if slot.id in placed]
    return sorted(kept, key=lambda slot: (slot.on, slot.time, slot.series.id, slot.id))


def _rank(slot: Slot) -> tuple[bool, date, int, str]:
    return slot.bound != "day", slot.nominal, crc32(slot.series.id.encode()), slot.id


@dataclass(frozen=True, slots=True)
class _Search:
    """Where room is looked for, and whether somebody has to be there to answer."""

    plan: CompletePlan
    room: PostRoom
    days: WorkCalendar
    previous: Previous
    watched: bool

    def at(self, slot: Slot, on: date, minutes: Iterable[int]) -> Slot | None:
        """The slot at the first of some times that keeps all limits."""
        for minute in minutes:
            if self.room.fits(slot, on, minute) and (
                not self.watched or self.room.is_watched(slot, on, minute)
            ):
                return replace(slot, on=on, time=clock_of(minute))
        return None

    def times(self, slot: Slot, on: date) -> Iterator[int]:
        """Any hour of the day is better than one without anybody; for other limits a post moves by less."""
        return self.room.times(
            slot, on, _EVENING - _MORNING if self.room.by_hours and self.watched else _SHIFT
        )


def _where_it_was(slot: Slot, search: _Search) -> Slot | None:
    before = search.previous.entries.get(slot.id)
    if before is None:
        return None
    if before.on != slot.on and not (slot.bound == "" and _suits(slot, before.on, search)):
        return None
    return search.at(slot, before.on, [minutes_of(before.time)])


def _as_wished(slot: Slot, search: _Search) -> Slot | None:
    return search.at(slot, slot.on, [minutes_of(slot.time)])


def _another_hour(slot: Slot, search: _Search) -> Slot | None:
    return search.at(slot, slot.on, search.times(slot, slot.on))


def _another_day(slot: Slot, search: _Search) -> Slot | None:
    if slot.bound:
        return None
    week = sorted(Week.of(slot.on).range, key=lambda day: (abs((day - slot.on).days), day))
    for on in week:
        if _suits(slot, on, search):
            found = search.at(slot, on, search.times(slot, on))
            if found is not None:
                return found
    return None


_Look: TypeAlias = tuple[Callable[[Slot, _Search], Slot | None], bool]
_LOOKS: tuple[_Look, ...] = ((_where_it_was, False), (_another_hour, False), (_another_day, False))
_LOOKS_BY_HOURS: tuple[_Look, ...] = (
    (_where_it_was, True),
    (_another_hour, True),
    # Nobody can answer on that day at any hour: it stays where it is, and that is reported.
    (_as_wished, False),
    (_another_day, True),
    *_LOOKS,
)
"""Where a slot is looked for in turn, and whether somebody has to be there to answer."""


def _suits(slot: Slot, on: date, search: _Search) -> bool:
    """Whether a series may be sent on another day of its week: same stage, work days for work days, not twice."""
    plan, series, days, previous = search.plan, slot.series, search.days, search.previous
    return (
        Week.of(on) == Week.of(slot.nominal)
        and on in plan.period
        and not is_quiet_day(plan, on)
        and (previous.as_of is None or on >= previous.as_of)
        and (series.start is None or on >= series.start)
        and (series.until is None or on <= series.until)
        and on not in series.exceptions
        and (on.weekday() < _SATURDAY) == (slot.nominal.weekday() < _SATURDAY)
        and (days.is_work_day(on) or not _on_work_days(series))
        and stage_on(plan, on) == slot.stage
        and not search.room.is_sent(slot, on)
    )


def _on_work_days(series: CompleteSeries) -> bool:
    rule = parse_recurrence(series.when)
    return not isinstance(rule, RecurrenceError) and rule.frequency == "workdays"


def left_out_series(
    plan: CompletePlan, days: WorkCalendar, postings: Collection[Posting], previous: Previous
) -> tuple[LeftOut, ...]:
    """Return the series of ours that lost posts for want of room: the platform's quota, or distance in the group."""
    ours = preset_series(plan)
    if not ours:
        return ()
    planned = {posting.id for posting in postings}
    lost = [slot for slot in recurring_slots(plan, days, ours, previous.as_of) if slot.id not in planned]
    crowd: dict[tuple[str, date], int] = defaultdict(int)
    for posting in postings:
        for place in posting.groups or (posting.platform,):
            crowd[(place, posting.on)] += 1
    most = {platform.id: platform.posts_per_day for platform in plan.platforms}
    found: dict[tuple[str, bool], LeftOut] = {}
    for slot in lost:
        limit = most.get(slot.series.platform)
        full = limit is not None and any(crowd[(place, slot.on)] >= limit for place in slot.places)
        found.setdefault((slot.series.id, full), _left_out(plan, slot, full))
    return tuple(found.values())


def _left_out(plan: CompletePlan, slot: Slot, full: bool) -> LeftOut:
    index = next((i for i, p in enumerate(plan.platforms) if p.id == slot.series.platform), 0)
    path: PlanPath = ("content", "series")
    if full:
        written = ("platforms",) not in plan.origins
        path = ("platforms", index, "posts_per_day") if written else ("platforms",)
    return LeftOut(
        what=slot.series.name,
        lacks="quota" if full else "distance",
        path=path,
        knowledge=f"series/{slot.series.id}",
        detail=slot.series.platform,
    )
