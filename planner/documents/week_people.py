"""A week person by person: their days in order of time, what has no day, and their hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.member_texts import MemberTexts
from planner.documents.sections.overloads import AheadRow
from planner.documents.sections.week_members import JourneySheet, sheets_of
from planner.documents.week_clock import days_and_time
from planner.documents.week_item import Item
from planner.documents.week_items import Placed
from planner.documents.week_work import Load
from planner.playbook.model import Playbook
from planner.playbook.values.agenda import AgendaItem


@dataclass(frozen=True, slots=True)
class Day:
    """What one person does on one day, in order of time; what has no hour comes last."""

    day: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RoutineRow:
    """A routine, told once for the week."""

    name: str
    days: str
    minutes: str
    """Each time."""
    what: str


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """All that one person does in a week."""

    name: str
    named: bool
    """Whether it is a person rather than a role that nobody holds yet."""
    loose: tuple[Item, ...]
    """What may be done on any day, in order of the days by which it is done."""
    reviews: tuple[Item, ...]
    """Approvals on days with nothing else."""
    days: tuple[Day, ...]
    routines: tuple[RoutineRow, ...]
    journeys: tuple[JourneySheet, ...]
    ahead: tuple[AheadRow, ...]
    load: Load | None


def person_sheets(
    playbook: Playbook,
    week: Week,
    placed: Sequence[Placed],
    journeys: Iterable[JourneySheet],
    ahead: Iterable[AheadRow],
    loads: Iterable[Load],
    texts: MemberTexts,
) -> tuple[PersonSheet, ...]:
    """Return everybody who has something to do in a week: people in the plan's order, then roles without a person."""
    names = texts.names
    found, of_ahead = tuple(journeys), tuple(ahead)
    by_holder = {load.holder: load for load in loads}
    agenda = playbook.agenda.week(week)
    busy = {
        *(one.person for one in placed),
        *(piece.person for piece in agenda),
        *(step.holder for one in found for step in one.steps),
        *by_holder,
    }
    order = [*(one.id for one in playbook.plan.people), *playbook.plan.roles]
    holders = [one for one in order if one in busy] + sorted(busy.difference(order))
    sheets = []
    for holder in holders:
        own = [one for one in placed if one.person == holder]
        days = _by_day([one for one in own if not one.loose])
        sheets.append(
            PersonSheet(
                name=words.capitalised(names.holder(holder)),
                named=names.is_person(holder),
                loose=tuple(one.item for one in own if one.loose),
                reviews=tuple(item for items in days.values() if _only_reviews(items) for item in items),
                days=tuple(
                    Day(words.day(on, names.language), tuple(items))
                    for on, items in days.items()
                    if not _only_reviews(items)
                ),
                routines=_routines(playbook, [one for one in agenda if one.person == holder], texts),
                journeys=tuple(sheets_of(found, holder)),
                ahead=tuple(row for row in of_ahead if row.who == names.holder(holder)),
                load=by_holder.get(holder),
            )
        )
    return tuple(sheets)


def _by_day(placed: Iterable[Placed]) -> Mapping[date, Sequence[Item]]:
    by_day: dict[date, list[Item]] = {}
    for one in placed:
        by_day.setdefault(one.on, []).append(one.item)
    return dict(sorted(by_day.items()))


def _only_reviews(items: Iterable[Item]) -> bool:
    return all(item.kind == "review" for item in items)


def _routines(playbook: Playbook, agenda: Iterable[AgendaItem], texts: MemberTexts) -> tuple[RoutineRow, ...]:
    """Routines with the days on which they fall; one of a longer and of a shorter kind stands twice."""
    names = texts.names
    known = {routine.id: routine for routine in playbook.plan.routines}
    falls: dict[tuple[str, int], list[date]] = {}
    for piece in agenda:
        parts = piece.id.split(":")
        if piece.source == "routine" and len(parts) > 1 and parts[1] in known:
            falls.setdefault((parts[1], piece.minutes), []).append(piece.on)
    return tuple(
        RoutineRow(
            name=names.text(known[routine].name),
            days=days_and_time(sorted(set(on_days)), "", Week.of(on_days[0]).range, names),
            minutes=words.duration(minutes, names.language),
            what=_what(texts, playbook, routine),
        )
        for (routine, minutes), on_days in falls.items()
    )


def _what(texts: MemberTexts, playbook: Playbook, routine: str) -> str:
    what = next((one.what for one in playbook.plan.routines if one.id == routine), None)
    return words.without_end(texts.say(what)) if what is not None else ""
