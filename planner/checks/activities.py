"""ACT: price, venue, permit, preparation and success of written activities."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks.context import WorkedOut
from planner.checks.document import activity_path
from planner.completion.values.programme import CompleteActivity
from planner.diagnostics.model import Finding
from planner.knowledge.lookup import kind_of
from planner.plan.programme import Activity


def written_activities(worked: WorkedOut) -> Iterator[tuple[int, Activity, CompleteActivity]]:
    """Give each written activity with its index and what it became."""
    items = worked.plan.activities.items if worked.plan.activities else ()
    known = [(index, item) for index, item in enumerate(items) if kind_of(item.kind) is not None]
    for (index, item), complete in zip(known, worked.complete.activities, strict=False):
        yield index, item, complete


def check_prices(worked: WorkedOut) -> Iterator[Finding]:
    """Yield ACT001 for activities whose cost nobody wrote and the currency has no preset for."""
    for index, _, activity in written_activities(worked):
        if activity.costs is None:
            params = {"activity": activity.name, "currency": worked.complete.currency}
            yield Finding("ACT001", activity_path(worked.data, index), params=params)


def check_venues(worked: WorkedOut) -> Iterator[Finding]:
    """Yield ACT002 for offline activities without a venue."""
    for index, _, activity in written_activities(worked):
        if activity.mode == "offline" and activity.venue is None:
            yield Finding("ACT002", activity_path(worked.data, index), params={"activity": activity.name})


def check_permits(worked: WorkedOut) -> Iterator[Finding]:
    """Yield ACT003 for large offline activities in China without a permit."""
    if worked.complete.calendar.country != "CN":
        return
    least = worked.policy.threshold("ACT003", "people")
    for index, _, activity in written_activities(worked):
        if activity.mode != "offline" or activity.permit or activity.most < least:
            continue
        params = {"activity": activity.name, "people": activity.most, "least": least}
        yield Finding("ACT003", activity_path(worked.data, index, "participants"), params=params)


def check_before_and_after(worked: WorkedOut) -> Iterator[Finding]:
    """Yield ACT005 where preparation or success were written as an empty list."""
    for index, item, activity in written_activities(worked):
        params = {"activity": activity.name}
        if item.tasks is not None and not item.tasks and activity.mode == "offline":
            yield Finding("ACT005", activity_path(worked.data, index, "tasks"), "tasks", params, "key")
        if item.success is not None and not item.success:
            yield Finding("ACT005", activity_path(worked.data, index, "success"), "success", params, "key")
