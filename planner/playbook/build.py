"""The order in which a playbook is worked out: each step sees the plan, knowledge and named earlier steps only."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.agenda.days import build_agenda
from planner.playbook.agenda.duty import settle_duty, with_duty
from planner.playbook.assumptions import build_assumptions
from planner.playbook.events import place_chosen, place_written
from planner.playbook.goals.points import build_incentives
from planner.playbook.goals.targets import build_growth, build_paths
from planner.playbook.goals.verdicts import judge_goals
from planner.playbook.ground import Ground, lay_ground
from planner.playbook.groups.courses import build_groups, group_work
from planner.playbook.groups.further import with_further_groups
from planner.playbook.members.build import build_members, members_work, with_events
from planner.playbook.members.sparing import spare_full_weeks, without_spared
from planner.playbook.model import Playbook
from planner.playbook.money.cash import build_money
from planner.playbook.portfolio.choose import choose_portfolio
from planner.playbook.posts.calendar import build_calendar
from planner.playbook.posts.postings import build_postings
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.shortfalls.find import find_shortfalls
from planner.playbook.supplies.supplies import build_supplies
from planner.playbook.work.hours import build_hours
from planner.playbook.work.pieces import without_idle_routines


def build_playbook(plan: CompletePlan, previous: Previous = NOTHING_BEFORE) -> Playbook:
    """Return all that follows from a complete plan; what an earlier playbook settled stays where it still fits."""
    days = work_calendar(plan.calendar, plan.period)
    names = holder_names(plan)
    growth = build_growth(plan)
    paths = build_paths(plan, growth)
    plan = with_further_groups(plan, growth, days)
    groups = build_groups(plan, growth, days)
    members = build_members(plan, growth, days)
    postings = build_postings(plan, days, previous)
    ground = lay_ground(
        plan, days, postings, (*group_work(groups, plan.period), *members_work(plan, members))
    )
    written = place_written(plan, ground, previous)
    portfolio = choose_portfolio(plan, ground, written.occurrences, previous)
    activities = place_chosen(plan, ground, written, portfolio, previous)
    members = with_events(plan, members, activities.occurrences)
    calendar = build_calendar(plan, days, paths, postings, activities.occurrences, names, previous)
    entries, gaps = settle_duty(plan, days, calendar.entries, activities.occurrences, previous.as_of)
    calendar = replace(calendar, entries=entries)
    ground = with_duty(ground, entries)
    work = without_idle_routines(plan, ground.steady, activities.occurrences)
    ground = Ground(plan, ground.staff, postings, work)
    hours = build_hours(plan, ground, activities.occurrences, previous)
    spared = spare_full_weeks(members, hours.overloads)
    if spared is not members:
        members = spared
        work = without_spared(ground.steady, members)
        ground = Ground(plan, ground.staff, postings, work)
        hours = build_hours(plan, ground, activities.occurrences, previous)
    money = build_money(plan, activities.occurrences, hours, growth, previous)
    incentives = build_incentives(plan, growth)
    return Playbook(
        plan=plan,
        paths=judge_goals(plan, paths, growth, activities.occurrences),
        growth=growth,
        calendar=calendar,
        portfolio=portfolio,
        activities=activities,
        hours=hours,
        money=money,
        incentives=incentives,
        shortfalls=find_shortfalls(plan, ground, written.occurrences, previous.as_of),
        assumptions=build_assumptions(plan, hours, money, activities, growth, incentives, members.champions),
        groups=groups,
        members=members,
        agenda=build_agenda(plan, ground.staff, ground.steady, entries, activities.occurrences, hours, gaps),
        supplies=build_supplies(plan, days, entries, activities.occurrences),
        holiday_status={
            year: days.status(year) for year in range(plan.period.start.year, plan.period.last.year + 1)
        },
    )


def add_advice(playbook: Playbook, previous: Previous = NOTHING_BEFORE) -> Playbook:
    """Return the playbook with alternatives to its choice of activities; apart, because checking needs none."""
    from planner.playbook.portfolio.advice import build_advice

    plan = playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    written = tuple(event for event in playbook.activities.occurrences if event.activity.written)
    work = (*group_work(playbook.groups, plan.period), *members_work(plan, playbook.members))
    ground = lay_ground(plan, days, build_postings(plan, days, previous), work)
    return replace(playbook, advice=build_advice(plan, ground, written, playbook.portfolio, previous))


def holder_names(plan: CompletePlan) -> Mapping[str, Text]:
    """Return the name of every holder: a person's own, a role's in both languages."""
    names = {role.id: role.name for role in plan.roles.values()}
    return {**names, **{person.id: said(person.name) for person in plan.people}}
