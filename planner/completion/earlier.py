"""What an earlier playbook had settled before anything was placed: opening day, presets, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.completion.values.staging import CompleteTask
from planner.knowledge.schema import StageId


@dataclass(frozen=True, slots=True)
class Earlier:
    """Wishes of an earlier playbook; what no longer fits is worked out anew."""

    opening: date | None = None
    series: frozenset[str] = frozenset()
    """Ids of the preset series that were kept."""
    routines: frozenset[str] = frozenset()
    tasks: Mapping[tuple[StageId, str], date] = field(default_factory=dict)
    """Stage and task id → due day."""
    past_tasks: tuple[tuple[StageId, CompleteTask], ...] = ()
    """Tasks that were due before the day up to which everything stays as it was."""


NOTHING_EARLIER = Earlier()
