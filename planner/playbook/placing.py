"""Placing activities in time: which days, with which preparation, sign-up and follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from planner.completion.hours import steady_minutes
from planner.completion.model import CompletePlan
from planner.completion.team import WEEKDAYS, holder_of
from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import DateRange, Week, weeks
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Reason
from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.fill import said
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.duty import due_day, is_available, week_capacity
from planner.playbook.event_work import live_minutes
from planner.playbook.posts import stage_on
from planner.playbook.values.activities import FollowUp, Occurrence, Preparation

_LEISURE_TYPES = frozenset({"interest", "regional", "brand"})
"""For leisure communities a holiday is the season; for the others staff do not work on it."""


_YEAR_END = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})
"""Days on which nobody outside China is asked to come, even where the plan names no country (practice)."""


@dataclass
class Placer:
    """Places activities one after another, written ones first, and remembers which days are taken."""

    plan: CompletePlan
    days: WorkCalendar
    names: Mapping[str, Text]
    placed: list[Occurrence] = field(default_factory=list)
    _busy: dict[tuple[Week, str], int] = field(default_factory=dict)
    """Minutes already taken in a week from people with written hours: steady work, tasks, placed events."""

    def __post_init__(self) -> None:
        plan = self.plan
        for stage in plan.stages:
            steady = steady_minutes(
                plan.content.series,
                plan.routines,
                plan.people,
                plan.roles,
                plan.groups,
                {stage.id: stage.window},
                self.days,
            )
            for week in weeks(stage.window):
                for person in plan.people:
                    self._busy[(week, person.id)] = steady.get(person.id, 0)
        for stage in plan.stages:
            for task in stage.tasks:
                self._take(task.due, task.owner, task.minutes)
        for event in self.placed:
            self._take_event(event)

    def _take_event(self, event: Occurrence) -> None:
        for holder, minutes in live_minutes(event.activity).items():
            self._take(event.on, holder, minutes)
        for step in event.preparation:
            self._take(step.due, step.owner, step.minutes)

    def _take(self, on: date, holder: str, minutes: int) -> None:
        key = (Week.of(on), holder)
        if key in self._busy:
            self._busy[key] += minutes

    def _over(self, activity: CompleteActivity, day: date) -> int:
        """Minutes by which an event on that day exceeds the week of somebody who runs it."""
        week = Week.of(day)
        over = 0
        for holder, minutes in live_minutes(activity).items():
            capacity = week_capacity(self.plan, holder, week, self.days)
            if capacity is not None:
                over += max(0, self._busy.get((week, holder), 0) + minutes - capacity)
        return over

    def place(self, activity: CompleteActivity) -> tuple[Occurrence, ...]:
        """Return the occurrences of an activity in order of time."""
        found = []
        for ordinal, (nominal, on) in enumerate(self._days(activity), 1):
            occurrence = self._occurrence(activity, nominal, on, ordinal)
            if occurrence is not None:
                found.append(occurrence)
                self.placed.append(occurrence)
                self._take_event(occurrence)
        return tuple(found)

    def _days(self, activity: CompleteActivity) -> list[tuple[str, date]]:
        """Cause and day of each occurrence: a written day, a recurrence, or days that suit, spread evenly."""
        period = self.plan.period
        if activity.date is not None:
            return [(activity.date.isoformat(), activity.date)] if activity.date in period else []
        windows = [stage.window for stage in self.plan.stages if stage.id in activity.stages]
        if activity.when:
            rule = parse_recurrence(activity.when)
            if isinstance(rule, RecurrenceError):
                return []
            dates = occurrences(rule, period, workdays=self.days)
            inside = [day for day in dates if any(day in window for window in windows)]
            inside = inside[: activity.count] if activity.count is not None else inside
            return [(day.isoformat(), day) for day in inside if not self._blacked_out(day)]
        windows = self._open(windows) or (windows if activity.written else [])
        segments = windows if activity.count is None else _segments(windows, activity.count)
        found: list[tuple[str, date]] = []
        for index, segment in enumerate(segments):
            day = self._best_day(activity, segment, [on for _, on in found])
            if day is not None:
                found.append((str(index + 1), day))
        return found

    def _open(self, windows: list[DateRange]) -> list[DateRange]:
        """What is left of the windows from the day on which the first group opens."""
        opened = min((g.opened for g in self.plan.groups if g.opened), default=self.plan.period.start)
        return [DateRange(max(w.start, opened), w.end) for w in windows if opened < w.end]

    def _best_day(self, activity: CompleteActivity, segment: DateRange, own: list[date]) -> date | None:
        row = load_activity_kind(activity.kind)
        lead = max([p.work_days_before for p in activity.preparation] or [0]) * 7 // 5
        lead = max(lead, row.sign_up.opens if row.sign_up else 0)
        ready = self.plan.period.start + timedelta(days=lead)
        first = max(segment.start, ready)
        if first >= segment.end:
            if not activity.written:
                return None
            first = max(segment.start, min(ready, segment.last))
        middle = segment.start + timedelta(days=segment.days // 2)
        best: tuple[int, int, date] | None = None
        for day in DateRange(first, segment.end):
            cost = self._day_cost(activity, row, day, own)
            if cost is None:
                continue
            rank = (cost, abs((day - middle).days), day)
            if best is None or rank < best:
                best = rank
        return best[2] if best else None

    def _day_cost(
        self, activity: CompleteActivity, row: ActivityKindRow, day: date, own: list[date]
    ) -> int | None:
        """How ill a day suits; ``None`` if it is ruled out."""
        if self._blacked_out(day):
            return None
        last = day + timedelta(minutes=activity.duration)
        if last >= self.plan.period.end:
            return None
        holiday = self.days.is_holiday(day)
        leisure = self.plan.community.type in _LEISURE_TYPES
        if holiday and not (activity.holiday_ok or leisure):
            return None
        if not activity.written and self.plan.calendar.country != "CN" and (day.month, day.day) in _YEAR_END:
            return None
        weekday = WEEKDAYS[day.weekday()]
        cost = row.weekdays.index(weekday) * 2 if weekday in row.weekdays else 30
        if day.weekday() >= 5 and self.days.is_make_up_day(day):
            cost += 20
        others = [o for o in self.placed if abs((o.on - day).days) < 7]
        cost += 40 * len(others)
        over = self._over(activity, day)
        away = self._away(activity, day)
        if (over or away) and not activity.written:
            return None
        cost += over // 10 + 50 * away
        same = [*own, *(o.on for o in self.placed if o.activity.kind == activity.kind)]
        if any(abs((on - day).days) < row.distance_days for on in same):
            cost += 60
        return cost

    def _away(self, activity: CompleteActivity, day: date) -> int:
        """How many of the people who hold the event are not there on that day."""
        holders = set(activity.holders.values())
        return sum(1 for p in self.plan.people if p.id in holders and not is_available(p, day))

    def _blacked_out(self, day: date) -> bool:
        return any(day in blackout for blackout, _ in self.plan.calendar.blackout)

    def _occurrence(
        self, activity: CompleteActivity, nominal: str, on: date, ordinal: int
    ) -> Occurrence | None:
        plan = self.plan
        occurrence_id = f"event:{activity.id}:{nominal}"
        clock = activity.time
        override = next((o for o in plan.calendar.overrides if o.id == occurrence_id), None)
        if override is not None:
            if override.action == "skip":
                return None
            on, clock = override.date or on, override.time or clock
            if override.title:
                activity = replace(activity, name=said(override.title))
        row = load_activity_kind(activity.kind)
        offer, question = self._about(activity, on)
        start = datetime.combine(on, time(int(clock[:2]), int(clock[3:])))
        end = start + timedelta(minutes=activity.duration)
        sign_up = row.sign_up
        first = plan.period.start
        name = self.days.holiday_name(on, "zh-CN") if self.days.is_holiday(on) else None
        return Occurrence(
            id=occurrence_id,
            activity=activity,
            ordinal=ordinal,
            stage=stage_on(plan, on),
            on=on,
            start=start,
            end=end,
            sign_up_opens=max(first, on - timedelta(days=sign_up.opens)) if sign_up else None,
            sign_up_closes=max(first, on - timedelta(days=sign_up.closes)) if sign_up else None,
            reminders=tuple(max(first, on - timedelta(days=d)) for d in sign_up.reminders) if sign_up else (),
            preparation=self._preparation(activity, occurrence_id, on),
            follow_up=self._follow_up(activity, row, occurrence_id, end.date()),
            cost=activity.cost,
            holiday=Text(name, self.days.holiday_name(on, "en") or name) if name else None,
            offer=offer,
            question=question,
            reason=Reason(
                "spread evenly over days that suit", (("activities",),), (f"activities/{activity.kind}",)
            ),
        )

    def _about(self, activity: CompleteActivity, on: date) -> tuple[str, str]:
        """Offer and question of an occurrence: they belong together, and those used least come first."""
        plan = self.plan
        offers = [offer for offer in plan.offers if offer.is_available(on)]
        offer = next((offer for offer in offers if offer.id == activity.offer), None)
        fitting = [q for q in plan.questions if offer is None or q.offer in ("", offer.id)]
        fitting = [q for q in fitting if offer is not None and q.offer == offer.id] or fitting
        question = min(fitting, key=lambda q: sum(o.question == q.text for o in self.placed), default=None)
        if offer is None and question is not None and question.offer:
            offer = next((o for o in offers if o.id == question.offer), None)
        if offer is None:
            offer = min(offers, key=lambda o: sum(p.offer == o.name for p in self.placed), default=None)
        return (offer.name if offer else ""), (question.text if question else "")

    def _preparation(
        self, activity: CompleteActivity, occurrence_id: str, on: date
    ) -> tuple[Preparation, ...]:
        first = self.days.add_work_days(self.plan.period.start, 0)
        first = first if first >= self.plan.period.start else self.days.next_work_day(self.plan.period.start)
        made = []
        for step in activity.preparation:
            due = on if step.work_days_before == 0 else self.days.add_work_days(on, -step.work_days_before)
            made.append(
                Preparation(
                    f"{occurrence_id}:{step.id}",
                    step.title,
                    step.done,
                    due_day(self.plan, step.owner, max(min(first, on), due), self.days, min(first, on))
                    if step.work_days_before
                    else on,
                    step.owner,
                    step.minutes,
                )
            )
        return tuple(sorted(made, key=lambda step: (step.due, step.id)))

    def _follow_up(
        self, activity: CompleteActivity, row: ActivityKindRow, occurrence_id: str, last: date
    ) -> tuple[FollowUp, ...]:
        made = []
        for index, step in enumerate(row.follow_up):
            owner = activity.holders.get(step.role, holder_of("planner", self.plan.roles))
            wished = last + timedelta(days=step.days)
            on = wished if step.days == 0 else self._next_there(owner, wished)
            follow_up_id = f"{occurrence_id}:after-{index + 1}"
            made.append(FollowUp(follow_up_id, on, step.time, owner, step.minutes, step.what))
        return tuple(made)

    def _next_there(self, holder: str, on: date) -> date:
        """The day itself, or the next one within a week on which a named person is there."""
        person = next((p for p in self.plan.people if p.id == holder), None)
        if person is None:
            return on
        week = (on + timedelta(days=number) for number in range(7))
        return next((day for day in week if is_available(person, day)), on)


def _segments(windows: list[DateRange], count: int) -> list[DateRange]:
    """Divide the days of all windows into ``count`` runs of nearly equal length, none across two windows."""
    total = sum(window.days for window in windows)
    if not total or count <= 0:
        return []
    segments: list[DateRange] = []
    given = 0
    days_seen = 0
    for window in windows:
        days_seen += window.days
        here = round(count * days_seen / total) - given
        given += here
        for index in range(here):
            start = window.start + timedelta(days=window.days * index // here)
            end = window.start + timedelta(days=window.days * (index + 1) // here)
            if start < end:
                segments.append(DateRange(start, end))
    return segments
