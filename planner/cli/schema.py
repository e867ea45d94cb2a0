"""``planner schema``: the JSON Schema, or the reference page, of the plan file."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.language import said, spoken_language, wished_language
from planner.cli.terminal import write_out


def schema(
    lang: Annotated[
        str | None,
        typer.Option(help=said("说明文字的语言：zh-CN 或 en", "Language of the descriptions: zh-CN or en")),
    ] = None,
    markdown: Annotated[
        bool,
        typer.Option("--markdown", help=said("打印键的说明页", "Print the page that explains every key")),
    ] = False,
) -> None:
    if markdown:
        from planner.plan.reference import plan_reference

        write_out(plan_reference())
        return
    from planner.plan.schema import plan_schema_text

    write_out(plan_schema_text(wished_language(lang) or spoken_language()))
