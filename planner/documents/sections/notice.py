"""The rules as a notice that fits a group's pin board: what matters most, as much as there is room for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planner.completion.model import CompletePlan
from planner.completion.values.governance import CompleteProhibition
from planner.diagnostics.model import Language
from planner.documents.names import Names
from planner.documents.words import CHINESE, beside, capitalised, without_end
from planner.knowledge.load import load_rules

LONGEST: Mapping[Language, int] = {"zh-CN": 300, "en": 900}
"""Most characters of a notice."""
_MOST_RULES = 7
_WHOLE: Mapping[Language, int] = {"zh-CN": 40, "en": 110}
"""Up to this length a rule stands in the notice as it is written."""
_CLAUSE: Mapping[Language, re.Pattern[str]] = {
    "zh-CN": re.compile("[：；。，:;]"),
    "en": re.compile(r"[:;]|\.(?:\s|$)"),
}
_URGENT = (
    "advertising",
    "fraud",
    "privacy",
    "attack",
    "illegal",
    "poaching",
    "flooding",
    "safety",
    "copyright",
    "off_topic",
    "other",
)
"""Categories in the order in which groups get into trouble over them."""


def short_notice(plan: CompletePlan, names: Names) -> str:
    """Return the notice: as many rules as fit, then without the promise; never a sentence cut in half."""
    longest = LONGEST[names.language]
    rules = _heads(plan, names)
    shown = ""
    for with_promise in (True, False):
        for count in range(min(_MOST_RULES, len(rules)), -1, -1):
            shown = _compose(plan, names, rules[:count], with_promise)
            if len(shown) <= longest and (count >= min(3, len(rules)) or not with_promise):
                return shown
    return shown


def _heads(plan: CompletePlan, names: Names) -> list[str]:
    """The plan's own rules first, then one preset of each category."""
    presets = {row.id: row for row in load_rules().prohibited}
    prohibited = plan.rules.prohibited
    own = [rule for rule in prohibited if rule.id not in presets]
    ordered = sorted(
        (rule for rule in prohibited if rule.id in presets and not presets[rule.id].countries),
        key=lambda rule: _URGENT.index(rule.category) if rule.category in _URGENT else len(_URGENT),
    )
    return list(dict.fromkeys(_head(rule, names) for rule in (*own, *_one_of_each(ordered))))


def _one_of_each(rules: list[CompleteProhibition]) -> Iterator[CompleteProhibition]:
    seen: set[str] = set()
    for rule in rules:
        if rule.category not in seen:
            seen.add(rule.category)
            yield rule


def _head(rule: CompleteProhibition, names: Names) -> str:
    text = without_end(names.text(rule.text))
    if len(text) <= _WHOLE[names.language] // 2:
        return text
    head = _CLAUSE[names.language].split(text, maxsplit=1)[0].strip()
    return head if len(head) <= _WHOLE[names.language] else text


def _compose(plan: CompletePlan, names: Names, rules: list[str], with_promise: bool) -> str:
    lines = _chinese(plan, names, rules) if names.language == CHINESE else _english(plan, names, rules)
    return "\n".join(line for key, line in lines if line and (with_promise or key != "promise"))


def _chinese(plan: CompletePlan, names: Names, rules: list[str]) -> list[tuple[str, str]]:
    ladder = "→".join(names.text(step.name) for step in plan.rules.ladder)
    reports, appeal = plan.rules.reports, plan.rules.appeal
    return [
        ("title", f"【{beside(plan.community.name, '群规')}】"),
        ("promise", f"我们答应：“{without_end(plan.positioning.promise)}”。"),
        (
            "rules",
            "要点：" + "；".join(f"{n}. {rule}" for n, rule in enumerate(rules, 1)) + "。" if rules else "",
        ),
        ("ladder", f"碰了怎么办：{ladder}，先私下说。" if ladder else ""),
        (
            "reports",
            f"举报：{names.text(reports.channel)}，{names.holder(reports.owner)} {reports.hours} 小时内回。",
        ),
        (
            "appeal",
            f"不服：{names.text(appeal.channel)}（{names.holder(appeal.owner)}），{appeal.hours} 小时内有结果。",
        ),
        (
            "full",
            beside(beside(f"全文 {len(plan.rules.prohibited)} 条，找", names.holder(reports.owner)), "要。"),
        ),
    ]


def _english(plan: CompletePlan, names: Names, rules: list[str]) -> list[tuple[str, str]]:
    ladder = " → ".join(names.text(step.name) for step in plan.rules.ladder)
    reports, appeal = plan.rules.reports, plan.rules.appeal
    return [
        ("title", f"{plan.community.name}: house rules"),
        ("promise", f"Our promise: “{without_end(plan.positioning.promise)}”."),
        (
            "rules",
            "In short: " + "; ".join(f"({n}) {rule}" for n, rule in enumerate(rules, 1)) + "."
            if rules
            else "",
        ),
        (
            "ladder",
            f"What follows: {capitalised(ladder)}; we speak to you in private first." if ladder else "",
        ),
        (
            "reports",
            f"Report: {names.text(reports.channel)}; {names.holder(reports.owner)} answers within {reports.hours} hours.",
        ),
        (
            "appeal",
            f"Appeal: {names.text(appeal.channel)} ({names.holder(appeal.owner)}); decided within {appeal.hours} hours.",
        ),
        (
            "full",
            f"{capitalised(names.holder(reports.owner))} has the full text of {len(plan.rules.prohibited)} rules.",
        ),
    ]
