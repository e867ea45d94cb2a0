"""The activity plan: what is held when and why, what did not fit, and for each activity all that a team needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import ONE_DAY
from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.activity_sheets import ActivitySheet, activity_sheet
from planner.documents.event_texts import event_role_name
from planner.documents.model import Document
from planner.documents.names import Names
from planner.documents.sections.chapters import recurrence_text
from planner.documents.sections.choice import ChoiceView, choice_view
from planner.documents.sections.left_out import LeftOutGroup, left_out_groups
from planner.knowledge.load import assumed, load_activity_kind
from planner.knowledge.schema import StageId
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
    nominal: str
    """The day of its recurrence, where it is held on another one; else empty."""
    changed: bool
    """Whether it is the plan itself that has moved it."""


DaySource = Literal["date", "recurrence", "placed", "added"]


@dataclass(frozen=True, slots=True)
class Service:
    """An activity and what it does for the goals, strongest first: (KPI, 3 strong – 1 some)."""

    name: str
    written: bool
    days: DaySource
    """Where its days come from: the plan's date, its recurrence, or days that suit."""
    recurrence: str
    counts: tuple[int, ...]
    """How often it is held in each stage of the plan that has events."""
    own_goal: str
    """KPI of the goal that the plan holds it for; empty where none is written."""
    own_strength: int
    goals: tuple[tuple[str, int], ...]
    """The other goals that it serves."""
    other: tuple[str, ...]
    """KPIs of its stages that it helps beside the goals, at most two."""


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
class Room:
    """How many events a stage has room for beside the written ones, and after how many days another one may be."""

    stage: str
    days: int
    written: int
    most: int


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
    placed: int
    """Events whose day is not the plan's own."""
    runners: str
    """Who has to be there on those days."""
    stages: tuple[str, ...]
    """Those that have events."""
    services: tuple[Service, ...]
    room: tuple[str, ...]
    """How many events may be added in each of the stages; empty without such a limit."""
    room_reasons: tuple[Room, ...]
    """Why; of the same stages."""
    choice: ChoiceView | None
    """``None`` where nothing was chosen beside what is written."""
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
    stages = [stage.id for stage in plan.stages if any(o.stage == stage.id for o in occurrences)]
    services = tuple(_service(activity, dates, stages, names) for activity, dates in held)
    free = [o for o in occurrences if _day_source(o.activity) in ("placed", "added")]
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
        placed=len(free),
        runners=_runners(free, names),
        stages=tuple(names.stage(stage) for stage in stages),
        services=services,
        room=_room(playbook, stages),
        room_reasons=_room_reasons(playbook, stages, names),
        choice=choice_view(playbook, names),
        left_out=left_out_groups(playbook.activities.left_out, names, playbook.portfolio),
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
        nominal=_nominal(event, names),
        changed=any(change.id == event.id for change in names.plan.calendar.overrides),
    )


def _nominal(event: Occurrence, names: Names) -> str:
    """The day in the id of an event of a recurrence or a date, where the event is held on another one."""
    try:
        nominal = date.fromisoformat(event.id.rsplit(":", 1)[-1])
    except ValueError:
        return ""
    return words.short_day(nominal, names.language) if nominal != event.on else ""


def _runners(events: Iterable[Occurrence], names: Names) -> str:
    """The named people who run these events, the one who runs most first."""
    counts = Counter(holder for event in events for holder in dict.fromkeys(event.activity.holders.values()))
    named = [names.holder(holder) for holder, _ in counts.most_common() if names.is_person(holder)]
    return words.listing(named, names.language)


def _day_source(activity: CompleteActivity) -> DaySource:
    if not activity.written:
        return "added"
    if activity.date is not None:
        return "date"
    return "recurrence" if activity.when else "placed"


def _room(playbook: Playbook, stages: Iterable[StageId]) -> tuple[str, ...]:
    limits = {limit.where: limit.bound for limit in playbook.portfolio.limits if limit.kind == "events"}
    return tuple(words.number(limits[stage]) if stage in limits else "" for stage in stages) if limits else ()


def _room_reasons(playbook: Playbook, stages: Iterable[StageId], names: Names) -> tuple[Room, ...]:
    limits = {limit.where: limit.bound for limit in playbook.portfolio.limits if limit.kind == "events"}
    written = Counter(event.stage for event in playbook.activities.occurrences if event.activity.written)
    return tuple(
        Room(names.stage(stage), int(assumed(f"event_gap_{stage}")), written[stage], limits[stage])
        for stage in stages
        if stage in limits
    )


def _service(
    activity: CompleteActivity, dates: tuple[Occurrence, ...], stages: Iterable[StageId], names: Names
) -> Service:
    serves = load_activity_kind(activity.kind).serves
    own = next((goal.kpi for goal in names.plan.goals if goal.id == activity.goal), "")
    wanted = dict.fromkeys(goal.kpi for goal in names.plan.goals if goal.kpi != own)
    strongest = sorted(((serves.get(kpi, 0), kpi) for kpi in wanted), key=lambda pair: -pair[0])
    served = tuple((names.kpi(kpi), strength) for strength, kpi in strongest if strength)
    held_in = Counter(event.stage for event in dates)
    watched = dict.fromkeys(
        k
        for s in names.plan.stages
        if s.id in held_in
        for k in s.kpis
        if k in serves and k not in (*wanted, own)
    )
    beside = sorted(watched or (() if served or own else serves), key=lambda kpi: (-serves[kpi], kpi))[:2]
    source = _day_source(activity)
    return Service(
        name=names.text(activity.name),
        written=activity.written,
        days=source,
        recurrence=recurrence_text(activity.when, names) if source == "recurrence" else "",
        counts=tuple(held_in[stage] for stage in stages),
        own_goal=names.kpi(own) if own else "",
        own_strength=serves.get(own, 0),
        goals=served,
        other=() if activity.written and (served or own) else tuple(names.kpi(kpi) for kpi in beside),
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
