"""Completing the period: its last day."""

from __future__ import annotations

from datetime import timedelta

from planner.dates.ranges import DateRange, add_months
from planner.plan.strategy import Period


def complete_period(period: Period) -> DateRange:
    """Return the period as a half-open range."""
    if period.end is not None:
        return DateRange(period.start, period.end + timedelta(days=1))
    return DateRange(period.start, add_months(period.start, period.months or 1))
