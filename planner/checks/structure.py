"""STR003 to STR013: ids, placeholders, definitions that nobody uses, circles, sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planner.checks.context import Written
from planner.checks.document import reach, texts
from planner.checks.policy import Policy
from planner.completion.kpis import resolve_kpi
from planner.completion.period import complete_period
from planner.dates.recurrence import RecurrenceError, parse_recurrence
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.knowledge.load import load_kpis
from planner.knowledge.lookup import platform_kind, role_id
from planner.knowledge.schema import Text

MOST_ACTIVITIES = 200
MOST_ENTRIES = 20_000

DEFINITIONS: Mapping[str, Text] = {
    "audience[].id": Text("目标用户画像", "persona"),
    "goals[].id": Text("目标", "goal"),
    "offers[].id": Text("产品或服务", "offer"),
    "kpis[].id": Text("指标（KPI）", "KPI"),
    "platforms[].id": Text("平台", "platform"),
    "groups[].id": Text("群", "group"),
    "people[].id": Text("人员", "person"),
    "roles[].id": Text("角色", "role"),
    "content.pillars[].id": Text("内容板块", "pillar"),
    "content.series[].id": Text("栏目", "series"),
    "content.topics[].id": Text("选题", "topic"),
    "routines[].id": Text("例行事务", "routine"),
    "journeys[].id": Text("成员旅程", "journey"),
    "scripts.items[].id": Text("话术", "script"),
    "activities.items[].id": Text("活动", "activity"),
    "stages.*.tasks[].id": Text("任务", "task"),
    "rules.prohibited[].id": Text("群规", "rule"),
    "rules.ladder[].id": Text("处置", "sanction"),
    "calendar.overrides[].id": Text("改动", "override"),
}
_NAMED: Mapping[str, Text] = {
    "people[]": Text("人员", "person"),
    "groups[]": Text("群", "group"),
    "audience[]": Text("目标用户画像", "persona"),
}
_LEFT_EMPTY = re.compile(
    r"\A(?:示例.{0,4}|样例|待定|[.…]{1,6}|-{2,}|[?\uff1f]+|tbd|tba|n/?a)\Z|\A<[^<>]*>\Z", re.IGNORECASE
)
"""A whole text that says nothing."""
_LEFT_OPEN = re.compile(
    r"待填|待补充|^待补|[(\uff08\[【]待补|\bTODO\b|\bFIXME\b|\bTBD\b|(?<![A-Za-z])x{3,}(?![A-Za-z])"
    r"|<(?:填|写|此处|fill|your)[^<>]*>|[(\uff08](?:示例|example)[)\uff09]",
    re.IGNORECASE | re.MULTILINE,
)
"""A mark inside a text that something is still to be written."""
_SHORT = 12


def check_duplicate_ids(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR003 for the second use of an id, or of a name where neither thing has an id."""
    for pattern, what in DEFINITIONS.items():
        first: dict[str, PlanPath] = {}
        for path, value in reach(data, pattern):
            if isinstance(value, dict | list):
                continue
            seen = first.setdefault(str(value), path)
            if seen != path:
                yield _duplicate(path, str(value), what, seen)
    for pattern, what in _NAMED.items():
        first = {}
        for path, thing in reach(data, pattern):
            named = isinstance(thing, dict) and not thing.get("id") and thing.get("name")
            name = str(named or (thing if isinstance(thing, str) else ""))
            place: PlanPath = (*path, "name") if isinstance(thing, dict) else path
            if name and (seen := first.setdefault(name, place)) != place:
                yield _duplicate(place, name, what, seen, "name")


def _duplicate(path: PlanPath, value: str, what: Text, first: PlanPath, variant: str = "default") -> Finding:
    params = {"value": value, "what": what}
    return Finding("STR003", path, variant, params, related=(Related(first, "first_use"),))


