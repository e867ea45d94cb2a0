"""Words for situations, to be looked up on a telephone while it is happening."""

from __future__ import annotations

from planner.diagnostics.model import Language
from planner.documents.model import Document
from planner.documents.names import Names
from planner.documents.sections.scripts import ScriptsPart, scripts_part
from planner.playbook.model import Playbook


def view_scripts(playbook: Playbook, language: Language) -> ScriptsPart:
    """Return all scripts in one language."""
    return scripts_part(playbook, Names(playbook.plan, language))


def has_scripts(playbook: Playbook) -> bool:
    """Say whether the plan has any."""
    return bool(playbook.plan.scripts)


DOCUMENT = Document("scripts", has_scripts, view_scripts)
