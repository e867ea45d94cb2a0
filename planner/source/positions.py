"""The positions of all paths of one text, worked out only when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from planner.diagnostics.model import PlanPath, Position
from planner.source.model import NodePosition
from planner.source.repairs import RepairedText


class Branch:
    """A mapping or list: where it stands in the parsed text, and its parts."""

    __slots__ = ("end", "flow", "keys", "nodes", "start")

    def __init__(
        self, start: int, end: int, flow: bool, keys: dict[str, Entry] | None, nodes: list[Node]
    ) -> None:
        self.start = start
        self.end = end
        self.flow = flow
        self.keys = keys
        """Entries of a mapping, None for a list."""
        self.nodes = nodes


Leaf: TypeAlias = tuple[int, int]
"""Start and end of a scalar or an alias; equal where nothing is written."""
Node: TypeAlias = Leaf | Branch
Entry: TypeAlias = tuple[int, int, Node]
"""Start and end of a key, and its value."""


def node_span(node: Node) -> Leaf:
    """Give start and end of a node in the parsed text."""
    return (node.start, node.end) if isinstance(node, Branch) else node


class Positions(Mapping[PlanPath, NodePosition]):
    """Positions by path. A text without data has none; an alias has one, what it repeats has none below it."""

    __slots__ = ("_root", "_text")

    def __init__(self, text: RepairedText, root: Node | None) -> None:
        self._text = text
        self._root = root

    def __getitem__(self, path: PlanPath) -> NodePosition:
        node = self._root
        if node is None:
            raise KeyError(path)
        key: Leaf | None = None
        for element in path:
            if not isinstance(node, Branch):
                raise KeyError(path)
            if node.keys is not None:
                if not isinstance(element, str) or element not in node.keys:
                    raise KeyError(path)
                start, end, node = node.keys[element]
                key = (start, end)
            else:
                if not isinstance(element, int) or not 0 <= element < len(node.nodes):
                    raise KeyError(path)
                node, key = node.nodes[element], None
        return self._locate(key, node)

    def __iter__(self) -> Iterator[PlanPath]:
        if self._root is None:
            return
        waiting: list[tuple[PlanPath, Node]] = [((), self._root)]
        while waiting:
            path, node = waiting.pop()
            yield path
            if not isinstance(node, Branch):
                continue
            if node.keys is not None:
                below = [((*path, name), entry[2]) for name, entry in node.keys.items()]
            else:
                below = [((*path, index), item) for index, item in enumerate(node.nodes)]
            waiting.extend(reversed(below))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _locate(self, key: Leaf | None, node: Node) -> NodePosition:
        key_position: Position | None = self._text.span(*key) if key else None
        start, end = node_span(node)
        if start < end:
            return NodePosition(key_position, self._text.span(start, end))
        # Nothing is written: point at the key, or at the dash of the item.
        return NodePosition(key_position, key_position or self._text.span(max(0, start - 1), start))
