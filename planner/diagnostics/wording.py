"""How values stand in a sentence: quoted, listed, and apart from Chinese characters where they are Latin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.diagnostics.model import Language

_OPENS, _CLOSES = "\ufdd0", "\ufdd1"
"""Where a value begins and ends: noncharacters of Unicode, which stand in no text."""
_TOUCHING = re.compile(
    f"(?<=[\u3400-\u9fff])({_CLOSES}?{_OPENS}+)(?=[A-Za-z0-9])"
    f"|(?<=[A-Za-z0-9%])({_CLOSES}+{_OPENS}?)(?=[\u3400-\u9fff])"
)
_SEPARATORS = re.compile("[,\u3001\uff0c;\uff1b]")


def bounded(value: str) -> str:
    """Mark where a value begins and ends; ``set_apart`` takes the marks away again."""
    return f"{_OPENS}{value}{_CLOSES}" if value else value


def set_apart(text: str) -> str:
    """Set a space where a value's Latin letter or digit touches a Chinese character beside it.

    Inside a value nothing changes: the operator's words stay as typed.
    """
    return _TOUCHING.sub(" ", text).replace(_OPENS, "").replace(_CLOSES, "")


def quoted(words: str) -> str:
    """Set words in quotation marks; those inside become single ones."""
    return f"\u201c{single_quoted(words)}\u201d"


def single_quoted(words: str) -> str:
    """Turn double quotation marks into single ones, for words that stand in double ones."""
    return words.replace("\u201c", "\u2018").replace("\u201d", "\u2019")


def listed(items: Sequence[str], language: Language) -> str:
    """Join items; where one of them holds a comma itself, each stands in quotation marks."""
    comma = "\u3001" if language == "zh-CN" else ", "
    shown = [quoted(item) for item in items] if _need_quotes(items) else items
    return comma.join(shown)


def _need_quotes(items: Sequence[str]) -> bool:
    return len(items) > 1 and any(
        _SEPARATORS.search(item) and not item.startswith("\u201c") for item in items
    )
