"""The content calendar: final posts in one table, later slots month by month, planned against declared mix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.dates.ranges import DateRange, Month, Week, weeks
from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.model import Document, always
from planner.documents.names import Names
from planner.documents.seasons import Season, seasons
from planner.documents.sections.holidays import years_with_status
from planner.documents.sections.week_limits import Limit, limits_of
from planner.documents.texts import Supply, entry_texts, is_later, is_open, is_worded, message, supply
from planner.documents.week_open import OpenSlot, open_slots
from planner.documents.week_rows import Row, calendar_rows
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry, LaterFill


@dataclass(frozen=True, slots=True)
class LaterSlot:
    series: str
    days: str
    themes: str
    decided: str


@dataclass(frozen=True, slots=True)
class LaterMonth:
    heading: str
    count: int
    slots: tuple[LaterSlot, ...]
    written: tuple[tuple[str, str], ...]
    """Topics of these months that the plan has already: day and title."""
    nodes: tuple[tuple[str, str], ...]
    set: tuple[tuple[str, str], ...]
    """What is already set once in the month: text and day."""
    seasons: tuple[Season, ...]
    questions: tuple[str, ...]
    """What to ask members more about in this month; another choice than the month before."""
    offers: tuple[str, ...]
    """Whose use to look out for."""


@dataclass(frozen=True, slots=True)
class WeekRows:
    """The lines of one week of the table."""

    name: str
    file: str
    """Its sheet, as a path from this document."""
    rows: tuple[Row, ...]


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
    open_count: int
    """Posts of these weeks that nothing fills yet."""
    unworded: int
    """Posts of these weeks that have a title, but no first sentence or nothing they ask for."""
    to_write: bool
    """Whether any of them is not ready to paste: its body is an instruction to be carried out."""
    later_count: int
    far_count: int
    """Posts after these weeks whose topic is written already."""
    audience: tuple[str, ...]
    """Who is online when."""
    limits: tuple[Limit, ...]
    """Of the platforms that are posted to."""
    red_lines: tuple[str, ...]
    standing: tuple[str, ...]
    """What is already set and has no day of its own."""
    missing: tuple[Supply, ...]
    estimated_years: str
    unknown_years: str
    weeks: tuple[WeekRows, ...]
    posting: bool
    """Whether anything is posted in them; without posts the table has two columns."""
    open: tuple[OpenSlot, ...]
    months: tuple[LaterMonth, ...]
    mix: tuple[MixLine, ...]
    mix_explained: bool
    """Whether any line says why it differs."""


def view_calendar(playbook: Playbook, language: Language) -> CalendarView:
    """Return all that the content calendar says, in one language."""
    plan, calendar = playbook.plan, playbook.calendar
    names = Names(plan, language)
    listed = frozenset(weeks(calendar.detail))
    final = tuple(entry for entry in calendar.entries if entry.week in listed and not is_later(entry))
    later = tuple(entry for entry in calendar.entries if entry.week not in listed or is_later(entry))
    filled = tuple(entry for entry in final if not is_open(entry))
    mix = tuple(
        MixLine(
            names.pillar(line.pillar),
            words.share(line.declared),
            words.share(line.planned),
            line.entries,
            names.series(line.cause) if line.cause else "",
        )
        for line in calendar.mix
    )
    return CalendarView(
        community=plan.community.name,
        period=words.full_range(plan.period, language),
        count=len(calendar.entries),
        final="" if calendar.detail.is_empty else words.date_range(calendar.detail, language),
        open_count=len(final) - len(filled),
        unworded=sum(1 for entry in filled if not is_worded(entry, names)),
        to_write=any(not sent.whole for entry in filled if (sent := message(entry, names)) is not None),
        later_count=sum(1 for entry in later if is_later(entry)),
        far_count=sum(1 for entry in later if not is_later(entry)),
        audience=_audience(names),
        limits=limits_of(names, calendar.entries),
        standing=tuple(
            words.without_end(one.text) for one in plan.fixed if not one.when and one.date is None
        ),
        red_lines=tuple(words.without_end(line.text) for line in plan.red_lines),
        missing=tuple(supply(key, language) for key in calendar.missing),
        estimated_years=years_with_status(playbook, "estimated", names),
        unknown_years=years_with_status(playbook, "unknown", names),
        weeks=tuple(_week_rows(playbook, week, final, names) for week in weeks(calendar.detail)),
        posting=bool(final),
        open=open_slots(final, names),
        months=_later_months(playbook, later, names),
        mix=mix,
        mix_explained=any(line.cause or not line.entries for line in mix),
    )


def _week_rows(playbook: Playbook, week: Week, final: tuple[Entry, ...], names: Names) -> WeekRows:
    entries = tuple(entry for entry in final if entry.week == week)
    return WeekRows(
        words.week(week, names.language, playbook.plan.period.start.year),
        f"weeks/{week}.md",
        calendar_rows(playbook, week, entries, names),
    )


def _audience(names: Names) -> tuple[str, ...]:
    return tuple(
        f"{persona.name} {words.enumeration(persona.times, names.language)}"
        for persona in names.plan.personas
        if persona.times
    )


# --- later months, mix ---------------------------------------------------------------------------------------------


def _after_detail(playbook: Playbook, month: Month) -> DateRange:
    """The part of a month that lies in the plan and after the weeks with final titles."""
    period, detail = playbook.plan.period, playbook.calendar.detail
    later = DateRange(period.start if detail.is_empty else detail.end, period.end)
    return month.range.intersection(later) or month.range


_COLLECTED = 3
"""Questions a month; more are not collected beside the work."""
_WATCHED = 2


def _later_months(playbook: Playbook, later: tuple[Entry, ...], names: Names) -> tuple[LaterMonth, ...]:
    by_month: dict[Month, list[Entry]] = {}
    for entry in later:
        by_month.setdefault(Month.of(entry.on), []).append(entry)
    found: list[LaterMonth] = []
    for month, entries in by_month.items():
        window = _after_detail(playbook, month)
        before = found[-1] if found else None
        made = [entry.fill for entry in entries if isinstance(entry.fill, LaterFill)]
        offers = [names.offer(fill.offer) for fill in made if fill.offer]
        found.append(
            LaterMonth(
                heading=words.month(month, names.language),
                count=len(entries),
                slots=_later_slots(entries, names),
                written=tuple(
                    (
                        words.day_and_time(entry.on, entry.time, names.language),
                        entry_texts(entry, names).title,
                    )
                    for entry in entries
                    if not is_later(entry)
                ),
                nodes=tuple(
                    (names.text(node.name), words.day(node.date, names.language))
                    for node in names.plan.calendar.nodes
                    if node.date in window
                ),
                set=tuple(
                    (words.without_end(one.text), words.day_and_time(one.on, one.time, names.language))
                    for one in playbook.calendar.fixed
                    if one.on in window and not names.plan.fixed[one.index].when
                ),
                seasons=seasons(names, window),
                questions=_others_first(
                    [fill.question.rstrip("?？") for fill in made if fill.question],
                    before.questions if before else (),
                    _COLLECTED,
                ),
                offers=_others_first(offers, before.offers if before else (), _WATCHED),
            )
        )
    return tuple(found)


def _others_first(items: Iterable[str], before: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first few, those of the month before last; in their own order."""
    wanted = _once(items)
    kept = sorted(wanted, key=lambda item: item in before)[:most]
    return tuple(item for item in wanted if item in kept)


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
