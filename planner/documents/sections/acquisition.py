"""Where members come from, place by place: what it means per day, what one of them costs, what is still blank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.completion.values.governance import CompleteChannel
from planner.documents import words
from planner.documents.member_texts import member_texts
from planner.documents.names import Names
from planner.documents.sections.goals import GoalRow, goal_rows
from planner.playbook.goals.growth import joining_from
from planner.playbook.model import Playbook
from planner.playbook.values.members import ChannelCourse

_ASKING = "referral_asked"
"""Id of the script with which a member is asked to tell a friend."""
_FIRST_WORDS = re.compile(r"[，。；：,;:]|\.\s")
"""Where the first words of a place end."""


@dataclass(frozen=True, slots=True)
class Source:
    """One channel; ``code`` and ``proof`` are empty where nobody has written them."""

    name: str
    label: str
    """The name that tells it from the others: with its place where two are called the same."""
    place: str
    month: str
    day: str
    needed: str
    """Joins a month that the goal asks of it; empty where it asks for no more than what is written."""
    cost: str
    """A month; empty for nothing."""
    per_join: str
    owner: str
    code: str
    proof: str


@dataclass(frozen=True, slots=True)
class Reward:
    """What a member gets for a friend; ``condition`` is empty where the plan says none."""

    reward: str
    value: str
    condition: str
    owner: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Where members come from."""

    community: str
    sources: tuple[Source, ...]
    day: str
    """Joins a day, all places together."""
    month: str
    cost: str
    goal: GoalRow | None
    """The first goal for members."""
    verdict: Literal["", "enough", "tight", "short"]
    loss: str
    loss_written: bool
    reward: Reward | None
    asking: tuple[str, ...]
    """What is said instead of a reward."""
    banned: tuple[str, ...]
    """The operator's red lines about bringing people."""
    decides: str
    begins: str = ""
    """Day from which anybody is asked to join, where a silent community is looked at first."""


def arrivals_part(playbook: Playbook, names: Names) -> Arrivals:
    """Return the channels with what each means per day, and how bringing friends is treated."""
    plan = playbook.plan
    courses = {course.channel: course for course in playbook.members.channels}
    known = [(one, courses[one.id]) for one in plan.acquisition.channels if one.id in courses]
    cost = sum((channel.cost_per_month for channel, _ in known), Decimal(0))
    goal = next((row for row in goal_rows(playbook, names) if row.name == _members(playbook, names)), None)
    return Arrivals(
        community=plan.community.name,
        sources=tuple(
            _source(channel, course, label, names)
            for (channel, course), label in zip(known, _labels([one for one, _ in known], names), strict=True)
        ),
        day=words.number(sum((course.day for _, course in known), Decimal(0))),
        month=words.number(sum((course.month for _, course in known), Decimal(0))),
        cost=words.money(cost, plan.currency) if cost else "",
        goal=goal,
        verdict=_verdict(goal, bool(known)),
        loss=words.share(plan.acquisition.loss_per_month) if plan.acquisition.loss_per_month else "",
        loss_written=("acquisition", "loss_per_month") not in plan.origins,
        reward=_reward(names),
        asking=_asking(playbook, names),
        banned=tuple(
            words.without_end(line.text)
            for line in plan.red_lines
            if {"referral", "induced_sharing", "cold_pull"}.intersection(line.bans)
        ),
        decides=names.holder(plan.roles["owner"].holder or "owner"),
        begins=_begins(playbook, names),
    )


def _begins(playbook: Playbook, names: Names) -> str:
    plan, first = playbook.plan, joining_from(playbook.plan)
    waits = plan.community.situation == "revive" and first > plan.period.start
    return words.day(first, names.language) if waits else ""


def _members(playbook: Playbook, names: Names) -> str:
    """The name of the first goal for members; empty without one."""
    return names.kpi("members") if any(goal.kpi == "members" for goal in playbook.plan.goals) else ""


def _verdict(goal: GoalRow | None, any_known: bool) -> Literal["", "enough", "tight", "short"]:
    if goal is None or not any_known or goal.verdict == "not_judged":
        return ""
    return "enough" if goal.verdict == "reachable" else "tight" if goal.verdict == "tight" else "short"


def _labels(channels: Sequence[CompleteChannel], names: Names) -> Iterator[str]:
    """Yield each channel's name, with the first words of its place where another one is called the same."""
    often = Counter(channel.channel for channel in channels)
    for channel in channels:
        place = _FIRST_WORDS.split(channel.place.strip())[0]
        if often[channel.channel] == 1 or not place:
            yield channel.channel
        else:
            yield (
                f"{channel.channel}（{place}）"
                if names.language == words.CHINESE
                else f"{channel.channel} ({place})"
            )


def _source(channel: CompleteChannel, course: ChannelCourse, label: str, names: Names) -> Source:
    currency = names.plan.currency
    more = course.needed is not None and course.needed > course.month
    return Source(
        name=channel.channel,
        label=label,
        place=words.without_end(channel.place),
        month=words.number(course.month),
        day=words.number(course.day),
        needed=words.number(course.needed) if more and course.needed is not None else "",
        cost=words.money(channel.cost_per_month, currency) if channel.cost_per_month else "",
        per_join=words.money(course.cost_per_join, currency) if course.cost_per_join else "",
        owner=names.holder(channel.owner),
        code=channel.code,
        proof=words.without_end(channel.proof),
    )


def _reward(names: Names) -> Reward | None:
    written = names.plan.incentives.referral if names.plan.incentives is not None else None
    if written is None:
        return None
    return Reward(
        reward=words.without_end(written.reward),
        value=words.money(written.value, names.plan.currency) if written.value else "",
        condition=words.without_end(written.condition or ""),
        owner=names.holder(names.plan.roles["admin"].holder or "admin"),
    )


def _asking(playbook: Playbook, names: Names) -> tuple[str, ...]:
    """The words with which a member is asked to tell a friend, where the plan has them."""
    script = next((one for one in playbook.plan.scripts if one.id == _ASKING), None)
    if script is None:
        return ()
    texts = member_texts(playbook, names)
    return tuple(names.text(text) if script.written else texts.say(text) for text in script.say)
