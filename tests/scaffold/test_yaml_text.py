"""Writing YAML that the strict reader takes back unchanged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scaffold.yaml_text import write_scalar, write_yaml
from tests.planning import data_of

printable = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff\ufffe\uffff"), max_size=40
)
keys = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
scalars = st.one_of(
    printable,
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, places=3).map(Decimal),
)
documents = st.dictionaries(
    keys,
    st.recursive(
        scalars,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


def nested_lists(value: Any) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, list) for item in value) or any(map(nested_lists, value))
    return any(map(nested_lists, value.values())) if isinstance(value, dict) else False


@settings(max_examples=80, deadline=None, derandomize=True)
@given(documents.filter(lambda document: not nested_lists(document)))
def test_any_data_is_read_back_as_it_was(document: dict[str, Any]) -> None:
    assert data_of(write_yaml(document, {})) == document


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("早饭搭子", "早饭搭子"),
        ("yes", '"yes"'),
        ("Null", '"Null"'),
        ("07:30", '"07:30"'),
        ("1_000", '"1_000"'),
        ("a: b", '"a: b"'),
        (" x", '" x"'),
        ("a\u2028b\x85c", '"a\\u2028b\\u0085c"'),
        (Decimal("1.50"), "1.5"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 7, 6), "2026-07-06"),
        (True, "true"),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_scalars_are_written_as_people_write_them(value: object, text: str) -> None:
    assert write_scalar(value) == text


def test_comments_stand_behind_the_key_they_speak_of() -> None:
    text = write_yaml(
        {"a": {"b": [1, 2]}, "c": "x"}, {("a", "b"): "assumed", ("c",): "derived", ("a", "b", 1): "second"}
    )
    assert text == "a:\n  b:  # assumed\n    - 1\n    # second\n    - 2\nc: x  # derived\n"
