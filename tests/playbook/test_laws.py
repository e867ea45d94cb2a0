"""Limits that the playbook of any plan keeps: hours, platforms, shares, money, days, windows, distances.

Each group of laws is tried on the same random plans; a law is a function that asserts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, settings

from planner.completion.days import work_calendar
from planner.dates.ranges import Month
from planner.knowledge.load import assumed, load_activity_kind
from planner.playbook.build import build_playbook
from planner.playbook.model import Playbook
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Entry, TopicFill
from planner.playbook.values.money import Payment
from planner.playbook.work.duty import is_available
from tests.planning import complete_data
from tests.strategies import Data, working_plans


@dataclass(frozen=True)
class Case:
    """A plan as written and what follows from it."""

    written: Data
    playbook: Playbook

    def says(self, *path: str) -> bool:
        """Whether the plan itself has something at a path."""
        place = self.written
        for key in path:
            if not isinstance(place, dict) or key not in place:
                return False
            place = place[key]
        return True

    @property
    def chosen(self) -> list[Occurrence]:
        return [event for event in self.playbook.activities.occurrences if not event.activity.written]

    @property
    def moved(self) -> set[str]:
        """Ids of what the plan's own overrides put somewhere."""
        return {override.id for override in self.playbook.plan.calendar.overrides}

    def spent_on_chosen(self) -> list[Payment]:
        ids = {event.id for event in self.chosen}
        return [payment for payment in self.playbook.money.payments if payment.id in ids]

    def unwritten_posts(self) -> Iterator[Entry]:
        """Posts of series that the plan does not say, on days that it does not set."""
        if self.says("content", "series"):
            return
        for entry in self.playbook.calendar.entries:
            dated = isinstance(entry.fill, TopicFill) and entry.fill.topic.date is not None
            if not dated and entry.id not in self.moved:
                yield entry


def _case(written: Data) -> Case:
    return Case(written, build_playbook(complete_data(written)))


cases = working_plans().map(_case)
many = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # whole plans shrink for minutes; the first bad one is readable
)


@many
@given(cases)
def test_laws_of_hours(case: Case) -> None:
    weeks_over_capacity_are_listed(case)
    listed_overloads_have_causes_and_a_remedy(case)
    work_is_done_ahead_never_late(case)


@many
@given(cases)
def test_laws_of_posts(case: Case) -> None:
    nobody_posts_more_than_a_platform_bears(case)
    nobody_posts_in_quiet_hours(case)
    open_posts_keep_the_shares(case)
    what_departs_from_the_shares_has_a_cause(case)
    overrides_are_obeyed(case)


@many
@given(cases)
def test_laws_of_money(case: Case) -> None:
    chosen_events_fit_the_budget(case)
    chosen_events_fit_the_cap(case)
    chosen_events_fit_their_stage(case)
    chosen_events_fit_what_has_arrived(case)


@many
@given(cases)
def test_laws_of_the_stages(case: Case) -> None:
    tasks_wait_for_those_before_them(case)
    tasks_are_done_on_work_days_of_their_stage(case)
    nothing_is_dated_outside_the_period(case)


@many
@given(cases)
def test_laws_of_events(case: Case) -> None:
    chosen_events_are_in_a_stage_of_theirs(case)
    chosen_events_keep_off_closed_days(case)
    chosen_events_have_their_people(case)
    chosen_events_keep_their_distance(case)
    no_kind_is_held_more_often_than_it_bears(case)
    preparation_is_done_on_work_days_before_the_event(case)
    events_of_the_choice_are_the_chosen_ones(case)


# --- hours


def weeks_over_capacity_are_listed(case: Case) -> None:
    """Where a week is over, the playbook says so; where it says so, the week is over."""
    hours = case.playbook.hours
    over = {(load.week, load.holder): load.over for load in hours.loads if load.over}
    assert {(one.week, one.holder): one.minutes for one in hours.overloads} == over


def listed_overloads_have_causes_and_a_remedy(case: Case) -> None:
    for one in case.playbook.hours.overloads:
        assert one.causes
        remedy = one.remedy
        assert remedy.kind == "add" or remedy.what
        assert remedy.kind != "move" or remedy.to is not None
        assert remedy.kind != "add" or remedy.minutes >= 0


