"""The first page: what lies here, what to read first on Monday, what the plan lacks, how to change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange, weeks
from planner.diagnostics.model import Language
from planner.documents.catalogue.week import FOLDER
from planner.documents.merging import file_of, is_small
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
_FEW = 4
"""Up to so many people are named as readers."""


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
    "week": Described(
        Text("每周的活", "The work of each week"),
        Text("{team}", "{team}"),
        Text(
            "{sheets} 周，一周一张，头一张从 {first_week}起：哪天几点发什么，全文照抄",
            "{sheets} weeks, a sheet for each, the first from {first_week}: what goes out when, with every text to paste",
        ),
    ),
    "calendar": Described(
        Text("内容日历和活动执行单", "The calendar, and run sheets of the events"),
        Text("{makers}", "{makers}"),
        Text("{posts} 条帖子，{detail_end}以前首句和问法都有了的 {ready} 条{and_events}", "{posts} posts; {ready} up to {detail_end} have their first sentence and question{and_events}"),
    ),
    "content-calendar": Described(
        Text("内容日历", "The content calendar"),
        Text("{writers}", "{writers}"),
        Text("{posts} 条帖子，{detail_end}以前首句和问法都有了的 {ready} 条", "{posts} posts; {ready} up to {detail_end} have their first sentence and question"),
    ),
    "activity-plan": Described(
        Text("活动执行单", "Run sheets of the events"),
        Text("{planner}", "{planner}"),
        Text("{its_events}", "{its_events}"),
    ),
    "rules": Described(
        Text("群规", "The rules"),
        Text("全体成员、{admin}", "all members, and {admin}"),
        Text("{rules} 条，另有 {notice} 字的公告可以直接贴", "{rules} rules, and a notice of {notice} characters to paste"),
    ),
    "scripts": Described(
        Text("话术", "Words for situations"),
        Text("{admin}", "{admin}"),
        Text("{scripts} 种情形：怎么说，不能怎么说，几分钟内交给谁", "{scripts} situations: what is said, what never, who is told within how many minutes"),
    ),
    "members": Described(
        Text("成员", "Members"),
        Text("{admin}", "{admin}"),
        Text("{of_members}", "{of_members}"),
    ),
    "materials": Described(
        Text("素材与审批", "Materials and approvals"),
        Text("{writers}", "{writers}"),
        Text("{supplies} 样要备的：谁备、几号要、谁点头", "{supplies} things to have ready: who gets them, by when, who says yes"),
    ),
    "hand-over": Described(
        Text("交接", "Hand-over"),
        Text("接{owner}、{admin}手的人", "whoever takes over from {owner_or_admin}"),
        Text("账号和群在谁手里，答应过没办的，头三天先做什么", "who holds accounts and groups, what is still owed, the first three days"),
    ),
}  # fmt: skip

WITH_MORE: Mapping[str, Described] = {
    "rules": Described(
        Text("群规和话术", "The rules, and words for situations"),
        Text("前半份给全体成员，后半份{admin}用", "all members; the second part for {admin}"),
        Text("{rules} 条，{notice} 字的公告可以直接贴；{scripts} 种情形怎么说、几分钟内交给谁", "{rules} rules and a notice of {notice} characters to paste; what is said in {scripts} situations, and who is told"),
    ),
    "members": Described(
        Text("成员、要备的料、交接", "Members, materials, hand-over"),
        Text("{admin}", "{admin}"),
        Text("{of_members}", "{of_members}"),
    ),
}  # fmt: skip
"""The same for documents that hold more for a small team."""


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
    first_post_file: str
    """Where its words stand."""
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
        first_post_file=_post_file(playbook, post) if post else "",
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


def _post_file(playbook: Playbook, post: Entry) -> str:
    if post.week in weeks(playbook.calendar.detail):
        return f"{FOLDER}/{post.week}.md"
    return file_of("content-calendar", playbook.plan)


def _first_monday(start: date) -> date:
    return start + timedelta(days=-start.weekday() % _WEEK)


def _holder(names: Names, role: str) -> str:
    return names.plan.roles[role].holder or role


def _documents(playbook: Playbook, names: Names, waiting: tuple[Decision, ...]) -> tuple[DocumentRow, ...]:
    """The catalogue is asked for here because it lists this document, too."""
    from planner.documents.catalogue import documents_of

    slots = _slots(playbook, names, waiting)
    rows = []
    for document in documents_of(playbook):
        if document.name == "index":
            continue
        known = described(document.name, playbook)
        texts = (names.text(fill(text, slots)) for text in (known.title, known.reader, known.line))
        title, reader, line = (capitalised(text) for text in texts)
        rows.append(DocumentRow(_first_file(document, playbook), title, reader, line))
    return tuple(rows)


def described(name: str, playbook: Playbook) -> Described:
    """Return how the first page speaks of a document of the playbook's set."""
    more = is_small(playbook.plan) and (name != "rules" or bool(playbook.plan.scripts))
    return WITH_MORE[name] if more and name in WITH_MORE else DESCRIPTIONS[name]


