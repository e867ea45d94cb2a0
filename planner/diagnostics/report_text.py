"""Diagnostics for people: one line that editors can jump from, the line of the plan, a caret, a hint."""

from __future__ import annotations

from planner.diagnostics.cells import cells, printable
from planner.diagnostics.counts import Counts
from planner.diagnostics.model import Diagnostic, Language, Position, Severity

_INDENT = "    "
_WIDTH = 96
"""Cells of a source line that are shown; longer lines are cropped around the position."""
_BEFORE = 40
"""Cells shown before the position in a cropped line."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM = "1", "2"


def report_text(
    diagnostics: tuple[Diagnostic, ...], counts: Counts, *, language: Language, colour: bool = False
) -> str:
    """Return the report, ending with the counts and a newline; suppressed diagnostics are only counted.

    ``colour`` adds ANSI sequences; nothing else changes.
    """
    blocks = [_block(one, language, colour) for one in diagnostics if not one.suppressed]
    return "\n".join([*blocks, _summary(counts, language)]) + "\n"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _clean(text: str) -> str:
    """One line, without control characters that could move the cursor."""
    return "".join(printable(" ".join(text.split())))


def _block(diagnostic: Diagnostic, language: Language, colour: bool) -> str:
    tint = _COLOURS.get(diagnostic.severity, _BOLD)
    place = f"{_clean(diagnostic.file)}:{diagnostic.position.line}:{diagnostic.position.column}:"
    head = [
        _paint(place, _BOLD, colour),
        _paint(diagnostic.severity.value, tint, colour),
        diagnostic.code,
        _clean(diagnostic.message),
    ]
    lines = [" ".join(head)]
    if diagnostic.source_line.strip():
        source, caret = excerpt(diagnostic.source_line, diagnostic.position)
        lines += [_INDENT + source, _INDENT + _paint_caret(caret, tint, colour)]
    if diagnostic.hint:
        label = "提示\uff1a" if language == "zh-CN" else "hint: "
        lines.append("  " + _paint(label, _DIM, colour) + _clean(diagnostic.hint))
    for related in diagnostic.related:
        where = f"{_clean(diagnostic.file)}:{related.position.line}:{related.position.column}:"
        lines.append("  " + _paint(where, _DIM, colour) + " " + _clean(related.message))
    return "\n".join(lines) + "\n"


def _paint_caret(caret: str, tint: str, colour: bool) -> str:
    marks = caret.lstrip(" ")
    return caret[: len(caret) - len(marks)] + _paint(marks, tint, colour)


def excerpt(line: str, position: Position) -> tuple[str, str]:
    """Return the part of a line to show and, aligned by terminal cells, the caret line below it."""
    shown = printable(line)
    start = min(max(position.column - 1, 0), len(shown))
    end = (
        len(shown)
        if position.end_line > position.line
        else min(max(position.end_column - 1, start), len(shown))
    )
    first, last = _window(shown, start)
    before = ("…" if first else "") + "".join(shown[first:start])
    marked = "".join(shown[start : min(end, last)]).rstrip()
    after = "…" if last < len(shown) else ""
    source = before + "".join(shown[start:last]).rstrip() + after
    return source, " " * cells(before) + "^" + "~" * max(0, cells(marked) - 1)


def _window(shown: list[str], start: int) -> tuple[int, int]:
    """First and last (exclusive) character to show so that the position is inside."""
    if sum(map(cells, shown)) <= _WIDTH:
        return 0, len(shown)
    first, room = start, _BEFORE
    while first > 0 and room >= cells(shown[first - 1]):
        first -= 1
        room -= cells(shown[first])
    last, room = first, _WIDTH
    while last < len(shown) and room >= cells(shown[last]):
        room -= cells(shown[last])
        last += 1
    return first, last


def _summary(counts: Counts, language: Language) -> str:
    if language == "zh-CN":
        files = f"{counts.files} 个文件\uff1a" if counts.files != 1 else ""
        if not (counts.errors or counts.warnings or counts.infos):
            found = "没有发现问题"
        else:
            found = f"{counts.errors} 个错误\uff0c{counts.warnings} 个警告\uff0c{counts.infos} 个提示"
        tail = f"\uff08另有 {counts.suppressed} 个已注明忽略\uff09" if counts.suppressed else ""
        return f"{files}{found}{tail}"
    files = f"{counts.files} files: " if counts.files != 1 else ""
    if not (counts.errors or counts.warnings or counts.infos):
        found = "nothing found"
    else:
        found = ", ".join(
            f"{number} {word}{'' if number == 1 else 's'}"
            for number, word in (
                (counts.errors, "error"),
                (counts.warnings, "warning"),
                (counts.infos, "note"),
            )
        )
    tail = f" ({counts.suppressed} more suppressed)" if counts.suppressed else ""
    return f"{files}{found}{tail}"
