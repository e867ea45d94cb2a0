"""The weeks of the content calendar whose titles are final: overview, posts in full, blanks to fill in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.completion.days import work_calendar
from planner.dates.ranges import Month, Week, weeks
from planner.documents import words
from planner.documents.names import Names
from planner.documents.seasons import Season, seasons
from planner.documents.sections.goals import named_figure, shown
from planner.documents.sections.holidays import HolidayRun, holiday_runs, make_up_days
from planner.documents.sections.leave import LeaveRow, leave_rows
from planner.documents.sections.overloads import AheadRow, WorkNames, ahead_rows, work_names
from planner.documents.texts import EntryTexts, Supply, entry_texts, is_open, supply
from planner.documents.week_rows import Row, week_rows
from planner.documents.week_work import DueTask, Load, due_tasks, week_loads
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry, OpenFill


@dataclass(frozen=True, slots=True)
class Post:
    """One post in full."""

    when: str
    place: str
    format: str
    """``article`` and ``live`` are not answered as a post in a group is."""
    texts: EntryTexts
    unwritten: tuple[Supply, ...]
    """Keys of a written topic that are empty."""
    due: str
    """Day by which they have to be there."""
    duty: str
    """Who answers after it; empty where nobody has to."""
    minutes: str
    absent: bool


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A post that nothing specific fills yet: which keys would, who writes it by when."""

    when: str
    series: str
    keys: tuple[str, ...]
    who: str
    due: str
    persona: str = ""
    """Whose members are asked for material; empty where nothing is to be asked."""
    offer: str = ""
    """What they are asked about; empty if there is nothing."""
    question: str = ""
    """A question of the pool to ask them again; empty where a new one is wanted."""


@dataclass(frozen=True, slots=True)
class WeekSheet:
    heading: str
    stage: str
    nodes: tuple[tuple[str, str], ...]
    """Nodes ahead: name and date."""
    holidays: tuple[HolidayRun, ...]
    make_up_days: tuple[str, ...]
    leave: tuple[LeaveRow, ...]
    seasons: tuple[Season, ...]
    targets: tuple[str, ...]
    """The goals at the month's end; only in the first week of a month."""
    month: str
    rows: tuple[Row, ...]
    posting: bool
    """Whether anything is posted; without posts the table has two columns."""
    posts: tuple[Post, ...]
    open: tuple[OpenSlot, ...]
    tasks: tuple[DueTask, ...]
    ahead: tuple[AheadRow, ...]
    """What is done in this week although it is due later."""
    loads: tuple[Load, ...]
    counting: bool
    """Whether there is anything to count: a group is open, or an event is held."""
    counted_on: str
    counter: str
    counts: tuple[tuple[str, str], ...]
    """What is counted on the last day: name and unit."""
    events: tuple[str, ...]
    """Events of the week whose heads are counted."""


def week_sheets(playbook: Playbook, final: tuple[Entry, ...], names: Names) -> tuple[WeekSheet, ...]:
    """Return one sheet for each week of the detail range; a month's targets stand in its first week."""
    sheets = []
    seen: set[Month] = set()
    days = work_calendar(playbook.plan.calendar, playbook.plan.period)
    known = work_names(playbook, names)
    for week in weeks(playbook.calendar.detail):
        entries = tuple(entry for entry in final if entry.week == week)
        month = Month.of(min(week.sunday, playbook.plan.period.last))
        targets = () if month in seen else _targets(playbook, month, names)
        seen.add(month)
        sheet = _week_sheet(playbook, week, entries, month, targets, known)
        runs = holiday_runs(days, week, playbook.calendar.entries, names)
        sheets.append(replace(sheet, holidays=runs, make_up_days=make_up_days(days, week, names)))
    return tuple(sheets)