def work_is_done_ahead_never_late(case: Case) -> None:
    for share in case.playbook.hours.ahead:
        assert share.minutes > 0
        assert share.week.monday <= share.due


# --- posts


def nobody_posts_more_than_a_platform_bears(case: Case) -> None:
    """Official posts per group (or channel) and day."""
    platforms = {platform.id: platform for platform in case.playbook.plan.platforms}
    posts: Counter[tuple[str, str, date]] = Counter()
    for entry in case.unwritten_posts():
        for place in entry.groups or ("",):
            posts[(entry.platform, place, entry.on)] += 1
    for (platform, place, on), count in posts.items():
        most = platforms[platform].posts_per_day
        assert most is None or count <= most, (platform, place, on, count)


def nobody_posts_in_quiet_hours(case: Case) -> None:
    platforms = {platform.id: platform for platform in case.playbook.plan.platforms}
    for entry in case.unwritten_posts():
        quiet = platforms[entry.platform].quiet
        if quiet is None:
            continue
        start, end = quiet
        inside = start <= entry.time < end if start < end else entry.time >= start or entry.time < end
        assert not inside, (entry.id, entry.time)


def open_posts_keep_the_shares(case: Case) -> None:
    """Where no series and no topic is bound to a pillar, no pillar is a whole post away from its share."""
    plan, mix = case.playbook.plan, case.playbook.calendar.mix
    if any(series.pillar for series in plan.content.series) or plan.content.topics:
        return
    if sum(one.declared for one in mix) != 1:
        return
    total = sum(one.entries for one in mix)
    for one in mix:
        assert abs(one.entries - one.declared * total) < 1, one


def what_departs_from_the_shares_has_a_cause(case: Case) -> None:
    """More than a twentieth above its share: a series that is bound to the pillar is named."""
    plan = case.playbook.plan
    bound = {series.id for series in plan.content.series if series.pillar}
    posts = case.playbook.calendar.entries
    topics = sum(1 for entry in posts if entry.topic is not None)
    for one in case.playbook.calendar.mix:
        if len(posts) < 20 or topics or one.planned <= one.declared + Decimal("0.05"):
            continue
        assert one.cause in bound, one


def overrides_are_obeyed(case: Case) -> None:
    plan = case.playbook.plan
    entries = {entry.id: entry for entry in case.playbook.calendar.entries}
    times = Counter(override.id for override in plan.calendar.overrides)
    for override in plan.calendar.overrides:
        if times[override.id] > 1:
            continue
        if override.action == "skip":
            assert override.id not in entries
        elif override.action == "move" and override.id in entries:
            assert entries[override.id].on == override.date


# --- money


def chosen_events_fit_the_budget(case: Case) -> None:
    """What is chosen never eats into the contingency."""
    if case.spent_on_chosen():
        assert case.playbook.money.unplanned >= 0


def chosen_events_fit_the_cap(case: Case) -> None:
    plan = case.playbook.plan
    if case.spent_on_chosen():
        activity = sum(p.amount for p in case.playbook.money.payments if p.category == "activity")
        assert activity <= plan.budget.caps.get("activity", plan.budget.total)


def chosen_events_fit_their_stage(case: Case) -> None:
    plan, money = case.playbook.plan, case.playbook.money
    stages = {event.id: event.stage for event in case.chosen}
    for stage in {stages[payment.id] for payment in case.spent_on_chosen()}:
        if stage in plan.budget.by_stage:
            assert sum(money.by_stage[stage].values()) <= plan.budget.by_stage[stage]


def chosen_events_fit_what_has_arrived(case: Case) -> None:
    """A month that is short of money is so without the chosen events up to then."""
    money = case.playbook.money
    chosen: dict[Month, Decimal] = defaultdict(Decimal)
    for payment in case.spent_on_chosen():
        chosen[Month.of(payment.on)] += payment.amount
    spent = Decimal(0)
    for month in money.months:
        spent += chosen[month.month]
        assert month.left >= 0 or spent == 0, (month, spent)


# --- stages


def tasks_wait_for_those_before_them(case: Case) -> None:
    due = {task.id: task.due for stage in case.playbook.plan.stages for task in stage.tasks}
    for stage in case.playbook.plan.stages:
        for task in stage.tasks:
            for before in task.after:
                assert before not in due or due[before] <= task.due, (before, task.id)


