"""Where packaged data, templates and samples are: inside an installed package, or in a checkout."""

from __future__ import annotations

import os
import stat
import tempfile
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def knowledge_folder() -> Path:
    """Return the folder of the knowledge rows."""
    return _PACKAGE / "knowledge" / "data"


def code_texts_folder() -> Path:
    """Return the folder of the texts of all check codes."""
    return _PACKAGE / "diagnostics" / "codes"


def templates_folder() -> Path:
    """Return the folder that holds ``zh-CN/`` and ``en/``."""
    return _packaged_or_checkout("templates")


def samples_folder() -> Path:
    """Return the folder of the sample plans."""
    return _packaged_or_checkout("sample_plans")


@cache
def _packaged_or_checkout(name: str) -> Path:
    """An installed wheel carries the folder as ``_NAME``; an editable install finds it beside the package."""
    packaged = _PACKAGE / f"_{name}"
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


@cache
def private_folder() -> Path | None:
    """Return a folder of the user's own for what can be made again at any time; ``None`` if there is none.

    On shared machines somebody else could lay a folder of that name: only one that is the user's alone is used.
    """
    user = str(os.getuid()) if hasattr(os, "getuid") else ""
    folder = Path(tempfile.gettempdir()) / f"planner-knowledge-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        about = folder.lstat()
    except OSError:
        return None
    if user and (about.st_uid != os.getuid() or not stat.S_ISDIR(about.st_mode) or about.st_mode & 0o077):
        return None
    return folder
