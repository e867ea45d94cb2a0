"""What is short where required things cannot fit: only a draft has any, because such a plan has errors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from planner.dates.ranges import Month, Week
from planner.documents import words
from planner.documents.names import Names
from planner.documents.sections.cash import CATEGORY_NAMES
from planner.documents.sections.keys import place_of
from planner.playbook.model import Playbook
from planner.playbook.values.money import Shortfall

_CAUSES = 4


@dataclass(frozen=True, slots=True)
class ShortfallRow:
    """One limit that required things exceed; ``where`` names the category, stage, month or person.

    A person's weeks that lack time for the same things stand together; amounts are those of the worst one.
    """

    limit: Literal["total", "cap", "stage", "cash", "hours"]
    where: str
    week: str
    amount: str
    needed: str
    given: str
    causes: tuple[tuple[str, str], ...]
    """What is required there, and how much of the limit it takes."""
    more: int
    key: str
    weeks: int = 1


def shortfall_rows(playbook: Playbook, names: Names) -> tuple[ShortfallRow, ...]:
    """Return what is short, in the order of the playbook."""
    together: dict[tuple[str, ...], list[Shortfall]] = {}
    for number, one in enumerate(playbook.shortfalls):
        # Occurrences of one activity have ids of their own, but one name.
        things = sorted(name.zh for _, name, _ in one.causes)
        key = (one.where, *things) if one.limit == "hours" else (one.limit, str(number))
        together.setdefault(key, []).append(one)
    return tuple(
        replace(_row(max(found, key=lambda one: one.amount), names), weeks=len(found))
        for found in together.values()
    )


def _row(one: Shortfall, names: Names) -> ShortfallRow:
    year = names.plan.period.start.year
    return ShortfallRow(
        limit=one.limit,
        where=_where(one, names),
        week=words.week(Week.of(one.week), names.language, year) if one.week else "",
        amount=_amount(one, one.amount, names),
        needed=_amount(one, one.needed, names),
        given=_amount(one, one.given, names),
        causes=tuple(
            (names.text(name), _amount(one, amount, names)) for _, name, amount in one.causes[:_CAUSES]
        ),
        more=max(0, len(one.causes) - _CAUSES),
        key=place_of(one.path, names).key,
    )


def _where(one: Shortfall, names: Names) -> str:
    if one.limit == "cap":
        return next((names.text(name) for key, name in CATEGORY_NAMES.items() if key == one.where), one.where)
    if one.limit == "stage":
        return next(
            (names.stage(stage.id) for stage in names.plan.stages if stage.id == one.where), one.where
        )
    if one.limit == "cash":
        year, month = one.where.split("-")
        return words.month(Month(int(year), int(month)), names.language)
    return names.holder(one.where) if one.limit == "hours" else ""


def _amount(one: Shortfall, amount: Decimal, names: Names) -> str:
    if one.limit == "hours":
        return words.hours(int(amount), names.language)
    return words.money(amount, names.plan.currency)
