"""Knowledge files parsed once per user: YAML is for people, and reading it takes longer than planning with it.

What a file holds is kept as JSON in the user's own temporary folder, under a name made of path, size and time of
change, so that an edited file is read anew. Where there is no such folder, nothing is kept and nothing is lost.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from planner.resources import private_folder
from planner.source.plain import load_plain


def read_rows(path: Path, kind: Any) -> Any:
    """Return the content of a YAML file of ours as a value of ``kind``."""
    kept = _kept_name(path)
    if kept is not None:
        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(kept.read_bytes(), type=kind, strict=False)
    content = load_plain(path.read_text(encoding="utf-8"))
    if kept is not None:
        _keep(kept, msgspec.json.encode(content))
    return msgspec.convert(content, kind, strict=False)


def _kept_name(path: Path) -> Path | None:
    folder = private_folder()
    if folder is None:
        return None
    about = path.stat()
    mark = crc32(f"{path}/{about.st_size}/{about.st_mtime_ns}".encode())
    return folder / f"{path.stem}-{mark:08x}-{about.st_mtime_ns:x}.json"


def _keep(path: Path, content: bytes) -> None:
    """Write beside and rename: another process reads the whole file or none."""
    beside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        beside.write_bytes(content)
        beside.replace(path)
