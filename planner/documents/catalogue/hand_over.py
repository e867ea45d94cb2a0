"""Hand-over: what whoever takes over has to know, and what whoever goes fills in."""

from __future__ import annotations

from planner.diagnostics.model import Language
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.sections.handover import HandOver, hand_over
from planner.playbook.model import Playbook


def view_hand_over(playbook: Playbook, language: Language) -> HandOver:
    """Return the hand-over in one language."""
    return hand_over(playbook, Names(playbook.plan, language))


DOCUMENT = Document("hand-over", always, view_hand_over)
