"""What would take an overload away, the gentlest first: move an event, drop a chosen one, add time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange
from planner.playbook.ground import Ground
from planner.playbook.placing.placer import Placer, Unplaced
from planner.playbook.placing.spreading import Place
from planner.playbook.placing.suiting import SECOND_BIG, Fit
from planner.playbook.placing.wanting import Wanted, Wishes
from planner.playbook.previous import Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import Remedy
from planner.playbook.work.event_work import is_big

_NEARBY = 28
"""Days before and after its day within which another day is looked for."""
_QUARTER = 15


@dataclass
class Remedies:
    """Finds the gentlest remedy for each overload; every one is tried out by levelling the holder's work again."""

    plan: CompletePlan
    ground: Ground
    events: Sequence[Occurrence]
    previous: Previous
    _placer: Placer = field(init=False)
    _fixed_ids: frozenset[str] = field(init=False)
    _touching: dict[tuple[str, int], list[Occurrence]] = field(default_factory=lambda: defaultdict(list))
    """Holder and week → events that the holder may have to work for in that week."""
    _short: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._placer = Placer(self.ground, self.previous)
        for event in self.events:
            self._placer.put(event)
        self._index()
        overridden = {override.id for override in self.plan.calendar.overrides if override.date is not None}
        past = {event.id for event in self.previous.past_occurrences}
        self._fixed_ids = frozenset(overridden | past)

    def _index(self) -> None:
        work = [(self._placer.windows_of(event), event) for event in self.events]
        for holder in sorted({holder for by_holder, _ in work for holder in by_holder}):
            own = [
                (sum(by_holder[holder].values()), event) for by_holder, event in work if holder in by_holder
            ]
            for _, event in sorted(own, key=lambda item: (item[0], item[1].id)):
                spans = self._placer.windows_of(event)[holder]
                for week in sorted({week for first, last in spans for week in range(first, last + 1)}):
                    self._touching[holder, week].append(event)

    def find(self, holder: str, week: int, minutes: int) -> Remedy:
        """Return the remedy for a week in which a holder is over capacity by so many minutes."""
        enough = [
            event for event in self._large_enough(holder, week) if self._helps(event, None, holder, week)
        ]
        for event in enough:
            other = self._other_day(event, holder, week) if self._is_free(event) else None
            if other is not None:
                return Remedy("move", event.id, to=other.on)
        for event in enough:
            if self._may_go(event):
                return Remedy("drop", event.id)
        # With what each of the holder's overloaded weeks lacks everything fits as it is spread now; one of them alone
        # may take over work of the others instead.
        return Remedy("add", "", minutes=-(-minutes // _QUARTER) * _QUARTER)

    def _large_enough(self, holder: str, week: int) -> Iterator[Occurrence]:
        """Events that could free what is missing in the week, those with least work for the holder first."""
        load = self._placer.loads.of(holder)
        if load is None:
            return
        if holder not in self._short:
            self._short[holder] = load.short()
        for event in self._touching.get((holder, week), ()):
            work = sum(self._placer.windows_of(event)[holder].values())
            if work >= self._short[holder].get(week, 0):
                yield event

    def _is_free(self, event: Occurrence) -> bool:
        """Whether the plan leaves the day open."""
        activity = event.activity
        return activity.date is None and not activity.when and event.id not in self._fixed_ids

    def _may_go(self, event: Occurrence) -> bool:
        return not event.activity.required and event.id not in self._fixed_ids

    def _other_day(self, event: Occurrence, holder: str, week: int) -> Occurrence | None:
        """The event on the best other day nearby that takes the overload away."""
        wishes = Wishes(self.plan, self.ground.staff, as_of=self.previous.as_of)
        near = DateRange(event.on - timedelta(days=_NEARBY), event.on + timedelta(days=_NEARBY + 1))
        windows = [window.intersection(near) for window in wishes.windows(event.activity)]
        inside = tuple(window for window in windows if window is not None)
        if not inside:
            return None
        wanted = Wanted(
            event.id,
            # Judged as strictly as a chosen event: a remedy must not make new trouble.
            replace(event.activity, written=False),
            event.ordinal,
            event.reason,
            (f"{event.start:%H:%M}",),
            place=Place(inside[0], event.on, _NEARBY),
            windows=inside,
            ready=wishes.ready(event.activity),
            big=is_big(event.activity),
        )
        self._placer.lift(event)
        found = self._placer.search(wanted)
        fit = None if isinstance(found, Unplaced) else self._placer.rule.judge(wanted, found.on)
        self._placer.put(event)
        if isinstance(found, Unplaced) or not isinstance(fit, Fit) or fit.cost >= SECOND_BIG:
            return None
        return found if self._helps(event, found, holder, week) else None

    def _helps(self, event: Occurrence, instead: Occurrence | None, holder: str, week: int) -> bool:
        """Whether the week fits without the event (or with it on another day) and no other week gets fuller."""
        load = self._placer.loads.of(holder)
        if load is None:
            return False
        before = load.missing
        gone = self._placer.windows_of(event).get(holder, {})
        added = self._placer.windows_of(instead).get(holder, {}) if instead else {}
        load.remove(gone)
        load.add(added)
        helps = load.missing < before and week not in load.short()
        load.remove(added)
        load.add(gone)
        return helps
