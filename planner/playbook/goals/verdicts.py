"""Whether goals are reachable on the stated assumptions, by a sum that can be redone by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Literal

from msgspec.structs import replace

from planner.completion.kpis import wholes_of
from planner.completion.measuring import counted_at
from planner.completion.model import CompletePlan
from planner.completion.values.strategy import CompleteGoal
from planner.dates.ranges import DateRange, Month, add_months
from planner.knowledge.load import assumed, load_activity_kind
from planner.knowledge.measure_rows import EventNeed
from planner.playbook.goals.courses import path_start
from planner.playbook.goals.growth import (
    grow,
    joining_from,
    joins_a_month,
    month_spans,
    open_days,
    starting_members,
    until,
)
from planner.playbook.goals.targets import waits_for_events
from planner.playbook.goals.turning import MOST_JOINS, Growing, channel_turns, least_joins
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.targets import GoalPath, GrowthMonth, Step, Turn, Unjudged, Verdict

_HUNDREDTH = Decimal("0.01")
_TENTH = Decimal("0.1")
_EVENTS_COUNTED = 2
"""Events at which a baseline is counted before anybody relies on it."""
_LOOKS_ON = 36
"""Months after a goal's day in which it is looked for when it would be reached."""


def judge_goals(
    plan: CompletePlan,
    paths: Sequence[GoalPath],
    growth: Sequence[GrowthMonth],
    occurrences: Sequence[Occurrence],
) -> tuple[GoalPath, ...]:
    """Return the paths with a verdict each; ``growth`` empty means that nobody knows how many members there are.

    A baseline that is counted at events is known after the second such event, or the first where there is but one.
    """
    goals = {goal.id: goal for goal in plan.goals}
    return tuple(
        replace(
            _counted_at_events(plan, goals[path.goal], path, occurrences),
            verdict=_verdict(plan, goals[path.goal], growth, occurrences),
        )
        for path in paths
    )


def _counted_at_events(
    plan: CompletePlan, goal: CompleteGoal, path: GoalPath, occurrences: Sequence[Occurrence]
) -> GoalPath:
    if not (path.provisional and waits_for_events(plan, goal)):
        return path
    need = counted_at(plan.kpis[goal.kpi])
    found = [one for one in occurrences if one.on <= goal.by and _is_counted_at(one, need)][:_EVENTS_COUNTED]
    if not found:
        return path
    last = found[-1]
    known = min((after.on for after in last.follow_up), default=last.on)
    return replace(path, measured_at=tuple(one.on for one in found), measured_by=known)


def _is_counted_at(one: Occurrence, need: EventNeed) -> bool:
    if need == "sign_up":
        return one.sign_up_closes is not None
    return need == "event" or one.activity.mode == "offline"


def _verdict(
    plan: CompletePlan,
    goal: CompleteGoal,
    growth: Sequence[GrowthMonth],
    occurrences: Sequence[Occurrence],
) -> Verdict:
    days = until(plan, goal.by)
    if days.is_empty:
        return _not("past")
    if goal.kind not in ("at_least", "keep"):
        return _not("no_link")
    if goal.kpi == "members":
        return _members(plan, goal, days, growth)
    if goal.kpi in ("new_members", "net_growth"):
        return _flow(plan, goal, days, bool(growth))
    if "members" in wholes_of(goal.kpi):
        return _part(plan, goal, days, growth)
    if goal.kpi in ("events_held", "participants"):
        return _events(plan, goal, [one for one in occurrences if one.on in days])
    if goal.kpi == "attendance":
        return _attendance([one for one in occurrences if one.on in days])
    return _not("no_link")


def _not(why: Unjudged, *steps: Step) -> Verdict:
    return Verdict("not_judged", why_not=why, steps=steps)


def _grade(
    planned: Decimal, goal: CompleteGoal, start: Decimal
) -> Literal["reachable", "tight", "out_of_reach"]:
    margin = planned - goal.target
    if abs(margin) <= assumed("tight_share") * abs(goal.target - start):
        return "tight"
    return "reachable" if margin >= 0 else "out_of_reach"


def _ends(growth: Sequence[GrowthMonth]) -> Decimal:
    return Decimal(growth[-1].end)


