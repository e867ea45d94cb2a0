"""Knowledge read from the user's own copy is the same as knowledge read from YAML."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from planner.knowledge import compiled, load
from planner.resources import knowledge_folder


def _read_all(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> list[tuple[Path, Any]]:
    """Every file that the loaders read, as they read it."""
    monkeypatch.setattr(compiled, "private_folder", lambda: folder)
    found: list[tuple[Path, Any]] = []

    def reading(path: Path, kind: Any) -> Any:
        found.append((path, compiled.read_rows(path, kind)))
        return found[-1][1]

    monkeypatch.setattr(load, "read_rows", reading)
    for name in dir(load):
        loader = getattr(load, name)
        if hasattr(loader, "cache_clear"):
            loader.cache_clear()
    for name in sorted(dir(load)):
        if name.startswith("load_") and name not in {"load_type", "load_activity_kind"}:
            getattr(load, name)()
    for type_id in load.community_type_ids():
        load.load_type(type_id)
    for kind_id in load.activity_kind_ids():
        load.load_activity_kind(kind_id)
    return found


def test_the_kept_copy_holds_what_the_file_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from_yaml = _read_all(monkeypatch, None)
    keeping = _read_all(monkeypatch, tmp_path)
    kept = _read_all(monkeypatch, tmp_path)
    read = {path for path, _ in from_yaml}
    assert read >= set(knowledge_folder().rglob("*.yaml")), "every knowledge file is read here"
    assert len(list(tmp_path.iterdir())) == len(read)
    assert from_yaml == keeping == kept


def test_an_edited_file_is_read_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compiled, "private_folder", lambda: tmp_path)
    file = tmp_path / "rows.yaml"
    file.write_text("- one\n", encoding="utf-8")
    assert compiled.read_rows(file, list[str]) == ["one"]
    file.write_text("- two\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert compiled.read_rows(file, list[str]) == ["two"]


def test_a_damaged_copy_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compiled, "private_folder", lambda: tmp_path)
    file = tmp_path / "rows.yaml"
    file.write_text("- one\n", encoding="utf-8")
    compiled.read_rows(file, list[str])
    for copy in tmp_path.glob("*.json"):
        copy.write_bytes(b'["one')
    assert compiled.read_rows(file, list[str]) == ["one"]
    assert [msgspec.json.decode(copy.read_bytes()) for copy in tmp_path.glob("*.json")] == [["one"]]
