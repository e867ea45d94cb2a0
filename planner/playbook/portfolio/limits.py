"""The limits of the choice, in whole hundredths of the currency, minutes and events.

Each limit counts what is there beside everything that is settled: lines, channels, written activities, labour, posts,
routines and tasks. Costs are rounded up, what there is is rounded down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from msgspec import Struct

from planner.completion.model import CompletePlan
from planner.completion.values.staging import CompleteStage
from planner.dates.ranges import DateRange, Month
from planner.knowledge.load import assumed
from planner.knowledge.schema import StageId
from planner.playbook.money.cash import cash_months
from planner.playbook.money.payments import event_payments, labour_payments, pay_days, written_payments
from planner.playbook.portfolio.candidates import Candidate, Field, Settled, opening_days
from planner.playbook.portfolio.model import Room
from planner.playbook.posts.slots import stage_on
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.hours import Work
from planner.playbook.values.money import Payment
from planner.playbook.values.portfolio import LimitKind
from planner.playbook.work.staff_days import StaffDays


class Bound(Struct, frozen=True):
    """A limit: what is there for chosen activities, and what of it past choices use already."""

    id: str
    kind: LimitKind
    where: str
    bound: int
    settled: int
    room: Room
    """What is left for the choice; never below 0."""


def build_limits(
    plan: CompletePlan, staff: StaffDays, written: tuple[Occurrence, ...], work: Sequence[Work], field: Field
) -> tuple[Bound, ...]:
    """Return the limits on money, hours and number of events, in this order."""
    maker = _Maker(field)
    payments = [*written_payments(plan), *event_payments(plan, written), *_labour_to_expect(plan)]
    _limit_money(plan, payments, maker)
    _limit_cash(plan, payments, maker)
    _limit_hours(plan, staff, work, maker)
    _limit_events(plan, written, maker)
    return tuple(maker.bounds)


class _Maker:
    """Collects limits; works out what past choices and candidates use of each."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.bounds: list[Bound] = []

    def add(
        self,
        kind: LimitKind,
        where: str,
        bound: int,
        use: Callable[[Candidate | Settled], int],
        limit_id: str = "",
    ) -> None:
        """Add a limit if any candidate uses it."""
        uses = tuple((place, used) for place, one in enumerate(self.field.candidates) if (used := use(one)))
        if not uses:
            return
        limit_id = limit_id or (f"{kind}:{where}" if where else kind)
        settled = sum(use(one) * one.count for one in self.field.settled)
        room = Room(limit_id, max(0, bound - settled), uses)
        self.bounds.append(Bound(limit_id, kind, where, max(0, bound), settled, room))


def _limit_money(plan: CompletePlan, payments: Sequence[Payment], maker: _Maker) -> None:
    budget = plan.budget
    cap = budget.caps.get("activity", budget.total)
    spent = sum((p.amount for p in payments), Decimal(0))
    for_events = [p for p in payments if p.category == "activity"]
    maker.add("total", "", _floor(budget.total - budget.contingency - spent), lambda one: one.cost)
    maker.add("cap", "", _floor(cap - sum((p.amount for p in for_events), Decimal(0))), lambda one: one.cost)
    order = [stage.id for stage in plan.stages]
    for place, stage in enumerate(plan.stages):
        own, so_far = {stage.id}, set(order[: place + 1])
        if stage.id in budget.by_stage:
            taken = sum((p.amount for p in payments if stage_on(plan, p.on) in own), Decimal(0))
            maker.add("stage", stage.id, _floor(budget.by_stage[stage.id] - taken), _cost_in(own))
            continue
        reached = Decimal((stage.window.end - plan.period.start).days) / max(1, plan.period.days)
        taken = sum((p.amount for p in for_events if stage_on(plan, p.on) in so_far), Decimal(0))
        maker.add("pace", stage.id, _floor(cap * min(Decimal(1), reached) - taken), _cost_in(so_far))


