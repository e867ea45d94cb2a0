"""The earlier playbook in the output folder: reading it, and saying what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.language import said
from planner.cli.terminal import USAGE, stop, write_status

if TYPE_CHECKING:
    from datetime import date

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
    """Say what the earlier playbook was good for: what became of what it had planned, or why it was not used."""
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
            "是另一份方案的手册，这次全部重新排",
            "belongs to another plan; planning anew",
            language,
        )
        write_status(f"{path}: {text}")
    elif anchor.record is not None and record is not None:
        from planner.cli.changes import tell_changes

        _tell_renamed(path, anchor.record, record, language)
        write_status(f"{path}: {tell_changes(anchor.record, record, language)}")


def _tell_renamed(path: Path, before: PlaybookRecord, after: PlaybookRecord, language: Language) -> None:
    was, now = before.plan.community, after.plan.community
    if was != now:
        text = said(
            f"那时社群叫“{was}”，内容大半一样，当作这份方案的手册（不是的话用 --fresh）",
            f"the community was called “{was}” then; most posts are the same, so it is taken as this plan's "
            "(--fresh if it is not)",
            language,
        )
        write_status(f"{path}: {text}")


def tell_past(folder: Path, anchor: Anchor, record: PlaybookRecord, as_of: date, language: Language) -> None:
    """Say where the plan contradicts the past that is kept, or that there is none."""
    from planner.playbook.record.changes import stages_changed_before

    if as_of <= record.plan.start:
        text = said(
            f"--as-of：方案从 {record.plan.start} 开始，{as_of} 以前什么都没有",
            f"--as-of: the plan starts on {record.plan.start}; nothing lies before {as_of}",
            language,
        )
        write_status(text)
    elif anchor.record is not None and stages_changed_before(anchor.record, record, as_of):
        text = said(
            f"方案里 {as_of} 以前的周期或阶段改了；以前的内容和活动照上次的手册，仍算在当时的阶段里",
            f"the period or the stages before {as_of} were changed in the plan; posts and events before that day "
            "stay as recorded, in the stage they were held in",
            language,
        )
        write_status(f"{folder / PLAYBOOK_JSON}: {text}")
