"""Holidays in the documents: what a week's days off do to drafts, and which years are only estimated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import pytest
from msgspec.structs import replace

from planner.completion.days import work_calendar
from planner.dates.ranges import Week
from planner.diagnostics.model import Language
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.holidays import holiday_runs, make_up_days, years_with_status
from planner.playbook.model import Playbook

LANGUAGES: tuple[Language, Language] = ("zh-CN", "en")


def rendered(playbook: Playbook, language: Language, name: str) -> str:
    """All pages of a document, one after the other."""
    pages = [page.content.decode() for page in render_documents(playbook, language, only=(name,))]
    assert pages
    return "\n".join(pages)


def test_a_holiday_is_told_whole_in_its_first_week(balcony: Playbook) -> None:
    days = work_calendar(balcony.plan.calendar, balcony.plan.period)
    names = Names(balcony.plan, "zh-CN")
    (run,) = holiday_runs(days, Week.of(date(2026, 10, 1)), balcony.calendar.entries, names)
    assert (run.name, run.days, run.until) == ("国庆节", "10 月 1 日至 7 日", "")
    assert run.drafts
    (rest,) = holiday_runs(days, Week.of(date(2026, 10, 7)), balcony.calendar.entries, names)
    assert (rest.until, rest.drafts) == ("10 月 7 日", "")


def test_days_worked_in_exchange_are_named(balcony: Playbook) -> None:
    days = work_calendar(balcony.plan.calendar, balcony.plan.period)
    names = Names(balcony.plan, "en")
    assert make_up_days(days, Week.of(date(2026, 9, 20)), names) == ("Sun 20 Sep",)
    assert make_up_days(days, Week.of(date(2026, 9, 6)), names) == ()


def test_the_sheet_of_a_week_tells_both(balcony: Playbook) -> None:
    chinese, english = (
        {page.path: page.content.decode() for page in render_documents(balcony, language, only=("week",))}
        for language in LANGUAGES
    )
    first, rest, exchanged = (f"weeks/2026-W{week}.md" for week in (40, 41, 38))
    assert "10 月 1 日至 7 日国庆节放假，帖子照发，稿 " in chinese[first]
    assert "国庆节放假到 10 月 7 日。" in chinese[rest]
    assert "9/20（日）调休上班。" in chinese[exchanged]
    assert "National Day: 1–7 October; posts go out all the same" in english[first]
    assert sum("国庆节放假" in text for text in chinese.values()) == 2


@pytest.mark.parametrize(
    ("status", "chinese", "english"),
    [
        ("estimated", "2027 年的调休还没公布", "The holidays of 2027 are worked out from the rules"),
        ("unknown", "2027 年没有假日数据", "There are no holiday data for 2027"),
    ],
)
def test_years_that_are_not_known_well_are_said(
    balcony: Playbook, status: Literal["estimated", "unknown"], chinese: str, english: str
) -> None:
    playbook = replace(balcony, holiday_status={2026: "official", 2027: status})
    assert years_with_status(playbook, status, Names(balcony.plan, "en")) == "2027"
    assert chinese in rendered(playbook, "zh-CN", "content-calendar")
    assert english in rendered(playbook, "en", "content-calendar")
    assert "2027 年" in rendered(playbook, "zh-CN", "brief").split("## 还不知道的")[1]


def test_without_a_country_no_year_is_told(balcony: Playbook) -> None:
    plan = replace(balcony.plan, calendar=replace(balcony.plan.calendar, country=""))
    playbook = replace(balcony, plan=plan, holiday_status={2026: "unknown", 2027: "unknown"})
    assert years_with_status(playbook, "unknown", Names(plan, "en")) == ""


def test_a_post_that_is_not_where_its_series_has_it_says_so(street: Playbook) -> None:
    first, *others = street.calendar.entries
    moved = replace(first, on=first.on + timedelta(days=1))
    by_plan = replace(moved, reason=replace(moved.reason, paths=(("calendar", "overrides", 0),)))
    for entry, chinese, english in (
        (moved, "（原定 ", "(instead of "),
        (by_plan, "（方案从 ", "(moved in the plan from "),
    ):
        playbook = replace(street, calendar=replace(street.calendar, entries=(entry, *others)))
        assert chinese in rendered(playbook, "zh-CN", "content-calendar")
        assert english in rendered(playbook, "en", "content-calendar")
