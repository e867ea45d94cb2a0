"""The first page: every document has a line, gaps have examples that can be pasted."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from planner.completion.kpis import resolve_kpi
from planner.diagnostics.model import Language
from planner.documents.catalogue import DOCUMENTS
from planner.documents.catalogue.index import DESCRIPTIONS, view_index
from planner.documents.render import render_documents
from planner.playbook.model import Playbook
from planner.source.plain import load_plain


@pytest.fixture(scope="module")
def crowded(street: Playbook) -> Playbook:
    """The same bakery with a fourth person."""
    fourth = replace(street.plan.people[0], id="fourth", name="小何", roles=())
    return replace(street, plan=replace(street.plan, people=(*street.plan.people, fourth)))


def index(playbook: Playbook, language: Language) -> str:
    (rendered,) = render_documents(playbook, language, only=("index",))
    return rendered.content.decode()


def test_every_document_of_the_catalogue_is_described() -> None:
    assert len(DOCUMENTS) >= 6
    assert {document.name for document in DOCUMENTS} <= set(DESCRIPTIONS)


@pytest.mark.parametrize("name", ["street", "crowded"])
def test_it_lists_the_documents_of_the_set_and_no_others(request: pytest.FixtureRequest, name: str) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    files = [row.file for row in view_index(playbook, "zh-CN").documents]
    rendered = [one.path for one in render_documents(playbook, "zh-CN")]
    sheets = [path for path in rendered if path.startswith("weeks/")]
    assert sheets
    assert sorted(files) == sorted({"index.md", sheets[0], *rendered} - {"index.md", *sheets[1:]})


def test_a_merged_document_says_all_that_it_holds(street: Playbook, crowded: Playbook) -> None:
    together = {row.file: row for row in view_index(street, "zh-CN").documents}
    assert together["rules.md"].title == "群规和话术"
    assert f"{len(street.plan.scripts)} 种情形" in together["rules.md"].line
    assert f"{len(street.activities.occurrences)} 场活动" in together["calendar.md"].line
    apart = {row.file: row for row in view_index(crowded, "zh-CN").documents}
    assert apart["rules.md"].title == "群规"
    assert "场活动" in apart["activity-plan.md"].line
    assert "场活动" not in apart["content-calendar.md"].line


def test_the_first_post_is_shown_where_its_words_are(street: Playbook) -> None:
    view = view_index(street, "zh-CN")
    first = street.calendar.entries[0]
    assert view.first_post_file == f"weeks/{first.week}.md"
    assert view.first_post_file in {one.path for one in render_documents(street, "zh-CN")}


@pytest.mark.parametrize("name", ["printers", "caterers", "quill", "street", "fixers", "hostile"])
def test_every_gap_has_a_key_and_an_example_in_yaml(request: pytest.FixtureRequest, name: str) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    gaps = view_index(playbook, playbook.plan.language).gaps
    for gap in gaps:
        parsed = load_plain(gap.example)
        assert isinstance(parsed, dict)
        assert gap.key.split(".")[0] in parsed


def test_a_plan_s_gaps_are_its_own(printers: Playbook, caterers: Playbook, fixers: Playbook) -> None:
    kinds = {gap.kind for gap in view_index(printers, "zh-CN").gaps}
    assert {"channels", "labour", "lines", "funds", "expert", "questions"} <= kinds
    assert "baseline" not in kinds
    kinds = {gap.kind for gap in view_index(caterers, "zh-CN").gaps}
    assert "baseline" in kinds
    assert not {"channels", "labour", "lines", "funds", "expert", "offers"} & kinds
    assert "people" in {gap.kind for gap in view_index(fixers, "en").gaps}


def test_it_says_how_sure_the_holidays_are(caterers: Playbook, quill: Playbook) -> None:
    text = index(caterers, "zh-CN")
    assert "2026 年 9 月 1 日至 12 月 31 日：已公布" in text
    later = replace(caterers, holiday_status={2026: "official", 2027: "estimated"})
    assert "2027 年 1 月 1 日至 3 月 31 日：还没公布" in index(later, "zh-CN")
    assert "The plan names no country" in index(quill, "en")


def test_the_first_week_names_people_and_tasks(printers: Playbook) -> None:
    view = view_index(printers, "zh-CN")
    assert (view.monday, view.first_days) == ("", "7 月 1 日至 12 日")
    assert "## 头几天先看什么：7 月 1 日至 12 日\n\n" in index(printers, "zh-CN")
    assert {one.name for one in view.first_work} <= {"老周", "小林"}
    assert all(one.tasks for one in view.first_work)


def test_a_period_that_begins_on_a_monday_names_that_monday(street: Playbook) -> None:
    view = view_index(street, "zh-CN")
    assert (view.monday, view.first_days) == ("6 月 1 日", "")


def test_it_says_how_to_change_the_plan(printers: Playbook) -> None:
    assert "planner check plan.yaml\nplanner generate plan.yaml -o playbook" in index(printers, "zh-CN")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_an_example_names_a_goal_s_kpi_as_the_plan_may(caterers: Playbook, language: Language) -> None:
    goals = tuple(replace(goal, name="一句自己的话") for goal in caterers.plan.goals)
    playbook = replace(caterers, plan=replace(caterers.plan, goals=goals))
    gap = next(gap for gap in view_index(playbook, language).gaps if gap.kind == "baseline")
    written = re.search(r"\{kpi: (.+?), target", gap.example)
    assert written is not None
    assert resolve_kpi(written[1]) in {goal.kpi for goal in goals}