def check_placeholders(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR004 for texts that were left as they come with a new plan."""
    found = [(path, text.strip()) for path, text in texts(data) if path[-1:] != ("baseline",)]
    any_open = _LEFT_OPEN.search("\n".join(text for _, text in found)) is not None
    for path, text in found:
        empty = (len(text) <= _SHORT or text[0] == "<") and _LEFT_EMPTY.match(text)
        if empty or (any_open and _LEFT_OPEN.search(text)):
            shown = text if len(text) <= 30 else text[:29] + "…"
            yield Finding("STR004", path, params={"text": shown})


def check_orphans(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR005 for own KPIs, roles, pillars and platforms that nothing refers to."""
    used = {resolve_kpi(v) or v for v in _names(data, "goals[].kpi", "stages.*.gate[].kpi")}
    used |= set(_names(data, "goals[].kpi", "stages.*.gate[].kpi"))
    for path, value in reach(data, "kpis[].id"):
        name = next((n for n in _names_at(data, path, "name")), "")
        if str(value) not in load_kpis() and not used & {str(value), name}:
            yield _orphan(path, Text("指标（KPI）", "KPI"), name or str(value))
    yield from _orphan_roles(data)
    yield from _orphan_pillars(data)
    yield from _orphan_platforms(data)


def _orphan(path: PlanPath, what: Text, value: str) -> Finding:
    return Finding("STR005", path, params={"what": what, "value": value})


def _names(data: object, *patterns: str) -> list[str]:
    return [str(value) for pattern in patterns for _, value in reach(data, pattern)]


def _names_at(data: object, path: PlanPath, key: str) -> Iterator[str]:
    """The value of a neighbouring key of the mapping that ``path`` lies in."""
    node = data
    for element in path[:-1]:
        node = node[element]  # type: ignore[index]
    if isinstance(node, dict) and node.get(key) is not None:
        yield str(node[key])


def _orphan_roles(data: object) -> Iterator[Finding]:
    patterns = ("people[].roles[]", "routines[].role", "content.series[].owner", "content.topics[].owner")
    tasks = ("stages.*.tasks[].owner", "activities.items[].tasks[].owner", "activities.items[].roles.*")
    others = ("goals[].owner", "kpis[].owner", "groups[].owner", "groups[].deputy", "rules.*.owner")
    used = set(_names(data, *patterns, *tasks, *others, "acquisition.channels[].owner"))
    for path, value in reach(data, "roles[].id"):
        name = next(_names_at(data, path, "name"), "")
        if role_id(str(value)) is None and not used & {str(value), name}:
            yield _orphan(path, Text("角色", "role"), name or str(value))


def _orphan_pillars(data: object) -> Iterator[Finding]:
    """Pillars are only out of use where every series and topic names another one."""
    series = list(reach(data, "content.series[]"))
    named = _names(data, "content.series[].pillar")
    if not series or len(named) < len(series):
        return
    used = {*named, *_names(data, "content.topics[].pillar")}
    for path, value in reach(data, "content.pillars[].id"):
        name = next(_names_at(data, path, "name"), "")
        if not used & {str(value), name}:
            yield _orphan(path, Text("内容板块", "pillar"), name or str(value))


def _orphan_platforms(data: object) -> Iterator[Finding]:
    """Channels are out of use where the series are written and none is published there."""
    series = list(reach(data, "content.series[]"))
    if not series:
        return
    used = {*_names(data, "content.series[].platform"), *_names(data, "groups[].platform")}
    kinds = {row.id for name in used if (row := platform_kind(name)) is not None}
    for index, (path, value) in enumerate(reach(data, "platforms[].kind")):
        row = platform_kind(str(value))
        own = {str(value), *_names_at(data, path, "id"), *_names_at(data, path, "name")}
        if (
            index
            and row
            and row.role in ("channel", "site", "video")
            and row.id not in kinds
            and not own & used
        ):
            yield _orphan(path, Text("平台", "platform"), str(value))


def check_task_cycles(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR006 once for each circle of tasks that wait for each other."""
    for path, stage in reach(data, "stages.*"):
        listed = stage.get("tasks") if isinstance(stage, dict) else None
        tasks = [task for task in listed if isinstance(task, dict)] if isinstance(listed, list) else []
        names: dict[str, str] = {}
        for task in tasks:
            key = str(task.get("id") or task.get("title"))
            names |= {key: key, str(task.get("title")): key}
        after = {
            names[str(task.get("id") or task.get("title"))]: [
                names[str(one)] for one in _as_list(task.get("after")) if str(one) in names
            ]
            for task in tasks
        }
        for circle in circles(after):
            index = next(
                i
                for i, t in enumerate(listed or ())
                if isinstance(t, dict) and circle[0] in (t.get("id"), t.get("title"))
            )
            chain = " → ".join((*circle, circle[0]))
            yield Finding("STR006", (*path, "tasks", index, "after"), params={"chain": chain})


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def circles(after: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """Return circles of a graph, at least one for every node that lies on one; each begins with its first node."""
    order = {name: position for position, name in enumerate(after)}
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in after:
        trail: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                done.add(trail.pop())
            elif name in trail:
                circle = trail[trail.index(name) :]
                first = circle.index(min(circle, key=order.__getitem__))
                found.setdefault(frozenset(circle), (*circle[first:], *circle[:first]))
            elif name not in done:
                trail.append(name)
                waiting.append((name, True))
                waiting += [(following, False) for following in reversed(after.get(name, []))]
    return list(found.values())


def check_activity_count(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR013 for more activities than a plan may have."""
    activities = sum(1 for _ in reach(data, "activities.items[]"))
    if activities > MOST_ACTIVITIES:
        params = {"count": activities, "most": MOST_ACTIVITIES}
        yield Finding("STR013", ("activities",), "activities", params, "key")


def check_entry_count(written: Written) -> Iterator[Finding]:
    """Yield STR013 for series that would make more posts than a plan may have."""
    series = (written.plan.content.series if written.plan.content else None) or ()
    days = complete_period(written.plan.period).days
    entries = sum(_posts(one.when, days) for one in series)
    if entries > MOST_ENTRIES:
        params = {"count": entries, "most": MOST_ENTRIES}
        yield Finding("STR013", ("content", "series"), "entries", params, "key")


def _posts(when: str, days: int) -> int:
    """At most how many posts a recurrence makes in so many days."""
    rule = parse_recurrence(when)
    if isinstance(rule, RecurrenceError):
        return 0
    each = max(1, len(rule.weekdays) + len(rule.month_days) + len(rule.nth_weekdays))
    return -(-days * each // ({"weekly": 7, "monthly": 28}.get(rule.frequency, 1) * rule.interval))
