"""Hours as each person reads them: those of their own zone beside the plan's, and days that recur within a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.dates.ranges import DateRange
from planner.documents import words
from planner.documents.names import Names
from planner.documents.words import CHINESE
from planner.playbook.model import Playbook

_RUN = 2
"""Days after the first from which on several in a row are told as a span."""
_OFTEN = 4
"""Days of a week from which on a thing is told once instead of day by day."""


def own_time(playbook: Playbook, on: date, time: str, person: str, names: Names) -> str:
    """Return an hour, with that of the person's own zone beside it where they live in another one."""
    own = next((one.timezone for one in playbook.plan.people if one.id == person), "")
    if not time or not own or own == playbook.plan.timezone:
        return time
    there = datetime.fromisoformat(f"{on.isoformat()}T{time}").replace(
        tzinfo=ZoneInfo(playbook.plan.timezone)
    )
    here = there.astimezone(ZoneInfo(own))
    shown, city = here.strftime("%H:%M"), own.rsplit("/", 1)[-1].replace("_", " ")
    if here.date() != on:
        shown = words.moment(here.date(), shown, names.language)
    return f"{time}（{city} {shown}）" if names.language == CHINESE else f"{time} ({shown} in {city})"


def own_moment(playbook: Playbook, on: date, time: str, person: str, names: Names) -> str:
    """Return a day and an hour for tables, with the person's own hour where it is another one."""
    return words.moment(on, own_time(playbook, on, time, person, names), names.language)


def is_often(days: Sequence[date]) -> bool:
    """Whether something falls on so many days of a week that it is told once."""
    return len(days) >= _OFTEN


def days_and_time(days: Sequence[date], time: str, week: DateRange, names: Names) -> str:
    """Return several days of one week with their hour: ``每天 16:00``, ``周一至六 07:20`` / ``Mon–Sat 07:20``.

    ``week`` holds the days of it that lie in the plan; without an hour just the days.
    """
    chinese = names.language == CHINESE
    if len(days) == len(list(week)):
        shown = "每天" if chinese else "Every day"
    elif (days[-1] - days[0]).days == len(days) - 1 >= _RUN:
        first, last = (words.weekday(on, names.language) for on in (days[0], days[-1]))
        shown = f"周{first}至{last}" if chinese else f"{first}–{last}"
    else:
        each = [words.weekday(on, names.language) for on in days]
        shown = f"周{'、'.join(each)}" if chinese else ", ".join(each)
    return f"{shown} {time}" if time else shown
