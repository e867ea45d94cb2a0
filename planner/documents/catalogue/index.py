"""The first page: what lies here, what to read first on Monday, what the plan lacks, how to change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange, weeks
from planner.diagnostics.model import Language
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.sections.decisions import Decision, decisions
from planner.documents.sections.gaps import Gap, gaps
from planner.documents.sections.goals import goal_rows, goals_by_day
from planner.documents.sections.holidays import HolidayYear, holiday_years
from planner.documents.sections.notice import short_notice
from planner.documents.texts import is_worded
from planner.documents.words import (
    CHINESE,
    capitalised,
    date_range,
    day,
    duration,
    enumeration,
    full_range,
    hours,
    listing,
    money,
    number,
    plain_day,
)
from planner.knowledge.fill import fill, said
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry

_WEEK = 7
_FIRST = 4


@dataclass(frozen=True, slots=True)
class Described:
    """How the first page speaks of a document; ``line`` has slots for the plan's figures."""

    title: Text
    reader: Text
    line: Text


DESCRIPTIONS: Mapping[str, Described] = {
    "index": Described(Text("先看这里", "Start here"), Text("所有人", "everybody"), Text("就是这一页", "this page")),
    "brief": Described(
        Text("两页说明", "In two pages"),
        Text("{owner}、批钱的人", "{owner}, and whoever approves the money"),
        Text(
            "{decisions} 件要定的事，最早的在 {first_decision}；{total} 逐月怎么花",
            "{decisions} decisions, the first by {first_decision}; how {total} is spent month by month",
        ),
    ),
    "playbook": Described(
        Text("运营手册", "The playbook"),
        Text("{owner}、新来的同事", "{owner}, and every new colleague"),
        Text(
            "{stages} 个阶段、{tasks} 件任务，头一件“{first_task}”{first_due}前做完",
            "{stages} stages, {tasks} tasks, the first of them “{first_task}” by {first_due}",
        ),
    ),
    "content-calendar": Described(
        Text("内容日历", "The content calendar"),
        Text("{writers}", "{writers}"),
        Text("{posts} 条帖子，{detail_end}以前首句和问法都有了的 {ready} 条", "{posts} posts; {ready} up to {detail_end} have their first sentence and question"),
    ),
    "activity-plan": Described(
        Text("活动执行单", "Run sheets of the events"),
        Text("{planner}", "{planner}"),
        Text("{events} 场活动，头一场是 {event_day}的{event_name}", "{events} events, the first on {event_day}: {event_name}"),
    ),
    "rules": Described(
        Text("群规", "The rules"),
        Text("全体成员、{admin}", "all members, and {admin}"),
        Text("{rules} 条，另有 {notice} 字的公告可以直接贴", "{rules} rules, and a notice of {notice} characters to paste"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of this folder."""

    file: str
    title: str
    reader: str
    line: str


@dataclass(frozen=True, slots=True)
class FirstWork:
    """What one person does first."""

    name: str
    tasks: tuple[tuple[str, str, str], ...]
    """Due day, title and length of the first few."""
    more: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """The first page in one language."""

    community: str
    period: str
    total: str
    weekly: str
    reached: tuple[tuple[str, tuple[str, ...]], ...]
    """Day, and what is to be reached by then."""
    figures: tuple[tuple[str, str], ...]
    """What, and how much."""
    documents: tuple[DocumentRow, ...]
    start: str
    monday: str
    """The first Monday where the period begins on one; else empty."""
    first_days: str
    """From the first day to the end of the first whole week; empty where it begins on a Monday."""
    first_work: tuple[FirstWork, ...]
    first_post: str
    first_post_at: str
    next_decision: Decision | None
    deciding: str
    country: str
    holidays: tuple[HolidayYear, ...]
    gaps: tuple[Gap, ...]
    check_command: str
    generate_command: str


def view_index(playbook: Playbook, language: Language) -> IndexView:
    """Return the first page in one language."""
    plan = playbook.plan
    names = Names(plan, language)
    first = _first_monday(plan.period.start)
    window = DateRange(plan.period.start, first + timedelta(days=_WEEK))
    waiting = decisions(playbook, names)
    post = next((entry for entry in playbook.calendar.entries), None)
    return IndexView(
        community=plan.community.name,
        period=full_range(plan.period, language),
        total=money(plan.budget.total, plan.currency),
        weekly=hours(sum(playbook.hours.weekly_mean.values()), language),
        reached=goals_by_day(goal_rows(playbook, names)),
        figures=_figures(playbook, names),
        documents=_documents(playbook, names, waiting),
        start=day(plan.period.start, language),
        monday=plain_day(first, language) if first == plan.period.start else "",
        first_days=date_range(window, language) if first != plan.period.start else "",
        first_work=_first_work(playbook, window, names),
        first_post=names.series(post.series) if post else "",
        first_post_at=post_time(post, language) if post else "",
        next_decision=waiting[0] if waiting else None,
        deciding=names.holder(_holder(names, "owner")),
        country=plan.calendar.country,
        holidays=holiday_years(playbook, names),
        gaps=gaps(playbook, names),
        check_command="planner check plan.yaml",
        generate_command="planner generate plan.yaml -o playbook",
    )


def post_time(entry: Entry, language: Language) -> str:
    """Return when a post goes out: ``6 月 8 日（一）07:30`` / ``Mon 8 June at 07:30``."""
    joint = "" if language == CHINESE else " at "
    return f"{day(entry.on, language)}{joint}{entry.time}"


def _first_monday(start: date) -> date:
    return start + timedelta(days=-start.weekday() % _WEEK)


def _holder(names: Names, role: str) -> str:
    return names.plan.roles[role].holder or role


def _documents(playbook: Playbook, names: Names, waiting: tuple[Decision, ...]) -> tuple[DocumentRow, ...]:
    """The catalogue is asked for here because it lists this document, too."""
    from planner.documents.catalogue import DOCUMENTS

    slots = _slots(playbook, names, waiting)
    rows = []
    for document in DOCUMENTS:
        known = DESCRIPTIONS.get(document.name)
        if known is None or document.name == "index" or not document.applies(playbook):
            continue
        texts = (names.text(fill(text, slots)) for text in (known.title, known.reader, known.line))
        title, reader, line = (capitalised(text) for text in texts)
        rows.append(DocumentRow(f"{document.name}.md", title, reader, line))
    return tuple(rows)


def _slots(playbook: Playbook, names: Names, waiting: tuple[Decision, ...]) -> dict[str, Text]:
    plan, entries, detail = playbook.plan, playbook.calendar.entries, playbook.calendar.detail
    listed = frozenset(weeks(detail))
    figures = {
        "decisions": str(len(waiting)),
        "first_decision": waiting[0].when if waiting else "",
        "total": money(plan.budget.total, plan.currency),
        "stages": str(len(plan.stages)),
        "tasks": str(sum(len(stage.tasks) for stage in plan.stages)),
        "posts": number(len(entries)),
        "ready": number(sum(entry.week in listed and is_worded(entry, names) for entry in entries)),
        "detail_end": plain_day(detail.last, names.language) if not detail.is_empty else "",
        "events": str(len(playbook.activities.occurrences)),
        "rules": str(len(plan.rules.prohibited)),
        "notice": str(len(short_notice(plan, names))),
    }
    task = min((task for stage in plan.stages for task in stage.tasks), key=lambda t: t.due, default=None)
    event = next(iter(playbook.activities.occurrences), None)
    firsts = {
        "first_task": names.text(task.title) if task else "",
        "first_due": day(task.due, names.language) if task else "",
        "event_day": day(event.on, names.language) if event else "",
        "event_name": names.text(event.activity.name) if event else "",
    }
    holders = {role: names.holder(_holder(names, role)) for role in ("owner", "admin", "editor", "planner")}
    writers = listing(list(dict.fromkeys((holders["editor"], holders["admin"]))), names.language)
    return {slot: said(text) for slot, text in {**figures, **firsts, **holders, "writers": writers}.items()}


def _figures(playbook: Playbook, names: Names) -> tuple[tuple[str, str], ...]:
    plan, cash = playbook.plan, playbook.money
    unplanned = money(cash.unplanned, plan.currency) if cash.unplanned >= 0 else ""
    over = money(-cash.unplanned, plan.currency) if cash.unplanned < 0 else ""
    rows = (
        (Text("已排的钱", "Money planned"), money(cash.planned, plan.currency)),
        (Text("预备金", "Contingency"), money(cash.contingency, plan.currency)),
        (Text("没派用场", "Without a purpose yet"), unplanned),
        (Text("超出总数", "Above the total"), over),
        (Text("全程工时", "Hours in all"), hours(playbook.hours.total, names.language)),
        (Text("帖子", "Posts"), number(len(playbook.calendar.entries))),
        (Text("活动场次", "Events"), number(len(playbook.activities.occurrences))),
        (Text("任务", "Tasks"), number(sum(len(stage.tasks) for stage in plan.stages))),
        (Text("群", "Groups"), listing([group.name for group in plan.groups], names.language)),
        (
            Text("开群日", "Groups open"),
            _opening_days(plan, names),
        ),
    )
    return tuple((names.text(what), figure) for what, figure in rows if figure)


def _opening_days(plan: CompletePlan, names: Names) -> str:
    opened = (group.opened for group in plan.groups if group.opened and group.opened in plan.period)
    return enumeration(list(dict.fromkeys(plain_day(on, names.language) for on in opened)), names.language)


def _first_work(playbook: Playbook, window: DateRange, names: Names) -> tuple[FirstWork, ...]:
    """Tasks due from the start to the end of the first whole week, by person."""
    by_holder: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for stage in playbook.plan.stages:
        for task in stage.tasks:
            if task.due in window:
                row = (
                    day(task.due, names.language),
                    names.text(task.title),
                    duration(task.minutes, names.language),
                )
                by_holder[task.owner].append(row)
    return tuple(
        FirstWork(names.holder(holder), tuple(rows[:_FIRST]), max(0, len(rows) - _FIRST))
        for holder, rows in by_holder.items()
    )


DOCUMENT = Document("index", always, view_index)
