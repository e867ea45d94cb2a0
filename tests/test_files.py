"""Writes are planned first, whole files are replaced, and nothing that a person typed is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from planner.files import (
    MANIFEST,
    Write,
    create_files,
    do_writes,
    files_in_the_way,
    is_inside,
    plan_writes,
    read_manifest,
)

NEEDS_LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


def generate(
    folder: Path, files: dict[str, bytes], *, force: bool = False, whole: bool = True
) -> dict[str, str]:
    """Plan and do; give path -> action."""
    manifest = read_manifest(folder)
    writes = plan_writes(folder, files.items(), manifest, whole=whole)
    do_writes(folder, writes, manifest, force=force)
    return {write.path: write.action for write in writes}


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_a_new_folder_is_made_with_all_files_and_a_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "playbook"
    assert generate(folder, {"a.md": b"A", "weeks/01.md": b"1"}) == {
        "a.md": "create",
        "weeks/01.md": "create",
    }
    assert contents(folder) == {"a.md": b"A", "weeks/01.md": b"1"}
    assert set(read_manifest(folder)) == {"a.md", "weeks/01.md"}


def test_the_second_run_changes_nothing_not_even_the_manifest(tmp_path: Path) -> None:
    generate(tmp_path, {"a.md": b"A"})
    before = (tmp_path / "a.md").stat().st_mtime_ns, (tmp_path / MANIFEST).stat().st_mtime_ns
    assert generate(tmp_path, {"a.md": b"A"}) == {"a.md": "identical"}
    assert ((tmp_path / "a.md").stat().st_mtime_ns, (tmp_path / MANIFEST).stat().st_mtime_ns) == before


def test_our_own_old_file_is_updated(tmp_path: Path) -> None:
    generate(tmp_path, {"a.md": b"A"})
    assert generate(tmp_path, {"a.md": b"B"}) == {"a.md": "update"}
    assert contents(tmp_path) == {"a.md": b"B"}


def test_a_file_edited_by_hand_stays_and_only_force_overwrites_it(tmp_path: Path) -> None:
    generate(tmp_path, {"a.md": b"A", "b.md": b"B"})
    (tmp_path / "a.md").write_bytes(b"typed by Ann")
    assert generate(tmp_path, {"a.md": b"A2", "b.md": b"B2"}) == {"a.md": "conflict", "b.md": "update"}
    assert contents(tmp_path) == {"a.md": b"typed by Ann", "b.md": b"B2"}
    assert generate(tmp_path, {"a.md": b"A2", "b.md": b"B2"})["a.md"] == "conflict"
    generate(tmp_path, {"a.md": b"A2", "b.md": b"B2"}, force=True)
    assert contents(tmp_path) == {"a.md": b"A2", "b.md": b"B2"}
    assert generate(tmp_path, {"a.md": b"A2", "b.md": b"B2"})["a.md"] == "identical"


def test_a_file_that_was_there_before_us_is_a_conflict(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine")
    assert generate(tmp_path, {"a.md": b"A"}) == {"a.md": "conflict"}
    assert contents(tmp_path) == {"a.md": b"mine"}


def test_what_is_no_longer_generated_goes_unless_it_was_edited(tmp_path: Path) -> None:
    generate(tmp_path, {"a.md": b"A", "old/x.md": b"X", "old/y.md": b"Y", "gone.md": b"G"})
    (tmp_path / "old" / "y.md").write_bytes(b"notes")
    (tmp_path / "gone.md").unlink()
    assert generate(tmp_path, {"a.md": b"A"}) == {
        "a.md": "identical",
        "old/x.md": "remove",
        "old/y.md": "keep",
    }
    assert contents(tmp_path) == {"a.md": b"A", "old/y.md": b"notes"}
    assert set(read_manifest(tmp_path)) == {"a.md"}


def test_a_folder_that_we_emptied_goes_too(tmp_path: Path) -> None:
    generate(tmp_path, {"a.md": b"A", "weeks/deep/01.md": b"1"})
    generate(tmp_path, {"a.md": b"A"})
    assert not (tmp_path / "weeks").exists()


def test_writing_a_part_removes_nothing(tmp_path: Path) -> None:
    generate(tmp_path, {"a.md": b"A", "b.md": b"B"})
    assert generate(tmp_path, {"b.md": b"B2"}, whole=False) == {"b.md": "update"}
    assert contents(tmp_path) == {"a.md": b"A", "b.md": b"B2"}
    assert set(read_manifest(tmp_path)) == {"a.md", "b.md"}


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '{"files": {"../x": "0"}}', '{"files": [1]}'])
def test_a_manifest_that_makes_no_sense_makes_every_changed_file_a_conflict(
    tmp_path: Path, text: str
) -> None:
    generate(tmp_path, {"a.md": b"A"})
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) == {}
    assert generate(tmp_path, {"a.md": b"B"}) == {"a.md": "conflict"}


def test_the_manifest_is_the_same_for_the_same_files_in_any_order(tmp_path: Path) -> None:
    generate(tmp_path / "one", {"a.md": b"A", "b.md": b"B"})
    generate(tmp_path / "two", {"b.md": b"B", "a.md": b"A"})
    assert (tmp_path / "one" / MANIFEST).read_bytes() == (tmp_path / "two" / MANIFEST).read_bytes()
    assert json.loads((tmp_path / "one" / MANIFEST).read_text(encoding="utf-8"))["version"] == 1


def test_a_folder_in_the_place_of_a_file_is_an_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    (write,) = plan_writes(tmp_path, [("a.md", b"A")], {})
    assert (write.action, write.blocked_by) == ("obstacle", "a.md")


def test_a_file_in_the_place_of_a_folder_is_an_obstacle(tmp_path: Path) -> None:
    (tmp_path / "weeks").write_bytes(b"")
    (write,) = plan_writes(tmp_path, [("weeks/01.md", b"1")], {})
    assert (write.action, write.blocked_by) == ("obstacle", "weeks")
    (tmp_path / "out").write_bytes(b"")
    (write,) = plan_writes(tmp_path / "out", [("a.md", b"1")], {})
    assert (write.action, write.blocked_by) == ("obstacle", ".")


@NEEDS_LINKS
def test_a_link_is_an_obstacle_wherever_it_leads(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "a.md").symlink_to(elsewhere / "a.md")
    (folder / "weeks").symlink_to(elsewhere, target_is_directory=True)
    writes = plan_writes(folder, [("a.md", b"A"), ("weeks/01.md", b"1")], {})
    assert [(write.action, write.blocked_by) for write in writes] == [
        ("obstacle", "a.md"),
        ("obstacle", "weeks"),
    ]


@NEEDS_LINKS
def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    generate(tmp_path / "link", {"a.md": b"A"})
    assert contents(tmp_path / "real") == {"a.md": b"A"}


def test_with_an_obstacle_nothing_is_written(tmp_path: Path) -> None:
    writes = (Write("a.md", "create", b"A"), Write("b.md", "obstacle", b"B", "b.md"))
    with pytest.raises(ValueError, match="obstacle"):
        do_writes(tmp_path, writes, {})
    assert contents(tmp_path) == {}


def test_a_full_disk_changes_nothing_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(tmp_path, {"a.md": b"A", "b.md": b"B"})
    before = contents(tmp_path), (tmp_path / MANIFEST).read_bytes()
    opened: list[int] = []
    ordinary = os.fdopen

    def full_at_the_second(handle: int, mode: str) -> object:
        opened.append(handle)
        if len(opened) == 2:
            os.close(handle)
            raise OSError(28, "No space left on device")
        return ordinary(handle, mode)

    monkeypatch.setattr(os, "fdopen", full_at_the_second)
    with pytest.raises(OSError, match="No space"):
        generate(tmp_path, {"a.md": b"A2", "b.md": b"B2"})
    monkeypatch.undo()
    assert (contents(tmp_path), (tmp_path / MANIFEST).read_bytes()) == before
    assert generate(tmp_path, {"a.md": b"A2", "b.md": b"B2"}) == {"a.md": "update", "b.md": "update"}


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_new_files_are_readable_by_others_and_permissions_are_kept(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        generate(tmp_path, {"a.md": b"A", "b.md": b"B"})
        assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644
        (tmp_path / "a.md").chmod(0o600)
        generate(tmp_path, {"a.md": b"A2", "b.md": b"B"})
        assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(mask)


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../../x", "C:x", "a\\b", "a\0b"])
def test_a_path_outside_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    assert not is_inside(path)
    with pytest.raises(ValueError, match="outside"):
        plan_writes(tmp_path, [(path, b"")], {})


def test_creating_files_makes_no_manifest_and_says_what_is_in_the_way(tmp_path: Path) -> None:
    files = (("plan.yaml", b"1"), (".vscode/settings.json", b"2"))
    assert files_in_the_way(tmp_path, files) == ()
    create_files(tmp_path, files)
    assert contents(tmp_path) == dict(files)
    assert not (tmp_path / MANIFEST).exists()
    assert files_in_the_way(tmp_path, files) == ("plan.yaml", ".vscode/settings.json")
