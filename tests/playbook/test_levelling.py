"""Levelling: no week above what fits if any way of spreading the divisible work avoids it, as late as possible."""

from __future__ import annotations

from collections import Counter, deque

from hypothesis import given
from hypothesis import strategies as st

from planner.playbook.work.levelling import HolderLoad, spread
from planner.playbook.work.staff_days import with_buffer, without_buffer

Piece = tuple[int, int, int]
"""First week, last week, minutes."""


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[int], list[Piece]]:
    """A few weeks with room, and pieces of work with windows in them."""
    weeks = draw(st.integers(1, 7))
    room = draw(st.lists(st.integers(0, 12), min_size=weeks, max_size=weeks))
    ends = st.tuples(st.integers(0, weeks - 1), st.integers(0, weeks - 1))
    windows = draw(st.lists(ends, max_size=9))
    return room, [(min(pair), max(pair), draw(st.integers(0, 15))) for pair in windows]


def most_that_fits(room: list[int], pieces: list[Piece]) -> int:
    """Maximum flow from pieces to weeks by augmenting paths: what any way of spreading can do at most."""
    done = {
        (number, week): 0 for number, (first, last, _) in enumerate(pieces) for week in range(first, last + 1)
    }
    left, free = [minutes for *_, minutes in pieces], list(room)
    total = 0
    for start in range(len(pieces)):
        while left[start]:
            came: dict[tuple[str, int], tuple[str, int] | None] = {("piece", start): None}
            queue = deque(came)
            end = None
            while queue and end is None:
                kind, number = queue.popleft()
                if kind == "piece":
                    steps = [("week", week) for piece, week in done if piece == number]
                else:
                    steps = [
                        ("piece", piece) for (piece, week), taken in done.items() if week == number and taken
                    ]
                for step in steps:
                    if step not in came:
                        came[step] = (kind, number)
                        queue.append(step)
                        if step[0] == "week" and free[step[1]]:
                            end = step
                            break
            if end is None:
                break
            free[end[1]] -= 1
            left[start] -= 1
            total += 1
            while (before := came[end]) is not None:
                if end[0] == "week":
                    done[before[1], end[1]] += 1
                else:
                    done[end[1], before[1]] -= 1
                end = before
    return total


@given(cases())
def test_as_much_fits_as_any_way_of_spreading_allows(case: tuple[list[int], list[Piece]]) -> None:
    room, pieces = case
    parts, left = spread(room, [piece[:2] for piece in pieces], [piece[2] for piece in pieces])
    in_week: Counter[int] = Counter()
    of_piece: Counter[int] = Counter()
    for number, week, minutes in parts:
        first, last, _ = pieces[number]
        assert first <= week <= last
        assert minutes > 0
        in_week[week] += minutes
        of_piece[number] += minutes
    assert all(in_week[week] <= free for week, free in enumerate(room))
    assert all(of_piece[number] + left[number] == piece[2] for number, piece in enumerate(pieces))
    assert sum(of_piece.values()) == most_that_fits(room, pieces)


@given(cases(), cases())
def test_what_more_would_not_fit_is_told_before_it_is_taken(
    case: tuple[list[int], list[Piece]], more: tuple[list[int], list[Piece]]
) -> None:
    room, pieces = case
    load = HolderLoad(list(room))
    extra = [piece for piece in more[1] if piece[1] < len(room)]
    for batch in (pieces[:4], pieces[4:], extra):
        work: Counter[tuple[int, int]] = Counter()
        for first, last, minutes in batch:
            work[first, last] += minutes
        before, growth = load.missing, load.growth(work)
        load.add(work)
        assert load.missing == before + growth
        assert sum(load.short().values()) == load.missing
    everything = [*pieces, *extra]
    assert load.missing == sum(piece[2] for piece in everything) - most_that_fits(room, everything)
    gone: Counter[tuple[int, int]] = Counter()
    for first, last, minutes in extra:
        gone[first, last] += minutes
    load.remove(gone)
    assert load.missing == sum(piece[2] for piece in pieces) - most_that_fits(room, pieces)


def test_work_is_done_as_late_as_it_can_be() -> None:
    assert spread([60, 60, 60], [(0, 2)], [50]) == ([(0, 2, 50)], [0])
    assert spread([60, 60, 60], [(0, 2), (2, 2)], [50, 60]) == ([(1, 2, 60), (0, 1, 50)], [0, 0])


def test_what_can_only_be_done_late_goes_before_what_can_wait_for_earlier_weeks() -> None:
    parts, left = spread([30, 30], [(0, 1), (1, 1)], [30, 30])
    assert (sorted(parts), left) == ([(0, 0, 30), (1, 1, 30)], [0, 0])


def test_what_fits_nowhere_is_short_in_the_week_in_which_it_is_due() -> None:
    load = HolderLoad([10, 10, 10])
    load.add(Counter({(0, 1): 35, (2, 2): 12}))
    assert load.short() == {1: 15, 2: 2}


@given(st.integers(0, 5000))
def test_the_buffer_fits_beside_the_work_and_not_a_minute_more_does(capacity: int) -> None:
    minutes = without_buffer(capacity)
    assert minutes + with_buffer(minutes) <= capacity
    assert minutes + 1 + with_buffer(minutes + 1) > capacity
