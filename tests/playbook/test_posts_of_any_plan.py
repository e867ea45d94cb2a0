"""What holds for the posts of any plan: limits, shares, freshness, and small changes after small edits."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.completion.values.programme import CompleteTopic
from planner.dates.ranges import Week
from planner.knowledge.load import assumed
from planner.playbook.posts.pillars import pillar_quotas
from planner.playbook.posts.postings import build_slots
from planner.playbook.posts.slots import minutes_of, recurring_slots
from planner.playbook.posts.spacing import is_quiet, keep_limits
from planner.playbook.previous import NOTHING_BEFORE
from tests.planning import complete_data
from tests.playbook.test_topics import changed, near_duplicates
from tests.posting import calendar_of, postings_of, previous_of
from tests.strategies import plans

some = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
complete_plans = plans().map(complete_data)


@some
@given(complete_plans, st.integers(0, 3))
def test_posts_of_ours_keep_quota_distance_and_quiet_hours(plan: CompletePlan, most: int) -> None:
    plan = replace(plan, platforms=tuple(replace(p, posts_per_day=most) for p in plan.platforms))
    days = work_calendar(plan.calendar, plan.period)
    slots = recurring_slots(plan, days, {series.id for series in plan.content.series})
    ours = {slot.id: slot for slot in slots if not slot.bound}
    kept = [slot for slot in keep_limits(plan, slots, days, NOTHING_BEFORE) if slot.id in ours]
    platforms = {platform.id: platform for platform in plan.platforms}
    by_place: dict[tuple[str, date], list[int]] = defaultdict(list)
    for slot in kept:
        assert Week.of(slot.on) == Week.of(ours[slot.id].on)
        assert slot.on in plan.period
        assert not any(slot.on in out for out, _ in plan.calendar.blackout)
        assert slot.stage == ours[slot.id].stage
        platform = platforms.get(slot.series.platform)
        if platform is not None and platform.quiet is not None:
            assert not is_quiet(minutes_of(slot.time), platform.quiet)
        for place in slot.places:
            by_place[(place, slot.on)].append(minutes_of(slot.time))
    for (place, _), minutes in by_place.items():
        assert all(b - a >= assumed("post_gap_minutes") for a, b in pairwise(sorted(minutes)))
        if place in {g.id for g in plan.groups} | set(platforms):
            assert len(minutes) <= most
    sent = Counter((slot.series.id, slot.on) for slot in kept)
    assert all(count == 1 for count in sent.values())


@some
@given(complete_plans)
def test_written_series_are_sent_on_the_days_that_were_written(plan: CompletePlan) -> None:
    days = work_calendar(plan.calendar, plan.period)
    slots = recurring_slots(plan, days, ())
    kept = keep_limits(plan, slots, days, NOTHING_BEFORE)
    assert sorted((s.id, s.on) for s in kept) == sorted((s.id, s.on) for s in slots)


@some
@given(complete_plans)
def test_pillars_of_open_slots_are_exact(plan: CompletePlan) -> None:
    assume(plan.content.pillars)
    days = work_calendar(plan.calendar, plan.period)
    slots = build_slots(plan, days, NOTHING_BEFORE)
    open_slots = [
        s for s in slots if not s.series.pillar and not (s.topic and s.topic.date and s.topic.pillar)
    ]
    settled = Counter(s.pillar for s in slots) - Counter(s.pillar for s in open_slots)
    shares = {pillar.id: pillar.share for pillar in plan.content.pillars}
    quotas = pillar_quotas(shares, settled, len(open_slots))
    given_now = Counter(slot.pillar for slot in open_slots)
    assert {p: given_now[p] for p in shares} == quotas or not open_slots
    total = len(slots)
    if sum(shares.values()) == 1 and not settled:
        assert all(abs(given_now[p] - share * total) < Decimal(1) for p, share in shares.items())


@some
@given(complete_plans, st.integers(1, 10**6))
def test_posts_come_from_the_plan_alone(plan: CompletePlan, total: int) -> None:
    other = replace(
        plan,
        budget=replace(plan.budget, total=Decimal(total)),
        activities=tuple(a for a in plan.activities if a.date is not None or a.when),
    )
    assert postings_of(other) == postings_of(plan)


@some
@given(complete_plans)
def test_nothing_is_said_twice(plan: CompletePlan) -> None:
    plan = replace(plan, content=replace(plan.content, detail_weeks=20))
    assert near_duplicates(calendar_of(plan)) == []


@some
@given(complete_plans, st.integers(1, 60))
def test_planning_again_changes_nothing_with_or_without_a_past(plan: CompletePlan, day: int) -> None:
    once = calendar_of(plan)
    assert calendar_of(plan, previous_of(once)) == once
    as_of = plan.period.start + timedelta(days=day)
    again = calendar_of(plan, previous_of(once, as_of))
    assert again.entries == once.entries


@some
@given(complete_plans, st.integers(0, 40))
def test_one_dated_topic_more_touches_few_entries(plan: CompletePlan, place: int) -> None:
    before = calendar_of(plan)
    assume(before.entries)
    on = before.entries[place % len(before.entries)].on
    topic = CompleteTopic(id="one-more", title="one more", date=on)
    more = replace(plan, content=replace(plan.content, topics=(*plan.content.topics, topic)))
    after = calendar_of(more, previous_of(before))
    # The entry that it takes, and the listed topic that stood there with the entry that this one takes.
    touched = {e.id for e in after.entries if e.topic is not None} | {
        e.id for e in before.entries if e.topic is not None
    }
    assert len(changed(before, after) - touched) <= 1
    assert len(changed(before, after)) <= 3
