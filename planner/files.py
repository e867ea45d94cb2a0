"""Planning writes and doing them: nothing half-written, nothing of anybody else's overwritten.

A folder that we write to holds a manifest with the SHA-256 of each file as we wrote it. A file whose bytes are
neither new nor those has been edited by hand, or is somebody else's.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import Literal

MANIFEST = ".planner-manifest.json"
Action = Literal["create", "identical", "update", "aside", "conflict", "remove", "keep", "obstacle"]


@dataclass(frozen=True, slots=True)
class Write:
    """What is to happen to one file below the folder.

    ``conflict``: its bytes are not ours, so it is only replaced by force. ``remove``: we wrote it, it is no longer
    generated and nobody touched it. ``keep``: no longer generated, but edited, so it stays. ``aside``: a file of
    state is replaced, and what it held is kept at ``kept_as``. ``obstacle``: something at ``blocked_by`` that is no
    ordinary file or folder stands in the way, and nothing can be written.
    """

    path: str
    action: Action
    content: bytes = b""
    blocked_by: str = ""
    kept_as: str = ""


def read_manifest(folder: Path) -> Mapping[str, str]:
    """Return path → SHA-256 of what was written last; empty if there is no manifest, or none that can be read."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {path: digest for path, digest in files.items() if is_inside(path) and isinstance(digest, str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def plan_writes(
    folder: Path,
    rendered: Iterable[tuple[str, bytes]],
    manifest: Mapping[str, str],
    *,
    whole: bool = True,
    spared: Collection[str] = (),
) -> tuple[Write, ...]:
    """Compare what is to be written with what is there; reads only.

    Paths are relative, with ``/``. ``whole`` says that ``rendered`` is everything that the folder should hold of
    ours; only then do files of the manifest that are missing from it go away, those of ``spared`` excepted.
    """
    writes = [_plan_write(folder, path, content, manifest.get(path)) for path, content in rendered]
    if whole:
        wanted = {write.path for write in writes} | set(spared)
        writes += [
            write
            for path, digest in sorted(manifest.items())
            if path not in wanted and (write := _plan_removal(folder, path, digest)) is not None
        ]
    return tuple(writes)


def set_aside(folder: Path, write: Write) -> Write:
    """Return the write of a file of state: what it replaces is kept under the first name that is free for it."""
    if write.action not in {"update", "conflict"}:
        return write
    present = (folder / write.path).read_bytes()
    for name in chain([f"{write.path}.bak"], (f"{write.path}.{number}.bak" for number in count(2))):
        target = folder / name
        is_free = not target.exists() and not target.is_symlink()
        if is_free or (target.is_file() and target.read_bytes() == present):
            break
    return replace(write, action="aside", kept_as=name)


def do_writes(
    folder: Path, writes: Iterable[Write], manifest: Mapping[str, str], *, force: bool = False
) -> None:
    """Carry out planned writes: each file is replaced whole, the manifest comes last.

    All contents are on the disk under temporary names before the first file is replaced, so a full disk changes
    nothing. Raises :class:`OSError` where the system refuses, and :class:`ValueError` on an obstacle.
    """
    planned = tuple(writes)
    if any(write.action == "obstacle" for write in planned):
        raise ValueError("an obstacle stands in the way")
    wanted = {"create", "update", "aside"} | ({"conflict"} if force else set())
    replaced = [write for write in planned if write.action in wanted]
    removed = [write.path for write in planned if write.action == "remove"]
    present = {path: digest for path, digest in manifest.items() if (folder / path).exists()}
    digests = _digests_after(planned, present, {write.path for write in replaced})
    files = [
        (write.kept_as, (folder / write.path).read_bytes()) for write in replaced if write.action == "aside"
    ]
    files += [(write.path, write.content) for write in replaced]
    if digests != manifest or not (folder / MANIFEST).exists():
        files.append((MANIFEST, _manifest_bytes(digests)))
    folder.mkdir(parents=True, exist_ok=True)
    with _temporary_files(folder, files) as ready:
        for path in removed:
            (folder / path).unlink(missing_ok=True)
            _remove_empty_folders(folder, (folder / path).parent)
        for temporary, target in ready:
            temporary.replace(target)


def files_in_the_way(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """Return the paths below the folder at which something is already."""
    found = []
    for path, _ in files:
        blocked_by = _obstacle(folder, path)
        if blocked_by is not None or (folder / path).exists():
            found.append(blocked_by or path)
    return tuple(dict.fromkeys(found))


def create_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files where nothing is yet, without a manifest: from then on they belong to the operator."""
    folder.mkdir(parents=True, exist_ok=True)
    with _temporary_files(folder, list(files)) as ready:
        for temporary, target in ready:
            temporary.replace(target)


def is_inside(path: object) -> bool:
    """Say whether a relative path stays below its folder."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or "\0" in path:
        return False
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and parts.parts != ()


def _plan_write(folder: Path, path: str, content: bytes, written: str | None) -> Write:
    if not is_inside(path):
        raise ValueError(f"path outside the folder: {path!r}")
    blocked_by = _obstacle(folder, path)
    if blocked_by is not None:
        return Write(path, "obstacle", content, blocked_by)
    target = folder / path
    if not target.exists():
        return Write(path, "create", content)
    present = target.read_bytes()
    if present == content:
        return Write(path, "identical", content)
    return Write(path, "update" if _digest(present) == written else "conflict", content)


def _plan_removal(folder: Path, path: str, written: str) -> Write | None:
    """Decide about a file that is no longer generated; ``None`` if it is gone already."""
    target = folder / path
    if not target.is_file():
        return None
    is_ours = _obstacle(folder, path) is None and _digest(target.read_bytes()) == written
    return Write(path, "remove" if is_ours else "keep")


def _obstacle(folder: Path, path: str) -> str | None:
    """Return what stands in the way of writing an ordinary file at ``path``, as a path below the folder.

    The folder itself may be a link (people link their output folders); below it, a link could lead anywhere.
    """
    if folder.exists() and not folder.is_dir():
        return "."
    parts = PurePosixPath(path).parts
    for depth in range(1, len(parts) + 1):
        here = folder.joinpath(*parts[:depth])
        is_last = depth == len(parts)
        if here.is_symlink() or (here.exists() and not (here.is_file() if is_last else here.is_dir())):
            return "/".join(parts[:depth])
    return None


def _digests_after(
    planned: tuple[Write, ...], manifest: Mapping[str, str], replaced: set[str]
) -> dict[str, str]:
    digests = dict(manifest)
    for write in planned:
        if write.action == "identical" or write.path in replaced:
            digests[write.path] = _digest(write.content)
        elif write.action in {"remove", "keep"}:
            digests.pop(write.path, None)
    return dict(sorted(digests.items()))


def _manifest_bytes(digests: Mapping[str, str]) -> bytes:
    text = json.dumps({"version": 1, "files": digests}, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@contextmanager
def _temporary_files(folder: Path, files: list[tuple[str, bytes]]) -> Iterator[list[tuple[Path, Path]]]:
    """Write each content beside its target; give (temporary, target) pairs and clear away what is left over."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".planner-", suffix=".tmp")
            ready.append((Path(name), target))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(_mode_for(target))
        yield ready
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def _mode_for(target: Path) -> int:
    """Keep the permissions of a file that exists; temporary files are private, new files should not be."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _remove_empty_folders(folder: Path, start: Path) -> None:
    here = start
    while here != folder and here.is_dir() and not any(here.iterdir()):
        here.rmdir()
        here = here.parent
