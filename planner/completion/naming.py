"""Ids for things that were written without one, and finding things by id or name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar
from zlib import crc32

_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")


class Named(Protocol):
    """Anything with an id and a name."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


def derive_id(name: str, prefix: str, taken: set[str]) -> str:
    """Return an id made of the name: its ASCII words, else the prefix and a checksum of the name.

    ``taken`` is updated; a second thing of the same name gets ``-2``.
    """
    words = _NOT_ASCII_WORD.sub("-", name.lower()).strip("-")
    enough = len(words) >= 2 and words[0].isalpha() and len(words) * 2 >= len(name)
    base = words[:32] if enough else f"{prefix}-{crc32(name.encode()):08x}"
    found, count = base, 2
    while found in taken:
        found, count = f"{base}-{count}", count + 1
    taken.add(found)
    return found


def find_named(reference: str, things: Iterable[N]) -> N | None:
    """Return the thing whose id or name is ``reference``; ids win."""
    wanted = reference.strip()
    by_name: N | None = None
    for thing in things:
        if thing.id == wanted:
            return thing
        if by_name is None and thing.name == wanted:
            by_name = thing
    return by_name
