"""``planner check``: judge plans."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.clock import today
from planner.cli.inputs import PlanFile, Unreadable, is_foreign, read_inputs
from planner.cli.language import message_language, said, spoken_language
from planner.cli.terminal import BUG, CLEAN, FOUND, USAGE, is_coloured, write_out, write_status

if TYPE_CHECKING:
    from planner.diagnostics.counts import Counts
    from planner.diagnostics.model import Diagnostic, Language


class ReportFormat(StrEnum):
    """How diagnostics are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS",
            help=said("方案文件、文件夹，或 -（标准输入）", "Plan files, folders, or - for stdin"),
        ),
    ],
    quick: Annotated[
        bool,
        typer.Option(
            "--quick",
            help=said("只查写法，不推算排期和预算", "Look at the file only; work out no dates or money"),
        ),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=said("有警告也算不通过", "Fail on warnings too")),
    ] = False,
    report: Annotated[
        ReportFormat,
        typer.Option("--format", help=said("输出格式", "Output format")),
    ] = ReportFormat.TEXT,
) -> None:
    from planner.pipeline import check_text

    diagnostics: list[Diagnostic] = []
    language: Language | None = None
    files = 0
    code = CLEAN
    for item in read_inputs(paths):
        if isinstance(item, Unreadable):
            write_status(f"{item.name}: {item.why}")
            code = max(code, USAGE)
            continue
        result = check_text(item.content, item.name, quick=quick, language=message_language(), today=today())
        if is_foreign(item.content) and not any(d.code.startswith("SYN") for d in result.diagnostics):
            write_status(_not_a_plan(item))
            code = max(code, USAGE)
            continue
        files += 1
        language = language or spoken_language(result.language)
        diagnostics += result.diagnostics
        if result.crashed:
            write_status(_crash_note(item))
            code = BUG
    counts = _count(diagnostics, files)
    if files:
        write_out(_report(tuple(diagnostics), counts, report, language or spoken_language()))
    if counts.errors or (strict and counts.warnings):
        code = max(code, FOUND)
    raise typer.Exit(code)


def _not_a_plan(item: PlanFile) -> str:
    return said(
        f"{item.name}：这不是运营方案，最上层没有 version 和 community。新建一个：planner init",
        f"{item.name}: not an operations plan: no version and community at the top. Start one with planner init",
    )


def _crash_note(item: PlanFile) -> str:
    return said(
        f"{item.name}：有检查项自己出错了，其余结果仍然有效。这是程序的问题，请反馈。",
        f"{item.name}: a check failed by a bug of its own; the other results stand. Please report it.",
    )


def _count(diagnostics: list[Diagnostic], files: int) -> Counts:
    from planner.diagnostics.counts import count_diagnostics

    return count_diagnostics(diagnostics, files)


def _report(
    diagnostics: tuple[Diagnostic, ...], counts: Counts, report: ReportFormat, language: Language
) -> str:
    if report is ReportFormat.JSON:
        from planner.diagnostics.report_json import report_json

        return report_json(diagnostics, counts)
    if report is ReportFormat.GITHUB:
        from planner.diagnostics.report_github import report_github

        return report_github(diagnostics, counts)
    from planner.diagnostics.report_text import report_text

    return report_text(diagnostics, counts, language=language, colour=is_coloured(sys.stdout))
