"""The swap test: what the documents of one community say would not fit another of the same type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from planner.diagnostics.model import Language
from planner.documents.catalogue.activity_plan import view_activities
from planner.documents.names import Names
from planner.documents.render import render_documents
from planner.documents.sections.champions import champions_part
from planner.documents.sections.goals import condition_phrase
from planner.documents.sections.groups import group_procedures
from planner.documents.sections.journeys import journey_parts
from planner.documents.sections.scripts import scripts_part
from planner.documents.texts import entry_texts, is_later, is_open
from planner.knowledge.load import (
    activity_kind_ids,
    load_activity_kind,
    load_assumptions,
    load_consents,
    load_group_procedures,
    load_journeys,
    load_kpis,
    load_scripts,
    load_stages,
    load_tasks,
    load_type,
)
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook

PAIRS = [("printers", "caterers"), ("quill", "fixers"), ("balcony", "runners")]
"""Two plans of the same type and language each."""
WHOLE = ("brief", "playbook", "week", "scripts", "members", "materials", "hand-over")
LABELS = re.compile(
    r"\\|^.*?核对 ：|^.{3}到没到“|”等 \d+ 条$|^差[一两]条.*|（每.{1,2}）$|（到这天花掉.*）$|（第 \d+ 场）$|（(?:主要靠它|明显|有帮助)）|^不直接对着目标，.*|^\d+\. |：\d+ .*|，牵动.*"
    r"|^(?:做完的样子：|怎么数：|当心：|另看 .*? ：|这一段只回答 ：|Done when: |Mind: |Also .*? : |The question .*? : |How it is counted, every .*?: )"
)
"""What stands before or after the words of knowledge, and what follows where a gate is missed."""
STEP_LABELS = re.compile(
    r"^(?:怎么做 ?：|做完的样子 ?：|回了以后 ?：|How ?: |Done when ?: |What is done with the answer ?: |"
    r"永远不说（.*?）：|Never say \(.*?\): |做完 ?“|Finish “|.*?，每次 [\d .]+(?:分钟|小时)|"
    r".*?, [\d.]+ (?:min|h)(?: [\d.]+ min)? each time\b)"
    r"|[，（”]+\d+/\d+（.）前，[\d.]+ (?:分钟|小时)）?$|[,:]? ?\d+ [^\d\s]{0,12}$"
)
"""The same in the documents of a week's work: whose step it is, how long, how many."""
BLANK = re.compile(r"＿{2,}|\\?_{2,}|(?:\\_){2,}")
_SPLIT = {"zh-CN": r"[。；！？|\n]", "en": r"[|\n]|(?<=[.;?!])\s"}
_QUOTED = re.compile(r"“[^”]*”")
_MARKS = re.compile(r"[*>\-\[\]\s]+")
_WHEN = re.compile(r"[\d 年月日（）周一二三四五六至–:：/、，｜¥£]|小时|场次?|第")
"""What a date, a time or a bare figure is made of."""


def rendered(playbook: Playbook, name: str) -> str:
    """All pages of a document in the plan's language, one after the other."""
    pages = render_documents(playbook, playbook.plan.language, only=(name,))
    assert pages
    return "\n".join(page.content.decode() for page in pages)


# --- sentences -----------------------------------------------------------------------------------------------------


def _told(sentence: str, language: Language) -> bool:
    """Long enough to count as a sentence: 12 characters in Chinese, eight words in English."""
    return len(sentence) >= 12 if language == "zh-CN" else len(sentence.split()) >= 8


def _whole_quotations(text: str) -> str:
    """The text with the ends of sentences within quotations taken away: a quotation belongs to its sentence."""
    return _QUOTED.sub(lambda quoted: re.sub(r"[。；！？.;?!]", "·", quoted[0]), text)


def prose(text: str) -> str:
    """The text with what is pasted, without charts, plan keys, link targets and headings."""
    text = re.sub(r"^( *)```(?!text$)\w+\n.*?^\1```$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^ *```\w*$|`[^`\n]*`|\]\([^)]*\)", "", text, flags=re.MULTILINE)
    return "\n".join(line for line in text.replace("<br>", "\n").splitlines() if not line.startswith("#"))


def sentences(text: str, language: Language) -> set[str]:
    parts = re.split(_SPLIT[language], _whole_quotations(prose(text)))
    return {part for one in parts if _told(part := _MARKS.sub(" ", one).strip(), language)}


# --- what is left out ----------------------------------------------------------------------------------------------


def fixed_procedure(playbook: Playbook) -> str:
    """What knowledge prescribes word for word, and the names that the plan shares with others."""
    names = Names(playbook.plan, playbook.plan.language)
    gates = (condition_phrase(c, names) for stage in playbook.plan.stages for c in stage.gate)
    called = (names.text(activity.name) for activity in playbook.activities.activities)
    kpis = (names.kpi(goal.kpi) for goal in playbook.plan.goals)
    texts = (names.text(text) for part in (_stages(playbook), _events(), _members()) for text in part)
    whole = "\n".join([*map(_whole_quotations, texts), *gates, *called, *kpis])
    return _MARKS.sub(" ", whole)


