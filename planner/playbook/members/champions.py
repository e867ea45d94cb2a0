"""Champions: how many have to be asked in which month, and the work of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.completion.model import CompletePlan
from planner.dates.workdays import WorkCalendar
from planner.playbook.values.hours import Work
from planner.playbook.values.members import ChampionPlan
from planner.playbook.values.targets import GrowthMonth


def build_champions(
    plan: CompletePlan, growth: Sequence[GrowthMonth], days: WorkCalendar
) -> ChampionPlan | None:
    """Return the pipeline month by month; ``None`` where the plan wants no champions."""
    return None


def champion_work(champions: ChampionPlan | None) -> Iterator[Work]:
    """Yield the work of asking and thanking."""
    yield from ()
