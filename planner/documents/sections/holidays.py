"""Public holidays as documents tell them: which years are only estimated, and what a week's holidays do to drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.dates.ranges import ONE_DAY, DateRange, Week
from planner.dates.workdays import WorkCalendar
from planner.documents import words
from planner.documents.names import Names
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry

_LONGEST = 14
"""Days; no public holiday is longer."""


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """How well a year's public holidays are known."""

    year: int
    days: str
    """The part of the period that lies in it."""
    status: Literal["official", "estimated", "unknown"]


@dataclass(frozen=True, slots=True)
class HolidayRun:
    """Days off in a row that touch a week; ``drafts`` is the day by which what is sent on them is written."""

    name: str
    """Empty for days off of the plan's own."""
    days: str
    until: str
    """The last day, where it began in an earlier week; else empty."""
    drafts: str
    """Empty where nothing is sent on these days, or it is written on one of them."""


def holiday_years(playbook: Playbook, names: Names) -> tuple[HolidayYear, ...]:
    """Return the years of the period with the part of it that lies in each."""
    found = []
    for year, status in sorted(playbook.holiday_status.items()):
        days = DateRange(date(year, 1, 1), date(year + 1, 1, 1)).intersection(playbook.plan.period)
        if days is not None:
            found.append(HolidayYear(year, words.full_range(days, names.language), status))
    return tuple(found)


def years_with_status(playbook: Playbook, status: Literal["estimated", "unknown"], names: Names) -> str:
    """Return the years whose holidays are known that badly, as a list; empty where no country is said."""
    if not playbook.plan.calendar.country:
        return ""
    return words.listing(
        [str(year) for year, known in sorted(playbook.holiday_status.items()) if known == status],
        names.language,
    )


def holiday_runs(
    days: WorkCalendar, week: Week, entries: Iterable[Entry], names: Names
) -> tuple[HolidayRun, ...]:
    """Return the days off of a week; a holiday is told whole in its first week, then only until when it lasts."""
    sent = tuple(entries)
    found = []
    for run in _runs(days, week):
        goes_on = run.first < week.monday
        drafts = [] if goes_on else [entry.draft_due for entry in sent if entry.on in run]
        before = max(drafts, default=run.first) < run.first
        name = next(
            (days.holiday_name(on, names.language) for on in run if days.holiday_name(on, names.language)), ""
        )
        found.append(
            HolidayRun(
                name=name or "",
                days=words.date_range(run, names.language),
                until=words.plain_day(run.last, names.language) if goes_on else "",
                drafts=words.short_day(max(drafts), names.language) if drafts and before else "",
            )
        )
    return tuple(found)


def _runs(days: WorkCalendar, week: Week) -> Iterator[DateRange]:
    """Days off in a row, weekends between them included, that touch the week and have a public holiday in it."""
    seen: date | None = None
    for on in week.range:
        if not days.is_holiday(on) or (seen is not None and on < seen):
            continue
        first, end = on, on + ONE_DAY
        while days.is_holiday(first - ONE_DAY) and (on - first).days < _LONGEST:
            first -= ONE_DAY
        while days.is_holiday(end) and (end - on).days < _LONGEST:
            end += ONE_DAY
        seen = end
        yield DateRange(first, end)


def make_up_days(days: WorkCalendar, week: Week, names: Names) -> tuple[str, ...]:
    """Return the days of a weekend that are worked in exchange for a holiday."""
    return tuple(
        words.short_day(on, names.language)
        for on in week.range
        if on.weekday() >= 5 and days.is_make_up_day(on)
    )
