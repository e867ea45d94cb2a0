"""What a document is, what its pages are, and what a rendered one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.diagnostics.model import Language
from planner.playbook.model import Playbook

View = Callable[[Playbook, Language], object]


@dataclass(frozen=True, slots=True)
class Page:
    """One file of a document: its path below the output folder, and what its template shows."""

    path: str
    view: object


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the catalogue.

    ``name`` is its file name without ending and the name of its templates. ``view`` returns a frozen value that
    holds everything in the document's language already, so that a template has prose and layout only. A document of
    several files, all from the same template, has ``split`` instead, which gives them one by one.
    """

    name: str
    applies: Callable[[Playbook], bool]
    view: View | None = None
    split: Callable[[Playbook, Language], Iterable[Page]] | None = None

    def pages(self, playbook: Playbook, language: Language) -> Iterable[Page]:
        """Return its files in the order in which they are read."""
        if self.split is not None:
            return self.split(playbook, language)
        if self.view is None:
            raise TypeError(f"the document {self.name} has neither a view nor pages")
        return (Page(f"{self.name}.md", self.view(playbook, language)),)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file to write: its path below the output folder, and its bytes."""

    path: str
    content: bytes


def always(playbook: Playbook) -> bool:
    """For documents that every playbook has."""
    return True
