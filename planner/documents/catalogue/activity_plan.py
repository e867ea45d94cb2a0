"""The activity plan: what is held when and why, what did not fit, and for each activity all that a team needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import ONE_DAY
from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.activity_sheets import ActivitySheet, activity_sheet
from planner.documents.event_texts import event_role_name
from planner.documents.model import Document
from planner.documents.names import Names
from planner.documents.sections.left_out import LeftOutGroup, left_out_groups
from planner.knowledge.load import load_activity_kind
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence

_CHART_LIMIT = 30
"""Above this many events a chart is no longer readable."""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    day: str
    name: str
    ordinal: int
    of: int
    online: bool
    expected: int
    least: int
    most: int
    cost: str
    """Empty where nobody gave a price."""
    free: bool
    owner: str
    written: bool
    holiday: str


@dataclass(frozen=True, slots=True)
class Service:
    """An activity and what it does for the goals, strongest first: (KPI, 3 strong – 1 some)."""

    name: str
    written: bool
    stages: str
    own_goal: str
    """KPI of the goal that the plan holds it for; empty where none is written."""
    own_strength: int
    goals: tuple[tuple[str, int], ...]
    """The other goals that it serves."""
    other: tuple[str, ...]
    """What the kind does for the KPIs of its stages, where it serves no goal of the plan."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One event in the chart: its sign-up (the end exclusive, as charts have it) and its day, as ISO dates."""

    ordinal: int
    on: str
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class ActivityPlanView:
    community: str
    period: str
    count: int
    total: str
    unpriced: tuple[str, ...]
    currency: str
    goals: tuple[str, ...]
    rows: tuple[OverviewRow, ...]
    chart: tuple[Lane, ...]
    added: bool
    """Whether some activities are not the plan's own but were added."""
    services: tuple[Service, ...]
    left_out: tuple[LeftOutGroup, ...]
    red_lines: tuple[str, ...]
    sheets: tuple[ActivitySheet, ...]


def view_activities(playbook: Playbook, language: Language) -> ActivityPlanView:
    """Return all that the activity plan says, in one language."""
    plan = playbook.plan
    names = Names(plan, language)
    occurrences = playbook.activities.occurrences
    held = [(dates[0].activity, dates) for dates in _together(occurrences)]
    places = {o.id: (number, len(dates)) for _, dates in held for number, o in enumerate(dates, 1)}
    return ActivityPlanView(
        community=plan.community.name,
        period=words.full_range(plan.period, language),
        count=len(occurrences),
        total=words.money(
            sum((o.cost for o in occurrences if o.cost is not None), Decimal(0)), plan.currency
        ),
        unpriced=tuple(names.text(activity.name) for activity, _ in held if activity.costs is None),
        currency=plan.currency,
        goals=tuple(dict.fromkeys(names.kpi(goal.kpi) for goal in plan.goals)),
        rows=tuple(_overview_row(o, *places[o.id], names) for o in occurrences),
        chart=_chart(held, names) if 1 < len(occurrences) <= _CHART_LIMIT else (),
        added=any(not activity.written for activity, _ in held),
        services=tuple(_service(activity, dates, names) for activity, dates in held),
        left_out=left_out_groups(playbook.activities.left_out, names),
        red_lines=tuple(words.without_end(line.text) for line in plan.red_lines),
        sheets=tuple(activity_sheet(activity, dates, names) for activity, dates in held),
    )


def _together(occurrences: Iterable[Occurrence]) -> list[tuple[Occurrence, ...]]:
    """Events that share a sheet: those of one written activity, those of one chosen kind in whatever stage."""
    found: dict[str, list[Occurrence]] = {}
    for event in occurrences:
        key = event.activity.id if event.activity.written else f"kind {event.activity.kind}"
        found.setdefault(key, []).append(event)
    return [tuple(events) for events in found.values()]


def _overview_row(event: Occurrence, ordinal: int, of: int, names: Names) -> OverviewRow:
    activity = event.activity
    kind = load_activity_kind(activity.kind)
    year = names.plan.period.first.year
    day = words.day(event.on, names.language, year)
    space = "" if names.language == words.CHINESE else ", "
    return OverviewRow(
        day=f"{day}{space}{event.start.strftime('%H:%M')}",
        name=names.text(activity.name),
        ordinal=ordinal,
        of=of,
        online=activity.mode == "online",
        expected=activity.expected,
        least=activity.least,
        most=activity.most,
        cost=words.money(event.cost, names.plan.currency) if event.cost is not None else "",
        free=event.cost == 0,
        owner=event_role_name(names, activity, kind, kind.roles[0].id) if kind.roles else "",
        written=activity.written,
        holiday=names.text(event.holiday) if event.holiday else "",
    )


def _service(activity: CompleteActivity, dates: tuple[Occurrence, ...], names: Names) -> Service:
    serves = load_activity_kind(activity.kind).serves
    own = next((goal.kpi for goal in names.plan.goals if goal.id == activity.goal), "")
    wanted = dict.fromkeys(goal.kpi for goal in names.plan.goals if goal.kpi != own)
    strongest = sorted(((serves.get(kpi, 0), kpi) for kpi in wanted), key=lambda pair: -pair[0])
    served = tuple((names.kpi(kpi), strength) for strength, kpi in strongest if strength)
    stages = {event.stage for event in dates}
    watched = dict.fromkeys(k for s in names.plan.stages if s.id in stages for k in s.kpis if k in serves)
    beside = sorted(watched or serves, key=lambda kpi: (-serves[kpi], kpi))[:2]
    return Service(
        name=names.text(activity.name),
        written=activity.written,
        stages=words.enumeration(list(dict.fromkeys(names.stage(o.stage) for o in dates)), names.language),
        own_goal=names.kpi(own) if own else "",
        own_strength=serves.get(own, 0),
        goals=served,
        other=() if served or own else tuple(names.kpi(kpi) for kpi in beside),
    )


def _chart(held: Iterable[tuple[CompleteActivity, tuple[Occurrence, ...]]], names: Names) -> tuple[Lane, ...]:
    return tuple(
        Lane(
            names.text(activity.name),
            tuple(
                Bar(
                    ordinal=ordinal,
                    on=event.on.isoformat(),
                    opens=event.sign_up_opens.isoformat() if event.sign_up_opens else "",
                    closes=(event.sign_up_closes + ONE_DAY).isoformat() if event.sign_up_closes else "",
                )
                for ordinal, event in enumerate(dates, 1)
            ),
        )
        for activity, dates in held
    )


def _has_events(playbook: Playbook) -> bool:
    return bool(playbook.activities.occurrences or playbook.activities.left_out)


DOCUMENT = Document("activity-plan", _has_events, view_activities)
