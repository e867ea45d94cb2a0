"""The planning engine against TaskJuggler: whole processes, medians of one run, peak memory.

    python bench/engine.py [--runs N]

Ours reads, completes and plans a year of about 1,000 posts, 60 occurrences, 500 pieces of preparation, 40 activity
kinds and 3 stages, and then four times as much; TaskJuggler schedules 500 and 2,000 tasks without reports. Exit 1
where ours is slower, grows faster than five times, or needs 150 MiB or more.

The product knows fewer than 40 kinds. The others are copies of them with other ids, lengths, distances and weights,
in a folder of knowledge made for this run.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measuring import Measured, measure
from bench.plans import ENGINE_PEOPLE, engine_plan
from bench.taskjuggler import project
from planner.resources import knowledge_folder

KINDS = 40
MOST_TIMES = 5.0
MOST_MEMORY = 150.0
_DAYS_PER_EVENT = {1: 6, 4: 5}
"""The product leaves two or three weeks between events; 60 in a year and 240 in three years need less."""
_DRIVER = Path(__file__).with_name("plan_only.py")


@dataclass(slots=True)
class Runner:
    """A command and what its runs gave."""

    label: str
    command: tuple[str, ...] | None
    runs: list[Measured] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Median of all runs."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def busy(self) -> float:
        """Median of the processor's seconds, which other programs on the machine disturb less."""
        return statistics.median(run.busy for run in self.runs)

    @property
    def memory(self) -> float:
        """Largest peak in MiB."""
        return max(run.memory for run in self.runs)


def main() -> int:
    """Print one table and the three verdicts; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        runners = prepare(Path(name))
        for runner in runners:
            if runner.command is not None:
                measure(runner.command)  # compiles the modules, fills the disk cache
        for _ in range(options.runs):
            for runner in runners:
                if runner.command is not None:
                    runner.runs.append(measure(runner.command))
    for runner in runners:
        show(runner)
    return judge(*runners)


def prepare(folder: Path) -> list[Runner]:
    """Write the plans, the knowledge and the projects; ours come first, each followed by the peer's."""
    peer = shutil.which("tj3")
    people = tuple(name for name, _ in ENGINE_PEOPLE)
    runners = []
    for times, tasks in ((1, 500), (4, 2000)):
        knowledge = folder / f"knowledge{times}"
        write_knowledge(knowledge, KINDS, _DAYS_PER_EVENT[times])
        plan, tjp = folder / f"plan{times}.yaml", folder / f"project{times}.tjp"
        plan.write_text(engine_plan(times), encoding="utf-8")
        tjp.write_text(project(tasks, people, 12 if times == 1 else 36), encoding="utf-8")
        ours = (sys.executable, str(_DRIVER), str(plan), str(knowledge))
        theirs = peer and (peer, "--silent", "--no-color", "--no-reports", str(tjp))
        runners.append(Runner(f"planner, {'a year' if times == 1 else 'four times as much'}", ours))
        runners.append(Runner(f"TaskJuggler, {tasks} tasks", theirs or None))
    return runners


def write_knowledge(folder: Path, kinds: int, days_per_event: int) -> None:
    """Copy the product's knowledge and add copies of its activity kinds until there are so many."""
    shutil.copytree(knowledge_folder(), folder)
    originals = sorted((folder / "activities").glob("*.yaml"))
    for number in range(kinds - len(originals)):
        source, turn = originals[number % len(originals)], 2 + number // len(originals)
        kind = f"{source.stem}_{turn}"
        text = source.read_text(encoding="utf-8")
        text = re.sub(r"^id: .*$", f"id: {kind}", text, count=1, flags=re.MULTILINE)
        text = re.sub(
            r"^(distance_days|duration): (\d+)$",
            lambda found, turn=turn: f"{found[1]}: {int(found[2]) + 5 * turn}",  # type: ignore[misc]
            text,
            flags=re.MULTILINE,
        )
        text = re.sub(
            r"^(  [a-z_]+): ([123])$",
            lambda found, turn=turn: f"{found[1]}: {1 + (int(found[2]) + turn) % 3}",  # type: ignore[misc]
            text,
            flags=re.MULTILINE,
        )
        (folder / "activities" / f"{kind}.yaml").write_text(text, encoding="utf-8")
    assumptions = folder / "assumptions.yaml"
    gaps = re.sub(
        r"(id: event_gap_\w+(?:\n(?!- ).*?)*?\n  value: )\d+",
        rf"\g<1>{days_per_event}",
        assumptions.read_text(encoding="utf-8"),
    )
    assumptions.write_text(gaps, encoding="utf-8")


def show(runner: Runner) -> None:
    """Print one line."""
    if runner.command is None:
        print(f"  {runner.label:32} not installed")
        return
    times = [run.seconds for run in runner.runs]
    spread = (max(times) - min(times)) / 2
    code = max(run.code for run in runner.runs)
    print(
        f"  {runner.label:32} {runner.seconds:7.3f} s  ±{spread:.3f}  (processor {runner.busy:.3f} s)"
        f"  {runner.memory:6.1f} MiB  (exit {code})"
    )
    if runner.label.startswith("planner"):
        posts, events, steps, choices, stages = runner.runs[0].output.split()
        print(
            f"    {posts} posts, {events} occurrences, {steps} pieces of preparation, "
            f"{choices} chosen kinds of {KINDS}, {stages} stages"
        )


def judge(ours: Runner, theirs: Runner, ours_large: Runner, _: Runner) -> int:
    """Print the verdicts, by the wall clock; 1 if one of them fails."""
    growth = ours_large.seconds / ours.seconds
    memory = max(ours.memory, ours_large.memory)
    verdicts = [
        (growth < MOST_TIMES, f"four times as much takes x{growth:.2f} (bound x{MOST_TIMES:g})"),
        (memory < MOST_MEMORY, f"peak memory {memory:.1f} MiB (bound {MOST_MEMORY:g})"),
    ]
    if theirs.runs:
        ratio = theirs.seconds / ours.seconds
        verdicts.insert(0, (ratio > 1, f"TaskJuggler takes x{ratio:.2f} of our time (bound x1)"))
    ended = all(run.code == 0 for runner in (ours, ours_large, theirs) for run in runner.runs)
    verdicts.append((ended, "every run ended well"))
    for holds, words in verdicts:
        print(f"  {'ok  ' if holds else 'FAIL'}  {words}")
    return 0 if all(holds for holds, _ in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
