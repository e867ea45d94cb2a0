"""Writing the output folder, and saying what happened to its files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.anchoring import PLAYBOOK_JSON
from planner.cli.language import said
from planner.cli.terminal import USAGE, stop, write_status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.diagnostics.model import Language
    from planner.files import Action, Write
    from planner.pipeline import Anchor


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The words for what happens to files, before and after they are written."""

    chinese: tuple[str, str]
    english: tuple[str, str]


_OUTCOMES: dict[Action, _Outcome] = {
    "create": _Outcome(("将新建", "新建"), ("would create", "created")),
    "update": _Outcome(("将更新", "更新"), ("would update", "updated")),
    "identical": _Outcome(("不变", "不变"), ("identical", "identical")),
    "remove": _Outcome(("将删除", "删除"), ("would remove", "removed")),
    "conflict": _Outcome(("将覆盖", "覆盖"), ("would overwrite", "overwritten")),
}

_SHOWN_AS: dict[Action, Action] = {"aside": "update"}


def plan_output(
    folder: Path, rendered: Iterable[tuple[str, bytes]], anchor: Anchor, *, whole: bool
) -> tuple[Write, ...]:
    """Plan the writes; the earlier playbook, which nobody else may need to mend, never stands in the way."""
    from planner.files import plan_writes, read_manifest, set_aside

    try:
        planned = plan_writes(folder, rendered, read_manifest(folder), whole=whole, spared={PLAYBOOK_JSON})
        is_lost = anchor.status in {"foreign", "unreadable"}
        writes = tuple(
            set_aside(folder, write)
            if write.path == PLAYBOOK_JSON and (is_lost or write.action == "conflict")
            else write
            for write in planned
        )
    except OSError as error:
        stop(f"{error.filename or folder}: {error.strerror or error}", USAGE)
    blocked = sorted({write.blocked_by for write in writes if write.action == "obstacle"})
    if blocked:
        places = ", ".join(str(folder / place) for place in blocked)
        stop(
            said(
                f"{places}：挡着路，要写的地方应当是普通文件或文件夹（不能是链接）。什么都没写。",
                f"{places}: in the way; an ordinary file or folder (no link) is needed there. Nothing was written.",
            ),
            USAGE,
        )
    return writes


def write_output(folder: Path, writes: tuple[Write, ...], *, force: bool) -> None:
    """Carry out the writes; ends the program where the system refuses."""
    from planner.files import do_writes, read_manifest

    try:
        do_writes(folder, writes, read_manifest(folder), force=force)
    except OSError as error:
        what = said("写不进去：", "cannot be written: ")
        stop(f"{error.filename or folder}: {what}{error.strerror or error}", USAGE)


def list_writes(
    folder: Path, writes: tuple[Write, ...], language: Language, *, dry_run: bool, force: bool
) -> str:
    """List the files that change, then one line that counts them all."""
    acted = [(_SHOWN_AS.get(write.action, write.action), write) for write in writes]
    shown = [(a, w) for a, w in acted if a in _OUTCOMES and (a != "conflict" or force)]

    def word(action: Action) -> str:
        outcome = _OUTCOMES[action]
        return said(outcome.chinese[not dry_run], outcome.english[not dry_run], language)

    lines = [f"{word(a)} {folder / write.path}" for a, write in shown if a != "identical"]
    tally = Counter(a for a, _ in shown)
    counted = said("，", ", ", language).join(
        f"{word(a)} {tally[a]}{said(' 份', '', language)}" for a in _OUTCOMES if tally[a]
    )
    colon = said("：", ": ", language)
    lines.append(f"{folder}{colon}{counted or said('没有文件', 'no files', language)}")
    return "\n".join(lines) + "\n"


def tell_writes(writes: tuple[Write, ...], left: list[Write], language: Language, *, dry_run: bool) -> None:
    """Say which files were kept aside, left as they are, or kept although they are no longer generated."""
    for write in writes:
        if write.action == "aside":
            text = (
                said(
                    f"会重新写，原来的存成 {write.kept_as}",
                    f"would be written anew, the old one kept as {write.kept_as}",
                    language,
                )
                if dry_run
                else said(
                    f"重新写过了，原来的存成 {write.kept_as}",
                    f"written anew; the old one is kept as {write.kept_as}",
                    language,
                )
            )
            write_status(f"{write.path}: {text}")
    for write in left:
        text = said(
            "手工改过，没有覆盖（--force 才覆盖）",
            "edited by hand, left as it is (--force overwrites)",
            language,
        )
        write_status(f"{write.path}: {text}")
    for write in writes:
        if write.action == "keep":
            text = said(
                "不再生成，但手工改过，留着", "no longer generated, but edited by hand: kept", language
            )
            write_status(f"{write.path}: {text}")
