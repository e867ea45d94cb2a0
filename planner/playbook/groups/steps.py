"""The steps of a procedure on days on which those who take them are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of, is_available
from planner.dates.ranges import ONE_DAY
from planner.dates.workdays import WorkCalendar
from planner.knowledge.load import load_group_procedures
from planner.knowledge.member_rows import GroupProcedureRow, ProcedureStepRow
from planner.playbook.values.groups import ProcedureKind, ProcedureStep
from planner.playbook.work.duty import role_works_on, works_on

_NEAR = 14
"""Days by which a step is moved at most."""

_ASKED_OF_TAKER = frozenset({("open", "ask_owner"), ("hand_over", "review")})
"""Steps in which the community's owner asks whoever takes over: nobody asks themselves."""


def procedure_row(kind: ProcedureKind) -> GroupProcedureRow:
    """Return what knowledge says of a procedure; every kind has a row."""
    return next(row for row in load_group_procedures().values() if row.what == kind)


def lead_days(kind: ProcedureKind) -> int:
    """Return how many days before its day a procedure begins."""
    return -min(step.days for step in procedure_row(kind).steps)


@dataclass(frozen=True, slots=True)
class Dating:
    """Puts the steps of procedures on days."""

    plan: CompletePlan
    days: WorkCalendar

    def steps(
        self,
        kind: ProcedureKind,
        group: str,
        on: date,
        keeper: str,
        taker: str,
        told: Mapping[str, date] | None = None,
    ) -> tuple[ProcedureStep, ...]:
        """Return the dated steps in their order; none lies before the period.

        ``told`` are the steps that are tasks of the team already, with the days of these: their minutes are counted
        there, and they are not taken before.
        """
        holders = {"keeper": keeper, "taker": taker or keeper, "owner": holder_of("owner", self.plan.roles)}
        tasks = told or {}
        found: list[ProcedureStep] = []
        earliest = self.plan.period.start
        for row in sorted(procedure_row(kind).steps, key=lambda step: step.days):
            holder = holders[row.role]
            if holder == taker and (kind, row.id) in _ASKED_OF_TAKER:
                continue
            earliest = max(earliest, tasks.get(row.id, earliest))
            day = self._day(holder, row, max(on + timedelta(days=row.days), earliest), earliest)
            minutes = 0 if row.id in tasks else row.minutes
            found.append(ProcedureStep(f"procedure:{group}:{kind}:{row.id}", row.id, day, holder, minutes))
            earliest = day
        return tuple(found)

    def _day(self, holder: str, row: ProcedureStepRow, wished: date, earliest: date) -> date:
        """The last day up to the wished one on which the holder is there.

        From the procedure's own day on the next one: what is said then is not true before.
        """
        for is_there in self._there(holder, any_day=row.days == 0):
            back = (wished - n * ONE_DAY for n in range(_NEAR) if wished - n * ONE_DAY >= earliest)
            forward = (wished + n * ONE_DAY for n in range(_NEAR))
            ways = (back, forward) if row.days < 0 else (forward, back)
            for way in ways:
                found = next((day for day in way if is_there(day)), None)
                if found is not None:
                    return found
        return wished

    def _there(self, holder: str, any_day: bool) -> tuple[Callable[[date], bool], ...]:
        """When somebody is there, best first: on work days, on any day of theirs; or on any day at once."""
        person = next((one for one in self.plan.people if one.id == holder), None)
        if person is None:
            return (lambda day: role_works_on(day, self.days),)

        def at_all(day: date) -> bool:
            return works_on(person, day, self.days)

        def at_work(day: date) -> bool:
            return is_available(person, day) and self.days.is_work_day(day)

        return (at_all,) if any_day else (at_work, at_all)
