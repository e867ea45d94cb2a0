"""The playbook document: chapters, figures, and what all four documents must never show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from planner.diagnostics.model import Language
from planner.documents.catalogue.playbook import view_playbook
from planner.documents.render import render_documents
from planner.knowledge.load import load_assumptions, load_kpis, load_stages, load_tasks, load_type
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook

NAMES = ["printers", "caterers", "quill", "street", "fixers"]
DOCUMENTS = ("index", "brief", "playbook", "rules")
BANNED = (
    "赋能", "闭环", "多维度", "干货满满", "踊跃参与", "增强粘性", "打造", "助力", "提升用户体验",
    "engage", "leverage", "foster", "vibrant",
)  # fmt: skip
HOLES = re.compile(r"None\b|[{}]|Decimal\(|\b(?:person-|event:|task:|post:)\w")
"""What a document shows when a value was not told in words: a missing one, a slot, an id."""
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def rendered(playbook: Playbook, language: Language, name: str) -> str:
    (one,) = render_documents(playbook, language, only=(name,))
    return one.content.decode()


def prose(text: str) -> str:
    """The text without code blocks, plan keys, link targets and the line breaks of tables."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
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


@pytest.mark.parametrize("name", ["printers", "caterers", "street"])
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
    assert "**到不了**：按写下的渠道只有" in rendered(caterers, "zh-CN", "playbook")
    assert "没写渠道，判不了；要达标每天得进 1.8 人" in rendered(printers, "zh-CN", "playbook")


def test_red_lines_say_where_they_bite(quill: Playbook) -> None:
    rows = {row.text: row for row in view_playbook(quill, "en").red_lines}
    assert rows["no cold messages"].bites
    assert "The first twelve, one by one" in rows["no cold messages"].tasks
    text = rendered(quill, "en", "playbook")
    assert "- **No cold messages**: this takes out" in text


def test_what_did_not_fit_says_what_it_lacks(quill: Playbook) -> None:
    rows = view_playbook(quill, "en").left_out
    assert rows
    assert all(row.key and (row.amount or row.lacks not in ("hours", "money")) for row in rows)


# --- the swap test -------------------------------------------------------------------------------------------------

LABELS = re.compile(
    r"\\|（每.{1,2}）$|^\d+\. |：\d+ .*|，牵动.*"
    r"|^(?:做完的样子：|怎么数：|当心：|另看 .*? ：|这一段只回答 ：|Done when: |Mind: |Also .*? : |The question .*? : |How it is counted, every .*?: )"
)
"""What stands before or after the words of knowledge."""
_SPLIT = {"zh-CN": r"[。；！？|\n]", "en": r"[|\n]|(?<=[.;?!])\s"}


def _told(sentence: str, language: Language) -> bool:
    """Long enough to count as a sentence: 12 characters in Chinese, eight words in English."""
    return len(sentence) >= 12 if language == "zh-CN" else len(sentence.split()) >= 8


def sentences(text: str, language: Language) -> set[str]:
    lines = [line for line in prose(text).splitlines() if not line.startswith("#")]
    parts = (
        re.sub(r"[*>\-\[\]\s]+", " ", part).strip() for part in re.split(_SPLIT[language], "\n".join(lines))
    )
    return {part for part in parts if _told(part, language)}


def fixed_procedure(playbook: Playbook) -> str:
    """What knowledge prescribes word for word: tasks, routines, the first month, ways to count, our assumptions."""

    def texts() -> Iterator[Text]:
        row = load_type(playbook.plan.community.type)
        for task in (*load_tasks().values(), *row.tasks):
            yield from (task.title, task.how, task.done)
        rhythm = row.rhythm[playbook.plan.community.situation]
        yield from (routine.what for routine in rhythm.routines)
        yield from rhythm.first_month
        for kpi in load_kpis().values():
            yield from (measure.how for measure in kpi.measures)
            if kpi.caveat:
                yield kpi.caveat
        yield from (stage.question for stage in load_stages().values())
        yield from (row.what for row in load_assumptions().values())

    return "\n".join(text.zh if playbook.plan.language == "zh-CN" else text.en for text in texts())


@pytest.mark.parametrize(("one", "other"), [("printers", "caterers"), ("quill", "fixers")])
@pytest.mark.parametrize("document", ["index", "brief", "playbook"])
def test_sentences_would_not_fit_another_community(
    request: pytest.FixtureRequest, one: str, other: str, document: str
) -> None:
    first, second = request.getfixturevalue(one), request.getfixturevalue(other)
    language = first.plan.language
    mine, theirs = (sentences(rendered(p, language, document), language) for p in (first, second))
    procedure = re.sub(r"[*>\-\[\]\s]+", " ", fixed_procedure(first))

    def is_ours(sentence: str) -> bool:
        bare = LABELS.sub("", sentence)
        only_a_date = not re.sub(r"[\d 年月日（）一二三四五六]", "", bare)
        return bare.strip(" .") not in procedure and not only_a_date

    told = {sentence for sentence in mine if is_ours(sentence)}
    shared = told & theirs
    assert len(told) > 10
    assert len(shared) < 0.1 * len(told), sorted(shared)