def _limit_cash(plan: CompletePlan, payments: Sequence[Payment], maker: _Maker) -> None:
    """What has arrived by each month, contingency aside, limits the stages that have begun by then.

    Of the months between two beginnings the one with least is enough.
    """
    months = cash_months(plan, payments)
    begins = {stage.id: Month.of(stage.window.start) for stage in plan.stages}
    firsts = sorted(set(begins.values()))
    for first, after in zip(firsts, [*firsts[1:], None], strict=True):
        run = [m for m in months if m.month >= first and (after is None or m.month < after)]
        if run:
            lowest = min(run, key=lambda month: (month.left, month.month))
            begun = {stage for stage, month in begins.items() if month <= first}
            left = _floor(lowest.left - plan.budget.contingency)
            maker.add("cash", str(lowest.month), left, _cost_in(begun))


def _cost_in(stages: set[StageId]) -> Callable[[Candidate | Settled], int]:
    return lambda one: one.cost if one.stage in stages else 0


def _limit_hours(plan: CompletePlan, staff: StaffDays, work: Sequence[Work], maker: _Maker) -> None:
    wanted = {holder for one in maker.field.candidates for holder in one.minutes}
    rooms = {holder: room for holder in sorted(wanted) if (room := staff.room(holder)) is not None}
    if not rooms:
        return
    taken = _minutes_taken(plan, work)
    for stage in plan.stages:
        parts = _parts_of_weeks(plan, staff, stage.window)
        for holder, room in rooms.items():
            there = int(sum(minutes * part for minutes, part in zip(room, parts, strict=True) if part))
            left = there - taken.get((holder, stage.id), 0)
            limit_id = f"hours:{holder}:{stage.id}"
            maker.add("hours", holder, left, _minutes_in(stage.id, holder), limit_id)


def _minutes_in(stage: StageId, holder: str) -> Callable[[Candidate | Settled], int]:
    return lambda one: one.minutes.get(holder, 0) if one.stage == stage else 0


def _parts_of_weeks(plan: CompletePlan, staff: StaffDays, window: DateRange) -> list[Fraction | int]:
    """How much of each week's minutes belongs to a window: of a week that it shares, as its days of the period's."""
    parts: list[Fraction | int] = []
    for week in staff.weeks:
        here = week.range.intersection(window)
        counted = week.range.intersection(plan.period)
        if here is None or counted is None or not counted.days:
            parts.append(0)
        else:
            parts.append(1 if here.days == counted.days else Fraction(here.days, counted.days))
    return parts


def _minutes_taken(plan: CompletePlan, work: Sequence[Work]) -> Mapping[tuple[str, StageId], int]:
    """Minutes by holder and stage of what is done whatever is chosen, on the day when it is due."""
    taken: dict[tuple[str, StageId], int] = defaultdict(int)
    for piece in work:
        taken[(piece.holder, stage_on(plan, piece.due))] += piece.minutes
    return taken


def _limit_events(plan: CompletePlan, written: tuple[Occurrence, ...], maker: _Maker) -> None:
    for stage in plan.stages:
        room = _events_in(plan, stage) - sum(1 for event in written if event.stage == stage.id)
        maker.add("events", stage.id, room, _one_in(stage.id))


def _one_in(stage: StageId) -> Callable[[Candidate | Settled], int]:
    return lambda one: 1 if one.stage == stage else 0


def _events_in(plan: CompletePlan, stage: CompleteStage) -> int:
    """How many events a stage has room for, from the day on which a group is open."""
    starts = max([stage.window.start, *opening_days(plan)])
    return max(0, (stage.window.end - starts).days) // int(assumed(f"event_gap_{stage.id}"))


def _labour_to_expect(plan: CompletePlan) -> list[Payment]:
    """Labour that the budget has to pay, before the hours are known: people paid by the hour use all they have."""
    if not plan.budget.includes_labour:
        return []
    starts = pay_days(plan, plan.period)
    ends = [*starts[1:], plan.period.end]
    minutes = {
        (person.id, start): (person.minutes or 0) * (end - start).days // 7
        for person in plan.people
        for start, end in zip(starts, ends, strict=True)
    }
    return labour_payments(plan, minutes)


def _floor(amount: Decimal) -> int:
    return int((amount * 100).to_integral_value(ROUND_FLOOR))
