"""RUL: prohibitions, sanctions, reports and appeal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.checks.context import WorkedOut, Written
from planner.diagnostics.model import Finding, Related
from planner.knowledge.schema import Text

_REQUIRED: tuple[tuple[str, Text, str], ...] = (
    ("flooding", Text("刷屏（flooding）", "flooding"), r"刷屏|连发|flood|spam"),
    (
        "illegal",
        Text("违法违规信息（illegal）", "illegal content (illegal)"),
        r"违法|违禁|违规信息|谣言|illegal|unlawful",
    ),
    (
        "attack",
        Text("攻击侮辱（attack）", "attacks (attack)"),
        r"骂|攻击|侮辱|人身|嘲笑|insult|attack|harass|abuse",
    ),
    ("advertising", Text("广告（advertising）", "advertising"), r"广告|推销|引流|advert|promot"),
    (
        "privacy",
        Text("隐私（privacy）", "privacy"),
        r"隐私|个人信息|截图外传|privacy|personal (?:data|information)|dox",
    ),
)


def check_sanctions(worked: WorkedOut) -> Iterator[Finding]:
    """Yield RUL001 for written prohibitions without a step, or once for an empty ladder."""
    rules = worked.plan.rules
    if rules is None:
        return
    if rules.ladder is not None and not rules.ladder:
        count: dict[str, object] = {"count": len(worked.complete.rules.prohibited)}
        yield Finding("RUL001", ("rules", "ladder"), "no_ladder", count, "key")
        return
    steps = tuple(step.name for step in worked.complete.rules.ladder)
    for index, rule in enumerate(rules.prohibited or ()):
        complete = worked.complete.rules.prohibited[index]
        if not complete.step and not rule.sanction:
            params = {"rule": rule.text, "known": steps}
            yield Finding("RUL001", ("rules", "prohibited", index), params=params)


def check_ladder(written: Written) -> Iterator[Finding]:
    """Yield RUL002 for written sanctions that get lighter, or that are only one."""
    ladder = (written.plan.rules.ladder if written.plan.rules else None) or ()
    if len(ladder) == 1:
        yield Finding("RUL002", ("rules", "ladder"), "single", {"step": ladder[0].name}, "key")
    before = None
    for index, step in enumerate(ladder):
        if step.days is None:
            continue
        if before is not None and before.days is not None and step.days < before.days:
            params = {"step": step.name, "days": step.days, "before": before.name, "days_before": before.days}
            yield Finding("RUL002", ("rules", "ladder", index, "days"), "lighter", params)
        before = step


def check_appeal(worked: WorkedOut) -> Iterator[Finding]:
    """Yield RUL004 where whoever decides on reports also hears the appeal, though there is someone else."""
    rules, people = worked.plan.rules, worked.complete.people
    if rules is None or len(people) < 2 or not (rules.appeal and rules.appeal.owner):
        return
    decides, hears = worked.complete.rules.reports.owner, worked.complete.rules.appeal.owner
    if decides != hears:
        return
    names = {person.id: person.name for person in people}
    others = tuple(person.name for person in people if person.id != hears)
    related = (Related(("rules", "reports", "owner"), "reports"),) if rules.reports else ()
    params = {"owner": names.get(hears, hears), "others": others}
    yield Finding("RUL004", ("rules", "appeal", "owner"), params=params, related=related)


def check_required_rules(written: Written) -> Iterator[Finding]:
    """Yield RUL005 where only the written rules hold and a kind that every community needs is missing."""
    rules = written.plan.rules
    if rules is None or not rules.only_written:
        return
    prohibited = rules.prohibited or ()
    categories = {rule.category for rule in prohibited}
    words = "\n".join(rule.text.lower() for rule in prohibited)
    missing = tuple(
        name
        for category, name, pattern in _REQUIRED
        if category not in categories and not re.search(pattern, words)
    )
    if missing:
        yield Finding("RUL005", ("rules", "prohibited"), params={"missing": missing}, at="key")
