"""Where required things cannot fit: an irreducible set of limits, with amounts that are enough and no more."""

from __future__ import annotations

import sys
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.playbook.model import Playbook
from planner.playbook.shortfalls.instance import (
    Instance,
    Limit,
    Option,
    Spread,
    Take,
    Thing,
    enough_a_week,
    fits_as_placed,
)
from planner.playbook.shortfalls.irreducible import find_missing
from tests.planning import worked_out
from tests.playbook.exact import is_feasible, raised

NO_EVENTS = "activities: {items: [], only_written: true}"
WEEKS = 3


def hours(bound: int) -> Limit:
    return Limit("hours", "zhou", None, bound, ("people", 0, "hours"))


def money(kind: str, bound: int) -> Limit:
    return Limit(kind, "", None, bound, ("budget",))  # type: ignore[arg-type]


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Up to three weeks of one person, a total, two stages; fixed and divisible work, free things."""
    bounds = st.integers(0, 30)
    limits = [hours(draw(bounds)) for _ in range(WEEKS)]
    limits += [money("total", draw(bounds)), money("stage", draw(bounds)), money("stage", draw(bounds))]
    amounts = st.integers(1, 20)
    spans = st.tuples(st.integers(0, WEEKS - 1), st.integers(0, WEEKS - 1)).map(sorted)

    def weeks(span: list[int]) -> tuple[int, ...]:
        return tuple(range(span[0], span[1] + 1))

    takes = [
        Take(draw(st.integers(0, len(limits) - 1)), draw(amounts), f"fixed-{n}")
        for n in range(draw(st.integers(0, 3)))
    ]
    spreads = [Spread(weeks(draw(spans)), draw(amounts), f"work-{n}") for n in range(draw(st.integers(0, 4)))]
    things = []
    for n in range(draw(st.integers(0, 2))):
        options = []
        for stage in range(draw(st.integers(1, 3))):
            cost = draw(amounts)
            paid = (Take(WEEKS, cost, f"thing-{n}"), Take(WEEKS + 1 + stage % 2, cost, f"thing-{n}"))
            work = (Spread(weeks(draw(spans)), draw(amounts), f"thing-{n}"),)
            options.append(Option(paid, work))
        count = draw(st.integers(1, 2))
        things.append(Thing(f"thing-{n}", count, tuple(options), (count, *[0] * (len(options) - 1))))
    return Instance(tuple(limits), tuple(takes), tuple(spreads), tuple(things))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(instances())
def test_lifting_all_causes_makes_room_and_all_but_one_does_not(instance: Instance) -> None:
    causes = [one.limit for one in find_missing(instance)]
    assert is_feasible(instance, causes)
    for left in causes:
        assert not is_feasible(instance, [cause for cause in causes if cause != left])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(instances())
def test_amounts_are_enough_and_no_more(instance: Instance) -> None:
    """Amounts are rounded up to whole ones: one less than that is still short."""
    amounts = {one.limit: one.amount for one in find_missing(instance)}
    assert is_feasible(raised(instance, amounts))
    for limit, amount in amounts.items():
        if all(other == limit for other in amounts):
            assert not is_feasible(raised(instance, amounts | {limit: amount - 1}))
        assert not is_feasible(raised(instance, amounts | {limit: amount - len(amounts)}))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(instances())
def test_what_fits_as_placed_is_feasible(instance: Instance) -> None:
    if fits_as_placed(instance):
        assert is_feasible(instance)
        assert find_missing(instance) == ()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(instances())
def test_without_free_things_the_quick_look_is_exact(instance: Instance) -> None:
    fixed = Instance(instance.limits, instance.takes, instance.spreads)
    assert fits_as_placed(fixed) == is_feasible(fixed)


def test_what_uses_a_limit_adds_up_to_what_is_needed() -> None:
    instance = Instance(
        (hours(100), hours(100)), (Take(1, 30, "event"),), (Spread((0, 1), 190, "writing", assumed=True),)
    )
    (one,) = find_missing(instance)
    assert (one.limit, one.amount) == (1, 20)
    assert dict(one.uses) == {"event": 30, "writing": 90}
    assert one.assumed == 90


def shorts(playbook: Playbook) -> list[tuple[str, str, Decimal]]:
    return [(short.limit, short.where, short.amount) for short in playbook.shortfalls]


def test_nothing_is_short_and_no_solver_is_loaded_where_all_fits() -> None:
    loaded = "highspy" in sys.modules
    assert worked_out("bakery", NO_EVENTS).shortfalls == ()
    assert ("highspy" in sys.modules) == loaded


def test_the_total_is_short_by_lines_required_activities_and_written_contingency() -> None:
    events = "activities: {items: [{id: dinner, kind: meetup_dinner, count: 2, cost: 3000}, {id: extra, kind: meetup_dinner, count: 3, cost: 9000, required: false}], only_written: true}"
    money = (
        "budget: {total: 8000, contingency: 1000, lines: [{name: Poster, category: content, amount: 1500}]}"
    )
    (short,) = worked_out("bakery", events, money).shortfalls
    assert (short.limit, short.needed, short.given, short.amount) == ("total", 8500, 8000, 500)
    assert [(cause, amount) for cause, _, amount in short.causes] == [
        ("activity:dinner", 6000), ("line:poster", 1500), ("contingency", 1000),
    ]  # fmt: skip
    assert short.path == ("budget", "total")


def test_contingency_of_ours_gives_way() -> None:
    budget = "budget: {total: 1500, lines: [{name: Poster, category: content, amount: 1500}]}"
    assert worked_out("bakery", NO_EVENTS, budget).shortfalls == ()


def test_an_activity_without_a_day_goes_to_the_stage_that_has_the_money() -> None:
    item = "activities: {items: [{id: dinner, kind: meetup_dinner, STAGES, count: 2, cost: 1200}], only_written: true}"
    budget = "budget: {total: 12000, by_stage: {growth: 1000, maturity: 5000}}"
    both = worked_out("bakery", item.replace("STAGES", "stages: [growth, maturity]"), budget)
    assert both.shortfalls == ()
    one = worked_out("bakery", item.replace("STAGES", "stages: [growth]"), budget)
    assert shorts(one) == [("stage", "growth", Decimal(1400))]


def test_a_line_for_the_whole_period_belongs_to_no_stage() -> None:
    budget = "budget: {total: 12000, by_stage: {build: 500}, lines: [{name: Poster, category: content, amount: 900WHEN}]}"
    assert worked_out("bakery", NO_EVENTS, budget.replace("WHEN", "")).shortfalls == ()
    named = worked_out("bakery", NO_EVENTS, budget.replace("WHEN", ", stage: build"))
    assert shorts(named) == [("stage", "build", Decimal(400))]


def test_money_that_has_not_arrived_is_short_in_each_month_until_it_does() -> None:
    budget = "budget: {total: 12000, funds: [{date: 2026-09-10, amount: 12000}], lines: [{name: Poster, category: content, amount: 700, date: 2026-07-20}]}"
    short = worked_out("bakery", NO_EVENTS, budget).shortfalls
    assert [(s.limit, s.where, s.amount) for s in short] == [
        ("cash", "2026-07", 700), ("cash", "2026-08", 700),
    ]  # fmt: skip


def test_an_activity_without_a_day_waits_for_the_money() -> None:
    item = "activities: {items: [{id: dinner, kind: meetup_dinner, stages: [growth], count: 1, cost: 1200}], only_written: true}"
    funds = "budget: {total: 12000, funds: [{date: 2026-10-01, amount: 12000}]}"
    assert worked_out("bakery", item, funds).shortfalls == ()


def test_labour_counts_only_where_the_budget_includes_it() -> None:
    people = (
        "people: [{name: Zhou, roles: [owner, admin, editor, planner], cost: {per: month, amount: 3000}}]"
    )
    inside = "budget: {total: 12000, includes_labour: true}"
    (short,) = worked_out("bakery", NO_EVENTS, people, inside).shortfalls
    assert (short.amount, short.causes[0][0]) == (6000, "labour:zhou")
    assert worked_out("bakery", NO_EVENTS, people).shortfalls == ()


TEAM = (
    "people: [{name: Zhou, id: zhou, roles: [owner, admin, editor, planner], hours: HOURS}]",
    "routines: []",
    "content: {series: [{id: tip, name: Tip, when: monthly 2nd wed, minutes: 60, send_minutes: 0, reply_minutes: 0}]}",
)


def with_hours(count: int | Decimal, tasks: str) -> Playbook:
    stages = f"stages: {{build: {{tasks: []}}, growth: {{tasks: [{tasks}]}}, maturity: {{tasks: []}}}}"
    return worked_out("bakery", NO_EVENTS, TEAM[0].replace("HOURS", str(count)), *TEAM[1:], stages)


def test_divisible_work_is_done_ahead_before_anybody_is_short() -> None:
    """A task of eight hours fits into the two weeks before it is due, one of forty does not."""
    task = "{id: manual, title: Manual, owner: Zhou, due: 2026-09-02, minutes: MINUTES}"
    assert with_hours(6, task.replace("MINUTES", "480")).shortfalls == ()
    short = with_hours(6, task.replace("MINUTES", "2400")).shortfalls
    assert {(one.limit, one.where) for one in short} == {("hours", "zhou")}
    assert short[0].causes[0][0] == "task:growth:manual"
    assert short[0].path == ("people", 0, "hours")


def test_minutes_of_ours_are_told_apart() -> None:
    given_minutes = "{id: manual, title: Manual, owner: Zhou, due: 2026-09-02, minutes: 2400}"
    assert all(one.assumed < 30 for one in with_hours(6, given_minutes).shortfalls)


def test_presets_are_never_required() -> None:
    people = "people: [{name: Zhou, roles: [owner, admin, editor, planner], hours: 0.5}]"
    playbook = worked_out("bakery", NO_EVENTS, people, "content:", "routines:", "stages:")
    assert playbook.shortfalls == ()


def test_enough_hours_are_enough_and_no_more() -> None:
    task = "{id: manual, title: Manual, owner: Zhou, due: 2026-09-02, minutes: 2400}"
    short = with_hours(6, task).shortfalls
    enough = short[0].enough
    assert enough is not None
    assert with_hours(Decimal(f"{enough / 60:.3f}"), task).shortfalls == ()
    assert with_hours(Decimal(f"{(enough - 6) / 60:.3f}"), task).shortfalls != ()


def test_a_leave_does_not_raise_the_hours_that_are_enough() -> None:
    """No weekly hours make room in a week in which somebody is away; the other weeks tell how many are enough."""
    instance = Instance((hours(60), hours(0), hours(60)), (Take(1, 90, "event"), Take(2, 80, "writing")))
    assert enough_a_week(instance, "zhou", 60) == 80
