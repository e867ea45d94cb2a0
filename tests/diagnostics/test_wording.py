"""How values stand in a sentence: quoted, listed, apart from Chinese where they are Latin."""

from __future__ import annotations

import pytest

from planner.diagnostics.texts import Bilingual, fill_message
from planner.diagnostics.wording import bounded, listed, quoted, set_apart


def test_latin_beside_chinese_gets_a_space_but_words_stay_as_typed() -> None:
    assert set_apart(f"\u7ed9{bounded('Ben')}\u5de5\u65f6") == "\u7ed9 Ben \u5de5\u65f6"
    assert set_apart("\u53eb" + bounded("3D\u6253\u5370") + "\uff0c") == "\u53eb 3D\u6253\u5370\uff0c"
    assert set_apart(bounded("\u5c0f\u5468") + "\u5728") == "\u5c0f\u5468\u5728"


def test_quotation_marks_inside_become_single() -> None:
    assert quoted("a \u201cb\u201d") == "\u201ca \u2018b\u2019\u201d"


def test_items_with_commas_are_quoted() -> None:
    assert listed(["a", "b"], "en") == "a, b"
    assert listed(["a, c", "b"], "en") == "\u201ca, c\u201d, \u201cb\u201d"
    assert listed(["\u7532", "\u4e59"], "zh-CN") == "\u7532\u3001\u4e59"
    assert listed(["a, c"], "en") == "a, c"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("zh-CN", "Ben \u6bcf\u5468\u201c\u8bf4\u2018\u597d\u2019\u201d"),
        ("en", "Ben says \u201c\u8bf4\u2018\u597d\u2019\u201d"),
    ],
)
def test_a_message_sets_its_values_apart_and_quotes_once(language: str, shown: str) -> None:
    template = Bilingual(zh="{who}\u6bcf\u5468\u201c{what}\u201d", en="{who} says \u201c{what}\u201d")
    params = {"who": "Ben", "what": "\u8bf4\u201c\u597d\u201d"}
    assert fill_message(template, params, "zh-CN" if language == "zh-CN" else "en") == shown


def test_each_item_of_a_quoted_list_has_its_own_marks() -> None:
    template = Bilingual(zh="\u201c{what}\u201d", en="\u201c{what}\u201d")
    assert fill_message(template, {"what": ("a", "b")}, "en") == "\u201ca\u201d, \u201cb\u201d"
    assert fill_message(template, {"what": ("a", "b")}, "zh-CN") == "\u201ca\u201d\u3001\u201cb\u201d"
