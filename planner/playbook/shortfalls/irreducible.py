"""Which limits cannot all hold: an irreducible set of causes, with the amounts that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from planner.playbook.shortfalls.elastic import Arrangement, ElasticProgramme
from planner.playbook.shortfalls.instance import Instance, Spread, Take, Thing, fits_as_placed

_ROUNDING = 1e-4
"""Of a minute or a hundredth: what an answer of floating point may be above a whole amount."""
_TRIES = 5


class Missing(Struct, frozen=True):
    """A limit that gives way, by how much, and what uses it then: cause → amount, and how much of that is ours."""

    limit: int
    amount: int
    uses: Mapping[str, int]
    assumed: int


def find_missing(instance: Instance) -> tuple[Missing, ...]:
    """Return the causes in order of the limits; nothing if all that is required fits.

    Lifting all of these limits makes the instance feasible, lifting all but one does not. The amounts are those of
    the least weighted excess when only they give way, in whole numbers.
    """
    found: list[Missing] = []
    for part, limits in parts(instance):
        if not fits_as_placed(part):
            found += [replace(one, limit=limits[one.limit]) for one in _missing_in(part)]
    return tuple(sorted(found, key=lambda one: one.limit))


def parts(instance: Instance) -> Iterator[tuple[Instance, tuple[int, ...]]]:
    """Divide an instance into parts that share no limit, each with the indexes that its limits have in the whole."""
    above = list(range(len(instance.limits)))

    def root(index: int) -> int:
        while above[index] != index:
            index = above[index]
        return index

    def join(indexes: list[int]) -> None:
        for index in indexes[1:]:
            above[root(index)] = root(indexes[0])

    for spread in instance.spreads:
        join(list(spread.limits))
    for thing in instance.things:
        join(_limits_of(thing))
    groups: dict[int, list[int]] = {}
    for index in range(len(instance.limits)):
        groups.setdefault(root(index), []).append(index)
    takes: dict[int, list[Take]] = {}
    spreads: dict[int, list[Spread]] = {}
    things: dict[int, list[Thing]] = {}
    for take in instance.takes:
        takes.setdefault(root(take.limit), []).append(take)
    for spread in instance.spreads:
        spreads.setdefault(root(spread.limits[0]), []).append(spread)
    for thing in instance.things:
        if own := _limits_of(thing):
            things.setdefault(root(own[0]), []).append(thing)
    for key, members in groups.items():
        at = {index: number for number, index in enumerate(members)}
        yield (
            Instance(
                tuple(instance.limits[index] for index in members),
                tuple(_take_at(take, at) for take in takes.get(key, ())),
                tuple(_spread_at(spread, at) for spread in spreads.get(key, ())),
                tuple(_thing_at(thing, at) for thing in things.get(key, ())),
            ),
            tuple(members),
        )


def _limits_of(thing: Thing) -> list[int]:
    found = [take.limit for option in thing.options for take in option.takes]
    return found + [i for option in thing.options for spread in option.spreads for i in spread.limits]


def _take_at(take: Take, at: Mapping[int, int]) -> Take:
    return replace(take, limit=at[take.limit])


def _spread_at(spread: Spread, at: Mapping[int, int]) -> Spread:
    return replace(spread, limits=tuple(at[index] for index in spread.limits))


def _thing_at(thing: Thing, at: Mapping[int, int]) -> Thing:
    return replace(
        thing,
        options=tuple(
            replace(
                option,
                takes=tuple(_take_at(take, at) for take in option.takes),
                spreads=tuple(_spread_at(spread, at) for spread in option.spreads),
            )
            for option in thing.options
        ),
    )


def _missing_in(part: Instance) -> list[Missing]:
    if not part.things and not any(len(spread.limits) > 1 for spread in part.spreads):
        return _by_sum(part)
    programme = ElasticProgramme(part)
    liftable = {index for index, limit in enumerate(part.limits) if not limit.firm}
    first = programme.least(liftable)
    if first is None:
        return []
    causes = _reduced(programme, part, first)
    if not causes:
        return []
    least = programme.least(causes)
    assert least is not None  # lifting the causes makes room: that is how they were found
    amounts = {index: max(1, ceil(least.excess[index] - _ROUNDING)) for index in causes}
    return _described(part, amounts)


def _by_sum(part: Instance) -> list[Missing]:
    """Where nothing can be moved, sums decide."""
    found = []
    for index, (used, limit) in enumerate(zip(part.pinned(), part.limits, strict=True)):
        if used > limit.bound and not limit.firm:
            uses: dict[str, int] = {}
            assumed = 0
            for cause, amount, ours in _pinned_uses(part, index):
                uses[cause] = uses.get(cause, 0) + amount
                assumed += amount if ours else 0
            found.append(Missing(index, used - limit.bound, uses, assumed))
    return found


def _pinned_uses(part: Instance, limit: int) -> Iterator[tuple[str, int, bool]]:
    for take in part.takes:
        if take.limit == limit:
            yield take.cause, take.amount, take.assumed
    for spread in part.spreads:
        if spread.limits == (limit,):
            yield spread.cause, spread.minutes, spread.assumed


def _reduced(programme: ElasticProgramme, part: Instance, first: Arrangement) -> list[int]:
    """Take away causes, the lightest first, as long as the others make room without them.

    What exceeds its limit wherever the rest goes is needed in any case.
    """
    causes = {index for index, excess in enumerate(first.excess) if excess > 0}
    alone = {
        index
        for index, (used, limit) in enumerate(zip(part.pinned(), part.limits, strict=True))
        if used > limit.bound
    }
    order = sorted(
        causes - alone, key=lambda i: (round(first.excess[i] / programme.scale[i], 6), -programme.rank(i))
    )
    for index in order:
        without = causes - {index}
        if programme.least(without) is not None:
            causes = without
    return sorted(causes)


def _described(part: Instance, amounts: dict[int, int]) -> list[Missing]:
    """Prove the amounts by arranging everything within the raised limits, and say what uses them."""
    programme = ElasticProgramme(part, amounts)
    arranged = programme.nearest()
    for _ in range(_TRIES if arranged is None else 0):
        # Whole numbers are above the exact ones, so at most a last digit is missing.
        amounts = {index: amount + 1 for index, amount in amounts.items()}
        programme = ElasticProgramme(part, amounts)
        arranged = programme.nearest()
        if arranged is not None:
            break
    if arranged is None:
        return [Missing(index, amount, {}, 0) for index, amount in sorted(amounts.items())]
    uses: dict[int, dict[str, float]] = {index: {} for index in amounts}
    assumed = dict.fromkeys(amounts, 0.0)
    for index, cause, amount, ours in _all_uses(part, arranged):
        if index in amounts and amount > 0:
            uses[index][cause] = uses[index].get(cause, 0.0) + amount
            assumed[index] += amount if ours else 0.0
    return [
        Missing(index, amounts[index], _whole(uses[index]), round(assumed[index]))
        for index in sorted(amounts)
    ]


def _all_uses(part: Instance, arranged: Arrangement) -> Iterator[tuple[int, str, float, bool]]:
    """Limit, cause, amount and whether it is ours, for all that is arranged.

    Work that may use the same weeks is arranged as one piece; each part has its share of every week.
    """
    placed = [
        (option, count)
        for thing, counts in zip(part.things, arranged.places, strict=True)
        for option, count in zip(thing.options, counts, strict=True)
        if count > 0
    ]
    for take in part.takes:
        yield take.limit, take.cause, take.amount, take.assumed
    for option, count in placed:
        for take in option.takes:
            yield take.limit, take.cause, take.amount * count, take.assumed
    work = [(spread, float(spread.minutes)) for spread in part.spreads]
    work += [(spread, spread.minutes * count) for option, count in placed for spread in option.spreads]
    totals: dict[tuple[int, ...], float] = {}
    for spread, minutes in work:
        totals[spread.limits] = totals.get(spread.limits, 0.0) + minutes
    for spread, minutes in work:
        total = totals[spread.limits]
        if len(spread.limits) == 1:
            yield spread.limits[0], spread.cause, minutes, spread.assumed
        elif total:
            for week, done in arranged.weeks[spread.limits].items():
                yield week, spread.cause, done * minutes / total, spread.assumed


def _whole(uses: Mapping[str, float]) -> dict[str, int]:
    return {cause: round(amount) for cause, amount in uses.items() if round(amount) > 0}
