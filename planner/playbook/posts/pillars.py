"""The mix of pillars: exact shares by largest remainder over the slots whose series has no pillar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from zlib import crc32

from msgspec.structs import replace

from planner.completion.model import CompletePlan
from planner.playbook.posts.slots import Slot
from planner.playbook.previous import Previous
from planner.playbook.values.content import Mix, Posting


def with_pillars(
    plan: CompletePlan, slots: Sequence[Slot], past: Iterable[Posting], previous: Previous
) -> list[Slot]:
    """Give each open slot a pillar so that the mix comes out as its shares, counting what is fixed already.

    Open slots keep the pillar of the earlier playbook; only as many are given another as the quotas need, those with
    the lowest checksum of their id. The rest is spread so that no pillar falls behind.
    """
    shares = {pillar.id: pillar.share for pillar in plan.content.pillars}
    open_slots = [slot for slot in slots if not slot.pillar]
    if not shares or not open_slots:
        return list(slots)
    settled = Counter([slot.pillar for slot in slots if slot.pillar] + [entry.pillar for entry in past])
    quotas = pillar_quotas(shares, settled, len(open_slots))
    given = _kept_pillars(open_slots, quotas, previous)
    left = {pillar: quota - sum(1 for p in given.values() if p == pillar) for pillar, quota in quotas.items()}
    given |= _spread([slot.id for slot in open_slots if slot.id not in given], left)
    return [replace(slot, pillar=given[slot.id]) if slot.id in given else slot for slot in slots]


def pillar_quotas(
    shares: Mapping[str, Decimal], settled: Mapping[str, int], open_slots: int
) -> dict[str, int]:
    """Return how many open slots each pillar gets, so that the whole comes as near to the shares as it can.

    What a pillar is owed is its share of all posts less those that it has; pillars that have too many get none.
    """
    total = open_slots + sum(settled.get(pillar, 0) for pillar in shares)
    owed = {
        pillar: max(Decimal(0), share * total - settled.get(pillar, 0)) for pillar, share in shares.items()
    }
    return largest_remainder(owed if any(owed.values()) else shares, open_slots)


def largest_remainder(wished: Mapping[str, Decimal], seats: int) -> dict[str, int]:
    """Divide seats by the method of largest remainders (Hamilton): whole quotas first, then the largest fractions.

    Ties go to the id that comes first; where nobody wishes anything, all get the same.
    """
    if not any(wished.values()):
        wished = dict.fromkeys(wished, Decimal(1))
    total = sum(wished.values(), Decimal(0))
    exact = {name: value * seats / total for name, value in wished.items()}
    quotas = {name: int(value) for name, value in exact.items()}
    rest = sorted(exact, key=lambda name: (quotas[name] - exact[name], name))
    for name in rest[: seats - sum(quotas.values())]:
        quotas[name] += 1
    return quotas


def _kept_pillars(
    open_slots: Sequence[Slot], quotas: Mapping[str, int], previous: Previous
) -> dict[str, str]:
    """The slots that keep their earlier pillar, up to its quota."""
    had = {slot.id: previous.entries[slot.id].pillar for slot in open_slots if slot.id in previous.entries}
    kept: dict[str, str] = {}
    used: Counter[str] = Counter()
    for slot_id in sorted(had, key=lambda one: (crc32(one.encode()), one), reverse=True):
        pillar = had[slot_id]
        if used[pillar] < quotas.get(pillar, 0):
            kept[slot_id] = pillar
            used[pillar] += 1
    return kept


def _spread(slot_ids: Sequence[str], quotas: Mapping[str, int]) -> dict[str, str]:
    """Hand out whole quotas in order of time: always to the pillar that is furthest behind its part."""
    given: dict[str, str] = {}
    used = dict.fromkeys(quotas, 0)
    for number, slot_id in enumerate(slot_ids, 1):
        # Compared in whole numbers: quota * number / slots - used, times slots.
        due = {p: quota * number - used[p] * len(slot_ids) for p, quota in quotas.items() if quota > used[p]}
        pillar = max(due, key=lambda p: (due[p], p))
        used[pillar] += 1
        given[slot_id] = pillar
    return given


def build_mix(plan: CompletePlan, postings: Sequence[Posting]) -> tuple[Mix, ...]:
    """Compare declared with planned shares; a pillar with a post too many or more names the series that sends most."""
    counts = Counter(slot.pillar for slot in postings)
    total = max(1, sum(counts[pillar.id] for pillar in plan.content.pillars))
    bound = {series.id: series.pillar for series in plan.content.series if series.pillar}
    by_series = Counter((slot.pillar, slot.series) for slot in postings)
    mix = []
    for pillar in plan.content.pillars:
        causes = [(-by_series[(pillar.id, one)], one) for one, p in bound.items() if p == pillar.id]
        too_many = counts[pillar.id] - pillar.share * total >= 1
        cause = min(causes)[1] if too_many and causes else ""
        mix.append(Mix(pillar.id, pillar.share, Decimal(counts[pillar.id]) / total, counts[pillar.id], cause))
    return tuple(mix)
