"""``planner generate``: write the documents."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.anchoring import PLAYBOOK_JSON, read_earlier, tell_anchor, tell_past
from planner.cli.clock import today
from planner.cli.inputs import PlanFile, Unreadable, read_one
from planner.cli.language import message_language, said, wished_language
from planner.cli.terminal import CLEAN, FOUND, USAGE, is_coloured, stop, write_out, write_status
from planner.cli.writing import list_writes, plan_output, tell_writes, write_output

if TYPE_CHECKING:
    from planner.diagnostics.counts import Counts
    from planner.diagnostics.model import Diagnostic, Language
    from planner.playbook.model import Playbook
    from planner.playbook.previous import Previous
    from planner.playbook.record.figures import PlaybookRecord

OPEN_PROBLEMS = "open-problems.md"
_ORDER = ("error", "warning", "info", "off")


def generate(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help=said("方案文件，或 -", "Plan file, or - for stdin"))
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help=said("写到哪个文件夹", "Folder to write to"))
    ],
    lang: Annotated[
        str | None,
        typer.Option(
            help=said(
                "文档语言 zh-CN 或 en（默认按方案）",
                "Language of the documents, zh-CN or en (default: the plan's)",
            )
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help=said("只写这份文档（可写多次）", "Only this document (repeatable)")
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=said("只说会写什么，不写", "Say what would be written"))
    ] = False,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help=said("有错误也写，并附上待改的问题", "Write despite errors, with a list of open problems"),
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help=said("手工改过的文件也覆盖", "Overwrite files edited by hand")),
    ] = False,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help=said(
                "不参照上次的 playbook.json，全部重新排",
                "Plan anew, whatever the playbook.json of the last time says",
            ),
        ),
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=said(
                "这一天以前的都照上次的 playbook.json 不动",
                "Keep everything before this day as playbook.json has it",
            ),
        ),
    ] = None,
) -> None:
    from planner.pipeline import plan_text

    _refuse_unknown_names(only)
    kept_until = _kept_until(as_of, fresh=fresh)
    wished = wished_language(lang)
    item = read_one(plan)
    if isinstance(item, Unreadable):
        stop(f"{item.name}: {item.why}", USAGE)
    earlier = None if fresh else read_earlier(output)
    if kept_until is not None and earlier is None:
        stop(_nothing_to_keep(output), USAGE)
    result = plan_text(
        item.content,
        item.name,
        language=message_language(),
        today=today(),
        previous=earlier,
        as_of=kept_until,
    )
    diagnostics, speaks = result.check.diagnostics, result.check.language
    if kept_until is not None and result.anchor.status in {"foreign", "unreadable"}:
        stop(_past_is_unusable(output, result.anchor.status), USAGE)
    counts = _count(diagnostics)
    if result.playbook is None or (counts.errors and not draft):
        stop(_refusal(item, diagnostics, counts, speaks, draft=draft), FOUND)
    if kept_until is not None and kept_until > result.playbook.plan.period.last:
        stop(_nothing_left(kept_until, result.playbook.plan.period.last), USAGE)
    document_language = wished or result.playbook.plan.language
    playbook = _advised(result.playbook, result.anchor.previous)
    record = _recorded(playbook, kept_until)
    rendered = _rendered(playbook, record, document_language, only, is_draft=bool(counts.errors))
    if counts.errors:
        listed = _open_problems(item, diagnostics, counts, document_language)
        rendered = [(OPEN_PROBLEMS, listed.encode()), *rendered]
    writes = plan_output(output, rendered, result.anchor, whole=only is None)
    left = [write for write in writes if write.action == "conflict" and not force]
    if not dry_run:
        write_output(output, writes, force=force)
    tell_anchor(output, result.anchor, record, speaks)
    if kept_until is not None:
        tell_past(output, result.anchor, record, kept_until, speaks)
    write_out(list_writes(output, writes, speaks, dry_run=dry_run, force=force))
    tell_writes(writes, left, speaks, dry_run=dry_run)
    _tell_counts(counts, speaks)
    raise typer.Exit(FOUND if left or counts.errors else CLEAN)


def _refuse_unknown_names(only: list[str] | None) -> None:
    if not only:
        return
    from planner.documents.catalogue import DOCUMENTS

    names = [*(document.name for document in DOCUMENTS), PLAYBOOK_JSON]
    unknown = [name for name in only if name not in names]
    if unknown:
        text = said("没有这份文档：", "no such document: ") + ", ".join(unknown)
        stop(text + said("。可选：", ". There are: ") + ", ".join(names), USAGE)


def _count(diagnostics: tuple[Diagnostic, ...]) -> Counts:
    from planner.diagnostics.counts import count_diagnostics

    return count_diagnostics(diagnostics)


def _report(
    diagnostics: tuple[Diagnostic, ...], counts: Counts, language: Language, *, colour: bool = False
) -> str:
    from planner.diagnostics.report_text import report_text

    return report_text(diagnostics, counts, language=language, colour=colour)


def _refusal(
    item: PlanFile, diagnostics: tuple[Diagnostic, ...], counts: Counts, language: Language, *, draft: bool
) -> str:
    """Show the diagnostics and say why nothing was written."""
    report = _report(diagnostics, counts, language, colour=is_coloured(sys.stderr))
    if draft:
        why = said(
            f"{item.name}：还排不出手册，什么都没写。先改上面的错误。",
            f"{item.name}: no playbook can be made from this yet; nothing was written. Mend the errors above first.",
            language,
        )
    else:
        why = said(
            f"{item.name}：有错误，什么都没写。改好再来，或加 --draft 先看草稿。",
            f"{item.name}: there are errors, nothing was written. Mend them, or add --draft for a draft.",
            language,
        )
    return f"{report}{why}"


def _kept_until(as_of: str | None, *, fresh: bool) -> date | None:
    """Read ``--as-of``."""
    if as_of is None:
        return None
    if fresh:
        stop(
            said(
                "--as-of 要照上次的 playbook.json，--fresh 是不看它，两个不能一起用",
                "--as-of keeps what playbook.json says, --fresh ignores it: take one of them",
            ),
            USAGE,
        )
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        stop(
            said(
                f"--as-of：“{as_of}”不是日期，写成 2027-01-04 这样",
                f"--as-of: “{as_of}” is no date; write it like 2027-01-04",
            ),
            USAGE,
        )


def _nothing_to_keep(folder: Path) -> str:
    return said(
        f"--as-of：{folder / PLAYBOOK_JSON} 里没有这份方案上次排好的内容，没有东西可以照旧。先不带 --as-of 生成一次。",
        f"--as-of: {folder / PLAYBOOK_JSON} holds no earlier playbook of this plan, so there is nothing to keep. "
        "Generate once without it.",
    )


def _past_is_unusable(folder: Path, status: str) -> str:
    """Say why the past cannot be kept, and the two ways on."""
    path = folder / PLAYBOOK_JSON
    if status == "foreign":
        what = said("是另一份方案的手册", "belongs to another plan")
    else:
        what = said(
            "读不出来（内容坏了，或者是别的版本写的）", "cannot be read (broken, or of another version)"
        )
    return said(
        f"--as-of：{path} {what}，以前的没法照旧，什么都没写。从备份里找回这个文件再来；"
        "找不回就不带 --as-of 生成一次，全部重新排。",
        f"--as-of: {path} {what}, so the past cannot be kept; nothing was written. Put back a copy of that file, "
        "or generate once without --as-of, which plans everything anew.",
    )


def _nothing_left(as_of: date, last: date) -> str:
    return said(
        f"--as-of：方案到 {last} 为止，{as_of} 以后没有要排的。写周期里的一天，或者先把 period.end 往后改。",
        f"--as-of: the plan ends on {last}, so nothing is left to plan from {as_of} on. Give a day within the plan, "
        "or move period.end first.",
    )


def _advised(playbook: Playbook, previous: Previous | None) -> Playbook:
    """Return the playbook with alternatives to its choice of activities."""
    from planner.playbook.build import add_advice
    from planner.playbook.previous import NOTHING_BEFORE

    return add_advice(playbook, previous or NOTHING_BEFORE)


def _recorded(playbook: Playbook, as_of: date | None) -> PlaybookRecord:
    from planner.documents.writers.playbook_json import record_of

    return record_of(playbook, as_of)


def _rendered(
    playbook: Playbook,
    record: PlaybookRecord,
    language: Language,
    only: list[str] | None,
    *,
    is_draft: bool,
) -> list[tuple[str, bytes]]:
    from planner.documents.render import render_documents
    from planner.documents.writers.playbook_json import write_playbook_json

    names = None if only is None else [name for name in only if name != PLAYBOOK_JSON]
    rendered = [(one.path, one.content) for one in render_documents(playbook, language, names)]
    # The record of a draft would take the place of the one that people work from.
    if not is_draft and (only is None or PLAYBOOK_JSON in only):
        rendered.append((PLAYBOOK_JSON, write_playbook_json(record)))
    return rendered


def _open_problems(
    item: PlanFile, diagnostics: tuple[Diagnostic, ...], counts: Counts, language: Language
) -> str:
    """Return the page that marks a draft as one."""
    title = said("# 草稿：待改的问题", "# Draft: open problems", language)
    note = said(
        "这套文档是用还有错误的方案生成的草稿，不要照着执行。改好下面的错误，再生成一次，这一页就会消失。",
        "These documents are a draft made from a plan with errors: do not work from them. Mend the errors below and "
        "generate again; this page then goes away.",
        language,
    )
    name = Path(item.name).name
    # Errors first: they are what the page is for.
    left = sorted((d for d in diagnostics if not d.suppressed), key=lambda d: _ORDER.index(d.severity.value))
    shown = _report(tuple(left), counts, language).replace(item.name, name)
    fence = "`" * (3 + max((len(run) for run in shown.split() if set(run) == {"`"}), default=0))
    return f"{title}\n\n{note}\n\n{fence}text\n{shown}{fence}\n"


def _tell_counts(counts: Counts, language: Language) -> None:
    if counts.errors:
        write_status(
            said(
                f"这是草稿：{counts.errors} 个错误待改，见 {OPEN_PROBLEMS}",
                f"This is a draft: errors to mend: {counts.errors}, see {OPEN_PROBLEMS}",
                language,
            )
        )
        write_status(
            said(
                f"草稿不写 {PLAYBOOK_JSON}：正在照着执行的那份不动",
                f"A draft does not write {PLAYBOOK_JSON}: the one that people work from stays as it is",
                language,
            )
        )
    elif counts.warnings:
        write_status(
            said(
                f"另有 {counts.warnings} 个警告，用 planner check 看",
                f"Warnings: {counts.warnings}; see planner check",
                language,
            )
        )
