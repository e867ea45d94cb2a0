"""Playbooks of small plans, and Markdown as a reader sees it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from planner.completion.complete import complete_plan
from planner.plan.read import read_plan
from planner.playbook.build import build_playbook
from planner.playbook.model import Playbook
from planner.source.plain import load_plain

_PLANS = Path(__file__).parent / "plans"


_SAMPLES = Path(__file__).parents[2] / "sample_plans"


@cache
def _playbook(name: str, folder: Path = _PLANS) -> Playbook:
    reading = read_plan(load_plain((folder / f"{name}.yaml").read_text(encoding="utf-8")))
    assert reading.plan is not None, reading.findings
    complete = complete_plan(reading.plan)
    assert complete is not None
    return build_playbook(complete)


@pytest.fixture(scope="session")
def street() -> Playbook:
    """A bakery's neighbours: Chinese, three people, three groups, a written monthly class."""
    return _playbook("street")


@pytest.fixture(scope="session")
def fixers() -> Playbook:
    """A repair bench: English, nobody named, everything chosen."""
    return _playbook("fixers")


@pytest.fixture(scope="session")
def hostile() -> Playbook:
    """A plan whose words would act as markup anywhere."""
    return _playbook("hostile")


@pytest.fixture(scope="session")
def printers() -> Playbook:
    """A trade group for print shops: Chinese, new, two people, no channels, no dated money."""
    return _playbook("printers")


@pytest.fixture(scope="session")
def caterers() -> Playbook:
    """Another trade group, for small restaurants: channels, costs, labour inside, money in two parts."""
    return _playbook("caterers")


@pytest.fixture(scope="session")
def balcony() -> Playbook:
    """The smallest sample: an interest group of a seedling shop, two people without hours."""
    return _playbook("minimal", _SAMPLES)


@pytest.fixture(scope="session")
def runners() -> Playbook:
    """Another interest group that starts on the same day as the balcony one: the hardest pair to tell apart."""
    return _playbook("runners")


@pytest.fixture(scope="session")
def fruit() -> Playbook:
    """A shop's three silent groups to be revived: begins midweek, an offer in season, a day that is set once."""
    return _playbook("fruit")


@pytest.fixture(scope="session")
def quill() -> Playbook:
    """A running technical community: English, two people, channels that fall short, a month without money."""
    return _playbook("quill")


@pytest.fixture(scope="session")
def to_html() -> Callable[[str], str]:
    """Markdown with tables and strikethrough as HTML; raw HTML passes, so that any that slips through is seen."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    def convert(text: str) -> str:
        return str(reader.render(text))

    return convert


@pytest.fixture(scope="session")
def as_read(to_html: Callable[[str], str]) -> Callable[[str], str]:
    """The plain text that a reader of the rendered Markdown sees; line breaks as ``\\n``."""

    def read(text: str) -> str:
        shown = re.sub(r"<br ?/?>\n?", "\n", to_html(text))
        return html.unescape(re.sub(r"<[^>]+>", "", shown)).strip()

    return read
