"""Which unquoted words are more than text: true, false, null and plain decimal numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

Scalar: TypeAlias = str | int | Decimal | bool | None

WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

MAY_RESOLVE = frozenset("-0123456789tfn~")
"""First characters of everything that is more than text (an empty scalar aside): a quick look before resolving."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_MAX_NUMBER_LENGTH = 20
"""18 digits, a sign and a point; anything longer is no figure of a plan and stays text."""


def resolve_scalar(text: str) -> Scalar:
    """Give the value of an unquoted scalar.

    Dates, times, shares, ``no``, ``on``, ``0123``, ``1e3`` and ``1_000`` stay text: who reads the plan judges them
    with a position. Numbers with a point become Decimal, because they may be money.
    """
    if text in WORDS:
        return WORDS[text]
    if len(text) > _MAX_NUMBER_LENGTH:
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    return int(text) if match[1] is None else Decimal(text)
