"""``planner list``: what the program knows, as tables for people and as tab-separated lines for programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.language import said, spoken_language, wished_language
from planner.cli.terminal import USAGE, stop, write_out

if TYPE_CHECKING:
    from planner.cli.shelf import Shelf


class Kind(StrEnum):
    """What can be listed."""

    TYPES = "types"
    PLATFORMS = "platforms"
    ACTIVITIES = "activities"
    KPIS = "kpis"
    PATTERNS = "patterns"
    SCRIPTS = "scripts"
    JOURNEYS = "journeys"


def list_knowledge(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="{" + "|".join(kind.value for kind in Kind) + "}", help=said("列什么", "What to list")
        ),
    ],
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help=said("某一项的标识或名称，看详情", "Id or name of one, for its details")
        ),
    ] = None,
    lang: Annotated[str | None, typer.Option(help=said("zh-CN 或 en", "zh-CN or en"))] = None,
) -> None:
    from planner.cli.shelves import open_shelf

    language = wished_language(lang) or spoken_language()
    shelf = open_shelf(_kind(kind), language)
    if id is None:
        write_out(_table(shelf) if sys.stdout.isatty() else _lines(shelf))
        return
    found = shelf.find(id)
    if found is None:
        stop(_unknown(kind, id, shelf), USAGE)
    write_out(shelf.details(found))


def _kind(wanted: str) -> str:
    """Return the kind; ends the program if there is none of this name."""
    from difflib import get_close_matches

    kinds = [kind.value for kind in Kind]
    plain = wanted.lower()
    if plain not in kinds:
        listed = ", ".join(kinds)
        text = said(
            f"没有“{wanted}”这一类，可选：{listed}。", f"There is no kind “{wanted}”. There are: {listed}."
        )
        if close := get_close_matches(plain, kinds, n=1, cutoff=0.5):
            text += said(f"是不是 {close[0]}？", f" Did you mean {close[0]}?")
        stop(text, USAGE)
    return plain


def _unknown(kind: str, wanted: str, shelf: Shelf) -> str:
    from difflib import get_close_matches

    names = {name: id for id, *cells in shelf.rows for name in (id, cells[0])}
    close = dict.fromkeys(names[name] for name in get_close_matches(wanted, names, n=3, cutoff=0.5))
    text = said(f"{kind} 里没有 {wanted}。", f"There is no {wanted} among the {kind}.")
    if close:
        listed = ", ".join(close)
        text += said(f"是不是 {listed}？", f" Did you mean {listed}?")
    return text


def _lines(shelf: Shelf) -> str:
    return "".join("\t".join(row) + "\n" for row in shelf.rows)


def _table(shelf: Shelf) -> str:
    from io import StringIO

    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    for index, column in enumerate(shelf.columns):
        # An id that is cut off cannot be typed again.
        table.add_column(Text(column), no_wrap=index == 0, overflow="fold")
    for row in shelf.rows:
        table.add_row(*(Text(cell) for cell in row))
    buffer = StringIO()
    width = Console().width
    Console(file=buffer, width=width, markup=False, emoji=False, highlight=False).print(table)
    return buffer.getvalue()
