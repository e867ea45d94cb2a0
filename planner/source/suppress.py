"""Comments that silence a check: ``# planner: ignore[CODE] reason until=2026-12-31``."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator

from planner.source.model import Suppression
from planner.source.positions import Branch, Leaf, Node, node_span
from planner.source.repairs import RepairedText
from planner.source.slip import Slip, shorten

_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[ \t]*planner[ \t]*[:：](?P<body>[^\r\n]*)")
_BODY = re.compile(
    r"[ \t]*(?P<word>[A-Za-z_-]+)[ \t]*(?:[\[【(（](?P<codes>[^\])）】]*)(?P<close>[\])）】])?)?(?P<reason>.*)"
)
_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3}")
_UNTIL = re.compile(r"(?:^|(?<=[ \t]))until[ \t]*[=:：][ \t]*(?P<date>\S*)")


def read_suppressions(text: RepairedText, root: Node | None) -> tuple[tuple[Suppression, ...], list[Slip]]:
    """Find the suppression comments and the lines that each covers; malformed ones are slips and cover nothing.

    Beside something the comment covers its line and, if a mapping or list begins there, all of it; on a line of its
    own it covers what begins on the next line that holds something.
    """
    comments = list(_COMMENT.finditer(text.text))
    if not comments:
        return (), []
    spans = sorted(_text_spans(root))
    starts = [start for start, _ in spans]
    extents = _extents(text, root)
    found: list[Suppression] = []
    slips: list[Slip] = []
    for match in comments:
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < spans[at][1]:
            continue
        result = _read_comment(text, match, extents)
        if isinstance(result, Slip):
            slips.append(result)
        else:
            found.append(result)
    return tuple(found), slips


def _read_comment(text: RepairedText, match: re.Match[str], extents: dict[int, int]) -> Suppression | Slip:
    start, end = match.start(), match.end("body")
    body = _BODY.match(match["body"])
    if body is None or body["word"] != "ignore":
        return Slip("SYN027", start, end, "word", {"text": shorten(match[0])})
    if body["codes"] is None or not body["codes"].strip():
        return Slip("SYN027", start, end, "no_code")
    codes = tuple(code.strip() for code in re.split("[,，、]", body["codes"]) if code.strip())
    for code in codes:
        if not _CODE.fullmatch(code):
            better = (code.upper(),) if _CODE.fullmatch(code.upper()) else ()
            return Slip("SYN027", start, end, "bad_code", {"text": shorten(code)}, better)
    if body["close"] != "]" or "【" in match[0] or "（" in match[0]:
        return Slip("SYN027", start, end, "brackets", {"codes": ",".join(codes)})
    reason, until = body["reason"].strip(), None
    if date := _UNTIL.search(reason):
        try:
            until = datetime.date.fromisoformat(date["date"])
        except ValueError:
            return Slip("SYN027", start, end, "bad_date", {"text": shorten(date["date"])})
        reason = (reason[: date.start()] + reason[date.end() :]).strip()
    if not reason:
        return Slip("SYN027", start, end, "no_reason", {"codes": ",".join(codes)})
    first, last = _covered(text, start, extents)
    return Suppression(codes, reason, until, text.span(start, end), first, last)


def _covered(text: RepairedText, start: int, extents: dict[int, int]) -> tuple[int, int]:
    line, column = text.lines.place(text.written_index(start))
    written = text.lines.text
    before = written[text.written_index(start) - column + 1 : text.written_index(start)]
    if not before.strip():
        following = next((number for number in sorted(extents) if number > line), None)
        if following is None:
            return line, line
        line = following
    return line, max(line, extents.get(line, line))


def _nodes(root: Node | None) -> Iterator[tuple[Leaf, Node]]:
    """Give every node with the span of its key (or, without key, its own)."""
    waiting: list[tuple[Leaf, Node]] = [(node_span(root), root)] if root is not None else []
    while waiting:
        lead, node = waiting.pop()
        yield lead, node
        if isinstance(node, Branch):
            waiting += ((node_span(item), item) for item in node.nodes)
            waiting += (((start, end), value) for start, end, value in (node.keys or {}).values())


def _extents(text: RepairedText, root: Node | None) -> dict[int, int]:
    """Give, for each line on which something begins, the last line of the largest thing that begins there.

    The document itself is left out: a comment on its first line means the first entry.
    """
    extents: dict[int, int] = {}
    for lead, node in _nodes(root):
        if node is root:
            continue
        line = text.span(*lead).line
        span = node_span(node)
        last = text.span(lead[0], span[1] if span[1] > lead[0] else lead[1]).end_line
        extents[line] = max(last, extents.get(line, line))
    return extents


def _text_spans(root: Node | None) -> Iterator[Leaf]:
    """Give the spans of keys and texts: a ``#`` in them begins no comment."""
    for lead, node in _nodes(root):
        if not isinstance(node, Branch):
            yield lead
            yield node
        elif lead != node_span(node):
            yield lead
