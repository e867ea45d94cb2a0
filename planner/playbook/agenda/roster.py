"""Who is bound by what, while duties are given in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteSeries
from planner.knowledge.load import assumed
from planner.playbook.agenda.shifts import DAY, Shift, is_held, moment
from planner.playbook.posts.slots import minutes_of
from planner.playbook.values.agenda import GapWhy
from planner.playbook.values.content import Entry, ReplyDuty
from planner.playbook.work.duty import answers_needed, duty_candidates, why_absent

_Watch = tuple[int, frozenset[str], str]
"""From when somebody has to be there, in which places, and who is; empty where nobody is."""


@dataclass
class Roster:
    """Events and the duties that have been given so far."""

    plan: CompletePlan
    shifts: Sequence[Shift]
    _length: int = field(default_factory=lambda: int(assumed("duty_minutes")))
    _people: set[str] = field(init=False)
    _watches: dict[int, list[_Watch]] = field(default_factory=lambda: defaultdict(list))
    _held: dict[tuple[str, int], list[Shift]] = field(default_factory=lambda: defaultdict(list))
    """Person and day → the shifts that lie on it, those that they cannot do included: nothing else is put there."""
    _needed: dict[tuple[str, bool], bool] = field(default_factory=dict)
    """Series, sent to groups or not → whether somebody has to be there after its posts."""

    def __post_init__(self) -> None:
        self._people = {person.id for person in self.plan.people}
        for shift in self.shifts:
            for day in range(shift.begins // DAY, shift.ends // DAY + 1):
                self._held[shift.person, day].append(shift)

    def give(self, entry: Entry, series: CompleteSeries) -> tuple[ReplyDuty, GapWhy | None]:
        """Give the duty after an entry to the first who can be there; if nobody can, say why not who should."""
        duty, why = self.look(entry, series)
        if self._is_needed(series):
            begins = moment(entry.on, minutes_of(entry.time))
            person = duty.person if duty.covered else ""
            self._watches[begins // DAY].append((begins, _places(entry), person))
        return duty, why

    def look(self, entry: Entry, series: CompleteSeries) -> tuple[ReplyDuty, GapWhy | None]:
        """Return to whom the duty after an entry would be given, and if to nobody, why not to who should have it."""
        candidates = duty_candidates(self.plan, series, entry.owner, entry.on)
        needed = self._is_needed(series)
        first: GapWhy | None = None
        for number, holder in enumerate(candidates):
            why = self._why_not(entry, holder, needed)
            if why is None:
                return ReplyDuty(holder, covered=True), None
            first = first if number else why
        return ReplyDuty(candidates[0], covered=False), first

    def is_alone(self, entry: Entry) -> bool:
        """Say whether nobody is needed elsewhere in the time after an entry: it takes nobody's duty away."""
        return not any(person for _, places, person in self._elsewhere(entry))

    def _is_needed(self, series: CompleteSeries) -> bool:
        key = series.id, bool(series.groups)
        if key not in self._needed:
            self._needed[key] = answers_needed(self.plan, series)
        return self._needed[key]

    def _why_not(self, entry: Entry, holder: str, needed: bool) -> GapWhy | None:
        minute = minutes_of(entry.time)
        away = why_absent(self.plan, holder, entry.on, minute if needed else None)
        if away is not None or not needed or holder not in self._people:
            return away
        begins = moment(entry.on, minute)
        ends = begins + self._length
        if any(
            is_held(self._held.get((holder, day), ()), begins, ends)
            for day in range(begins // DAY, ends // DAY + 1)
        ):
            return "event"
        return "elsewhere" if any(person == holder for _, _, person in self._elsewhere(entry)) else None

    def _elsewhere(self, entry: Entry) -> Iterator[_Watch]:
        """Duties in other places in the time after an entry. Who watches several groups watches each of them."""
        begins, own = moment(entry.on, minutes_of(entry.time)), _places(entry)
        for day in (begins // DAY - 1, begins // DAY, begins // DAY + 1):
            for watch in self._watches.get(day, ()):
                if abs(watch[0] - begins) < self._length and not (own <= watch[1] or watch[1] <= own):
                    yield watch


def _places(entry: Entry) -> frozenset[str]:
    return frozenset(entry.groups or (entry.platform,))
