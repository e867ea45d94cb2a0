"""What holds for the playbook of any plan."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from planner.completion.days import work_calendar
from planner.dates.ranges import Week
from planner.knowledge.fill import in_language
from planner.knowledge.load import assumed
from planner.playbook.build import build_playbook
from planner.playbook.model import Playbook
from planner.playbook.values.content import PatternFill, TopicFill
from tests.planning import complete_data
from tests.strategies import plans

some = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
playbooks = plans().map(complete_data).map(build_playbook)


@some
@given(playbooks)
def test_posts_are_in_the_period_in_order_of_time_and_not_on_quiet_days(playbook: Playbook) -> None:
    plan, entries = playbook.plan, playbook.calendar.entries
    assert [(e.on, e.time) for e in entries] == sorted((e.on, e.time) for e in entries)
    for entry in entries:
        assert entry.on in plan.period
        assert entry.week == Week.of(entry.on)
        dated = isinstance(entry.fill, TopicFill) and entry.fill.topic.date == entry.on
        assert dated or not any(entry.on in days for days, _ in plan.calendar.blackout)


@some
@given(playbooks)
def test_a_pattern_rests_five_weeks_and_never_says_the_same_twice(playbook: Playbook) -> None:
    weeks = timedelta(weeks=int(assumed("pattern_weeks")))
    last = {}
    said = set()
    for entry in playbook.calendar.entries:
        if not isinstance(entry.fill, PatternFill):
            continue
        pattern = entry.fill.pattern
        assert pattern not in last or entry.on - last[pattern] > weeks
        last[pattern] = entry.on
        words = frozenset(
            (slot, in_language(entry.fill.params[slot], playbook.plan.language))
            for slot in (
                "question",
                "offer",
                "moment",
                "node",
                "activity",
                "activity_date",
                "fixed",
                "number",
            )
            if slot in entry.fill.params
        )
        # Events, fixed days and moments may be called the same; then other words of the post differ.
        assert (pattern, words, entry.on) not in said
        said.add((pattern, words, entry.on))


@some
@given(playbooks)
def test_a_post_is_drafted_then_reviewed_then_sent(playbook: Playbook) -> None:
    plan = playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    for entry in playbook.calendar.entries:
        for due in (entry.draft_due, entry.review_due):
            assert plan.period.start <= due <= entry.on
            assert days.is_work_day(due) or due == entry.on
        if plan.content.draft_days >= plan.content.review_days:
            assert entry.draft_due <= entry.review_due


@some
@given(playbooks)
def test_preparation_is_due_on_work_days_before_its_event(playbook: Playbook) -> None:
    plan = playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    for event in playbook.activities.occurrences:
        assert event.start.date() == event.on
        assert event.end - event.start == timedelta(minutes=event.activity.duration)
        for step in event.preparation:
            assert step.due <= event.on
            assert days.is_work_day(step.due) or step.due == event.on
        for day in (event.sign_up_opens, event.sign_up_closes, *event.reminders):
            assert day is None or plan.period.start <= day <= max(event.on, plan.period.start)
        assert all(after.on >= event.on for after in event.follow_up)


@some
@given(playbooks)
def test_chosen_events_wait_for_the_groups_and_for_their_preparation(playbook: Playbook) -> None:
    plan = playbook.plan
    opened = min((group.opened for group in plan.groups if group.opened), default=plan.period.start)
    for event in playbook.activities.occurrences:
        if event.activity.written:
            continue
        assert max(opened, plan.period.start) <= event.on < plan.period.end
        assert event.stage in event.activity.stages
        assert not any(event.on in days for days, _ in plan.calendar.blackout)


@some
@given(playbooks)
def test_money_adds_up_by_payment_month_and_stage(playbook: Playbook) -> None:
    plan, money = playbook.plan, playbook.money
    assert money.planned == sum(payment.amount for payment in money.payments)
    assert money.planned == sum(sum(month.out.values()) for month in money.months)
    assert money.planned == sum(sum(stage.values()) for stage in money.by_stage.values())
    assert money.unplanned == plan.budget.total - money.planned - money.contingency
    income = (
        sum((funds.amount for funds in plan.budget.funds), Decimal(0))
        if plan.budget.funds
        else plan.budget.total
    )
    assert money.months[-1].left == income - money.planned
    assert money.lowest.left == min(month.left for month in money.months)
    assert all(payment.on in plan.period for payment in money.payments if not payment.id.startswith("event:"))


@some
@given(playbooks)
def test_what_is_chosen_never_spends_more_than_there_is(playbook: Playbook) -> None:
    plan, money = playbook.plan, playbook.money
    chosen = {
        event.id for event in playbook.activities.occurrences if not event.activity.written and event.cost
    }
    if plan.budget.includes_labour or not any(payment.id in chosen for payment in money.payments):
        return
    assert money.unplanned >= 0
    activity = sum(payment.amount for payment in money.payments if payment.category == "activity")
    assert activity <= plan.budget.caps["activity"]
    assert all(month.left >= 0 for month in money.months[-1:])
    for stage, limit in plan.budget.by_stage.items():
        in_stage = [p for p in money.payments if p.id in chosen and f":{stage}:" in p.id]
        if in_stage:
            assert sum(money.by_stage[stage].values()) <= limit


@some
@given(playbooks)
def test_hours_are_the_sum_of_their_parts(playbook: Playbook) -> None:
    hours, entries = playbook.hours, playbook.calendar.entries
    assert hours.total == sum(load.total for load in hours.loads)
    parts: dict[str, int] = defaultdict(int)
    for load in hours.loads:
        assert load.total == sum(load.demand.values())
        work = load.total - load.demand.get("buffer", 0)
        assert abs(load.demand.get("buffer", 0) - work * assumed("buffer_share")) <= Decimal("0.5")
        assert load.over == (max(0, load.total - load.capacity) if load.capacity is not None else 0)
        for source, minutes in load.demand.items():
            parts[source] += minutes
    events = playbook.activities.occurrences
    assert parts["content"] == sum(e.minutes + int(assumed("review_minutes")) for e in entries)
    assert parts["sending"] == sum(e.send_minutes for e in entries)
    assert parts["replies"] == sum(e.reply_minutes for e in entries)
    assert parts["preparation"] == sum(step.minutes for event in events for step in event.preparation)
    assert parts["follow_up"] == sum(step.minutes for event in events for step in event.follow_up)
    assert parts["task"] == sum(task.minutes for stage in playbook.plan.stages for task in stage.tasks)


@some
@given(playbooks)
def test_the_mix_counts_every_post_once(playbook: Playbook) -> None:
    mix = playbook.calendar.mix
    pillars = {pillar.id for pillar in playbook.plan.content.pillars}
    assert [m.pillar for m in mix] == [pillar.id for pillar in playbook.plan.content.pillars]
    assert sum(m.entries for m in mix) == sum(1 for e in playbook.calendar.entries if e.pillar in pillars)
    if any(m.entries for m in mix):
        assert abs(sum(m.planned for m in mix) - 1) < Decimal("0.000001")


@some
@given(playbooks)
def test_members_at_the_end_of_a_month_are_those_at_its_start_plus_joins_less_leaves(
    playbook: Playbook,
) -> None:
    before = None
    for month in playbook.growth:
        assert month.end == month.start + month.joins - month.leaves
        assert before is None or month.start == before
        assert min(month.start, month.joins, month.leaves, month.end) >= 0
        before = month.end


@some
@given(playbooks)
def test_paths_rise_to_the_target_and_end_there(playbook: Playbook) -> None:
    goals = {goal.id: goal for goal in playbook.plan.goals}
    for path in playbook.paths:
        goal = goals[path.goal]
        values = [milestone.value for milestone in path.milestones]
        assert path.milestones[-1].on == goal.by
        assert values[-1] == goal.target
        assert [m.on for m in path.milestones] == sorted(m.on for m in path.milestones)
        if goal.baseline is not None and goal.kind == "at_least" and goal.baseline <= goal.target:
            assert values == sorted(values)
        assert path.provisional == (goal.baseline is None)


@some
@given(playbooks)
def test_ids_are_unique(playbook: Playbook) -> None:
    plan, events = playbook.plan, playbook.activities.occurrences
    for ids in (
        [entry.id for entry in playbook.calendar.entries],
        [event.id for event in events],
        [step.id for event in events for step in event.preparation],
        [step.id for event in events for step in event.follow_up],
        [payment.id for payment in playbook.money.payments],
        [goal.id for goal in plan.goals],
        [person.id for person in plan.people],
        [group.id for group in plan.groups],
        [platform.id for platform in plan.platforms],
        [offer.id for offer in plan.offers],
        [question.id for question in plan.questions],
        [topic.id for topic in plan.content.topics],
        [rule.id for rule in plan.rules.prohibited],
        [activity.id for activity in plan.activities],
        *([task.id for task in stage.tasks] for stage in plan.stages),
    ):
        assert len(ids) == len(set(ids)), ids


@settings(some, max_examples=6)
@given(plans())
def test_the_same_plan_gives_the_same_playbook(data: dict[str, object]) -> None:
    once, twice = (repr(build_playbook(complete_data(data))) for _ in range(2))
    assert once == twice


@settings(some, max_examples=3)
@given(plans())
def test_long_periods_are_planned_to_their_end(data: dict[str, object]) -> None:
    data["period"] = {"start": "2026-03-31", "months": 36}
    playbook = build_playbook(complete_data(data))
    assert playbook.money.months[-1].month.year == 2029
