"""From when preset series and routines are done: not before what they build on is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from planner.completion.values.programme import CompleteRoutine, CompleteSeries
from planner.completion.values.staging import CompleteStage
from planner.completion.values.team import CompleteGroup
from planner.dates.ranges import ONE_DAY, DateRange
from planner.knowledge.type_rows import RoutineRow

CANDID_WORD = "revive_candid_word"
"""The task with which a silent community is spoken to again."""
FIRST_ASK = "revive_first_ask"
_DEBTS = "revive_debts"
_SETTLED = timedelta(days=14)
"""Before this nothing has happened that could be looked back on."""


def begun_series(
    series: Iterable[CompleteSeries], stages: Iterable[CompleteStage]
) -> tuple[CompleteSeries, ...]:
    """Return preset series that wait, in a community that fell silent, until it was told why and asked once."""
    due = _due(stages)
    said = max((due[task] for task in (CANDID_WORD, FIRST_ASK) if task in due), default=None)
    if said is None:
        return tuple(series)
    return tuple(replace(one, start=max(one.start or date.min, said + ONE_DAY)) for one in series)


def begun_routines(
    routines: Iterable[CompleteRoutine],
    rows: Iterable[RoutineRow],
    period: DateRange,
    groups: Sequence[CompleteGroup],
    stages: Iterable[CompleteStage],
) -> tuple[CompleteRoutine, ...]:
    """Return preset routines with the day from which they are done; without one where that is the plan's first."""
    opening, due = _opening(groups, period), _due(stages)
    days = {
        "opening": opening,
        "second_week": opening + _SETTLED / 2,
        "third_week": opening + _SETTLED,
        "debts_listed": due.get(_DEBTS, period.start),
        "spoken": due[CANDID_WORD] + ONE_DAY if CANDID_WORD in due else period.start,
    }
    begins = {row.id: days.get(row.begins, period.start) for row in rows}
    return tuple(
        replace(one, start=begins[one.id]) if begins.get(one.id, period.start) > period.start else one
        for one in routines
    )


def _opening(groups: Sequence[CompleteGroup], period: DateRange) -> date:
    """The day on which the first group opens; the plan's first where one is open already or there is none."""
    first = min((group.opened or date.min for group in groups if group.kind == "standing"), default=date.min)
    return max(first, period.start)


def _due(stages: Iterable[CompleteStage]) -> dict[str, date]:
    return {task.id: task.due for stage in stages for task in stage.tasks}
