"""Journeys that were written: not more messages than somebody who is silent should get, none that a red line bans."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks.context import WorkedOut
from planner.completion.values.members import CompleteJourney
from planner.diagnostics.model import Finding, PlanPath, Related

_MOST_IN_SILENCE = 2
_ALONE = "private_message"


def check_touches(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CON007 for a written journey that looks for silent members more than twice."""
    for index, journey in _written(worked):
        most = min(journey.touches, len(journey.steps))
        if journey.trigger == "silent" and most > _MOST_IN_SILENCE:
            params = {"journey": journey.name, "count": most, "most": _MOST_IN_SILENCE}
            yield Finding("CON007", ("journeys", index, "touches"), params=params)


def check_private_messages(worked: WorkedOut) -> Iterator[Finding]:
    """Yield RED001 for the first step of a written journey that is sent to one person against a red line."""
    lines = [
        (number, line.text) for number, line in enumerate(worked.complete.red_lines) if _ALONE in line.bans
    ]
    for index, journey in _written(worked) if lines else ():
        step = next((number for number, one in enumerate(journey.steps) if one.channel == "direct"), None)
        if step is not None:
            number, text = lines[0]
            params = {"what": journey.steps[step].title, "banned": (_ALONE,), "red_line": text}
            path: PlanPath = ("journeys", index)
            if worked.plan.journeys and worked.plan.journeys[index].steps:
                path = (*path, "steps", step)
            related = (Related(("wont_do", number), "red_line"),)
            yield Finding("RED001", path, "tags", params, related=related)


def _written(worked: WorkedOut) -> Iterator[tuple[int, CompleteJourney]]:
    """The plan's own journeys by their place; none where one of them refers to a preset that does not exist."""
    own = worked.plan.journeys or ()
    if len(own) == len(worked.complete.journeys):
        yield from enumerate(worked.complete.journeys if own else ())
