"""Streams: what was asked for goes to stdout, status goes to stderr; both are UTF-8 with ``\\n``."""

from __future__ import annotations

import os
import sys
from typing import NoReturn, TextIO

import typer

CLEAN, FOUND, USAGE, BUG = 0, 1, 2, 3
"""Exit codes: nothing found; findings; usage or unreadable files; a bug of ours."""
BROKEN_PIPE = 141


def write_out(text: str) -> None:
    """Write what was asked for; a reader that went away ends the program without a word."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        forget_stdout()
        raise typer.Exit(BROKEN_PIPE) from None


def write_status(text: str) -> None:
    """Write a line of status."""
    sys.stdout.flush()
    sys.stderr.write(text.rstrip("\n") + "\n")
    sys.stderr.flush()


def stop(text: str, code: int) -> NoReturn:
    """Say why on stderr and end with an exit code."""
    write_status(text)
    raise typer.Exit(code)


def use_utf8() -> None:
    """Make the standard streams independent of the machine's locale."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # File names may hold bytes that are no characters; printing them must not fail.
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def forget_stdout() -> None:
    """Keep the interpreter from complaining about a closed pipe when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_coloured(stream: TextIO) -> bool:
    """Say whether colour is wanted: a terminal that knows it, and no ``NO_COLOR``."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_interactive() -> bool:
    """Say whether somebody is there to answer: stdin and stdout are both terminals."""
    return sys.stdin.isatty() and sys.stdout.isatty()
