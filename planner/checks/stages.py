"""STG: windows, order and gates of the stages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from planner.checks.context import STAGE_NAMES, WorkedOut, Written
from planner.checks.goals import tracked
from planner.completion.decision_days import decision_days
from planner.completion.kpis import figure_value, resolve_kpi
from planner.completion.paths import goal_of_gate
from planner.completion.period import complete_period
from planner.diagnostics.model import Finding, PlanPath, Related
from planner.knowledge.schema import Text
from planner.plan.staging import Stage

_ORDER = ("build", "growth", "maturity")
_ONE_DAY = timedelta(days=1)


def _stages(written: Written) -> list[tuple[str, Stage]]:
    """The stages that the plan writes about and does not leave out."""
    plan = written.plan
    found = [(name, getattr(plan.stages, name)) for name in _ORDER] if plan.stages else []
    return [(name, stage) for name, stage in found if stage is not None and not stage.skip_reason]


def check_windows(written: Written) -> Iterator[Finding]:
    """Yield STG001 for gaps and overlaps, STG002 for stages in the wrong order."""
    stages = _stages(written)
    left_out = _left_out(written)
    active = [name for name in _ORDER if name not in left_out]
    dated = dict(stages)
    for first, second in pairwise(active):
        one, other = dated.get(first), dated.get(second)
        before = (one.start or one.end) if one else None
        start = other.start if other else None
        if before is not None and start is not None and start <= before and (one is None or one.start):
            params = {
                "first": STAGE_NAMES[first],
                "second": STAGE_NAMES[second],
                "before": before,
                "start": start,
            }
            yield Finding("STG002", ("stages", second, "start"), params=params)
        elif one is not None and one.end is not None and start is not None and start != one.end + _ONE_DAY:
            yield _gap(first, second, one.end, start)
    yield from _edges(written, active, dated)


def _left_out(written: Written) -> set[str]:
    plan = written.plan
    if plan.stages is None:
        return set()
    stages = {name: getattr(plan.stages, name) for name in _ORDER}
    left_out = {name for name, stage in stages.items() if stage is not None and stage.skip_reason}
    return left_out if len(left_out) < len(_ORDER) else set()


def _gap(first: str, second: str, end: date, start: date) -> Finding:
    params: dict[str, object] = {
        "first": STAGE_NAMES[first],
        "second": STAGE_NAMES[second],
        "end": end,
        "start": start,
    }
    path: PlanPath = ("stages", second, "start")
    if start > end:
        return Finding("STG001", path, "gap", {**params, "days": (start - end).days - 1})
    return Finding("STG001", path, "overlap", {**params, "days": (end - start).days + 1})


def _edges(written: Written, active: list[str], dated: dict[str, Stage]) -> Iterator[Finding]:
    """Days at the ends of the period that no stage covers."""
    period = complete_period(written.plan.period)
    first, last = dated.get(active[0]), dated.get(active[-1])
    if first is not None and first.start is not None and period.start < first.start < period.end:
        params = {"start": period.start, "first": STAGE_NAMES[active[0]], "end": first.start}
        days = (first.start - period.start).days
        yield Finding("STG001", ("stages", active[0], "start"), "gap_start", {**params, "days": days})
    if last is not None and last.end is not None and period.start <= last.end < period.last:
        params = {"end": last.end, "first": STAGE_NAMES[active[-1]], "start": period.last}
        days = (period.last - last.end).days
        yield Finding("STG001", ("stages", active[-1], "end"), "gap_end", {**params, "days": days})


def check_skipped(written: Written) -> Iterator[Finding]:
    """Yield STG003 for stages that are left out and planned at once, or all left out."""
    plan = written.plan
    stages = [(name, getattr(plan.stages, name)) for name in _ORDER] if plan.stages else []
    skipped = [(name, stage) for name, stage in stages if stage is not None and stage.skip_reason]
    if len(skipped) == len(_ORDER):
        yield Finding("STG003", ("stages",), "all_skipped", at="key")
        return
    for name, stage in skipped:
        keys = [key for key in ("start", "end", "focus", "strategy", "tasks", "gate") if getattr(stage, key)]
        if keys:
            params = {"stage": STAGE_NAMES[name], "keys": tuple(keys)}
            yield Finding("STG003", ("stages", name, "skip_reason"), "skipped_but_planned", params, "key")


def check_room(worked: WorkedOut) -> Iterator[Finding]:
    """Yield STG003 for stages that the period has no room for, STG006 for very short ones."""
    placed = {stage.id: stage for stage in worked.complete.stages}
    left_out = {stage.id for stage in worked.complete.skipped}
    missing = [name for name in _ORDER if name not in placed and name not in left_out]
    for name in missing if worked.plan.stages is not None else ():
        yield Finding("STG003", ("stages", name), "no_room", {"stage": STAGE_NAMES[name]}, "key")
    if missing and worked.plan.stages is None:
        # Nothing is written about stages: it is the period that is too short for them.
        names = _joined([STAGE_NAMES[name] for name in missing])
        yield Finding("STG003", ("period",), "no_room", {"stage": names}, "key")
    for name, stage in placed.items():
        least = worked.policy.threshold("STG006", name)
        if stage.window.days < least:
            own = getattr(worked.plan.stages, name) if worked.plan.stages else None
            path: PlanPath = ("period",) if own is None else ("stages", name)
            days = stage.window.days
            params = {
                "stage": STAGE_NAMES[name],
                "days": Text(f"{days} 天", "one day" if days == 1 else f"{days} days"),
                "least": least,
            }
            yield Finding("STG006", path, params=params, at="key")


def _joined(names: list[Text]) -> Text:
    """Several names as one reads them in a sentence."""
    *before, last = names
    en = f"{', '.join(name.en for name in before)} and {last.en}" if before else last.en
    return Text("\u3001".join(name.zh for name in names), en)


def check_gates(worked: WorkedOut) -> Iterator[Finding]:
    """Yield STG004 for written gates that are empty or use a KPI that nobody can count."""
    for name, stage in _stages(worked):
        if stage.gate is not None and not stage.gate:
            yield Finding("STG004", ("stages", name, "gate"), "empty", {"stage": STAGE_NAMES[name]}, "key")
        for number, condition in enumerate(stage.gate or ()):
            kpi_id = resolve_kpi(condition.kpi, worked.plan.kpis or ())
            kpi = worked.complete.kpis.get(kpi_id or "")
            if kpi is not None and kpi.measure is None and not kpi.source:
                params = {"stage": STAGE_NAMES[name], "kpi": kpi.name}
                yield Finding("STG004", ("stages", name, "gate", number, "kpi"), "not_tracked", params)


def check_gates_fit_goals(worked: WorkedOut) -> Iterator[Finding]:
    """Yield STG005 for written gates that ask for more than the target of the goal to which they belong."""
    plan = worked.complete
    deciding = decision_days(plan)
    days = {str(stage.id): deciding.gate(stage.window) for stage in plan.stages}
    places = {goal.id: index for goal, (index, _, _) in zip(plan.goals, tracked(worked), strict=True)}
    for name, stage in _stages(worked):
        for number, condition in enumerate((stage.gate or ()) if name in days else ()):
            kpi_id = resolve_kpi(condition.kpi, worked.plan.kpis or ())
            goal = goal_of_gate(kpi_id or "", days[name], plan.goals)
            key = "at_most" if condition.at_least is None else "at_least"
            if goal is None or days[name] > goal.by or (goal.kind == "at_most") != (key == "at_most"):
                continue
            written = getattr(condition, key)
            kpi = plan.kpis[goal.kpi]
            beyond = figure_value(written, kpi) - goal.target
            if beyond > 0 if key == "at_least" else beyond < 0:
                target = worked.plan.goals[places[goal.id]].target
                params = {
                    "stage": STAGE_NAMES[name],
                    "kpi": kpi.name,
                    "asked": str(written),
                    "target": str(target),
                }
                related = (Related(("goals", places[goal.id], "target"), "target"),)
                path: PlanPath = ("stages", name, "gate", number, key)
                yield Finding("STG005", path, params=params | {"by": goal.by}, related=related)


def check_empty_stages(worked: WorkedOut) -> Iterator[Finding]:
    """Yield STG007 for stages in which nothing at all happens."""
    busy = {entry.stage for entry in worked.playbook.calendar.entries}
    busy |= {occurrence.stage for occurrence in worked.playbook.activities.occurrences}
    for stage in worked.complete.stages:
        if stage.id not in busy and not stage.tasks:
            params = {"stage": STAGE_NAMES[stage.id], "start": stage.window.start, "end": stage.window.last}
            yield Finding("STG007", ("stages", stage.id), params=params, at="key")
