"""Goals as rows of a document: what is to be reached, the path, how it is counted, what the arithmetic says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Literal

from planner.completion.kpi_model import CompleteKpi
from planner.completion.measuring import counted_at
from planner.completion.values.staging import CompleteCondition
from planner.completion.values.strategy import CompleteGoal
from planner.documents.names import Names
from planner.documents.sections.sums import (
    by_way_text,
    capped_text,
    conflict_text,
    sum_text,
    turn_text,
    why_not,
)
from planner.documents.words import CHINESE, beside, day, kpi_value, named_kpi, number, quoted, without_end
from planner.knowledge.load import load_activity_kind, load_kpis
from planner.knowledge.measure_rows import EventNeed
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.targets import GoalPath

_BOUNDS = {
    "at_least": Text("至少 ", "at least "),
    "at_most": Text("不超过 ", "at most "),
    "keep": Text("保持 ", "keep "),
    "mean": Text("平均 ", "a mean of "),
}
_TENTH = Decimal("0.1")
"""A worked-out share or mean is not known more exactly than this."""
_HUNDREDTH = Decimal("0.01")
_MOST_HELPING = 2
_MOST_STEPS = 7
"""A longer path names every third month only; the stages' tables have them all."""
_EVERY = 3
_CADENCE = {
    "day": Text("每天", "every day"),
    "week": Text("每周", "every week"),
    "month": Text("每月", "every month"),
    "quarter": Text("每季度", "every quarter"),
}


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal; ``baseline`` is empty where nobody knows it, ``how`` where the platforms cannot give the figure."""

    name: str
    baseline: str
    target: str
    """With its bound: ``at least 100 members``."""
    value: str
    """Without its bound."""
    phrase: str
    """Name and target as part of a sentence: ``at least 30 contributors``, ``attendance of at least 70%``."""
    by: str
    owner: str
    co_owners: str
    course: Literal["steps", "steady", "provisional"]
    """How the goal is reached: month by month, the same value all along, or nobody knows before the baseline."""
    path: tuple[tuple[str, str], ...]
    """Day and value of milestones, the last one included; of ``steps`` only."""
    provisional: bool
    measured_by: str
    how: str
    cadence: str
    caveat: str
    verdict: str
    """``reachable``, ``tight``, ``out_of_reach`` or ``not_judged``."""
    planned: str
    gap: str
    """What is missing or, where there is enough, what is left over, without a sign."""
    per_day: str
    short: bool
    """Whether the sum falls short of the target."""
    why_not: str
    """Why it is not judged, in a few words."""
    sum: str
    """The arithmetic in a sentence or two; empty where there is none."""
    turn: str
    """What alone would turn the verdict; empty if nothing is known that would."""
    capped: str
    """In which months the whole that it is a part of limits it; empty if in none."""
    conflicts: tuple[str, ...]
    """Where it asks for more than the whole that it is a part of."""
    measured_from: str
    """Empty for what is counted at events."""
    counter: str
    """Who counts an unknown baseline."""
    counted_at: EventNeed
    """At which events an unknown baseline is counted; empty where it is counted without."""
    first_events: tuple[str, ...]
    """Days of the first such events; empty where none is planned before the goal's day."""
    by_way: str
    """At which gates the path stops on its way; empty if at none."""


def goal_rows(playbook: Playbook, names: Names) -> tuple[GoalRow, ...]:
    """Return the goals in the order of the plan."""
    paths = {path.goal: path for path in playbook.paths}
    return tuple(
        _row(playbook, goal, paths[goal.id], names) for goal in playbook.plan.goals if goal.id in paths
    )


