"""The dated slots of the content calendar: which series sends what kind of post on which day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteSeries, CompleteTopic
from planner.dates.ranges import DateRange, Week
from planner.dates.recurrence import RecurrenceError, occurrences, parse_recurrence
from planner.dates.workdays import WorkCalendar
from planner.knowledge.schema import StageId
from planner.playbook.values.content import Mix, Posting

MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A dated opening; ``nominal`` is the day of its recurrence, ``on`` where an override has moved it."""

    id: str
    on: date
    nominal: date
    time: str
    stage: StageId
    series: CompleteSeries
    pillar: str
    topic: CompleteTopic | None = None


def stage_on(plan: CompletePlan, day: date) -> StageId:
    """Return the stage of a day; days between windows belong to the stage before."""
    found = plan.stages[0].id
    for stage in plan.stages:
        if day >= stage.window.start:
            found = stage.id
    return found


def build_slots(plan: CompletePlan, days: WorkCalendar) -> tuple[Slot, ...]:
    """Return all slots in order of time, with overrides and blackouts applied and open pillars assigned."""
    slots: list[Slot] = []
    for series in plan.content.series:
        slots += _of_series(plan, series, days)
    slots.sort(key=lambda slot: (slot.on, slot.time, slot.series.id))
    slots = _with_dated_topics(plan, slots[:MOST_ENTRIES])
    return tuple(_with_listed_topics(plan, _with_pillars(plan, slots)))


def _of_series(plan: CompletePlan, series: CompleteSeries, days: WorkCalendar) -> list[Slot]:
    rule = parse_recurrence(series.when)
    if isinstance(rule, RecurrenceError):
        return []
    dates = occurrences(
        rule,
        plan.period,
        start=max(series.start, plan.period.start) if series.start else None,
        until=series.until,
        count=series.count,
        exceptions=series.exceptions,
        workdays=days,
    )
    overrides = {override.id: override for override in plan.calendar.overrides}
    found = []
    for nominal in dates:
        slot_id = f"post:{series.id}:{nominal.isoformat()}"
        override = overrides.get(slot_id)
        if override is not None and override.action == "skip":
            continue
        on, time = nominal, series.time
        if override is not None and override.action == "move":
            on, time = override.date or nominal, override.time or series.time
        if on not in plan.period or any(on in blackout for blackout, _ in plan.calendar.blackout):
            continue
        stage = stage_on(plan, on)
        if stage not in series.stages:
            continue
        topic = None
        if override is not None and override.action == "replace":
            topic = CompleteTopic(id=f"override-{series.id}-{nominal.isoformat()}", title=override.title)
        found.append(Slot(slot_id, on, nominal, time, stage, series, series.pillar, topic))
    return found


def _with_dated_topics(plan: CompletePlan, slots: list[Slot]) -> list[Slot]:
    """Put each dated topic on its day: into its series' slot, one of its pillar, any free one, else a slot of its own."""
    for topic in plan.content.topics:
        if topic.date is None or topic.date not in plan.period or not plan.content.series:
            continue
        free = [i for i, slot in enumerate(slots) if slot.on == topic.date and slot.topic is None]
        fitting = [i for i in free if _suits(slots[i], topic)] or ([] if topic.series else free)
        if fitting:
            slots[fitting[0]] = replace(
                slots[fitting[0]], topic=topic, pillar=topic.pillar or slots[fitting[0]].pillar
            )
            continue
        series = (
            next((s for s in plan.content.series if s.id == topic.series), None) or plan.content.series[0]
        )
        stage = stage_on(plan, topic.date)
        slots.append(
            Slot(f"post:{topic.id}:{topic.date.isoformat()}", topic.date, topic.date, series.time, stage, series,
                 topic.pillar or series.pillar, topic)
        )  # fmt: skip
    return sorted(slots, key=lambda slot: (slot.on, slot.time, slot.id))


def _suits(slot: Slot, topic: CompleteTopic) -> bool:
    if topic.series and slot.series.id != topic.series and slot.series.name.zh != topic.series:
        return False
    return not topic.pillar or slot.pillar in ("", topic.pillar)


def _with_pillars(plan: CompletePlan, slots: list[Slot]) -> list[Slot]:
    """Give open slots the pillar that is furthest behind its share, so that the mix comes out by largest remainder."""
    shares = {pillar.id: pillar.share for pillar in plan.content.pillars}
    if not shares:
        return slots
    total = len(slots)
    fixed = Counter(slot.pillar for slot in slots if slot.pillar)
    open_slots = total - sum(fixed.values())
    if not open_slots:
        return slots
    quotas = _largest_remainder(
        {p: max(Decimal(0), share * total - fixed[p]) for p, share in shares.items()}, open_slots
    )
    given: Counter[str] = Counter()
    found = []
    for slot in slots:
        if slot.pillar:
            found.append(slot)
            continue
        seen = sum(given.values()) + 1
        due = {
            p: Decimal(quota) * seen / open_slots - given[p]
            for p, quota in quotas.items()
            if quota > given[p]
        }
        pillar = max(due, key=lambda p: (due[p], p)) if due else max(shares, key=lambda p: (shares[p], p))
        given[pillar] += 1
        found.append(replace(slot, pillar=pillar))
    return found


def _largest_remainder(wished: Mapping[str, Decimal], seats: int) -> dict[str, int]:
    """Divide seats by the method of largest remainders (Hamilton): whole quotas first, then the largest fractions."""
    total = sum(wished.values(), Decimal(0))
    if total <= 0:
        return dict.fromkeys(wished, 0)
    exact = {name: value * seats / total for name, value in wished.items()}
    quotas = {name: int(value) for name, value in exact.items()}
    rest = sorted(exact, key=lambda name: (quotas[name] - exact[name], name))
    for name in rest[: seats - sum(quotas.values())]:
        quotas[name] += 1
    return quotas


def _with_listed_topics(plan: CompletePlan, slots: list[Slot]) -> list[Slot]:
    """Put undated topics, in the order listed, into the earliest free slots that suit them."""
    for topic in plan.content.topics:
        if topic.date is not None:
            continue
        for index, slot in enumerate(slots):
            if slot.topic is None and _suits(slot, topic):
                slots[index] = replace(slot, topic=topic)
                break
    return slots


def build_mix(plan: CompletePlan, postings: tuple[Posting, ...]) -> tuple[Mix, ...]:
    """Compare declared with planned shares; where they part, name the series with most entries in that pillar."""
    counts = Counter(slot.pillar for slot in postings)
    total = max(1, sum(counts[pillar.id] for pillar in plan.content.pillars))
    bound = {series.id for series in plan.content.series if series.pillar}
    mix = []
    for pillar in plan.content.pillars:
        planned = Decimal(counts[pillar.id]) / total
        by_series = Counter(
            slot.series for slot in postings if slot.pillar == pillar.id and slot.series in bound
        )
        cause = (
            by_series.most_common(1)[0][0] if by_series and planned > pillar.share + Decimal("0.05") else ""
        )
        mix.append(Mix(pillar.id, pillar.share, planned, counts[pillar.id], cause))
    return tuple(mix)


def detail_range(plan: CompletePlan, postings: tuple[Posting, ...]) -> DateRange:
    """Return the weeks with final titles: up to ``detail_weeks`` weeks from the first post in a group."""
    grouped = [slot.on for slot in postings if slot.groups]
    first = min(grouped or [slot.on for slot in postings] or [plan.period.start])
    end = Week.of(first).monday + timedelta(weeks=plan.content.detail_weeks)
    return DateRange(plan.period.start, max(plan.period.start, min(end, plan.period.end)))
