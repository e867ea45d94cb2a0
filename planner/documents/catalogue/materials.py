"""Materials and approvals: what has to be there before anything goes out, who approves it, what needs a consent."""

from __future__ import annotations

from dataclasses import dataclass

from planner.diagnostics.model import Language
from planner.documents.model import Document
from planner.documents.names import Names
from planner.documents.sections.supplies import (
    ApprovalRules,
    DueRow,
    NeedWeek,
    approval_rules,
    first_due,
    need_weeks,
)
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class MaterialsView:
    """All that has to be there, in one language."""

    community: str
    until: str
    """Last day of the two weeks whose list stands first."""
    first: tuple[DueRow, ...]
    rules: ApprovalRules
    weeks: tuple[NeedWeek, ...]


def view_materials(playbook: Playbook, language: Language) -> MaterialsView:
    """Return what has to be there, in one language."""
    names = Names(playbook.plan, language)
    until, first = first_due(playbook, names)
    return MaterialsView(
        community=playbook.plan.community.name,
        until=until,
        first=first,
        rules=approval_rules(playbook, names),
        weeks=need_weeks(playbook, names),
    )


def has_supplies(playbook: Playbook) -> bool:
    """Whether anything has to be there before something else."""
    return bool(playbook.supplies)


DOCUMENT = Document("materials", has_supplies, view_materials)
