"""Which series are ours to place: those that stand in the plan exactly as the community type offers them."""

from __future__ import annotations

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteSeries
from planner.diagnostics.model import PlanPath
from planner.knowledge.load import load_type
from planner.knowledge.type_rows import SeriesRow


def preset_series(plan: CompletePlan) -> frozenset[str]:
    """Return the ids of the series that are placed by us.

    A plan that was expanded writes the presets out; they stay ours as long as day, hour and format are the type's,
    so that both plans give the same dates.
    """
    rows = {row.id: row for row in load_type(plan.community.type).rhythm[plan.community.situation].series}
    return frozenset(
        one.id for one in plan.content.series if one.id in rows and _is_preset(plan, one, rows[one.id])
    )


def _is_preset(plan: CompletePlan, series: CompleteSeries, row: SeriesRow) -> bool:
    return (
        series.when == row.when and series.format == row.format and series.time in _times(plan, series, row)
    )


def _times(plan: CompletePlan, series: CompleteSeries, row: SeriesRow) -> set[str]:
    """The hours that a preset can have come to: its own, a persona's, the end of the quiet hours."""
    wished, _, fallback = row.time.partition("|")
    times = {fallback or "10:00"} if wished == "persona" else {wished}
    if wished == "persona":
        times |= {time for persona in plan.personas for time in persona.times}
    return times | {p.quiet[1] for p in plan.platforms if p.id == series.platform and p.quiet is not None}


def series_paths(plan: CompletePlan) -> dict[str, PlanPath]:
    """Return where each series stands in the plan as written; the section where the plan writes none."""
    section: PlanPath = ("content", "series")
    written = section not in plan.origins
    return {
        one.id: (*section, index) if written else section for index, one in enumerate(plan.content.series)
    }


def series_knowledge(plan: CompletePlan) -> dict[str, str]:
    """Return the knowledge row of each series that the plan does not write."""
    if ("content", "series") not in plan.origins:
        return {}
    return {one.id: f"types/{plan.community.type}/{one.id}" for one in plan.content.series}
