"""Why the parser stopped: from the place where it gave up to the slip that an operator made.

Chosen by the text around the place, never by the parser's wording, so that both parsers give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.source.indentation import KEY_AND_VALUE, explain_deeper, explain_indentation
from planner.source.line_slips import find_line_slip, find_wide_colons, make_slip, tab_slip
from planner.source.lines import line_bounds
from planner.source.repairs import Edit
from planner.source.slip import Slip, shorten
from planner.source.tree import Tree
from planner.source.values import comma_slip, straighten_quotes

_COMMENT = re.compile(r"(?<=[ \t])#.*")
_CLOSERS = {"[": "]", "{": "}"}
_WIDE_CLOSERS = {"[": "］】〕", "{": "｝】"}
_WIDE_COLON_AT_END = re.compile(r"(?P<key>[a-z_]+)(?P<mark>[ ]*[：﹕][ ]*)$")
_LONE_MARK = re.compile(r":[ ]+(?P<mark>\?)\s*$")
_WORD = re.compile(r"[^\s,:\[\]{}]+")
_RESERVED = "@`%*&!|>],}-?"


def explain_error(text: str, tree: Tree) -> Iterator[Slip]:
    """Give the slips behind the error of a tree; at least one, an unexplained one without edits."""
    at, context = tree.error or (0, 0)
    at, context = min(at, len(text)), min(context, len(text))
    slip = (
        _tab(text, at, tree)
        or _unclosed_quote(text, at, context)
        or _bad_escape(text, at, context)
        or _text_after_quote(text, at, tree)
        or _in_brackets(text, at, context, tree)
        or _colon(text, at)
        or _reserved(text, at, context)
        or _stray_closer(text, at)
        or _missing_colon(text, at, context)
        or find_line_slip(text, at)
        or explain_indentation(text, at, tree)
    )
    if slip is None:
        start, end = line_bounds(text, at)
        slip = Slip("SYN028", at if at < end else start, end, params={"text": shorten(text[start:end])})
    if slip.code == "SYN002":
        bulk = find_wide_colons(text)
        yield from (other for other in bulk if other.start != slip.start)
    yield slip


def _tab(text: str, at: int, tree: Tree) -> Slip | None:
    if text[at : at + 1] != "\t":
        return None
    # Between words and in brackets a tab is no slip: only the parser written in Python stops there.
    slip = tab_slip(text, at) if tree.open_flow is None else None
    run = len(text[at:]) - len(text[at:].lstrip("\t "))
    return slip or Slip("", at, at + run, edits=(Edit(at, at + run, " " * run),))


def _unclosed_quote(text: str, at: int, context: int) -> Slip | None:
    quote = text[context : context + 1]
    if quote not in {'"', "'"} or ("\n" not in text[context:at] and at < len(text)):
        return None
    if text[at : at + 1] == ":" or "\\" in text[max(0, at - 2) : at + 1]:
        return None
    return _quote_slip(text, context)


def _quote_slip(text: str, start: int) -> Slip:
    _, line_end = line_bounds(text, start)
    quote, rest = text[start], text[start + 1 : line_end]
    curly = next((i for i, character in enumerate(rest) if character in "“”‘’＂＇"), None)
    if curly is not None:
        edit = Edit(start + 1 + curly, start + 2 + curly, quote)
        fix = shorten(text[start : edit.start] + quote)
        return Slip("SYN010", start, edit.end, "curly", {"fix": fix}, edits=(edit,), guessed=True)
    comment = _COMMENT.search(rest)
    end = start + 1 + len((rest[: comment.start()] if comment else rest).rstrip())
    fix = shorten(text[start:end] + quote)
    return Slip(
        "SYN010", start, max(end, start + 1), "default", {"quote": quote, "fix": fix},
        edits=(Edit(end, end, quote),), guessed=True,
    )  # fmt: skip


def _bad_escape(text: str, at: int, context: int) -> Slip | None:
    line_start, line_end = line_bounds(text, at)
    if text[context : context + 1] != '"' and '"' not in text[line_start:at]:
        return None
    found = text.rfind("\\", max(line_start, at - 9), at + 1)
    if found < 0:
        return None
    edits = tuple(Edit(m, m, "\\") for m in (found,))
    shown = text[found : min(found + 2, line_end)]
    return Slip("SYN014", found, found + len(shown), "escape", {"text": shown}, edits=edits)


def _text_after_quote(text: str, at: int, tree: Tree) -> Slip | None:
    if tree.last_scalar is None:
        return None
    start, end, style = tree.last_scalar
    if style not in {'"', "'"} or end > at or text[end:at].strip(" \t") or text[at : at + 1] in ",:]}":
        return None
    if "\n" in text[end:at] or text[start] not in "\"'":
        return None
    if "\n" in text[start:end]:
        return _quote_slip(text, start)
    line_end = line_bounds(text, at)[1]
    if tree.open_flow is not None:
        return None
    if style == "'" and text[start:line_end].rstrip().endswith("'") and text[at - 1] == "'":
        inner = text[start + 1 : line_end].rstrip()[:-1]
        fix = f'"{inner}"' if '"' not in inner else "'" + inner.replace("'", "''") + "'"
    else:
        value = _COMMENT.sub("", text[start:line_end]).rstrip()
        fix = "'" + value.replace("'", "''") + "'"
    edit = Edit(start, line_end, fix)
    return Slip("SYN014", start, line_end, "after_quote", {"fix": shorten(fix)}, edits=(edit,))


def _in_brackets(text: str, at: int, context: int, tree: Tree) -> Slip | None:
    opener = tree.open_flow
    if opener is None and text[context : context + 1] in _CLOSERS and context < at:
        opener = context
    if opener is None or text[opener] not in _CLOSERS:
        return None
    _, line_end = line_bounds(text, opener)
    _, here_end = line_bounds(text, at)
    closer = _CLOSERS[text[opener]]
    piece = max(text.rfind(mark, opener, at) for mark in ",[{") + 1
    if "，" in text[piece : at + 1]:
        return comma_slip(text, piece, at + 1 if text[at : at + 1] == "，" else at)
    if wide_colon := _WIDE_COLON_AT_END.search(text, piece, at):
        edit = Edit(wide_colon.start("mark"), wide_colon.end("mark"), ": ")
        return make_slip(
            text, wide_colon.start(), here_end, (edit,), "SYN002", "default", {"key": wide_colon["key"]}
        )
    if question := _LONE_MARK.search(text, piece, at + 1):
        begin = line_bounds(text, question.start())[0]
        return _quote_value(text, begin, question.start("mark"), question.end("mark"), "reserved")
    wide = next((i for i in range(opener, line_end) if text[i] in _WIDE_CLOSERS[text[opener]]), None)
    if wide is not None and closer not in text[opener:line_end]:
        right = Edit(wide, wide + 1, closer)
        return make_slip(text, opener, line_end, (right,), "SYN008", "bracket", {})
    if closer in text[at:here_end]:
        if text[at] in ",:[{" and text[at - 1 : at] in {",", "[", "{", " "} and not text[piece:at].strip():
            return Slip("SYN011", at, at + 1, "extra", {"text": text[at]})
        start, end = _last_word(text, piece, at)
        if text[end - 1 : end] in {"]", "}"} and (following := _WORD.match(text, at)):
            # What ends with a bracket is whole: the comma belongs after it.
            params = {"text": shorten(following[0])}
            return Slip(
                "SYN011", *following.span(), "comma", params, edits=(Edit(end, end, ","),), guessed=True
            )
        return Slip("SYN011", start, max(end, start + 1), "comma", {"text": shorten(text[start:end])})
    comment = _COMMENT.search(text, opener, line_end)
    end = opener + len(text[opener : comment.start() if comment else line_end].rstrip())
    params = {"opener": text[opener], "closer": closer}
    edits: tuple[Edit, ...] = (
        () if "\n" in text[opener:at].rstrip() and text[end - 1] in "[{," else (Edit(end, end, closer),)
    )
    return Slip("SYN011", opener, opener + 1, "default", params, edits=edits, guessed=True)


def _last_word(text: str, start: int, at: int) -> tuple[int, int]:
    """Give the last word before ``at``: the piece before which a comma is missing."""
    end = start + len(text[start:at].rstrip())
    begin = max(text.rfind(" ", start, end) + 1, start)
    return (begin, end) if begin < end else (at, at + 1)


def _colon(text: str, at: int) -> Slip | None:
    """Explain "a colon may not stand here": in the same line, or because of a line above."""
    if text[at : at + 1] != ":":
        return None
    start, end = line_bounds(text, at)
    owner = KEY_AND_VALUE.match(text[start:end])
    if owner and start + owner.end("gap") <= at and owner["value"]:
        value_start = start + owner.start("value")
        value = _COMMENT.sub("", text[value_start:end]).rstrip()
        if value[0] in "“‘＂＇" and value[-1] in "”’“‘＂＇\"'":
            return straighten_quotes(text, value_start, value_start + len(value))
        return _quote_value(text, start, value_start, value_start + len(value), "colon")
    if not text[start:at].strip(" "):
        return Slip("SYN025", at, at + 1, "empty")
    own = find_line_slip(text, at)
    if own and own.code in {"SYN009", "SYN005"}:
        return own
    above = start
    for _ in range(200):
        if above == 0:
            break
        above, above_end = line_bounds(text, above - 1)
        line = text[above:above_end]
        if not line.strip():
            continue
        if line.lstrip().startswith("#"):
            break
        if slip := find_line_slip(text, above):
            return slip
        owner = KEY_AND_VALUE.match(line)
        if owner or line.lstrip().startswith("- "):
            return explain_deeper(text, start, end, above, line)
    return own


def _quote_value(text: str, line_start: int, start: int, end: int, variant: str) -> Slip:
    value = text[start:end]
    fix = f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"
    params = {"text": value[0], "fix": shorten(fix)}
    return Slip("SYN014", start, end, variant, params, edits=(Edit(start, end, fix),))


def _reserved(text: str, at: int, context: int) -> Slip | None:
    """Explain a value that begins with a sign that means something to YAML."""
    for index in (context, at):
        start, end = line_bounds(text, index)
        before, character = text[start:index], text[index : index + 1]
        if not character or character not in _RESERVED:
            continue
        is_value = re.fullmatch(r"[ ]*(?:- +)*(?:[^\s#].*?:[ \t]+)?", before) and before.strip()
        if character in "-?" and not before.rstrip().endswith(":"):
            continue
        if is_value or character in "@`%*&!":
            value = _COMMENT.sub("", text[index:end]).rstrip()
            if character == "-":
                return Slip("SYN012", index, index + len(value), "list_beside_key", {"fix": value})
            return _quote_value(text, start, index, index + len(value), "reserved")
    return None


def _stray_closer(text: str, at: int) -> Slip | None:
    if text[at : at + 1] in {"]", "}"}:
        return Slip("SYN011", at, at + 1, "extra", {"text": text[at]})
    return None


def _missing_colon(text: str, at: int, context: int) -> Slip | None:
    """Explain a line among keys that is none: the parser began a key there and found no colon."""
    start, end = line_bounds(text, context)
    if context >= at or not start <= context < end or (line_bounds(text, at)[0] == start and at < end):
        return None
    if text[start:context].strip(" -") or text[context] in "[{|>" or text[context : context + 2] == "- ":
        return None
    if KEY_AND_VALUE.match(text[start:end]):
        return None
    if slip := find_line_slip(text, context):
        return slip
    content = text[context:end].rstrip()
    edits = (Edit(context, context, "#"),)
    return Slip(
        "SYN013",
        context,
        context + len(content),
        params={"text": shorten(content)},
        edits=edits,
        guessed=True,
    )
