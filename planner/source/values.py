"""Unquoted text that YAML takes as it stands although something else was meant.

Called for few scalars only: the reader looks at the first character and the shape before it asks. Full-width
punctuation inside ordinary text is right and never reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from planner.source.line_slips import WIDE_SPACES, find_key_slip, find_line_slip, make_slip
from planner.source.lines import line_bounds, line_starts
from planner.source.repairs import Edit
from planner.source.scalars import resolve_scalar
from planner.source.slip import Slip, shorten

_CURLY = "“”‘’＂＇"
_PLAINLY_NOT_TEXT = re.compile(r"[0-9.:%/-]+|[a-z][a-z0-9]*(?:_[a-z0-9]+)+|true|false")

_TIGHT_COMMENT = re.compile(r"[ \t]+(?P<text>#(?![\s#!])[^\r\n]*)")
_SENTENCE = re.compile(r"[。！？；?!]")
_MAX_LINES = 100
FLOW_PAIRS = re.compile(r"\s*，\s*(?=[a-z_]+\s*(?:[：:]|$))|(?<=[a-z])(?P<colon>：)")
"""In a text inside brackets: what should part it into keys and values."""
_FLOW_KEY = re.compile(r"[^\s：:，]{1,30}(?P<mark>[ ]*(?P<colon>：|:(?!//)))(?=\S)")


def check_empty(text: str, start: int) -> Iterator[Slip]:
    """Find ``tag: #早餐#``: the value is empty, because a comment begins at ``#``."""
    match = _TIGHT_COMMENT.match(text, start)
    if match and not match["text"].startswith("#planner"):
        shown = shorten(match["text"])
        fix = f'"{shown}"'
        yield Slip("SYN015", *match.span("text"), params={"text": shown, "fix": fix})


def check_key(text: str, value: str, start: int, end: int) -> Iterator[Slip]:
    """Look at a key outside brackets that begins with a remarkable character."""
    if value[0] in _CURLY:
        if value[-1] in _CURLY and len(value) > 2:
            yield _straighten(text, value, start, end, "key")
    elif (slip := find_line_slip(text, start)) and slip.start <= start:
        yield slip


def check_text(text: str, value: str, start: int, end: int, after: int) -> Iterator[Slip]:
    """Look at an unquoted value outside brackets; ``after`` is where its key ends, or its own start."""
    first = value[0]
    if text[start] in "&!":
        return
    if first in _CURLY:
        yield from _check_curly(text, value, start, end)
        return
    if first in "［｛":
        yield from _check_wide_brackets(text, value, start, end)
        return
    line_start, line_end = line_bounds(text, start)
    is_first = not text[line_start:start].strip(" ")
    if is_first and (after < line_start or line_start == 0 or after == 0):
        yield from _check_own_lines(text, line_start, end, is_root=after == 0)
    elif end > line_end and after == start:
        slips = _key_slips(text, start, end)
        if slips and len(slips) == text.count("\n", start, end) + 1:
            yield from slips
    elif first in WIDE_SPACES and not isinstance(resolve_scalar(value.strip(WIDE_SPACES)), str):
        edit = Edit(start, start + len(value) - len(value.lstrip(WIDE_SPACES)), "")
        yield make_slip(text, line_start, line_end, (edit,), "SYN005", "before_number", {})


_SHORT_ITEM = 5
"""Characters: what is no longer may be an item of a list; longer pieces make a sentence with a comma in it."""


def check_flow_text(text: str, value: str, start: int, end: int, *, is_item: bool) -> Iterator[Slip]:
    """Look at an unquoted value inside brackets: a full-width comma between short items separates nothing.

    Only items of lists are judged so: in ``{zh: 早上好，邻居}`` the comma belongs to the text.
    """
    if text[start] in "&!":
        return
    if value[0] in _CURLY:
        yield from _check_curly(text, value, start, end)
    elif not is_item:
        # One such pair may be text: in {text: 看这里，app：怎么下载} the comma belongs to it.
        yield from _check_pairs(text, start, end, least=2)
    elif "，" in value and not _SENTENCE.search(value):
        pieces = [piece.strip() for piece in value.split("，")]
        if all(0 < len(piece) <= _SHORT_ITEM for piece in pieces):
            yield comma_slip(text, start, end)


