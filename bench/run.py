"""Measures whole processes side by side with tools that do a comparable job; medians, in one run.

    python bench/run.py [--runs N] [--many N]

Never part of the tests: machines differ, so only the ratios of one run mean anything. A tool that is not installed
is left out with a note.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measuring import measure
from bench.plans import busy_plan, plan_of_220_lines
from planner.plan.schema import plan_schema_text

_PLANNER = (sys.executable, "-c", "from planner.cli.main import run; run()")


@dataclass(frozen=True, slots=True)
class Contest:
    """Commands that do one piece of work; the first is ours. ``None`` stands for a tool that is not there."""

    work: str
    commands: tuple[tuple[str, tuple[str, ...] | None], ...]
    runs: int


def main() -> None:
    """Print one table per contest."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=9, help="runs of each short command")
    parser.add_argument("--many", type=int, default=1000, help="plans in one call")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for contest in contests(Path(name), options.runs, options.many):
            show(contest)


def contests(folder: Path, runs: int, many: int) -> list[Contest]:
    """Write the plans and name the commands."""
    one, busy, schema = folder / "one.yaml", folder / "busy.yaml", folder / "schema.json"
    one.write_text(plan_of_220_lines(), encoding="utf-8")
    busy.write_text(busy_plan(), encoding="utf-8")
    schema.write_text(plan_schema_text("en"), encoding="utf-8")
    crowd = folder / "many"
    crowd.mkdir()
    for number in range(many):
        (crowd / f"plan{number:04}.yaml").write_text(plan_of_220_lines(number), encoding="utf-8")
    names = tuple(str(path) for path in sorted(crowd.iterdir()))
    cv = rendercv_input(folder)
    lines = len(plan_of_220_lines().splitlines())
    return [
        Contest(
            "start",
            (
                ("planner --version", (*_PLANNER, "--version")),
                ("python -c pass", (sys.executable, "-c", "pass")),
            ),
            runs,
        ),
        Contest(
            f"check one plan of {lines} lines",
            (
                ("planner check --quick", (*_PLANNER, "check", "--quick", str(one))),
                ("planner check", (*_PLANNER, "check", str(one))),
                ("check-jsonschema", tool("check-jsonschema", "--schemafile", str(schema), str(one))),
                ("yamllint", tool("yamllint", "-d", "relaxed", str(one))),
            ),
            runs,
        ),
        Contest(
            f"check {many} such plans in one call",
            (
                ("planner check --quick", (*_PLANNER, "check", "--quick", str(crowd))),
                ("check-jsonschema", tool("check-jsonschema", "--schemafile", str(schema), *names)),
                ("yamllint", tool("yamllint", "-d", "relaxed", *names)),
            ),
            min(3, runs),
        ),
        Contest(
            "a year with about 1,000 posts",
            (
                ("planner check", (*_PLANNER, "check", str(busy))),
                (
                    "planner generate",
                    (*_PLANNER, "generate", str(busy), "-o", str(folder / "out"), "--draft", "--force"),
                ),
                (
                    "rendercv (a two-page CV, Markdown)",
                    tool("rendercv", "render", str(cv), "-nopdf", "-nopng", "-nohtml") if cv else None,
                ),
            ),
            runs,
        ),
    ]


def rendercv_input(folder: Path) -> Path | None:
    """Have rendercv write its own sample; ``None`` if it is not installed."""
    writer = tool("rendercv", "new", "Jane Doe")
    if writer is None:
        return None
    subprocess.run(writer, cwd=folder, capture_output=True, check=False)
    return next(folder.glob("*_CV.yaml"), None)


def tool(name: str, *arguments: str) -> tuple[str, ...] | None:
    """Return a command if the tool is installed beside this Python or on the path."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    return None if found is None else (found, *arguments)


def show(contest: Contest) -> None:
    """Run the commands in turns, so that a noisy minute hits all of them, and print medians."""
    print(f"\n{contest.work}")
    present = [(label, command) for label, command in contest.commands if command is not None]
    times: dict[str, list[float]] = {label: [] for label, _ in present}
    endings: dict[str, int] = {}
    for _, program in present:
        measure(program)  # compiles modules, fills the disk cache
    for _ in range(contest.runs):
        for label, program in present:
            run = measure(program)
            times[label].append(run.seconds)
            endings[label] = run.code
    ours = statistics.median(times[present[0][0]])
    for label, command in contest.commands:
        if command is None:
            print(f"  {label:38} not installed")
            continue
        median = statistics.median(times[label])
        spread = max(times[label]) - min(times[label])
        print(
            f"  {label:38} {median:7.3f} s  ±{spread / 2:.3f}  x{median / ours:.2f}  (exit {endings[label]})"
        )


if __name__ == "__main__":
    main()
