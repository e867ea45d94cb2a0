"""Documents scale with the team: which set a plan gets, and that every link in it leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from planner.completion.complete import complete_plan
from planner.diagnostics.model import Language
from planner.documents.anchors import anchor
from planner.documents.catalogue import DOCUMENTS, documents_of
from planner.documents.merging import MERGED, SMALL_TEAM, document_of, file_of, is_small
from planner.documents.render import render_documents
from planner.plan.read import read_plan
from planner.playbook.build import add_advice, build_playbook
from planner.playbook.model import Playbook
from planner.source.plain import load_plain

ROOT = Path(__file__).parents[2]
PLANS = sorted(
    [*(ROOT / "sample_plans").glob("*.yaml"), *(ROOT / "tests/plans").glob("*.yaml"), *(Path(__file__).parent / "plans").glob("*.yaml")]
)  # fmt: skip
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")


@cache
def playbook_of(path: Path) -> Playbook:
    reading = read_plan(load_plain(path.read_text(encoding="utf-8")))
    assert reading.plan is not None, reading.findings
    complete = complete_plan(reading.plan)
    assert complete is not None
    return add_advice(build_playbook(complete))


def with_people(playbook: Playbook, count: int) -> Playbook:
    one = playbook.plan.people[0]
    people = tuple(replace(one, id=f"p{number}", name=f"P{number}") for number in range(count))
    return replace(playbook, plan=replace(playbook.plan, people=people))


def names(playbook: Playbook) -> list[str]:
    return [document.name for document in documents_of(playbook)]


def test_a_small_team_has_fewer_documents(street: Playbook) -> None:
    assert len(street.plan.people) == SMALL_TEAM
    assert names(street) == ["index", "brief", "week", "playbook", "calendar", "rules", "members"]


def test_so_has_a_plan_without_names(fixers: Playbook) -> None:
    assert not fixers.plan.people
    assert "calendar" in names(fixers)
    assert "scripts" not in names(fixers)


def test_one_person_more_and_each_part_has_its_own(street: Playbook) -> None:
    assert names(with_people(street, SMALL_TEAM + 1)) == [
        "index",
        "brief",
        "week",
        "playbook",
        "content-calendar",
        "activity-plan",
        "rules",
        "scripts",
        "members",
        "materials",
        "hand-over",
    ]


def test_every_part_lies_in_a_document_of_the_set(street: Playbook) -> None:
    known = {document.name for document in DOCUMENTS}
    assert set(MERGED) | set(MERGED.values()) <= known
    for count in (0, 1, SMALL_TEAM, SMALL_TEAM + 1, 12):
        playbook = with_people(street, count)
        assert is_small(playbook.plan) == (count <= SMALL_TEAM)
        assert {document_of(part, playbook.plan) for part in MERGED} <= set(names(playbook))
        assert file_of("index", playbook.plan) == "index.md"


def test_merging_loses_nothing(street: Playbook) -> None:
    """What a part says on its own stands in the document that holds it, too."""
    whole = {one.path: one.content.decode() for one in render_documents(street, "zh-CN")}
    looked = 0
    for part, holder in MERGED.items():
        (alone,) = render_documents(street, "zh-CN", only=(part,))
        for line in alone.content.decode().splitlines():
            looked += 1
            assert line.startswith("# ") or line in whole[f"{holder}.md"].splitlines(), (part, line)
    assert looked > 500


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_link_is_dead(path: Path, language: Language, to_html: Callable[[str], str]) -> None:
    texts = {one.path: one.content.decode() for one in render_documents(playbook_of(path), language)}
    looked = 0
    for file, text in texts.items():
        for target in re.findall(r'<a href="([^"]+)"', to_html(text)):
            page, _, heading = unquote(target).partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(file), page)) if page else file
            looked += 1
            assert found in texts, (file, target)
            assert not heading or heading in _anchors(texts[found]), (file, target)
    assert looked > 10


@pytest.mark.parametrize("count", [0, SMALL_TEAM + 1])
def test_links_follow_the_size_of_the_team(street: Playbook, count: int) -> None:
    texts = {one.path: one.content.decode() for one in render_documents(with_people(street, count), "en")}
    events = "calendar.md" if count == 0 else "activity-plan.md"
    sheets = "\n".join(text for path, text in texts.items() if path.startswith("weeks/"))
    assert f"](../{events})" in sheets


def _without_code(text: str) -> str:
    return re.sub(r"^(`{3,}).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)


def _anchors(text: str) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", _without_code(text), re.MULTILINE)}
