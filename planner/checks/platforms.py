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
from planner.completion.values.programme import CompleteTopic
from planner.dates.ranges import Month, Week
from planner.diagnostics.model import Finding, PlanPath
from planner.knowledge.load import load_platforms
from planner.knowledge.measure_rows import LimitRow, PlatformRow
from planner.playbook.groups.filling import takes_members
from planner.playbook.posts.message import as_sent, compose, is_titled, limits_of, too_long
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


def check_lengths(worked: WorkedOut) -> Iterator[Finding]:
    """Yield PLT002 for written topics and series whose title or message is longer than their platform takes."""
    platforms = {platform.id: platform for platform in worked.complete.platforms}
    seen: set[tuple[PlanPath, str]] = set()
    for entry in worked.playbook.calendar.entries:
        platform = platforms.get(entry.platform)
        path = _written_at(worked, entry)
        if platform is None or path is None or not isinstance(entry.fill, TopicFill):
            continue
        topic = entry.fill.topic
        title = as_sent(topic.title) if is_titled(entry, platform) else ""
        text = compose((topic.first, topic.text, topic.ask))
        for found in too_long(platform.kind, title, text):
            at = (*path, _key(found.what, path, topic))
            if (at, platform.kind) in seen:
                continue
            seen.add((at, platform.kind))
            limit = next(one for one in limits_of(platform.kind) if one.applies == found.what)
            params = {
                "count": found.length,
                "limit": found.limit,
                "platform": load_platforms()[platform.kind].name,
                "source": limit.source,
                "as_of": limit.as_of,
            }
            yield Finding("PLT002", at, "default" if found.what == "title" else "body", params=params)


def _written_at(worked: WorkedOut, entry: Entry) -> PlanPath | None:
    """Where the words of an entry are written: a topic's place, or that of a series with words of its own."""
    if not isinstance(entry.fill, TopicFill):
        return None
    topics = worked.complete.content.topics
    index = next((at for at, topic in enumerate(topics) if topic.id == entry.fill.topic.id), None)
    if index is not None:
        return ("content", "topics", index)
    path = series_path(worked, entry.series)
    return path if path != ("content", "series") else None


def _key(what: str, path: PlanPath, topic: CompleteTopic) -> str:
    """The key to shorten: the title, which a series calls its name, else the longest part of the message."""
    if what == "title":
        return "title" if path[1] == "topics" else "name"
    return max(("text", "first", "ask"), key=lambda key: len(getattr(topic, key)))


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