def _members(
    plan: CompletePlan, goal: CompleteGoal, days: DateRange, growth: Sequence[GrowthMonth]
) -> Verdict:
    start = starting_members(plan)
    if start is None:
        return _not("no_start")
    growing = Growing(plan, month_spans(plan, days), _ends)
    needed = least_joins(growing, goal.target)
    possible = needed < MOST_JOINS
    if not plan.acquisition.channels:
        asked = [month for month in growth if month.month.first <= goal.by]
        path = ("acquisition", "channels")
        return Verdict(
            "not_judged",
            joins_per_day=_asked_per_day(plan, goal, days, asked) if possible and asked else None,
            why_not="no_channels",
            steps=_sum(plan, asked, days, channels=False) if asked else (),
            turns=(Turn("joins_per_month", path, Decimal(0), needed),) if possible else (),
        )
    now = growing.now()
    planned = _ends(now)
    asked = list(growing.months(needed, plan.acquisition.loss_per_month))
    return Verdict(
        kind=_grade(planned, goal, Decimal(start)),
        planned=planned,
        gap=goal.target - planned,
        joins_per_day=_asked_per_day(plan, goal, days, asked) if possible else None,
        basis="channels",
        steps=_sum(plan, now, days, channels=True),
        turns=channel_turns(growing, goal.target),
        reached_in=_reached_in(plan, goal, days) if planned < goal.target else None,
    )


def _asked_per_day(
    plan: CompletePlan, goal: CompleteGoal, days: DateRange, asked: Sequence[GrowthMonth]
) -> Decimal:
    opened = max(path_start(plan, goal), joining_from(plan))
    joins = sum(month.joins for month in asked)
    return (Decimal(joins) / max(1, open_days(days, opened))).quantize(_TENTH, ROUND_HALF_UP)


def _sum(
    plan: CompletePlan, growth: Sequence[GrowthMonth], days: DateRange, *, channels: bool
) -> tuple[Step, ...]:
    """start + joins − leaves; the joins by channel, in whole members that add up."""
    opened = joining_from(plan)
    open_for = max(1, open_days(days, opened))
    joins = sum(month.joins for month in growth)
    steps = [Step("start", Decimal(growth[0].start))]
    if channels:
        weights = [channel.joins_per_month for channel in plan.acquisition.channels]
        for channel, count in zip(plan.acquisition.channels, _divide(joins, weights), strict=True):
            per_day = (Decimal(count) / open_for).quantize(_HUNDREDTH, ROUND_HALF_UP)
            steps.append(Step("channel", Decimal(count), channel.channel, per_day))
    else:
        steps.append(Step("joins", Decimal(joins), per_day=_per_day(joins, open_for)))
    steps.append(Step("leaves", Decimal(sum(month.leaves for month in growth))))
    return tuple(steps)


def _per_day(count: int, days: int) -> Decimal:
    return (Decimal(count) / days).quantize(_HUNDREDTH, ROUND_HALF_UP)


