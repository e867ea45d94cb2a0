"""Slips that one line shows by itself: full-width colon or dash, missing space, wide or tab indentation.

These only look at the shape of a line. Whether the line may be ordinary text is for the caller to know.
"""

from __future__ import annotations

import re

from planner.source.lines import line_bounds
from planner.source.repairs import Edit
from planner.source.slip import Slip, apply_edits, shorten

WIDE_SPACES = "\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff"
WIDE_DASHES = "－—–−•·"
WIDE_COLONS = "：﹕"

_KEY = re.compile(
    rf"(?P<lead>[ \t{WIDE_SPACES}]*(?:[-{WIDE_DASHES}][ {WIDE_SPACES}]+)*)"
    rf"(?P<key>\"[^\"\n]{{1,30}}\"|[^\s{WIDE_SPACES}：:﹕#\"'\[\]{{}},&*!|>%@`，。！？；“”-][^：:﹕\n\"'，。！？；,]{{0,30}}?)"
    rf"(?P<mark>[ \t{WIDE_SPACES}]*(?P<colon>[：﹕]|:(?![ \t]|$|//))[{WIDE_SPACES} \t]*)"
)
_WIDE_INDENT = re.compile(rf"[ \t]*[{WIDE_SPACES}][ \t{WIDE_SPACES}]*(?=[^\s#])")
_TAB_INDENT = re.compile(r" *\t[ \t]*(?=[^\s#])")
_WIDE_DASH = re.compile(rf"[ \t]*(?P<dash>[{WIDE_DASHES}](?![—…·])[ \t{WIDE_SPACES}]*)(?=\S)")
_TIGHT_DASH = re.compile(r"[ \t]*(?P<dash>-)(?=[^\s-])(?!-?[0-9.]+(?:[ %]|$))")
_BROAD_DASH = re.compile(rf"[ ]*(?:- +)*(?P<dash>-[{WIDE_SPACES}]+)")
_ENGLISH_KEY = re.compile(r"[a-z_][a-z0-9_]*")
_SHAPED_LINE = re.compile(
    rf"(?m)^[ \t{WIDE_SPACES}]*(?:[-{WIDE_DASHES}][ {WIDE_SPACES}]|[^\s#：:][^：:\n]{{0,40}}[：:])"
)
_ENGLISH_LINE = re.compile(r"(?m)^ *(?:- +)?[a-z_][a-z0-9_]* ?[：﹕]")
_BLOCK_TEXT_HEAD = re.compile(r"(?:^|[ \t:-])[|>][-+0-9]*[ \t]*(?:#.*)?$")


def find_line_slip(text: str, index: int) -> Slip | None:
    """Give the slip of the line that holds ``index``, if its shape shows one."""
    start, end = line_bounds(text, index)
    line = text[start:end]
    if match := _WIDE_INDENT.match(line):
        return indentation_slip(text, start, match, "SYN005")
    if match := _WIDE_DASH.match(line):
        return _line_slip(text, start, end, match.span("dash"), "- ", "SYN009", "default", {})
    if match := _BROAD_DASH.match(line):
        return _line_slip(text, start, end, match.span("dash"), "- ", "SYN005", "after_dash", {})
    if match := _TIGHT_DASH.match(line):
        return _line_slip(text, start, end, match.span("dash"), "- ", "SYN003", "dash", {})
    return find_key_slip(text, start, end)


def find_key_slip(text: str, start: int, end: int, only_english: bool = False) -> Slip | None:
    """Give the slip at the colon after the key with which ``text[start:end]`` begins."""
    match = _KEY.match(text[start:end])
    if match is None:
        return None
    key = match["key"].strip()
    if key.isdigit() or (only_english and not _ENGLISH_KEY.fullmatch(key)):
        return None
    span = match.span("mark")
    right = ": " if match.end() < end - start else ":"
    params = {"key": shorten(key)}
    if match["colon"] in WIDE_COLONS:
        return _line_slip(text, start, end, span, right, "SYN002", "default", params)
    if match["mark"].strip(" \t:"):
        return _line_slip(text, start, end, span, right, "SYN005", "after_colon", params)
    return _line_slip(text, start, end, span, right, "SYN003", "colon", params)


