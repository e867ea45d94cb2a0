"""``planner expand``: print the plan with nothing left open."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from planner.cli.clock import today
from planner.cli.inputs import Unreadable, read_one
from planner.cli.language import message_language, said
from planner.cli.terminal import FOUND, USAGE, is_coloured, stop, write_out


def expand(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help=said("方案文件，或 -", "Plan file, or - for stdin"))
    ],
) -> None:
    from planner.diagnostics.counts import count_diagnostics
    from planner.diagnostics.report_text import report_text
    from planner.pipeline import plan_text
    from planner.scaffold.expand import expand_plan

    item = read_one(plan)
    if isinstance(item, Unreadable):
        stop(f"{item.name}: {item.why}", USAGE)
    result = plan_text(item.content, item.name, language=message_language(), today=today())
    diagnostics, language = result.check.diagnostics, result.check.language
    counts = count_diagnostics(diagnostics)
    if result.complete is None or counts.errors:
        stop(report_text(diagnostics, counts, language=language, colour=is_coloured(sys.stderr)), FOUND)
    write_out(expand_plan(result.complete))
