"""The record holds everything: a field that a value gains has to be recorded, or be left out on purpose."""

from __future__ import annotations

import pytest
from msgspec import Struct

from planner.completion.model import LeftOut
from planner.completion.values.programme import CompleteActivity, CompleteTopic
from planner.completion.values.staging import CompleteTask
from planner.playbook.model import Assumption, Playbook
from planner.playbook.record import (
    choice_figures,
    figures,
    member_figures,
    resource_figures,
    shape,
    target_figures,
)
from planner.playbook.record.plain import Part
from planner.playbook.values import (
    activities,
    agenda,
    content,
    groups,
    hours,
    incentives,
    members,
    money,
    portfolio,
    supplies,
    targets,
)

RECORDED: list[tuple[type, type[Part], set[str]]] = [
    # The same things under other names.
    (Playbook, figures.PlaybookRecord, {"paths", "calendar", "advice", "holiday_status", "agenda"}),
    (Assumption, figures.AssumptionRecord, set()),
    (LeftOut, choice_figures.LeftOutRecord, set()),
    (CompleteTask, shape.TaskRecord, set()),
    (CompleteActivity, shape.ActivityRecord, set()),
    (CompleteTopic, shape.TopicRecord, set()),
    # The next one follows from the others.
    (activities.Occurrence, shape.OccurrenceRecord, {"next_on"}),
    (activities.Preparation, shape.PreparationRecord, set()),
    (activities.FollowUp, shape.FollowUpRecord, set()),
    # The week is the day's, the topic stands in the fill.
    (content.Entry, shape.EntryRecord, {"week", "topic"}),
    (content.PatternFill, shape.FromPattern, set()),
    (content.OpenFill, shape.StillOpen, set()),
    (content.LaterFill, shape.DecidedLater, set()),
    (content.ReplyDuty, shape.DutyRecord, set()),
    (content.ContentCalendar, figures.ContentRecord, {"detail", "left_out"}),
    (content.Mix, figures.MixRecord, set()),
    (content.FixedDay, figures.FixedDayRecord, set()),
    (money.Payment, shape.PaymentRecord, set()),
    (money.CashMonth, resource_figures.CashRecord, set()),
    (money.MoneyCell, resource_figures.CellRecord, set()),
    (money.CurvePoint, resource_figures.CurveRecord, set()),
    (money.UnitCost, resource_figures.UnitCostRecord, set()),
    (money.MoneyPlan, resource_figures.MoneyRecord, set()),
    (money.Shortfall, resource_figures.ShortfallRecord, set()),
    # The busiest week follows from the weeks.
    (hours.HoursPlan, resource_figures.HoursRecord, {"loads", "busiest"}),
    (hours.WeekLoad, resource_figures.WeekRecord, set()),
    (hours.WorkShare, resource_figures.AheadRecord, set()),
    (hours.Overload, resource_figures.OverloadRecord, set()),
    (hours.Remedy, resource_figures.RemedyRecord, set()),
    # Whether the choice was kept would make the second record differ from the first.
    (portfolio.Portfolio, choice_figures.PortfolioRecord, {"left_out", "kept"}),
    (portfolio.Choice, choice_figures.ChoiceRecord, {"activity"}),
    (portfolio.Limit, choice_figures.LimitRecord, set()),
    (portfolio.Advice, choice_figures.AdviceRecord, set()),
    (portfolio.Alternative, choice_figures.AlternativeRecord, set()),
    (portfolio.Flip, choice_figures.FlipRecord, set()),
    (portfolio.Count, choice_figures.CountRecord, set()),
    # What the milestones are read off; its waypoints are recorded.
    (targets.GoalPath, target_figures.GoalRecord, {"goal", "milestones", "course"}),
    (targets.Milestone, target_figures.MilestoneRecord, set()),
    (targets.Verdict, target_figures.VerdictRecord, set()),
    (targets.Step, target_figures.StepRecord, set()),
    (targets.Turn, target_figures.TurnRecord, set()),
    (targets.Conflict, target_figures.ConflictRecord, set()),
    (targets.GrowthMonth, target_figures.GrowthRecord, set()),
    # The community's own words and the preset stand in the plan.
    (groups.GroupCourse, member_figures.GroupCourseRecord, set()),
    (groups.GroupMonth, member_figures.GroupMonthRecord, set()),
    (groups.Procedure, member_figures.ProcedureRecord, set()),
    (groups.ProcedureStep, member_figures.ProcedureStepRecord, set()),
    (groups.GroupsPlan, member_figures.GroupsRecord, set()),
    (members.MembersPlan, member_figures.MembersRecord, set()),
    (members.JourneyPlan, member_figures.JourneyRecord, {"journey"}),
    (members.JourneyWeek, member_figures.JourneyWeekRecord, set()),
    (members.StepWeek, member_figures.StepWeekRecord, set()),
    (members.ChannelCourse, member_figures.ChannelRecord, set()),
    (members.ChampionPlan, member_figures.ChampionsRecord, {"champions"}),
    (members.ChampionMonth, member_figures.ChampionMonthRecord, set()),
    (agenda.DutyGap, member_figures.DutyGapRecord, set()),
    (supplies.SupplyItem, member_figures.SupplyRecord, set()),
    (incentives.IncentivePlan, target_figures.IncentiveRecord, set()),
    (incentives.PointsMonth, target_figures.PointsRecord, set()),
    (incentives.LevelReach, target_figures.LevelRecord, set()),
]


@pytest.mark.parametrize(
    ("value", "record", "elsewhere"), RECORDED, ids=[value.__name__ for value, _, _ in RECORDED]
)
def test_every_field_is_recorded(value: type[Struct], record: type[Part], elsewhere: set[str]) -> None:
    names = set(value.__struct_fields__)
    assert names - set(record.__struct_fields__) == elsewhere


def test_every_value_of_a_playbook_is_asked_about() -> None:
    asked = {value for value, _, _ in RECORDED}
    for module in (
        activities,
        agenda,
        content,
        groups,
        hours,
        incentives,
        members,
        money,
        portfolio,
        supplies,
        targets,
    ):
        for name, kind in vars(module).items():
            if isinstance(kind, type) and kind.__module__ == module.__name__ and name not in PLAIN:
                assert kind in asked, f"{name} is new: say how it is recorded"


PLAIN = {"ActivityPlan", "Agenda", "AgendaItem", "Posting", "TopicFill", "Work"}
"""Recorded through what they hold, become or add up to."""
