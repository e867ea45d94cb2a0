"""Fast reading of our own data files: the same scalars as in plans, no positions, no explanations."""

from __future__ import annotations

import gc
from typing import Any

import yaml

from planner.source.scalars import MAY_RESOLVE, resolve_scalar


def load_plain(text: str) -> object:
    """Load one trusted YAML document without anchors and tags.

    Gives dict (text keys), list, str, int, Decimal, bool and None. Raises yaml.YAMLError on broken text and
    ValueError on an alias, a repeated or complex key, or a second document.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _load(text)
    finally:
        if was_enabled:
            gc.enable()


def _load(text: str) -> object:
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    get_event = loader(text).get_event
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    top: list[Any] = []
    add: Any = top.append
    """Takes the next value; inside mappings it is None and ``current`` takes it by ``key``."""
    current: Any = None
    key: str | None = None
    outer: list[tuple[Any, Any, str | None]] = []
    while (event := get_event()) is not None:
        kind = event.__class__
        if kind is scalar:
            value = event.value
            if add is None and key is None:
                key = value
                if key in current:
                    raise ValueError(f"key written twice: {key!r}, line {event.start_mark.line + 1}")
                continue
            if not event.style and (not value or value[0] in MAY_RESOLVE):
                value = resolve_scalar(value)
        elif kind is mapping or kind is sequence:
            if add is None and key is None:
                raise ValueError(f"key that is no text, line {event.start_mark.line + 1}")
            value = {} if kind is mapping else []
        elif kind in ends:
            current, add, key = outer.pop()
            continue
        elif kind is yaml.AliasEvent:
            raise ValueError(f"alias, line {event.start_mark.line + 1}")
        else:
            continue
        if add is None:
            current[key] = value
            key = None
        else:
            add(value)
        if kind is not scalar:
            outer.append((current, add, key))
            current, add, key = value, None if kind is mapping else value.append, None
    if len(top) != 1:
        raise ValueError(f"{len(top)} documents where one is expected")
    return top[0]