def _row(playbook: Playbook, goal: CompleteGoal, path: GoalPath, names: Names) -> GoalRow:
    plan = playbook.plan
    kpi = plan.kpis[goal.kpi]
    year = plan.period.start.year
    verdict = path.verdict

    def value(one: Decimal) -> str:
        return shown(one, kpi, names)

    def difference(one: Decimal) -> str:
        # In English the unit stands beside the value already: "266 members by then, 34 short".
        return value(one) if names.language == CHINESE or kpi.value != "count" else number(round(one))

    return GoalRow(
        name=names.kpi(goal.kpi),
        baseline=as_written(goal.baseline, kpi, names) if goal.baseline is not None else "",
        target=_target(goal, kpi, names),
        value=as_written(goal.target, kpi, names),
        phrase=_phrase(goal, kpi, names),
        by=day(goal.by, names.language, year),
        owner=names.holder(goal.owner) if goal.owner else "",
        co_owners="、".join(goal.co_owners) if names.language == CHINESE else ", ".join(goal.co_owners),
        course=_course(path),
        path=_path(path, kpi, names),
        provisional=path.provisional,
        measured_by=day(path.measured_by, names.language, year) if path.measured_by else "",
        how=counting(kpi, names),
        cadence=names.text(_CADENCE[kpi.cadence]),
        caveat=without_end(names.text(kpi.caveat)) if kpi.caveat else "",
        verdict=verdict.kind,
        planned=value(verdict.planned) if verdict.planned is not None else "",
        gap=difference(abs(verdict.gap)) if verdict.gap is not None else "",
        per_day=number(verdict.joins_per_day) if verdict.joins_per_day is not None else "",
        short=verdict.gap is not None and verdict.gap > 0,
        why_not=why_not(verdict, helping(playbook, goal, names), names),
        sum=sum_text(verdict, goal, names, value, difference),
        turn=turn_text(verdict, goal, names, value),
        capped=capped_text(path, names),
        conflicts=tuple(
            conflict_text(one, names, value, partial(shown, kpi=plan.kpis[one.whole], names=names))
            for one in path.conflicts
        ),
        measured_from=day(path.measured_from, names.language, year) if path.measured_from else "",
        counter=names.holder(path.measured_who) if path.measured_who else "",
        counted_at=counted_at(kpi) if path.measured_from is None and path.provisional else "",
        first_events=tuple(day(on, names.language, year) for on in path.measured_at),
        by_way=by_way_text(path, names, value),
    )


def helping(playbook: Playbook, goal: CompleteGoal, names: Names) -> tuple[str, ...]:
    """Return the names of the planned activities that work towards a goal, at most two: those written for it first,
    then by how much their kind does for it."""
    found = {}
    for event in playbook.activities.occurrences:
        activity = event.activity
        strength = load_activity_kind(activity.kind).serves.get(goal.kpi, 0)
        if activity.goal == goal.id or strength:
            found[names.text(activity.name)] = (activity.goal != goal.id, -strength)
    return tuple(sorted(found, key=lambda name: found[name]))[:_MOST_HELPING]


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """Where members come from: the place, how many a month and a day, how many by the goal's day."""

    name: str
    place: str
    a_month: str
    per_day: str
    total: str
    """Empty where the plan has no goal for members."""
    owner: str


def channel_rows(playbook: Playbook, names: Names) -> tuple[ChannelRow, ...]:
    """Return the channels in the order of the plan; totals run up to the day of the first goal for members."""
    verdict = next((path.verdict for path in playbook.paths if path.kpi == "members"), None)
    given = [step for step in verdict.steps if step.id == "channel"] if verdict is not None else []
    rows = []
    for place, channel in enumerate(playbook.plan.acquisition.channels):
        step = given[place] if place < len(given) else None
        per_day = (channel.joins_per_month * 12 / 365).quantize(_HUNDREDTH, ROUND_HALF_UP)
        rows.append(
            ChannelRow(
                name=channel.channel,
                place=without_end(channel.place),
                a_month=number(channel.joins_per_month),
                per_day=number(step.per_day if step is not None and step.per_day is not None else per_day),
                total=number(step.value) if step is not None else "",
                owner=names.holder(channel.owner) if channel.owner else "",
            )
        )
    return tuple(rows)


def _course(path: GoalPath) -> Literal["steps", "steady", "provisional"]:
    if path.provisional:
        return "provisional"
    return "steady" if len({m.value for m in path.milestones}) == 1 < len(path.milestones) else "steps"


def _path(path: GoalPath, kpi: CompleteKpi, names: Names) -> tuple[tuple[str, str], ...]:
    if _course(path) != "steps":
        return ()
    year = names.plan.period.start.year
    every = _EVERY if len(path.milestones) > _MOST_STEPS else 1
    wanted = path.milestones[::-1][::every][::-1]
    return tuple((day(m.on, names.language, year), shown(m.value, kpi, names)) for m in wanted)


def _target(goal: CompleteGoal, kpi: CompleteKpi, names: Names) -> str:
    value = as_written(goal.target, kpi, names)
    return value if _is_none(goal) else names.text(_BOUNDS[goal.kind]) + value


def _is_none(goal: CompleteGoal) -> bool:
    """Whether the goal is that something does not happen at all."""
    return goal.target == 0 and goal.kind in ("at_most", "keep")


