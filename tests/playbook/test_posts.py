"""When posts go out: from the plan alone, within the limits of each group, in the mix that the plan wants."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.completion.model import CompletePlan
from planner.knowledge.load import load_patterns
from planner.playbook.posts.formats import FormatRuns
from planner.playbook.posts.pillars import largest_remainder, pillar_quotas
from planner.playbook.posts.presets import preset_series
from planner.playbook.posts.slots import Slot, minutes_of, recurring_slots
from planner.playbook.posts.spacing import is_quiet, keep_limits
from planner.playbook.previous import NOTHING_BEFORE, PostedBefore, Previous
from planner.scaffold.expand import plan_data
from tests.planning import complete, complete_data
from tests.posting import calendar_of, postings_of, previous_of

PERIOD = "period: {start: 2026-07-06, end: 2026-08-02}"
GROUP = "groups: [{id: g, name: 群, opened: 2026-01-01}]"


def written(series: str, *more: str) -> CompletePlan:
    return complete("bakery", PERIOD, GROUP, f"content: {{series: [{series}]}}", *more)


def placed(plan: CompletePlan, ours: set[str], previous: Previous = NOTHING_BEFORE) -> list[Slot]:
    """The slots of a plan when the series in ``ours`` may be moved."""
    days = work_calendar(plan.calendar, plan.period)
    return keep_limits(plan, recurring_slots(plan, days, ours), days, previous)


def times(slots: list[Slot]) -> list[str]:
    return [f"{slot.series.id} {slot.on:%m-%d} {slot.time}" for slot in slots]


def test_posts_do_not_depend_on_money_or_activities() -> None:
    base = postings_of(complete("bakery"))
    poor = complete(
        "bakery",
        "budget: {total: 10}",
        "activities: {items: [{kind: qa_hour, count: 3}], only_written: true}",
    )
    assert postings_of(poor) == base
    assert len(base) > 100


def test_two_posts_of_ours_keep_their_distance() -> None:
    plan = written(
        "{id: a, name: a, when: weekly mon, time: '12:00'}, {id: b, name: b, when: weekly mon, time: '12:30'}"
    )
    by_day: dict[date, list[int]] = {}
    for slot in placed(plan, {"a", "b"}):
        assert slot.on == slot.nominal
        by_day.setdefault(slot.on, []).append(minutes_of(slot.time))
    assert len(by_day) == 4
    assert all(max(minutes) - min(minutes) >= 90 for minutes in by_day.values())


def test_the_same_series_gives_way_every_week() -> None:
    plan = written(
        "{id: a, name: a, when: weekly mon, time: '12:00'}, {id: b, name: b, when: weekly mon, time: '12:00'}"
    )
    moved = {slot.series.id for slot in placed(plan, {"a", "b"}) if slot.time != "12:00"}
    assert len(moved) == 1


def test_written_series_stay_where_they_are_and_ours_make_way() -> None:
    plan = written(
        "{id: a, name: a, when: weekly mon, time: '12:00'}, {id: b, name: b, when: weekly mon, time: '12:30'}"
    )
    found = times(placed(plan, {"a"}))
    assert found[:2] == ["a 07-06 11:00", "b 07-06 12:30"]
    assert times(placed(plan, set()))[:2] == ["a 07-06 12:00", "b 07-06 12:30"]


CROWDED = (
    "{id: a, name: a, when: weekly mon, time: '08:00'}, {id: b, name: b, when: weekly mon, time: '12:00'},"
    " {id: c, name: c, when: weekly mon, time: '20:00'}"
)


def test_a_full_day_sends_a_post_to_the_nearest_day_of_its_week() -> None:
    found = placed(written(CROWDED), {"c"})
    assert [(slot.on.isoformat(), slot.id) for slot in found if slot.series.id == "c"][:2] == [
        ("2026-07-07", "post:c:2026-07-06"),
        ("2026-07-14", "post:c:2026-07-13"),
    ]


def test_a_moved_post_stays_in_its_week_and_on_work_days() -> None:
    full = CROWDED.replace("weekly mon, time: '08:00'", "daily, time: '08:00'").replace(
        "weekly mon, time: '12:00'", "'weekly mon,tue,wed,thu,fri', time: '12:00'"
    )
    # Only the weekend has room: a post for Mondays does not go there.
    assert [slot for slot in placed(written(full), {"c"}) if slot.series.id == "c"] == []


def test_what_finds_no_room_is_listed_with_what_it_lacks() -> None:
    plan = complete("bakery", "platforms: [{id: chat, kind: wechat_group, posts_per_day: 0}]")
    calendar = calendar_of(plan)
    assert not [entry for entry in calendar.entries if entry.groups]
    assert {(left.lacks, left.path) for left in calendar.left_out} == {
        ("quota", ("platforms", 0, "posts_per_day"))
    }
    assert calendar_of(complete("bakery")).left_out == ()


def test_a_post_of_ours_keeps_out_of_the_quiet_hours_and_of_events() -> None:
    series = "{id: a, name: a, when: daily, time: '21:15', count: 3}, {id: b, name: b, when: weekly mon, time: '21:20'}"
    activity = "activities: {items: [{kind: qa_hour, date: 2026-07-07, time: '21:00'}], only_written: true}"
    plan = written(series, activity)
    quiet = plan.platforms[0].quiet
    assert quiet is not None
    for slot in placed(plan, {"a", "b"}):
        assert not is_quiet(minutes_of(slot.time), quiet)
        assert not (slot.on == date(2026, 7, 7) and slot.time >= "20:30")


def test_quiet_hours_may_run_past_midnight() -> None:
    assert is_quiet(minutes_of("23:00"), ("21:30", "07:00"))
    assert is_quiet(minutes_of("06:59"), ("21:30", "07:00"))
    assert not is_quiet(minutes_of("07:00"), ("21:30", "07:00"))
    assert is_quiet(minutes_of("12:30"), ("12:00", "13:00"))


def test_a_moved_post_stays_where_an_earlier_playbook_had_moved_it() -> None:
    plan = written(CROWDED)
    before = Previous(entries={"post:c:2026-07-06": PostedBefore(date(2026, 7, 9), "19:00", "")})
    found = {slot.id: slot for slot in placed(plan, {"c"}, before)}
    assert (found["post:c:2026-07-06"].on, found["post:c:2026-07-06"].time) == (date(2026, 7, 9), "19:00")
    # Where there is no conflict, the plan decides.
    assert found["post:a:2026-07-06"].on == date(2026, 7, 6)


def test_presets_are_ours_also_when_they_are_written_out() -> None:
    plan = complete("bakery")
    ours = preset_series(plan)
    assert ours == {series.id for series in plan.content.series}
    again = complete_data(plan_data(plan))
    assert preset_series(again) == ours
    changed = plan_data(plan)
    changed["content"]["series"][0]["time"] = "16:45"
    assert preset_series(complete_data(changed)) == ours - {plan.content.series[0].id}


@pytest.mark.parametrize(
    ("wished", "seats", "expected"),
    [
        ({"x": "0.5", "y": "0.3", "z": "0.2"}, 10, {"x": 5, "y": 3, "z": 2}),
        ({"x": "0.5", "y": "0.3", "z": "0.2"}, 7, {"x": 4, "y": 2, "z": 1}),
        ({"x": "1", "y": "1", "z": "1"}, 4, {"x": 2, "y": 1, "z": 1}),
        ({"x": "0", "y": "0"}, 3, {"x": 2, "y": 1}),
    ],
)
def test_seats_are_divided_by_largest_remainder(
    wished: dict[str, str], seats: int, expected: dict[str, int]
) -> None:
    assert largest_remainder({name: Decimal(value) for name, value in wished.items()}, seats) == expected


def test_open_slots_make_up_for_what_the_series_have_fixed() -> None:
    shares = {"x": Decimal("0.5"), "y": Decimal("0.5")}
    assert pillar_quotas(shares, {"x": 4}, 6) == {"x": 1, "y": 5}
    assert pillar_quotas(shares, {"x": 9}, 3) == {"x": 0, "y": 3}


PILLARS = (
    "pillars: [{id: x, name: x, share: 50%}, {id: y, name: y, share: 30%}, {id: z, name: z, share: 20%}]"
)


def test_one_more_post_leaves_the_pillars_of_the_others() -> None:
    series = (
        f"content: {{series: [{{id: a, name: a, when: daily, until: %s}}], {PILLARS.replace('%', '%%')}}}"
    )
    before = calendar_of(complete("bakery", PERIOD, series % "2026-07-25"))
    after = calendar_of(complete("bakery", PERIOD, series % "2026-07-26"), previous_of(before))
    had = {entry.id: entry.pillar for entry in before.entries}
    assert len(after.entries) == len(before.entries) + 1
    assert sum(entry.pillar != had.get(entry.id, entry.pillar) for entry in after.entries) <= 1
    assert Counter(entry.pillar for entry in after.entries) == {"x": 11, "y": 6, "z": 4}


def test_no_long_run_of_one_format_where_a_pattern_can_take_another() -> None:
    plan = written("{id: a, name: a, when: daily}")
    posts = postings_of(plan)
    poll = next(row for row in load_patterns().values() if row.formats == ("poll", "text"))
    plain = next(row for row in load_patterns().values() if row.formats == ("text",))
    runs = FormatRuns({"a"})
    assert [runs.add(post, poll) for post in posts[:6]] == ["text"] * 4 + ["poll", "text"]
    runs = FormatRuns({"a"})
    assert [runs.add(post, plain) for post in posts[:6]] == ["text"] * 6
    # The operator's own format stays.
    runs = FormatRuns(())
    assert [runs.add(post, poll) for post in posts[:6]] == ["text"] * 6


def test_reasons_name_lines_that_are_in_the_plan() -> None:
    plan = written(
        "{id: a, name: a, when: weekly mon}",
        "calendar: {overrides: [{id: post:a:2026-07-13, action: move, date: 2026-07-15}]}",
    )
    first, moved, *_ = calendar_of(plan).entries
    assert first.reason.paths[0] == ("content", "series", 0)
    assert moved.reason.paths == (
        ("content", "series", 0),
        ("calendar", "overrides", 0),
        *moved.reason.paths[2:],
    )
    preset = calendar_of(complete("bakery")).entries[0]
    assert preset.reason.paths[0] == ("content", "series")
    assert preset.reason.knowledge[0] == f"types/interest/{preset.series}"


def test_what_is_past_stays_as_it_was() -> None:
    before = calendar_of(written("{id: a, name: a, when: daily, time: '10:00'}"))
    day = date(2026, 7, 20)
    changed = written("{id: a, name: a, when: weekly mon, time: '18:00'}, {id: b, name: b, when: weekly tue}")
    after = calendar_of(changed, previous_of(before, day))
    assert [e for e in after.entries if e.on < day] == [e for e in before.entries if e.on < day]
    assert [(e.series, f"{e.on:%m-%d}", e.time) for e in after.entries if e.on >= day] == [
        ("a", "07-20", "18:00"), ("b", "07-21", "07:30"), ("a", "07-27", "18:00"), ("b", "07-28", "07:30"),
    ]  # fmt: skip


def test_later_questions_do_not_shift_when_a_post_is_added() -> None:
    plan = complete("bakery")
    more = replace(
        plan,
        content=replace(
            plan.content,
            series=(replace(plan.content.series[0], id="more", until=plan.period.start + timedelta(days=60)),
                    *plan.content.series),
        ),
    )  # fmt: skip
    before = {entry.id: entry.fill for entry in calendar_of(plan).entries}
    after = {entry.id: entry.fill for entry in calendar_of(more, previous_of(calendar_of(plan))).entries}
    changed = [
        slot for slot, fill in before.items() if after[slot] != fill and "Later" in type(fill).__name__
    ]
    # Only themes may follow the pillars of the mix.
    assert len(changed) <= 3
