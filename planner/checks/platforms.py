"""PLT: what platforms allow, with the source and date of each limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal

from planner.checks.context import WorkedOut
from planner.checks.goals import tracked
from planner.checks.groups import overfull
from planner.checks.posting import has_written_series, series_path
from planner.completion.kpis import figure_value
from planner.dates.ranges import Month, Week
from planner.diagnostics.model import Finding
from planner.knowledge.load import load_platforms
from planner.knowledge.measure_rows import LimitRow, PlatformRow
from planner.playbook.groups.filling import takes_members
from planner.playbook.values.content import Entry, TopicFill


def check_quotas(worked: WorkedOut) -> Iterator[Finding]:
    """Yield PLT001 for channels on which written series broadcast more often than the platform allows."""
    if not has_written_series(worked):
        return
    for platform in worked.complete.platforms:
        row = load_platforms()[platform.kind]
        if row.role == "group":
            continue  # what a person types into a group is no broadcast
        entries = [entry for entry in worked.playbook.calendar.entries if entry.platform == platform.id]
        for limit in row.limits:
            if limit.applies == "broadcast" and limit.per != "none":
                yield from _over(worked, row, limit, entries)


def _over(worked: WorkedOut, row: PlatformRow, limit: LimitRow, entries: list[Entry]) -> Iterator[Finding]:
    def unit(on: date) -> date:
        if limit.per == "day":
            return on
        return Week.of(on).monday if limit.per == "week" else Month.of(on).first

    counts = Counter(unit(entry.on) for entry in entries)
    over = sorted((start, count) for start, count in counts.items() if count > limit.value)
    if not over:
        return
    start, count = over[0]
    last = next(entry for entry in reversed(entries) if unit(entry.on) == start)
    params = {
        "platform": row.name,
        "limit": limit.value,
        "date": start,
        "month": str(Month.of(start)),
        "count": count,
        "times": len(over),
        "source": limit.source,
        "as_of": limit.as_of,
    }
    yield Finding("PLT001", (*series_path(worked, last.series), "when"), limit.per, params)


def check_places(worked: WorkedOut) -> Iterator[Finding]:
    """Yield PLT006 where an empty list of platforms or groups leaves nowhere to post."""
    entries = worked.playbook.calendar.entries
    if worked.plan.platforms == () and not entries and worked.complete.platforms == ():
        yield Finding("PLT006", ("platforms",), "platforms", at="key")
    grouped = {
        platform.id: load_platforms()[platform.kind].name
        for platform in worked.complete.platforms
        if platform.role == "group"
    }
    nowhere = [entry for entry in entries if entry.platform in grouped and not entry.groups]
    if worked.plan.groups == () and nowhere:
        names = tuple(dict.fromkeys(grouped[entry.platform] for entry in nowhere))
        params = {"count": len(nowhere), "platform": names}
        yield Finding("PLT006", ("groups",), params=params, at="key")


def check_titles(worked: WorkedOut) -> Iterator[Finding]:
    """Yield PLT002 for written topics that are longer than the platform of their post allows."""
    topics = (worked.plan.content.topics if worked.plan.content else None) or ()
    indexes = {topic.id: index for index, topic in enumerate(worked.complete.content.topics)}
    kinds = {platform.id: platform.kind for platform in worked.complete.platforms}
    seen: set[tuple[int, str]] = set()
    for entry in worked.playbook.calendar.entries:
        if not isinstance(entry.fill, TopicFill) or entry.platform not in kinds:
            continue
        index = indexes.get(entry.fill.topic.id)
        row = load_platforms()[kinds[entry.platform]]
        limit = next((one for one in row.limits if one.applies == "title"), None)
        if index is None or limit is None or (index, row.id) in seen:
            continue
        seen.add((index, row.id))
        count = len(topics[index].title)
        if count > limit.value:
            params = {
                "count": count,
                "limit": limit.value,
                "platform": row.name,
                "source": limit.source,
                "as_of": limit.as_of,
            }
            yield Finding("PLT002", ("content", "topics", index, "title"), params=params)


def check_full_groups(worked: WorkedOut) -> Iterator[Finding]:
    """Yield PLT004 for groups that are said to have more members than one of them holds."""
    for index, group in enumerate(worked.complete.groups if worked.plan.groups else ()):
        if group.members is not None and group.capacity and group.members > group.capacity:
            params = {"group": group.name, "members": group.members, "capacity": group.capacity}
            yield Finding("PLT004", ("groups", index, "members"), "overfull", params)


def check_group_capacity(worked: WorkedOut) -> Iterator[Finding]:
    """Yield PLT004 where the groups together hold fewer people than a goal for members asks for.

    Groups that open by themselves when one is nearly full count; what is said of a single group is not said again.
    """
    groups = [group for group in worked.playbook.plan.groups if takes_members(group)]
    sizes = [group.capacity for group in groups if group.capacity is not None]
    if not groups or len(sizes) < len(groups) or not all(sizes) or overfull(worked):
        return
    capacity, growth = sum(sizes), worked.playbook.growth
    if growth and growth[-1].end <= capacity and any(group.next_at for group in groups):
        return
    for index, goal, kpi in tracked(worked):
        target = figure_value(goal.target, kpi)
        if kpi.id != "members" or target <= capacity:
            continue
        missing, each = target - capacity, max(sizes)
        params = {
            "target": target,
            "groups": len(groups),
            "capacity": capacity,
            "sum": " + ".join(map(str, sizes)) if len(sizes) <= 6 else f"{len(sizes)} × …",
            "missing": missing,
            "each": each,
            "more": (missing / Decimal(each)).to_integral_value(ROUND_CEILING),
        }
        yield Finding("PLT004", ("goals", index, "target"), params=params)
