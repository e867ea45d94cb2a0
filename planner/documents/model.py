"""What a document is, and what a rendered one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.diagnostics.model import Language
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the catalogue.

    ``name`` is its file name without ending and the name of its templates. ``view`` returns a frozen value that
    holds everything in the document's language already, so that a template has prose and layout only.
    """

    name: str
    applies: Callable[[Playbook], bool]
    view: Callable[[Playbook, Language], object]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file to write: its path below the output folder, and its bytes."""

    path: str
    content: bytes


def always(playbook: Playbook) -> bool:
    """For documents that every playbook has."""
    return True
