"""Whether a small instance of required things is feasible, in exact fractions: apart from the solver that is tested."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from msgspec.structs import replace

from planner.playbook.shortfalls.instance import Instance


def is_feasible(instance: Instance, lifted: Collection[int] = ()) -> bool:
    """Say whether all limits but the lifted ones hold for some arrangement."""
    rows, equal = _rows(instance)
    bounds = [limit.bound for limit in instance.limits]
    columns = 1 + max((column for row in (*rows, *equal) for column in row if column >= 0), default=-1)
    matrix, right = [], []
    for index, row in enumerate(rows):
        if index not in lifted:
            matrix.append((row, Fraction(bounds[index] - row.get(-1, 0)), True))
    for row in equal:
        matrix.append((row, Fraction(-row.get(-1, 0)), False))
    slacks = sum(1 for _, _, slack in matrix if slack)
    table, at = [], columns
    for row, value, slack in matrix:
        line = [Fraction(0)] * (columns + slacks)
        for column, amount in row.items():
            if column >= 0:
                line[column] += amount
        if slack:
            line[at] = Fraction(1)
            at += 1
        sign = -1 if value < 0 else 1
        table.append([sign * cell for cell in line])
        right.append(sign * value)
    return _phase_one(table, right)


def raised(instance: Instance, amounts: dict[int, int]) -> Instance:
    """Return the instance with higher limits."""
    return replace(
        instance,
        limits=tuple(
            replace(limit, bound=limit.bound + amounts.get(index, 0))
            for index, limit in enumerate(instance.limits)
        ),
    )


def _rows(instance: Instance) -> tuple[list[dict[int, Fraction]], list[dict[int, Fraction]]]:
    """Use of each limit, and equations; column −1 holds constants."""
    use: list[dict[int, Fraction]] = [{} for _ in instance.limits]
    equal: list[dict[int, Fraction]] = []
    free = iter(range(10_000))

    def add(row: dict[int, Fraction], column: int, amount: int) -> None:
        row[column] = row.get(column, Fraction(0)) + amount

    for take in instance.takes:
        add(use[take.limit], -1, take.amount)
    for spread in instance.spreads:
        row: dict[int, Fraction] = {-1: Fraction(-spread.minutes)}
        for week in spread.limits:
            column = next(free)
            add(use[week], column, 1)
            add(row, column, 1)
        equal.append(row)
    for thing in instance.things:
        whole: dict[int, Fraction] = {-1: Fraction(-thing.count)}
        for option in thing.options:
            place = next(free)
            add(whole, place, 1)
            for take in option.takes:
                add(use[take.limit], place, take.amount)
            for spread in option.spreads:
                row = {place: Fraction(-spread.minutes)}
                for week in spread.limits:
                    column = next(free)
                    add(use[week], column, 1)
                    add(row, column, 1)
                equal.append(row)
        equal.append(whole)
    return use, equal


def _phase_one(table: list[list[Fraction]], right: list[Fraction]) -> bool:
    """Simplex with artificial variables and Bland's rule: can they all be zero?"""
    if not table:
        return True
    count, width = len(table), len(table[0])
    rows = [[*line, *(Fraction(int(i == j)) for j in range(count)), right[i]] for i, line in enumerate(table)]
    basis = [width + i for i in range(count)]
    cost = [sum((row[j] for row in rows), Fraction(0)) for j in range(width)]
    total = sum(right, Fraction(0))
    while total > 0:
        enter = next((j for j in range(width) if cost[j] > 0), None)
        if enter is None:
            return False
        ratios = [(row[-1] / row[enter], basis[i], i) for i, row in enumerate(rows) if row[enter] > 0]
        _, _, leave = min(ratios)
        pivot = rows[leave][enter]
        rows[leave] = [cell / pivot for cell in rows[leave]]
        for i, row in enumerate(rows):
            if i != leave and row[enter]:
                factor = row[enter]
                rows[i] = [cell - factor * base for cell, base in zip(row, rows[leave], strict=True)]
        factor = cost[enter]
        cost = [c - factor * cell for c, cell in zip(cost, rows[leave], strict=False)]
        total -= factor * rows[leave][-1]
        basis[leave] = enter
    return True
