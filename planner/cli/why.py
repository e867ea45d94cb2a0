"""``planner why``: what is planned, and which lines, rules and knowledge made it so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.anchoring import PLAYBOOK_JSON, read_earlier, tell_anchor
from planner.cli.clock import today
from planner.cli.inputs import Unreadable, read_one
from planner.cli.language import message_language, said, wished_language
from planner.cli.terminal import FOUND, USAGE, is_coloured, stop, write_out, write_status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.completion.model import CompletePlan
    from planner.diagnostics.model import Language
    from planner.explain.model import Answer, Explanation, Unknown
    from planner.pipeline import Anchor
    from planner.playbook.model import Playbook
    from planner.playbook.previous import Previous


def why(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help=said("方案文件，或 -", "Plan file, or - for stdin"))
    ],
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help=said(
                "日期、周、标识、群名、目标、champions、gaps、budget.…、hours.…，或方案里的键",
                "A day, a week, an id, a group’s name, a goal, champions, gaps, budget.…, hours.… or a key of the plan",
            ),
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help=said(
                "手册在哪个文件夹：照那里的 playbook.json 解释",
                "Folder of the playbook: explain what its playbook.json holds to",
            ),
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help=said("用哪种语言说：zh-CN 或 en", "Language to answer in: zh-CN or en"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=said("输出 JSON", "Print JSON"))] = False,
) -> None:
    from planner.diagnostics.counts import count_diagnostics
    from planner.diagnostics.report_text import report_text
    from planner.explain.model import Unknown
    from planner.explain.scene import Scene
    from planner.explain.targets import explain
    from planner.pipeline import plan_text

    wished = wished_language(lang) or message_language()
    item = read_one(plan)
    if isinstance(item, Unreadable):
        stop(f"{item.name}: {item.why}", USAGE)
    earlier = read_earlier(output) if output is not None else None
    result = plan_text(
        item.content,
        item.name,
        language=wished,
        today=today(),
        previous=earlier,
        as_of=_kept_until(earlier),
    )
    language = result.check.language
    if result.playbook is None:
        diagnostics = result.check.diagnostics
        counts = count_diagnostics(diagnostics)
        stop(report_text(diagnostics, counts, language=language, colour=is_coloured(sys.stderr)), FOUND)
    if output is not None:
        _tell_folder(output, earlier, result.anchor, result.playbook, language)
    playbook = _advised(result.playbook, result.anchor.previous)
    answer = explain(Scene(result.source, playbook, language), target)
    if isinstance(answer, Unknown):
        stop(_unknown(answer, playbook.plan, language), USAGE)
    write_out(_as_json(answer) if as_json else _as_text(answer, language))


def _tell_folder(
    folder: Path, earlier: bytes | None, anchor: Anchor, playbook: Playbook, language: Language
) -> None:
    """Say if what is explained is not what lies in the folder, because nothing does or the plan has changed."""
    path = folder / PLAYBOOK_JSON
    if earlier is None:
        text = said("没有这个文件，按没生成过重新排", "not there; planned afresh", language)
        write_status(f"{path}: {text}")
    elif anchor.record is None or anchor.status != "used":
        tell_anchor(folder, anchor, None, language)
    else:
        from planner.documents.writers.playbook_json import record_of
        from planner.playbook.record.changes import compare_records

        changes = compare_records(anchor.record, record_of(playbook, anchor.record.as_of))
        if changes.moved or changes.new or changes.gone or changes.reworded:
            text = said(
                "方案在这以后改过，下面按现在的方案说；先 generate 再问就一致",
                "the plan has changed since; what follows is how it would be planned now (generate writes that)",
                language,
            )
            write_status(f"{path}: {text}")


def _advised(playbook: Playbook, previous: Previous | None) -> Playbook:
    """Return the playbook with alternatives to its choice of activities."""
    from planner.playbook.build import add_advice
    from planner.playbook.previous import NOTHING_BEFORE

    return add_advice(playbook, previous or NOTHING_BEFORE)


def _kept_until(earlier: bytes | None) -> date | None:
    """The day before which the playbook in the folder was taken over from the one before it."""
    from planner.playbook.record.reading import read_record

    record = read_record(earlier) if earlier is not None else None
    return record.as_of if record is not None else None


def _unknown(unknown: Unknown, plan: CompletePlan, language: Language) -> str:
    """Say what is wrong with the question; examples are of the plan that was asked about."""
    listed = said("、", ", ", language).join(unknown.suggestions)
    if unknown.is_ambiguous:
        return said(
            f"“{unknown.target}”不止一个，是哪个：{listed}",
            f"“{unknown.target}” could be any of these: {listed}",
            language,
        )
    if unknown.problem:
        return f"{unknown.target}{said('：', ': ', language)}{unknown.problem}"
    text = said(
        f"手册里没有“{unknown.target}”。", f"There is no “{unknown.target}” in this playbook.", language
    )
    if unknown.suggestions:
        text += said(f"是不是 {listed}？", f" Did you mean {listed}?", language)
    start = plan.period.start
    day, kpi = start.isoformat(), plan.goals[0].kpi if plan.goals else "members"
    month, week = day[:7], f"{start.isocalendar()[0]}-W{start.isocalendar()[1]:02}"
    return text + said(
        f"可以问：日期（{day}）、周（{week}）、内容条目、活动场次或任务的标识、活动或群的名字、旅程（journey:…）、"
        f"骨干（champions）、没人在的时候（gaps）、目标或 KPI（{kpi}、{kpi}.{month}）、"
        f"钱（budget、budget.growth.activity、budget.{month}）、工时（hours.姓名、hours.姓名.{week}）、"
        "方案里的任何键（stages.growth.window）。",
        f" You can ask about a day ({day}), a week ({week}), the id of a post, an event or a task, the name of an "
        f"activity or a group, a journey (journey:…), champions, hours with nobody on duty (gaps), a goal or KPI "
        f"({kpi}, {kpi}.{month}), money (budget, budget.growth.activity, budget.{month}), hours "
        f"(hours.PERSON, hours.PERSON.{week}), or any key of the plan (stages.growth.window).",
        language,
    )


def _as_json(answer: Answer) -> str:
    from dataclasses import asdict

    return json.dumps(asdict(answer), ensure_ascii=False, indent=1) + "\n"


def _as_text(answer: Answer, language: Language) -> str:
    parts = ["\n".join(_thing(thing, language)) for thing in answer.things]
    title = f"{answer.title}\n\n" if len(answer.things) > 1 else ""
    return title + "\n\n".join(parts) + "\n"


def _thing(thing: Explanation, language: Language) -> Iterator[str]:
    """One thing as lines: what it is, then each part under its heading."""
    colon = said("：", ": ", language)
    yield thing.what
    if thing.id not in thing.what:
        yield f"  {thing.id}"
    for fact in thing.facts:
        yield f"  {fact.name}{colon}{fact.value}"
    yield from _listed(said("原因", "Because", language), thing.because)
    places = [f"{one.file}:{one.line}:{one.column}: {one.text}" for one in thing.lines]
    yield from _listed(said("方案里的这几行", "Lines of the plan", language), places)
    rows = [f"{row.id}  {row.name}" + (f"  [{row.source}]" if row.source else "") for row in thing.knowledge]
    yield from _listed(said("用到的知识", "Knowledge", language), rows)
    yield from _listed(said("考虑过、没选的", "Considered, not chosen", language), thing.considered)
    yield from _listed(said("还可以", "Otherwise", language), thing.otherwise)


def _listed(heading: str, items: list[str] | tuple[str, ...]) -> Iterator[str]:
    if items:
        yield f"  {heading}"
        yield from (f"    - {item}" for item in items)
