"""The weeks of the content calendar whose titles are final: overview, posts in full, blanks to fill in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from planner.dates.ranges import Month, Week, weeks
from planner.documents import words
from planner.documents.event_texts import event_texts
from planner.documents.names import Names
from planner.documents.seasons import Season, seasons
from planner.documents.sections.goals import shown
from planner.documents.texts import EntryTexts, Supply, entry_texts, is_open, supply
from planner.documents.week_work import DueTask, Load, due_tasks, week_loads
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry, OpenFill

EventRow = Literal["event", "opens", "reminder", "last_reminder", "closes"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a week's overview: a post, an event or a date of its sign-up."""

    kind: EventRow | Literal["post", "open", "fixed", "set", "opening"]
    when: str
    title: str
    """Title of the post, name of the event."""
    where: str = ""
    pillar: str = ""
    written: str = ""
    """Who writes it by when; of events and their sign-up, who sees to it."""
    reviewed: str = ""
    event_day: str = ""


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


@dataclass(frozen=True, slots=True)
class WeekSheet:
    heading: str
    stage: str
    nodes: tuple[tuple[str, str], ...]
    """Nodes ahead: name and date."""
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
    for week in weeks(playbook.calendar.detail):
        entries = tuple(entry for entry in final if entry.week == week)
        month = Month.of(min(week.sunday, playbook.plan.period.last))
        targets = () if month in seen else _targets(playbook, month, names)
        seen.add(month)
        sheets.append(_week_sheet(playbook, week, entries, month, targets, names))
    return tuple(sheets)


def _week_sheet(
    playbook: Playbook,
    week: Week,
    entries: tuple[Entry, ...],
    month: Month,
    targets: tuple[str, ...],
    names: Names,
) -> WeekSheet:
    dated = [
        *_post_rows(entries, names),
        *_event_rows(playbook.activities.occurrences, week, names),
        *_set_rows(playbook, week, entries, names),
    ]
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
        targets=targets,
        month=words.month(month, names.language),
        seasons=seasons(names, days),
        rows=tuple(row for _, row in sorted(dated, key=lambda pair: pair[0])),
        posting=bool(entries),
        posts=tuple(_post(entry, names) for entry in entries if not is_open(entry)),
        open=tuple(
            _open_slot(entry, entry.fill, names) for entry in entries if isinstance(entry.fill, OpenFill)
        ),
        tasks=due_tasks(playbook, week, names),
        loads=week_loads(playbook, week, names),
        counting=bool(dated) and (opened or bool(held)),
        counted_on=words.day(days.last, names.language),
        counter=names.holder(_counter(names)),
        counts=_counts(names) if opened else (),
        events=tuple(names.text(event.activity.name) for event in held),
    )


def _is_open_by(playbook: Playbook, day: date) -> bool:
    """Whether a group is open on a day; without groups the platforms are there from the first day."""
    groups = playbook.plan.groups
    return not groups or any(group.opened is None or group.opened <= day for group in groups)


def _post_rows(entries: Iterable[Entry], names: Names) -> list[tuple[tuple[date, str], Row]]:
    return [
        (
            (entry.on, entry.time),
            Row(
                kind="open" if is_open(entry) else "post",
                when=words.moment(entry.on, entry.time, names.language),
                title=entry_texts(entry, names).title,
                where=names.place(entry.groups, entry.platform),
                pillar=names.pillar(entry.pillar),
                written=f"{names.holder(entry.owner)} {words.short_day(entry.draft_due, names.language)}",
                reviewed=_approval(entry, names),
            ),
        )
        for entry in entries
    ]


def _approval(entry: Entry, names: Names) -> str:
    """Who approves by when; nobody approves their own post."""
    if entry.reviewer == entry.owner:
        return "—"
    return f"{names.holder(entry.reviewer)} {words.short_day(entry.review_due, names.language)}"


def _event_rows(
    occurrences: Iterable[Occurrence], week: Week, names: Names
) -> list[tuple[tuple[date, str], Row]]:
    """Events of the week and the dates of their sign-ups, as rows between the posts."""
    rows = []
    for event in occurrences:
        for kind, on, time in _event_days(event):
            if Week.of(on) == week:
                row = Row(
                    kind=kind,
                    when=words.moment(on, time, names.language),
                    title=names.text(event.activity.name),
                    written=event_texts(names, event).lead(),
                    event_day=words.short_day(event.on, names.language),
                )
                rows.append(((on, time), row))
    return rows


def _set_rows(
    playbook: Playbook, week: Week, entries: tuple[Entry, ...], names: Names
) -> list[tuple[tuple[date, str], Row]]:
    """What is already set on a day, unless a series posts at that time, and groups that open."""
    language = names.language
    posted = {(entry.on, entry.time) for entry in entries}
    fixed = [
        (
            (day.on, day.time),
            Row(
                "fixed" if playbook.plan.fixed[day.index].when else "set",
                words.moment(day.on, day.time, language),
                words.without_end(day.text),
            ),
        )
        for day in playbook.calendar.fixed
        if Week.of(day.on) == week and (day.on, day.time) not in posted
    ]
    opening = [
        ((group.opened, ""), Row("opening", words.moment(group.opened, "", language), group.name))
        for group in playbook.plan.groups
        if group.opened is not None and Week.of(group.opened) == week and group.opened in playbook.plan.period
    ]
    return [*fixed, *opening]


def _event_days(event: Occurrence) -> list[tuple[EventRow, date, str]]:
    last = max(event.reminders, default=None)
    days: list[tuple[EventRow, date, str]] = [
        ("last_reminder" if day == last else "reminder", day, "") for day in event.reminders
    ]
    if event.sign_up_opens is not None:
        days.append(("opens", event.sign_up_opens, ""))
    if event.sign_up_closes is not None:
        days.append(("closes", event.sign_up_closes, ""))
    return [*days, ("event", event.on, event.start.strftime("%H:%M"))]


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
        words.named_kpi(names.kpi(path.kpi), shown(mark.value, playbook.plan.kpis[path.kpi], names))
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
