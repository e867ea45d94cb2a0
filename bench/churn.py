"""How much moves in a playbook when its plan is edited a little.

    python bench/churn.py [PLAN ...] [--edit WORDS] [--show]

Each plan is planned, edited in ordinary ways, and planned again on its own ``playbook.json``. Counted are dated
things (posts, occurrences, preparation, tasks) that have another day or hour or are gone though the edit touched
neither them nor a limit that they share (``bench/churn_edits.py`` says what each edit touches). Posts with other words
are counted beside, and judged by nobody. Bounds: under 5 % of the untouched things for local edits; at most 10 % of
occurrences and 2 % of posts for edits that touch everything. Exit 1 where a bound is broken.
"""

from __future__ import annotations

import argparse
import sys
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.churn_edits import EDITS, Data, Edit
from bench.churn_things import Thing, dated_things
from planner.diagnostics.model import Severity
from planner.documents.writers.playbook_json import record_of, write_playbook_json
from planner.pipeline import plan_text
from planner.playbook.model import Playbook
from planner.resources import samples_folder
from planner.scaffold.yaml_text import write_yaml
from planner.source.reader import read_source

MOST_LOCAL = 0.05
MOST_OCCURRENCES = 0.10
MOST_POSTS = 0.02


@dataclass(frozen=True, slots=True)
class Start:
    """A plan before its edits."""

    name: str
    data: Data
    playbook: Playbook
    record: bytes


@dataclass(frozen=True, slots=True)
class Churn:
    """What an edit did: the untouched things, those of them that moved (with their new time, ``None`` if gone)."""

    edit: Edit
    untouched: tuple[Thing, ...]
    moved: tuple[tuple[Thing, str | None], ...]
    reworded: int
    errors: tuple[str, ...]
    """Codes of the errors that the edited plan has (less money than its lines cost, say)."""

    def share(self, *kinds: str) -> float:
        """Share of the untouched things (of some kinds) that moved."""
        among = [thing for thing in self.untouched if not kinds or thing.kind in kinds]
        gone = [thing for thing, _ in self.moved if not kinds or thing.kind in kinds]
        return len(gone) / len(among) if among else 0.0

    @property
    def holds(self) -> bool:
        """Whether the bound of its scope holds."""
        if self.edit.scope == "local":
            return self.share() < MOST_LOCAL
        return self.share("occurrence") <= MOST_OCCURRENCES and self.share("post") <= MOST_POSTS


def start_of(path: Path) -> Start:
    """Plan a file."""
    text = path.read_text(encoding="utf-8")
    data = read_source(text, path.name).data
    playbook = plan_text(text, path.name).playbook
    assert isinstance(data, dict)
    assert playbook is not None
    return Start(path.stem, data, playbook, write_playbook_json(record_of(playbook)))


def churn_of(start: Start, edit: Edit) -> Churn | None:
    """Edit the plan and plan it on what it was; ``None`` where the edit does not apply."""
    data = deepcopy(start.data)
    if not edit.change(data, start.playbook):
        return None
    result = plan_text(write_yaml(data, {}), start.name, previous=start.record)
    assert result.playbook is not None, [d.message for d in result.diagnostics]
    assert result.anchor.status == "used", result.anchor.status
    before, after = dated_things(start.playbook), dated_things(result.playbook)
    touched = edit.touched(start.playbook, result.playbook)
    untouched = tuple(thing for thing in before.values() if not touched(thing))
    moved = tuple(
        (thing, after[thing.id].at if thing.id in after else None)
        for thing in untouched
        if thing.id not in after or after[thing.id].at != thing.at
    )
    reworded = sum(1 for t in untouched if t.words and t.id in after and after[t.id].words != t.words)
    errors = tuple(
        sorted({d.code for d in result.diagnostics if d.severity is Severity.ERROR and not d.suppressed})
    )
    return Churn(edit, untouched, moved, reworded, errors)


def main() -> int:
    """Print one table for each plan; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("plans", nargs="*", type=Path)
    parser.add_argument("--edit", default="", help="only edits whose name has these words")
    parser.add_argument("--show", action="store_true", help="list what moved")
    options = parser.parse_args()
    holds = True
    for path in options.plans or sorted(samples_folder().glob("*.yaml")):
        start = start_of(path)
        print(f"\n{start.name}: {_sizes(start.playbook)}")
        print(f"  {'edit':30} {'scope':7} {'moved':>14}  posts  occur.  prep.  tasks  reworded")
        for edit in EDITS:
            if options.edit in edit.name:
                churn = churn_of(start, edit)
                holds = show(edit, churn, listed=options.show) and holds
    return 0 if holds else 1


def show(edit: Edit, churn: Churn | None, *, listed: bool) -> bool:
    """Print one line; return whether the bound holds."""
    if churn is None:
        print(f"  {edit.name:30} does not apply")
        return True
    kinds = ("post", "occurrence", "preparation", "task")
    shares = "  ".join(f"{churn.share(kind):5.1%}" for kind in kinds)
    count = f"{len(churn.moved)}/{len(churn.untouched)} {churn.share():5.1%}"
    verdict = "ok" if churn.holds else "TOO MUCH"
    if churn.errors:
        verdict += f" (the edited plan has errors: {', '.join(churn.errors)})"
    print(f"  {edit.name:30} {edit.scope:7} {count:>14}  {shares}  {churn.reworded:5}  {verdict}")
    if listed:
        for thing, at in churn.moved:
            print(f"      {thing.id}  {thing.at} -> {at or 'gone'}  {','.join(sorted(thing.people))}")
    return churn.holds


def _sizes(playbook: Playbook) -> str:
    things = dated_things(playbook).values()
    kinds = (
        ("post", "posts"),
        ("occurrence", "occurrences"),
        ("preparation", "preparation"),
        ("task", "tasks"),
    )
    return ", ".join(f"{sum(1 for thing in things if thing.kind == kind)} {name}" for kind, name in kinds)


if __name__ == "__main__":
    sys.exit(main())
