"""What fills the slots of words that are said to single members: names, groups, offers, the question asked most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.completion.team import holder_of
from planner.completion.values.strategy import CompleteOffer, CompleteQuestion
from planner.completion.values.team import CompleteGroup, CompletePlatform, CompleteRole
from planner.knowledge.fill import said
from planner.knowledge.lookup import kind_of
from planner.knowledge.schema import Text
from planner.plan.plan import Plan

_ROLES = ("owner", "admin", "planner", "editor", "expert")
_OFFERS = ("offer", "offer2", "offer3")
_NO_ACTIVITY = Text("下一场活动", "the next event")
_NO_QUESTION = Text("这件事先做哪一步", "what to do first about this")
_END = "？?。.！! "


def member_params(
    plan: Plan,
    params: Mapping[str, Text],
    names: Mapping[str, Text],
    roles: Mapping[str, CompleteRole],
    groups: Sequence[CompleteGroup],
    platforms: Sequence[CompletePlatform],
    offers: Sequence[CompleteOffer],
    questions: Sequence[CompleteQuestion],
) -> dict[str, Text]:
    """Return slot → text: ``params`` of the plan, and who is who (``names``: holder's id → name), group, offers.

    What is not written gets honest words: the product for offers, “the next event” for an activity.
    """
    return {
        **params,
        **{role: names[holder_of(role, roles)] for role in _ROLES},
        "group": _group(plan, groups, platforms),
        "activity": _activity(plan),
        "question": said(questions[0].text.rstrip(_END)) if questions else _NO_QUESTION,
        **{slot: _offer(offers, place, params) for place, slot in enumerate(_OFFERS)},
    }


def _group(plan: Plan, groups: Sequence[CompleteGroup], platforms: Sequence[CompletePlatform]) -> Text:
    """The first group that is kept, else the place itself."""
    kept = [group for group in groups if group.status in ("active", "silent")] or list(groups)
    if kept:
        return said(kept[0].name)
    place = next((platform.name for platform in platforms if platform.name), "")
    return said(place or plan.community.name)


def _activity(plan: Plan) -> Text:
    for item in plan.activities.items if plan.activities else ():
        row = kind_of(item.kind)
        if item.name:
            return said(item.name)
        if row is not None:
            return row.name
    return _NO_ACTIVITY


def _offer(offers: Sequence[CompleteOffer], place: int, params: Mapping[str, Text]) -> Text:
    """An offer by its place; fewer come round again, none is the product."""
    return said(offers[place % len(offers)].name) if offers else params["product"]
