"""Events of the YAML parser → plain data and marks; never deeper than the bound, never more than the aliases' cap.

Events, not the parser's own composing: that one crashes on deep nesting and explodes on aliases.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import yaml

from planner.source.decoding import HIDDEN_CHARACTERS
from planner.source.positions import Branch, Leaf, Node, node_span
from planner.source.scalars import MAY_RESOLVE, Scalar, resolve_scalar
from planner.source.slip import Slip, shorten
from planner.source.tree import Anchor, Frame, Tree

MAX_DEPTH = 64
MAX_ALIASED_NODES = 100_000
LONGEST_ITEM = 8
MAX_SLIPS = 100
"""Enough to work with; a file with more of them is read again after these are put right."""

REMARKABLE = frozenset("“”‘’＂＇［｛-－—–−•·\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff")
"""First characters of unquoted text that are worth a second look: quotes, brackets, dashes and special spaces."""
_COLON = re.compile("[:：]")
_NO_KEYS = frozenset({"", "~", "null", "<<"})


def build_tree(text: str) -> Tree:
    """Read one document of ``text``, with the parser written in Python where libyaml is missing. Never raises."""
    builder = _Builder(text)
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    parser = None
    try:
        parser = loader(text)
        builder.run(parser.get_event)
    except yaml.MarkedYAMLError as error:
        mark, context = error.problem_mark, error.context_mark
        at = mark.index if mark else 0
        builder.fail(at, at if context is None else context.index)
    except (yaml.YAMLError, ValueError, OverflowError):
        # The Python parser lets a number through that is no character: "\U99999999".
        at = getattr(parser, "index", 0)
        builder.fail(at, at)
    finally:
        if parser is not None:
            parser.dispose()
    return builder.tree


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = Tree()
        self.frames: list[Frame] = []
        self.anchors: dict[str, Anchor] = {}
        self.count = 0
        self.aliased = 0
        self.flow = 0
        self.has_marks = "&" in text or "!" in text
        """Whether there may be anchors or tags: only then are nodes counted."""
        self.has_escapes = "\\" in text

    def fail(self, at: int, context: int) -> None:
        self.tree.error = (at, context)
        self.tree.open_flow = next((f.branch.start for f in reversed(self.frames) if f.branch.flow), None)

    def report(self, *slips: Slip) -> None:
        self.tree.slips += slips[: MAX_SLIPS - len(self.tree.slips)]

    def run(self, get_event: Any) -> None:
        """Take events until the document ends; scalars, which are most of them, are handled in the loop."""
        scalar, end_mapping, end_sequence = yaml.ScalarEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent
        frames, tree, has_marks, has_escapes = self.frames, self.tree, self.has_marks, self.has_escapes
        event: Any = None
        start = end = 0
        try:
            while (event := get_event()) is not None:
                kind = event.__class__
                if kind is scalar:
                    value, is_plain = event.value, not event.style
                    start, end = event.start_mark.index, event.end_mark.index
                    if has_marks:
                        self.take_marks(event, is_plain)
                    if not frames:
                        tree.root = start, end
                        tree.data = (
                            self.resolve(value, start, end, 0) if is_plain else self.check_quoted(event)
                        )
                        tree.is_empty = tree.data is None
                        continue
                    frame = frames[-1]
                    keys = frame.branch.keys
                    if keys is None:
                        if not is_plain:
                            if has_escapes:
                                value = self.check_quoted(event)
                        elif value == "" or value[0] in REMARKABLE or end - start != len(value) or self.flow:
                            value = self.resolve(value, start, end, start)
                        elif value[0] in MAY_RESOLVE:
                            value = resolve_scalar(value)
                        frame.data.append(value)
                        frame.branch.nodes.append((start, end))
                    elif frame.wanted:
                        frame.wanted = False
                        frame.key, frame.key_start, frame.key_end = value, start, end
                        if value in keys or (
                            is_plain
                            and (
                                value in _NO_KEYS
                                or value[0] in REMARKABLE
                                or (self.flow and _COLON.search(value))
                            )
                        ):
                            self.check_key(frame, value, is_plain)
                    else:
                        frame.wanted = True
                        key_end = frame.key_end
                        if not is_plain:
                            if has_escapes:
                                value = self.check_quoted(event)
                        elif (
                            value == ""
                            or value[0] in REMARKABLE
                            or end - key_end != len(value) + 2
                            or (self.flow and "，" in value)
                        ):
                            value = self.resolve(value, start, end, key_end)
                        elif value[0] in MAY_RESOLVE:
                            value = resolve_scalar(value)
                        if (key := frame.key) is not None:
                            frame.data[key] = value
                            keys[key] = (frame.key_start, key_end, (start, end))
                elif kind is end_mapping or kind is end_sequence:
                    self.close(event)
                elif not self.take_other(event):
                    return
        finally:
            if event.__class__ is scalar:
                tree.last_scalar = (start, end, event.style or "")

    def resolve(self, value: str, start: int, end: int, after: int) -> Scalar:
        """Give the value of an unquoted scalar, and look whether it may be a slip.

        ``after`` is where its key ends; its own start in a list, 0 where it is the whole document.
        """
        # The checks are imported when they are needed: most plans have nothing to look at twice.
        if value == "":
            if self.text[start : start + 1] in {" ", "\t"}:
                self.report(*_values().check_empty(self.text, start))
        elif self.flow:
            if value[0] in REMARKABLE or ("，" in value and (after != start or _may_be_several(value))):
                self.report(*_values().check_flow_text(self.text, value, start, end, is_item=after == start))
        elif end - start != len(value) or start - after > 2 or after == 0 or value[0] in REMARKABLE:
            if value[0] == "-" and not isinstance(number := resolve_scalar(value), str):
                return number
            self.report(*_values().check_text(self.text, value, start, end, after))
        return resolve_scalar(value)

    def check_quoted(self, event: Any) -> str:
        """Give a quoted text; characters that no text has, brought in by an escape, are reported and replaced."""
        value: str = event.value
        if event.style == '"' and HIDDEN_CHARACTERS.search(value):
            self.report(Slip("SYN019", event.start_mark.index, event.end_mark.index, "escaped"))
            return HIDDEN_CHARACTERS.sub("\ufffd", value)
        return value

    def take_marks(self, event: Any, is_plain: bool) -> None:
        """Note the anchor of a scalar and refuse its tag."""
        self.count += 1
        if event.tag is not None:
            self.report(_tag_slip(self.text, event))
        if event.anchor:
            self.anchors[event.anchor] = Anchor(resolve_scalar(event.value) if is_plain else event.value)

    def check_key(self, frame: Frame, value: str, is_plain: bool) -> None:
        """Look at a key that may be a slip; an unusable one is taken back, so that its value is dropped."""
        start, end = frame.key_start, frame.key_end
        keys = frame.branch.keys or {}
        if value in keys:
            related = ((keys[value][0], keys[value][1], "first"),)
            self.report(Slip("SYN001", start, end, params={"key": shorten(value)}, related=related))
            frame.key = None
        elif value in _NO_KEYS:
            code, variant = ("SYN024", "default") if value == "<<" else ("SYN025", "empty")
            self.report(Slip(code, start, max(end, start + 1), variant, {"key": value}))
            frame.key = None
        elif self.flow:
            if value[0] != "-":
                self.report(*_values().check_flow_key(self.text, value, start, end))
        else:
            self.report(*_values().check_key(self.text, value, start, end))

    def close(self, event: Any) -> None:
        """Finish a mapping or list."""
        frame = self.frames.pop()
        branch = frame.branch
        if branch.flow:
            self.flow -= 1
            branch.end = event.end_mark.index
        elif branch.nodes:
            branch.end = node_span(branch.nodes[-1])[1]
        elif branch.keys:
            _, key_end, node = next(reversed(branch.keys.values()))
            start, end = node_span(node)
            branch.end = end if start < end else key_end
        if frame.anchor is not None:
            frame.anchor.is_open = False
            frame.anchor.size = self.count - frame.count
            frame.anchor.height = frame.height
        if self.frames:
            parent = self.frames[-1]
            parent.height = max(parent.height, frame.height + 1)

    def take_other(self, event: Any) -> bool:
        """Take an event that is neither a scalar nor an end; False when reading is over."""
        if isinstance(event, yaml.CollectionStartEvent):
            return self.open(event)
        if isinstance(event, yaml.AliasEvent):
            return self.take_alias(event)
        if isinstance(event, yaml.DocumentStartEvent):
            mark = event.start_mark
            if self.tree.is_whole and mark:
                start = mark.index
                self.report(Slip("SYN016", start, start + 3))
                return False
        elif isinstance(event, yaml.DocumentEndEvent):
            self.tree.is_whole = True
        return True

    def open(self, event: Any) -> bool:
        start, end = event.start_mark.index, event.end_mark.index
        if event.tag is not None:
            self.report(_tag_slip(self.text, event))
        if len(self.frames) >= MAX_DEPTH:
            self.report(Slip("SYN021", start, start + 1, params={"limit": MAX_DEPTH}))
            self.give_up()
            return False
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        data: Any = {} if is_mapping else []
        branch = Branch(start, end, bool(event.flow_style), {} if is_mapping else None, [])
        self.flow += branch.flow
        frame = Frame(branch, data, self.count)
        if event.anchor:
            frame.anchor = self.anchors[event.anchor] = Anchor(data, is_open=True)
        self.place(data, branch)
        self.frames.append(frame)
        return True

    def take_alias(self, event: Any) -> bool:
        start, end = event.start_mark.index, event.end_mark.index
        anchor = self.anchors.get(event.anchor)
        data: object = None
        if anchor is None:
            params = {"name": shorten(event.anchor)}
            self.report(Slip("SYN022", start, end, "unknown", params, _similar(event.anchor, self.anchors)))
        elif anchor.is_open:
            self.report(Slip("SYN022", start, end, "cycle", {"name": shorten(event.anchor)}))
        else:
            data = anchor.data
            self.aliased += anchor.size
            self.count += anchor.size
            if self.aliased > MAX_ALIASED_NODES:
                self.report(Slip("SYN022", start, end, "too_many", {"limit": MAX_ALIASED_NODES}))
                self.give_up()
                return False
            if len(self.frames) + anchor.height > MAX_DEPTH:
                self.report(Slip("SYN021", start, end, params={"limit": MAX_DEPTH}))
                self.give_up()
                return False
            if self.frames:
                self.frames[-1].height = max(self.frames[-1].height, anchor.height + 1)
        self.place(data, (start, end))
        return True

    def place(self, data: object, node: Node) -> None:
        """Put a collection or an alias where it belongs."""
        self.count += 1
        if not self.frames:
            self.tree.data, self.tree.root, self.tree.is_empty = data, node, False
            return
        frame = self.frames[-1]
        keys = frame.branch.keys
        if keys is None:
            frame.data.append(data)
            frame.branch.nodes.append(node)
        elif frame.wanted:
            start, end = node_span(node)
            self.report(Slip("SYN025", start, max(end, start + 1), "complex"))
            frame.wanted, frame.key, frame.key_start, frame.key_end = False, None, start, end
        else:
            frame.wanted = True
            if frame.key is not None:
                frame.data[frame.key] = data
                keys[frame.key] = (frame.key_start, frame.key_end, node)

    def give_up(self) -> None:
        """Refuse the text: what was read so far is not worth looking at."""
        self.tree.data = self.tree.root = None
        self.tree.is_empty, self.tree.is_whole = False, True


def _may_be_several(value: str) -> bool:
    """Whether the full-width commas of a text part it into pieces so short that they look like items."""
    return max(map(len, value.split("，"))) <= LONGEST_ITEM


def _values() -> ModuleType:
    from planner.source import values

    return values


def _tag_slip(text: str, event: Any) -> Slip:
    start: int = event.start_mark.index
    found = re.compile(r"(?:&\S+\s+)?(!\S*)").match(text, start)
    span: Leaf = found.span(1) if found else (start, start + 1)
    return Slip("SYN023", *span, params={"tag": shorten(text[slice(*span)])})


def _similar(name: str, known: dict[str, Anchor]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple("*" + other for other in get_close_matches(name, known, n=1, cutoff=0.5))
