"""What was chosen earlier and is past: it stays, whatever the limits say today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from planner.completion.model import CompletePlan
from planner.knowledge.load import activity_kind_ids
from planner.knowledge.schema import StageId
from planner.playbook.previous import Previous


class History(Struct, frozen=True):
    """Counts by kind and stage that are past, and the stages in which nothing can be chosen any more."""

    counts: Mapping[tuple[str, StageId], int] = field(default_factory=dict)
    over: frozenset[StageId] = frozenset()
    as_of: date | None = None


def past_choices(plan: CompletePlan, previous: Previous) -> History:
    """Return what was chosen for stages that are over, and what of a stage under way has been held already."""
    as_of = previous.as_of
    if as_of is None:
        return History()
    over = frozenset(stage.id for stage in plan.stages if stage.window.end <= as_of)
    known = set(activity_kind_ids())
    counts: Counter[tuple[str, StageId]] = Counter()
    for (kind, stage), count in previous.counts.items():
        if stage in over and kind in known:
            counts[(kind, stage)] += count
    for event in previous.past_occurrences:
        stage = event.activity.stages[0] if event.activity.stages else event.stage
        if not event.activity.written and event.activity.kind in known and stage not in over:
            counts[(event.activity.kind, stage)] += 1
    return History(counts, over, as_of)
