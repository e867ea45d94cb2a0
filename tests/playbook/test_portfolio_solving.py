"""The choice in numbers: what the solver proposes is what trying everything would find."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.playbook.portfolio.choose import KEPT, choose
from planner.playbook.portfolio.model import (
    Bonus,
    Counts,
    Demand,
    Form,
    Option,
    Problem,
    Room,
    filled_up,
    fits,
    points_of,
    until_it_fits,
    used_of,
    within_reach,
    worth,
)
from planner.playbook.portfolio.solve import POINTS, Effort, solve_in_order

KINDS = ("dinner", "clinic", "walk")
STAGES = ("build", "growth")


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Three kinds in two stages with falling points, bonuses and limits on money, hours and number."""
    options = []
    for kind, stage in product(KINDS, STAGES):
        steps = draw(st.lists(st.integers(1, 40), min_size=1, max_size=3))
        options.append(Option(f"{kind}:{stage}", tuple(sorted((100 * step for step in steps), reverse=True))))
    bonuses = [
        Bonus(f"variety:{kind}", draw(st.integers(1, 900)), (2 * place, 2 * place + 1))
        for place, kind in enumerate(KINDS)
    ]
    bonuses.append(Bonus("offline_first:growth", draw(st.integers(1, 900)), (1, 5)))
    rooms = []
    for name, most in (("total", 900), ("hours", 500), ("events", 6)):
        uses = draw(st.lists(st.integers(0, most // 3), min_size=6, max_size=6))
        used = tuple((place, use) for place, use in enumerate(uses) if use)
        if used:
            rooms.append(Room(name, draw(st.integers(0, most)), used))
    return Problem(tuple(options), tuple(bonuses), tuple(rooms))


def every_choice(problem: Problem) -> list[Counts]:
    """Return all choices that keep the limits."""
    ranges = [range(option.most + 1) for option in problem.options]
    return [counts for counts in product(*ranges) if fits(problem, counts)]


@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_the_choice_is_what_trying_everything_finds(problem: Problem) -> None:
    best = max(points_of(problem, counts) for counts in every_choice(problem))
    chosen = choose(problem)
    assert fits(problem, chosen.counts)
    assert chosen.points == points_of(problem, chosen.counts) == chosen.bound == best


@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_nothing_of_value_fits_on_top(problem: Problem) -> None:
    counts = choose(problem).counts
    assert filled_up(problem, counts) == counts


@settings(max_examples=25, deadline=None)
@given(problem=problems())
def test_the_answer_is_the_same_for_every_seed(problem: Problem) -> None:
    answers = {choose(problem, effort=Effort(seed=seed)).counts for seed in (0, 1, 7, 99)}
    assert len(answers) == 1


@settings(max_examples=60, deadline=None)
@given(problem=problems(), before=st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_near_an_earlier_choice_the_least_is_changed_that_keeps_the_value(
    problem: Problem, before: list[int]
) -> None:
    wished = tuple(min(b, o.most) for b, o in zip(before, problem.options, strict=True))
    chosen = choose(problem, wished)
    best = max(points_of(problem, counts) for counts in every_choice(problem))
    good = [counts for counts in every_choice(problem) if points_of(problem, counts) >= KEPT * best]
    assert chosen.counts in good
    assert changes(chosen.counts, wished) == min(changes(counts, wished) for counts in good)
    assert chosen.bound == best


def changes(one: Counts, other: Counts) -> int:
    """Return by how many events two choices differ."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


@settings(max_examples=60, deadline=None)
@given(problem=problems(), before=st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_choosing_again_with_what_was_chosen_keeps_it_exactly(problem: Problem, before: list[int]) -> None:
    fresh = choose(problem)
    assert choose(problem, fresh.counts) == fresh
    near = choose(problem, tuple(before))
    assert choose(problem, near.counts) == near


@settings(max_examples=60, deadline=None)
@given(problem=problems(), counts=st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_a_choice_that_breaks_limits_is_cut_until_it_keeps_them(problem: Problem, counts: list[int]) -> None:
    kept = until_it_fits(problem, counts)
    assert fits(problem, kept)
    assert all(k <= c for k, c in zip(kept, counts, strict=True))


@settings(max_examples=60, deadline=None)
@given(problem=problems())
def test_what_is_out_of_reach_does_not_change_what_fits(problem: Problem) -> None:
    assert set(every_choice(within_reach(problem))) == set(every_choice(problem))


@settings(max_examples=40, deadline=None)
@given(problem=problems(), least=st.integers(0, 100), data=st.data())
def test_a_second_form_is_best_among_what_the_demands_leave(
    problem: Problem, least: int, data: st.DataObject
) -> None:
    prices = tuple(data.draw(st.lists(st.integers(-500, 0), min_size=6, max_size=6)))
    best = choose(problem)
    demand = Demand(POINTS, best.points * least // 100)
    cheap = Form(each=prices)
    answers = solve_in_order(problem, (cheap, POINTS), (demand,), best.counts)
    good = [counts for counts in every_choice(problem) if points_of(problem, counts) >= demand.least]
    expected = max((worth(problem, cheap, counts), points_of(problem, counts)) for counts in good)
    assert (answers[0].worth, answers[1].worth) == expected


def test_a_solve_that_runs_out_of_nodes_says_how_far_a_better_choice_could_be() -> None:
    options = tuple(Option(f"kind{n}:build", (997 - 13 * n, 400 - n)) for n in range(30))
    money = Room("total", 3_000, tuple((n, 301 + 17 * n % 97) for n in range(30)))
    hours = Room("hours", 2_000, tuple((n, 140 + 29 * n % 83) for n in range(30)))
    problem = Problem(options, (), (money, hours))
    short = choose(problem, effort=Effort(nodes=0))
    full = choose(problem)
    assert fits(problem, short.counts)
    assert short.points <= full.points <= short.bound
    assert full.points == full.bound


def test_without_a_limit_everything_is_held() -> None:
    problem = Problem(
        (Option("a:build", (5, 3)), Option("b:build", (2,))), (Bonus("variety:a", 4, (0,)),), ()
    )
    assert choose(problem).counts == (2, 1)
    assert choose(problem).points == 14


def test_with_nothing_to_choose_from_nothing_is_chosen() -> None:
    chosen = choose(Problem((), (), ()))
    assert (chosen.counts, chosen.points, chosen.bound) == ((), 0, 0)


@pytest.mark.parametrize(("counts", "used"), [((0, 0), 0), ((2, 1), 7)])
def test_a_limit_counts_every_taking(counts: Counts, used: int) -> None:
    assert used_of(Room("total", 9, ((0, 2), (1, 3))), counts) == used
