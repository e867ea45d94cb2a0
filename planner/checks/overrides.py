"""STR002 for overrides: the ids of dated things exist only once a playbook has been worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from planner.checks.context import WorkedOut
from planner.completion.days import work_calendar
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Finding
from planner.knowledge.load import activity_kind_ids
from planner.knowledge.schema import Text

_CHOSEN = re.compile(r"event:([a-z_0-9]+):([a-z]+):([1-9][0-9]{0,2})")


def check_overrides(worked: WorkedOut) -> Iterator[Finding]:
    """Yield STR002 for overrides whose id is none of the plan's posts or events.

    Which events are chosen follows from the plan and from the playbook that was generated last, so one that could be
    chosen and is not is no error.
    """
    overrides = (worked.plan.calendar.overrides if worked.plan.calendar else None) or ()
    if not overrides:
        return
    ids = _ids(worked)
    for index, override in enumerate(overrides):
        if override.id not in ids and _could_be_chosen(override.id, worked):
            yield Finding(
                "STR002",
                ("calendar", "overrides", index, "id"),
                variant="unchosen",
                params={"value": override.id},
            )
        elif override.id not in ids:
            close = tuple(get_close_matches(override.id, sorted(ids), n=2, cutoff=0.5))
            params = {
                "value": override.id,
                "what": Text("内容条目和活动场次", "post or event"),
                "known": (*sorted(ids)[:4], "…"),
                "section": "calendar",
            }
            yield Finding("STR002", ("calendar", "overrides", index, "id"), params=params, suggestions=close)


def _ids(worked: WorkedOut) -> set[str]:
    """Ids of all dated things, those that an override skips included."""
    ids = {entry.id for entry in worked.playbook.calendar.entries}
    ids |= {occurrence.id for occurrence in worked.playbook.activities.occurrences}
    plan = worked.complete
    days = work_calendar(plan.calendar, plan.period)
    for series in plan.content.series:
        ids |= {f"post:{series.id}:{day}" for day in _days(series.when, worked, days)}
    for activity in plan.activities:
        if activity.date is not None:
            ids.add(f"event:{activity.id}:{activity.date}")
        elif activity.when:
            ids |= {f"event:{activity.id}:{day}" for day in _days(activity.when, worked, days)}
        else:
            count = activity.count if activity.count is not None else len(activity.stages)
            ids |= {f"event:{activity.id}:{number}" for number in range(1, count + 1)}
    for choice in worked.playbook.portfolio.choices:
        held = choice.activity.count or 1
        ids |= {f"event:{choice.activity.id}:{number}" for number in range(1, held + 1)}
    return ids


def _could_be_chosen(wanted: str, worked: WorkedOut) -> bool:
    """Whether an id is that of a known kind in a stage of the plan, at most once a week."""
    found = _CHOSEN.fullmatch(wanted)
    if found is None or worked.complete.only_written_activities:
        return False
    kind, name, number = found.groups()
    stage = next((one for one in worked.complete.stages if one.id == name), None)
    return kind in activity_kind_ids() and stage is not None and 7 * (int(number) - 1) < stage.window.days


def _days(when: str, worked: WorkedOut, days: WorkCalendar) -> tuple[date, ...]:
    rule = parse_recurrence(when)
    if isinstance(rule, RecurrenceError):
        return ()
    return occurrences(rule, worked.complete.period, workdays=days)
