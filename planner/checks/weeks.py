"""Hours and weeks as messages show them, and who is away when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from planner.checks.context import WorkedOut
from planner.completion.team import WEEKDAYS
from planner.completion.values.team import CompletePerson
from planner.knowledge.schema import Text

_TENTH = Decimal("0.1")
_WEEKS_NAMED = 6
"""How many weeks a message names."""


def hours(minutes: int | Decimal) -> Decimal:
    """Return minutes as hours with one decimal."""
    return (Decimal(minutes) / 60).quantize(_TENTH, ROUND_HALF_UP).normalize() + 0


def hours_rounded_up(minutes: int | Decimal) -> Decimal:
    """Return minutes as hours with one decimal, never fewer than the minutes."""
    return (Decimal(minutes) / 60).quantize(_TENTH, ROUND_CEILING).normalize() + 0


def name_weeks(mondays: Sequence[date]) -> Text:
    """Return one week by its Monday, several as their number and the Mondays of the first ones."""
    if len(mondays) == 1:
        return Text(f"{mondays[0]} 那周", f"the week of {mondays[0]}")
    named = [monday.isoformat() for monday in sorted(mondays)[:_WEEKS_NAMED]]
    more = len(mondays) > len(named)
    zh = "、".join(named) + (" 等" if more else "")
    en = ", ".join(named) + (" and others" if more else "")
    return Text(f"{len(mondays)} 周\uff08{zh}\uff09", f"{len(mondays)} weeks ({en})")


def find_leave(person: CompletePerson, monday: date) -> int | None:
    """Return the number of the first leave that takes one of a person's days out of a week."""
    own = [
        day
        for day in (monday + timedelta(days=n) for n in range(7))
        if WEEKDAYS[day.weekday()] in person.days
    ]
    return next((n for n, leave in enumerate(person.leave) if any(day in leave for day in own)), None)


def stand_in(worked: WorkedOut, person: CompletePerson) -> Text:
    """Return the name of a person's deputy, else of whoever else there is."""
    others = [other for other in worked.complete.people if other.id != person.id]
    deputy = next((other for other in others if other.id == person.deputy), None)
    if deputy is not None:
        return Text(deputy.name, deputy.name)
    if not others:
        return Text("别人", "somebody else")
    return Text("或".join(other.name for other in others), " or ".join(other.name for other in others))
