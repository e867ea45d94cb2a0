"""A command line that speaks English, on a fixed day, in an empty folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli.main import app

Run = Callable[..., Result]

SMALL_PLAN = """\
version: 1
language: en
timezone: Europe/London
currency: GBP
community: {name: Saturday Walks, type: interest, product: weekend city walks}
positioning:
  problem: people who want to walk find nobody to go with
  promise: say how many you are and there is a walk with its length and the hour you are back
audience:
  - {name: office workers, needs: [company on a walk], times: ["12:30", "20:00"], moments: [Friday on the way home]}
goals:
  - {kpi: members, target: 120, by: 2027-06-30, baseline: 20}
  - {kpi: active_rate, target: 30%, by: 2027-06-30, baseline: unknown}
period: {start: 2027-01-04, end: 2027-06-30}
budget: {total: 1500}
platforms: [whatsapp_group]
offers: [ten-kilometre city route, five kilometres by the river, first kit list]
question_pool: [Which route is kind to a bad knee?, Do you walk in the rain?]
people:
  - {name: Ben, roles: [admin, editor], hours: 10}
  - {name: Ann, roles: [owner, planner, expert], hours: 6}
"""
BROKEN_PLAN = SMALL_PLAN.replace("target: 120", "targt: 120").replace(
    "period: {start: 2027", "period: {start: 2026"
)


@pytest.fixture(autouse=True)
def _fixed_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "PLANNER_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLANNER_TODAY", "2026-11-20")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run() -> Run:
    """Run ``planner`` with arguments; gives exit code, stdout and stderr."""

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, list(arguments), input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan without errors."""
    path = tmp_path / "plan.yaml"
    path.write_text(SMALL_PLAN, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A plan with an unknown key."""
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN_PLAN, encoding="utf-8")
    return path
