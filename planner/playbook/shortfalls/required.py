"""All that the plan requires as one instance: fixed things where they are, free ones in all their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteActivity
from planner.dates.ranges import ONE_DAY, DateRange, Month, Week
from planner.playbook.ground import Ground
from planner.playbook.money.payments import (
    channel_payments,
    event_payments,
    labour_payments,
    line_payments,
    pay_days,
)
from planner.playbook.shortfalls.instance import Instance, Option, Spread, Take, Thing
from planner.playbook.shortfalls.required_work import (
    RequiredWork,
    event_requirements,
    on_weeks,
    paid_by_the_hour,
    steady_requirements,
    work_between,
)
from planner.playbook.shortfalls.written_limits import WrittenLimits, hundredths, written_limits
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.money import Payment
from planner.playbook.work.staff_days import StaffDays


class _Place(Struct, frozen=True):
    """Days that lie in one week, one month and one stage."""

    first: date
    last: date


@dataclass
class Requirements:
    """What is required of a plan; ``settled``: occurrences before that day stay where they are."""

    plan: CompletePlan
    staff: StaffDays
    limits: WrittenLimits
    events: tuple[Occurrence, ...]
    """Occurrences of required activities."""
    steady: tuple[RequiredWork, ...]
    settled: date | None = None

    def as_placed(self) -> Instance:
        """Return the instance with every occurrence where it is placed."""
        takes, spreads = self._fixed(self.events)
        return self._with_firm_weeks(Instance(self.limits.limits, tuple(takes), tuple(spreads)))

    def with_freedom(self) -> Instance:
        """Return the instance in which activities without a day may be anywhere in their stages."""
        free = [event for event in self.events if self._is_free(event)]
        fixed = [event for event in self.events if not self._is_free(event)]
        takes, spreads = self._fixed(fixed)
        things = tuple(self._things(free))
        return self._with_firm_weeks(Instance(self.limits.limits, tuple(takes), tuple(spreads), things))

    def _is_free(self, event: Occurrence) -> bool:
        """Whether neither the activity nor an override nor the past sets the day."""
        activity = event.activity
        moved = any(o.id == event.id and o.date is not None for o in self.plan.calendar.overrides)
        past = self.settled is not None and event.on < self.settled
        return activity.date is None and not activity.when and not moved and not past

    def _fixed(self, events: Sequence[Occurrence]) -> tuple[list[Take], list[Spread]]:
        pieces = list(self.steady)
        takes = list(self._written_money())
        for event in events:
            pieces += event_requirements(self.plan, self.staff, event)
            takes += self._event_money(event, event.on)
        worked, spreads = on_weeks(self.limits, self.staff, pieces)
        takes += worked
        takes += self._labour(pieces)
        return takes, list(spreads)

    def _written_money(self) -> Iterator[Take]:
        plan = self.plan
        for line in plan.budget.lines:
            in_stage = line.stage is not None or line.date is not None or line.monthly
            for payment in line_payments(plan, line):
                yield from self._paid(payment, f"line:{line.id}", in_stage)
        for payment in channel_payments(plan):
            yield from self._paid(payment, payment.id.rpartition(":")[0])
        if plan.budget.includes_labour:
            for payment in labour_payments(plan, {}):
                yield from self._paid(payment, payment.id.rpartition(":")[0], labour=True)

    def _paid(self, payment: Payment, cause: str, in_stage: bool = True, labour: bool = False) -> list[Take]:
        amount = hundredths(payment.amount)
        return self.limits.money(
            self.plan,
            payment.on,
            payment.category,
            amount,
            cause,
            assumed=payment.assumed,
            in_stage=in_stage,
            labour=labour,
        )

    def _event_money(self, event: Occurrence, on: date) -> list[Take]:
        cause = f"activity:{event.activity.id}"
        paid = event_payments(self.plan, (replace(event, on=on),))
        return [take for payment in paid for take in self._paid(payment, cause)]

    def _labour(self, pieces: Iterable[RequiredWork]) -> Iterator[Take]:
        """Hours that are paid, at the end of the month of the plan in which they are due."""
        ends = [*pay_days(self.plan, self.plan.period)[1:], self.plan.period.end]
        for due, person, cost in paid_by_the_hour(self.plan, pieces):
            on = next((end for end in ends if due < end), ends[-1]) - ONE_DAY
            cause = f"labour:{person}"
            yield from self.limits.money(self.plan, on, "operations", cost, cause, labour=True)

    def _things(self, events: Sequence[Occurrence]) -> Iterator[Thing]:
        """One thing for an activity with a count, one a stage for others: there it has its own occurrence."""
        groups: dict[tuple[str, str], list[Occurrence]] = {}
        for event in events:
            in_stages = event.activity.count is None and event.stage in event.activity.stages
            groups.setdefault((event.activity.id, event.stage if in_stages else ""), []).append(event)
        for (_, stage), own in groups.items():
            activity = own[0].activity
            places = list(self._places(activity, stage))
            for event in own:
                if not any(place.first <= event.on <= place.last for place in places):
                    places.append(_Place(event.on, event.on))
            home = tuple(sum(p.first <= event.on <= p.last for event in own) for p in places)
            options = tuple(self._option(own[0], place) for place in places)
            yield Thing(f"activity:{activity.id}", len(own), options, home)

    def _places(self, activity: CompleteActivity, stage: str) -> Iterator[_Place]:
        for one in self.plan.stages:
            if one.id == stage or (not stage and one.id in activity.stages):
                yield from _weeks_in(one.window)

    def _option(self, event: Occurrence, place: _Place) -> Option:
        pieces = work_between(self.plan, self.staff, event, place.first, place.last)
        takes, spreads = on_weeks(self.limits, self.staff, pieces)
        money = self._event_money(event, place.first)
        return Option((*takes, *money, *self._labour(pieces)), spreads)

    def _with_firm_weeks(self, instance: Instance) -> Instance:
        """Let weeks of which the plan has only some days hold what can be nowhere else."""
        firm = {index for index, limit in enumerate(instance.limits) if limit.firm}
        if not firm:
            return instance
        least: dict[str, int] = {}

        def add(limit: int, minutes: int) -> None:
            where = instance.limits[limit].where
            least[where] = least.get(where, 0) + minutes

        for take in instance.takes:
            if take.limit in firm:
                add(take.limit, take.amount)
        for spread in instance.spreads:
            if firm.issuperset(spread.limits):
                add(spread.limits[0], spread.minutes)
        for thing in instance.things:
            for option in thing.options:
                for take in option.takes:
                    if take.limit in firm:
                        add(take.limit, take.amount * thing.count)
                for spread in option.spreads:
                    if firm.issuperset(spread.limits):
                        add(spread.limits[0], spread.minutes * thing.count)
        limits = tuple(
            replace(limit, bound=max(limit.bound, least.get(limit.where, 0))) if limit.firm else limit
            for limit in instance.limits
        )
        return replace(instance, limits=limits)


def required_of(
    plan: CompletePlan,
    ground: Ground,
    written: Sequence[Occurrence],
    settled: date | None = None,
) -> Requirements:
    """Collect what is required: written series, routines, tasks, lines, channels, labour, required activities."""
    staff = ground.staff
    events = tuple(event for event in written if event.activity.written and event.activity.required)
    steady = steady_requirements(plan, ground)
    return Requirements(plan, staff, written_limits(plan, staff), events, steady, settled)


def _weeks_in(window: DateRange) -> Iterator[_Place]:
    """The days of a window cut at the ends of weeks and months."""
    start = window.start
    while start < window.end:
        last = min(Week.of(start).sunday, Month.of(start).last, window.last)
        yield _Place(start, last)
        start = last + ONE_DAY