def _phrase(goal: CompleteGoal, kpi: CompleteKpi, names: Names) -> str:
    if _is_none(goal) and not names.is_own(goal.kpi):
        return _without(goal.kpi, names)
    return _named(kpi, goal.kind, goal.target, names)


def _named(kpi: CompleteKpi, kind: str, value: Decimal, names: Names) -> str:
    """A KPI with bound and value; a name that the operator gave may be a sentence and stands apart."""
    name = names.kpi(kpi.id)
    nothing = value == 0 and kind in ("at_most", "keep")
    target = ("" if nothing else names.text(_BOUNDS[kind])) + as_written(value, kpi, names)
    if names.language == CHINESE:
        return f"{quoted(name, CHINESE)}：{target}" if names.is_own(kpi.id) else beside(name, target)
    if target.endswith(name):
        return target
    row = load_kpis().get(kpi.id)
    if row is None or name != names.text(row.name) or kind == "keep":
        return f"{target} ({name})"
    if kpi.value == "score" or kind == "mean":
        return f"{target} for {name}"
    if kpi.value != "count":
        return f"{name} of {target}"
    if value == 1 or not any(word.endswith("s") for word in name.split()):
        return f"{target} ({name})"
    return f"{names.text(_BOUNDS[kind])}{number(round(value))} {name}"


def _without(kpi: str, names: Names) -> str:
    name = names.kpi(kpi)
    return beside("没有", name) if names.language == CHINESE else f"no {name}"


def condition_phrase(condition: CompleteCondition, names: Names) -> str:
    """Return a gate condition as part of a sentence: ``首次响应时长不超过 4 小时`` / ``no safety incidents``."""
    if condition.value == 0 and condition.bound == "at_most" and not names.is_own(condition.kpi):
        return _without(condition.kpi, names)
    return _named(names.plan.kpis[condition.kpi], condition.bound, condition.value, names)


def named_figure(kpi: str, figure: str, names: Names) -> str:
    """Return a KPI's name with a figure: ``members 13``; a name that the operator gave stands apart: ``求助没人接：21.7%``."""
    name = names.kpi(kpi)
    if not names.is_own(kpi):
        return named_kpi(name, figure)
    return f"{name}：{figure}" if names.language == CHINESE else f"{name}: {figure}"


def goals_by_day(rows: Sequence[GoalRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the goals' days in the plan's order, each with the phrases of its goals."""
    days: dict[str, list[str]] = {}
    for row in rows:
        days.setdefault(row.by, []).append(row.phrase)
    return tuple((on, tuple(phrases)) for on, phrases in days.items())


def shown(value: Decimal, kpi: CompleteKpi, names: Names) -> str:
    """Return a worked-out value of a KPI with its unit, no more exact than such a value is known."""
    exact = value if kpi.value in ("count", "money") else value.quantize(_TENTH, ROUND_HALF_UP)
    return kpi_value(exact, kpi, names.language, names.plan.currency)


def as_written(value: Decimal, kpi: CompleteKpi, names: Names) -> str:
    """Return a value of a KPI that the plan gives, with its unit."""
    return kpi_value(value, kpi, names.language, names.plan.currency)


def counting(kpi: CompleteKpi, names: Names) -> str:
    """Return how a KPI is counted on the plan's platforms; the plan's own source where it names one; else empty."""
    if kpi.measure is not None:
        return without_end(names.text(kpi.measure.how))
    return kpi.source


def bound(condition: CompleteCondition, names: Names) -> str:
    """Return a gate condition's bound and value: ``至少 25 家`` / ``at most 4 hours``."""
    kpi = names.plan.kpis[condition.kpi]
    return names.text(_BOUNDS[condition.bound]) + as_written(condition.value, kpi, names)


def value_on(playbook: Playbook, goal: CompleteGoal, on: date) -> Decimal | None:
    """Return the goal's value on a day, between those of the milestones around it; ``None`` where nothing is known of it.

    Without a baseline nothing is known before the goal's own day, and nothing ever after it.
    """
    path = next((path for path in playbook.paths if path.goal == goal.id), None)
    if path is None or on > goal.by or (path.provisional and on < goal.by):
        return None
    following = next((m.value for m in path.milestones if m.on >= on), None)
    if following is None:
        return None
    if path.course is None or any(m.on == on for m in path.milestones):
        return following
    before = next((m.value for m in path.milestones[::-1] if m.on < on), path.course.baseline)
    low, high = sorted((before, following))
    return min(max(path.course.value(on), low), high)
