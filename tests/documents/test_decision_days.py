"""Days on which something is decided: within the plan, on work days, when the decider is there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.completion.decision_days import decision_days
from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange
from planner.documents.names import Names
from planner.documents.sections.decisions import decisions, gate_day, stops
from planner.playbook.model import Playbook
from planner.playbook.work.duty import is_available


def with_decider(plan: CompletePlan, days: tuple[str, ...], *leave: DateRange) -> CompletePlan:
    """The plan with other days and leave for whoever holds the role of owner."""
    owner = plan.roles["owner"].holder
    people = tuple(
        replace(person, days=days, leave=leave) if person.id == owner else person for person in plan.people
    )
    return replace(plan, people=people)


@pytest.mark.parametrize("name", ["printers", "caterers", "quill", "street", "fixers", "balcony", "fruit"])
def test_every_decision_lies_in_the_plan_on_a_work_day_with_the_decider_there(
    request: pytest.FixtureRequest, name: str
) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    plan = playbook.plan
    calendar = work_calendar(plan.calendar, plan.period)
    decider = next((p for p in plan.people if p.id == plan.roles["owner"].holder), None)
    found = decisions(playbook, Names(plan, "en"))
    assert found
    for one in found:
        assert one.due >= plan.period.start
        assert calendar.is_work_day(one.due), one
        assert decider is None or is_available(decider, one.due), one


def test_what_is_known_on_a_day_is_decided_on_the_next_one_there(quill: Playbook) -> None:
    days = decision_days(with_decider(quill.plan, ("tue", "thu")))
    friday = quill.plan.period.start + timedelta(days=(4 - quill.plan.period.start.weekday()) % 7)
    assert days.from_day(friday).strftime("%a") == "Tue"
    assert days.from_day(date(2000, 1, 1)) >= quill.plan.period.start


def test_a_deadline_is_met_before_it_or_at_the_start(quill: Playbook) -> None:
    days = decision_days(with_decider(quill.plan, ("tue", "thu")))
    friday = quill.plan.period.start + timedelta(days=(4 - quill.plan.period.start.weekday()) % 7 + 14)
    assert friday - days.until(friday) == timedelta(days=1)
    assert days.until(date(2000, 1, 1)) == days.from_day(quill.plan.period.start)


def test_a_gate_waits_for_whoever_is_away_at_the_end_of_a_stage(quill: Playbook) -> None:
    stage = quill.plan.stages[0]
    away = DateRange(stage.window.end - timedelta(days=10), stage.window.end + timedelta(days=3))
    plan = with_decider(quill.plan, ("mon", "tue", "wed", "thu", "fri"), away)
    moved = replace(quill, plan=plan)
    assert gate_day(moved, stage) >= away.end
    assert gate_day(quill, stage) in stage.window
    assert stops(moved, Names(plan, "en"))[0].when != stops(quill, Names(quill.plan, "en"))[0].when


def test_who_has_weekends_only_decides_on_weekends(quill: Playbook) -> None:
    days = decision_days(with_decider(quill.plan, ("sat", "sun")))
    assert days.from_day(quill.plan.period.start).strftime("%a") in ("Sat", "Sun")
