"""Every sample plan, in both languages, gives exactly the documents that lie in ``documents/``.

After a change that is meant, write them anew with ``pytest tests/golden --update-golden`` and read the difference.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.documents.render import render_documents
from planner.pipeline import plan_text
from planner.resources import samples_folder

GOLDEN = Path(__file__).parent / "documents"
SAMPLES = sorted(path.stem for path in samples_folder().glob("*.yaml"))
LANGUAGES = ("zh-CN", "en")


def documents_of(sample: str, language: str) -> dict[str, bytes]:
    result = plan_text((samples_folder() / f"{sample}.yaml").read_bytes(), f"{sample}.yaml")
    assert result.playbook is not None
    return {rendered.path: rendered.content for rendered in render_documents(result.playbook, language)}


def test_there_are_samples() -> None:
    assert {
        "minimal",
        "printing-supplies",
        "ppt-learning",
        "open-source",
        "fruit-shop",
        "reading-club",
    } <= set(SAMPLES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_documents_are_as_they_were(sample: str, language: str, update_golden: bool) -> None:
    documents = documents_of(sample, language)
    assert documents
    folder = GOLDEN / sample / language
    if update_golden:
        if folder.is_dir():
            shutil.rmtree(folder)
        for name, content in documents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    lying_there = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert sorted(lying_there) == sorted(documents), "documents and golden files must be the same set"
    for name, content in documents.items():
        assert content.decode() == lying_there[name].decode(), f"{sample}/{language}/{name} has changed"


def test_no_golden_folder_is_left_over() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == SAMPLES


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_same_plan_gives_the_same_bytes(sample: str) -> None:
    assert documents_of(sample, "zh-CN") == documents_of(sample, "zh-CN")
