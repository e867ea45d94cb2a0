"""What is built while a text is read: data, marks, anchors and what was found on the way."""

from __future__ import annotations

from typing import Any

from planner.source.positions import Branch, Node
from planner.source.slip import Slip


class Tree:
    """What one pass over the events gave; ``error`` is where the parser gave up, and where it had begun."""

    __slots__ = ("data", "error", "is_empty", "is_whole", "last_scalar", "open_flow", "root", "slips")

    def __init__(self) -> None:
        self.data: object | None = None
        self.root: Node | None = None
        self.is_empty = True
        self.is_whole = False
        self.slips: list[Slip] = []
        self.error: tuple[int, int] | None = None
        self.last_scalar: tuple[int, int, str] | None = None
        """Start, end and quoting style of the scalar just before the error."""
        self.open_flow: int | None = None
        """Where the innermost bracket begins that was open at the error."""


class Anchor:
    """What an alias may repeat; size and height count nodes and levels, so that repetition stays bounded."""

    __slots__ = ("data", "height", "is_open", "size")

    def __init__(self, data: object, is_open: bool = False) -> None:
        self.data = data
        self.is_open = is_open
        self.size = 1
        self.height = 0


class Frame:
    """A mapping or list under construction."""

    __slots__ = ("anchor", "branch", "count", "data", "height", "key", "key_end", "key_start", "wanted")

    def __init__(self, branch: Branch, data: Any, count: int) -> None:
        self.branch = branch
        self.data = data
        self.count = count
        """How many nodes there were before this one: the difference is its size."""
        self.height = 1
        self.anchor: Anchor | None = None
        self.wanted = True
        """Mappings only: whether a key comes next."""
        self.key: str | None = None
        """None: the value that comes next has no usable key and is dropped."""
        self.key_start = self.key_end = 0
