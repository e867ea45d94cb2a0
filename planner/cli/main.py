"""The front door: the commands, and what happens when one of them breaks."""

from __future__ import annotations

import gc
import sys
import traceback
from typing import Annotated

import typer

import planner
from planner.cli.check import check
from planner.cli.expand import expand
from planner.cli.explain import explain
from planner.cli.generate import generate
from planner.cli.init import init
from planner.cli.language import said
from planner.cli.listing import list_knowledge
from planner.cli.schema import schema
from planner.cli.terminal import BROKEN_PIPE, BUG, forget_stdout, use_utf8, write_out
from planner.cli.week import week
from planner.cli.why import why

GARBAGE = (200_000, 20, 20)
"""How many more objects there are before garbage is looked for, and how often that is done thoroughly."""

app = typer.Typer(
    name="planner",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        write_out(f"planner {planner.__version__}\n")
        raise typer.Exit


@app.callback(
    help=said(
        "社群运营方案：写一个 YAML 文件，得到查过的排期、文档和预算。\n\n从这里开始：planner init my-community",
        "Operations planning for communities: one YAML file in, a checked and complete playbook out.\n\n"
        "Start here: planner init my-community",
    )
)
def _planner(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=said("版本号", "Print the version")),
    ] = False,
) -> None:
    pass


def _with_example(text: str, example: str) -> str:
    return f"{text}\n\n{said('例如', 'Example')}: {example}"


app.command(
    "init",
    help=_with_example(
        said("新建一个方案文件夹，没说的会问。", "Start a plan in a folder; asks for what is missing."),
        "planner init book-club --type knowledge --platform wechat_group",
    ),
)(init)
app.command(
    "check",
    help=_with_example(
        said("检查方案，指出哪一行、为什么、怎么改。", "Check plans: which line, why, and how to mend it."),
        "planner check plan.yaml --strict",
    ),
)(check)
app.command(
    "generate",
    help=_with_example(
        said(
            "生成全部文档；有错误时什么都不写。",
            "Write all documents; with errors in the plan nothing is written.",
        ),
        "planner generate plan.yaml -o playbook",
    ),
)(generate)
app.command(
    "week",
    help=_with_example(
        said(
            "打印一周的工作单：每人每天发什么、全文、谁守着回话；--text 写成可直接复制的文本。",
            "Print the sheet of a week: what everybody does and sends on which day; --text writes it to copy.",
        ),
        "planner week plan.yaml 2026-06-08",
    ),
)(week)
app.command(
    "expand",
    help=_with_example(
        said("打印补全后的方案，每一项都写明来历。", "Print the plan with nothing left open."),
        "planner expand plan.yaml > full.yaml",
    ),
)(expand)
app.command(
    "why",
    help=_with_example(
        said(
            "问手册里的任何一项：排了什么、是哪几行和哪些规则定的、还能怎样。",
            "Ask why anything in the playbook is so: which lines, rules and knowledge, and what else was possible.",
        ),
        "planner why plan.yaml 2027-03-09",
    ),
)(why)
app.command(
    "explain",
    help=_with_example(
        said("说明一个检查项：为什么查、怎么改。", "Explain a check: why it exists, what to do about it."),
        "planner explain STR001",
    ),
)(explain)
app.command(
    "list",
    help=_with_example(
        said(
            "列出内置的类型、平台、活动、KPI、选题模板、话术、成员旅程；加标识看详情。",
            "List what it knows: types, platforms, activities, KPIs, patterns, scripts, journeys.",
        ),
        "planner list scripts newcomer_hello",
    ),
)(list_knowledge)
app.command(
    "schema",
    help=_with_example(
        said(
            "打印方案文件的 JSON Schema，编辑器用它补全。",
            "Print the JSON Schema that editors complete with.",
        ),
        "planner schema --lang zh-CN > plan.schema.json",
    ),
)(schema)


def run() -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage or unreadable files, 3 a bug of ours."""
    use_utf8()
    # Nearly all that is made lives until the end: looking for garbage often only costs time.
    gc.set_threshold(*GARBAGE)
    try:
        app(prog_name="planner")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        forget_stdout()
        sys.exit(BROKEN_PIPE)
    except Exception as error:
        sys.stderr.write(_bug_report(error))
        sys.exit(BUG)


def _bug_report(error: Exception) -> str:
    """Say what broke and where, in a few lines that fit into a report."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "planner" in frame.filename][-3:]
    where = "".join(f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in ours)
    what = said(
        "planner 自己出错了，不是方案的问题。请把下面几行连同命令一起反馈：",
        "planner stopped because of a bug of its own; your plan is not to blame. Please report these lines:",
    )
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"{what}\n  {type(error).__name__}: {error}\n{where}  planner {planner.__version__}, Python {python}\n"
