"""Which consents some words ask for: pictures, other people's words, children, data of orders."""

from __future__ import annotations

import re
from functools import cache

from planner.diagnostics.model import Language
from planner.knowledge.load import load_consents

_HAN = re.compile(r"[\u3400-\u9fff]")
_NOT_CHINESE = "(?:不许|不准|不能|不让|不要|不用|不|没有|没|别|禁止|无)[拍发放用带贴晒露配要]{0,2}"
_NOT_ENGLISH = r"\b(?:no|not|never|without|don[’']t)(?: (?:a|an|any|the|take|post|show|use|send))*\s+"
"""What stands before a word that says what is *not* shown."""


def consents_in(text: str, language: Language) -> tuple[str, ...]:
    """Return the ids of the consents of which a word stands in a text, unless it says that there are none."""
    said = text.lower()
    return tuple(
        consent
        for consent, words, denied in _patterns(language)
        if words.search(denied.sub(" ", said)) is not None
    )


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Consent, its words in one language, and the same with a denial right before them."""
    found = []
    for row in load_consents().values():
        own = [one.lower() for one in row.words if (_HAN.search(one) is not None) == (language == "zh-CN")]
        if not own:
            continue
        if language == "zh-CN":
            words, denial = "|".join(re.escape(one) for one in own), _NOT_CHINESE
        else:
            words, denial = "|".join(rf"\b{re.escape(one)}s?\b" for one in own), _NOT_ENGLISH
        found.append((row.id, re.compile(words), re.compile(f"{denial}(?:{words})")))
    return tuple(found)
