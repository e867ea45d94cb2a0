"""Completing the period and the calendar: last day, country, nodes, and the work calendar made of them."""

from __future__ import annotations

from datetime import timedelta

from planner.completion.origins import OriginBook
from planner.completion.values.days import CompleteCalendar, CompleteNode, CompleteOverride
from planner.dates.nodes import node_dates
from planner.dates.ranges import DateRange
from planner.dates.workdays import WorkCalendar, build_work_calendar
from planner.knowledge.fill import said
from planner.knowledge.load import load_nodes
from planner.plan.plan import Plan

_NODE_LEAD = 10


def complete_calendar(plan: Plan, period: DateRange, origins: OriginBook) -> CompleteCalendar:
    """Fill in the country (CN for Chinese plans) and the nodes that suit country and type."""
    written = plan.calendar
    country = written.country if written and written.country else None
    if country is None:
        country = "CN" if plan.head.language == "zh-CN" else ""
        origins.assumed(("calendar", "country"), f"languages/{plan.head.language}")
    if country.lower() in {"none", "无"}:
        country = ""
    own = tuple(
        CompleteNode(said(node.name), node.date, node.lead_days if node.lead_days is not None else _NODE_LEAD)
        for node in (written.nodes if written else None) or ()
    )
    taken = {node.date for node in own}
    known = tuple(
        CompleteNode(row.name, day, row.lead_days, row.id)
        for row in load_nodes().values()
        if (not row.countries or country.split("-")[0] in row.countries)
        and (not row.types or plan.community.type in row.types)
        for day in node_dates(row.rule, period)
        if day not in taken
    )
    return CompleteCalendar(
        country=country,
        days_off=(written.days_off if written else None) or (),
        make_up_days=(written.make_up_days if written else None) or (),
        nodes=tuple(sorted((*own, *known), key=lambda node: (node.date, node.name.en))),
        blackout=tuple(
            (DateRange(b.start, b.end + timedelta(days=1)), b.reason or "")
            for b in (written.blackout if written else None) or ()
        ),
        overrides=tuple(
            CompleteOverride(o.id, o.action, o.date, o.time or "", o.title or "")
            for o in (written.overrides if written else None) or ()
        ),
    )


def work_calendar(calendar: CompleteCalendar, period: DateRange) -> WorkCalendar:
    """Return the work calendar of a plan, with the years around its period."""
    return build_work_calendar(
        calendar.country or None,
        range(period.start.year - 1, period.end.year + 2),
        days_off=calendar.days_off,
        make_up_days=calendar.make_up_days,
    )
