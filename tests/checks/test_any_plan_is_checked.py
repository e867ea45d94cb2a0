"""Whatever an operator writes, no check crashes, and every finding has its words in both languages."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings

from planner.checks.policy import code_texts
from planner.checks.run import check_playbook, check_structure
from planner.completion.complete import complete_plan
from planner.diagnostics.texts import Bilingual, fill_message
from planner.plan.read import read_plan
from planner.playbook.build import build_playbook
from tests.strategies import Data, plans, working_plans

_SLOT = re.compile(r"\{[a-z_]+\}")


def look_at(data: Data) -> None:
    plan = read_plan(data).plan
    assert plan is not None
    found = list(check_structure(data, plan))
    complete = complete_plan(plan)
    if complete is not None:
        found += check_playbook(plan, complete, build_playbook(complete), data)
    for finding in found:
        assert finding.code != "INT001", finding.params
        row = code_texts().row(finding.code)
        assert row is not None
        for texts in (row.messages, row.hints):
            text = texts.get(finding.variant) or texts.get("default") or Bilingual("", "")
            slots = {slot[1:-1] for slot in _SLOT.findall(text.zh + text.en)}
            assert slots <= finding.params.keys(), (finding.code, finding.variant, slots)
            assert fill_message(text, finding.params, "en") or not text.en


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(plans(most_months=3))
def test_any_plan(data: Data) -> None:
    look_at(data)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(working_plans())
def test_any_plan_that_works(data: Data) -> None:
    look_at(data)
