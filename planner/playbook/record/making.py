"""From a playbook to its record. The record depends on the playbook alone, not on the way it came about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.completion.model import CompletePlan
from planner.playbook.model import Playbook
from planner.playbook.record.dated import ActivityKeys, entry_record, task_record
from planner.playbook.record.figures import (
    FORMAT,
    AssumptionRecord,
    CommitmentRecord,
    ContentRecord,
    FixedDayRecord,
    GateCondition,
    MixRecord,
    PlanRecord,
    PlaybookRecord,
    SkippedRecord,
    StageRecord,
)
from planner.playbook.record.making_choice import left_out_record, portfolio_record
from planner.playbook.record.making_members import groups_record, members_record, supply_record
from planner.playbook.record.making_resources import hours_record, money_record, shortfall_record
from planner.playbook.record.making_targets import goal_record, incentive_record
from planner.playbook.record.member_figures import DutyGapRecord
from planner.playbook.record.plain import path_text, recorded, rounded
from planner.playbook.record.target_figures import GrowthRecord
from planner.playbook.values.content import ContentCalendar


def record_playbook(
    playbook: Playbook, libraries: Mapping[str, str], as_of: date | None = None
) -> PlaybookRecord:
    """Return the record of a playbook; ``libraries`` says what it was made with."""
    plan, calendar = playbook.plan, playbook.calendar
    keys = ActivityKeys()
    occurrences = tuple(keys.record(occurrence) for occurrence in playbook.activities.occurrences)
    left_out = dict.fromkeys((*plan.left_out, *playbook.activities.left_out, *calendar.left_out))
    return PlaybookRecord(
        format=FORMAT,
        libraries=dict(sorted(libraries.items())),
        as_of=as_of,
        plan=_plan(plan),
        holidays={str(year): status for year, status in sorted(playbook.holiday_status.items())},
        stages=_stages(plan),
        skipped=tuple(recorded(SkippedRecord, stage) for stage in plan.skipped),
        series=tuple(
            recorded(CommitmentRecord, one, preset=is_preset(plan, "content", "series"))
            for one in plan.content.series
        ),
        routines=tuple(
            recorded(CommitmentRecord, one, preset=is_preset(plan, "routines")) for one in plan.routines
        ),
        goals=tuple(goal_record(plan, path) for path in playbook.paths),
        growth=tuple(recorded(GrowthRecord, month) for month in playbook.growth),
        portfolio=portfolio_record(playbook.portfolio, playbook.advice),
        activities=keys.activities,
        occurrences=occurrences,
        content=_content(calendar),
        hours=hours_record(playbook.hours),
        money=money_record(playbook.money, plan),
        groups=groups_record(playbook.groups),
        members=members_record(playbook.members),
        duty_gaps=tuple(recorded(DutyGapRecord, gap) for gap in playbook.agenda.gaps),
        supplies=tuple(supply_record(one) for one in playbook.supplies),
        incentives=incentive_record(playbook.incentives),
        shortfalls=tuple(shortfall_record(one) for one in playbook.shortfalls),
        assumptions=tuple(
            rounded(AssumptionRecord, one, path=path_text(one.path)) for one in playbook.assumptions
        ),
        left_out=tuple(left_out_record(one) for one in left_out),
    )


def is_preset(plan: CompletePlan, *path: str | int) -> bool:
    """Say whether the plan leaves a part to knowledge."""
    origin = plan.origins.get(path)
    return origin is not None and origin.kind == "assumed"


def _plan(plan: CompletePlan) -> PlanRecord:
    return recorded(
        PlanRecord,
        plan,
        community=plan.community.name,
        type=plan.community.type,
        start=plan.period.start,
        end=plan.period.last,
    )


def _stages(plan: CompletePlan) -> tuple[StageRecord, ...]:
    return tuple(
        recorded(
            StageRecord,
            stage,
            start=stage.window.start,
            end=stage.window.last,
            gate=tuple(rounded(GateCondition, one) for one in stage.gate),
            tasks=tuple(task_record(task) for task in stage.tasks),
        )
        for stage in plan.stages
    )


def _content(calendar: ContentCalendar) -> ContentRecord:
    detail = calendar.detail
    return ContentRecord(
        detail_start=detail.start,
        detail_end=detail.start if detail.is_empty else detail.last,
        mix=tuple(rounded(MixRecord, one) for one in calendar.mix),
        missing=calendar.missing,
        fixed=tuple(recorded(FixedDayRecord, day) for day in calendar.fixed),
        entries=tuple(entry_record(entry) for entry in calendar.entries),
    )
