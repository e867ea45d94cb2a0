"""Days on which whoever decides is there: within the plan, on a work day, not away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.completion.team import is_available
from planner.completion.values.team import CompletePerson, CompleteRole
from planner.dates.ranges import ONE_DAY, DateRange
from planner.dates.workdays import WorkCalendar

_FAR = 31
"""Days that are looked through for one on which the decider is there; a longer leave is no reason to wait."""
_BEFORE_END = 7
"""Days by which a gate may be looked at before its stage ends."""


def decision_days(plan: CompletePlan) -> DecisionDays:
    """Return the days on which a plan's decider is there."""
    return DecisionDays(plan.people, plan.roles, work_calendar(plan.calendar, plan.period), plan.period)


class DecisionDays:
    """Looks for days on which the holder of the role ``owner`` can decide; a role without a name works on work days."""

    def __init__(
        self,
        people: tuple[CompletePerson, ...],
        roles: Mapping[str, CompleteRole],
        days: WorkCalendar,
        period: DateRange,
    ) -> None:
        self._period = period
        self._days = days
        self._decides = _decides(people, roles, days)

    def from_day(self, day: date) -> date:
        """Return the first day on which the decider is there: not before ``day``, nor before the plan begins."""
        begin = max(day, self._period.start)
        return self._first(begin + timedelta(days=n) for n in range(_FAR)) or begin

    def until(self, day: date) -> date:
        """Return the last day up to a deadline on which the decider is there; else the first one after it."""
        start = self._period.start
        before = (day - timedelta(days=n) for n in range(_FAR))
        return self._first(on for on in before if on >= start) or self.from_day(day)

    def gate(self, window: DateRange) -> date:
        """Return the day on which a stage's gate is looked at: in its last week if the decider is there in it."""
        begin = max(window.start, window.end - timedelta(days=_BEFORE_END))
        last = window.last
        found = self._first(
            last - timedelta(days=n) for n in range(_BEFORE_END) if last - n * ONE_DAY >= begin
        )
        if found is not None:
            return found
        later = self.from_day(window.end)
        return later if later in self._period else self._days.add_work_days(last, 0)

    def _first(self, days: Iterable[date]) -> date | None:
        return next((day for day in days if self._decides(day)), None)


def _decides(
    people: tuple[CompletePerson, ...], roles: Mapping[str, CompleteRole], calendar: WorkCalendar
) -> Callable[[date], bool]:
    """Who gives the community weekend days only decides on those; everybody else on work days."""
    holder = roles["owner"].holder if "owner" in roles else ""
    person = next((p for p in people if p.id == holder), None)
    if person is None:
        return calendar.is_work_day
    if set(person.days) <= {"sat", "sun"}:
        return lambda day: is_available(person, day) and not calendar.is_holiday(day)
    return lambda day: is_available(person, day) and calendar.is_work_day(day)
