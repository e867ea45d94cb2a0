"""How wide a text is on a terminal: wide characters take two cells, combining ones none."""

from __future__ import annotations

import unicodedata

TAB = 4
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")


def cell_width(character: str) -> int:
    """Return the cells that one character takes; control characters are shown as one."""
    if character in _ZERO_WIDTH or unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cells(text: str) -> int:
    """Return the cells that a text takes."""
    return sum(map(cell_width, text))


def printable(text: str) -> list[str]:
    """Return, for each character, what is shown for it: tabs as spaces, control characters as ``·``."""
    shown: list[str] = []
    column = 0
    for character in text:
        if character == "\t":
            piece = " " * (TAB - column % TAB)
        elif (
            unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
            or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
        ):
            piece = "·"
        else:
            piece = character
        shown.append(piece)
        column += cells(piece)
    return shown
