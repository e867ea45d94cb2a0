"""The days around an event: preparation before it, sign-up and reminders, what follows.

Preparation is counted back in work days, and no piece is due after one that builds on it. A sign-up closes before the
first piece that needs the names; its messages go out on days on which somebody is there to send them and the plan
does not keep quiet. What follows keeps its order, and a promise made at the event can name its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of
from planner.completion.values.programme import CompleteActivity, CompletePreparation
from planner.completion.values.team import CompletePerson
from planner.dates.ranges import ONE_DAY
from planner.knowledge.activity_rows import ActivityKindRow, FollowUpRow, SignUpRow
from planner.playbook.posts.slots import clock_of, is_quiet_day, minutes_of
from planner.playbook.posts.spacing import is_quiet
from planner.playbook.values.activities import FollowUp, Preparation
from planner.playbook.work.duty import due_day, works_on
from planner.playbook.work.staff_days import StaffDays

_AWAY = 10
"""How many days what follows an event waits at most for somebody who is not there."""
_NEAR = 4
"""How many days a message of the sign-up moves at most."""
_OPEN = 3
"""Days for which a sign-up is open at least where holidays bring its end forward."""
_MORNING = 9 * 60
_DAY = 24 * 60
_STEP = 5
"""Minutes to which a time after the end is rounded up."""


@dataclass(frozen=True, slots=True)
class SignUpDays:
    """When a sign-up opens and closes, and when reminders are sent."""

    opens: date
    closes: date
    reminders: tuple[date, ...]


@dataclass
class EventDays:
    """Answers which days belong to an event, from the day on which it is held."""

    plan: CompletePlan
    staff: StaffDays
    first_work_day: date = field(init=False)
    _people: dict[str, CompletePerson] = field(init=False)
    _quiet_days: frozenset[date] = field(init=False)
    _quiet_hours: tuple[tuple[str, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        start = self.plan.period.start
        self.first_work_day = (
            start if self.staff.days.is_work_day(start) else self.staff.days.next_work_day(start)
        )
        self._people = {person.id: person for person in self.plan.people}
        used = {group.platform for group in self.plan.groups if group.status == "active"}
        platforms = [one for one in self.plan.platforms if one.id in used] or list(self.plan.platforms[:1])
        self._quiet_hours = tuple(one.quiet for one in platforms if one.quiet is not None)
        self._quiet_days = frozenset(
            start + ONE_DAY * n
            for n in range(self.plan.period.days)
            if is_quiet_day(self.plan, start + ONE_DAY * n)
        )

    def preparation(
        self, steps: Iterable[CompletePreparation], on: date
    ) -> tuple[tuple[CompletePreparation, date], ...]:
        """Return each step with the day on which it is due, in order; a step is due before those that follow it."""
        earliest = min(self.first_work_day, on)
        found: list[tuple[CompletePreparation, date]] = []
        following = on
        in_order = sorted(steps, key=lambda step: -step.work_days_before)
        for step in reversed(in_order):
            if step.work_days_before:
                latest = min(following, max(earliest, self.staff.back(on, step.work_days_before)))
                following = due_day(self.plan, step.owner, latest, self.staff.days, earliest)
            found.append((step, following))
        return tuple(reversed(found))

    def sign_up(
        self,
        row: SignUpRow,
        sender: str,
        on: date,
        preparation: Sequence[tuple[CompletePreparation, date]],
    ) -> SignUpDays:
        """Return the days of a sign-up for an event on a day: it closes before the work that needs the names."""
        first = self.plan.period.start
        needing = [due for step, due in preparation if step.after_sign_up]
        last = max(first, min([on - timedelta(days=row.closes), *(due - ONE_DAY for due in needing)]))
        closes = self._free_day(sender, last, max(first, last - timedelta(days=_NEAR)))
        nominal = on - timedelta(days=row.opens)
        before = (due for step, due in preparation if due <= nominal and not step.after_sign_up)
        ready = max([first, *before])
        open_for = timedelta(days=min(_OPEN, row.opens - row.closes))
        wished = min(max(ready, min(nominal, closes - open_for)), max(first, closes - ONE_DAY))
        opens = self._opening_day(sender, wished, ready, closes)
        reminders = []
        for days in row.reminders:
            if days > row.closes:
                day = min(on - timedelta(days=days), closes)
                least = opens + ONE_DAY
            else:
                day = on - timedelta(days=days)
                least = max([closes, *(due for due in needing if due <= day)])
            if least <= day:
                reminders.append(self._free_day(sender, day, least))
            elif days <= row.closes:
                reminders.append(max(first, day))
        return SignUpDays(opens, closes, tuple(sorted(dict.fromkeys(reminders))))

    def follow_up(
        self, activity: CompleteActivity, row: ActivityKindRow, event_id: str, end: datetime
    ) -> tuple[FollowUp, ...]:
        """Return what follows an event that ends at a time, in the order of its kind."""
        made = []
        before = (end.date(), "")
        for index, step in enumerate(row.follow_up):
            owner = activity.holders.get(step.role, holder_of("planner", self.plan.roles))
            if step.time is None:
                on, time = self._after_end(step, end)
            else:
                time = step.time
                on = self._next_there(owner, max(end.date() + timedelta(days=step.days), before[0]))
                if (on, time) <= before:
                    on = self._next_there(owner, on + ONE_DAY)
            before = max(before, (on, time))
            made.append(FollowUp(f"{event_id}:after-{index + 1}", on, time, owner, step.minutes, step.what))
        return tuple(made)

    def _after_end(self, step: FollowUpRow, end: datetime) -> tuple[date, str]:
        """Some minutes after the end; the next morning if nothing may be posted then."""
        at = end + timedelta(minutes=step.after_end)
        at += timedelta(minutes=-at.minute % _STEP)
        minute = at.hour * 60 + at.minute
        if step.by_phone or not any(is_quiet(minute, hours) for hours in self._quiet_hours):
            return at.date(), clock_of(minute)
        morning = max(
            [
                _MORNING,
                *(minutes_of(until) for _, until in self._quiet_hours if minutes_of(until) < _DAY // 2),
            ]
        )
        return (at.date() if minute < morning else at.date() + ONE_DAY), clock_of(morning)

    def _free_day(self, sender: str, last: date, first: date) -> date:
        """The last day from ``last`` back to ``first`` on which a message can be sent; at least one without a ban."""
        days = [last - ONE_DAY * n for n in range((last - first).days + 1)]
        free = (day for day in days if self._can_send(sender, day))
        allowed = (day for day in days if day not in self._quiet_days)
        return next(free, next(allowed, last))

    def _opening_day(self, sender: str, wished: date, ready: date, closes: date) -> date:
        """The free day nearest before the wished one, once the invitation is ready; else the next one after it."""
        earliest = min(wished, max(ready, wished - timedelta(days=_NEAR)))
        earlier = [wished - ONE_DAY * n for n in range((wished - earliest).days + 1)]
        later = [wished + ONE_DAY * n for n in range(1, (closes - wished).days)]
        return next((day for day in (*earlier, *later) if self._can_send(sender, day)), wished)

    def _can_send(self, sender: str, on: date) -> bool:
        person = self._people.get(sender)
        return on not in self._quiet_days and (person is None or works_on(person, on, self.staff.days))

    def _next_there(self, holder: str, on: date) -> date:
        """The day itself, or the next one within ten days that is not quiet and on which a named person is there."""
        return next(
            (day for day in (on + ONE_DAY * n for n in range(_AWAY)) if self._can_send(holder, day)), on
        )


def as_preparation(
    event_id: str, found: Iterable[tuple[CompletePreparation, date]], closes: date | None
) -> tuple[Preparation, ...]:
    """Return the preparation of an event; what needs the names begins the day after the sign-up has closed."""
    return tuple(
        Preparation(
            f"{event_id}:{step.id}",
            step.title,
            step.done,
            due,
            step.owner,
            step.minutes,
            min(closes + ONE_DAY, due) if step.after_sign_up and closes is not None else None,
        )
        for step, due in found
    )
