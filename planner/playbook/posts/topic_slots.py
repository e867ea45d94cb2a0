"""Which written topic stands in which slot: dated ones on their days, listed ones in the first slots that suit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteTopic
from planner.playbook.posts.slots import Slot, stage_on
from planner.playbook.previous import Previous


def with_dated_topics(
    plan: CompletePlan, slots: list[Slot], ours: Collection[str], previous: Previous
) -> list[Slot]:
    """Put each dated topic on its day: into its series' slot, one of its pillar, any free one, else one of its own."""
    if not plan.content.series:
        return slots
    slots = list(slots)
    told = _told(previous)
    by_day: dict[object, list[int]] = defaultdict(list)
    for index, slot in enumerate(slots):
        by_day[slot.on].append(index)
    for topic in plan.content.topics:
        if topic.date is None or topic.date not in plan.period or topic.id in told:
            continue
        if previous.as_of is not None and topic.date < previous.as_of:
            continue
        free = [index for index in by_day[topic.date] if slots[index].topic is None]
        fitting = [index for index in free if _suits(slots[index], topic)] or ([] if topic.series else free)
        if fitting:
            slot = slots[fitting[0]]
            # The day is the operator's now; the hour stays ours where the series is.
            slots[fitting[0]] = replace(
                slot, topic=topic, pillar=topic.pillar or slot.pillar, bound=slot.bound or "day"
            )
        else:
            slots.append(_own_slot(plan, topic, ours))
    return sorted(slots, key=lambda slot: (slot.on, slot.time, slot.id))


def _own_slot(plan: CompletePlan, topic: CompleteTopic, ours: Collection[str]) -> Slot:
    assert topic.date is not None
    named = (one for one in plan.content.series if topic.series in _names(one.id, one.name.zh, one.name.en))
    series = next(named, plan.content.series[0])
    return Slot(
        id=f"post:{topic.id}:{topic.date.isoformat()}",
        on=topic.date,
        nominal=topic.date,
        time=series.time,
        stage=stage_on(plan, topic.date),
        series=series,
        pillar=topic.pillar or series.pillar,
        topic=topic,
        bound="day" if series.id in ours else "all",
    )


def _names(*names: str) -> frozenset[str]:
    return frozenset(name for name in names if name)


def _suits(slot: Slot, topic: CompleteTopic) -> bool:
    series = slot.series
    if topic.series and topic.series not in _names(series.id, series.name.zh, series.name.en):
        return False
    return not topic.pillar or slot.pillar in ("", topic.pillar)


def with_listed_topics(plan: CompletePlan, slots: list[Slot], previous: Previous) -> list[Slot]:
    """Put undated topics, in the order listed, into the earliest free slots that suit them.

    Those that an earlier playbook had put somewhere stay there if the slot is still free and suits.
    """
    slots = list(slots)
    told = _told(previous)
    waiting = [topic for topic in plan.content.topics if topic.date is None and topic.id not in told]
    had = {before.topic: slot_id for slot_id, before in previous.entries.items() if before.topic}
    index_of = {slot.id: index for index, slot in enumerate(slots)}
    moving = []
    for topic in waiting:
        index = index_of.get(had.get(topic.id, ""))
        if index is not None and slots[index].topic is None and _suits(slots[index], topic):
            slots[index] = replace(slots[index], topic=topic)
        else:
            moving.append(topic)
    for topic in moving:
        for index, slot in enumerate(slots):
            if slot.topic is None and _suits(slot, topic):
                slots[index] = replace(slot, topic=topic)
                break
    return slots


def _told(previous: Previous) -> frozenset[str]:
    """The topics that were used up in the past."""
    return frozenset(entry.topic.id for entry in previous.past_entries if entry.topic is not None)