def _week_sheet(
    playbook: Playbook,
    week: Week,
    entries: tuple[Entry, ...],
    month: Month,
    targets: tuple[str, ...],
    known: WorkNames,
) -> WeekSheet:
    """The sheet without its holidays."""
    names = known.names
    rows = week_rows(playbook, week, entries, names)
    days = week.range.intersection(playbook.plan.period) or week.range
    opened = _is_open_by(playbook, days.last)
    held = tuple(event for event in playbook.activities.occurrences if Week.of(event.on) == week)
    return WeekSheet(
        heading=words.week(week, names.language, playbook.plan.period.start.year),
        stage=words.enumeration(
            [names.stage(stage.id) for stage in playbook.plan.stages if stage.window.overlaps(days)],
            names.language,
        ),
        nodes=_nodes_ahead(week, names),
        holidays=(),
        make_up_days=(),
        leave=leave_rows(playbook.plan, names, week),
        targets=targets,
        month=words.month(month, names.language),
        seasons=seasons(names, days),
        rows=rows,
        posting=bool(entries),
        posts=tuple(_post(entry, names) for entry in entries if not is_open(entry)),
        open=tuple(
            _open_slot(entry, entry.fill, names) for entry in entries if isinstance(entry.fill, OpenFill)
        ),
        tasks=due_tasks(playbook, week, names),
        ahead=ahead_rows(playbook, week, known),
        loads=week_loads(playbook, week, known),
        counting=bool(rows) and (opened or bool(held)),
        counted_on=words.day(days.last, names.language),
        counter=names.holder(_counter(names)),
        counts=_counts(names) if opened else (),
        events=tuple(names.text(event.activity.name) for event in held),
    )


def _is_open_by(playbook: Playbook, day: date) -> bool:
    """Whether a group is open on a day; without groups the platforms are there from the first day."""
    groups = playbook.plan.groups
    return not groups or any(group.opened is None or group.opened <= day for group in groups)


def _post(entry: Entry, names: Names) -> Post:
    texts = entry_texts(entry, names)
    return Post(
        when=words.moment(entry.on, entry.time, names.language),
        place=names.place(entry.groups, entry.platform),
        format=entry.format,
        texts=texts,
        unwritten=tuple(supply(key, names.language) for key in texts.unwritten),
        due=words.day(entry.draft_due, names.language),
        duty=names.holder(entry.duty.person) if entry.reply_minutes else "",
        minutes=words.duration(entry.reply_minutes, names.language),
        absent=not entry.duty.covered,
    )


def _open_slot(entry: Entry, made: OpenFill, names: Names) -> OpenSlot:
    return OpenSlot(
        when=words.moment(entry.on, entry.time, names.language),
        series=names.series(entry.series),
        keys=made.lacks,
        who=names.holder(entry.owner),
        due=words.short_day(entry.draft_due, names.language),
        persona=names.persona(made.persona) if made.persona else "",
        offer=names.offer(made.offer) if made.offer else "",
        question=made.question.rstrip("?？"),
    )


def _nodes_ahead(week: Week, names: Names) -> tuple[tuple[str, str], ...]:
    """Nodes of this week, and those for which the lead time begins in it."""
    return tuple(
        (names.text(node.name), words.day(node.date, names.language))
        for node in names.plan.calendar.nodes
        if node.date in week.range or node.date - timedelta(days=node.lead_days) in week.range
    )


def _targets(playbook: Playbook, month: Month, names: Names) -> tuple[str, ...]:
    """The milestones of a month; of a goal without a baseline only the last one means anything."""
    return tuple(
        named_figure(path.kpi, shown(mark.value, playbook.plan.kpis[path.kpi], names), names)
        for path in playbook.paths
        for mark in path.milestones
        if mark.month == month and (not path.provisional or mark is path.milestones[-1])
    )


def _counter(names: Names) -> str:
    admin = names.plan.roles.get("admin")
    return (admin.holder or admin.id) if admin else "admin"


def _counts(names: Names) -> tuple[tuple[str, str], ...]:
    """KPIs of goals that can be counted weekly, each with its unit."""
    kpis = [names.plan.kpis[goal.kpi] for goal in names.plan.goals]
    return tuple(
        (names.kpi(kpi.id), "%" if kpi.value == "percent" else names.text(kpi.unit))
        for kpi in kpis
        if kpi.cadence in ("day", "week")
    )
