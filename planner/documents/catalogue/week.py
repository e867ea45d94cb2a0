"""The week sheets: for each week with final titles, who does what on which day, with every text ready to send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from planner.completion.days import work_calendar
from planner.dates.ranges import Month, Week, weeks
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.member_texts import MemberTexts, member_texts
from planner.documents.merging import file_of
from planner.documents.model import Document, Page
from planner.documents.names import Names
from planner.documents.seasons import Season, seasons
from planner.documents.sections.holidays import HolidayRun, holiday_runs, make_up_days
from planner.documents.sections.leave import LeaveRow, leave_rows
from planner.documents.sections.overloads import WorkNames, ahead_rows, work_names
from planner.documents.sections.week_counting import Blanks, blanks_of
from planner.documents.sections.week_heading import Due, Target, Theme, due_in, targets_of, theme_of
from planner.documents.sections.week_limits import Limit, limits_of
from planner.documents.sections.week_members import JourneySheet, Newcomers, journey_sheets, newcomers_of
from planner.documents.sections.week_reasons import Why, reasons_of
from planner.documents.sections.week_supplies import Supplies, supplies_of
from planner.documents.week_item import Item
from planner.documents.week_items import Desk, Placed
from planner.documents.week_open import OpenSlot, open_slots
from planner.documents.week_people import PersonSheet, person_sheets
from planner.documents.week_rows import Row, week_rows
from planner.documents.week_work import week_loads
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry

FOLDER = "weeks"
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of the week."""

    name: str
    when: str
    who: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week in one language."""

    community: str
    heading: str
    days: str
    stage: str
    theme: Theme | None
    month: str
    targets: tuple[Target, ...]
    """The goals at the month's end; only in the first week of a month that lies in the plan."""
    due: tuple[Due, ...]
    red_lines: tuple[str, ...]
    limits: tuple[Limit, ...]
    leave: tuple[LeaveRow, ...]
    holidays: tuple[HolidayRun, ...]
    make_up_days: tuple[str, ...]
    seasons: tuple[Season, ...]
    rows: tuple[Row, ...]
    loose: tuple[tuple[str, tuple[Item, ...]], ...]
    """Who does what on any day of the week; everybody's, whosever part is shown."""
    turns: tuple[str, ...]
    """Groups of the same members, of which a post of the week goes to some and not to others."""
    people: tuple[PersonSheet, ...]
    only: str
    """Whose part alone is shown; empty where it is everybody's."""
    events: tuple[EventLine, ...]
    events_file: str
    """Where their run sheets stand."""
    newcomers: Newcomers | None
    open: tuple[OpenSlot, ...]
    supplies: Supplies
    blanks: Blanks | None
    reasons: tuple[Why, ...]


