"""The calendar of a small team: posts and events in one document."""

from __future__ import annotations

from dataclasses import dataclass

from planner.diagnostics.model import Language
from planner.documents.catalogue.activity_plan import DOCUMENT as ACTIVITY_PLAN
from planner.documents.catalogue.activity_plan import ActivityPlanView, view_activities
from planner.documents.catalogue.content_calendar import CalendarView, view_calendar
from planner.documents.model import Document, always
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class WholeCalendar:
    """Posts, then events."""

    posts: CalendarView
    events: ActivityPlanView | None
    """``None`` where the plan has no events and left none out."""


def view_whole_calendar(playbook: Playbook, language: Language) -> WholeCalendar:
    """Return the calendar of posts and the plan of events in one language."""
    events = view_activities(playbook, language) if ACTIVITY_PLAN.applies(playbook) else None
    return WholeCalendar(view_calendar(playbook, language), events)


DOCUMENT = Document("calendar", always, view_whole_calendar)
