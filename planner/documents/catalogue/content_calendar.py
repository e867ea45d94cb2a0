"""The content calendar: final posts week by week, later slots month by month, planned against declared mix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.dates.ranges import DateRange, Month
from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.calendar_weeks import WeekSheet, week_sheets
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.texts import is_later, supply
from planner.playbook.model import Entry, LaterFill, Playbook


@dataclass(frozen=True, slots=True)
class LaterSlot:
    series: str
    days: str
    themes: str
    question: str
    offer: str
    decided: str


@dataclass(frozen=True, slots=True)
class LaterMonth:
    heading: str
    count: int
    slots: tuple[LaterSlot, ...]
    nodes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MixLine:
    pillar: str
    declared: str
    planned: str
    entries: int
    cause: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    community: str
    period: str
    count: int
    final: str
    """The weeks whose titles are final, as a range of days."""
    later_count: int
    audience: tuple[str, ...]
    """Who is online when."""
    red_lines: tuple[str, ...]
    missing: tuple[str, ...]
    weeks: tuple[WeekSheet, ...]
    months: tuple[LaterMonth, ...]
    mix: tuple[MixLine, ...]


def view_calendar(playbook: Playbook, language: Language) -> CalendarView:
    """Return all that the content calendar says, in one language."""
    plan, calendar = playbook.plan, playbook.calendar
    names = Names(plan, language)
    final = tuple(entry for entry in calendar.entries if not is_later(entry))
    later = tuple(entry for entry in calendar.entries if is_later(entry))
    return CalendarView(
        community=plan.community.name,
        period=words.full_range(plan.period, language),
        count=len(calendar.entries),
        final="" if calendar.detail.is_empty else words.date_range(calendar.detail, language),
        later_count=len(later),
        audience=_audience(names),
        red_lines=tuple(words.without_end(line.text) for line in plan.red_lines),
        missing=tuple(supply(key, language) for key in calendar.missing),
        weeks=week_sheets(playbook, final, names),
        months=_later_months(later, names),
        mix=tuple(
            MixLine(
                names.pillar(line.pillar),
                words.share(line.declared),
                words.share(line.planned),
                line.entries,
                names.series(line.cause) if line.cause else "",
            )
            for line in calendar.mix
        ),
    )


def _audience(names: Names) -> tuple[str, ...]:
    return tuple(
        f"{persona.name} {words.enumeration(persona.times, names.language)}"
        for persona in names.plan.personas
        if persona.times
    )


# --- later months, mix ---------------------------------------------------------------------------------------------


def _later_months(later: tuple[Entry, ...], names: Names) -> tuple[LaterMonth, ...]:
    by_month: dict[Month, list[Entry]] = {}
    for entry in later:
        by_month.setdefault(Month.of(entry.on), []).append(entry)
    return tuple(
        LaterMonth(
            heading=words.month(month, names.language),
            count=len(entries),
            slots=_later_slots(entries, names),
            nodes=tuple(
                (names.text(node.name), words.day(node.date, names.language))
                for node in names.plan.calendar.nodes
                if Month.of(node.date) == month
            ),
        )
        for month, entries in by_month.items()
    )


def _later_slots(entries: list[Entry], names: Names) -> tuple[LaterSlot, ...]:
    by_series: dict[str, list[tuple[Entry, LaterFill]]] = {}
    for entry in entries:
        if isinstance(entry.fill, LaterFill):
            by_series.setdefault(entry.series, []).append((entry, entry.fill))
    return tuple(
        LaterSlot(
            series=names.series(series),
            days=words.days_of_month([entry.on for entry, _ in slots], names.language),
            themes=words.enumeration(
                _once(names.pillar_kind(made.theme) for _, made in slots if made.theme), names.language
            ),
            question=slots[0][1].question,
            offer=names.offer(slots[0][1].offer),
            decided=words.date_range(
                DateRange.inclusive(
                    min(made.decided for _, made in slots), max(made.decided for _, made in slots)
                ),
                names.language,
                year=entries[0].on.year,
            ),
        )
        for series, slots in by_series.items()
    )


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


DOCUMENT = Document("content-calendar", always, view_calendar)
