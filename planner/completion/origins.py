"""Writing down, while a plan is completed, where each part of it comes from."""

from __future__ import annotations

from decimal import Decimal

from planner.completion.model import Origin
from planner.diagnostics.model import PlanPath
from planner.knowledge.load import assumed


class OriginBook:
    """Collects origins by path during one completion; not shared beyond it."""

    def __init__(self) -> None:
        self._origins: dict[PlanPath, Origin] = {}

    def written(self, *path: str | int) -> None:
        """The operator wrote this path."""
        self._origins[path] = Origin("written", (path,))

    def derived(self, path: PlanPath, rule: str, *sources: PlanPath) -> None:
        """This path follows from others by a rule."""
        self._origins[path] = Origin("derived", sources, rule)

    def assumed(self, path: PlanPath, row: str) -> None:
        """Knowledge filled this path in from the row with this id."""
        self._origins[path] = Origin("assumed", (), row)

    def figure(self, path: PlanPath, row: str) -> Decimal:
        """Return a standing assumption's figure and write down that this path rests on it."""
        self.assumed(path, f"assumptions/{row}")
        return assumed(row)

    def all(self) -> dict[PlanPath, Origin]:
        """Return what was collected, by path."""
        return dict(self._origins)
