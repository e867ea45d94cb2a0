"""RED: things that the plan does although its red lines forbid them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.checks.activities import written_activities
from planner.checks.context import WorkedOut
from planner.checks.document import activity_path
from planner.checks.known import banned_tags
from planner.checks.user_text import (
    activity_texts,
    champion_texts,
    earning_texts,
    incentive_texts,
    is_denied,
    journey_texts,
    line_texts,
    script_texts,
    series_texts,
    topic_texts,
)
from planner.completion.values.programme import CompleteActivity
from planner.completion.values.strategy import CompleteRedLine
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.knowledge.load import load_activity_kind, load_red_lines
from planner.knowledge.schema import Text
from planner.plan.programme import Activity


def check_banned_things(worked: WorkedOut) -> Iterator[Finding]:
    """Yield RED001 for written activities and incentives that carry a banned tag."""
    for path, what, tags in _tagged(worked):
        for number, line in enumerate(worked.complete.red_lines):
            hit = sorted(tags.intersection(line.bans))
            if hit:
                params = {"what": what, "banned": tuple(hit), "red_line": line.text}
                yield Finding("RED001", path, "tags", params, related=_related(number))
                break


def _related(number: int) -> tuple[Related, ...]:
    return (Related(("wont_do", number), "red_line"),)


def _tagged(worked: WorkedOut) -> Iterator[tuple[PlanPath, object, frozenset[str]]]:
    for index, item, activity in written_activities(worked):
        yield activity_path(worked.data, index), activity.name, _activity_tags(item, activity)
    incentives = worked.plan.incentives
    if incentives is None:
        return
    if incentives.points is not None:
        yield ("incentives", "points"), Text("积分", "points"), frozenset({"points"})
    if incentives.levels is not None:
        yield ("incentives", "levels"), Text("等级", "levels"), frozenset({"points"})
    if incentives.referral is not None:
        yield ("incentives", "referral"), Text("老带新", "referral"), frozenset({"referral"})


def _activity_tags(item: Activity, activity: CompleteActivity) -> frozenset[str]:
    """The kind's tags, changed by what is written about this activity."""
    tags = set(load_activity_kind(activity.kind).tags)
    flags = {
        "offline": activity.mode == "offline",
        "outdoor": activity.outdoor,
        "food": activity.food,
        "minors": activity.minors,
    }
    tags -= set(flags)
    tags |= {tag for tag, holds in flags.items() if holds}
    if item.prize is not None:
        tags |= {"prize", "lottery"} if item.prize.draw else {"prize"}
    return frozenset(tags)


def check_banned_words(worked: WorkedOut) -> Iterator[Finding]:
    """Yield RED001 for the operator's own texts that name what a red line excludes and do not deny it."""
    if not worked.complete.red_lines:
        return
    plan, data = worked.plan, worked.data
    sources = (topic_texts(plan), activity_texts(plan, data), incentive_texts(plan), earning_texts(plan))
    members = (script_texts(plan, data), journey_texts(plan), champion_texts(plan))
    for texts in (*sources, series_texts(plan), line_texts(plan), *members):
        for path, text in texts:
            for number, line in enumerate(worked.complete.red_lines):
                word = _named_practice(text, line)
                if word:
                    params = {"word": word, "red_line": line.text}
                    yield Finding("RED001", path, "words", params, related=_related(number))
                    break


def _named_practice(text: str, line: CompleteRedLine) -> str:
    """The first word of the red line's practice that a text says without denying it."""
    plain = text.lower()
    for row_id in line.known:
        for word in load_red_lines()[row_id].words:
            for match in re.finditer(_bounded(word), plain):
                if not is_denied(plain, match.start()):
                    return text[match.start() : match.end()]
    return ""


def _bounded(word: str) -> str:
    """A pattern for a word; English ones are whole words."""
    plain = re.escape(word.lower())
    return rf"(?<![a-z]){plain}(?![a-z])" if word.isascii() else plain


def check_recognised(worked: WorkedOut) -> Iterator[Finding]:
    """Yield RED002 for red lines that nothing recognised; the first says what they could ban."""
    variant = "default"
    for number, line in enumerate(worked.plan.wont_do or ()):
        complete = worked.complete.red_lines[number]
        if line.bans is None and not complete.bans and not complete.known:
            params = {"red_line": line.text, "known": banned_tags()}
            yield Finding("RED002", ("wont_do", number), variant, params)
            variant = "more"
