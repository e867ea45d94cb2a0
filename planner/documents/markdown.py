"""Showing text in Markdown as it was typed: nothing in it acts as markup, and it stays readable in raw form.

The rules are those of CommonMark with GFM tables and strikethrough. Only what would act is escaped: an underscore
inside a word, a hyphen inside a sentence or a lone ``<`` stay as they are.
"""

from __future__ import annotations

import re

_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_ALWAYS = re.compile(r"[\\`*~|\[]")
_UNDERSCORES = re.compile(r"_+")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MATH = re.compile(r"\$(?!\d)")
"""A dollar sign opens a formula on some hosts, but never before a digit once the amount ends in one."""
_OPENER = re.compile(
    r"^(?:(?P<mark>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|(?:-\s*)+$|=+\s*$)|(?P<number>\d{1,9})(?P<dot>[.)](?=\s|$)))"
)
"""What would open a heading, list, quotation, rule or underlined heading at the start of a line."""
_BLANKS = re.compile(r"[ \t]+")


def escape_markdown(text: str) -> str:
    """Return Markdown that shows ``text`` as typed, in a paragraph, a list item, a heading or a table cell.

    Line breaks become ``<br>``, because the same value may stand in a cell.
    """
    return "<br>".join(escape_line(line) for line in _BREAK.split(text.strip()))


def escape_line(line: str) -> str:
    """Return one line of text as Markdown; it may stand at the start of a line."""
    shown = _BLANKS.sub(" ", line).strip()
    opener = _OPENER.match(shown)
    start = opener.start("dot") if opener and opener["dot"] else 0
    head, rest = ("", shown) if opener is None else (f"{shown[:start]}\\{shown[start]}", shown[start + 1 :])
    rest = _ALWAYS.sub(r"\\\g<0>", rest)
    rest = _UNDERSCORES.sub(_underscores, rest)
    rest = _TAG.sub(r"\\<", rest)
    rest = _ENTITY.sub(r"\\&", rest)
    return head + _MATH.sub(r"\\$", rest)


def _underscores(run: re.Match[str]) -> str:
    """A run of underscores, escaped where it could open or close emphasis.

    It can do neither between two letters or digits, and neither between two blanks, unless it is the whole line.
    """
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    in_word = _is_word(before) and _is_word(after)
    alone = not before + after and len(run[0]) == len("__")  # three of them alone would be a rule
    between_blanks = before in ("", " ") and after in ("", " ") and (alone or before + after != "")
    return run[0] if in_word or between_blanks else "\\_" * len(run[0])


def _is_word(sign: str) -> bool:
    return sign.isalnum()


def quote_block(text: str) -> str:
    """Return ``text`` as a block quotation, line by line: words that are sent as they stand."""
    lines = [escape_line(line) for line in _BREAK.split(text.strip())]
    return "\n".join(
        f"> {line}\\" if line and following else f"> {line}".rstrip()
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    )


_MERMAID = {
    "#": "#35;",
    '"': "#34;",
    ":": "#58;",
    ";": "#59;",
    "<": "#60;",
    ">": "#62;",
    "%": "#37;",
    "`": "#96;",
}


def mermaid_label(text: str) -> str:
    """Return ``text`` as a label of a Mermaid diagram: one line, its special signs as Mermaid's own codes."""
    line = " ".join(part.strip() for part in _BREAK.split(text.strip()))
    return "".join(_MERMAID.get(sign, sign) for sign in line)


_TICKS = re.compile(r"`+")


def code_block(text: str, kind: str = "text") -> str:
    """Return ``text`` as a fenced block that shows it letter by letter, to be copied; ``kind`` names its language."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    lines = "\n".join(_BREAK.split(text.strip()))
    return f"{fence}{kind}\n{lines}\n{fence}"


def code_span(text: str) -> str:
    """Return a plan key or a command as inline code; the text has no backticks."""
    return f"`{text}`"