@dataclass(frozen=True)
class WeekBook:
    """Makes the sheets of one playbook in one language; what all weeks need is looked up once."""

    playbook: Playbook
    language: Language

    def view(self, week: Week, only: str = "") -> WeekView:
        """Return the sheet of a week; ``only`` is the holder whose part alone is wanted."""
        playbook, names = self.playbook, self._names
        days = week.range.intersection(playbook.plan.period) or week.range
        entries = self.entries(week)
        month = Month.of(min(week.sunday, playbook.plan.period.last))
        held = [event for event in playbook.activities.occurrences if event.on in week.range]
        texts = self._texts(week)
        journeys = self.journeys(week)
        loads = week_loads(playbook, week, self._known)
        ahead = ahead_rows(playbook, week, self._known)
        placed = self.placed(week)
        people = person_sheets(playbook, week, placed, journeys, ahead, loads, texts)
        sheet = WeekView(
            community=playbook.plan.community.name,
            heading=words.week(week, self.language, playbook.plan.period.start.year),
            days=words.full_range(days, self.language),
            stage=words.enumeration(
                [names.stage(stage.id) for stage in playbook.plan.stages if stage.window.overlaps(days)],
                self.language,
            ),
            theme=theme_of(playbook, week, names),
            month=words.month(month, self.language),
            targets=targets_of(playbook, month, names) if self._opens_month(week) else (),
            due=due_in(playbook, week, names),
            red_lines=tuple(words.without_end(line.text) for line in playbook.plan.red_lines),
            limits=limits_of(names, entries),
            leave=leave_rows(playbook.plan, names, week),
            holidays=holiday_runs(self._days, week, playbook.calendar.entries, names),
            make_up_days=make_up_days(self._days, week, names),
            seasons=seasons(names, days),
            rows=week_rows(playbook, week, entries, names, texts),
            loose=tuple((person.name, person.loose) for person in people if person.loose),
            turns=_turns(names, entries),
            people=people,
            only="",
            events=tuple(
                EventLine(
                    names.text(event.activity.name),
                    words.day_and_time(event.on, event.start.strftime("%H:%M"), self.language),
                    words.enumeration(
                        list(
                            dict.fromkeys(names.holder(who) for who in event.activity.holders.values() if who)
                        ),
                        self.language,
                    ),
                )
                for event in held
            ),
            events_file=file_of("activity-plan", playbook.plan),
            newcomers=newcomers_of(playbook, week, journeys),
            open=open_slots(entries, names),
            supplies=supplies_of(playbook, week, self._known),
            blanks=blanks_of(playbook, week, held, names),
            reasons=reasons_of(playbook, week, entries, names),
        )
        return _part_of(sheet, only, names) if only else sheet

    def entries(self, week: Week) -> tuple[Entry, ...]:
        """Return the posts of a week in order of time."""
        return tuple(entry for entry in self.playbook.calendar.entries if entry.week == week)

    def placed(self, week: Week) -> tuple[Placed, ...]:
        """Return what everybody does on the days of a week."""
        return self._desk.items(week, self._texts(week))

    def journeys(self, week: Week) -> tuple[JourneySheet, ...]:
        """Return what is said to single members in a week."""
        return journey_sheets(self.playbook, week, self._texts(week))

    def _texts(self, week: Week) -> MemberTexts:
        days = week.range.intersection(self.playbook.plan.period) or week.range
        return member_texts(self.playbook, self._names, days.first)

    def _opens_month(self, week: Week) -> bool:
        """Whether it is the plan's first week, or its last day lies in another month than that of the week before."""
        first = self.playbook.plan.period.start
        month = Month.of(min(week.sunday, self.playbook.plan.period.last))
        return first in week.range or Month.of(max(first, _day_before(week.monday))) != month

    @cached_property
    def _names(self) -> Names:
        return Names(self.playbook.plan, self.language)

    @cached_property
    def _known(self) -> WorkNames:
        return work_names(self.playbook, self._names)

    @cached_property
    def _desk(self) -> Desk:
        return Desk(self.playbook, self._names)

    @cached_property
    def _days(self) -> WorkCalendar:
        return work_calendar(self.playbook.plan.calendar, self.playbook.plan.period)


def _turns(names: Names, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Groups with the same members, where a post goes to one of them alone."""
    found = []
    for group in names.plan.groups:
        same = {group.id, *group.same_members_as}
        if len(same) < _SEVERAL:
            continue
        if any(same.intersection(entry.groups) and not same.issubset(entry.groups) for entry in entries):
            found.append(names.short_groups(one.id for one in names.plan.groups if one.id in same))
    return tuple(dict.fromkeys(found))


def _day_before(on: date) -> date:
    return date.fromordinal(on.toordinal() - 1)


def _part_of(sheet: WeekView, holder: str, names: Names) -> WeekView:
    """The overview and one person's part; the rest is the others' business."""
    name = words.capitalised(names.holder(holder))
    return replace(
        sheet,
        people=tuple(person for person in sheet.people if person.name == name),
        only=name,
        newcomers=None,
        open=tuple(slot for slot in sheet.open if words.capitalised(slot.who) == name),
        supplies=replace(
            sheet.supplies,
            rows=tuple(row for row in sheet.supplies.rows if words.capitalised(row.who) == name),
        ),
        blanks=sheet.blanks
        if sheet.blanks is not None and words.capitalised(sheet.blanks.counter) == name
        else None,
        reasons=(),
    )


def week_pages(playbook: Playbook, language: Language) -> Iterator[Page]:
    """Yield a sheet for every week with final titles."""
    book = WeekBook(playbook, language)
    for week in weeks(playbook.calendar.detail):
        yield Page(f"{FOLDER}/{week}.md", book.view(week))


def has_detail(playbook: Playbook) -> bool:
    """Say whether any week has final titles."""
    return not playbook.calendar.detail.is_empty


DOCUMENT = Document("week", has_detail, split=week_pages)
