"""Materials and approvals: everything that has to be there, once, with its day and its person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from planner.diagnostics.model import Language
from planner.documents.catalogue.materials import view_materials
from planner.documents.names import Names
from planner.documents.render import render_view
from planner.documents.sections.supplies import due_between
from planner.documents.words import plain_day
from planner.playbook.model import Playbook
from tests.planning import worked_out

LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")


def text(playbook: Playbook, language: Language) -> str:
    return render_view("materials", view_materials(playbook, language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_stands_in_its_week_exactly_once(street: Playbook, language: Language) -> None:
    weeks = view_materials(street, language).weeks
    shown = [item for week in weeks for row in week.rows for item in row.items]
    assert len(shown) == len(street.supplies)
    assert text(street, language).count("☐") == len(street.supplies) + len(
        view_materials(street, language).first
    )


def test_the_list_on_top_holds_two_weeks_from_the_first_thing_that_is_due(street: Playbook) -> None:
    names = Names(street.plan, "zh-CN")
    first = street.supplies[0].due
    monday = first - timedelta(days=first.weekday())
    view = view_materials(street, "zh-CN")
    assert view.first == due_between(street, names, monday, monday + timedelta(days=13))
    assert view.until == plain_day(monday + timedelta(days=13), "zh-CN")


def test_what_is_due_between_two_days_has_both_ends(street: Playbook) -> None:
    names = Names(street.plan, "zh-CN")
    one = street.supplies[5]
    same = [item for item in street.supplies if item.due == one.due]
    assert len(due_between(street, names, one.due, one.due)) == len(same)
    assert due_between(street, names, one.due + timedelta(days=900), one.due + timedelta(days=901)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_who_approves_how_long_it_takes_and_who_stands_in(language: Language) -> None:
    people = """people:
      - {name: 陈姐, roles: [owner, planner], deputy: 小周}
      - {name: 小周, roles: [admin, editor], deputy: 陈姐}
    """
    playbook = worked_out("bakery", people, "content: {approver: 陈姐, draft_days: 3, review_days: 2}")
    rules = view_materials(playbook, language).rules
    assert (rules.approver, rules.stand_in, rules.writers) == ("陈姐", "小周", "小周")
    assert (rules.draft_days, rules.review_days) == (3, 2)
    wanted = "陈姐不在的日子，小周替着批" if language == "zh-CN" else "While 陈姐 is away, 小周 approves"
    assert wanted in text(playbook, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_consent_is_explained_once_with_its_slots_filled(street: Playbook, language: Language) -> None:
    rules = view_materials(street, language).rules
    needed = {item.consent for item in street.supplies if item.consent}
    assert needed
    assert len(rules.consents) == len(needed)
    shown = text(street, language)
    assert all(shown.count(f"**{one.name[:1].upper()}{one.name[1:]}**") == 1 for one in rules.consents)
    assert "{" not in shown


def test_a_price_that_ends_before_the_day_of_use_is_marked() -> None:
    offers = "offers: [{name: 豆沙卷, price: 6, price_until: 2026-08-01}]"
    topics = "content: {topics: [{title: 豆沙卷几点出炉, date: 2026-08-04}]}"
    playbook = worked_out("bakery", offers, topics)
    assert "用的那天已经过了" in text(playbook, "zh-CN")
    assert "before the day of use" in text(playbook, "en")


def test_without_anything_that_needs_a_consent_it_says_whom_to_ask(fixers: Playbook) -> None:
    view = view_materials(fixers, "en")
    shown = text(fixers, "en")
    assert bool(view.rules.consents) != ("stop and ask" in shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_plan_never_act_as_markup(
    hostile: Playbook, language: Language, to_html: Callable[[str], str]
) -> None:
    html = to_html(text(hostile, language))
    assert "<script" not in html
    assert "<table>" in html
