"""Plans one file and writes nothing: read, complete, plan, in one process, with knowledge from a folder of one's own.

    python bench/plan_only.py PLAN [KNOWLEDGE-FOLDER]

Prints what was planned, so that two runs can be told apart.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import planner.resources


def main(plan: str, knowledge: str | None = None) -> None:
    """Plan one file."""
    gc.set_threshold(200_000, 20, 20)  # as the command line does
    if knowledge is not None:
        folder = Path(knowledge)
        planner.resources.knowledge_folder = lambda: folder  # before the loaders take the name over
    from planner.completion.complete import complete_plan
    from planner.plan.read import read_plan
    from planner.playbook.build import build_playbook
    from planner.source.reader import read_source

    source = read_source(Path(plan).read_bytes(), plan)
    reading = read_plan(source.data)
    if reading.plan is None or reading.findings or source.findings:
        raise SystemExit(f"{plan}: {source.findings} {reading.findings}")
    complete = complete_plan(reading.plan)
    assert complete is not None
    playbook = build_playbook(complete)
    events = playbook.activities.occurrences
    print(
        len(playbook.calendar.entries),
        len(events),
        sum(len(event.preparation) for event in events),
        len(playbook.portfolio.choices),
        len(complete.stages),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
