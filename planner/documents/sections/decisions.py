"""What somebody has to decide, by which day: read off the plan, never invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from planner.completion.decision_days import decision_days
from planner.completion.values.staging import CompleteStage
from planner.dates.ranges import ONE_DAY
from planner.documents.names import Names
from planner.documents.sections.cash import spent_until
from planner.documents.sections.gaps import gaps, labour_is_assumed
from planner.documents.sections.goals import condition_phrase, goal_rows
from planner.documents.sections.left_out import cost_of_kind
from planner.documents.sections.overloads import OverloadRow, worst_overload
from planner.documents.sections.work import holder_work, holders, minutes_within, overloaded, uncovered
from planner.documents.words import CHINESE, day, enumeration, hours, money, month
from planner.playbook.model import Playbook
from planner.playbook.money.cash import free_from

DecisionKind = Literal[
    "labour", "channels", "reach", "baseline", "prices", "funds", "short", "unplanned", "overplanned",
    "role", "over", "uncovered", "gate", "people",
]  # fmt: skip

_SECOND_LOOK = 14
_NOTICE = 3
"""Days before a full week in which the work can still be handed to somebody else."""
_WORTH_ASKING = Decimal("0.02")
"""Of the total; nobody has to decide on less."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; what the three texts hold depends on its kind."""

    due: date
    when: str
    kind: DecisionKind
    subject: str = ""
    figure: str = ""
    other: str = ""
    key: str = ""
    on: str = ""
    """The day of the first payment."""
    event: bool = False
    """Whether the first payment is for an event."""
    condition: str = ""
    """The first condition of a gate."""
    conditions: int = 0
    overload: OverloadRow | None = None
    """The worst week of somebody with too much to do, with what would help."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A gate as a stop rule: what has to be reached by when, and what has been spent by then."""

    stage: str
    next_stage: str
    when: str
    again: str
    """A day two weeks later on which the decider is there; empty where the plan ends before it."""
    conditions: tuple[str, ...]
    spent: str
    hours: str


def decisions(playbook: Playbook, names: Names) -> tuple[Decision, ...]:
    """Return the decisions in order of their days."""
    found = [*_before_start(playbook, names), *_along_the_way(playbook, names), *_gates(playbook, names)]
    # Whether to go on comes before what to do with money that is left.
    return tuple(sorted(found, key=lambda one: (one.due, one.kind == "unplanned")))


def _made(names: Names, on: date, kind: DecisionKind, *texts: str, key: str = "") -> Decision:
    subject, figure, other = (*texts, "", "", "")[:3]
    shown = day(on, names.language, names.plan.period.start.year)
    return Decision(on, shown, kind, subject, figure, other, key)


def _before_start(playbook: Playbook, names: Names) -> Iterator[Decision]:
    plan, cash = playbook.plan, playbook.money
    before = decision_days(plan).from_day(plan.period.start)
    if labour_is_assumed(plan):
        cost = money(cash.labour, plan.currency) if cash.labour is not None else ""
        yield _made(
            names, before, "labour", money(plan.budget.total, plan.currency), cost,
            hours(playbook.hours.total, names.language), key="budget.includes_labour",
        )  # fmt: skip
    for gap in gaps(playbook, names):
        if gap.kind == "channels" and gap.figure:
            yield _made(names, before, "channels", gap.subject, gap.figure, key="acquisition.channels")
        elif gap.kind == "people":
            yield _made(names, before, "people", hours(_weekly(playbook), names.language), key="people")
        elif gap.kind == "expert" and plan.people:
            yield _made(names, before, "role", gap.subject, gap.figure, gap.when, key="people.roles")
    for row in goal_rows(playbook, names):
        if row.verdict == "out_of_reach":
            yield _made(names, before, "reach", row.phrase, row.planned, row.gap, key="goals.target")
    if cash.unplanned < 0:
        yield _made(names, before, "overplanned", money(-cash.unplanned, plan.currency), key="budget.total")


def _weekly(playbook: Playbook) -> int:
    return sum(playbook.hours.weekly_mean.values())


def _along_the_way(playbook: Playbook, names: Names) -> Iterator[Decision]:
    plan, cash = playbook.plan, playbook.money
    days = decision_days(plan)
    for path, row in zip(playbook.paths, goal_rows(playbook, names), strict=True):
        if path.measured_by is not None:
            yield _made(
                names, days.from_day(path.measured_by), "baseline", row.name, row.target, key="goals.baseline"
            )
    unpriced = [event for event in playbook.activities.occurrences if event.activity.id in cash.unpriced]
    if unpriced:
        first = unpriced[0]
        due = min((step.due for step in first.preparation), default=first.on)
        subject = enumeration(
            list(dict.fromkeys(names.text(event.activity.name) for event in unpriced)), names.language
        )
        yield _made(
            names, days.until(due), "prices", subject, day(first.on, names.language), key="activities.cost"
        )
    if not plan.budget.funds and cash.payments:
        first_payment = cash.payments[0]
        made = _made(
            names, days.until(first_payment.on), "funds", money(plan.budget.total, plan.currency),
            names.text(first_payment.name), money(first_payment.amount, plan.currency), key="budget.funds",
        )  # fmt: skip
        on = day(first_payment.on, names.language, plan.period.start.year)
        event = any(first_payment.id == event.id for event in playbook.activities.occurrences)
        yield replace(made, on=on, event=event)
    short = next((row for row in cash.months if row.left < 0), None)
    if short is not None:
        due = days.until(max(short.month.first, plan.period.start) - ONE_DAY)
        yield _made(
            names, due, "short", month(short.month, names.language), money(-short.left, plan.currency),
            key="budget.funds",
        )  # fmt: skip
    yield from _about_spare_money(playbook, names)
    yield from _about_hours(playbook, names)


