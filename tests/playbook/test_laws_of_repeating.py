"""The same plan gives the same playbook: twice, under another hash seed, and on top of its own record."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from planner.completion.complete import complete_plan
from planner.documents.writers.playbook_json import record_of, write_playbook_json
from planner.playbook.build import build_playbook
from planner.playbook.previous import NOTHING_BEFORE, Previous
from planner.playbook.record.figures import PlaybookRecord
from planner.playbook.record.reading import read_previous
from planner.resources import samples_folder
from tests.planning import plan_of
from tests.strategies import Data, plans, working_plans

few = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # whole plans shrink for minutes; the first bad one is readable
)
_HASHING = """
import hashlib, sys
from pathlib import Path
from planner.documents.writers.playbook_json import record_of, write_playbook_json
from planner.pipeline import plan_text
for name in sys.argv[1:]:
    playbook = plan_text(Path(name).read_bytes(), name).playbook
    print(hashlib.sha256(write_playbook_json(record_of(playbook))).hexdigest())
    print(hashlib.sha256(repr(playbook.money).encode()).hexdigest())
"""


def record(written: Data, previous: Previous = NOTHING_BEFORE) -> bytes:
    """The record of a plan that is planned on an earlier playbook."""
    complete = complete_plan(plan_of(written), previous.earlier)
    assert complete is not None
    return write_playbook_json(record_of(build_playbook(complete, previous)))


@few
@given(working_plans())
def test_the_same_plan_gives_the_same_bytes(written: Data) -> None:
    assert record(written) == record(written)


@few
@given(working_plans())
def test_planning_on_its_own_record_changes_nothing(written: Data) -> None:
    once = record(written)
    previous = read_previous(once)
    assert previous is not NOTHING_BEFORE
    assert record(written, previous) == once


@settings(few, max_examples=6)
@given(plans())
def test_odd_plans_do_not_change_on_their_own_record_either(written: Data) -> None:
    once = record(written)
    previous = read_previous(once)
    assert previous is not NOTHING_BEFORE
    assert record(written, previous) == once


@few
@given(working_plans(), working_plans())
def test_what_is_past_stays_as_it_was(written: Data, other: Data) -> None:
    """Whatever is edited on a day in the middle: dated things before it keep their day, hour and words."""
    before = msgspec.json.decode(record(written), type=PlaybookRecord)
    today = before.plan.start + (before.plan.end - before.plan.start) // 2
    edited = {key: value for key, value in written.items() if key not in ("activities", "calendar")}
    edited |= {key: other[key] for key in ("people", "budget", "content") if key in other}
    edited["budget"] = {key: value for key, value in edited["budget"].items() if key != "funds"}
    previous = read_previous(msgspec.json.encode(before), today)
    after = msgspec.json.decode(record(edited, previous), type=PlaybookRecord)
    assert [e for e in after.content.entries if e.on < today] == [
        e for e in before.content.entries if e.on < today
    ]
    assert past_events(after, today) == past_events(before, today)
    assert past_tasks(after, today) == past_tasks(before, today)


def past_events(playbook: PlaybookRecord, today: date) -> list[tuple[str, object, int]]:
    return [(e.id, e.start, len(e.preparation)) for e in playbook.occurrences if e.start.date() < today]


def past_tasks(playbook: PlaybookRecord, today: date) -> list[tuple[str, date]]:
    return sorted(
        (task.id, task.due) for stage in playbook.stages for task in stage.tasks if task.due < today
    )


@pytest.mark.parametrize("sample", ["minimal", "printing-supplies"])
def test_hash_seeds_make_no_difference(sample: str) -> None:
    path = str(samples_folder() / f"{sample}.yaml")
    outputs = {_hashes(path, seed) for seed in ("0", "4242")}
    assert len(outputs) == 1
    assert len(outputs.pop().split()) == 2


def _hashes(path: str, seed: str) -> str:
    here = str(Path(__file__).parents[2])
    done = subprocess.run(
        (sys.executable, "-c", _HASHING, path),
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": here},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
