"""Working out plans in tests: a readable plan of ``tests/plans`` with some of its keys replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planner.completion.complete import complete_plan
from planner.completion.model import CompletePlan
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.playbook.build import build_playbook
from planner.playbook.model import Playbook
from planner.source.reader import read_source

PLANS = Path(__file__).with_name("plans")


def data_of(text: str | bytes) -> dict[str, Any]:
    """Return what the reader makes of a plan's text; it must find nothing wrong."""
    source = read_source(text)
    assert not source.findings, source.findings
    assert isinstance(source.data, dict)
    return source.data


def data(name: str, *changes: str) -> dict[str, Any]:
    """Return a plan of ``tests/plans`` with top-level keys replaced; a key with nothing behind it falls away."""
    written = data_of((PLANS / f"{name}.yaml").read_text(encoding="utf-8"))
    for change in filter(None, changes):
        written |= data_of(change)
    return {key: value for key, value in written.items() if value is not None}


def plan_of(written: dict[str, Any]) -> Plan:
    """Return the plan; reading it must find nothing wrong."""
    reading = read_plan(written)
    assert reading.findings == ()
    assert reading.plan is not None
    return reading.plan


def complete_data(written: dict[str, Any]) -> CompletePlan:
    """Return the complete plan of data."""
    complete = complete_plan(plan_of(written))
    assert complete is not None
    return complete


def complete(name: str, *changes: str) -> CompletePlan:
    """Return the complete plan of a plan in ``tests/plans``."""
    return complete_data(data(name, *changes))


def worked_out(name: str, *changes: str) -> Playbook:
    """Return the playbook of a plan in ``tests/plans``."""
    return build_playbook(complete(name, *changes))