def indentation_slip(text: str, line_start: int, match: re.Match[str], code: str) -> Slip:
    """Report indentation with tabs or wide spaces once, and put right every line that has it."""
    pattern = _TAB_INDENT if code == "SYN004" else _WIDE_INDENT
    edits: list[Edit] = []
    for shaped in _SHAPED_LINE.finditer(text):
        found = pattern.match(text, shaped.start())
        if found:
            edits.append(Edit(found.start(), found.end(), _as_spaces(found[0])))
    own = Edit(line_start, line_start + match.end(), _as_spaces(match[0]))
    if own not in edits:
        edits.append(own)
    bad = next(i for i, character in enumerate(match[0]) if character != " ")
    params: dict[str, object] = {
        "count": len(edits),
        "width": len(own.replacement),
        "character": match[0][bad],
    }
    variant = "indent" if len(edits) == 1 else "indents"
    if code == "SYN004":
        variant = "default" if len(edits) == 1 else "several"
    start, end = line_start + bad, line_start + match.end()
    return Slip(code, start, end, variant, params, edits=tuple(edits), guessed=True)


def tab_slip(text: str, index: int) -> Slip | None:
    """Give the slip of a line that is indented with tabs."""
    start, end = line_bounds(text, index)
    match = _TAB_INDENT.match(text[start:end])
    return indentation_slip(text, start, match, "SYN004") if match else None


def find_wide_colons(text: str) -> list[Slip]:
    """Find every line with an English key and a full-width colon; for a text in which one of them broke.

    Lines of block texts are left out, and items of lists that have no further lines: they may be ordinary text.
    """
    slips: list[Slip] = []
    for match in _ENGLISH_LINE.finditer(text):
        start, end = line_bounds(text, match.start())
        indent = len(match[0]) - len(match[0].lstrip(" "))
        if match[0].lstrip().startswith("-") and _next_indent(text, end) <= indent:
            continue
        if indent and _is_in_block_text(text, start, indent):
            continue
        slip = find_key_slip(text, start, end)
        if slip:
            slips.append(slip)
        if len(slips) >= 100:
            break
    return slips


def _line_slip(
    text: str,
    start: int,
    end: int,
    span: tuple[int, int],
    right: str,
    code: str,
    variant: str,
    params: dict[str, str],
) -> Slip:
    edit = Edit(start + span[0], start + span[1], right)
    return make_slip(text, start, end, (edit,), code, variant, params)


def make_slip(
    text: str, start: int, end: int, edits: tuple[Edit, ...], code: str, variant: str, params: dict[str, str]
) -> Slip:
    """Make a slip at its first edit whose suggestion is ``text[start:end]`` as it would be right."""
    # A dash that gets its space moves what follows on its line, so the lines below may fit no longer.
    guessed = code == "SYN009" or variant in {"dash", "after_dash"}
    fix = shorten(apply_edits(text, start, end, edits))
    first = edits[0]
    at, until = first.start, max(first.end, first.start + 1)
    while at + 1 < until and text[at] in " \t":
        at += 1
    return Slip(code, at, until, variant, {**params, "fix": fix}, edits=edits, guessed=guessed)


def _as_spaces(indent: str) -> str:
    widths = {"\t": 2, "\u3000": 2, "\u200b": 0, "\ufeff": 0}
    return " " * sum(widths.get(character, 1) for character in indent)


def _next_indent(text: str, end: int) -> int:
    match = re.compile(r"(?:\s*\n)?(?P<indent> *)(?=\S)").match(text, end)
    return len(match["indent"]) if match else 0


def _is_in_block_text(text: str, start: int, indent: int) -> bool:
    """Whether the line that opens the block around this line ends with ``|`` or ``>``."""
    for _ in range(200):
        if start == 0:
            return False
        start, end = line_bounds(text, start - 1)
        line = text[start:end]
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            return _BLOCK_TEXT_HEAD.search(line) is not None
    return False