def _divide(total: int, weights: Sequence[Decimal]) -> list[int]:
    """Divide a whole number in proportion; what rounding leaves goes to the largest remainders, first come first."""
    together = sum(weights, Decimal(0))
    if not together:
        return [0] * len(weights)
    exact = [total * weight / together for weight in weights]
    parts = [int(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _reached_in(plan: CompletePlan, goal: CompleteGoal, days: DateRange) -> Month | None:
    """The first month at whose end there are enough, if channels and losses go on as they are."""
    if days.end.year + _LOOKS_ON // 12 >= date.max.year:
        return None
    longer = DateRange(days.start, add_months(days.end, _LOOKS_ON))
    growth = grow(plan, longer, joins_a_month(plan), plan.acquisition.loss_per_month)
    return next((m.month for m in growth if m.end >= goal.target and m.month.last > days.last), None)


def _flow(plan: CompletePlan, goal: CompleteGoal, days: DateRange, known: bool) -> Verdict:
    """Joins, or joins minus leaves, in the goal's month and in all."""
    if not plan.acquisition.channels:
        return _not("no_channels")
    if not known and goal.kpi == "net_growth":
        return _not("no_start")

    def gained(month: GrowthMonth) -> int:
        return month.joins - (month.leaves if goal.kpi == "net_growth" else 0)

    def in_month(growth: Sequence[GrowthMonth]) -> Decimal:
        return Decimal(gained(growth[-1]))

    def in_all(growth: Sequence[GrowthMonth]) -> Decimal:
        return Decimal(sum(gained(month) for month in growth))

    spans = month_spans(plan, days)
    growth = Growing(plan, spans, in_all).now()

    def turns(monthly: bool) -> tuple[Turn, ...]:
        return channel_turns(Growing(plan, spans, in_month if monthly else in_all), goal.target)

    return _counted(plan, goal, in_month(growth), in_all(growth), "channels", (), turns)


def _counted(
    plan: CompletePlan,
    goal: CompleteGoal,
    in_month: Decimal,
    in_all: Decimal,
    basis: Literal["channels", "events"],
    before: tuple[Step, ...],
    turns: Callable[[bool], tuple[Turn, ...]],
) -> Verdict:
    """Judge what is counted by the month: it may be meant of the goal's month or of all months up to it.

    With a baseline above zero it can only be meant of a month. Where the two differ in their answer, none is given.
    """
    by_month = plan.kpis[goal.kpi].window == "month"
    start = goal.baseline or Decimal(0)
    steps = (*before, Step("in_month", in_month), Step("in_all", in_all)) if by_month else before
    readings = [in_month] if by_month and start > 0 else [in_month, in_all] if by_month else [in_all]
    grades = {_grade(reading, goal, start) for reading in readings}
    if len(grades) > 1:
        return _not("window", *steps)
    kind = grades.pop()
    planned = max(readings) if kind == "out_of_reach" else min(readings)
    monthly = by_month and planned == in_month
    return Verdict(
        kind=kind,
        planned=planned,
        gap=goal.target - planned,
        basis=basis,
        steps=steps,
        turns=turns(monthly),
    )


def _part(plan: CompletePlan, goal: CompleteGoal, days: DateRange, growth: Sequence[GrowthMonth]) -> Verdict:
    """Members who take part: never more than there are members; how many of them do, nobody knows beforehand."""
    if not growth:
        return _not("no_link")
    growing = Growing(plan, month_spans(plan, days), _ends)
    channels = bool(plan.acquisition.channels)
    months = growing.now() if channels else [month for month in growth if month.month.first <= goal.by]
    here = _ends(months)
    if here >= goal.target:
        share = (goal.target / here * 100).quantize(_TENTH, ROUND_HALF_UP) if here else Decimal(0)
        return _not("part", Step("members", here), Step("share", share))
    if not channels:
        return _not("no_channels", Step("members", here))
    return Verdict(
        kind="out_of_reach",
        planned=here,
        gap=goal.target - here,
        basis="channels",
        steps=_sum(plan, months, days, channels=True),
        turns=channel_turns(growing, goal.target),
    )


def _heads(one: Occurrence) -> int:
    """Who comes: the expected number less the kind's share of no-shows, in whole people."""
    stays = 1 - load_activity_kind(one.activity.kind).no_show
    return int((one.activity.expected * stays).to_integral_value(ROUND_HALF_UP))


def _events(plan: CompletePlan, goal: CompleteGoal, held: Sequence[Occurrence]) -> Verdict:
    """Events, or people at them, in the goal's month and in all."""
    counts_heads = goal.kpi == "participants"
    last = Month.of(min(goal.by, plan.period.last))
    values = [(Month.of(one.on), _heads(one) if counts_heads else 1) for one in held]
    in_all = Decimal(sum(value for _, value in values))
    in_month = Decimal(sum(value for month, value in values if month == last))
    before = [Step("events", Decimal(len(held)))]
    if counts_heads:
        before.append(Step("heads", in_all))

    def turns(monthly: bool) -> tuple[Turn, ...]:
        count = sum(1 for month, _ in values if month == last) if monthly else len(values)
        planned = in_month if monthly else in_all
        per_event = planned / count if count else Decimal(0)
        if not counts_heads:
            return (Turn("events", ("activities",), Decimal(count), goal.target),)
        if not per_event:
            return ()
        needed = (goal.target / per_event).to_integral_value(ROUND_CEILING)
        each = (goal.target / count).to_integral_value(ROUND_CEILING)
        return (
            Turn("events", ("activities",), Decimal(count), needed),
            Turn("heads", ("activities",), per_event.quantize(_TENTH, ROUND_HALF_UP), each),
        )

    return _counted(plan, goal, in_month, in_all, "events", tuple(before), turns)


def _attendance(held: Sequence[Occurrence]) -> Verdict:
    """What the kinds' own shares of no-shows come to: a preset of ours, which judges nothing."""
    registered = sum(one.activity.expected for one in held)
    if not registered:
        return _not("no_link")
    come = sum(one.activity.expected * (1 - load_activity_kind(one.activity.kind).no_show) for one in held)
    share = (Decimal(come) / registered * 100).quantize(_TENTH, ROUND_HALF_UP)
    return _not("preset", Step("events", Decimal(len(held))), Step("share", share))
