"""``planner explain``: what a check is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.language import said, spoken_language
from planner.cli.terminal import USAGE, stop, write_out

if TYPE_CHECKING:
    from planner.diagnostics.model import Language
    from planner.diagnostics.texts import CodeRow, CodeTexts


_SLOT = re.compile(r"\{[a-z_]+\}")
_AFTER_SLOT = re.compile(r"…[。.]")


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help=said("检查项的编号；不写就列出全部", "Code of a check; without it, all are listed"),
        ),
    ] = None,
) -> None:
    from planner.diagnostics.texts import CodeTexts
    from planner.resources import code_texts_folder
    from planner.source.plain import load_plain

    texts = CodeTexts(code_texts_folder(), load_plain)
    language = spoken_language()
    if code is None:
        write_out("".join(f"{row.code}\t{row.title.in_language(language)}\n" for row in _all_rows(texts)))
        return
    row = texts.row(code.upper())
    if row is None:
        stop(_unknown(code, texts), USAGE)
    write_out(_explanation(row, language))


def _all_rows(texts: CodeTexts) -> list[CodeRow]:
    return [row for family in texts.families() for row in texts.family(family).values()]


def _unknown(code: str, texts: CodeTexts) -> str:
    from difflib import get_close_matches

    rows = _all_rows(texts)
    by_name = {row.name: row.code for row in rows}
    letters, digits = code.upper()[:3], code[3:]
    padded = f"{letters}{int(digits):03}" if digits.isascii() and digits.isdecimal() else ""
    close = [row.code for row in rows if row.code == padded]
    close += get_close_matches(code.upper(), [row.code for row in rows], n=2, cutoff=0.6)
    close += [by_name[name] for name in get_close_matches(code.lower(), by_name, n=2, cutoff=0.6)]
    text = said(f"没有编号为 {code} 的检查项。", f"There is no check {code}.")
    if close:
        listed = said("、", ", ").join(dict.fromkeys(close))
        text += said(f"是不是 {listed}？", f" Did you mean {listed}?")
    return text + said("全部编号：planner explain", " All codes: planner explain")


def _explanation(row: CodeRow, language: Language) -> str:
    parts = [
        f"{row.code} {row.name} ({row.severity.value})",
        f"{row.title.in_language(language)}",
        row.why.in_language(language),
    ]
    if hints := list(dict.fromkeys(_shown(hint.in_language(language)) for hint in row.hints.values())):
        parts.append(said("怎么改", "What to do") + "\n" + "\n".join(f"  - {hint}" for hint in hints))
    if row.bad:
        parts.append(said("会报", "Reported") + "\n" + _indented(row.bad))
    if row.good:
        parts.append(said("这样写", "Write") + "\n" + _indented(row.good))
    if row.thresholds:
        parts.append(
            said("阈值（checks.thresholds 可改）", "Thresholds (set them under checks.thresholds)")
            + "\n"
            + "\n".join(f"  {name}: {value}" for name, value in row.thresholds.items())
        )
    if row.basis:
        parts.append(said("依据：", "Basis: ") + _basis(row.basis))
    return "\n\n".join(parts) + "\n"


def _basis(basis: str) -> str:
    """What a check rests on, in words; sources keep their id and say where it is explained."""
    if basis == "practice":
        return said("做运营的人常碰到", "what goes wrong in practice")
    if basis == "arithmetic":
        return said("算出来的", "arithmetic")
    return said(f"{basis}（见 docs/sources.md）", f"{basis} (see docs/sources.md)")


def _shown(hint: str) -> str:
    """A hint without its slots, and without a full stop behind the dots that stand for one."""
    return re.sub(r"…+", "…", _AFTER_SLOT.sub("…", _SLOT.sub("…", hint))).rstrip()


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
