"""Topic patterns: what they suppose is said in their rows, and every kind of slot finds some."""

from __future__ import annotations

import re

import pytest

from planner.knowledge.fill import slots_of
from planner.knowledge.load import community_type_ids, load_patterns, load_type
from planner.knowledge.topic_rows import PatternRow
from tests.knowing import texts_in

TRUE_OF_ANY_OFFER = {"l_open_hour", "n_original_words", "n_three_lines", "v_one_move", "r_three_thanks"}


def suits(pattern: PatternRow, community: str) -> bool:
    return not pattern.types or community in pattern.types


def test_what_is_made_of_a_question_is_said_only_where_there_is_one() -> None:
    for pattern in load_patterns().values():
        if pattern.treats or pattern.asks:
            assert "question" in pattern.needs, pattern.id


@pytest.mark.parametrize("community", community_type_ids())
def test_there_are_ways_to_ask_to_answer_and_to_return_to_a_question_without_an_offer(community: str) -> None:
    alone = [p for p in load_patterns().values() if "question" in p.needs and "offer" not in p.needs]
    in_chat = [p for p in alone if "question" in p.kinds and "text" in p.formats and suits(p, community)]
    # A shop is asked so that it answers; the others ask around first.
    assert len([p for p in in_chat if not p.treats]) >= (4 if community == "retail" else 5)
    assert len([p for p in in_chat if p.treats == "answers"]) >= 1
    assert len([p for p in in_chat if p.treats in ("returns", "follows")]) >= (
        2 if community == "retail" else 3
    )


def test_a_shop_has_six_posts_for_each_of_its_pillars_and_three_offers_for_the_public_shelf() -> None:
    rows = [p for p in load_patterns().values() if suits(p, "retail") and not p.opening and not p.named]
    for pillar in load_type("retail").pillars:
        fitting = [p for p in rows if pillar.kind in p.kinds and "group" in p.on and "text" in p.formats]
        assert len(fitting) >= 6, pillar.id
    public = [p for p in rows if "offer" in p.kinds and "channel" in p.on and "image" in p.formats]
    assert len(public) >= 3


def test_what_speaks_of_an_offer_says_for_which_communities_it_is_true() -> None:
    about = [p for p in load_patterns().values() if "offer" in p.needs and "group" in p.on and not p.opening]
    assert len([p for p in about if "retail" in p.types]) >= 40
    assert {p.id for p in about if not p.types} == TRUE_OF_ANY_OFFER


def test_a_new_group_can_be_opened_in_every_kind_of_post() -> None:
    rows = [p for p in load_patterns().values() if p.opening]
    for row in rows:
        assert row.after_weeks == 0
        assert "group" in row.on
        assert not row.types
        assert "promise" in slots_of(row.body)
    assert {"text", "image", "poll", "video", "live"} <= {form for row in rows for form in row.formats}
    assert len({row.needs for row in rows}) >= 2


def test_each_pillar_of_a_new_community_has_something_for_its_first_weeks() -> None:
    for row in map(load_type, community_type_ids()):
        for pillar in row.pillars:
            fitting = [
                p
                for p in load_patterns().values()
                if pillar.kind in p.kinds
                and (not p.types or row.id in p.types)
                and "new" in p.situations
                and p.after_weeks <= 1
                and not p.opening
            ]
            assert len(fitting) >= 3, (row.id, pillar.id)


def test_patterns_for_a_name_have_series_of_that_name() -> None:
    names = [
        f"{series.name.zh} {series.name.en}".lower()
        for row in map(load_type, community_type_ids())
        for rhythm in row.rhythm.values()
        for series in rhythm.series
    ]
    for pattern in load_patterns().values():
        assert all(word == word.lower() for word in pattern.named), pattern.id
        if pattern.named and "evening's work" not in pattern.named:
            assert any(word in name for word in pattern.named for name in names), pattern.id


def test_a_moment_is_no_hour_of_the_clock_and_a_number_is_told_for_its_own_sake() -> None:
    clock = re.compile(
        r"seconds \{moment\}|minutes \{moment\}|next day \{moment\}|only free \{moment\}", re.IGNORECASE
    )
    for pattern in load_patterns().values():
        for path, text in texts_in(pattern, pattern.id):
            assert not clock.search(text.en), path
            assert "the number we set is {number}, and" not in text.en, path


def test_what_speaks_of_last_time_waits_for_one() -> None:
    past = re.compile(r"old(?:est)? members?|two people who came last|last week, by name|answered __ times")
    for pattern in load_patterns().values():
        said = " ".join(text.en for _, text in texts_in(pattern, pattern.id))
        if past.search(said):
            waits = pattern.after_weeks or pattern.after_first or "new" not in pattern.situations
            assert waits, pattern.id


def test_live_patterns_last_as_long_as_the_hour_of_their_series() -> None:
    own = re.compile(r"(?:half-hour|forty|thirty|fifty) ?minutes|forty-five|half-hour", re.IGNORECASE)
    for pattern in load_patterns().values():
        if pattern.formats == ("live",):
            assert pattern.live_minutes == 60, pattern.id
            assert not own.search(f"{pattern.title.en} {pattern.first.en}"), pattern.id
