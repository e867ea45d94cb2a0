"""Which offer a question is about, and which questions a topic of the operator's answers, judged by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from planner.completion.values.programme import CompleteTopic
from planner.completion.values.strategy import CompleteOffer, CompleteQuestion

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z0-9]+")
_HOW = re.compile(
    "\u600e\u4e48|\u600e\u6837|\u5982\u4f55|\u4e3a\u4ec0\u4e48|\u548b|\u5f80\u54ea|\u5148.\u54ea|\u662f.{1,12}\u8fd8\u662f"
    r"|\b(?:how do|how can|how does|how to|why|where do|what do i|is that us)\b"
)
_WHETHER = re.compile(
    "\u8981\u4e0d\u8981|\u662f\u4e0d\u662f|\u8be5\u4e0d\u8be5|\u884c\u4e0d\u884c|\u503c\u4e0d\u503c"
    "|\u7b97\u4e0d\u7b97|\u5230\u5e95.\u4e0d"
    r"|\b(?:should|do i (?:really )?(?:need|have)|is it worth|better to)\b"
)
"""Words of questions about doing (how, why, is it this or that) and of those with two sides (is it worth it)."""
_FIGURE = re.compile(
    "\u51e0|\u591a\u5c11|\u591a\u4e45|\u591a\u5927|\u591a\u957f|\u54ea\u5929|\u4ec0\u4e48\u65f6\u5019|\\b(?:how (?:many|much|long|old|often)|when|what time|which day)\\b"
)
_HEALTH = re.compile(
    "\u8840\u7cd6|\u7cd6\u9ad8|\u7cd6\u5c3f|\u8840\u538b|\u8840\u8102|\u6000\u5b55|\u5b55\u5987|\u54fa\u4e73|\u6708\u5b50|\u8fc7\u654f|\u75db\u98ce|\u51cf\u80a5|\u6cbb\u75c5|\u5403\u836f"
    r"|\b(?:diabet\w*|blood (?:sugar|pressure)|pregnan\w*|breastfe\w*|allerg\w*|gout|medication)\b"
)
"""Words of questions after a number or a day, and of those about what a body can take."""
_ASKS = (("health", _HEALTH), ("how", _HOW), ("whether", _WHETHER), ("figure", _FIGURE))
_GATHERS = re.compile(
    "门口|现场|到场|当面|见面|聚|碰头|坐坐|分苗|试吃|试喝|试穿|彩排|开课|上课|共读|读书会|例会|直播|值班|门诊|答疑|开麦|连麦|语音"
    r"|\b(?:meets?|meeting|evening|open hour|session|class|workshop|call|walk|run|gather\w*|tasting|swap|stall)\b"
)
"""Words of fixed things to which people come."""
_LEAST_HAN, _LEAST_LETTERS = 2, 4
"""Characters of the shortest part of a Chinese name, letters of the shortest English word, that tell offers apart."""
_PAIRS, _OF_PAIRS = 2, 9
"""A topic that has so many of so many pairs of characters, or half the words, of a question takes it up."""


def offer_of(question: CompleteQuestion, offers: Sequence[CompleteOffer]) -> str:
    """Return the id of the offer that a question is about, empty if none.

    Written, or the only one there is, or the one whose name, or a part of it that no other offer has, it contains.
    """
    if question.offer:
        return question.offer
    if len(offers) == 1:
        return offers[0].id
    return offer_named(question.text, offers)


def offer_named(said: str, offers: Sequence[CompleteOffer]) -> str:
    """Return the id of the offer that some words name, wholly or by a part that no other offer has."""
    return _named(said, tuple(offers))


@lru_cache(maxsize=1024)
def _named(said: str, offers: tuple[CompleteOffer, ...]) -> str:
    text = said.lower()
    words = {_stem(word) for word in _WORD.findall(text)}
    found = [
        (len(part), offer.id)
        for offer, parts in _telling_parts(offers)
        for part in parts
        if (part in text if _HAN.search(part) else words.issuperset(part.split()))
    ]
    longest = max((length for length, _ in found), default=0)
    named = {offer for length, offer in found if length == longest}
    return named.pop() if len(named) == 1 else ""


@lru_cache(maxsize=16)
def _telling_parts(offers: tuple[CompleteOffer, ...]) -> tuple[tuple[CompleteOffer, list[str]], ...]:
    """Each offer with the parts of its name that tell it apart."""
    return tuple((offer, _parts_of(offer, offers)) for offer in offers)


def _parts_of(offer: CompleteOffer, offers: Sequence[CompleteOffer]) -> list[str]:
    """The endings of a Chinese name, where the thing is named, and the words of another name, if no other has them."""
    name = offer.name.lower()
    others = [one.name.lower() for one in offers if one.id != offer.id]
    parts = [run[start:] for run in _HAN.findall(name) for start in range(max(0, len(run) - _LEAST_HAN + 1))]
    words = [_stem(word) for word in _WORD.findall(name) if len(word) >= _LEAST_LETTERS]
    if words:
        parts.append(" ".join(words))
    return [part for part in parts if not any(part in other for other in others)]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > _LEAST_LETTERS and word.endswith("s") else word


def what_it_asks(question: CompleteQuestion) -> str:
    """Return ``health``, ``how``, ``whether``, ``figure`` (when, how many) or ``fact``, whatever it asks first."""
    text = question.text.lower()
    return next((asks for asks, words in _ASKS if words.search(text)), "fact")


def people_come(fixed: str) -> bool:
    """Say whether a fixed thing is one to which people come, such as an evening or a tasting."""
    return bool(_GATHERS.search(fixed.lower()))


def takes_up(topic: CompleteTopic, question: CompleteQuestion) -> bool:
    """Say whether a written topic is about a question of the pool."""
    said = f"{topic.title} {topic.first}".lower()
    pairs = {run[at : at + 2] for run in _HAN.findall(question.text) for at in range(max(0, len(run) - 1))}
    if pairs:
        return _OF_PAIRS * sum(1 for pair in pairs if pair in said) >= _PAIRS * len(pairs)
    words = {word for word in _WORD.findall(question.text.lower()) if len(word) >= _LEAST_LETTERS}
    return bool(words) and 2 * len(words.intersection(_WORD.findall(said))) >= len(words)
