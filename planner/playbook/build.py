"""The order in which a playbook is worked out: each step sees the plan, knowledge and named earlier steps only."""

from __future__ import annotations

from collections.abc import Mapping

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.assumptions import build_assumptions
from planner.playbook.calendar import build_calendar
from planner.playbook.cash import build_money
from planner.playbook.events import place_chosen, place_written
from planner.playbook.hours import build_hours
from planner.playbook.model import Playbook
from planner.playbook.portfolio.choose import choose_portfolio
from planner.playbook.postings import build_postings
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.targets import build_growth, build_paths


def build_playbook(plan: CompletePlan, previous: Previous = NOTHING_BEFORE) -> Playbook:
    """Return all that follows from a complete plan; what an earlier playbook settled stays where it still fits."""
    days = work_calendar(plan.calendar, plan.period)
    names = holder_names(plan)
    growth = build_growth(plan)
    paths = build_paths(plan, growth)
    postings = build_postings(plan, days, previous)
    written = place_written(plan, days, names, postings, previous)
    portfolio = choose_portfolio(plan, days, written.occurrences, postings, previous)
    activities = place_chosen(plan, days, names, postings, written, portfolio, previous)
    calendar = build_calendar(plan, days, paths, postings, activities.occurrences, names, previous)
    hours = build_hours(plan, days, calendar, activities.occurrences)
    money = build_money(plan, activities.occurrences, hours)
    return Playbook(
        plan=plan,
        paths=paths,
        growth=growth,
        calendar=calendar,
        portfolio=portfolio,
        activities=activities,
        hours=hours,
        money=money,
        assumptions=build_assumptions(plan, hours, money, activities, growth),
        holiday_status={
            year: days.status(year) for year in range(plan.period.start.year, plan.period.last.year + 1)
        },
    )


def holder_names(plan: CompletePlan) -> Mapping[str, Text]:
    """Return the name of every holder: a person's own, a role's in both languages."""
    names = {role.id: role.name for role in plan.roles.values()}
    return {**names, **{person.id: said(person.name) for person in plan.people}}
