"""Running checks: all of them, whatever happens in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from planner.checks.context import WorkedOut, Written
from planner.checks.listed_written import DATA_CHECKS, WRITTEN_CHECKS
from planner.checks.policy import Policy, policy_of
from planner.diagnostics.model import Finding
from planner.plan.plan import Plan

if TYPE_CHECKING:
    from planner.completion.model import CompletePlan
    from planner.playbook.model import Playbook

C = TypeVar("C")


def check_structure(data: object, plan: Plan | None, policy: Policy | None = None) -> tuple[Finding, ...]:
    """Return what the checks find that need no playbook.

    ``data`` is the document as it was read; ``plan`` is ``None`` where a section is broken, and then only the
    checks on the document run.
    """
    rules = policy or policy_of(plan)
    found: list[Finding] = []
    for check in DATA_CHECKS:
        found += _guarded(check.__name__, lambda run=check: run(data, rules))  # type: ignore[misc]
    if plan is not None:
        found += _run(WRITTEN_CHECKS, Written(data, plan, rules))
    return tuple(finding for finding in found if rules.wants(finding.code))


def check_playbook(
    plan: Plan, complete: CompletePlan, playbook: Playbook, data: object = None, policy: Policy | None = None
) -> tuple[Finding, ...]:
    """Return what the checks find that judge a plan by what follows from it.

    ``data`` is the document as it was read; without it a finding about an activity points at the section.
    """
    from planner.checks.listed_worked_out import PLAYBOOK_CHECKS

    rules = policy or policy_of(plan)
    found = _run(PLAYBOOK_CHECKS, WorkedOut(data, plan, rules, complete, playbook))
    return tuple(finding for finding in found if rules.wants(finding.code))


def _run(checks: Iterable[Callable[[C], Iterator[Finding]]], context: C) -> list[Finding]:
    found: list[Finding] = []
    for check in checks:
        found += _guarded(check.__name__, lambda run=check: run(context))  # type: ignore[misc]
    return found


def _guarded(name: str, run: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """All findings of one check; if it crashes, those before the crash and one that says so."""
    found: list[Finding] = []
    try:
        found.extend(run())
    except Exception as error:
        found.append(Finding("INT001", params={"check": name, "error": f"{type(error).__name__}: {error}"}))
    return found
