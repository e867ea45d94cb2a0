"""What is counted at a week's end: blanks, who fills them, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.completion.model import CompletePlan
from planner.completion.team import is_available
from planner.dates.ranges import ONE_DAY, DateRange, Week
from planner.documents import words
from planner.documents.names import Names
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence


@dataclass(frozen=True, slots=True)
class Blanks:
    """The figures to fill in at the end of a week, on a day on which the counter is there."""

    day: str
    counter: str
    counts: tuple[tuple[str, str], ...]
    """KPI and unit; empty before a group is open."""
    events: tuple[str, ...]
    """Events of the week whose heads are counted."""
    groups: tuple[str, ...]
    """Open groups whose joins and leaves are counted."""


def blanks_of(playbook: Playbook, week: Week, held: Iterable[Occurrence], names: Names) -> Blanks | None:
    """Return what is counted; ``None`` where no group is open yet and no event is held."""
    days = week.range.intersection(playbook.plan.period) or week.range
    is_open = _is_open_by(playbook, days.last)
    events = tuple(names.text(event.activity.name) for event in held)
    if not is_open and not events:
        return None
    day, counter = _counted(names.plan, days)
    return Blanks(
        day=words.day(day, names.language),
        counter=names.holder(counter),
        counts=_counts(names) if is_open else (),
        events=events,
        groups=tuple(
            names.short_group(group.id)
            for group in playbook.plan.groups
            if (group.opened is None or group.opened <= days.last)
            and (group.closes is None or group.closes >= days.first)
        ),
    )


def _is_open_by(playbook: Playbook, day: date) -> bool:
    """Whether a group is open on a day; without groups the platforms are there from the first day."""
    groups = playbook.plan.groups
    return not groups or any(group.opened is None or group.opened <= day for group in groups)


def _counted(plan: CompletePlan, days: DateRange) -> tuple[date, str]:
    """The last day of the days on which the group admin is there, else the admin's deputy; else their last day."""
    admin = plan.roles.get("admin")
    counter = (admin.holder or admin.id) if admin else "admin"
    person = next((one for one in plan.people if one.id == counter), None)
    deputy = next((one for one in plan.people if person is not None and one.id == person.deputy), None)
    for one in (person, deputy):
        day = days.last
        while one is not None and day >= days.start:
            if is_available(one, day):
                return day, one.id
            day -= ONE_DAY
    return days.last, counter


def _counts(names: Names) -> tuple[tuple[str, str], ...]:
    """KPIs of goals that can be counted weekly, each with its unit."""
    kpis = [names.plan.kpis[goal.kpi] for goal in names.plan.goals]
    return tuple(
        (names.kpi(kpi.id), "%" if kpi.value == "percent" else names.text(kpi.unit))
        for kpi in kpis
        if kpi.cadence in ("day", "week")
    )
