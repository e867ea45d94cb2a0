"""CAL002 to CAL004: public holidays, make-up work days, years that nobody has published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.checks.activities import written_activities
from planner.checks.context import WEEKDAY_NAMES, WorkedOut
from planner.checks.document import activity_path
from planner.completion.days import work_calendar
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Finding
from planner.knowledge.schema import CommunityType, Text

_SEASON: tuple[CommunityType, ...] = ("interest", "retail")
"""Types of communities for which holidays are the season."""


def _days(worked: WorkedOut) -> WorkCalendar:
    return work_calendar(worked.complete.calendar, worked.complete.period)


def _holiday(days: WorkCalendar, day: date) -> Text:
    zh, en = days.holiday_name(day, "zh-CN"), days.holiday_name(day, "en")
    return Text(zh, en) if zh and en else Text("方案自己的放假日", "one of the plan's own days off")


def check_holidays(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL002 for written activities and task days on a public holiday."""
    days = _days(worked)
    for index, item, activity in written_activities(worked):
        in_season = worked.complete.community.type in _SEASON
        if item.date is None or item.holiday_ok or in_season or not days.is_holiday(item.date):
            continue
        params = {"what": activity.name, "date": item.date, "holiday": _holiday(days, item.date)}
        yield Finding("CAL002", activity_path(worked.data, index, "date"), "activity", params)
    for stage in worked.complete.stages:
        own = getattr(worked.plan.stages, stage.id) if worked.plan.stages else None
        for index, task in enumerate((own.tasks if own else None) or ()):
            if task.due is not None and days.is_holiday(task.due):
                params = {
                    "what": task.title,
                    "date": task.due,
                    "holiday": _holiday(days, task.due),
                    "instead": days.previous_work_day(task.due),
                }
                yield Finding("CAL002", ("stages", stage.id, "tasks", index, "due"), "task", params)


def check_make_up_days(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL003 for written activities on a weekend day that is worked."""
    days = _days(worked)
    moved = {change.id for change in worked.complete.calendar.overrides}
    for index, item, activity in written_activities(worked):
        key = "date" if item.date is not None else "when"
        for occurrence in worked.playbook.activities.occurrences:
            if occurrence.activity.id != activity.id or occurrence.id in moved:
                continue
            on = occurrence.on
            written = item.date is not None or item.when is not None
            if not written or on.weekday() < 5 or not days.is_make_up_day(on) or occurrence.start.hour >= 18:
                continue
            params = {
                "what": activity.name,
                "date": on,
                "weekday": WEEKDAY_NAMES[on.weekday()],
                "id": occurrence.id,
            }
            variant = "default" if item.date is not None else "recurring"
            yield Finding("CAL003", activity_path(worked.data, index, key), variant, params)


def check_holiday_data(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL004 for years of the period whose holidays are estimated or unknown."""
    if not worked.complete.calendar.country:
        return
    for year, status in sorted(worked.playbook.holiday_status.items()):
        if status != "official":
            yield Finding("CAL004", ("period",), status, {"year": str(year)}, "key")
