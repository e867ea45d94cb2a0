"""The texts of all codes: one file per family, read only when a code of that family is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec

from planner.diagnostics.model import Language, Severity
from planner.diagnostics.wording import bounded, listed, set_apart, single_quoted

_SLOT = re.compile(r"\{([a-z_]+)\}")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
"""Characters of no width that make two words differ without a trace; joiners, which emoji need, stay."""
_GROUPED_FROM = 10_000


class Bilingual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both message languages; ``{slot}`` marks take the finding's parameters."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the text in one language."""
        return self.zh if language == "zh-CN" else self.en


class CodeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that is said about one code; ``messages`` and ``hints`` go by the finding's variant."""

    code: str
    name: str
    severity: Severity
    severities: dict[str, Severity] = {}
    """Variant → severity, where it differs from the code's."""
    title: Bilingual
    why: Bilingual
    messages: dict[str, Bilingual]
    hints: dict[str, Bilingual] = {}
    related: dict[str, Bilingual] = {}
    thresholds: dict[str, Decimal] = {}
    """Name → default; a plan overrides them under ``checks.thresholds``."""
    bad: str = ""
    good: str = ""
    basis: str = ""

    def severity_of(self, variant: str) -> Severity:
        """Return the severity that a variant has by default."""
        return self.severities.get(variant, self.severity)


@runtime_checkable
class InTwoLanguages(Protocol):
    """A parameter that reads differently in Chinese and in English."""

    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str: ...


@dataclass(frozen=True)
class CodeTexts:
    """The rows of all codes below ``folder``; ``parse`` reads one YAML text."""

    folder: Path
    parse: Callable[[str], object]
    _families: dict[str, Mapping[str, CodeRow]] = field(default_factory=dict, repr=False, compare=False)

    def row(self, code: str) -> CodeRow | None:
        """Return the row of a code, or ``None`` if there is no such code."""
        return self.family(code[:3]).get(code)

    def family(self, name: str) -> Mapping[str, CodeRow]:
        """Return the rows of a family such as ``"STR"`` by code; empty if there is none."""
        known = self._families.get(name)
        if known is None:
            known = self._families[name] = self._read(name)
        return known

    def families(self) -> tuple[str, ...]:
        """Return the names of all families; reads only file names."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.yaml")))

    def _read(self, name: str) -> Mapping[str, CodeRow]:
        path = self.folder / f"{name}.yaml"
        if re.fullmatch("[A-Z]{3}", name) is None or not path.is_file():
            return {}
        content = self.parse(path.read_text(encoding="utf-8"))
        rows = msgspec.convert(content, tuple[CodeRow, ...], strict=False)
        return {row.code: row for row in rows}


def fill_message(template: Bilingual, params: Mapping[str, object], language: Language) -> str:
    """Return a text with its slots filled; what is filled in is not searched for slots again.

    In Chinese a space stands where a value in Latin letters or digits touches a Chinese character.
    """

    def put(match: re.Match[str]) -> str:
        if match[1] not in params:
            return match[0]
        text = match.string
        in_quotes = text[: match.start()].endswith("\u201c") and text[match.end() :].startswith("\u201d")
        shown = _in_quotes(params[match[1]], language) if in_quotes else show(params[match[1]], language)
        return bounded(shown) if language == "zh-CN" else shown

    return set_apart(_SLOT.sub(put, template.in_language(language)))


def _in_quotes(value: object, language: Language) -> str:
    """A parameter that the text sets in quotation marks: each item of a list stands in its own."""
    if isinstance(value, tuple | list):
        comma = "\u201d\u3001\u201c" if language == "zh-CN" else "\u201d, \u201c"
        return comma.join(_in_quotes(item, language) for item in value)
    return single_quoted(show(value, language))


def show(value: object, language: Language) -> str:
    """Return a parameter as it reads in a sentence: one line, plain numbers, lists joined."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return show_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _INVISIBLE.sub(lambda match: f"‹U+{ord(match[0]):04X}›", " ".join(value.split()))
    if isinstance(value, tuple | list):
        return listed([show(item, language) for item in value], language)
    if isinstance(value, InTwoLanguages):
        return show(value.zh if language == "zh-CN" else value.en, language)
    return str(value)


def show_number(value: int | Decimal) -> str:
    """Return a number without exponent and trailing zeros, grouped from 10,000 on."""
    number = Decimal(value)
    text = f"{number:,f}" if abs(number) >= _GROUPED_FROM else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
