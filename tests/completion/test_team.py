"""Who does the work, where, and what of ours fits into the hours there are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.completion.content import complete_topics
from planner.completion.model import CompletePlan
from planner.dates.ranges import DateRange
from planner.knowledge.load import assumed, load_type
from tests.planning import complete


def left_out(plan: CompletePlan, lacks: str) -> set[str]:
    return {left.knowledge for left in plan.left_out if left.lacks == lacks}


def test_without_people_roles_do_the_work_and_nothing_is_left_out_for_hours() -> None:
    plan = complete("bakery")
    assert plan.people == ()
    assert {series.owner for series in plan.content.series} == {"editor"}
    assert plan.groups[0].owner == "admin"
    assert all(role.holder == "" for role in plan.roles.values())
    assert left_out(plan, "hours") == set()


def test_roles_that_nobody_was_given_go_to_the_one_with_most_hours() -> None:
    plan = complete(
        "bakery",
        "people: [{id: chen, name: 陈姐, hours: 3}, {id: zhou, name: 小周, roles: [内容编辑], hours: 9}]",
    )
    holders = {role.id: role.holder for role in plan.roles.values()}
    assert holders == {"owner": "chen", "admin": "zhou", "editor": "zhou", "planner": "zhou", "expert": ""}
    assert plan.people[1].roles == ("editor",)
    assert plan.origins[("roles", "admin")].kind == "derived"


def test_written_roles_rename_ours_and_add_more() -> None:
    plan = complete(
        "bakery",
        "roles: [{id: admin, name: 群里值班, hours: 5}, {id: sales, name: 销售}]\npeople: [{id: zhao, name: 赵倩, roles: [sales]}]",
    )
    assert plan.roles["admin"].name.zh == "群里值班"
    assert plan.roles["admin"].minutes == 300
    assert plan.roles["sales"].holder == "zhao"


def test_hours_become_whole_minutes_and_leave_ends_with_its_last_day() -> None:
    plan = complete(
        "bakery",
        "people: [{name: 陈姐, hours: 6.35, deputy: 小周, leave: [{start: 2026-08-01, end: 2026-08-03}]}, 小周]",
    )
    assert plan.people[0].minutes == 381
    assert plan.people[0].deputy == plan.people[1].id
    assert plan.people[0].leave == (DateRange(date(2026, 8, 1), date(2026, 8, 4)),)
    assert plan.people[1].minutes is None
    assert len(plan.people[1].days) == 7


FEW_HOURS = "people: [{name: 陈姐, roles: [owner]}, {name: 小周, roles: [admin, editor, planner], hours: 5}]"


def test_series_that_do_not_fit_into_the_hours_are_left_out_and_listed() -> None:
    plan, free = complete("bakery", FEW_HOURS), complete("bakery")
    assert 1 <= len(plan.content.series) < len(free.content.series)
    dropped = left_out(plan, "hours")
    kept = {series.id for series in plan.content.series}
    preset = {series.id for series in free.content.series}
    assert {name.removeprefix("series/") for name in dropped if name.startswith("series/")} == preset - kept
    assert all(left.minutes and left.detail for left in plan.left_out if left.lacks == "hours")


def test_what_was_written_stays_whatever_the_hours() -> None:
    series = "content: {series: [{id: a, name: 早餐, when: daily, minutes: 300}, {id: b, name: 晚餐, when: daily, minutes: 300}]}"
    plan = complete(
        "bakery", f"{FEW_HOURS}\n{series}\nroutines: [{{id: r, name: 巡群, when: daily, minutes: 600}}]"
    )
    assert [one.id for one in plan.content.series] == ["a", "b"]
    assert [routine.id for routine in plan.routines] == ["r"]


def test_a_written_series_is_filled_up() -> None:
    plan = complete("bakery", "content: {series: [{id: a, name: 早餐, when: 每周三}]}")
    (series,) = plan.content.series
    assert series.time == "07:30"
    assert series.minutes == assumed("post_minutes")
    assert (series.groups, series.owner, series.format) == (("main",), "editor", "text")
    assert plan.origins[("content", "series", 0, "minutes")].rule == "assumptions/post_minutes"


def test_a_time_that_nobody_wrote_keeps_out_of_the_quiet_hours() -> None:
    persona = 'audience: [{name: 带娃的家长, needs: [孩子肯吃], times: ["22:30"]}]'
    plan = complete("bakery", f"{persona}\ncontent: {{series: [{{id: a, name: 早餐, when: daily}}]}}")
    assert plan.content.series[0].time == "07:00"
    assert all("07:00" <= series.time < "21:30" for series in complete("bakery", persona).content.series)


def test_a_series_goes_to_the_groups_of_its_platform_unless_it_says_otherwise() -> None:
    head = "platforms: [企业微信客户群, 公众号]\ngroups: [{id: one, name: 一店}, {id: two, name: 二店}]"
    plan = complete(
        "bakery",
        f"{head}\ncontent: {{series: [{{id: a, name: a, when: daily}}, {{id: b, name: b, when: daily, groups: [二店]}},"
        " {id: c, name: c, when: daily, groups: []}, {id: d, name: d, when: daily, platform: 公众号}]}",
    )
    assert [series.groups for series in plan.content.series] == [("one", "two"), ("two",), (), ()]
    assert plan.content.series[3].platform == "wechat-mp"


def test_presets_begin_when_the_first_group_is_open_and_written_ones_as_written() -> None:
    opened = complete("bakery").groups[0].opened
    assert opened
    for series in complete("bakery").content.series:
        assert series.start == opened if series.groups else (series.start or opened) <= opened
    assert (
        complete("bakery", "content: {series: [{id: a, name: a, when: daily}]}").content.series[0].start
        is None
    )


def test_presets_only_run_in_stages_that_the_plan_has() -> None:
    plan = complete("bakery", "stages: {build: {skip_reason: 已有群}, maturity: {skip_reason: 只看三个月}}")
    for part in (*plan.content.series, *plan.routines):
        assert part.stages == ("growth",)


def test_a_platform_for_posts_that_is_not_there_leaves_them_out() -> None:
    plan = complete("bakery", "platforms: [企业微信客户群]")
    assert {s.id for s in plan.content.series if not s.groups} == set()
    assert left_out(plan, "platform")


@pytest.mark.parametrize("name", ["企业微信", "WeCom", "wecom_group", "企微客户群"])
def test_platforms_go_by_many_names(name: str) -> None:
    assert complete("bakery", f"platforms: [{name}]").platforms[0].kind == "wecom_group"


def test_without_platforms_there_is_one_for_the_group_and_one_channel() -> None:
    plan = complete("bakery")
    assert [platform.role for platform in plan.platforms] == ["group", "channel"]
    assert "{" not in plan.platforms[0].why.zh
    assert complete("bakery", "platforms: []").platforms == ()
    assert complete("bakery", "platforms: []").groups == ()


def test_open_shares_take_what_the_written_ones_leave() -> None:
    pillars = (
        "[{id: a, name: 试吃, share: 40%}, {id: b, name: 早餐}, {id: c, name: 问答}, {id: d, name: 故事}]"
    )
    plan = complete("bakery", f"content: {{pillars: {pillars}}}")
    assert [str(pillar.share) for pillar in plan.content.pillars] == ["0.4", "0.2000", "0.2000", "0.2000"]
    assert sum(pillar.share for pillar in complete("bakery").content.pillars) == 1


def test_pillars_speak_of_the_plan() -> None:
    for pillar in complete("bakery").content.pillars:
        assert pillar.purpose
        assert "{" not in pillar.purpose.zh + pillar.purpose.en


@pytest.mark.parametrize(
    ("written", "draft", "review"),
    [
        ("{}", 2, 1),
        ("{review_days: 5}", 5, 5),
        ("{draft_days: 0}", 0, 0),
        ("{draft_days: 1, review_days: 4}", 1, 4),
    ],
)
def test_a_draft_is_never_due_after_its_review_unless_written_so(
    written: str, draft: int, review: int
) -> None:
    content = complete("bakery", f"content: {written}").content
    assert (content.draft_days, content.review_days) == (draft, review)


def test_routines_name_who_does_them() -> None:
    plan = complete("bakery", "people: [{name: 陈姐, roles: [owner]}, {name: 小周, roles: [admin, editor]}]")
    type_row = load_type("interest")
    wanted = {
        row.id for row in type_row.rhythm["new"].routines if "{owner}" in row.what.zh and row.role == "admin"
    }
    for routine in plan.routines:
        if routine.id in wanted:
            assert routine.what
            assert "小周" in routine.what.zh


def test_topics_keep_their_words() -> None:
    plan = complete(
        "bakery", "content: {topics: [咸还是淡, {title: 端午怎么订, date: 2026-07-20, pillar: 没有}]}"
    )
    first, second = plan.content.topics
    assert (first.title, first.date, first.pillar) == ("咸还是淡", None, "")
    assert second.date == date(2026, 7, 20)
    assert complete_topics.__doc__


def test_the_period_counts_months_from_its_first_day() -> None:
    assert complete("bakery").period == DateRange(date(2026, 7, 6), date(2027, 1, 6))
    assert complete("bakery", "period: {start: 2026-08-31, months: 6}").period.last == date(2027, 2, 27)
    one_day = complete("bakery", "period: {start: 2026-07-06, end: 2026-07-06}").period
    assert one_day.end - one_day.start == timedelta(days=1)
