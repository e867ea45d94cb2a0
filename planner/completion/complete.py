"""From the plan as written to the complete plan: the order in which gaps are filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from planner.completion.activities import Surroundings, complete_activities
from planner.completion.beginnings import begun_routines, begun_series
from planner.completion.champions import complete_champions
from planner.completion.content import (
    complete_content,
    complete_pillars,
    complete_routines,
    complete_series,
    complete_topics,
)
from planner.completion.days import complete_calendar, work_calendar
from planner.completion.decision_days import DecisionDays
from planner.completion.earlier import NOTHING_EARLIER, Earlier
from planner.completion.governance import complete_rules
from planner.completion.groups import complete_groups
from planner.completion.handover import complete_handover
from planner.completion.hours import fit_hours, steady_minutes, task_minutes_left
from planner.completion.journey_hours import (
    covered_routines,
    fit_journeys,
    journey_minutes,
    member_flow,
    needed_minutes,
)
from planner.completion.journeys import complete_journeys
from planner.completion.kpis import complete_kpis, means_of_measuring
from planner.completion.measuring import with_measuring
from planner.completion.member_params import member_params
from planner.completion.model import CompletePlan
from planner.completion.money import complete_acquisition, complete_budget
from planner.completion.origins import OriginBook
from planner.completion.params import plan_params
from planner.completion.period import complete_period
from planner.completion.scripts import complete_scripts
from planner.completion.staging import complete_stages, skipped_stages, stage_windows
from planner.completion.strategy import (
    complete_community,
    complete_fixed,
    complete_goals,
    complete_offers,
    complete_personas,
    complete_positioning,
    complete_questions,
    complete_red_lines,
)
from planner.completion.tasks import TaskMaker, opening_day, opening_holds, suitable_tasks
from planner.completion.team import (
    complete_people,
    complete_platforms,
    complete_roles,
    find_holder,
    holder_of,
)
from planner.completion.values.programme import CompleteSeries
from planner.completion.values.team import CompleteGroup, CompletePerson, CompleteRole
from planner.dates.ranges import DateRange
from planner.dates.workdays import WorkCalendar
from planner.knowledge.fill import fill, said
from planner.knowledge.load import assumed, community_type_ids, load_type
from planner.knowledge.schema import Text
from planner.knowledge.type_rows import TaskRow
from planner.plan.plan import Plan


def complete_plan(plan: Plan, earlier: Earlier = NOTHING_EARLIER) -> CompletePlan | None:
    """Return the plan with nothing left open; ``None`` if its community type is not one that we know.

    What ``earlier`` says (opening day, presets, tasks) stays wherever it still fits.
    """
    if plan.community.type not in community_type_ids():
        return None
    origins = OriginBook()
    type_row = load_type(plan.community.type)
    rhythm = type_row.rhythm[plan.community.situation or "new"]
    offers = complete_offers(plan)
    community = complete_community(plan, offers, origins)
    positioning = complete_positioning(plan)
    personas = complete_personas(plan)
    questions = complete_questions(plan, personas, offers)
    red_lines = complete_red_lines(plan, origins)
    banned = frozenset(tag for line in red_lines for tag in line.bans)

    platforms = complete_platforms(plan, type_row, origins)
    kpis = complete_kpis(plan.kpis or (), means_of_measuring(plan.community.type, platforms))
    goals = complete_goals(plan, kpis, origins)
    period = complete_period(plan.period)
    windows = stage_windows(plan, period, rhythm.stage_shares, origins)
    calendar = complete_calendar(plan, period, origins)
    days = work_calendar(calendar, period)
    zone = plan.head.timezone or _assume_zone(plan, origins)
    people = complete_people(plan, zone)
    roles = complete_roles(plan, people, origins)
    build_tasks = suitable_tasks(type_row, "build", community.situation, banned)
    opening = _opening(plan, build_tasks, windows.get("build", period), people, roles, days, earlier)
    groups = _opened(plan, complete_groups(plan, platforms, people, roles, period, origins), opening, origins)

    names = _holder_names(people, roles)
    reviewer = names.get(holder_of("owner", roles), roles["owner"].name)
    params = plan_params(community, positioning, personas, goals, kpis, questions, reviewer)
    if plan.platforms is None:
        platforms = tuple(replace(platform, why=fill(platform.why, params)) for platform in platforms)
    stage_ids = tuple(windows)
    pillars = complete_pillars(plan, type_row, rhythm, params, origins)
    series, without_platform = complete_series(
        plan, type_row, rhythm, pillars, platforms, groups, people, roles, stage_ids, params, origins
    )
    first_post = days.add_work_days(period.start, _FIRST_POST)
    if community.situation == "revive" and opening is not None:
        first_post = max(first_post, opening)
    series = _after_opening(plan, series, groups, first_post)
    routines = complete_routines(plan, rhythm, type_row, people, roles, stage_ids, params, names, origins)
    said_to_members = member_params(plan, params, names, roles, groups, platforms, offers, questions)
    acquisition = complete_acquisition(plan, people, dict(roles), origins)
    flow = member_flow(community, goals, groups, acquisition, period)
    journeys, forbidden = complete_journeys(
        plan, red_lines, people, roles, groups, platforms, said_to_members, names, origins
    )
    if plan.routines is None:
        routines = covered_routines(routines, rhythm.routines, journeys, flow)
    series, routines, without_hours = fit_hours(
        series,
        routines,
        plan.content is None or plan.content.series is None,
        rhythm.routines if plan.routines is None else (),
        frozenset(
            topic.series for topic in (plan.content.topics if plan.content else None) or () if topic.series
        ),
        people,
        roles,
        groups,
        pillars,
        windows,
        days,
        earlier,
        needed_minutes(journeys, flow),
    )
    steady = steady_minutes(series, routines, people, roles, groups, windows, days)
    journeys, later = fit_journeys(journeys, flow, steady, people)
    minutes_left = task_minutes_left(
        series, routines, people, roles, groups, windows, days, journey_minutes(journeys, flow)
    )
    first_open = min((group.opened for group in groups if group.opened), default=None)
    tasks = TaskMaker(
        type_row,
        community.situation,
        banned,
        people,
        roles,
        days,
        params,
        origins,
        names,
        first_open,
        minutes_left,
        earlier,
    )
    deciding = DecisionDays(people, roles, days, period)
    stages = with_measuring(
        complete_stages(plan, type_row, windows, goals, kpis, tasks, deciding, params, origins),
        goals,
        kpis,
        community.situation,
        groups,
        people,
        roles,
        days,
        earlier,
    )
    if plan.content is None or plan.content.series is None:
        series = begun_series(series, stages)
    if plan.routines is None:
        routines = begun_routines(routines, rhythm.routines, period, groups, stages)
    return CompletePlan(
        language=plan.head.language,
        timezone=zone,
        currency=plan.head.currency or _assume_currency(plan, origins),
        community=community,
        positioning=positioning,
        personas=personas,
        goals=goals,
        period=period,
        offers=offers,
        questions=questions,
        fixed=complete_fixed(plan),
        red_lines=red_lines,
        kpis=kpis,
        stages=stages,
        skipped=skipped_stages(plan),
        platforms=platforms,
        groups=groups,
        people=people,
        roles=roles,
        content=complete_content(
            plan,
            pillars,
            series,
            complete_topics(plan, pillars, type_row),
            _approver(plan, people, roles),
            origins,
        ),
        routines=routines,
        activities=complete_activities(
            plan, Surroundings(people, roles, goals, personas, offers, stage_ids, _currency(plan)), origins
        ),
        only_written_activities=bool(plan.activities and plan.activities.only_written),
        rules=complete_rules(plan, type_row, calendar.country, people, roles, params, origins),
        incentives=plan.incentives,
        checks=plan.checks,
        acquisition=acquisition,
        budget=complete_budget(plan, origins),
        calendar=calendar,
        journeys=journeys,
        champions=complete_champions(plan, flow, windows, period, said_to_members, origins),
        scripts=complete_scripts(plan, red_lines, people, roles, said_to_members, origins),
        handover=complete_handover(plan, people, roles),
        opening=opening,
        left_out=(*without_platform, *without_hours, *forbidden, *later, *tasks.left_out),
        origins=origins.all(),
    )


def _opening(
    plan: Plan,
    rows: list[TaskRow],
    window: DateRange,
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    days: WorkCalendar,
    earlier: Earlier,
) -> date | None:
    """The work day on which groups without a written opening day open; ``None`` where they are open already."""
    weeks = int(assumed(f"opening_weeks_{plan.community.situation or 'new'}"))
    if not weeks:
        return None
    if earlier.opening is not None and opening_holds(
        earlier.opening, rows, window, weeks, people, roles, earlier.as_of
    ):
        return earlier.opening
    monday = opening_day(rows, window, weeks, people, roles)
    day = monday if days.is_work_day(monday) else days.next_work_day(monday)
    return day if day in window else monday


def _opened(
    plan: Plan, groups: tuple[CompleteGroup, ...], opening: date | None, origins: OriginBook
) -> tuple[CompleteGroup, ...]:
    """Give groups that have neither members nor an opening day the opening day."""
    dated = []
    for index, group in enumerate(groups):
        closed = opening is not None and group.closes is not None and group.closes < opening
        if group.opened is None and not group.members and opening is not None and not closed:
            row = f"assumptions/opening_weeks_{plan.community.situation or 'new'}"
            origins.assumed(("groups", index, "opened"), row)
            dated.append(replace(group, opened=opening))
        else:
            dated.append(group)
    return tuple(dated)


_FIRST_POST = 3
"""Work days before the first post: it has to be written and reviewed."""


def _after_opening(
    plan: Plan, series: tuple[CompleteSeries, ...], groups: tuple[CompleteGroup, ...], earliest: date
) -> tuple[CompleteSeries, ...]:
    """Preset series begin when a post can be ready and the first of their groups is open; written ones as written."""
    if plan.content is not None and plan.content.series is not None:
        return series
    opened = {group.id: group.opened for group in groups}
    begun = []
    for one in series:
        days = [opened[group] for group in one.groups]
        first = min((day for day in days if day is not None), default=None) if None not in days else None
        begun.append(replace(one, start=max(first or earliest, earliest)))
    return tuple(begun)


def _holder_names(people: tuple[CompletePerson, ...], roles: Mapping[str, CompleteRole]) -> dict[str, Text]:
    return {
        **{role.id: role.name for role in roles.values()},
        **{person.id: said(person.name) for person in people},
    }


def _approver(plan: Plan, people: tuple[CompletePerson, ...], roles: Mapping[str, CompleteRole]) -> str:
    """Who approves posts: as written, else the community's owner."""
    written = plan.content.approver if plan.content else None
    return (find_holder(written, people, roles) if written else None) or holder_of("owner", roles)


def _currency(plan: Plan) -> str:
    return plan.head.currency or ("CNY" if plan.head.language == "zh-CN" else "USD")


def _assume_currency(plan: Plan, origins: OriginBook) -> str:
    origins.assumed(("currency",), f"languages/{plan.head.language}")
    return _currency(plan)


def _assume_zone(plan: Plan, origins: OriginBook) -> str:
    origins.assumed(("timezone",), f"languages/{plan.head.language}")
    return "Asia/Shanghai" if plan.head.language == "zh-CN" else "UTC"
