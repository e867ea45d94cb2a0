"""A plan whose lines are easy to count, worked out and ready to be asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planner.explain.model import Answer, Unknown
from planner.explain.scene import Scene
from planner.explain.targets import explain
from planner.pipeline import plan_text
from tests.cli.conftest import SMALL_PLAN

Ask = Callable[[str], Answer | Unknown]
MORE = """\
activities:
  - {kind: outdoor_walk_run, id: spring, name: Spring walk, date: 2027-03-20, costs: [{name: tea, amount: 40}]}
stages:
  growth:
    tasks:
      - {id: kit, title: Print the kit list, due: 2027-04-07, owner: Ben, minutes: 60}
      - {id: route, title: Walk the river route, owner: Ann, minutes: 90, after: [kit]}
calendar:
  overrides: [{id: "event:spring:2027-03-20", action: move, date: 2027-03-21}]
"""
TEXT = SMALL_PLAN + MORE


def line_of(words: str) -> int:
    """The number of the line of the plan that holds some words."""
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if words in line)


def scene_of(language: str) -> Scene:
    result = plan_text(TEXT, "walks.yaml", language=language)
    assert result.playbook is not None
    return Scene(result.source, result.playbook, result.check.language)


@pytest.fixture(scope="session")
def scene() -> Scene:
    return scene_of("en")


@pytest.fixture
def ask(scene: Scene) -> Ask:
    return lambda target: explain(scene, target)
