"""Whether a record is an earlier playbook of a plan, even if the community has been renamed since."""

from __future__ import annotations

from collections.abc import Iterator

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.playbook.record.figures import PlaybookRecord


def is_of_plan(record: PlaybookRecord, plan: CompletePlan) -> bool:
    """Say whether a record belongs to a plan.

    It does if the community has the same name; else if it is of the same type, its period overlaps the plan's, and at
    least half of its posts within the plan's period are posts of the plan too (series and nominal day).
    """
    if record.plan.community == plan.community.name:
        return True
    period = plan.period
    if record.plan.type != plan.community.type:
        return False
    if record.plan.end < period.start or record.plan.start > period.last:
        return False
    known = {entry.id for entry in record.content.entries if entry.nominal in period}
    planned = known.intersection(_post_ids(plan)) if known else set()
    return bool(known) and 2 * len(planned) >= len(known)


def _post_ids(plan: CompletePlan) -> Iterator[str]:
    days = work_calendar(plan.calendar, plan.period)
    for series in plan.content.series:
        rule = parse_recurrence(series.when)
        if not isinstance(rule, RecurrenceError):
            for day in occurrences(rule, plan.period, workdays=days):
                yield f"post:{series.id}:{day}"
