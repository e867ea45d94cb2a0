"""Every rule that a reason or an origin names is said in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.explain.rules import load_rules
from planner.pipeline import PlanResult, plan_text
from planner.resources import samples_folder

TESTS = Path(__file__).parents[1]
PLANS = [
    *sorted(samples_folder().glob("*.yaml")),
    *sorted((TESTS / "plans").glob("*.yaml")),
    *sorted((TESTS / "documents" / "plans").glob("*.yaml")),
]
BANNED = re.compile("engage|leverage|foster|vibrant|\u8d4b\u80fd|\u95ed\u73af|\u52a9\u529b|\u6253\u9020")


def rules_of(result: PlanResult) -> Iterator[str]:
    playbook, complete = result.playbook, result.complete
    assert playbook is not None
    assert complete is not None
    yield from (entry.reason.rule for entry in playbook.calendar.entries)
    yield from (event.reason.rule for event in playbook.activities.occurrences)
    yield from (choice.reason.rule for choice in playbook.portfolio.choices)
    yield from (path.reason.rule for path in playbook.paths)
    yield from (origin.rule for origin in complete.origins.values() if origin.kind == "derived")


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_rule_that_occurs_has_words(path: Path) -> None:
    rules = set(rules_of(plan_text(path.read_bytes(), path.name)))
    assert len(rules) > 3
    assert rules - set(load_rules()) == set()


def test_the_words_are_there_in_both_languages_and_plain() -> None:
    for rule, text in load_rules().items():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text.zh), rule
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in text.en), rule
        assert not re.search("[\u4e00-\u9fff][,;:?!]", text.zh), rule
        assert not BANNED.search(text.zh + text.en), rule