def check_flow_key(text: str, value: str, start: int, end: int) -> Iterator[Slip]:
    """Look at a key inside brackets: one without a value may hold its value behind a full-width or tight colon."""
    match = _FLOW_KEY.match(value)
    pairs = list(_check_pairs(text, start, end)) if "，" in value else []
    if pairs:
        yield from pairs
    elif match and text[start] not in "&!" and text[end : end + 1] in {",", "}"}:
        edit = Edit(start + match.start("mark"), start + match.end("mark"), ": ")
        code, variant = ("SYN002", "default") if match["colon"] == "：" else ("SYN003", "colon")
        yield make_slip(
            text, start, end, (edit,), code, variant, {"key": shorten(value[: match.start("mark")])}
        )


def _check_pairs(text: str, start: int, end: int, least: int = 1) -> Iterator[Slip]:
    """Find keys that full-width commas and colons hide in a value: ``members，target：200，by``."""
    found = list(FLOW_PAIRS.finditer(text, start, end))
    if sum(match["colon"] is None for match in found) >= least:
        edits = tuple(Edit(*match.span(), ": " if match["colon"] else ", ") for match in found)
        yield make_slip(text, start, end, edits, "SYN008", "comma", {})


def comma_slip(text: str, start: int, end: int) -> Slip:
    """Report the full-width commas of ``text[start:end]``, once, at the first of them."""
    edits = tuple(
        Edit(start + m.start(), start + m.end(), ", ") for m in re.finditer("，[ ]*", text[start:end])
    )
    return make_slip(text, start, end, edits, "SYN008", "comma", {})


def straighten_quotes(text: str, start: int, end: int) -> Slip:
    """Report curly quotes around ``text[start:end]`` that keep YAML from reading the line."""
    return _straighten(text, text[start:end], start, end, "default")


def _check_own_lines(text: str, line_start: int, end: int, is_root: bool) -> Iterator[Slip]:
    """Look at a value that begins on a line of its own, where a list or a mapping could stand."""
    shape = find_line_slip(text, line_start)
    if shape and shape.variant != "colon" and shape.code != "SYN002":
        if shape.code == "SYN009" or shape.variant in {"dash", "after_dash"}:
            yield from _same_slips(text, line_start, end, shape)
        elif find_key_slip(text, *line_bounds(text, line_start)):
            yield shape
        return
    slips = _key_slips(text, line_start, end)
    lines = sum(1 for line in text[line_start:end].split("\n") if line.strip())
    if len(slips) == min(lines, _MAX_LINES) and (lines > 1 or is_root):
        yield from slips
    else:
        yield from _key_slips(text, line_start, end, only_english=True)


def _key_slips(text: str, start: int, end: int, only_english: bool = False) -> list[Slip]:
    slips: list[Slip] = []
    for line_start in line_starts(text, start, end):
        line_end = min(line_bounds(text, line_start)[1], end)
        if slip := find_key_slip(text, line_start, line_end, only_english):
            slips.append(slip)
        if len(slips) == _MAX_LINES:
            break
    return slips


def _same_slips(text: str, start: int, end: int, like: Slip) -> Iterator[Slip]:
    for line_start in islice(line_starts(text, start, end), _MAX_LINES):
        slip = find_line_slip(text, line_start)
        if slip and (slip.code, slip.variant) == (like.code, like.variant):
            yield slip


def _check_curly(text: str, value: str, start: int, end: int) -> Iterator[Slip]:
    inner = value[1:-1]
    if len(value) < 3 or "\n" in text[start:end]:
        return
    if value[-1] in "\"'":
        yield _straighten(text, value, start, end, "mixed")
    elif value[-1] in _CURLY and not any(quote in inner for quote in value[0] + value[-1]):
        if value[0] in "＂＇" or _PLAINLY_NOT_TEXT.fullmatch(inner):
            yield _straighten(text, value, start, end, "default")
        else:
            fix = _quote(inner)
            yield Slip("SYN007", start, end, params={"text": shorten(inner), "fix": fix})


def _straighten(text: str, value: str, start: int, end: int, variant: str) -> Slip:
    inner = value.strip(_CURLY + "\"'")
    fix = _quote(inner)
    edits = (Edit(start, end, fix),)
    return Slip("SYN006", start, end, variant, {"fix": shorten(fix)}, edits=edits)


def _quote(text: str) -> str:
    """Quote a value so that YAML reads it as text."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _check_wide_brackets(text: str, value: str, start: int, end: int) -> Iterator[Slip]:
    pairs = {"［": ("［］", "[]"), "｛": ("｛｝", "{}")}
    wide, right = pairs[value[0]]
    if value[-1] in (wide[1], right[1]) and "\n" not in text[start:end]:
        edits = (Edit(start, start + 1, right[0]), Edit(end - 1, end, right[1]))
        yield make_slip(text, start, end, edits, "SYN008", "bracket", {})
