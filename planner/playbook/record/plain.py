"""Plain types of the record, and the way between them and the values of a playbook.

Dates are ISO, weeks ``2026-W24``, months ``2026-06``, money and other figures decimal strings. A text that is the
same in both languages (the operator's own words) is one string. A plan path is written ``content.series.daily``,
an index as ``goals[0]``, a key that holds a sign of this notation as a JSON string in brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from planner.dates.ranges import DateRange, Month, Week
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.fill import said
from planner.knowledge.schema import Text

WeekName = Annotated[str, Meta(pattern=r"^\d{4}-W\d{2}$")]
MonthName = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}$")]
Clock = Annotated[str, Meta(pattern=r"^\d{2}:\d{2}$")]
Path = str
_PLAIN_KEY = re.compile(r"[^.\[\]\"]+")
_ELEMENT = re.compile(r"""\.?([^.\[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]""")
_PLACES = Decimal("0.0001")

S = TypeVar("S", bound=Struct)
V = TypeVar("V", bound=Struct)


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A part of the record; what says nothing is left out."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both document languages."""

    zh: str
    en: str


Said = str | Words


class Why(Part, frozen=True, kw_only=True):
    """Why a thing is as it is: the rule, the lines of the plan and the rows of knowledge that it joins."""

    rule: str
    paths: tuple[Path, ...] = ()
    knowledge: tuple[str, ...] = ()


def path_text(path: PlanPath) -> str:
    """Write a plan path as one string, e.g. ``goals[0].target``."""
    text = ""
    for element in path:
        if isinstance(element, int):
            text += f"[{element}]"
        elif _PLAIN_KEY.fullmatch(element):
            text += f".{element}" if text else element
        else:
            text += f"[{json.dumps(element, ensure_ascii=False)}]"
    return text


def path_of(text: str) -> PlanPath:
    """Read what :func:`path_text` has written; ValueError for anything else."""
    path: list[str | int] = []
    at = 0
    while at < len(text):
        found = _ELEMENT.match(text, at)
        if found is None:
            raise ValueError(f"no plan path: {text!r}")
        key, index, quoted = found.groups()
        path.append(key if key is not None else int(index) if index is not None else json.loads(quoted))
        at = found.end()
    return tuple(path)


def words(text: Text) -> Said:
    """Write a text: one string where both languages say the same."""
    return text.zh if text.zh == text.en else Words(text.zh, text.en)


def text_of(recorded: Said) -> Text:
    """Read a text back."""
    return said(recorded) if isinstance(recorded, str) else Text(recorded.zh, recorded.en)


def optional_words(text: Text | None) -> Said | None:
    """Write a text that may be absent."""
    return None if text is None else words(text)


def optional_text(recorded: Said | None) -> Text | None:
    """Read a text that may be absent."""
    return None if recorded is None else text_of(recorded)


def why(reason: Reason) -> Why:
    """Write a reason."""
    return Why(rule=reason.rule, paths=tuple(path_text(p) for p in reason.paths), knowledge=reason.knowledge)


def reason_of(recorded: Why) -> Reason:
    """Read a reason back."""
    return Reason(recorded.rule, tuple(path_of(p) for p in recorded.paths), recorded.knowledge)


def figure(value: Decimal) -> Decimal:
    """Round a derived figure to four places, without trailing zeros or an exponent."""
    rounded = value.quantize(_PLACES) if value.is_finite() and abs(value) < Decimal(10) ** 20 else value
    return Decimal(f"{rounded.normalize():f}")


def recorded(shape: type[S], value: object, /, **given: Any) -> S:
    """Make a part of the record from a value: what is not given is taken from the fields of the same names."""
    taken = {name: _plain(getattr(value, name)) for name in shape.__struct_fields__ if name not in given}
    return shape(**taken, **given)


def rounded(shape: type[S], value: object, /, **given: Any) -> S:
    """The same for figures that are derived and never read back: rounded to four places."""
    taken = {name: _round(getattr(value, name)) for name in shape.__struct_fields__ if name not in given}
    return shape(**taken, **given)


def restored(kind: type[V], part: object, /, **given: Any) -> V:
    """Make a value from a part of the record: what is not given is taken from the parts of the same names."""
    names = [name for name in kind.__struct_fields__ if name not in given]
    taken = {name: getattr(part, name) for name in names if hasattr(part, name)}
    return kind(**taken, **given)


def _plain(value: object) -> object:
    if isinstance(value, Text):
        return words(value)
    if isinstance(value, Reason):
        return why(value)
    if isinstance(value, Week | Month):
        return str(value)
    if isinstance(value, Decimal):
        return Decimal(f"{value:f}")
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, DateRange):
        raise TypeError("a range is recorded as its first and last day")
    return value


def _round(value: object) -> object:
    if isinstance(value, Decimal):
        return figure(value)
    if isinstance(value, Mapping):
        return {str(key): _round(one) for key, one in value.items()}
    return _plain(value)
