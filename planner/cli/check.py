"""``planner check``: judge plans."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.clock import today
from planner.cli.inputs import PlanFile, Unreadable, is_foreign, read_inputs
from planner.cli.language import message_language, said, spoken_language
from planner.cli.terminal import BUG, CLEAN, FOUND, USAGE, is_coloured, write_out, write_status

if TYPE_CHECKING:
    from datetime import date

    from planner.diagnostics.counts import Counts
    from planner.diagnostics.model import Diagnostic, Language
    from planner.pipeline import CheckResult


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
    diagnostics: list[Diagnostic] = []
    language: Language | None = None
    files = 0
    code = CLEAN
    for item, result in _checked(read_inputs(paths), quick):
        if isinstance(item, Unreadable) or result is None:
            write_status(f"{item.name}: {item.why}" if isinstance(item, Unreadable) else item.name)
            code = max(code, USAGE)
            continue
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


_CROWD = 64
"""From this number of plans on, several processes check them; with fewer, starting them costs more than it saves."""


def _checked(
    inputs: Iterable[PlanFile | Unreadable], quick: bool
) -> Iterator[tuple[PlanFile | Unreadable, CheckResult | None]]:
    """Give each input with what checking it gave, in the order of the inputs."""
    from functools import partial

    items = list(inputs)
    check_one = partial(_check_one, quick=quick, language=message_language(), today=today())
    workers = min(os.cpu_count() or 1, 8)
    if len(items) < _CROWD or workers < 2:
        yield from ((item, check_one(item)) for item in items)
        return
    from concurrent.futures import ProcessPoolExecutor

    import planner.pipeline  # noqa: F401  # before the processes are forked, so that each need not import it

    with ProcessPoolExecutor(workers) as pool:
        yield from zip(items, pool.map(check_one, items, chunksize=16), strict=True)


def _check_one(
    item: PlanFile | Unreadable, *, quick: bool, language: Language | None, today: date | None
) -> CheckResult | None:
    from planner.pipeline import check_text

    if isinstance(item, Unreadable):
        return None
    return check_text(item.content, item.name, quick=quick, language=language, today=today)


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