def _stages(playbook: Playbook) -> Iterator[Text]:
    """Tasks, routines, the first month, ways to count, our assumptions."""
    row = load_type(playbook.plan.community.type)
    for task in (*load_tasks().values(), *row.tasks):
        yield from (task.title, task.how, task.done)
    rhythm = row.rhythm[playbook.plan.community.situation]
    for routine in rhythm.routines:
        yield from (routine.name, routine.what)
    yield from rhythm.first_month
    for kpi in load_kpis().values():
        yield from (measure.how for measure in kpi.measures)
        if kpi.caveat:
            yield kpi.caveat
    yield from (stage.question for stage in load_stages().values())
    yield from (one.what for one in load_assumptions().values())


def _events() -> Iterator[Text]:
    """How an event is prepared: pieces of work, when they are done, what has to be there."""
    for kind in activity_kind_ids():
        row = load_activity_kind(kind)
        for step in row.preparation:
            yield from (step.title, step.done)
        yield from (material.name for material in row.materials)


def _members() -> Iterator[Text]:
    """What journeys are called and is noted of an answer; what is never said, passed on, closed; steps of groups;
    ways to ask for consent."""
    for journey in load_journeys().values():
        yield journey.name
        for one in journey.steps:
            yield from (one.title, one.note)
    for script in load_scripts().values():
        yield from (*script.never, script.close)
        if script.escalate is not None:
            yield script.escalate.when
    for procedure in load_group_procedures().values():
        for step in procedure.steps:
            yield from (step.title, step.done)
    yield from (consent.ask for consent in load_consents().values())


def shared_sentences(one: Playbook, other: Playbook, mine: str, theirs: str) -> tuple[set[str], set[str]]:
    """Return the sentences of one text that are no fixed procedure, and those of them that the other has, too.

    What has a blank in it is not finished before somebody fills that in; it counts on neither side.
    """
    language = one.plan.language
    procedure = fixed_procedure(one)

    def is_ours(sentence: str) -> bool:
        bare = STEP_LABELS.sub("", LABELS.sub("", sentence)).strip(" .")
        by_clause = all(clause.strip() in procedure for clause in re.split("[，；]", bare))
        is_finished = not BLANK.search(sentence)
        return is_finished and bare not in procedure and not by_clause and bool(_WHEN.sub("", bare))

    told = {sentence for sentence in sentences(mine, language) if is_ours(sentence)}
    return told, told & sentences(theirs, language)


# --- texts ---------------------------------------------------------------------------------------------------------


def posts(playbook: Playbook) -> str:
    """What is said in a post and done with it.

    What members are to answer has a fixed form ("1 yes, 2 no"), and so has what is got ready.
    """
    names = Names(playbook.plan, playbook.plan.language)
    filled = [entry for entry in playbook.calendar.entries if not is_open(entry) and not is_later(entry)]
    texts = (entry_texts(entry, names) for entry in filled)
    return "\n".join("\n".join((t.title, t.first, t.post, t.body, t.silence, t.answers)) for t in texts)


def words_for_situations(playbook: Playbook) -> str:
    """What is said in a situation."""
    part = scripts_part(playbook, Names(playbook.plan, playbook.plan.language))
    rows = [row for area in part.areas for row in area.scripts]
    return "\n".join(text for row in rows for text in (*row.group, *row.direct, *row.either))


def words_to_members(playbook: Playbook) -> str:
    """What single members are told on their way, champions are asked and a group hears when another opens."""
    names = Names(playbook.plan, playbook.plan.language)
    champions = champions_part(playbook, names)
    said = [step.say for journey in journey_parts(playbook, names) for step in journey.steps]
    said += [step.say for procedure in group_procedures(playbook, names) for step in procedure.steps]
    if champions is not None:
        said += [champions.ask, champions.rest]
    return "\n".join(said)


def before_the_sheets(playbook: Playbook) -> str:
    """What the activity plan says of this plan: all before the sheets of the activities."""
    text = rendered(playbook, "activity-plan")
    first = view_activities(playbook, playbook.plan.language).sheets[0].name
    return text[: text.index(f"\n## {first}\n")]


MESSAGES: dict[str, Callable[[Playbook], str]] = {
    "posts": posts,
    "scripts": words_for_situations,
    "journeys": words_to_members,
}


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("document", WHOLE)
def test_sentences_would_not_fit_another_community(
    request: pytest.FixtureRequest, one: str, other: str, document: str
) -> None:
    first, second = request.getfixturevalue(one), request.getfixturevalue(other)
    told, shared = shared_sentences(first, second, rendered(first, document), rendered(second, document))
    assert len(told) > 10
    assert len(shared) < 0.1 * len(told), sorted(shared)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_choice_of_activities_would_not_fit_another_community(
    request: pytest.FixtureRequest, one: str, other: str
) -> None:
    first, second = request.getfixturevalue(one), request.getfixturevalue(other)
    told, shared = shared_sentences(first, second, before_the_sheets(first), before_the_sheets(second))
    assert len(told) > 1
    assert len(shared) < 0.1 * len(told), sorted(shared)


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("kind", MESSAGES)
def test_what_is_sent_would_not_fit_another_community(
    request: pytest.FixtureRequest, one: str, other: str, kind: str
) -> None:
    first, second = request.getfixturevalue(one), request.getfixturevalue(other)
    told, shared = shared_sentences(first, second, MESSAGES[kind](first), MESSAGES[kind](second))
    assert len(told) > 5
    assert len(shared) < 0.1 * len(told), sorted(shared)


def test_the_same_document_would_be_found_out(printers: Playbook) -> None:
    for name in WHOLE:
        told, shared = shared_sentences(
            printers, printers, rendered(printers, name), rendered(printers, name)
        )
        assert told == shared
        assert len(told) > 10
