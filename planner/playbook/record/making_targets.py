"""From goals and incentives to their records."""

from __future__ import annotations

from planner.completion.model import CompletePlan
from planner.playbook.record.plain import figure, path_text, recorded, rounded
from planner.playbook.record.target_figures import (
    ConflictRecord,
    GoalRecord,
    IncentiveRecord,
    LevelRecord,
    MilestoneRecord,
    PointsRecord,
    StepRecord,
    TurnRecord,
    VerdictRecord,
    WaypointRecord,
)
from planner.playbook.values.incentives import IncentivePlan
from planner.playbook.values.targets import GoalPath, Verdict


def goal_record(plan: CompletePlan, path: GoalPath) -> GoalRecord:
    """Return the record of a goal on its way."""
    goal = next(goal for goal in plan.goals if goal.id == path.goal)
    return rounded(
        GoalRecord,
        path,
        id=goal.id,
        kind=goal.kind,
        target=figure(goal.target),
        by=goal.by,
        baseline=figure(goal.baseline) if goal.baseline is not None else None,
        trajectory=goal.trajectory,
        path=tuple(rounded(MilestoneRecord, one) for one in path.milestones),
        verdict=_verdict(path.verdict),
        waypoints=tuple(
            WaypointRecord(stage=gate.stage, on=gate.on, value=figure(gate.condition.value))
            for gate in path.waypoints
        ),
        conflicts=tuple(rounded(ConflictRecord, one) for one in path.conflicts),
    )


def _verdict(verdict: Verdict) -> VerdictRecord:
    return rounded(
        VerdictRecord,
        verdict,
        steps=tuple(rounded(StepRecord, step) for step in verdict.steps),
        turns=tuple(rounded(TurnRecord, turn, path=path_text(turn.path)) for turn in verdict.turns),
    )


def incentive_record(plan: IncentivePlan | None) -> IncentiveRecord | None:
    """Return the record of the points rules; ``None`` where there are none."""
    if plan is None:
        return None
    return rounded(
        IncentiveRecord,
        plan,
        months=tuple(rounded(PointsRecord, month) for month in plan.months),
        levels=tuple(recorded(LevelRecord, level) for level in plan.levels),
    )
