"""``planner week``: print the sheet of one week, or write its messages as plain text."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.anchoring import PLAYBOOK_JSON, read_earlier
from planner.cli.clock import today
from planner.cli.inputs import PlanFile, Unreadable, read_one
from planner.cli.language import message_language, said, wished_language
from planner.cli.terminal import CLEAN, FOUND, USAGE, is_coloured, stop, write_out, write_status
from planner.cli.writing import list_writes, plan_output, tell_writes, write_output

if TYPE_CHECKING:
    from planner.dates.ranges import Week
    from planner.diagnostics.model import Language
    from planner.documents.catalogue.week import WeekBook
    from planner.documents.model import Rendered
    from planner.pipeline import PlanResult
    from planner.playbook.model import Playbook


def week(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help=said("方案文件，或 -", "Plan file, or - for stdin"))
    ],
    day: Annotated[
        str | None,
        typer.Argument(
            metavar="[DATE]",
            help=said(
                "这一周里的任何一天，或 2026-W24（默认本周，不在方案里就第一周）",
                "Any day of the week, or 2026-W24 (default: this week, or the plan's first)",
            ),
        ),
    ] = None,
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="NAME", help=said("只看这个人的", "Only what this person does")),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            help=said(
                "工作单的语言 zh-CN 或 en（默认按方案）",
                "Language of the sheet, zh-CN or en (default: the plan's)",
            )
        ),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text",
            metavar="FOLDER",
            help=said(
                "把要发的话写成纯文本，一条一个文件：帖子、邀请、提醒按天，找单个成员的在 messages",
                "Write all messages as plain text, one file each: posts, invitations and reminders by day, "
                "those to single members in messages",
            ),
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help=said("手工改过的文件也覆盖", "Overwrite files edited by hand")),
    ] = False,
    playbook: Annotated[
        Path | None,
        typer.Option(
            "--playbook",
            metavar="FOLDER",
            help=said(
                "照这个文件夹里的 playbook.json 排，和那次生成的一样",
                "Plan on from the playbook.json in this folder, as generate did there",
            ),
        ),
    ] = None,
) -> None:
    from planner.documents.catalogue.week import WeekBook

    wished = wished_language(lang)
    item = read_one(plan)
    if isinstance(item, Unreadable):
        stop(f"{item.name}: {item.why}", USAGE)
    result = _worked_out(item, playbook)
    made = result.playbook
    if made is None or result.check.has_errors:
        stop(_refusal(item, result), FOUND)
    speaks = result.check.language
    chosen = _chosen(day, made, speaks)
    holder = _holder(for_, made, speaks) if for_ is not None else ""
    language = wished or made.plan.language
    book = WeekBook(made, language)
    if text is None:
        from planner.documents.render import render_view

        write_out(render_view("week", book.view(chosen, holder), language))
        raise typer.Exit(CLEAN)
    _write_texts(text, _texts(book, chosen, holder), speaks, force=force)


def _worked_out(item: PlanFile, folder: Path | None) -> PlanResult:
    """Plan the file; what an earlier playbook settled stays if one is given."""
    from planner.pipeline import plan_text

    earlier = read_earlier(folder) if folder is not None else None
    if folder is not None and earlier is None:
        stop(
            said(
                f"--playbook：{folder / PLAYBOOK_JSON} 没有这个文件。先用 planner generate 生成一次。",
                f"--playbook: {folder / PLAYBOOK_JSON}: no such file. Run planner generate once.",
            ),
            USAGE,
        )
    result = plan_text(item.content, item.name, language=message_language(), today=today(), previous=earlier)
    if folder is not None and result.anchor.status in {"foreign", "unreadable"}:
        foreign = result.anchor.status == "foreign"
        why = (
            said("是另一份方案的手册", "belongs to another plan", result.check.language)
            if foreign
            else said(
                "读不出来（内容坏了，或者是别的版本写的）",
                "cannot be read (broken, or of another version)",
                result.check.language,
            )
        )
        stop(f"--playbook: {folder / PLAYBOOK_JSON} {why}", USAGE)
    return result


def _refusal(item: PlanFile, result: PlanResult) -> str:
    """Show the diagnostics and say why there is no week."""
    from planner.diagnostics.counts import count_diagnostics
    from planner.diagnostics.report_text import report_text

    language, found = result.check.language, result.diagnostics
    report = report_text(found, count_diagnostics(found), language=language, colour=is_coloured(sys.stderr))
    why = said(
        f"{item.name}：有错误，先改好再看这一周。",
        f"{item.name}: there are errors; mend them first.",
        language,
    )
    return f"{report}{why}"


def _chosen(day: str | None, made: Playbook, speaks: Language) -> Week:
    """The week that was asked for; without a wish this week, or the first one. Says which it took."""
    from planner.dates.ranges import Week

    period, detail = made.plan.period, made.calendar.detail
    if day is None:
        now = today()
        first = period.start if detail.is_empty else detail.first
        chosen = Week.of(now if now in detail else first)
        write_status(
            said(
                f"{chosen}（{chosen.monday} 到 {chosen.sunday}）",
                f"{chosen} ({chosen.monday} to {chosen.sunday})",
                speaks,
            )
        )
        return chosen
    chosen = _read_week(day, speaks)
    if not chosen.range.overlaps(period):
        stop(
            said(
                f"{day}：方案从 {period.first} 到 {period.last}，没有这一周",
                f"{day}: the plan runs from {period.first} to {period.last} and has no such week",
                speaks,
            ),
            USAGE,
        )
    if not detail.is_empty and not chosen.range.overlaps(detail):
        write_status(
            said(
                f"{chosen}：标题只定到 {detail.last}，这一周只有排期",
                f"{chosen}: titles are final up to {detail.last}; of this week only the dates are known",
                speaks,
            )
        )
    return chosen


def _read_week(day: str, speaks: Language) -> Week:
    from planner.dates.ranges import Week

    try:
        year, _, number = day.upper().partition("-W")
        return Week(int(year), int(number)) if number else Week.of(date.fromisoformat(day))
    except ValueError:
        stop(
            said(
                f"“{day}”不是日期，写成 2026-06-08 或 2026-W24 这样",
                f"“{day}” is no date; write it like 2026-06-08 or 2026-W24",
                speaks,
            ),
            USAGE,
        )


def _holder(name: str, made: Playbook, speaks: Language) -> str:
    """The id of the person or of the role that is meant; the person where a role has one."""
    known: dict[str, str] = {}
    for role in made.plan.roles.values():
        for called in (role.id, role.name.zh, role.name.en):
            known[called.casefold()] = role.holder or role.id
    for person in made.plan.people:
        known |= {person.id.casefold(): person.id, person.name.casefold(): person.id}
    found = known.get(name.strip().casefold())
    if found is None:
        there = [person.name for person in made.plan.people] or [
            said(role.name.zh, role.name.en, speaks) for role in made.plan.roles.values()
        ]
        stop(
            said(f"--for：没有“{name}”，有：", f"--for: there is no “{name}”; there are: ", speaks)
            + said("、", ", ", speaks).join(there),
            USAGE,
        )
    return found


def _texts(book: WeekBook, chosen: Week, holder: str) -> tuple[Rendered, ...]:
    from planner.documents.names import Names
    from planner.documents.sections.week_members import sheets_of
    from planner.documents.writers.day_texts import day_texts, other_texts

    entries, placed, journeys = book.entries(chosen), book.placed(chosen), book.journeys(chosen)
    if holder:
        entries = tuple(entry for entry in entries if holder == (entry.duty.person or entry.owner))
        placed = tuple(one for one in placed if one.person == holder)
        journeys = tuple(sheets_of(journeys, holder))
    posts = day_texts(entries, Names(book.playbook.plan, book.language))
    return (*posts, *other_texts(chosen, placed, journeys))


def _write_texts(folder: Path, files: tuple[Rendered, ...], speaks: Language, *, force: bool) -> None:
    from planner.pipeline import Anchor

    writes = plan_output(folder, [(one.path, one.content) for one in files], Anchor("none"), whole=False)
    left = [write for write in writes if write.action == "conflict" and not force]
    write_output(folder, writes, force=force)
    write_out(list_writes(folder, writes, speaks, dry_run=False, force=force))
    tell_writes(writes, left, speaks, dry_run=False)
    raise typer.Exit(FOUND if left else CLEAN)
