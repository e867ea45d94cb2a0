"""The documents of a playbook, in the order in which they are read."""

from __future__ import annotations

from planner.documents.catalogue.activity_plan import DOCUMENT as ACTIVITY_PLAN
from planner.documents.catalogue.brief import DOCUMENT as BRIEF
from planner.documents.catalogue.calendar import DOCUMENT as CALENDAR
from planner.documents.catalogue.content_calendar import DOCUMENT as CONTENT_CALENDAR
from planner.documents.catalogue.hand_over import DOCUMENT as HAND_OVER
from planner.documents.catalogue.index import DOCUMENT as INDEX
from planner.documents.catalogue.materials import DOCUMENT as MATERIALS
from planner.documents.catalogue.members import DOCUMENT as MEMBERS
from planner.documents.catalogue.playbook import DOCUMENT as PLAYBOOK
from planner.documents.catalogue.rules import DOCUMENT as RULES
from planner.documents.catalogue.scripts import DOCUMENT as SCRIPTS
from planner.documents.catalogue.week import DOCUMENT as WEEK
from planner.documents.merging import left_out
from planner.documents.model import Document
from planner.playbook.model import Playbook

DOCUMENTS: tuple[Document, ...] = (
    INDEX,
    BRIEF,
    WEEK,
    PLAYBOOK,
    CALENDAR,
    CONTENT_CALENDAR,
    ACTIVITY_PLAN,
    RULES,
    SCRIPTS,
    MEMBERS,
    MATERIALS,
    HAND_OVER,
)
"""All that there are; each can be asked for by its name."""


def documents_of(playbook: Playbook) -> tuple[Document, ...]:
    """Return the set that a playbook gets: what applies to it, with the parts merged that its team reads as one."""
    merged = left_out(playbook.plan)
    return tuple(one for one in DOCUMENTS if one.name not in merged and one.applies(playbook))
