"""``planner init``: start a plan in a folder, asking for what was not said if somebody is there to answer."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.clock import today
from planner.cli.language import message_language, said, wished_language
from planner.cli.terminal import FOUND, USAGE, is_interactive, stop, write_out

if TYPE_CHECKING:
    from planner.diagnostics.model import Language


class TypeName(StrEnum):
    """Community types."""

    INDUSTRY = "industry"
    KNOWLEDGE = "knowledge"
    INTEREST = "interest"
    TECHNICAL = "technical"
    RETAIL = "retail"


class SituationName(StrEnum):
    """Where a community stands."""

    NEW = "new"
    REVIVE = "revive"
    RUNNING = "running"


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="[DIR]", help=said("放在哪个文件夹（默认当前）", "Folder (default: here)")),
    ] = Path(),
    lang: Annotated[
        str | None, typer.Option(help=said("文档语言 zh-CN 或 en", "Language, zh-CN or en"))
    ] = None,
    type: Annotated[TypeName | None, typer.Option(help=said("社群类型", "Community type"))] = None,
    name: Annotated[str | None, typer.Option(help=said("社群名称", "Name of the community"))] = None,
    situation: Annotated[
        SituationName | None,
        typer.Option(help=said("新建、唤醒、在运营", "New, silent and to be revived, or running")),
    ] = None,
    platform: Annotated[
        str | None,
        typer.Option(help=said("平台，见 planner list platforms", "Platform; see planner list platforms")),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help=said("第一天（默认下周一）", "First day (default: next Monday)")
        ),
    ] = None,
    months: Annotated[
        int | None, typer.Option(min=1, max=36, help=said("几个月（默认 6）", "Months (default: 6)"))
    ] = None,
    budget: Annotated[str | None, typer.Option(help=said("总预算", "Total budget"))] = None,
) -> None:
    from planner.cli.interview import Interview, UnfitAnswerError
    from planner.files import create_files, files_in_the_way
    from planner.scaffold.init import build_scaffold

    language = wished_language(lang)
    speaks = message_language() or language
    interview = Interview(
        language=language,
        default_language=message_language() or "en",
        first_day=_next_monday(today()),
        given={
            "type": type.value if type else None,
            "name": name,
            "situation": situation.value if situation else None,
            "platform": platform,
            "start": start,
            "months": str(months) if months else None,
            "budget": budget,
        },
    )
    try:
        answers = interview.hold(is_interactive())
    except UnfitAnswerError as error:
        stop(error.told(speaks), USAGE)
    files = build_scaffold(answers)
    try:
        present = files_in_the_way(folder, files)
        if present:
            stop(_in_the_way(folder, present, speaks), FOUND)
        create_files(folder, files)
    except OSError as error:
        stop(f"{error.filename or folder}: {error.strerror or error}", USAGE)
    write_out(_done(folder, [path for path, _ in files], speaks or answers.language))


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _in_the_way(folder: Path, present: tuple[str, ...], language: Language | None) -> str:
    head = said(
        "已经有这些文件，什么都没写（换一个文件夹，或者先把它们移走）：",
        "These are there already; nothing was written (take another folder, or move them first):",
        language,
    )
    return "\n".join([head, *(f"  {folder / path}" for path in present)])


def _done(folder: Path, paths: list[str], speaks: Language) -> str:
    plan = folder / "plan.yaml"
    lines = [f"{said('新建', 'created', speaks)} {folder / path}" for path in paths]
    lines.append(
        said(
            f"下一步：打开 {plan}，把带“（示例）”的句子换成你们自己的，然后 planner check {plan}",
            f"Next: open {plan}, put your own words where it says “(example)”, then planner check {plan}",
            speaks,
        )
    )
    return "\n".join(lines) + "\n"
