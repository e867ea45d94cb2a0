"""A pattern with the words that fill it, and what of that counts when it is said again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from planner.completion.values.strategy import CompletePersona
from planner.diagnostics.model import PlanPath
from planner.knowledge.fill import slots_of
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.knowledge.topic_rows import PatternRow
from planner.playbook.posts.freshness import Saying


@dataclass(frozen=True, slots=True)
class Material:
    """One thing of the plan that a pattern can need: its words and where they stand."""

    kind: str
    params: Mapping[str, Text]
    source: PlanPath | None
    mark: str
    """What tells it from others of its kind: its words, which are the same as long as the plan's are."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern with the materials that fill it."""

    row: PatternRow
    persona: CompletePersona
    materials: tuple[Material, ...]

    @property
    def sources(self) -> tuple[PlanPath, ...]:
        """Where the words stand in the plan."""
        return tuple(one.source for one in self.materials if one.source is not None)

    def saying(self) -> Saying:
        """Return what counts when it is said again."""
        return saying_of(
            self.row, {name: text for one in self.materials for name, text in one.params.items()}
        )


def saying_of(row: PatternRow, params: Mapping[str, Text]) -> Saying:
    """Return what counts of a filled pattern when it is said again, judged by its words."""
    kinds = [kind for kind in dict.fromkeys(row.needs) if kind in params and kind not in ("need", "product")]
    marks = {kind: _mark(kind, params) for kind in kinds}
    need = _mark("need", params) if speaks_of_need(row.id) and "need" in params else ""
    if "question" in marks:
        gist = ["question", marks["question"]]
    elif "offer" in marks:
        gist = ["offer", marks["offer"], need]
    else:
        gist = [part for kind, mark in marks.items() if kind != "moment" for part in (kind, mark)]
    return Saying(
        pattern=row.id,
        question=marks.get("question", ""),
        words=(row.id, *(f"{kind}/{mark}" for kind, mark in marks.items())),
        gist=(row.id, *gist),
        used=(*marks.items(), *((("need", need),) if need else ())),
        treats=row.treats,
    )


_DATED = {"activity": "activity_date", "node": "node_date"}


def _mark(kind: str, params: Mapping[str, Text]) -> str:
    dated = _DATED.get(kind, "")
    return params[kind].zh + (f"/{params[dated].zh}" if dated in params else "")


def material_of(kind: str, params: Mapping[str, Text], source: PlanPath | None = None) -> Material:
    """Return a material with its mark."""
    return Material(kind, params, source, _mark(kind, params))


Wanted = Mapping[str, Callable[[Material], bool]]
"""Kind → which of its materials may be taken."""


def recognise(params: Mapping[str, Text]) -> Wanted:
    """Return which materials an entry was filled with, judged by its words.

    An event is known by its name, since its day may have moved; needs and numbers follow the plan.
    """
    wanted: dict[str, Callable[[Material], bool]] = {}
    for kind in ("question", "offer", "moment", "node", "fixed", "activity"):
        if kind in params:
            wanted[kind] = _says(kind, params[kind])
    return wanted


def _says(kind: str, words: Text) -> Callable[[Material], bool]:
    return lambda material: material.params.get(kind) == words


@cache
def speaks_of_need(pattern: str) -> bool:
    """Whether a pattern names what the persona needs."""
    row = load_patterns()[pattern]
    texts = (row.title, row.first, row.body, row.ask, row.silence, row.answers, row.material)
    return any("need" in slots_of(text) for text in texts)
