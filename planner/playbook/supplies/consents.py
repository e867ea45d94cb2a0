"""Which consents some words ask for: pictures, other people's words, children, data of orders."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from planner.diagnostics.model import Language
from planner.knowledge.load import load_consents

_HAN = re.compile(r"[\u3400-\u9fff]")
_GAP = "…"
_FEW = {"zh-CN": r"[^，。；、？！,;\n]{0,10}", "en": r"s?\s+(?:[\w’'-]+\s+){0,3}"}
"""What the gap in a word stands for."""
_NOT_CHINESE = "(?:不许|不准|不能|不让|不要|不用|不|没有|没|别|禁止|无)[拍发放用带贴晒露配要]{0,2}"
_NOT_ENGLISH = (
    r"\b(?:no|not|never|without|nothing|don[’']t)(?: (?:a|an|any|the|is|to|be|take|post|show|use|send))*\s+"
)
"""What stands before a word that says what is *not* shown."""
_NOBODY = {
    "zh-CN": (
        "不拍(?:客人|顾客|客户|成员|孩子|人|脸|正脸)|不(?:出现|带|露)(?:人|脸|正脸)|没有人|没有脸|无人|只拍手|只有手|脸[^，。；\n]{0,4}(?:遮|打码)"
    ),
    "en": (
        r"\b(?:no|without|not any) (?:\w+ )?(?:people|persons?|faces?|guests?|customers?|members?|one)\b|\bnobody in\b"
        r"|\bhands only\b|\b(?:faces?|people)[^.;\n]{0,20}\b(?:covered|blurred|hidden)\b"
    ),
}
"""What says of a picture that nobody is to be recognised in it."""
_COVERED = {
    "zh-CN": "(?:遮|盖住|盖掉|打码|抹掉|隐去|涂掉|裁掉)",
    "en": r"\b(?:cover|mask|blank|hid|remov|black|crop|blur)\w*",
}
_CLAUSE = {"zh-CN": r"[^，。；;\n]{0,12}", "en": r"[^.;\n]{0,40}"}
_POOLED = "”的原话|问题的?原话"
"""A question of the pool: it bears no name."""
_PICTURED = ("portrait", "child")
_COVERABLE = ("order_data", "premises")


@lru_cache(maxsize=4096)
def consents_in(text: str, language: Language) -> tuple[str, ...]:
    """Return the ids of the consents of which a word stands in a text, unless its line says that there are none.

    No consent is needed for what is said not to be shown, nor for details that are said to be covered.
    """
    lines = text.lower().replace("'", "’").splitlines()
    return tuple(
        consent
        for consent, words, denied in _patterns(language)
        if any(_asks(line, consent, words, denied, language) for line in lines)
    )


def _asks(line: str, consent: str, words: re.Pattern[str], denied: str, language: Language) -> bool:
    if words.search(line) is None:
        return False
    if consent in _PICTURED and re.search(_NOBODY[language], line) is not None:
        return False
    return words.search(re.sub(denied, " ", line)) is not None


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Consent, its words in one language, and the same as denied or covered: rarely needed, so not compiled here."""
    found = []
    for row in load_consents().values():
        own = [one.lower() for one in row.words if (_HAN.search(one) is not None) == (language == "zh-CN")]
        if own:
            words = "|".join(_worded(one, language) for one in own)
            denials = [f"{_NOT_CHINESE if language == 'zh-CN' else _NOT_ENGLISH}(?:{words})"]
            if row.id == "quote":
                denials.append(_POOLED)
            if row.id in _COVERABLE:
                covered, clause = _COVERED[language], _CLAUSE[language]
                denials += [f"(?:{words}){clause}{covered}", f"{covered}{clause}(?:{words})"]
            found.append((row.id, re.compile(words), "|".join(denials)))
    return tuple(found)


def _worded(word: str, language: Language) -> str:
    """A word as a pattern; an English one stands alone and may be a plural."""
    parts = [re.escape(part.strip()) for part in word.split(_GAP)]
    joined = _FEW[language].join(parts)
    return joined if language == "zh-CN" else rf"\b{joined}s?\b"
