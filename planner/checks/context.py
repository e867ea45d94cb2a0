"""What checks look at, and words that their messages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from planner.checks.policy import Policy
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text
from planner.plan.plan import Plan

if TYPE_CHECKING:  # quick checks never load what these need
    from planner.completion.model import CompletePlan
    from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class Written:
    """The document as it was read and, if it is sound, the plan."""

    data: object
    plan: Plan
    policy: Policy


@dataclass(frozen=True, slots=True)
class WorkedOut(Written):
    """A sound plan with all that follows from it."""

    complete: CompletePlan
    playbook: Playbook


DataCheck: TypeAlias = Callable[[object, Policy], Iterator[Finding]]
WrittenCheck: TypeAlias = Callable[[Written], Iterator[Finding]]
PlaybookCheck: TypeAlias = Callable[[WorkedOut], Iterator[Finding]]

STAGE_NAMES = {
    "build": Text("建设期", "the build stage"),
    "growth": Text("发展期", "the growth stage"),
    "maturity": Text("成熟期", "the maturity stage"),
}
CATEGORY_NAMES = {
    "platform": Text("平台", "platform"),
    "content": Text("内容", "content"),
    "activity": Text("活动", "activities"),
    "operations": Text("运营维护", "operations"),
}
WEEKDAY_NAMES = tuple(
    Text(f"周{zh}", en)
    for zh, en in zip(
        "一二三四五六日",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
