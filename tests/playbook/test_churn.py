"""Small edits, small changes: a few ordinary edits of two samples; ``bench/churn.py`` tries all of them on every sample."""

from __future__ import annotations

from copy import deepcopy
from functools import cache

import pytest

from bench.churn import Start, churn_of, start_of
from bench.churn_edits import EDITS, Edit
from bench.churn_touches import nothing
from planner.resources import samples_folder

_SOME = (
    "activity added with a date",
    "budget +1 %",
    "holiday declared",
    "topic added with a day",
    "goal raised 10 %",
    "hours of all -10 %",
    "leave of a week",
)


@cache
def start(sample: str) -> Start:
    return start_of(samples_folder() / f"{sample}.yaml")


@pytest.mark.parametrize("sample", ["minimal", "printing-supplies"])
@pytest.mark.parametrize("name", _SOME)
def test_an_edit_moves_little_that_it_does_not_touch(sample: str, name: str) -> None:
    edit = next(edit for edit in EDITS if edit.name == name)
    churn = churn_of(start(sample), edit)
    if churn is None:
        assert sample == "minimal", "the plan says all that the edit needs"
        return
    assert not churn.errors
    assert len(churn.untouched) > 50
    assert churn.holds, [(thing.id, thing.at, at) for thing, at in churn.moved]


def test_every_sample_can_be_edited_in_twenty_ways() -> None:
    for path in samples_folder().glob("*.yaml"):
        beginning = start(path.stem)
        changed = [edit for edit in EDITS if edit.change(deepcopy(beginning.data), beginning.playbook)]
        assert len(changed) >= 20


def test_the_same_plan_on_its_own_playbook_moves_nothing() -> None:
    same = Edit("nothing", lambda data, book: True, nothing)
    for path in samples_folder().glob("*.yaml"):
        churn = churn_of(start(path.stem), same)
        assert churn is not None
        assert churn.moved == ()
        assert churn.reworded == 0
