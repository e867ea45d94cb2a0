"""Events: which are held, when, what they cost, and what was passed over for which reason."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from planner.completion.team import WEEKDAYS
from planner.playbook.model import Playbook
from planner.playbook.work.event_work import live_minutes
from tests.planning import worked_out

ONLY = "activities: {items: [%s], only_written: true}"


def held(playbook: Playbook) -> list[tuple[str, str]]:
    return [(event.id, f"{event.on:%m-%d}") for event in playbook.activities.occurrences]


def lacks(playbook: Playbook) -> dict[str, str]:
    return {left.knowledge: left.lacks for left in playbook.activities.left_out}


def test_a_written_day_is_the_day() -> None:
    playbook = worked_out("bakery", ONLY % "{id: clinic, kind: case_clinic, date: 2026-09-09, time: '15:00'}")
    (event,) = playbook.activities.occurrences
    assert event.id == "event:clinic:2026-09-09"
    assert event.start.isoformat() == "2026-09-09T15:00:00"
    assert event.stage == "growth"


def test_a_day_outside_the_period_holds_nothing() -> None:
    assert held(worked_out("bakery", ONLY % "{kind: case_clinic, date: 2027-09-09}")) == []


def test_a_recurrence_holds_one_on_each_of_its_days_within_its_stages() -> None:
    playbook = worked_out(
        "bakery",
        ONLY % "{id: qa, kind: qa_hour, when: monthly 2nd tue, stages: [growth, maturity], count: 3}",
    )
    assert held(playbook) == [
        ("event:qa:2026-08-11", "08-11"), ("event:qa:2026-09-08", "09-08"), ("event:qa:2026-10-13", "10-13"),
    ]  # fmt: skip
    assert [event.ordinal for event in playbook.activities.occurrences] == [1, 2, 3]


def test_without_a_day_an_activity_is_held_once_in_each_stage_after_the_group_opens() -> None:
    playbook = worked_out("bakery", ONLY % "{id: qa, kind: qa_hour}")
    opened = playbook.plan.groups[0].opened
    assert opened is not None
    assert [event.stage for event in playbook.activities.occurrences] == ["build", "growth", "maturity"]
    assert all(event.on >= opened for event in playbook.activities.occurrences)


def test_a_count_spreads_over_the_stages() -> None:
    playbook = worked_out("bakery", ONLY % "{id: qa, kind: qa_hour, count: 5}")
    days = [event.on for event in playbook.activities.occurrences]
    assert len(days) == 5
    assert min((after - before).days for before, after in pairwise(days)) >= 14
    assert held(worked_out("bakery", ONLY % "{id: qa, kind: qa_hour, count: 0}")) == []


def test_overrides_move_skip_and_rename_an_event() -> None:
    item = ONLY % "{id: qa, kind: qa_hour, when: monthly 2nd tue}"
    overrides = (
        "calendar: {overrides: [{id: event:qa:2026-07-14, action: skip}, {id: event:qa:2026-08-11, action: move, date: 2026-08-13, time: '10:00'},"
        " {id: event:qa:2026-09-08, action: replace, title: 请老面师傅来}]}"
    )
    events = worked_out("bakery", f"{item}\n{overrides}").activities.occurrences
    assert events[0].id == "event:qa:2026-08-11"
    assert events[0].start.isoformat() == "2026-08-13T10:00:00"
    assert events[1].activity.name.zh == "请老面师傅来"
    assert events[2].activity.name.zh != "请老面师傅来"


def test_preparation_is_counted_back_in_work_days_over_the_holidays() -> None:
    item = "{id: qa, kind: qa_hour, date: 2026-10-09, tasks: [{title: 约人, work_days_before: 3}, {title: 摆桌, work_days_before: 0}]}"
    event = worked_out("bakery", ONLY % item).activities.occurrences[0]
    # 1 to 7 October are off, 10 October and 20 September are worked.
    assert [step.due for step in event.preparation] == [date(2026, 9, 29), date(2026, 10, 9)]


def test_sign_up_and_reminders_lie_before_the_event() -> None:
    for event in worked_out("bakery").activities.occurrences:
        if event.sign_up_opens and event.sign_up_closes:
            assert event.sign_up_opens <= event.sign_up_closes <= event.on
        assert all(day <= event.on for day in event.reminders)


def test_events_chosen_avoid_public_holidays_and_quiet_days() -> None:
    quiet = "calendar: {blackout: [{start: 2026-08-10, end: 2026-09-30}]}"
    for name, changes in (("bakery", quiet), ("library", "")):
        playbook = worked_out(name, changes)
        chosen = [event for event in playbook.activities.occurrences if not event.activity.written]
        assert chosen
        for event in chosen:
            assert not any(event.on in days for days, _ in playbook.plan.calendar.blackout)
            assert event.holiday is None or playbook.plan.community.type == "interest"


def test_events_chosen_are_held_when_those_who_hold_them_are_there() -> None:
    people = "people: [{id: zhou, name: 小周, roles: [owner, admin, editor, planner], hours: 30, days: [tue, wed, thu]}]"
    playbook = worked_out("bakery", people)
    assert playbook.activities.occurrences
    for event in playbook.activities.occurrences:
        if "zhou" in event.activity.holders.values() and not event.activity.written:
            assert WEEKDAYS[event.on.weekday()] in ("tue", "wed", "thu")


def test_only_written_activities_are_held_if_the_plan_says_so() -> None:
    playbook = worked_out("bakery", ONLY % "")
    assert (held(playbook), playbook.activities.left_out) == ([], ())


def test_a_plan_without_money_holds_what_is_free() -> None:
    playbook = worked_out("bakery", "budget: {total: 0}")
    assert playbook.activities.occurrences
    assert all(event.cost == 0 for event in playbook.activities.occurrences)
    assert "money" in lacks(playbook).values()


def test_a_cap_on_activities_holds() -> None:
    playbook = worked_out("bakery", "budget: {total: 12000, caps: {activity: 100}}")
    assert sum(event.cost or 0 for event in playbook.activities.occurrences) <= 100


def test_a_stages_limit_counts_what_is_written_in_it() -> None:
    budget = "budget: {total: 12000, by_stage: {growth: 2000}, lines: [{name: 烤箱, category: operations, amount: 1990, date: 2026-09-01}]}"
    playbook = worked_out("bakery", budget)
    assert sum(playbook.money.by_stage["growth"].values()) <= 2000


def test_labour_inside_the_budget_leaves_less_for_events() -> None:
    people = (
        "people: [{name: 小周, roles: [owner, admin, editor, planner], cost: {per: month, amount: 1900}}]"
    )
    playbook = worked_out("bakery", f"{people}\nbudget: {{total: 12000, includes_labour: true}}")
    assert playbook.money.labour == 6 * 1900
    assert sum(event.cost or 0 for event in playbook.activities.occurrences) == 0
    assert worked_out("bakery", people).money.unplanned > 0


def test_red_lines_rule_kinds_out_and_are_named() -> None:
    playbook = worked_out("bakery", "wont_do: [{text: 不在外面办, bans: [offline]}]")
    assert all(event.activity.mode == "online" for event in playbook.activities.occurrences)
    left = {left.knowledge: left for left in playbook.activities.left_out}
    assert left["activities/outdoor_walk_run"].lacks == "red_line"
    assert left["activities/outdoor_walk_run"].detail == "不在外面办"


def test_kinds_without_prices_in_the_currency_are_passed_over() -> None:
    assert lacks(worked_out("bakery", "currency: JPY"))["activities/workshop_hands_on"] == "prices"


def test_people_without_hours_hold_no_further_events() -> None:
    people = "people: [{name: 小周, roles: [owner, admin, editor, planner, expert], hours: 1}]"
    playbook = worked_out("bakery", people)
    assert held(playbook) == []
    assert set(lacks(playbook).values()) <= {"hours", "time", "money", "goals"}


@pytest.mark.parametrize("name", ["bakery", "library"])
def test_choices_are_explained_and_kinds_vary(name: str) -> None:
    choices = worked_out(name).portfolio.choices
    assert all(choice.points > 0 and choice.reason.knowledge for choice in choices)
    assert len({choice.activity.kind for choice in choices}) >= 2
    assert len({choice.activity.id for choice in choices}) == len(choices)


def test_a_sign_up_closes_before_the_work_that_needs_the_names() -> None:
    looked = 0
    for name in ("bakery", "library"):
        for event in worked_out(name).activities.occurrences:
            for step in event.preparation:
                if step.not_before is not None and event.sign_up_closes is not None:
                    looked += 1
                    assert event.sign_up_closes < step.not_before <= step.due, step.id
    assert looked


def test_preparation_is_due_in_the_order_in_which_it_is_done_also_where_somebody_is_away() -> None:
    away = "people: [{name: 周, roles: [owner, planner, admin, editor]}, {name: 吴, roles: [expert], days: [tue]}]"
    item = (
        "{id: qa, kind: qa_hour, date: 2026-09-17, tasks: ["
        "{id: agree, title: 约人, work_days_before: 4, owner: 周},"
        "{id: draft, title: 起草, work_days_before: 2, owner: 周},"
        "{id: answer, title: 写答案, work_days_before: 1, owner: 吴}]}"
    )
    event = worked_out("bakery", f"{away}\n{ONLY % item}").activities.occurrences[0]
    days = {step.title.zh: step.due for step in event.preparation}
    # The answers are written on Tuesday the 15th, so the draft is due by then too.
    assert days == {"约人": date(2026, 9, 11), "起草": date(2026, 9, 15), "写答案": date(2026, 9, 15)}


def test_nothing_of_a_sign_up_is_sent_on_quiet_days() -> None:
    quiet = "calendar: {blackout: [{start: 2026-09-05, end: 2026-09-08}]}"
    item = ONLY % "{id: qa, kind: qa_hour, date: 2026-09-15, time: '15:00'}"
    free = worked_out("bakery", item).activities.occurrences[0]
    event = worked_out("bakery", f"{item}\n{quiet}").activities.occurrences[0]
    assert free.sign_up_opens is not None
    assert event.sign_up_opens is not None
    assert event.sign_up_closes is not None
    days = (event.sign_up_opens, event.sign_up_closes, *event.reminders)
    assert not any(date(2026, 9, 5) <= day <= date(2026, 9, 8) for day in days)
    assert event.sign_up_opens < event.sign_up_closes < event.on


def test_what_follows_on_the_same_day_comes_after_the_end_or_the_next_morning() -> None:
    for time, expected in (("15:00", ("09-09", "16:20")), ("20:45", ("09-10", "09:00"))):
        item = ONLY % f"{{id: clinic, kind: case_clinic, date: 2026-09-09, time: '{time}'}}"
        event = worked_out("bakery", item).activities.occurrences[0]
        first = event.follow_up[0]
        assert (f"{first.on:%m-%d}", first.time) == expected
        moments = [(step.on, step.time) for step in event.follow_up]
        assert moments == sorted(moments)


OFFERS = (
    "offers: [{id: bun, name: 咸蛋黄餐包}, {id: cake, name: 月饼, available_from: 2026-09-01}]\n"
    "question_pool: [{text: 餐包放一夜会不会硬？, offer: bun, persona: early}, {text: 月饼能放几天？, offer: cake},"
    " {text: 几点出炉？}]"
)


@pytest.mark.parametrize(
    ("day", "offer", "about", "question"),
    [
        ("2026-08-12", "bun", "咸蛋黄餐包", "餐包放一夜会不会硬"),
        # The cake is not to be had yet, so nothing is asked about it, and nothing about another thing.
        ("2026-08-12", "cake", "月饼", ""),
        ("2026-09-09", "cake", "月饼", "月饼能放几天"),
    ],
)
def test_an_event_is_about_its_own_offer_and_a_question_of_that(
    day: str, offer: str, about: str, question: str
) -> None:
    item = f"{{id: clinic, kind: case_clinic, date: {day}, offer: {offer}}}"
    (event,) = worked_out("bakery", f"{ONLY % item}\n{OFFERS}").activities.occurrences
    assert (event.offer, event.question) == (about, question)


def test_each_event_knows_the_day_of_the_next_one_of_its_activity() -> None:
    events = worked_out("bakery").activities.occurrences
    for event in events:
        later = [
            other.on
            for other in events
            if other.start > event.start
            and (
                other.activity.id == event.activity.id
                if event.activity.written
                else not other.activity.written
            )
            and other.activity.kind == event.activity.kind
        ]
        assert event.next_on == (min(later) if later else None), event.id
    assert any(event.next_on for event in events)


def test_nothing_of_a_kind_that_the_plan_repeats_itself_is_added() -> None:
    item = "activities: {items: [{id: qa, kind: qa_hour, when: monthly 2nd tue, stages: [growth, maturity]}]}"
    kinds = [
        event
        for event in worked_out("bakery", item).activities.occurrences
        if event.activity.kind == "qa_hour"
    ]
    assert kinds
    assert all(event.activity.written for event in kinds)


def test_a_second_role_goes_to_whoever_plans_before_the_owner() -> None:
    people = (
        "people: [{id: boss, name: 周敏, roles: [owner], hours: 8}, {id: lin, name: 林晓, roles: [admin, editor], hours: 25},"
        " {id: qian, name: 赵倩, roles: [planner], hours: 16}, {id: fan, name: 老范, roles: [expert], hours: 8}]"
    )
    item = ONLY % "{id: qa, kind: qa_hour, date: 2026-09-09}"
    (event,) = worked_out("bakery", f"{people}\n{item}").activities.occurrences
    assert event.activity.holders == {"host": "lin", "expert": "fan", "assistant": "qian"}


def test_a_challenge_counts_every_evening() -> None:
    item = ONLY % "{id: week, kind: challenge_7_days, date: 2026-09-07}"
    activity = worked_out("bakery", item).activities.occurrences[0].activity
    minutes = live_minutes(activity)
    evening = activity.holders["assistant"]
    assert minutes[evening] >= 7 * 30


def test_an_event_held_online_has_no_costs_of_a_room() -> None:
    for mode, has_room in (("online", False), ("offline", True)):
        item = ONLY % f"{{id: show, kind: showcase_day, date: 2026-09-13, mode: {mode}}}"
        activity = worked_out("bakery", item).activities.occurrences[0].activity
        assert ("venue" in {cost.id for cost in activity.costs or ()}) is has_room
        assert ("room" in {step.id for step in activity.preparation}) is has_room


def test_a_team_of_two_leaves_the_safety_contact_open() -> None:
    two = "people: [{name: 周, roles: [owner, planner]}, {name: 吴, roles: [admin, editor]}]"
    item = ONLY % "{id: walk, kind: outdoor_walk_run, date: 2026-09-12}"
    activity = worked_out("bakery", f"{two}\n{item}").activities.occurrences[0].activity
    assert "safety" not in activity.holders
    assert len(set(activity.holders.values())) == 2
