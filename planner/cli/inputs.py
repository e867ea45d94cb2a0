"""Finding and reading the plan files that a command was given."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planner.cli.language import said

STDIN = "-"
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
# Full-width colons too: a plan with that slip is still meant as a plan.
_PLAN_KEYS = tuple(
    re.compile(rf"""^["']?{key}["']?\s*[:\uff1a]""", re.MULTILINE) for key in ("version", "community")
)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file that was read; ``named`` if it was given by name rather than found in a folder."""

    name: str
    content: bytes
    named: bool


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that cannot be read, or a folder without a plan, and why."""

    name: str
    why: str
    kind: Literal["absent", "no_plan"] = "absent"


def read_inputs(paths: list[str]) -> Iterator[PlanFile | Unreadable]:
    """Read files, the plans in folders, and stdin for ``-``, in the order given; each file once."""
    seen: set[str] = set()
    for path in paths:
        for item in _read_path(path):
            key = item.name if item.name == "<stdin>" else os.path.realpath(item.name)
            if key not in seen:
                seen.add(key)
                yield item


def read_one(path: str) -> PlanFile | Unreadable:
    """Read one plan file, the plan of a folder that holds only one, or stdin for ``-``."""
    if path == STDIN:
        return PlanFile("<stdin>", sys.stdin.buffer.read(), named=True)
    if Path(path).is_dir():
        return _only_plan(path)
    return _read_file(path, named=True)


def _only_plan(folder: str) -> PlanFile | Unreadable:
    found = list(_read_path(folder))
    if len(found) == 1:
        return found[0]
    names = ", ".join(item.name for item in found[:5]) + (" …" if len(found) > 5 else "")
    return Unreadable(
        folder,
        said(
            f"这个文件夹里不止一份方案，请写出是哪一份：{names}",
            f"more than one plan in this folder; name one: {names}",
        ),
    )


def is_foreign(content: bytes) -> bool:
    """Say whether a file has nothing of a plan at all."""
    text = content.decode("utf-8", errors="replace")
    return not any(key.search(text) for key in _PLAN_KEYS) and not _is_plan_in_flow_style(content)


def _is_meant_as_plan(content: bytes) -> bool:
    """Say whether a file from a folder is a plan, even one with broken YAML."""
    text = content.decode("utf-8", errors="replace")
    return all(key.search(text) for key in _PLAN_KEYS) or _is_plan_in_flow_style(content)


def _is_plan_in_flow_style(content: bytes) -> bool:
    if not (content.lstrip().startswith(b"{") and b"version" in content and b"community" in content):
        return False
    from planner.plan.read import looks_like_plan
    from planner.source.reader import read_source

    return looks_like_plan(read_source(content).data)


def _read_path(path: str) -> Iterator[PlanFile | Unreadable]:
    if path != STDIN and Path(path).is_dir():
        found = False
        for name in _yaml_files(path):
            file = _read_file(name, named=False)
            if isinstance(file, Unreadable) or _is_meant_as_plan(file.content):
                found = True
                yield file
        if not found:
            why = said("没有找到运营方案", "no plan found")
            hint = said(
                "（含 version 和 community 的 YAML 文件）", " (a YAML file with version and community)"
            )
            yield Unreadable(path, why + hint, "no_plan")
    else:
        yield read_one(path)


def _yaml_files(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
                yield os.path.normpath(os.path.join(here, name))  # noqa: PTH118


def _read_file(path: str, *, named: bool) -> PlanFile | Unreadable:
    try:
        return PlanFile(path, Path(path).read_bytes(), named)
    except FileNotFoundError:
        return Unreadable(path, said("没有这个文件", "no such file"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Unreadable(path, said(f"读不了：{reason}", f"cannot be read: {reason}"))
