"""The words of knowledge: two languages, native signs, nothing hollow, and every slot filled by somebody."""

from __future__ import annotations

import re

import pytest

from planner.completion.params import plan_params
from planner.documents.event_texts import event_texts
from planner.documents.names import Names
from planner.knowledge.fill import conditions_of, fill, said, slots_of
from planner.knowledge.load import (
    activity_kind_ids,
    community_type_ids,
    load_activity_kind,
    load_patterns,
    load_scripts,
    load_tasks,
    load_type,
)
from planner.knowledge.schema import Text
from planner.knowledge.type_rows import TaskRow
from planner.playbook.build import build_playbook
from tests.knowing import all_texts, texts_in
from tests.planning import complete, worked_out

HAN = re.compile(r"[\u3400-\u9fff]")
BANNED = (
    *("赋能", "闭环", "多维度", "干货满满", "踊跃参与", "增强粘性", "打造", "助力", "提升用户体验"),
    *("engage", "leverage", "foster", "vibrant"),
)
HALF_WIDTH = re.compile(
    r"[\u3400-\u9fff」”）][,;:?!()](?=[\u3400-\u9fff「“（{]|$)|[\u3400-\u9fff]\((?=[\u3400-\u9fff])"
)
WITHOUT_WORDS = ("assumptions", "kpis")
"""Families in which a unit may be empty or a sign such as ``%``."""


def test_nothing_hollow_is_said() -> None:
    words = re.compile(
        "|".join(word if HAN.search(word) else rf"\b{word}\w*" for word in BANNED), re.IGNORECASE
    )
    for path, text in all_texts():
        assert not words.findall(f"{text.zh} {text.en}"), path


def test_every_text_has_both_languages() -> None:
    assert len(all_texts()) > 2000
    for path, text in all_texts():
        if path.startswith(WITHOUT_WORDS) and path.endswith(".unit"):
            assert not HAN.search(text.en), path
            continue
        assert HAN.search(text.zh) or slots_of(text) or re.fullmatch(r"[A-Za-z0-9 .+\-/%°（）]+", text.zh), (
            path
        )
        assert re.search(r"[A-Za-z]", text.en), path
        assert not HAN.search(text.en), (path, text.en)
        assert text.zh == text.zh.strip(), path
        assert text.en == text.en.strip(), path


def test_chinese_has_full_width_signs() -> None:
    for path, text in all_texts():
        assert not HALF_WIDTH.search(text.zh), (path, text.zh)


def test_english_has_no_full_width_signs() -> None:
    for path, text in all_texts():
        assert not re.search(r"[，。：；？！（）、％]", text.en), (path, text.en)


def test_slots_stand_without_spaces_in_chinese() -> None:
    for path, text in all_texts():
        assert not re.search(r"[\u3400-\u9fff] \{|\} [\u3400-\u9fff]", text.zh), (path, text.zh)


def test_slots_are_well_formed() -> None:
    piece = re.compile(r"\{[?!][a-z_0-9]+\}([^{}]*(?:\{[a-z_0-9]+\}[^{}]*)*)\{/\}")
    for path, text in all_texts():
        for words in (text.zh, text.en):
            assert not re.search(r"[{}]", re.sub(r"\{[a-z_0-9]+\}", "", piece.sub(r"\1", words))), (
                path,
                words,
            )


def test_pieces_that_may_fall_away_hang_on_the_same_in_both_languages() -> None:
    looked = 0
    for path, text in all_texts():
        hangs = conditions_of(text)
        looked += bool(hangs)
        assert not hangs or path.startswith("activities/"), path
        assert hangs <= {"question", "place", "online", "next_date", "boss"}, (path, hangs)
        assert {conditions_of(Text(text.zh, "")), conditions_of(Text("", text.en))} == {hangs}, path
    assert looked > 40


def test_a_post_speaks_of_the_plan_in_both_languages() -> None:
    for pattern in load_patterns().values():
        texts = [getattr(pattern, name) for name in ("title", "first", "body", "ask")]
        for language in ("zh", "en"):
            said = {slot for text in texts for slot in re.findall(r"\{(\w+)\}", getattr(text, language))}
            assert said - {"owner", "reviewer", "date", "group"}, (pattern.id, language)


PLAN_SLOTS = {
    "community",
    "product",
    "promise",
    "problem",
    "persona",
    "need",
    "moment",
    "question",
    "number",
    "reviewer",
    "owner",
}
OF_MEMBERS = ("scripts/", "journeys/", "champions/", "group_procedures/", "consents/")
MEMBER_SLOTS = (PLAN_SLOTS - {"number", "reviewer"}) | {
    "admin",
    "planner",
    "editor",
    "expert",
    "group",
    "offer",
    "offer2",
    "offer3",
    "activity",
    "question2",
    "question3",
    "report_hours",
    "when_where",
    "appeal_hours",
    "report_channel",
}
OF_FAMILY = {
    "journeys": {"me", "touches", "welcome"},
    "champions": {"me", "weeks", "minutes_each", "name"},
    "consents": {"me"},
    "group_procedures": {"me", "other", "keeper", "taker", "day"},
}
OF_NEED = {
    "offer": {"offer"},
    "question": {"question"},
    "moment": {"moment"},
    "node": {"node", "node_date"},
    "number": {"number"},
    "activity": {"activity", "activity_date"},
    "fixed": {"fixed"},
}
ALWAYS = {
    "community",
    "product",
    "promise",
    "problem",
    "persona",
    "need",
    "owner",
    "reviewer",
    "group",
    "date",
}


