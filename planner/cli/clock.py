"""The only place that looks at the date."""

from __future__ import annotations

import os
from datetime import date


def today() -> date:
    """Return today, or the day in ``PLANNER_TODAY`` (ISO), which makes runs repeatable."""
    pinned = os.environ.get("PLANNER_TODAY", "")
    return date.fromisoformat(pinned) if pinned else date.today()
