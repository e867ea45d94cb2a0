"""What a shelf of knowledge is: rows of a table, and the details of one row as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.diagnostics.model import Language
from planner.knowledge.fill import in_language
from planner.knowledge.schema import Row, Text

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows begin with an id and a name; ``details`` takes an id."""

    columns: Cells
    rows: tuple[Cells, ...]
    details: Callable[[str], str]

    def find(self, wanted: str) -> str | None:
        """Return the id of the row with this id or name, in whatever case."""
        plain = wanted.strip().lower()
        return next((row[0] for row in self.rows if plain in (row[0].lower(), row[1].lower())), None)


@dataclass(frozen=True, slots=True)
class Words:
    """Texts in one language."""

    language: Language

    def __call__(self, text: Text | None) -> str:
        return in_language(text, self.language) if text is not None else ""

    def either(self, chinese: str, english: str) -> str:
        return chinese if self.language == "zh-CN" else english

    def join(self, parts: Sequence[str]) -> str:
        return self.either("、", ", ").join(parts)

    def label(self, name: str, text: str) -> str:
        return f"{name}{self.either('：', ': ')}{text}"


def card(words: Words, row: Row, title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return a row's details as text: a heading and indented lines for each part that has any."""
    blocks = [f"{row.id}  {title}"]
    blocks += ["\n".join([head, *(f"  {line}" for line in lines)]) for head, lines in parts if lines]
    origin = [
        part
        for part in (row.source, words.either("部分为假设", "in part assumed") if row.assumption else "")
        if part
    ]
    if origin:
        blocks.append(words.label(words.either("来源", "Source"), words.join(origin)))
    return "\n\n".join(blocks) + "\n"
