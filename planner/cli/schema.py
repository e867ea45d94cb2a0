"""``planner schema``: the JSON Schema, or the reference page, of the plan file; the schema of ``playbook.json``."""

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
    playbook: Annotated[
        bool,
        typer.Option(
            "--playbook",
            help=said("改为打印 playbook.json 的 JSON Schema", "The schema of playbook.json instead"),
        ),
    ] = False,
) -> None:
    language = wished_language(lang) or spoken_language()
    if playbook:
        from planner.playbook.record.schema import playbook_schema_text

        write_out(playbook_schema_text(language))
        return
    if markdown:
        from planner.plan.reference import plan_reference

        write_out(plan_reference())
        return
    from planner.plan.schema import plan_schema_text

    write_out(plan_schema_text(language))
