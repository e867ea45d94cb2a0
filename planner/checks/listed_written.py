"""All checks that need only what was written, in the order in which they run."""

from __future__ import annotations

from planner.checks import (
    dates,
    goals,
    incentives,
    kpis,
    positioning,
    posting,
    references,
    rules,
    stages,
    structure,
)
from planner.checks.context import DataCheck, WrittenCheck

DATA_CHECKS: tuple[DataCheck, ...] = (
    references.check_references,
    references.check_task_order_references,
    references.check_event_roles,
    references.check_codes,
    structure.check_duplicate_ids,
    structure.check_placeholders,
    structure.check_orphans,
    structure.check_task_cycles,
    structure.check_activity_count,
)
"""On the document as it was read: they run even where a section is broken."""

WRITTEN_CHECKS: tuple[WrittenCheck, ...] = (
    structure.check_entry_count,
    positioning.check_promise,
    positioning.check_needs,
    goals.check_goal_says_something,
    goals.check_goal_day,
    goals.check_goals_agree,
    goals.check_direction,
    goals.check_figures,
    kpis.check_growth,
    kpis.check_more_than_size,
    kpis.check_parts,
    kpis.check_stickiness,
    stages.check_windows,
    stages.check_skipped,
    dates.check_dates_in_period,
    posting.check_shares,
    rules.check_ladder,
    rules.check_required_rules,
    incentives.check_bounds,
    incentives.check_levels,
    incentives.check_referral,
)
"""On a sound plan."""
