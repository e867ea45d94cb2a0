"""What is counted at a week's end: blanks, who fills them, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.names import Names
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence


@dataclass(frozen=True, slots=True)
class Blanks:
    """The figures to fill in on the last day of a week."""

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
    return Blanks(
        day=words.day(days.last, names.language),
        counter=names.holder(_counter(names)),
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


def _counter(names: Names) -> str:
    admin = names.plan.roles.get("admin")
    return (admin.holder or admin.id) if admin else "admin"


def _counts(names: Names) -> tuple[tuple[str, str], ...]:
    """KPIs of goals that can be counted weekly, each with its unit."""
    kpis = [names.plan.kpis[goal.kpi] for goal in names.plan.goals]
    return tuple(
        (names.kpi(kpi.id), "%" if kpi.value == "percent" else names.text(kpi.unit))
        for kpi in kpis
        if kpi.cadence in ("day", "week")
    )