def tasks_are_done_on_work_days_of_their_stage(case: Case) -> None:
    plan = case.playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    for stage in plan.stages:
        if not any(days.is_work_day(day) for day in stage.window):
            continue
        for task in stage.tasks:
            assert task.due in stage.window, task
            assert days.is_work_day(task.due), task


def nothing_is_dated_outside_the_period(case: Case) -> None:
    """Only what follows an event may come after the last day."""
    playbook, period = case.playbook, case.playbook.plan.period
    for entry in playbook.calendar.entries:
        assert {entry.on, entry.draft_due, entry.review_due} <= set(period)
    for event in playbook.activities.occurrences:
        assert event.on in period
        assert all(step.due in period for step in event.preparation)
    for stage in playbook.plan.stages:
        assert stage.window.start >= period.start
        assert stage.window.end <= period.end
        assert all(task.due in period for task in stage.tasks)
    assert all(payment.on in period for payment in playbook.money.payments)
    assert all(day.on in period for day in playbook.calendar.fixed)


# --- events


def chosen_events_are_in_a_stage_of_theirs(case: Case) -> None:
    plan = case.playbook.plan
    windows = {stage.id: stage.window for stage in plan.stages}
    for event in case.chosen:
        assert event.stage in load_activity_kind(event.activity.kind).stages
        if event.id not in case.moved:
            assert event.on in windows[event.stage]
            assert event.stage in event.activity.stages


def chosen_events_keep_off_closed_days(case: Case) -> None:
    """Blackouts for all; public holidays for communities whose staff do not work on them."""
    plan = case.playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    for event in case.chosen:
        if event.id in case.moved:
            continue
        assert not any(event.on in closed for closed, _ in plan.calendar.blackout)
        if plan.community.type != "interest" and not event.activity.holiday_ok:
            assert not days.is_holiday(event.on)


def chosen_events_have_their_people(case: Case) -> None:
    people = {person.id: person for person in case.playbook.plan.people}
    for event in case.chosen:
        for holder in event.activity.holders.values():
            if holder in people and event.id not in case.moved:
                assert is_available(people[holder], event.on), (event.id, holder, event.on)


def chosen_events_keep_their_distance(case: Case) -> None:
    by_kind: dict[str, list[Occurrence]] = defaultdict(list)
    for event in case.playbook.activities.occurrences:
        by_kind[event.activity.kind].append(event)
    for kind, events in by_kind.items():
        least = timedelta(days=load_activity_kind(kind).distance_days)
        for before, after in pairwise(sorted(events, key=lambda event: event.on)):
            written = before.activity.written and after.activity.written
            if not written and not {before.id, after.id} & case.moved:
                assert after.on - before.on >= least, (before.id, after.id)


def no_kind_is_held_more_often_than_it_bears(case: Case) -> None:
    """Most occurrences in any calendar month, where one of them was chosen."""
    counts: Counter[tuple[str, Month]] = Counter()
    chosen = set()
    for event in case.playbook.activities.occurrences:
        key = (event.activity.kind, Month.of(event.on))
        counts[key] += 1
        if not event.activity.written:
            chosen.add(key)
    for key in chosen:
        assert counts[key] <= max(1, load_activity_kind(key[0]).most_per_month), key


def preparation_is_done_on_work_days_before_the_event(case: Case) -> None:
    plan = case.playbook.plan
    days = work_calendar(plan.calendar, plan.period)
    for event in case.playbook.activities.occurrences:
        for step in event.preparation:
            assert plan.period.start <= step.due <= event.on
            assert days.is_work_day(step.due) or step.due == event.on, (step.id, step.due)


def events_of_the_choice_are_the_chosen_ones(case: Case) -> None:
    """Every chosen occurrence stems from a choice, and none is held more often than chosen."""
    wished = {choice.activity.id: choice.activity.count or 1 for choice in case.playbook.portfolio.choices}
    held = Counter(event.activity.id for event in case.chosen)
    assert all(held[activity] <= wished.get(activity, 0) for activity in held)
    assert case.playbook.portfolio.points <= case.playbook.portfolio.bound
    for limit in case.playbook.portfolio.limits:
        assert limit.used <= max(limit.bound, 0) or limit.used == 0, limit
    names = Counter(event.id for event in case.playbook.activities.occurrences)
    assert max(names.values(), default=1) == 1
    assert assumed("buffer_share") > 0
