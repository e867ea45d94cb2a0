"""Champions: how many there are to be, who asks them on which day, and when their term is over."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.completion.days import work_calendar
from planner.completion.team import is_available
from planner.dates.ranges import Month
from planner.knowledge.fill import slots_of
from planner.knowledge.load import assumed, load_champions
from planner.playbook.build import build_playbook
from planner.playbook.model import Playbook
from planner.playbook.values.members import ChampionPlan
from tests.planning import complete, complete_data, worked_out
from tests.strategies import plans, working_plans

some = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
playbooks = st.one_of(plans(), working_plans()).map(complete_data).map(build_playbook)

RUNNING = "community: {name: 早饭搭子, type: interest, situation: running, product: 面包房}"
MEMBERS = "goals: [{kpi: 成员数, target: 320, baseline: 300, by: 2026-12-31}]"


def champions(*changes: str) -> ChampionPlan:
    found = worked_out("bakery", *changes).members.champions
    assert found is not None
    return found


@some
@given(playbooks)
def test_nobody_is_asked_without_need_outside_the_plan_or_by_somebody_who_is_away(playbook: Playbook) -> None:
    plan, found = playbook.plan, playbook.members.champions
    if found is None:
        return
    people = {person.id: person for person in plan.people}
    days = work_calendar(plan.calendar, plan.period)
    for month in found.months:
        assert (month.asked_on is None) == (month.asked == 0)
        if month.asked_on is None:
            continue
        assert month.asked_on in plan.period
        assert Month.of(month.asked_on) == month.month
        person = people.get(month.owner)
        here = [day for day in month.month.range if day in plan.period and days.is_work_day(day)]
        if person is not None and any(is_available(person, day) for day in here):
            assert is_available(person, month.asked_on)
    minutes = sum(month.asked for month in found.months) * found.minutes_to_ask
    assert sum(load.demand.get("champions", 0) for load in playbook.hours.loads) == minutes


@some
@given(playbooks)
def test_a_written_target_is_reached_by_its_day_and_ours_is_what_there_is_time_for(
    playbook: Playbook,
) -> None:
    found = playbook.members.champions
    if found is None or not found.months:
        return
    after = [month for month in found.months if month.month >= Month.of(found.by)]
    assert max(month.wanted for month in found.months) <= max(found.target, 0)
    if found.champions.target is not None and after:
        assert {month.wanted for month in after} == {found.target}


def test_the_target_is_a_share_of_the_members_or_what_is_written_or_none() -> None:
    share = next(row.share for row in load_champions().values() if "interest" in row.types)
    assert champions().target == 200 * share
    assert champions("champions: {target: 9}").target == 9
    assert complete("bakery", "champions: {target: 0}").champions is None
    few = "goals: [{kpi: 成员数, target: 10, baseline: 5, by: 2026-12-31}]"
    assert champions(few).target == 2  # one alone cannot be relieved
    unknown = "goals: [{kpi: 满意度, target: 4, by: 2026-12-31, baseline: 3}]"
    assert complete("bakery", RUNNING, unknown).champions is None
    assert champions(RUNNING, unknown, "champions: {target: 3}").target == 3


def test_they_are_asked_after_the_build_stage_and_where_there_are_members_from_the_second_month() -> None:
    new = worked_out("bakery")
    build = next(stage.window for stage in new.plan.stages if stage.id == "build")
    assert new.members.champions is not None
    first = new.members.champions.months[0]
    assert (first.month, first.asked_on) == (Month.of(build.end), build.end)
    assert str(champions(RUNNING, MEMBERS).months[0].month) == "2026-08"


def test_they_grow_evenly_to_the_target_and_half_of_those_asked_say_yes() -> None:
    own = "champions: {target: 6, by: 2026-10-31, serves_weeks: 100}"
    found = champions(RUNNING, MEMBERS, own)
    assert [(str(one.month), one.wanted) for one in found.months[:4]] == [
        ("2026-08", 2), ("2026-09", 4), ("2026-10", 6), ("2026-11", 6),
    ]  # fmt: skip
    assert found.champions.accepts == Decimal("0.5")
    assert [one.asked for one in found.months[:4]] == [4, 4, 4, 0]
    assert all(one.asked_on is None or one.asked_on.day <= 15 for one in found.months)


def test_whose_term_is_over_goes_on_or_is_relieved() -> None:
    found = champions(RUNNING, MEMBERS, "champions: {target: 6, by: 2026-08-31, serves_weeks: 8}")
    # Asked on 3 August for eight weeks; in September three are new, and three go on until the end of November.
    assert [one.rests for one in found.months[:4]] == [0, 6, 3, 3]
    over = next(one for one in found.months if one.rests)
    # Three of six go on; for the other three six are asked.
    assert (over.wanted, over.asked) == (6, 6)


def test_who_has_few_hours_asks_fewer_unless_the_number_is_written() -> None:
    many = "goals: [{kpi: 成员数, target: 3000, baseline: 2900, by: 2026-12-31}]"
    team = "people: [{name: 陈姐, roles: [owner, admin, editor, planner], hours: %s}]"
    short, long = champions(RUNNING, many, team % 3), champions(RUNNING, many, team % 40)
    assert short.target < long.target
    most = 3 * 60 * assumed("journeys_share") * 365 / 12 / 7 / assumed("champion_minutes")
    assert max(one.asked for one in short.months) <= max(2, most)
    assert champions(RUNNING, many, team % 3, "champions: {target: 60}").target == 60


def test_where_nobody_has_time_to_ask_there_are_none() -> None:
    alone = "people: [{name: 陈姐, roles: [owner, admin, editor, planner], hours: 0}]"
    assert worked_out("bakery", alone).members.champions is None


def test_who_is_on_leave_leaves_the_asking_to_the_group_admin() -> None:
    team = """
people:
  - {name: 陈姐, id: chen, roles: [owner], leave: [{start: 2026-08-01, end: 2026-08-31}]}
  - {name: 小周, id: zhou, roles: [admin]}
"""
    owners = {str(one.month): one.owner for one in champions(RUNNING, MEMBERS, team).months if one.asked}
    assert owners["2026-08"] == "zhou"
    assert owners["2026-09"] == "chen"


@pytest.mark.parametrize("kind", ["interest", "industry", "knowledge", "technical"])
def test_every_type_has_words_for_them_and_the_plans_own_win(kind: str) -> None:
    community = f"community: {{name: 早饭搭子, type: {kind}, product: 面包房}}"
    found = complete("bakery", community).champions
    assert found is not None
    texts = (
        found.ask,
        found.rest,
        found.exit,
        *found.criteria,
        *found.sources,
        *found.jobs,
        *found.recognition,
    )
    assert set().union(*(slots_of(text) for text in texts)) <= {"activity"}
    own = complete("bakery", community, "champions: {name: 掌勺人, jobs: [每周看一次问答]}").champions
    assert own is not None
    assert (own.name.zh, [job.zh for job in own.jobs]) == ("掌勺人", ["每周看一次问答"])
    assert "掌勺人" in own.ask.zh  # our words call them what the plan calls them
    assert own.exit == found.exit


def test_what_somebody_is_asked_for_is_what_the_plan_says() -> None:
    own = complete("bakery", MEMBERS, "champions: {target: 5, serves_weeks: 8, minutes: 30}").champions
    assert own is not None
    assert "八周，一周半小时上下" in own.ask.zh
    assert "eight weeks, about half an hour a week" in own.ask.en
    assert own.rest.zh.startswith("八周到了")
    assert "eight weeks" in own.rest.en
