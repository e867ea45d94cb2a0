"""STR002: everything that one part of a plan says about another has to exist there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from planner.checks.document import reach, value_at
from planner.checks.known import THINGS, Known
from planner.checks.policy import Policy, code_texts
from planner.diagnostics.model import Finding, PlanPath
from planner.knowledge.lookup import kind_of
from planner.knowledge.schema import Text

REFERENCES: tuple[tuple[str, str], ...] = (
    ("community.type", "community_type"),
    ("platforms[].kind", "platform_kind"),
    ("goals[].kpi", "kpi"),
    ("stages.*.gate[].kpi", "kpi"),
    ("goals[].owner", "holder"),
    ("kpis[].owner", "holder"),
    ("groups[].owner", "holder"),
    ("groups[].deputy", "holder"),
    ("content.series[].owner", "holder"),
    ("content.topics[].owner", "holder"),
    ("content.approver", "holder"),
    ("routines[].role", "holder"),
    ("stages.*.tasks[].owner", "holder"),
    ("activities.items[].tasks[].owner", "holder"),
    ("activities.items[].roles.*", "holder"),
    ("rules.reports.owner", "holder"),
    ("rules.appeal.owner", "holder"),
    ("acquisition.channels[].owner", "holder"),
    ("groups[].hand_over.to", "holder"),
    ("groups[].into", "group"),
    ("groups[].same_members_as[]", "group"),
    ("journeys[].owner", "holder"),
    ("journeys[].steps[].owner", "holder"),
    ("journeys[].use", "journey"),
    ("scripts.items[].escalate_to", "holder"),
    ("handover.accounts[].holder", "holder"),
    ("handover.accounts[].second", "holder"),
    ("handover.places[].owner", "holder"),
    ("people[].deputy", "person"),
    ("people[].roles[]", "role"),
    ("groups[].platform", "platform"),
    ("content.series[].platform", "platform"),
    ("content.series[].groups[]", "group"),
    ("groups[].persona", "persona"),
    ("question_pool[].persona", "persona"),
    ("activities.items[].persona", "persona"),
    ("question_pool[].offer", "offer"),
    ("activities.items[].offer", "offer"),
    ("content.series[].pillar", "pillar"),
    ("content.topics[].pillar", "pillar"),
    ("content.topics[].series", "series"),
    ("activities.items[].kind", "activity_kind"),
    ("activities.items[].goal", "goal"),
    ("budget.lines[].activity", "activity"),
    ("rules.prohibited[].sanction", "step"),
    ("wont_do[].bans[]", "tag"),
)


def check_references(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR002 for every reference of the table that names nothing."""
    built: dict[str, Known] = {}
    for pattern, kind in REFERENCES:
        for path, value in reach(data, pattern):
            if isinstance(value, dict | list | bool):
                continue  # another finding says that a text belongs here
            known = built.get(kind) or built.setdefault(kind, THINGS[kind](data))
            if not known.accepts(str(value).strip()):
                yield dangling(path, str(value).strip(), known)


def dangling(path: PlanPath, value: str, known: Known) -> Finding:
    """Return the finding for a reference that names nothing."""
    offered = known.offered()
    params = {"value": value, "what": known.what, "known": offered, "section": known.section}
    if not offered:
        return Finding("STR002", path, "nothing_defined", params)
    if parts := known.parts_of(value):
        joined = ", ".join(parts)
        # Beside others in a list the parts are items of it; elsewhere only one can stand.
        form = joined if path and isinstance(path[-1], int) else parts[0]
        return Finding("STR002", path, "several", {**params, "form": form})
    return Finding("STR002", path, known.variant, params, suggestions=known.close_to(value))


def _among(what: Text, section: str, spellings: list[str], shown: list[str] | None = None) -> Known:
    offered = shown or spellings
    return Known(what, section, lambda value: value in spellings, lambda: spellings, lambda: offered)


def check_task_order_references(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR002 for tasks that come after one that their stage does not have."""
    for path, stage in reach(data, "stages.*"):
        names = [
            str(value)
            for key in ("id", "title")
            for _, value in reach({"tasks": _tasks(stage)}, f"tasks[].{key}")
        ]
        known = _among(Text("任务", "task"), ".".join(map(str, path)) + ".tasks", names)
        for below, value in reach({"tasks": _tasks(stage)}, "tasks[].after[]"):
            if isinstance(value, str | int) and str(value) not in names:
                yield dangling((*path, *below), str(value), known)


def _tasks(stage: object) -> object:
    return stage.get("tasks") if isinstance(stage, dict) else None


def check_event_roles(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR002 for event roles that the activity's kind does not have."""
    for path, roles in reach(data, "activities.items[].roles"):
        row = kind_of(str(value_at(data, (*path[:-1], "kind"))))
        if row is None or not isinstance(roles, dict):
            continue
        spellings = [name for role in row.roles for name in (role.id, role.name.zh, role.name.en)]
        what = Text(f"“{row.name.zh}”的角色", f"role of “{row.name.en}”")
        known = _among(what, "roles", spellings, [role.id for role in row.roles])
        for key in roles:
            if key not in spellings:
                yield replace(dangling((*path, key), str(key), known), at="key")


def check_codes(data: object, policy: Policy) -> Iterator[Finding]:
    """Yield STR002 for codes and thresholds under ``checks`` that do not exist."""
    texts = code_texts()

    def codes() -> list[str]:
        return [code for family in texts.families() for code in texts.family(family)]

    known = Known(Text("检查项", "check"), "checks", lambda v: texts.row(v) is not None, codes, codes)
    for key in ("severity", "thresholds"):
        written = value_at(data, ("checks", key))
        for name in written if isinstance(written, dict) else ():
            path: PlanPath = ("checks", key, name)
            code, _, threshold = str(name).partition(".")
            row = texts.row(code)
            if row is None:
                yield replace(dangling(path, code, known), at="key")
            elif key == "thresholds" and not row.thresholds:
                yield Finding("STR002", path, "no_threshold", {"value": code}, "key")
            elif key == "thresholds" and threshold and threshold not in row.thresholds:
                what = Text(f"检查项 {code} 的阈值", f"threshold of {code}")
                names = _among(what, "checks.thresholds", [f"{code}.{own}" for own in row.thresholds])
                yield replace(dangling(path, str(name), names), at="key")
