"""The earlier playbook in the output folder: reading it, and saying what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.language import said
from planner.cli.terminal import USAGE, stop, write_status

if TYPE_CHECKING:
    from planner.diagnostics.model import Language
    from planner.pipeline import Anchor
    from planner.playbook.record.figures import PlaybookRecord

PLAYBOOK_JSON = "playbook.json"


def read_earlier(folder: Path) -> bytes | None:
    """Return the playbook that was generated into the folder last time; ``None`` if there is none."""
    path = folder / PLAYBOOK_JSON
    if not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        stop(f"{path}: {error.strerror or error}", USAGE)


def tell_anchor(folder: Path, anchor: Anchor, record: PlaybookRecord | None, language: Language) -> None:
    """Say in one line what the earlier playbook was good for: how much of it stayed, or why it was not used."""
    path = folder / PLAYBOOK_JSON
    if anchor.status == "unreadable":
        text = said(
            "读不出来（内容坏了，或者是别的版本写的），这次全部重新排",
            "cannot be read (broken, or of another version); planning anew",
            language,
        )
        write_status(f"{path}: {text}")
    elif anchor.status == "foreign":
        text = said(
            "是另一个社群的手册，这次全部重新排",
            "belongs to another community's plan; planning anew",
            language,
        )
        write_status(f"{path}: {text}")
    elif anchor.record is not None and record is not None:
        write_status(f"{path}: {_what_changed(anchor.record, record, language)}")


def _what_changed(before: PlaybookRecord, after: PlaybookRecord, language: Language) -> str:
    from planner.playbook.record.changes import compare_records

    changes = compare_records(before, after)
    stayed, moved, new, gone = (
        len(ids) for ids in (changes.stayed, changes.moved, changes.new, changes.gone)
    )
    return said(
        f"照着上次的排：{stayed} 项日子没变，{moved} 项改了日子，{new} 项新增，{gone} 项取消",
        f"planned on from it: {stayed} dated things stayed, {moved} moved, {new} are new, {gone} are gone",
        language,
    )
