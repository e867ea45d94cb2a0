"""Filling the ``{slots}`` of knowledge texts with what the plan says."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from planner.knowledge.schema import Text

_SLOT = re.compile(r"\{([a-z_0-9]+)\}")
_PIECE = re.compile(r"\{([?!])([a-z_0-9]+)\}(.*?)\{/\}", re.DOTALL)
"""A piece that stands only where a slot has words (``{?venue}…{/}``), or only where it has none (``{!venue}…{/}``)."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_START = re.compile(r"(?:^|[.!?][”’\")]*\s+)[“‘\"(]?$")
_LATIN = re.compile(r"[A-Za-z0-9%]")


def said(words: str) -> Text:
    """Return the operator's own words as a text: the same in both languages."""
    return Text(words, words)


def slots_of(text: Text) -> frozenset[str]:
    """Return the names of the slots in either language."""
    return frozenset(_SLOT.findall(text.zh)) | frozenset(_SLOT.findall(text.en))


def fill(text: Text, params: Mapping[str, Text]) -> Text:
    """Return ``text`` with its slots replaced; a slot without a parameter stays as it is.

    What is filled in is not searched for slots again, so operators may write braces. In Chinese a space is set where
    a Latin letter or a digit would touch a Chinese character; an English text begins with a capital. A piece between
    ``{?slot}`` and ``{/}`` stands only where the slot has words, one after ``{!slot}`` only where it has none.
    """
    zh = {slot for slot, words in params.items() if words.zh}
    en = {slot for slot, words in params.items() if words.en}
    return Text(_chinese(_standing(text.zh, zh), params), _english(_standing(text.en, en), params))


def conditions_of(text: Text) -> frozenset[str]:
    """Return the slots on which pieces of a text depend, in either language."""
    return frozenset(match[1] for words in (text.zh, text.en) for match in _PIECE.findall(words))


def _standing(text: str, known: Container[str]) -> str:
    return _PIECE.sub(lambda piece: piece[3] if (piece[2] in known) is (piece[1] == "?") else "", text)


def _chinese(text: str, params: Mapping[str, Text]) -> str:
    made = ""
    end = 0
    was_slot = False
    for match in _SLOT.finditer(text):
        if match[1] not in params:
            continue
        made = _joined(made, text[end : match.start()], was_slot)
        made = _joined(made, params[match[1]].zh, True)
        end, was_slot = match.end(), True
    return _joined(made, text[end:], was_slot)


def _joined(made: str, more: str, at_slot: bool) -> str:
    """Two pieces of Chinese text, with a space at the edge of a slot where Latin and Chinese meet."""
    touch = (_HAN.match(made[-1:]) and _LATIN.match(more[:1])) or (
        _LATIN.match(made[-1:]) and _HAN.match(more[:1])
    )
    return f"{made} {more}" if at_slot and touch else made + more


def _english(text: str, params: Mapping[str, Text]) -> str:
    def put(match: re.Match[str]) -> str:
        if match[1] not in params:
            return match[0]
        words = params[match[1]].en
        opens = _SENTENCE_START.search(text[: match.start()]) is not None
        return words[:1].upper() + words[1:] if opens else words

    return _SLOT.sub(put, text)


def in_language(text: Text, language: str) -> str:
    """Return one language of a text."""
    return text.zh if language == "zh-CN" else text.en
