"""Which occurrences are wanted: those with a day that is set, and those for which a day is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.days import CompleteOverride
from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import DateRange
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.diagnostics.model import PlanPath, Reason
from planner.knowledge.fill import said
from planner.knowledge.load import load_activity_kind
from planner.playbook.placing.spreading import Place, alone, segments, share_out
from planner.playbook.values.portfolio import Choice
from planner.playbook.work.event_work import is_big
from planner.playbook.work.staff_days import StaffDays

_DAY = 24 * 60
SPREAD_RULE = "spread evenly over days that suit"


class Wanted(Struct, frozen=True):
    """An occurrence that is to be held. ``on`` is set where the plan sets it; else ``place`` says where to look."""

    id: str
    activity: CompleteActivity
    ordinal: int
    reason: Reason
    clocks: tuple[str, ...]
    """Hours at which it may begin, best first."""
    on: date | None = None
    place: Place | None = None
    windows: tuple[DateRange, ...] = ()
    """All days on which it may be held."""
    ready: date = date.min
    """First day by which it can be prepared."""
    value: int = 0
    """Points that it adds to the choice; those of least value give way."""
    path: PlanPath = ()
    big: bool = False
    """Whether it is too much to have two of them in one week."""


@dataclass
class Wishes:
    """Turns activities into wanted occurrences: dates, recurrences and overrides first, the rest spread evenly."""

    plan: CompletePlan
    staff: StaffDays
    taken: frozenset[str] = frozenset()
    """Ids of occurrences that are settled already."""
    as_of: date | None = None
    _overrides: dict[str, CompleteOverride] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for override in self.plan.calendar.overrides:
            self._overrides.setdefault(override.id, override)

    def written(self, index: int, activity: CompleteActivity) -> list[Wanted]:
        """Return the occurrences of a written activity."""
        path: PlanPath = ("activities", index)
        knowledge = (f"activities/{activity.kind}",)
        if activity.date is not None or activity.when:
            rule = "written day" if activity.date is not None else "recurrence of the activity"
            reason = Reason(rule, (path,), knowledge)
            found = [
                self._wanted(activity, day.isoformat(), number, reason, path, on=day)
                for number, day in enumerate(self._dates(activity), 1)
            ]
        else:
            windows = self.windows(activity)
            runs = windows if activity.count is None else segments(windows, activity.count)
            reason = Reason(SPREAD_RULE, (path,), knowledge)
            found = [
                self._wanted(
                    activity, str(number), number, reason, path, place=alone(segment), windows=tuple(windows)
                )
                for number, segment in enumerate(runs, 1)
            ]
        return [one for one in found if one is not None]

    def chosen(self, choices: Sequence[Choice], set_days: Iterable[date]) -> list[Wanted]:
        """Return the occurrences of chosen activities, spread over their stage beside days that are set already."""
        days = list(set_days)
        found: list[Wanted | None] = []
        for stage in self.plan.stages:
            here = [choice for choice in choices if choice.stage == stage.id]
            windows = self._open([stage.window])
            counts = [choice.activity.count or 1 for choice in here]
            if not windows or not here:
                continue
            for choice, places in zip(here, share_out(windows[0], counts, days), strict=True):
                reason = Reason(
                    SPREAD_RULE, (("stages", stage.id), *choice.reason.paths), choice.reason.knowledge
                )
                found += [
                    self._wanted(
                        choice.activity,
                        str(number),
                        number,
                        reason,
                        ("activities",),
                        place=place,
                        windows=tuple(windows),
                        value=choice.points // len(places),
                    )
                    for number, place in enumerate(places, 1)
                ]
        return [one for one in found if one is not None]

    def without_window(self, choices: Sequence[Choice]) -> list[Choice]:
        """Return the choices whose stage has no day on which a group is open."""
        shut = {stage.id for stage in self.plan.stages if not self._open([stage.window])}
        return [choice for choice in choices if choice.stage in shut]

    def _wanted(
        self,
        activity: CompleteActivity,
        nominal: str,
        number: int,
        reason: Reason,
        path: PlanPath,
        on: date | None = None,
        place: Place | None = None,
        windows: tuple[DateRange, ...] = (),
        value: int = 0,
    ) -> Wanted | None:
        """The occurrence with its override; ``None`` if it is skipped, settled or lies in the past."""
        event_id = f"event:{activity.id}:{nominal}"
        if event_id in self.taken:
            return None
        clocks = (activity.time,) if activity.written else self._clocks(activity)
        override = self._overrides.get(event_id)
        if override is not None:
            if override.action == "skip":
                return None
            on = override.date or on
            clocks = (override.time,) if override.time else clocks
            if override.title:
                activity = replace(activity, name=said(override.title))
            at = next(i for i, o in enumerate(self.plan.calendar.overrides) if o.id == event_id)
            reason = replace(reason, paths=(*reason.paths, ("calendar", "overrides", at)))
        if on is not None and self.as_of is not None and on < self.as_of:
            return None
        return Wanted(
            id=event_id,
            activity=activity,
            ordinal=number,
            reason=reason,
            clocks=clocks,
            on=on,
            place=place,
            windows=windows,
            ready=self.ready(activity),
            value=value,
            path=path,
            big=is_big(activity),
        )

    def _clocks(self, activity: CompleteActivity) -> tuple[str, ...]:
        """The kind's times and, online, the personas' own, that leave room for the event before midnight."""
        row = load_activity_kind(activity.kind)
        members = [time for persona in self.plan.personas for time in persona.times]
        known = dict.fromkeys((*row.times, *(members if activity.mode == "online" else ())))
        ends = activity.duration if activity.duration < _DAY else 0
        later = [
            time
            for time in known
            if int(time[:2]) * 60 + int(time[3:]) + ends <= _DAY and time != activity.time
        ]
        return (activity.time, *later)

    def _dates(self, activity: CompleteActivity) -> list[date]:
        period = self.plan.period
        if activity.date is not None:
            return [activity.date] if activity.date in period else []
        rule = parse_recurrence(activity.when)
        if isinstance(rule, RecurrenceError):
            return []
        windows = [stage.window for stage in self.plan.stages if stage.id in activity.stages]
        dates = occurrences(rule, period, workdays=self.staff.days)
        inside = [day for day in dates if any(day in window for window in windows)]
        inside = inside[: activity.count] if activity.count is not None else inside
        blackouts = [blackout for blackout, _ in self.plan.calendar.blackout]
        return [day for day in inside if not any(day in blackout for blackout in blackouts)]

    def windows(self, activity: CompleteActivity) -> list[DateRange]:
        """Return the days of an activity's stages from the opening of the first group on, or all of them."""
        windows = [stage.window for stage in self.plan.stages if stage.id in activity.stages]
        return self._open(windows) or windows

    def _open(self, windows: list[DateRange]) -> list[DateRange]:
        """What is left of the windows from the day on which the first group opens."""
        first = [group.opened for group in self.plan.groups if group.opened and not group.follows]
        opened = min(first, default=self.plan.period.start)
        return [DateRange(max(w.start, opened), w.end) for w in windows if opened < w.end]

    def ready(self, activity: CompleteActivity) -> date:
        """The first day before which there is time for all preparation, in work days, and for the sign-up."""
        start = max(self.plan.period.start, self.as_of or date.min)
        lead = max((p.work_days_before for p in activity.preparation), default=0)
        sign_up = load_activity_kind(activity.kind).sign_up
        prepared = self.staff.forward(start, lead)
        return max(prepared, start + timedelta(days=sign_up.opens if sign_up else 0))