def test_texts_about_the_whole_plan_use_what_the_plan_gives() -> None:
    plan = complete("bakery")
    given = plan_params(
        plan.community,
        plan.positioning,
        plan.personas,
        plan.goals,
        plan.kpis,
        plan.questions,
        plan.roles["owner"].name,
    )
    assert set(given) == PLAN_SLOTS
    for path, text in all_texts():
        if path.startswith(OF_MEMBERS):
            continue
        if not path.startswith(("activities/", "patterns/", "kpis/", "assumptions/")):
            of_one_goal = {"kpi"} if path.startswith("tasks/measure_baseline") else set()
            of_task = {"opening"} if path.startswith("tasks/") else set()
            assert slots_of(text) <= PLAN_SLOTS | of_one_goal | of_task, (path, slots_of(text) - PLAN_SLOTS)
        elif path.startswith(("kpis/", "assumptions/")):
            assert not slots_of(text), path


def test_what_is_said_to_members_uses_only_what_their_texts_are_given() -> None:
    looked = 0
    for path, text in all_texts():
        family = path.partition("/")[0]
        if f"{family}/" in OF_MEMBERS:
            looked += 1
            own = OF_FAMILY.get(family, set())
            assert slots_of(text) <= MEMBER_SLOTS | own, (path, slots_of(text) - MEMBER_SLOTS - own)
    assert looked > 500


def test_both_languages_leave_the_same_blanks_in_what_is_pasted() -> None:
    pasted = [(pattern.id, pattern.post) for pattern in load_patterns().values() if pattern.post]
    pasted += [(script.id, text) for script in load_scripts().values() for text in script.say]
    pasted += [(task.id, task.say) for task in _tasks() if task.say is not None]
    assert len(pasted) > 200
    for name, text in pasted:
        # A day is one blank in English and two in Chinese.
        chinese = re.sub(r"__ ?[年月] ?__ ?[月日]", "__ ", text.zh)
        assert len(re.findall("_{2,}", chinese)) == len(re.findall("_{2,}", text.en)), name
        assert slots_of(Text(text.zh, "")) ^ slots_of(Text("", text.en)) <= {"owner", "group", "reviewer"}, (
            name
        )


def test_who_is_asked_one_by_one_is_asked_in_words() -> None:
    said = {task.id for task in _tasks() if task.say is not None}
    asking = ["new_seed_users", "new_warm_up", "revive_calls", "revive_candid_word", "revive_first_ask"]
    asking += [
        "ind_supplier_terms",
        "in_first_small",
        "kn_seed_pairs",
        "tech_first_people",
        "rt_regulars_shelf",
    ]
    assert said >= set(asking)


def _tasks() -> list[TaskRow]:
    types = [load_type(one) for one in community_type_ids()]
    return [*load_tasks().values(), *(task for one in types for task in one.tasks)]


def test_every_post_into_a_group_can_be_pasted() -> None:
    for pattern in load_patterns().values():
        assert (pattern.post is not None) == ("group" in pattern.on), pattern.id


def test_a_pattern_uses_only_what_it_needs() -> None:
    for pattern in load_patterns().values():
        given = ALWAYS.union(*(OF_NEED.get(need, set()) for need in pattern.needs))
        for path, text in texts_in(pattern, pattern.id):
            assert slots_of(text) <= given, (path, slots_of(text) - given)
        assert slots_of(pattern.title) | slots_of(pattern.first), pattern.id


@pytest.mark.parametrize("kind", activity_kind_ids())
def test_an_activity_kind_uses_only_what_its_sheet_gives(kind: str) -> None:
    playbook = worked_out(
        "bakery", f"activities: {{items: [{{kind: {kind}, date: 2026-10-17}}], only_written: true}}"
    )
    event = playbook.activities.occurrences[0]
    params = event_texts(Names(playbook.plan, "en"), event).params
    following = {"next_date": said("17 November"), "question": said("how long"), "boss": said("Lin")}
    for given in ({**params, **following}, {key: params[key] for key in params if key not in following}):
        for path, text in texts_in(load_activity_kind(kind), kind):
            left = slots_of(fill(text, given))
            assert not left, (path, left)


@pytest.mark.parametrize("type_id", ["industry", "knowledge", "interest", "technical", "retail"])
@pytest.mark.parametrize("situation", ["new", "revive", "running"])
def test_no_slot_is_left_in_a_complete_plan(type_id: str, situation: str) -> None:
    plan = complete(
        "bakery", f"community: {{name: 早饭搭子, type: {type_id}, situation: {situation}, product: 面包}}"
    )
    playbook = build_playbook(plan)
    slot = re.compile(r"\{[a-z_]+\}")
    # Texts of an activity's kind are filled when its sheet is written; all others are whole by now.
    parts = (plan.stages, plan.rules, plan.content, plan.routines, plan.platforms, plan.groups, plan.roles)
    for part in (*parts, playbook.calendar, playbook.paths, playbook.assumptions):
        assert not slot.search(repr(part)), slot.search(repr(part))


def test_first_sentences_in_chinese_are_short() -> None:
    for pattern in load_patterns().values():
        plain = re.sub(r"\{\w+\}", "两三个字", pattern.first.zh)
        assert len(plain) <= 40, (pattern.id, plain)


def test_asks_are_no_empty_invitations() -> None:
    empty = re.compile(r"欢迎(大家)?(讨论|留言|分享)|welcome to (discuss|share)|feel free", re.IGNORECASE)
    for path, text in all_texts():
        assert not empty.search(text.zh), path
        assert not empty.search(text.en), path
