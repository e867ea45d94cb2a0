"""GRP: groups in time, as far as what was written about them cannot be carried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.checks.context import WorkedOut
from planner.completion.model import CompletePlan
from planner.completion.values.team import CompleteGroup
from planner.diagnostics.model import Finding, PlanPath
from planner.playbook.groups.filling import ONE, Tank, fill_groups


def check_merging(worked: WorkedOut) -> Iterator[Finding]:
    """Yield GRP002 for groups that merge into none, into themselves, or into one that does not stay."""
    known = {group.id: group for group in worked.complete.groups}
    for index, group in _written(worked):
        if group.status != "merging":
            continue
        into = known.get(group.into)
        path: PlanPath = ("groups", index)
        if into is None:
            if not _says(worked, index, "into"):  # an unknown name is reported as such
                yield Finding("GRP002", (*path, "status"), params={"group": group.name})
        elif into.id == group.id:
            yield Finding("GRP002", (*path, "into"), "itself", {"group": group.name})
        elif into.status in ("merging", "closing") or _ends_before(into, group.closes):
            params = {"group": group.name, "into": into.name, "closes": into.closes or ""}
            yield Finding("GRP002", (*path, "into"), "ends", params)


def _ends_before(into: CompleteGroup, day: date | None) -> bool:
    return into.closes is not None and day is not None and into.closes <= day


def check_room(worked: WorkedOut) -> Iterator[Finding]:
    """Yield GRP003 for groups that more people are to join than they hold, where none may open after them."""
    for index, tank in overfull(worked):
        group, last = tank.group, worked.complete.period.last
        capacity = group.capacity or 0
        now, came, held = (round(count / ONE) for count in (tank.start, tank.came, tank.held))
        params = {
            "group": group.name,
            "capacity": capacity,
            "now": now,
            "came": came,
            "left": now + came - held,
            "held": held,
            "over": held - capacity,
            "last": last,
            "full_on": tank.full_on or last,
        }
        key = "next_at" if _says(worked, index, "next_at") else "capacity"
        yield Finding("GRP003", ("groups", index, key), params=params)


def overfull(worked: WorkedOut) -> Sequence[tuple[int, Tank]]:
    """Return the written groups that are too full in the end and after which none opens, with their places."""
    plan = worked.playbook.plan
    tanks = {tank.group.id: tank for tank in fill_groups(plan, worked.playbook.growth)}
    last = plan.period.last
    return [
        (index, tanks[group.id])
        for index, group in _written(worked)
        if group.id in tanks
        and group.capacity
        and not group.next_at
        and (group.members or 0) <= group.capacity
        and group.is_open(last)
        and tanks[group.id].held >= (group.capacity + 1) * ONE
    ]


def check_days(worked: WorkedOut) -> Iterator[Finding]:
    """Yield GRP004 for hand-overs outside the period, and for last days that no step of the plan can lead to."""
    plan = worked.complete
    span = {"from": plan.period.start, "to": plan.period.last}
    for index, group in _written(worked):
        path: PlanPath = ("groups", index)
        change = group.hand_over
        if change is not None and change.on not in plan.period:
            params = {"group": group.name, "on": change.on, **span}
            yield Finding("GRP004", (*path, "hand_over", "on"), params=params)
        if group.closes is None or not _says(worked, index, "closes"):
            continue
        if group.closes < plan.period.start:
            yield Finding(
                "GRP004", (*path, "closes"), "over", {"group": group.name, "on": group.closes, **span}
            )
        elif group.status in ("merging", "closing") and group.closes > plan.period.last:
            yield Finding(
                "GRP004", (*path, "closes"), "later", {"group": group.name, "on": group.closes, **span}
            )


def _written(worked: WorkedOut) -> Iterator[tuple[int, CompleteGroup]]:
    """The groups of the plan as written, with their places."""
    plan: CompletePlan = worked.complete
    return iter(enumerate(plan.groups[: len(worked.plan.groups or ())]))


def _says(worked: WorkedOut, index: int, key: str) -> bool:
    return getattr((worked.plan.groups or ())[index], key) is not None
