"""The rules that reasons and origins name, in words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from planner.explain.scene import Scene
from planner.knowledge.schema import Text
from planner.source.plain import load_plain


@cache
def load_rules() -> dict[str, Text]:
    """Return rule id → what it says, in both languages."""
    content = load_plain(Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(content, dict[str, Text])


def rule_words(scene: Scene, rule: str) -> str:
    """Return a rule in words; its id where it has none."""
    text = load_rules().get(rule)
    return scene.text(text) if text is not None else rule
