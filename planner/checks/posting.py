"""CAL005, CAL006 and CON001: silence, collisions, and the mix, for series that the plan writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.checks.context import WorkedOut, Written
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.knowledge.load import load_platforms
from planner.knowledge.schema import Text

if TYPE_CHECKING:  # the check of the shares runs without a playbook
    from planner.playbook.values.content import Entry


def has_written_series(written: Written) -> bool:
    """Say whether the plan writes its series itself."""
    return bool(written.plan.content and written.plan.content.series)


def series_path(worked: WorkedOut, series_id: str) -> PlanPath:
    """Return the path of a written series."""
    series = (worked.plan.content.series if worked.plan.content else None) or ()
    index = next((i for i, one in enumerate(series) if one.id == series_id), None)
    return ("content", "series") if index is None else ("content", "series", index)


def check_gaps(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL005 for the longest silence of each platform that a written series uses."""
    if not has_written_series(worked):
        return
    most = worked.policy.threshold("CAL005", "days")
    by_platform: dict[str, set[date]] = defaultdict(set)
    first: dict[str, str] = {}
    for entry in worked.playbook.calendar.entries:
        by_platform[entry.platform].add(entry.on)
        first.setdefault(entry.platform, entry.series)
    for platform in worked.complete.platforms:
        days = sorted(by_platform.get(platform.id, ()))
        if not days:
            continue
        edges = [*days, worked.complete.period.end]
        gaps = [(_silent_days(worked, a, b), a, b) for a, b in pairwise(edges)]
        length, start, end = max(gaps, key=lambda gap: (gap[0], -gap[1].toordinal()))
        if length > most:
            name = load_platforms()[platform.kind].name
            params = {"platform": name, "from": start, "to": min(end, worked.complete.period.last)}
            path = series_path(worked, first[platform.id])
            yield Finding("CAL005", (*path, "when"), params={**params, "days": length, "most": most})


def _silent_days(worked: WorkedOut, start: date, end: date) -> int:
    """Days between two posts, without those that the plan keeps free on purpose."""
    between = (start + timedelta(days=offset) for offset in range(1, (end - start).days))
    return sum(1 for day in between if not any(day in out for out, _ in worked.complete.calendar.blackout))


def check_collisions(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CAL006 for series that post close to each other in one group, and for crowded days."""
    if not has_written_series(worked):
        return
    by_place: dict[tuple[str, date], list[Entry]] = defaultdict(list)
    for entry in worked.playbook.calendar.entries:
        for place in entry.groups or (entry.platform,):
            by_place[(place, entry.on)].append(entry)
    yield from _near(worked, by_place)
    yield from _crowded(worked, by_place)


def _minutes(entry: Entry) -> int:
    hour, minute = entry.time.split(":")
    return int(hour) * 60 + int(minute)


def _near(worked: WorkedOut, by_place: dict[tuple[str, date], list[Entry]]) -> Iterator[Finding]:
    least = worked.policy.threshold("CAL006", "minutes")
    pairs: dict[tuple[str, str], set[tuple[date, int]]] = defaultdict(set)
    for (_, on), entries in by_place.items():
        ordered = sorted(entries, key=lambda entry: (entry.time, entry.series))
        for one, other in pairwise(ordered):
            apart = _minutes(other) - _minutes(one)
            if one.series != other.series and apart < least:
                pairs[(one.series, other.series)].add((on, apart))
    names = {series.id: series.name for series in worked.complete.content.series}
    for (one_id, other_id), found in pairs.items():
        on, apart = min(found)
        first, second = sorted((one_id, other_id), key=lambda s: str(series_path(worked, s)))
        params = {
            "first": names.get(first, Text(first, first)),
            "second": names.get(second, Text(second, second)),
            "minutes": apart,
            "date": on,
            "days": len(found),
            "least": least,
        }
        related = (Related(series_path(worked, first), "first"),)
        yield Finding("CAL006", series_path(worked, second), "near", params, related=related)


def _crowded(worked: WorkedOut, by_place: dict[tuple[str, date], list[Entry]]) -> Iterator[Finding]:
    limits = {platform.id: platform.posts_per_day for platform in worked.complete.platforms}
    groups = {group.id: group for group in worked.complete.groups}
    crowded: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for (place, on), entries in sorted(by_place.items()):
        group = groups.get(place)
        most = limits.get(group.platform) if group else None
        if most is not None and len(entries) > most:
            crowded[place].append((on, len(entries)))
    for place, found in crowded.items():
        on, count = found[0]
        params = {"group": groups[place].name, "date": on, "count": count, "days": len(found)}
        most = limits[groups[place].platform]
        yield Finding("CAL006", ("content", "series"), "too_many", {**params, "most": most}, "key")


def check_shares(written: Written) -> Iterator[Finding]:
    """Yield CON001 where all shares are written and do not make 100 %, or some already exceed it."""
    pillars = (written.plan.content.pillars if written.plan.content else None) or ()
    shares = [pillar.share for pillar in pillars if pillar.share is not None]
    if not shares:
        return
    points = sum(shares, Decimal(0)) * 100
    tolerance = written.policy.threshold("CON001", "sum")
    if points - 100 > tolerance or (len(shares) == len(pillars) and 100 - points > tolerance):
        yield Finding("CON001", ("content", "pillars"), "shares", {"sum": round(points, 1)}, "key")


def check_mix(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CON001 for the pillar whose written share the written series miss by most, if by too much."""
    written = (worked.plan.content.pillars if worked.plan.content else None) or ()
    if not written or not has_written_series(worked):
        return
    most = worked.policy.threshold("CON001", "points")
    by_id = {mix.pillar: mix for mix in worked.playbook.calendar.mix}
    worst: tuple[Decimal, Finding] | None = None
    for index, pillar in enumerate(written):
        mix = by_id.get(pillar.id)
        if mix is None or pillar.share is None:
            continue
        gap = abs(mix.planned - mix.declared) * 100
        if gap > most and (worst is None or gap > worst[0]):
            params = {
                "pillar": pillar.name,
                "declared": round(mix.declared * 100, 1),
                "planned": round(mix.planned * 100, 1),
                "gap": round(gap, 1),
                "most": most,
            }
            path: PlanPath = ("content", "pillars", index, "share")
            worst = gap, Finding("CON001", path, "planned", params)
    if worst is not None:
        yield worst[1]
