"""From groups, journeys, champions and supplies to their records."""

from __future__ import annotations

from planner.playbook.record.member_figures import (
    ChampionMonthRecord,
    ChampionsRecord,
    ChannelRecord,
    GroupCourseRecord,
    GroupMonthRecord,
    GroupsRecord,
    JourneyRecord,
    JourneyStepRecord,
    JourneyWeekRecord,
    MembersRecord,
    ProcedureRecord,
    ProcedureStepRecord,
    StepWeekRecord,
    SupplyRecord,
)
from planner.playbook.record.plain import recorded, rounded, why, words
from planner.playbook.values.groups import GroupsPlan
from planner.playbook.values.members import ChampionPlan, JourneyPlan, MembersPlan
from planner.playbook.values.supplies import SupplyItem


def groups_record(groups: GroupsPlan) -> GroupsRecord:
    """Return the record of groups in time."""
    return GroupsRecord(
        courses=tuple(
            recorded(
                GroupCourseRecord,
                one,
                months=tuple(recorded(GroupMonthRecord, month) for month in one.months),
            )
            for one in groups.courses
        ),
        procedures=tuple(
            recorded(
                ProcedureRecord, one, steps=tuple(recorded(ProcedureStepRecord, step) for step in one.steps)
            )
            for one in groups.procedures
        ),
    )


def members_record(members: MembersPlan) -> MembersRecord:
    """Return the record of journeys, arrivals, channels and champions."""
    return rounded(
        MembersRecord,
        members,
        journeys=tuple(_journey(one) for one in members.journeys),
        channels=tuple(rounded(ChannelRecord, one) for one in members.channels),
        champions=_champions(members.champions),
    )


def _journey(plan: JourneyPlan) -> JourneyRecord:
    return rounded(
        JourneyRecord,
        plan.journey,
        steps=tuple(rounded(JourneyStepRecord, step) for step in plan.journey.steps),
        weeks=tuple(
            rounded(
                JourneyWeekRecord, week, steps=tuple(rounded(StepWeekRecord, step) for step in week.steps)
            )
            for week in plan.weeks
        ),
        reason=why(plan.reason),
    )


def _champions(plan: ChampionPlan | None) -> ChampionsRecord | None:
    if plan is None:
        return None
    return recorded(
        ChampionsRecord,
        plan,
        name=words(plan.champions.name),
        months=tuple(recorded(ChampionMonthRecord, month) for month in plan.months),
    )


def supply_record(item: SupplyItem) -> SupplyRecord:
    """Return the record of a supply."""
    return recorded(SupplyRecord, item)
