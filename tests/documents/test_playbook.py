"""The playbook document: chapters, figures, and what all four documents must never show."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from msgspec.structs import replace

from planner.completion.model import Origin
from planner.diagnostics.model import Language, PlanPath
from planner.documents import words
from planner.documents.catalogue.playbook import view_playbook
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.goals import goal_rows
from planner.documents.sections.left_out import red_line_rows
from planner.documents.sections.work import minutes_within
from planner.playbook.model import Playbook

NAMES = ["printers", "caterers", "quill", "street", "fixers", "balcony", "runners", "fruit"]
DOCUMENTS = (
    "index", "brief", "week", "playbook", "content-calendar", "activity-plan", "rules", "scripts", "members",
    "materials", "hand-over",
)  # fmt: skip
BANNED = (
    "赋能", "闭环", "多维度", "干货满满", "踊跃参与", "增强粘性", "打造", "助力", "提升用户体验",
    "engage", "leverage", "foster", "vibrant",
)  # fmt: skip
HOLES = re.compile(r"None\b|[{}]|Decimal\(|\b(?:person-|event:|task:|post:)\w")
"""What a document shows when a value was not told in words: a missing one, a slot, an id."""
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def rendered(playbook: Playbook, language: Language, name: str) -> str:
    """All pages of a document, one after the other."""
    pages = [page.content.decode() for page in render_documents(playbook, language, only=(name,))]
    assert pages
    return "\n".join(pages)


def prose(text: str) -> str:
    """The text with what is pasted, without other code blocks, plan keys, link targets and line breaks of tables."""
    text = _BLOCK.sub(lambda block: block[3] if block[2] == "text" else "", text)
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)
    return text.replace("<br>", "\n")


def written_words(playbook: Playbook) -> str:
    """All of the operator's own words, in one string."""
    plan = playbook.plan
    return repr(
        (
            plan.community,
            plan.positioning,
            plan.personas,
            plan.offers,
            plan.questions,
            plan.people,
            plan.groups,
        )
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_ids_no_holes_no_banned_words(
    request: pytest.FixtureRequest, name: str, language: Language, document: str
) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    text = rendered(playbook, language, document)
    assert not HOLES.findall(prose(text))
    for word in BANNED:
        assert word not in text.lower()
    assert "**" not in re.sub(r"\*\*[^*\n]+\*\*", "", prose(text))


@pytest.mark.parametrize("name", ["printers", "caterers", "street", "balcony", "runners", "fruit"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_chinese_document_has_no_english_of_ours(
    request: pytest.FixtureRequest, name: str, document: str
) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    own = written_words(playbook)
    words = set(ENGLISH.findall(prose(rendered(playbook, "zh-CN", document))))
    assert {word for word in words if word not in own} <= {"UV"}


@pytest.mark.parametrize("name", ["quill", "fixers"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_an_english_document_has_no_chinese(request: pytest.FixtureRequest, name: str, document: str) -> None:
    text = rendered(request.getfixturevalue(name), "en", document)
    assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text)


def test_a_chapter_for_each_stage_with_tasks_rhythm_figures_gate_and_money(caterers: Playbook) -> None:
    text = rendered(caterers, "zh-CN", "playbook")
    for stage in ("建设期", "发展期", "成熟期"):
        for heading in (f"## {stage}：", f"### {stage}要做的", f"### {stage}的节奏", f"### {stage}看的数"):
            assert heading in text
        assert f"### {stage}达标条件（" in text
        assert f"**{stage}的钱**：" in text
    tasks = [task for stage in caterers.plan.stages for task in stage.tasks]
    assert tasks
    for task in tasks:
        assert task.title.zh in text


def test_a_gate_has_a_box_and_a_blank_for_the_actual_value(quill: Playbook) -> None:
    text = rendered(quill, "en", "playbook")
    conditions = sum(len(stage.gate) for stage in quill.plan.stages)
    assert conditions
    assert len(re.findall(r"^- \[ \] .*Counted: \\_\\_\\_\\_", text, re.MULTILINE)) == conditions


def test_the_chart_names_stages_in_the_document_s_language(printers: Playbook) -> None:
    chinese, english = (rendered(printers, language, "playbook") for language in ("zh-CN", "en"))
    assert "    section 建设期\n    建设期 :2026-07-01," in chinese
    assert "    section Build stage\n" in english
    assert chinese.count(":milestone,") == 3


def test_the_first_chapter_says_how_this_situation_begins(quill: Playbook, printers: Playbook) -> None:
    view = view_playbook(quill, "en")
    assert view.stages[0].first_month[0].startswith("Week 1: Quill Commons goes on as before")
    assert not view.stages[1].note
    assert view_playbook(printers, "zh-CN").stages[0].first_month[0].startswith("第 1 周：不建群。")


def test_routines_are_told_once_and_then_go_on_as_before(printers: Playbook) -> None:
    text = rendered(printers, "zh-CN", "playbook")
    for routine in printers.plan.routines:
        assert routine.what is not None
        assert text.count(routine.what.zh) == 1
    assert "- 照旧：" in text


def test_the_verdict_shows_its_arithmetic(caterers: Playbook, printers: Playbook) -> None:
    text = rendered(caterers, "zh-CN", "playbook")
    assert "**到不了**：到那天 166 人，差 54 人" in text
    assert (
        "现在 40 ＋ 送货单背面的码 104（每天 0.59） ＋ 档口熟人介绍 46（每天 0.26） － 退 24（每月 4%） ＝ 166"
        in text
    )
    assert "每月多来 11 人（每天 0.4），就够了" in text
    english = rendered(caterers, "en", "playbook")
    assert "**Out of reach**: 166 members by then, 54 short" in english
    assert "All else unchanged, 11 more joins a month (0.4 a day) would be enough." in english
    assert "没写渠道，判不了；每天得进 2.1 人" in rendered(printers, "zh-CN", "playbook")


def test_red_lines_say_where_they_bite(quill: Playbook) -> None:
    rows = {row.text: row for row in view_playbook(quill, "en").red_lines}
    assert rows["no cold messages"].bites
    assert "The first twelve, one by one" in rows["no cold messages"].tasks
    text = rendered(quill, "en", "playbook")
    assert "- **No cold messages**: this takes out" in text


def test_red_lines_name_the_journeys_and_scripts_that_fell_away(quill: Playbook) -> None:
    plan = quill.plan
    gone = {one.what.en for one in plan.left_out if one.knowledge.startswith("journeys/")}
    row = next(row for row in view_playbook(quill, "en").red_lines if row.text == "no cold messages")
    assert "Signed up and did not come" in gone.intersection(row.journeys)
    assert row.scripts
    kept = {script.title.en for script in plan.scripts}
    assert kept.isdisjoint(row.scripts)
    text = rendered(quill, "zh-CN", "playbook")
    assert f"话术去掉 {len(row.scripts)} 条" in text
    assert "成员旅程不走“报了名没来”" in text


def test_what_did_not_fit_says_what_it_lacks(caterers: Playbook) -> None:
    rows = view_playbook(caterers, "en").left_out
    assert {"hours", "money"} <= {row.lacks for row in rows}
    assert all(row.key and row.names for row in rows)
    assert all(bool(row.time) == (row.lacks == "hours") for row in rows)
    assert all(row.limit and row.lacking for row in rows if row.lacks == "money")


def test_red_lines_claim_only_what_was_really_filtered(street: Playbook) -> None:
    plan = street.plan
    bans = frozenset(tag for kind in ("lottery", "group_buying", "private_message") for tag in (kind,))
    line = replace(plan.red_lines[0], text="不打扰人", bans=tuple(sorted(bans)))
    plan = replace(plan, red_lines=(line,))
    (row,) = red_line_rows(plan, Names(plan, "zh-CN"))
    assert row.bites
    written: dict[PlanPath, Origin] = {
        ("stages", stage.id, "tasks"): Origin("written") for stage in plan.stages
    }
    own = replace(
        plan,
        only_written_activities=True,
        content=replace(plan.content, only_written=True),
        journeys=(),
        origins={**plan.origins, **written},
    )
    (row,) = red_line_rows(own, Names(own, "zh-CN"))
    assert not row.bites


def test_the_first_month_is_ours_to_tell_only_where_tasks_and_opening_are(
    printers: Playbook, fruit: Playbook
) -> None:
    assert view_playbook(printers, "zh-CN").stages[0].first_month
    assert not view_playbook(fruit, "zh-CN").stages[0].first_month
    plan = printers.plan
    first = plan.stages[0]
    origins = {path: o for path, o in plan.origins.items() if path != ("stages", first.id, "tasks")}
    tasks_written = replace(printers, plan=replace(plan, origins=origins))
    assert not view_playbook(tasks_written, "zh-CN").stages[0].first_month
    origins = {path: o for path, o in plan.origins.items() if path != ("groups", 0, "opened")}
    opening_written = replace(printers, plan=replace(plan, origins=origins))
    assert plan.groups[0].opened is not None
    assert plan.groups[0].opened in plan.period
    assert not view_playbook(opening_written, "zh-CN").stages[0].first_month


def test_goals_that_do_not_rise_have_their_own_sentences(caterers: Playbook, street: Playbook) -> None:
    text = rendered(caterers, "zh-CN", "playbook")
    assert (
        "现状由秀芬从 10 月 8 日（四）数起，10 月 21 日（三）前数出来，数出来以前不分月；先写 2027 年 3 月 31 日（三）平均 4.5 分（暂定）。"
        in text
    )
    path = street.paths[0]
    level = tuple(replace(mark, value=path.milestones[-1].value) for mark in path.milestones)
    steady = replace(street, paths=(replace(path, milestones=level), *street.paths[1:]))
    assert "从头守到 12 月 31 日（四），每次数都是至少 18%。" in rendered(steady, "zh-CN", "playbook")
    assert "at least 18% at every count until" in rendered(steady, "en", "playbook")


def test_a_long_path_is_told_by_the_quarter_and_ends_on_the_goal_s_day(street: Playbook) -> None:
    path = street.paths[0]
    assert len(goal_rows(street, Names(street.plan, "zh-CN"))[0].path) == len(path.milestones) == 7
    longer = replace(path, milestones=(*path.milestones, *path.milestones))
    row = goal_rows(replace(street, paths=(longer, *street.paths[1:])), Names(street.plan, "zh-CN"))[0]
    assert len(row.path) == 5
    assert row.path[-1][0] == row.by


def test_figures_that_the_plan_gives_are_not_rounded(caterers: Playbook) -> None:
    goal = replace(caterers.plan.goals[1], target=Decimal("4.25"))
    plan = replace(caterers.plan, goals=(caterers.plan.goals[0], goal, caterers.plan.goals[2]))
    assert goal_rows(replace(caterers, plan=plan), Names(plan, "zh-CN"))[1].target == "平均 4.25 分"


@pytest.mark.parametrize("name", NAMES)
def test_sums_add_up(request: pytest.FixtureRequest, name: str) -> None:
    playbook: Playbook = request.getfixturevalue(name)
    money, hours = playbook.money, playbook.hours
    by_month = sum((sum(month.out.values(), Decimal(0)) for month in money.months), Decimal(0))
    by_stage = sum((sum(stage.values(), Decimal(0)) for stage in money.by_stage.values()), Decimal(0))
    assert by_month == by_stage == money.planned
    total = playbook.plan.budget.total
    assert money.planned + money.contingency + money.unplanned == total
    windows = [stage.window for stage in playbook.plan.stages]
    assert sum(sum(minutes_within(playbook, window).values()) for window in windows) == hours.total
    assert sum(load.total for load in hours.loads) == hours.total


def test_hours_a_week_are_the_hours_of_seven_days_of_the_stage(fruit: Playbook) -> None:
    for stage, chapter in zip(fruit.plan.stages, view_playbook(fruit, "zh-CN").stages, strict=True):
        minutes = minutes_within(fruit, stage.window)
        most = max(minutes.values())
        assert chapter.work[0][1] == words.hours(most, "zh-CN")
        assert chapter.work[0][2] == words.hours(round(most * 7 / stage.window.days), "zh-CN")
