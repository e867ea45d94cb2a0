"""What fills the slots of words that are said to single members: names, groups, offers, the question asked most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.completion.team import holder_of
from planner.completion.values.strategy import CompleteOffer, CompleteQuestion
from planner.completion.values.team import CompleteGroup, CompletePlatform, CompleteRole
from planner.knowledge.fill import fill, said
from planner.knowledge.lookup import kind_of
from planner.knowledge.schema import Text
from planner.plan.plan import Plan

_ROLES = ("owner", "admin", "planner", "editor", "expert")
_OFFERS = ("offer", "offer2", "offer3")
_NO_ACTIVITY = Text("下一场活动", "the next event")
_NO_QUESTION = Text("这件事先做哪一步", "what to do first about this")
_ANY_GROUP = Text("{community}群", "the {community} group")
_ASKED = Text("__", "__")
"""What only whoever sends the words knows: which offer somebody took."""
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
        "question": _question(questions, offers),
        **{slot: _offer(offers, place, params) for place, slot in enumerate(_OFFERS)},
    }


def lasting_offers(offers: Sequence[CompleteOffer]) -> tuple[CompleteOffer, ...]:
    """Return the offers that are to be had all year; words that stay name no others."""
    return tuple(one for one in offers if not (one.available_from or one.available_until or one.price_until))


def lasting_questions(
    questions: Sequence[CompleteQuestion], offers: Sequence[CompleteOffer]
) -> tuple[CompleteQuestion, ...]:
    """Return the questions that are asked all year; those about an offer of a season wait for it."""
    passing = {one.id for one in offers} - {one.id for one in lasting_offers(offers)}
    return tuple(one for one in questions if one.offer not in passing)


def any_group_of(community: str) -> Text:
    """Return what any of several groups is called in words that are said in whichever it happens."""
    if community.endswith("群") or "group" in community.lower():
        return said(community)
    return fill(_ANY_GROUP, {"community": said(community)})


def _question(questions: Sequence[CompleteQuestion], offers: Sequence[CompleteOffer]) -> Text:
    lasting = lasting_questions(questions, offers)
    return said(lasting[0].text.rstrip(_END)) if lasting else _NO_QUESTION


def _group(plan: Plan, groups: Sequence[CompleteGroup], platforms: Sequence[CompletePlatform]) -> Text:
    """The only group that is kept; any of several goes by the community's name; without one the place itself."""
    kept = [group for group in groups if group.status in ("active", "silent")] or list(groups)
    if len(kept) > 1:
        return any_group_of(plan.community.name)
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
    """A lasting offer by its place; a blank where there are fewer, the product where none is written."""
    if not offers:
        return params["product"]
    lasting = lasting_offers(offers)
    return said(lasting[place].name) if place < len(lasting) else _ASKED
