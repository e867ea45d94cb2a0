"""Lines that stand at the wrong indentation: which line is to blame, and where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.source.lines import line_bounds
from planner.source.repairs import Edit
from planner.source.slip import Slip, shorten
from planner.source.tree import Tree

KEY_AND_VALUE = re.compile(
    r"(?P<lead>[ ]*(?:- +)*)(?P<key>\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s#\"'][^#\n]*?):(?P<gap>[ \t]+|$)(?P<value>[^#\s].*)?"
)
_DOCUMENT_END = re.compile(r"(?m)^(\.\.\.)(?=\s)")
_BLANK_LINE = re.compile(r"(?>\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")
_ITEM_WITH_KEY = re.compile(r"[ ]*-[ ]+(?=[^\s:\[{\"'][^:]*:(?:[ ]|$))")


def explain_indentation(text: str, at: int, tree: Tree) -> Slip | None:
    """Explain a line that fits no level: between two levels, or a key among the items of a list."""
    start, end = line_bounds(text, at)
    line = text[start:end]
    found = len(line) - len(line.lstrip(" "))
    if not line.strip() or line[found : found + 3] in {"---", "..."} or found + start != at:
        return None
    if tree.is_whole:
        if ended := _DOCUMENT_END.search(text, 0, at):
            return Slip("SYN016", ended.start(1), ended.end(1), "ended")
        return Slip("SYN028", at, end, "after_end", {"text": shorten(line)})
    levels: dict[int, str] = {}
    above, lowest = start, found + 1_000
    for _ in range(2_000):
        if above == 0:
            break
        above, above_end = line_bounds(text, above - 1)
        other = text[above:above_end]
        indent = len(other) - len(other.lstrip(" "))
        if other.strip() and not other.lstrip().startswith("#") and indent < lowest:
            levels[indent] = other.lstrip()
            if content := _ITEM_WITH_KEY.match(other):
                levels.setdefault(len(content[0]), "")
            lowest = indent
            if indent < found or indent == 0:
                break
    is_item = line[found:].startswith("- ")
    if found in levels:
        if levels[found].startswith("-") == is_item:
            return None
        variant = "item_among_keys" if is_item else "key_among_items"
        return Slip("SYN012", at, end, variant, {"text": shorten(line), "wanted": found + 2})
    allowed = sorted(levels)
    if not allowed:
        return None
    if allowed == [0] and (slip := _too_far_left(text, start, found)):
        return slip
    alike = [indent for indent in allowed if levels[indent].startswith("- ") == is_item]
    if len(alike) == 1:
        allowed = alike
    params: dict[str, object] = {"found": found, "wanted": allowed[0], "other": allowed[-1]}
    return Slip("SYN012", at, end, "default" if len(allowed) > 1 else "one_level", params)


def explain_deeper(text: str, start: int, end: int, above: int, owner: str) -> Slip:
    """Report a line that stands below a line that has its value already."""
    content = start + len(text[start:end]) - len(text[start:end].lstrip())
    if slip := _too_far_left(text, start, content - start):
        return slip
    key = KEY_AND_VALUE.match(owner)
    wanted = len(key["lead"]) if key else len(owner) - len(owner.lstrip())
    name = shorten(key["key"] if key else owner.strip().removeprefix("-"))
    related = ((above + len(owner) - len(owner.lstrip()), above + len(owner), "above"),)
    params = {"above": name, "found": content - start, "wanted": wanted}
    return Slip("SYN012", content, end, "deeper" if key else "below_text", params, related=related)


def _too_far_left(text: str, line_start: int, found: int) -> Slip | None:
    """Explain a line that is indented rightly below one that lost its indentation: that one is to blame."""
    above = _lines_above(text, line_start)
    blamed = next(above, None)
    before = next(above, None)
    if blamed is None or before is None:
        return None
    start, line = blamed
    key = KEY_AND_VALUE.match(line)
    other = before[1]
    indent = len(other) - len(other.lstrip(" "))
    opens = indent == 0 and re.search(r":[ ]*(?:#.*)?$", other) is not None
    # A blank line parts sections: what stands behind it begins one, and is at its place.
    parted = _BLANK_LINE.search(text, before[0], start) is not None
    if key is None or key["lead"] or not key["value"] or parted or not (indent == found or opens):
        return None
    params = {"text": shorten(key["key"]), "wanted": found}
    edits = (Edit(start, start, " " * found),)
    return Slip(
        "SYN012", start, start + len(line.rstrip()), "too_far_left", params, edits=edits, guessed=True
    )


def _lines_above(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Give the lines above, the nearest first, without comments and empty ones: where each starts, and its text."""
    for _ in range(200):
        if start == 0:
            return
        start, end = line_bounds(text, start - 1)
        line = text[start:end]
        if line.strip() and not line.lstrip().startswith("#"):
            yield start, line