def _about_spare_money(playbook: Playbook, names: Names) -> Iterator[Decision]:
    """What has no purpose yet: asked for at the first gate, or when the money for it has come."""
    plan, spare = playbook.plan, playbook.money.unplanned
    there = free_from(plan, playbook.money)
    if there is None or spare < max(plan.budget.total * _WORTH_ASKING, _cheapest_left_out(playbook)):
        return
    gate = gate_day(playbook, plan.stages[0]) if plan.stages else plan.period.start
    due = decision_days(plan).from_day(max(there, gate))
    since = day(there, names.language, plan.period.start.year) if there > plan.period.start else ""
    yield _made(names, due, "unplanned", money(spare, plan.currency), since)


def _cheapest_left_out(playbook: Playbook) -> Decimal:
    """What the cheapest of the events that cost something and were left out would take; 0 where there is none."""
    costs = (cost_of_kind(playbook.plan, left.knowledge) for left in playbook.activities.left_out)
    return min((cost for cost in costs if cost), default=Decimal(0))


def _about_hours(playbook: Playbook, names: Names) -> Iterator[Decision]:
    days = decision_days(playbook.plan)
    for row, holder in zip(holder_work(playbook, names), holders(playbook), strict=True):
        if row.over:
            monday = overloaded(playbook, holder)[0].week.monday
            due = days.until(monday - timedelta(days=_NOTICE))
            worst = (
                f"{row.worst_week}，超 {row.worst_by}{'（在休假）' if row.worst_away else ''}"
                if names.language == CHINESE
                else f"{row.worst_week}, {row.worst_by} too many{' (away)' if row.worst_away else ''}"
            )
            made = _made(names, due, "over", row.name, str(row.over), worst, key="people")
            yield replace(made, overload=worst_overload(playbook, holder, names))
    count, first_day = uncovered(playbook, names)
    if count:
        bare = next(e for e in playbook.calendar.entries if e.reply_minutes and not e.duty.covered)
        yield _made(
            names,
            days.until(bare.draft_due),
            "uncovered",
            str(count),
            first_day,
            names.holder(bare.duty.person),
            key="people.deputy",
        )


def _gates(playbook: Playbook, names: Names) -> Iterator[Decision]:
    plan = playbook.plan
    for position, stage in enumerate(plan.stages):
        following = plan.stages[position + 1] if position + 1 < len(plan.stages) else None
        due = gate_day(playbook, stage)
        made = _made(names, due, "gate", names.stage(stage.id), _next(following, names))
        first = condition_phrase(stage.gate[0], names) if stage.gate else ""
        yield replace(made, condition=first, conditions=len(stage.gate))


def _next(stage: CompleteStage | None, names: Names) -> str:
    return names.stage(stage.id) if stage else ""


def gate_day(playbook: Playbook, stage: CompleteStage) -> date:
    """Return the day on which a stage's gate is looked at: the last one on which whoever decides is there."""
    return decision_days(playbook.plan).gate(stage.window)


def _again(due: date, playbook: Playbook, names: Names) -> str:
    later = decision_days(playbook.plan).from_day(due + timedelta(days=_SECOND_LOOK))
    return (
        day(later, names.language, playbook.plan.period.start.year) if later in playbook.plan.period else ""
    )


def stops(playbook: Playbook, names: Names) -> tuple[Stop, ...]:
    """Return the gates that have conditions, as stop rules."""
    plan = playbook.plan
    found = []
    minutes = 0
    for position, stage in enumerate(plan.stages):
        minutes += sum(minutes_within(playbook, stage.window).values())
        if not stage.gate:
            continue
        due = gate_day(playbook, stage)
        following = plan.stages[position + 1] if position + 1 < len(plan.stages) else None
        found.append(
            Stop(
                stage=names.stage(stage.id),
                next_stage=_next(following, names),
                when=day(due, names.language, plan.period.start.year),
                again=_again(due, playbook, names) if following else "",
                conditions=tuple(condition_phrase(c, names) for c in stage.gate),
                spent=money(spent_until(playbook, stage.window.last), plan.currency),
                hours=hours(minutes, names.language),
            )
        )
    return tuple(found)
