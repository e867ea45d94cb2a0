"""Dates, money, measures and lists as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.params import plain_hours
from planner.dates.ranges import DateRange, Month, Week
from planner.documents import words
from planner.documents.names import Names
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook

SATURDAY = date(2026, 6, 13)


def test_days() -> None:
    assert words.day(SATURDAY, "zh-CN") == "6 月 13 日（六）"
    assert words.day(SATURDAY, "en") == "Sat 13 June"
    assert words.short_day(SATURDAY, "zh-CN") == "6/13（六）"
    assert words.short_day(SATURDAY, "en") == "Sat 13 Jun"
    assert words.moment(SATURDAY, "15:00", "zh-CN") == "6/13（六）15:00"
    assert words.moment(SATURDAY, "", "en") == "Sat 13 Jun"
    assert words.full_day(SATURDAY, "zh-CN") == "2026 年 6 月 13 日"


def test_a_day_says_its_year_where_it_is_another_one() -> None:
    assert words.day(SATURDAY, "zh-CN", year=2026) == "6 月 13 日（六）"
    assert words.day(date(2027, 1, 2), "zh-CN", year=2026) == "2027 年 1 月 2 日（六）"
    assert words.day(date(2027, 1, 2), "en", year=2026) == "Sat 2 January 2027"


@pytest.mark.parametrize(
    ("first", "last", "chinese", "english"),
    [
        (date(2026, 6, 8), date(2026, 6, 14), "6 月 8 日至 14 日", "8–14 June"),
        (date(2026, 6, 29), date(2026, 7, 5), "6 月 29 日至 7 月 5 日", "29 June – 5 July"),
        (date(2026, 6, 8), date(2026, 6, 8), "6 月 8 日", "8 June"),
    ],
)
def test_ranges_name_both_days(first: date, last: date, chinese: str, english: str) -> None:
    days = DateRange.inclusive(first, last)
    assert words.date_range(days, "zh-CN") == chinese
    assert words.date_range(days, "en") == english


def test_full_ranges_name_a_year_once_unless_it_changes() -> None:
    within = DateRange.inclusive(date(2026, 6, 1), date(2026, 12, 31))
    across = DateRange.inclusive(date(2026, 9, 1), date(2027, 5, 31))
    assert words.full_range(within, "zh-CN") == "2026 年 6 月 1 日至 12 月 31 日"
    assert words.full_range(across, "zh-CN") == "2026 年 9 月 1 日至 2027 年 5 月 31 日"
    assert words.full_range(within, "en") == "1 June – 31 December 2026"
    assert words.full_range(across, "en") == "1 September 2026 – 31 May 2027"


def test_months_and_weeks() -> None:
    assert words.month(Month(2026, 6), "zh-CN") == "2026 年 6 月"
    assert words.month(Month(2026, 6), "en") == "June 2026"
    assert words.week(Week(2026, 24), "zh-CN") == "第 24 周（6/8–6/14）"
    assert words.week(Week(2026, 24), "en") == "Week 24 (8–14 June)"
    assert words.days_of_month([date(2026, 6, 3), date(2026, 6, 10)], "zh-CN") == "3、10 日"
    assert words.days_of_month([date(2026, 6, 3), date(2026, 6, 10)], "en") == "3, 10"


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1500", "CNY", "¥1,500"),
        ("1500", "GBP", "£1,500"),
        ("12.5", "EUR", "€12.50"),
        ("1500", "CHF", "1,500 CHF"),
        ("-20", "USD", "−$20"),
        ("0", "USD", "$0"),
    ],
)
def test_money(amount: str, currency: str, shown: str) -> None:
    assert words.money(Decimal(amount), currency) == shown


def test_numbers_and_shares() -> None:
    assert words.number(Decimal("1500.0")) == "1,500"
    assert words.number(Decimal("4.50")) == "4.5"
    assert words.number(100) == "100"
    assert words.share(Decimal("0.4")) == "40%"
    assert words.share(Decimal("0.125")) == "12.5%"


@pytest.mark.parametrize(
    ("minutes", "chinese", "english"),
    [
        (45, "45 分钟", "45 min"),
        (60, "1 小时", "1 h"),
        (150, "2.5 小时", "2 h 30 min"),
        (100, "1 小时 40 分钟", "1 h 40 min"),
        (0, "0 分钟", "0 min"),
    ],
)
def test_durations(minutes: int, chinese: str, english: str) -> None:
    assert words.duration(minutes, "zh-CN") == chinese
    assert words.duration(minutes, "en") == english


def test_work_is_in_hours_with_one_decimal() -> None:
    assert words.hours(690, "zh-CN") == "11.5 小时"
    assert words.hours(50, "en") == "0.8 h"


def test_lists() -> None:
    assert words.listing(["甲", "乙", "丙"], "zh-CN") == "甲、乙和丙"
    assert words.listing(["a", "b", "c"], "en") == "a, b and c"
    assert words.listing(["a"], "en") == "a"
    assert words.listing([], "en") == ""
    assert words.enumeration(["a", "b"], "en") == "a, b"


def test_quotations_inside_a_quotation_are_single() -> None:
    assert words.quoted("绿杯是“我行”。", "zh-CN") == "“绿杯是‘我行’。”"


def test_kpi_values_carry_their_unit(street: Playbook) -> None:
    kpis = {kpi.value: kpi for kpi in street.plan.kpis.values()}
    assert words.kpi_value(Decimal(15), kpis["percent"], "zh-CN", "CNY") == "15%"
    assert words.kpi_value(Decimal(1500), street.plan.kpis["members"], "zh-CN", "CNY") == "1,500 人"
    assert words.kpi_value(Decimal(1500), street.plan.kpis["members"], "en", "CNY") == "1,500 members"
    costs = replace(street.plan.kpis["members"], value="money")
    assert words.kpi_value(Decimal("1249.5"), costs, "en", "GBP") == "£1,250"
    assert words.kpi_value(Decimal("3.2"), costs, "en", "GBP") == "£3.20"


def test_a_unit_that_the_name_says_is_not_said_twice() -> None:
    assert words.named_kpi("members", "13 members") == "members 13"
    assert words.named_kpi("厂家有来有往", "13 家") == "厂家有来有往 13 家"


def test_names_come_in_the_language_and_never_as_ids(street: Playbook, fixers: Playbook) -> None:
    chinese, english = Names(street.plan, "zh-CN"), Names(fixers.plan, "en")
    assert chinese.holder(street.plan.people[0].id) == "小周"
    assert english.holder("admin") == "the group admin"
    assert chinese.groups([group.id for group in street.plan.groups[:2]]) == "麦田街坊 1 群和麦田街坊 2 群"
    assert chinese.stage("growth") == "发展期"
    assert english.stage("growth") == "growth stage"
    assert {chinese.kpi(kpi) for kpi in street.plan.kpis}.isdisjoint(street.plan.kpis)


def test_all_groups_are_those_that_are_open_not_those_that_open_when_these_are_full(street: Playbook) -> None:
    chinese, english = Names(street.plan, "zh-CN"), Names(street.plan, "en")
    open_now = [group.id for group in street.plan.groups if not group.follows]
    later = [group.id for group in street.plan.groups if group.follows]
    assert (len(open_now), len(later)) == (3, 1)
    assert (chinese.groups(open_now), english.groups(open_now)) == ("全部 3 个群", "all 3 groups")
    assert chinese.groups([*open_now[:1], *later]) == "麦田街坊 1 群和麦田街坊 4 群"
    two = replace(street.plan, groups=street.plan.groups[:2])
    assert Names(two, "zh-CN").groups(open_now[:2]) == "两个群"
    assert Names(two, "en").groups(open_now[:2]) == "both groups"


def test_a_week_says_its_year_where_it_is_another_one() -> None:
    assert words.week(Week(2027, 3), "zh-CN", 2026) == "2027 年第 3 周（1/18–1/24）"
    assert words.week(Week(2027, 3), "en", 2026) == "Week 3 (18–24 January 2027)"
    assert words.week(Week(2026, 24), "zh-CN", 2026) == "第 24 周（6/8–6/14）"


def test_several_months_name_a_year_once() -> None:
    assert words.month_range(Month(2026, 10), Month(2026, 12), "zh-CN") == "2026 年 10 月至 12 月"
    assert words.month_range(Month(2026, 12), Month(2027, 2), "zh-CN") == "2026 年 12 月至 2027 年 2 月"
    assert words.month_range(Month(2026, 10), Month(2026, 12), "en") == "October – December 2026"
    assert words.month_range(Month(2026, 10), Month(2026, 10), "en") == "October 2026"


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("飞书群和", "GitHub 讨论区", "飞书群和 GitHub 讨论区"),
        ("月底 5%", "以上", "月底 5% 以上"),
        ("甲", "乙", "甲乙"),
        ("（甲）", "A", "（甲）A"),
    ],
)
def test_latin_letters_stand_apart_from_chinese(left: str, right: str, joined: str) -> None:
    assert words.beside(left, right) == joined


def test_a_sentence_gets_an_end_only_where_it_has_none() -> None:
    assert words.with_end("只做一件事", "zh-CN") == "只做一件事。"
    assert words.with_end("他说“好。”", "zh-CN") == "他说“好。”"
    assert words.with_end("Only one thing", "en") == "Only one thing."
    assert words.with_end("Why?", "en") == "Why?"


def test_blanks_of_ours_have_one_form_and_the_plan_s_stay(street: Playbook) -> None:
    names = Names(street.plan, "zh-CN")
    assert names.text(Text("到场__人", "__ came")) == "到场＿＿＿＿人"
    assert names.text(Text("15 家里有__家", "15 家里有__家")) == "15 家里有__家"


def test_hours_are_rounded_in_one_way() -> None:
    assert plain_hours(6555) == "109.3"
    assert words.hours(6555, "en") == "109.3 h"
