"""Placing occurrences: what is set first, then what an earlier playbook had placed, then the rest by value.

A chosen event is placed only where nobody's week becomes fuller than their hours allow, with all divisible work
spread anew (levelling). So required work alone can overload anybody; chosen events that fit nowhere are dropped, and
as those of greater value are placed first, it is the least valuable that are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange
from planner.playbook.ground import Ground
from planner.playbook.placing.day_queue import DayQueue, Option
from planner.playbook.placing.making import OccurrenceMaker
from planner.playbook.placing.placed import Placed
from planner.playbook.placing.spreading import alone, between
from planner.playbook.placing.suiting import NEAR_DAYS, SECOND_BIG, DayRule, Fit, Lack, OpenDay
from planner.playbook.placing.wanting import Wanted
from planner.playbook.previous import Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.work.event_work import is_big, live_minutes
from planner.playbook.work.levelling import ByWindow, Loads, by_window
from planner.playbook.work.pieces import event_pieces
from planner.playbook.work.staff_days import StaffDays

WORTH_MOVING = 100
"""Points by which another day must be better before an event that has a day is moved to it."""
_DAYS_A_WEEK = 2
"""Days of one week, the best ones, that are considered."""
_ROUNDS = 4
"""How often all events are looked at again; each round only moves what gains much by it."""
_MINUTES_A_POINT = 10
"""Minutes above somebody's hours that weigh one point, for written events."""


class Unplaced(Struct, frozen=True):
    """A wanted occurrence without a day, with what is in the way."""

    wanted: Wanted
    lacks: Literal["time", "hours", "distance"]
    holder: str = ""
    minutes: int = 0
    """Minutes that the holder lacks where least are missing."""


