"""The documents of a playbook, in the order in which they are read."""

from __future__ import annotations

from planner.documents.catalogue.activity_plan import DOCUMENT as ACTIVITY_PLAN
from planner.documents.catalogue.brief import DOCUMENT as BRIEF
from planner.documents.catalogue.content_calendar import DOCUMENT as CONTENT_CALENDAR
from planner.documents.catalogue.index import DOCUMENT as INDEX
from planner.documents.catalogue.playbook import DOCUMENT as PLAYBOOK
from planner.documents.catalogue.rules import DOCUMENT as RULES
from planner.documents.model import Document

DOCUMENTS: tuple[Document, ...] = (
    INDEX,
    BRIEF,
    PLAYBOOK,
    CONTENT_CALENDAR,
    ACTIVITY_PLAN,
    RULES,
)
