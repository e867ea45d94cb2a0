"""What one occurrence of an activity takes from each of those who hold it, in minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from planner.completion.values.members import CompleteJourney
from planner.completion.values.programme import CompleteActivity
from planner.knowledge.load import assumed, load_activity_kind
from planner.playbook.members.sign_ups import sign_up_minutes

LIVE_LIMIT = 600
"""Minutes; who holds a longer event is not busy throughout."""
_ROW_MINUTES = 15


def event_minutes(
    activity: CompleteActivity, journeys: Iterable[CompleteJourney] = (), planner: str = ""
) -> dict[str, int]:
    """Return the minutes that one occurrence takes from each holder: preparation, the event itself, follow-up.

    With ``journeys`` also the messages to those who sign up or stay away. An event of more than ten hours (a week's challenge) counts by the rows of its run sheet, each as often as it is
    repeated, not by its length.
    """
    row = load_activity_kind(activity.kind)
    minutes: Counter[str] = Counter()
    for preparation in activity.preparation:
        minutes[preparation.owner] += preparation.minutes
    for holder, live in live_minutes(activity).items():
        minutes[holder] += live
    for follow_up in row.follow_up:
        minutes[activity.holders.get(follow_up.role, "")] += follow_up.minutes
    for holder, messages in sign_up_minutes(journeys, activity, planner):
        minutes[holder] += messages
    return {holder: count for holder, count in minutes.items() if holder}


def live_minutes(activity: CompleteActivity) -> dict[str, int]:
    """Return the minutes for which each holder is busy while the event runs."""
    row = load_activity_kind(activity.kind)
    minutes: dict[str, int] = {}
    held = [line for line in row.run_sheet if line.mode in (None, activity.mode)]
    for role, holder in activity.holders.items():
        rows = [line for line in held if line.role == role]
        if activity.duration > LIVE_LIMIT:
            busy = sum((line.minutes or _ROW_MINUTES) * line.repeats for line in rows)
            minutes[holder] = minutes.get(holder, 0) + busy
        elif rows or len(activity.holders) == 1:
            before = -min((line.at for line in rows), default=0)
            minutes[holder] = max(minutes.get(holder, 0), activity.duration + max(0, before))
    return minutes


def is_big(activity: CompleteActivity) -> bool:
    """Say whether an event is big: offline, many people (``big_event_people``), much work (``big_event_minutes``)."""
    if activity.mode == "offline" or activity.expected >= assumed("big_event_people"):
        return True
    return sum(event_minutes(activity).values()) >= assumed("big_event_minutes")