def _first_file(document: Document, playbook: Playbook) -> str:
    """A document's file; of several the one that is read first."""
    if document.name == "week":
        return f"{FOLDER}/{weeks(playbook.calendar.detail)[0]}.md"
    return f"{document.name}.md"


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
        "sheets": str(len(listed)),
        "first_week": day(detail.first, names.language) if not detail.is_empty else "",
        "rules": str(len(plan.rules.prohibited)),
        "notice": str(len(short_notice(plan, names))),
        "scripts": str(len(plan.scripts)),
        "supplies": number(len(playbook.supplies)),
    }
    task = min((task for stage in plan.stages for task in stage.tasks), key=lambda t: t.due, default=None)
    firsts = {
        "first_task": names.text(task.title) if task else "",
        "first_due": day(task.due, names.language) if task else "",
    }
    events = _events(playbook, names)
    lines = {
        "its_events": events or names.text(Text("一场也没排下，原因在里面", "none could be planned; the reasons are in it")),
        "and_events": names.text(Text(f"；{events}", f"; {events}")) if events else "",
        "of_members": _of_members(playbook, names),
    }  # fmt: skip
    said_words = {**figures, **firsts, **lines, **_readers(names)}
    return {slot: said(text) for slot, text in said_words.items()}


def _readers(names: Names) -> dict[str, str]:
    """Slots for those to whom a document is given."""
    holders = {role: names.holder(_holder(names, role)) for role in ("owner", "admin", "editor", "planner")}

    def several(joint: Callable[[list[str], Language], str], *roles: str) -> str:
        return joint(list(dict.fromkeys(holders[role] for role in roles)), names.language)

    people = [person.name for person in names.plan.people]
    all_of_them = Text("全组", "the whole team")
    return {
        **holders,
        "writers": several(listing, "editor", "admin"),
        "makers": several(listing, "editor", "admin", "planner"),
        "owner_or_admin": " or ".join(dict.fromkeys((holders["owner"], holders["admin"]))),
        "team": listing(people, names.language) if 0 < len(people) <= _FEW else names.text(all_of_them),
    }


def _events(playbook: Playbook, names: Names) -> str:
    """How many events there are, and the first; empty where there is none."""
    held = playbook.activities.occurrences
    if not held:
        return ""
    slots = {
        "count": said(str(len(held))),
        "day": said(day(held[0].on, names.language)),
        "name": said(names.text(held[0].activity.name)),
    }
    one = Text("1 场活动，{day}的{name}", "1 event, on {day}: {name}")
    many = Text("{count} 场活动，头一场是 {day}的{name}", "{count} events, the first on {day}: {name}")
    return names.text(fill(one if len(held) == 1 else many, slots))


def _of_members(playbook: Playbook, names: Names) -> str:
    """What the document about members holds, in figures of the plan."""
    members, supplies = playbook.members, is_small(playbook.plan)
    parts = [
        (
            len(members.channels),
            Text("{n} 处来路，每天各几个人", "{n} places they come from, how many a day"),
        ),
        (
            len(members.journeys),
            Text("{n} 种时候怎么一步步找人", "{n} journeys, step by step, with the words"),
        ),
        (
            members.champions.target if members.champions else 0,
            Text("{n} 位骨干怎么找怎么请", "how {n} champions are found and asked"),
        ),
        (len(playbook.supplies) if supplies else 0, Text("{n} 样要备的料", "{n} things to have ready")),
    ]
    shown = [names.text(fill(text, {"n": said(number(count))})) for count, text in parts if count]
    nothing = Text(
        "人从哪来还没写，写在哪、写什么", "where they come from is not written yet; what to write and where"
    )
    return ("，" if names.language == CHINESE else "; ").join(shown) or names.text(nothing)


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
