"""Which journey's message goes out where two are due to one member on one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.completion.values.members import CompleteJourney
from planner.knowledge.member_rows import Trigger

_ORDER: tuple[Trigger, ...] = (
    "sign_up",
    "no_show",
    "expiring",
    "first_purchase",
    "first_contribution",
    "joined",
    "silent",
)
"""What somebody waits for comes before what we ask; whoever left is in no other journey any more."""


def give_way_to(journeys: Sequence[CompleteJourney]) -> Mapping[str, tuple[str, ...]]:
    """Return for each journey the ids of those whose message goes first; of two with one trigger the earlier.

    Messages within the group reach everybody alike: only journeys that write to one person count.
    """
    private = [
        journey
        for journey in journeys
        if journey.trigger in _ORDER and any(step.channel != "group" for step in journey.steps)
    ]
    ranked = sorted(private, key=lambda journey: _ORDER.index(journey.trigger))
    return {
        journey.id: tuple(one.id for one in ranked[:place]) for place, journey in enumerate(ranked) if place
    }