@dataclass
class Placer:
    """Places occurrences and remembers which days and hours are taken."""

    ground: Ground
    previous: Previous
    plan: CompletePlan = field(init=False)
    staff: StaffDays = field(init=False)
    placed: Placed = field(init=False)
    loads: Loads = field(init=False)
    rule: DayRule = field(init=False)
    maker: OccurrenceMaker = field(init=False)
    _worth_moving: int = WORTH_MOVING
    _windows: dict[tuple[str, datetime], ByWindow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plan, self.staff = self.ground.plan, self.ground.staff
        self.placed = Placed(is_big, NEAR_DAYS)
        self.loads = Loads(self.staff)
        self.loads.add(self.ground.steady_windows)
        self.rule = DayRule(self.plan, self.ground.day_table, self.placed, self.previous.as_of)
        self.maker = OccurrenceMaker(self.plan, self.staff)

    def put(self, event: Occurrence) -> None:
        """Take an event as it is."""
        self.placed.add(event)
        self.loads.add(self.windows_of(event))

    def lift(self, event: Occurrence) -> None:
        """Take an event out again."""
        self.placed.remove(event)
        self.loads.remove(self.windows_of(event))

    def windows_of(self, event: Occurrence) -> ByWindow:
        """Return the work of an event by holder and window, of those with written hours."""
        key = (event.id, event.start)
        if key not in self._windows:
            self._windows[key] = by_window(event_pieces(self.plan, self.staff, event), self.staff)
        return self._windows[key]

    def place(self, wanted: Sequence[Wanted]) -> list[Unplaced]:
        """Place occurrences; return those that find no day, in the order in which they were wanted.

        Placing again with the result as the earlier playbook changes nothing.
        """
        self._expect(wanted)
        for one in wanted:
            if one.on is not None:
                self.put(self._made(one, one.on, self._hour_of(one, one.on)))
        free = sorted((one for one in wanted if one.on is None), key=lambda one: -one.value)
        kept = {one.id for one in free if self._keep(one)}
        beside_kept = {one.activity.id for one in free if one.id in kept}
        waiting = [one for one in free if one.id not in kept]
        lacking = self._place_each(waiting, beside_kept)
        for _ in range(_ROUNDS):
            moved = self._settle([one for one in free if one.id in self.placed.events])
            again = self._place_left(lacking)
            settled = not moved and len(again) == len(lacking)
            lacking = again
            if settled:
                break
        order = {one.id: number for number, one in enumerate(wanted)}
        return sorted(lacking, key=lambda one: order[one.wanted.id])

    def _hour_of(self, wanted: Wanted, on: date) -> str:
        """The hour of an event whose day is set: the earlier playbook's, else the one that suits best."""
        before = self.previous.occurrences.get(wanted.id)
        if before is not None and before.time in wanted.clocks:
            return before.time
        fit = self.rule.judge(wanted, on) if len(wanted.clocks) > 1 else None
        return fit.clock if isinstance(fit, Fit) else wanted.clocks[0]

    def _expect(self, wanted: Sequence[Wanted]) -> None:
        """Take account of how many events there will be: where many are wanted, some have to lie close together."""
        known = self.placed.events.values()
        self.rule.usual = (len(wanted) + len(known)) * (2 * NEAR_DAYS + 1) // max(1, self.plan.period.days)
        big = sum(one.big for one in wanted) + sum(is_big(event.activity) for event in known)
        self._worth_moving = WORTH_MOVING + SECOND_BIG * (max(0, big - 1) // max(1, len(self.staff.weeks)))

    def _place_each(self, waiting: Iterable[Wanted], beside_kept: set[str]) -> list[Unplaced]:
        lacking = []
        for one in waiting:
            found = self.search(self._widest(one) if one.activity.id in beside_kept else one)
            if isinstance(found, Unplaced):
                lacking.append(replace(found, wanted=one))
            else:
                self.put(found)
        return lacking

    def _place_left(self, lacking: Iterable[Unplaced]) -> list[Unplaced]:
        """Try again for what found no day, now that the others have moved."""
        still = []
        for one in lacking:
            widest = self._widest(one.wanted)
            found = self.search(widest)
            if isinstance(found, Unplaced) and widest.windows != (_segment(one.wanted),):
                found = self.search(one.wanted)
            if isinstance(found, Unplaced):
                still.append(found)
            else:
                self.put(found)
        return still

    def _widest(self, wanted: Wanted) -> Wanted:
        """Beside occurrences that keep their days, a new one goes where they leave most room."""
        place = between(wanted.windows, self.placed.own(wanted.activity.id))
        return replace(wanted, place=place) if place else wanted

    def _keep(self, wanted: Wanted) -> bool:
        """Put an occurrence where the earlier playbook had it, if that is still allowed."""
        before = self.previous.occurrences.get(wanted.id)
        if before is None or not any(before.on in window for window in wanted.windows):
            return False
        fit = self.rule.judge(_beginning_with(before.time, wanted), before.on)
        if not isinstance(fit, Fit):
            return False
        event = self._made(wanted, before.on, fit.clock)
        if not wanted.activity.written and self.loads.growth(self.windows_of(event)):
            return False
        self.put(event)
        return True

    def _settle(self, free: Iterable[Wanted]) -> bool:
        """Move each event for which another day between its neighbours is much better; say whether any moved."""
        moved = False
        for one in free:
            event = self.placed.events[one.id]
            self.placed.remove(event)
            better = self._better(one, event)
            self.placed.add(better or event)
            if better is not None:
                self.loads.remove(self.windows_of(event))
                self.loads.add(self.windows_of(better))
                moved = True
        return moved

    def _better(self, wanted: Wanted, event: Occurrence) -> Occurrence | None:
        """The event at a better hour, or on another day that is much better; ``None`` if it stays."""
        clock = f"{event.start:%H:%M}"
        fit = self.rule.judge(_beginning_with(clock, wanted), event.on)
        cost = fit.cost + self._overload(event) if isinstance(fit, Fit) else None
        if cost is None or cost > self._worth_moving:
            self.loads.remove(self.windows_of(event))
            found = self._much_better(wanted, event, cost)
            self.loads.add(self.windows_of(event))
            if found is not None:
                return found
        if isinstance(fit, Fit) and fit.clock != clock:
            return self._made(wanted, event.on, fit.clock)
        return None

    def _much_better(self, wanted: Wanted, event: Occurrence, cost: int | None) -> Occurrence | None:
        around = self._around(wanted, event.on)
        found = self.search(replace(wanted, place=alone(around), windows=(around,)))
        if isinstance(found, Unplaced):
            return None
        other = self.rule.judge(_beginning_with(f"{found.start:%H:%M}", wanted), found.on)
        assert isinstance(other, Fit)
        growth = sum(self.loads.growth(self.windows_of(found)).values()) // _MINUTES_A_POINT
        return found if cost is None or cost - other.cost - growth > self._worth_moving else None

    def _around(self, wanted: Wanted, on: date) -> DateRange:
        """The days between the neighbours of an occurrence within its window."""
        window = next((w for w in wanted.windows if on in w), DateRange.inclusive(on, on))
        own = self.placed.own(wanted.activity.id)
        start = max([window.start, *(day for day in own if day < on)])
        end = min([window.end, *(day for day in own if day > on)])
        return DateRange(start, end)

    def search(self, wanted: Wanted) -> Occurrence | Unplaced:
        """The best day in the occurrence's own stretch, else in any of its windows."""
        found = self._best(wanted, (_segment(wanted),))
        if isinstance(found, Unplaced) and wanted.windows != (_segment(wanted),):
            found = self._best(wanted, wanted.windows)
        return found

    def _best(self, wanted: Wanted, ranges: Iterable[DateRange]) -> Occurrence | Unplaced:
        barred: set[Lack] = set()
        best: tuple[int, Option] | None = None
        short: Unplaced | None = None
        live = live_minutes(wanted.activity)
        for option in self._options(wanted, ranges, barred):
            if best is not None and option.rank >= best[0]:
                break
            week = self.staff.week_of(option.on)
            busy = None if wanted.activity.written else self._too_busy(live, week)
            if busy is not None:
                short = _shorter(short, Unplaced(wanted, "hours", *busy))
                continue
            growth = self.loads.growth(self._windows_at(wanted, option))
            if not growth or wanted.activity.written:
                rank = option.rank + sum(growth.values()) // _MINUTES_A_POINT
                if best is None or rank < best[0]:
                    best = (rank, option)
            else:
                holder, minutes = max(growth.items(), key=lambda item: (item[1], item[0]))
                short = _shorter(short, Unplaced(wanted, "hours", holder, minutes))
        if best is not None:
            return self._made(wanted, best[1].on, best[1].clock)
        return short or Unplaced(wanted, "distance" if "distance" in barred else "time")

    def _options(self, wanted: Wanted, ranges: Iterable[DateRange], barred: set[Lack]) -> Iterator[Option]:
        """Yield days in order of preference, judging them outwards from the wished day only as far as needed.

        ``barred`` takes up what rules days out.
        """
        assert wanted.place is not None
        queue = DayQueue(
            wanted.place.wish, wanted.place.gap, lambda days: self._best_of_week(wanted, days, barred)
        )
        weeks: dict[int, list[range]] = defaultdict(list)
        for week, days in self.staff.by_week(ranges):
            weeks[week].append(days)
        outwards = sorted((min(map(queue.distance, runs)), week) for week, runs in weeks.items())
        for nearest, week in outwards:
            yield from queue.options(nearest)
            days_of_week = map(date.fromordinal, chain(*weeks[week]))
            queue.add(nearest, self.rule.open_days(wanted, days_of_week, barred))
        yield from queue.options()

    def _best_of_week(self, wanted: Wanted, days: Iterable[OpenDay], barred: set[Lack]) -> list[Fit]:
        """Which days of a week are considered does not depend on the wish: placing again finds the same."""
        return self.rule.best(wanted, days, _DAYS_A_WEEK, barred)

    def _too_busy(self, live: Mapping[str, int], week: int) -> tuple[str, int] | None:
        """Who has no room for the event itself in a week, and by how many minutes."""
        for holder, minutes in live.items():
            load = self.loads.of(holder)
            if load is not None and not load.has_room_for(week, minutes):
                return holder, load.fixed[week] + minutes - load.room[week]
        return None

    def _windows_at(self, wanted: Wanted, option: Option) -> ByWindow:
        start = datetime.combine(option.on, time.fromisoformat(option.clock))
        known = self._windows.get((wanted.id, start))
        return known if known is not None else self.windows_of(self._made(wanted, option.on, option.clock))

    def _overload(self, event: Occurrence) -> int:
        """Points for what a placed event adds to the minutes that do not fit; a chosen one adds none."""
        work = self.windows_of(event)
        if not event.activity.written or not any(self.loads.missing(holder) for holder in work):
            return 0
        before = sum(self.loads.missing(holder) for holder in work)
        self.loads.remove(work)
        after = sum(self.loads.missing(holder) for holder in work)
        self.loads.add(work)
        return (before - after) // _MINUTES_A_POINT

    def _made(self, wanted: Wanted, on: date, clock: str) -> Occurrence:
        return self.maker.make(wanted.activity, wanted.id, wanted.ordinal, on, clock, wanted.reason)


def _segment(wanted: Wanted) -> DateRange:
    assert wanted.place is not None
    return wanted.place.segment


def _beginning_with(clock: str, wanted: Wanted) -> Wanted:
    """The wanted occurrence with one of its hours preferred to the others."""
    if clock not in wanted.clocks:
        return wanted
    return replace(wanted, clocks=(clock, *(other for other in wanted.clocks if other != clock)))


def _shorter(one: Unplaced | None, other: Unplaced) -> Unplaced:
    return other if one is None or other.minutes < one.minutes else one
