"""Fewer and longer documents for a small team: which parts lie together, and in which file each of them is found."""

from __future__ import annotations

from collections.abc import Mapping

from planner.completion.model import CompletePlan

SMALL_TEAM = 3
"""Up to so many named people, parts that the same people read lie in one document."""

MERGED: Mapping[str, str] = {
    "content-calendar": "calendar",
    "activity-plan": "calendar",
    "scripts": "rules",
    "materials": "members",
    "hand-over": "members",
}
"""Document for itself → document that holds it for a small team."""

_ONLY_MERGED = frozenset({"calendar"})
"""Documents that hold nothing but merged parts."""


def is_small(plan: CompletePlan) -> bool:
    """Say whether the plan names few people, or none."""
    return len(plan.people) <= SMALL_TEAM


def left_out(plan: CompletePlan) -> frozenset[str]:
    """Return the names of the documents that the plan's set does without."""
    return frozenset(MERGED) if is_small(plan) else _ONLY_MERGED


def document_of(part: str, plan: CompletePlan) -> str:
    """Return the name of the document in which a part is found in the plan's set."""
    return MERGED.get(part, part) if is_small(plan) else part


def file_of(part: str, plan: CompletePlan) -> str:
    """Return the file in which a part is found, for links from beside it."""
    return f"{document_of(part, plan)}.md"
