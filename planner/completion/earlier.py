"""What an earlier playbook had settled before anything was placed: opening day, presets, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from planner.completion.values.staging import CompleteTask
from planner.knowledge.schema import StageId


class Earlier(Struct, frozen=True):
    """Wishes of an earlier playbook; what no longer fits is worked out anew."""

    opening: date | None = None
    series: frozenset[str] = frozenset()
    """Ids of the preset series that were kept."""
    routines: frozenset[str] = frozenset()
    tasks: Mapping[tuple[StageId, str], date] = field(default_factory=dict)
    """Stage and task id → due day."""
    as_of: date | None = None
    """Everything before this day stays as it was; new things are not planned before it."""
    past_tasks: tuple[tuple[StageId, CompleteTask], ...] = ()
    """Tasks that were due before that day."""

    def past(self, stage: StageId) -> tuple[CompleteTask, ...]:
        """Return the tasks of a stage that are history."""
        return tuple(task for its_stage, task in self.past_tasks if its_stage == stage)


KEPT_SLACK = Decimal("1.15")
"""What stands already may ask this much more than the hours that it would be given anew (an assumption): people
rather work a little more for some weeks than have their days changed."""
NOTHING_EARLIER = Earlier()
