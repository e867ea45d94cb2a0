"""Which checks count for a plan, and how strict they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from planner.diagnostics.texts import CodeTexts
from planner.plan.plan import Plan
from planner.resources import code_texts_folder
from planner.source.plain import load_plain


@cache
def code_texts() -> CodeTexts:
    """Return the texts of all codes; a family is read when one of its codes is asked for."""
    return CodeTexts(code_texts_folder(), load_plain)


@dataclass(frozen=True, slots=True)
class Policy:
    """Severities and thresholds as a plan sets them, and the codes that are asked for.

    ``select`` and ``ignore`` hold codes or families (``"KPI003"``, ``"KPI"``); an empty ``select`` means all.
    """

    severity: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        """Say whether findings of a code are asked for."""
        if code.startswith(self.ignore) and self.ignore:
            return False
        return not self.select or code.startswith(self.select)

    def threshold(self, code: str, name: str) -> Decimal:
        """Return the plan's threshold (``CODE.name``, or ``CODE`` for the first one), else the default."""
        row = code_texts().row(code)
        defaults = row.thresholds if row else {}
        if f"{code}.{name}" in self.thresholds:
            return self.thresholds[f"{code}.{name}"]
        if code in self.thresholds and next(iter(defaults), None) == name:
            return self.thresholds[code]
        return defaults[name]


def policy_of(plan: Plan | None, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Policy:
    """Return the policy that a plan's ``checks`` section sets."""
    checks = plan.checks if plan else None
    return Policy(
        severity=dict((checks.severity if checks else None) or {}),
        thresholds=dict((checks.thresholds if checks else None) or {}),
        select=select,
        ignore=ignore,
    )
