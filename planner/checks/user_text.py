"""The operator's own words, with their paths, and whether a word in them is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.checks.document import activity_path, script_path
from planner.diagnostics.model import PlanPath
from planner.plan.plan import Plan

_DENIED = re.compile(
    r"(?:不|禁止?|严禁|勿|别|莫|无|没有?|未|拒绝|杜绝|避免|反对|谢绝|取消|停止|绝不|从不|而不是|不是|不要|不得|不准|不许|不用|不靠|不以|不再)"
    r"(?:[^，。；！？,.;!?]{0,6})\Z"
    r"|\b(?:no|not|never|without|don't|doesn't|won't|do not|does not|will not|cannot|avoid|instead of|rather than|stop|forbid|ban|refuse|against)\b[^,.;!?]{0,24}\Z",
    re.IGNORECASE,
)
_TOPIC_KEYS = ("title", "first", "text", "ask", "silence", "answers", "material")


def is_denied(text: str, start: int) -> bool:
    """Say whether the word at ``start`` is denied in its own clause (“不抽奖”, "no raffles")."""
    return _DENIED.search(text[max(0, start - 40) : start]) is not None


def topic_texts(plan: Plan) -> Iterator[tuple[PlanPath, str]]:
    """Give the texts of written topics."""
    for index, topic in enumerate((plan.content.topics if plan.content else None) or ()):
        for key in _TOPIC_KEYS:
            if text := getattr(topic, key):
                yield ("content", "topics", index, key), text


def activity_texts(plan: Plan, data: object) -> Iterator[tuple[PlanPath, str]]:
    """Give the texts of written activities."""
    for index, item in enumerate(plan.activities.items if plan.activities else ()):
        if item.name:
            yield activity_path(data, index, "name"), item.name
        for number, text in enumerate(item.success or ()):
            yield activity_path(data, index, "success", number), text
        for number, task in enumerate(item.tasks or ()):
            yield activity_path(data, index, "tasks", number, "title"), task.title
        if item.prize is not None:
            yield activity_path(data, index, "prize", "name"), item.prize.name
            if item.prize.terms:
                yield activity_path(data, index, "prize", "terms"), item.prize.terms


def incentive_texts(plan: Plan) -> Iterator[tuple[PlanPath, str]]:
    """Give the texts of written incentives, without the actions that earn points."""
    incentives = plan.incentives
    if incentives is None:
        return
    for index, text in enumerate(incentives.recognition or ()):
        yield ("incentives", "recognition", index), text
    for index, level in enumerate(incentives.levels or ()):
        for number, perk in enumerate(level.perks):
            yield ("incentives", "levels", index, "perks", number), perk
    for index, redemption in enumerate(incentives.points.redeem if incentives.points else ()):
        yield ("incentives", "points", "redeem", index, "reward"), redemption.reward
    if incentives.referral is not None:
        yield ("incentives", "referral", "reward"), incentives.referral.reward
        if incentives.referral.condition:
            yield ("incentives", "referral", "condition"), incentives.referral.condition


def earning_texts(plan: Plan) -> Iterator[tuple[PlanPath, str]]:
    """Give the actions that earn points."""
    points = plan.incentives.points if plan.incentives else None
    for index, earning in enumerate(points.earn if points else ()):
        yield ("incentives", "points", "earn", index, "action"), earning.action


def series_texts(plan: Plan) -> Iterator[tuple[PlanPath, str]]:
    """Give the names of written series and pillars."""
    for index, series in enumerate((plan.content.series if plan.content else None) or ()):
        yield ("content", "series", index, "name"), series.name
    for index, pillar in enumerate((plan.content.pillars if plan.content else None) or ()):
        yield ("content", "pillars", index, "name"), pillar.name


def line_texts(plan: Plan) -> Iterator[tuple[PlanPath, str]]:
    """Give the names of written budget lines."""
    for index, line in enumerate(plan.budget.lines or ()):
        yield ("budget", "lines", index, "name"), line.name


def script_texts(plan: Plan, data: object) -> Iterator[tuple[PlanPath, str]]:
    """Give what written scripts say and promise; the situation and what is never said are not what the plan does."""
    for index, script in enumerate(plan.scripts.items if plan.scripts else ()):
        for number, text in enumerate(script.say):
            yield script_path(data, index, "say", number), text
        if script.close:
            yield script_path(data, index, "close"), script.close


def journey_texts(plan: Plan) -> Iterator[tuple[PlanPath, str]]:
    """Give the titles and messages of written steps of journeys."""
    for index, journey in enumerate(plan.journeys or ()):
        for number, step in enumerate(journey.steps or ()):
            for key, text in (("title", step.title), ("say", step.say)):
                if text:
                    yield ("journeys", index, "steps", number, key), text


def champion_texts(plan: Plan) -> Iterator[tuple[PlanPath, str]]:
    """Give the words of the ask, the jobs and the thanks that are written for champions."""
    champions = plan.champions
    if champions is None:
        return
    if champions.ask:
        yield ("champions", "ask"), champions.ask
    for key, texts in (("jobs", champions.jobs), ("recognition", champions.recognition)):
        for number, text in enumerate(texts or ()):
            yield ("champions", key, number), text
