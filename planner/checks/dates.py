"""CAL001 and CAL008: dates outside their window, recurrences that do not work."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from planner.checks.context import STAGE_NAMES, WorkedOut, Written
from planner.checks.document import activity_path
from planner.completion.period import complete_period
from planner.dates.ranges import DateRange, Month, months
from planner.dates.recurrence import (
    Recurrence,
    RecurrenceError,
    exceptions_not_occurring,
    occurrences,
    parse_recurrence,
    skips_months,
)
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Finding, PlanPath
from planner.knowledge.schema import Text
from planner.plan.fields import StageName

_STAGES: tuple[StageName, ...] = ("build", "growth", "maturity")


def check_dates_in_period(written: Written) -> Iterator[Finding]:
    """Yield CAL001 for written dates on which the plan does not run."""
    period = complete_period(written.plan.period)
    for path, what, day in _dates(written):
        if day not in period:
            params = {"what": what, "date": day, "start": period.start, "end": period.last}
            yield Finding("CAL001", path, "outside_period", params)
    yield from _funds(written, period)
    yield from _nodes_and_leave(written, period)


def _dates(written: Written) -> Iterator[tuple[PlanPath, Text, date]]:
    plan = written.plan
    for name in _STAGES:
        stage = getattr(plan.stages, name) if plan.stages else None
        if stage is None or stage.skip_reason:
            continue
        for key, zh, en in (("start", "第一天", "first day"), ("end", "最后一天", "last day")):
            if (day := getattr(stage, key)) is not None:
                label = Text(f"{STAGE_NAMES[name].zh}{zh}", f"{en} of {STAGE_NAMES[name].en}")
                yield ("stages", name, key), label, day
        for index, task in enumerate(stage.tasks or ()):
            if task.due is not None:
                label = Text(f"任务“{task.title}”", f"task “{task.title}”")
                yield ("stages", name, "tasks", index, "due"), label, task.due
    for index, topic in enumerate((plan.content.topics if plan.content else None) or ()):
        if topic.date is not None:
            yield ("content", "topics", index, "date"), Text("选题", "topic"), topic.date
    for index, activity in enumerate(plan.activities.items if plan.activities else ()):
        if activity.date is not None:
            yield activity_path(written.data, index, "date"), Text("活动", "activity"), activity.date
    for index, line in enumerate(plan.budget.lines or ()):
        if line.date is not None:
            yield ("budget", "lines", index, "date"), Text("付款", "payment"), line.date
    for index, change in enumerate((plan.calendar.overrides if plan.calendar else None) or ()):
        if change.date is not None:
            yield ("calendar", "overrides", index, "date"), Text("改期", "move"), change.date


def _funds(written: Written, period: DateRange) -> Iterator[Finding]:
    for index, fund in enumerate(written.plan.budget.funds or ()):
        if fund.date >= period.end:
            params = {"date": fund.date, "end": period.last}
            yield Finding("CAL001", ("budget", "funds", index, "date"), "funds_late", params)


def _nodes_and_leave(written: Written, period: DateRange) -> Iterator[Finding]:
    plan = written.plan
    window: dict[str, object] = {"start": period.start, "end": period.last}
    for index, node in enumerate((plan.calendar.nodes if plan.calendar else None) or ()):
        if node.date not in period:
            params = {**window, "name": node.name, "date": node.date}
            yield Finding("CAL001", ("calendar", "nodes", index, "date"), "node", params)
    for index, person in enumerate(plan.people or ()):
        for number, leave in enumerate(person.leave or ()):
            if leave.end < period.start or leave.start >= period.end:
                params = {**window, "from": leave.start, "to": leave.end}
                yield Finding("CAL001", ("people", index, "leave", number), "leave", params)


def check_tasks_in_stage(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL001 for written task days that lie in another stage."""
    for stage in worked.complete.stages:
        own = getattr(worked.plan.stages, stage.id) if worked.plan.stages else None
        for index, task in enumerate((own.tasks if own else None) or ()):
            if task.due is None or task.due in stage.window or task.due not in worked.complete.period:
                continue
            params = {
                "what": Text(f"任务“{task.title}”", f"task “{task.title}”"),
                "date": task.due,
                "stage": STAGE_NAMES[stage.id],
                "start": stage.window.start,
                "end": stage.window.last,
            }
            yield Finding("CAL001", ("stages", stage.id, "tasks", index, "due"), "outside_stage", params)


def check_recurrences(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL008 for recurrences that skip months, never fall due, or leave out days that are none of theirs."""
    # The quick checks of this module do without the complete plan's values, which take long to import.
    from planner.completion.days import work_calendar

    plan, period = worked.plan, worked.complete.period
    days = work_calendar(worked.complete.calendar, period)
    for index, series in enumerate((plan.content.series if plan.content else None) or ()):
        path: PlanPath = ("content", "series", index)
        window = _between(period, series.start, series.until)
        windows = _stage_windows(worked, series.stages, window)
        yield from _judge((*path, "when"), series.when, window, windows, days)
        rule = parse_recurrence(series.when)
        if not isinstance(rule, RecurrenceError):
            yield from _exceptions(path, rule, series.exceptions or (), window, days)
    for index, routine in enumerate(plan.routines or ()):
        windows = _stage_windows(worked, routine.stages, period)
        yield from _judge(("routines", index, "when"), routine.when, period, windows, days)
    for index, activity in enumerate(plan.activities.items if plan.activities else ()):
        if activity.when is not None:
            windows = _stage_windows(worked, activity.stages, period)
            yield from _judge(activity_path(worked.data, index, "when"), activity.when, period, windows, days)


def _between(period: DateRange, start: date | None, until: date | None) -> DateRange:
    first = max(period.start, start) if start else period.start
    end = min(period.end, until + timedelta(days=1)) if until else period.end
    return DateRange(first, max(first, end))


def _stage_windows(
    worked: WorkedOut, stages: tuple[StageName, ...] | None, window: DateRange
) -> tuple[DateRange, ...]:
    if stages is None:
        return (window,)
    own = [stage.window for stage in worked.complete.stages if stage.id in stages]
    return tuple(both for one in own if (both := one.intersection(window)) is not None)


def _judge(
    path: PlanPath, when: str, window: DateRange, windows: Collection[DateRange], days: WorkCalendar
) -> Iterator[Finding]:
    rule = parse_recurrence(when)
    if isinstance(rule, RecurrenceError):
        return
    found = occurrences(rule, window, workdays=days) if not window.is_empty else ()
    if not any(day in one for day in found for one in windows):
        last = window.start if window.is_empty else window.last
        params = {"when": when, "start": window.start, "end": last}
        yield Finding("CAL008", path, "never", params)
    elif skips_months(rule) and rule.interval == 1:
        full = [m for m in months(window) if m.first >= window.start and m.last < window.end]
        missed = [month for month in full if not any(Month.of(day) == month for day in found)]
        if missed:
            yield Finding("CAL008", path, "skips", {"when": when, "month": str(missed[0])})


def _exceptions(
    path: PlanPath, rule: Recurrence, exceptions: tuple[date, ...], window: DateRange, days: WorkCalendar
) -> Iterator[Finding]:
    if not exceptions or window.is_empty:
        return
    wrong = exceptions_not_occurring(rule, window, exceptions=exceptions, workdays=days)
    for day in wrong:
        place: PlanPath = (*path, "exceptions", exceptions.index(day))
        yield Finding("CAL008", place, "exception", {"date": day})
