"""Which groups open, merge, change hands, close or are looked at, and on which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from planner.completion.model import CompletePlan
from planner.completion.values.team import CompleteGroup
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import PlanPath, Reason
from planner.playbook.groups.further import FURTHER_RULE
from planner.playbook.groups.steps import Dating, lead_days, procedure_row
from planner.playbook.values.groups import Procedure, ProcedureKind

TOLD_BY_TASKS = {
    "candid_word": "revive_candid_word",
    "first_ask": "revive_first_ask",
    "decide": "revive_decision",
}
"""Steps of looking at a silent group that are tasks of the team, too."""
_BEFORE_THE_WORD = frozenset(
    {"revive_audit", "revive_export", "revive_calls", "revive_debts", "revive_rules"}
)
"""Tasks that are done before anything is said in a group again."""


def build_procedures(plan: CompletePlan, days: WorkCalendar) -> tuple[Procedure, ...]:
    """Return all procedures in order of their days."""
    maker = _Maker(plan, days)
    found = [one for group in plan.groups for one in maker.of_group(group)]
    return tuple(sorted(found, key=lambda one: (one.on, one.id)))


class _Maker:
    """Makes the procedures of one plan."""

    def __init__(self, plan: CompletePlan, days: WorkCalendar) -> None:
        self._plan = plan
        self._dating = Dating(plan, days)
        self._groups = {group.id: group for group in plan.groups}
        self._place = {group.id: index for index, group in enumerate(plan.groups)}
        self._tasks = {task.id: task.due for stage in plan.stages for task in stage.tasks}

    def of_group(self, group: CompleteGroup) -> Iterator[Procedure]:
        """Yield the procedures of a group; each of its kinds at most once."""
        yield from self._open(group)
        yield from self._end(group)
        yield from self._hand_over(group)
        yield from self._review(group)

    def _open(self, group: CompleteGroup) -> Iterator[Procedure]:
        full = self._groups.get(group.follows)
        if full is not None and group.opened is not None:
            keys, taker = ("capacity", "next_at"), group.keeper(group.opened)
            yield self._made("open", full, group.opened, FURTHER_RULE, keys, other=group, taker=taker)

    def _end(self, group: CompleteGroup) -> Iterator[Procedure]:
        if group.closes is None or group.closes not in self._plan.period:
            return
        into = self._groups.get(group.into)
        if group.status == "merging" and into is not None and into.id != group.id:
            taker = into.keeper(group.closes)
            yield self._made(
                "merge", group, group.closes, "it merges", ("closes", "into"), other=into, taker=taker
            )
        else:
            yield self._made("close", group, group.closes, "its last day", ("closes",))

    def _hand_over(self, group: CompleteGroup) -> Iterator[Procedure]:
        change = group.hand_over
        if change is None or group.follows or change.to == group.owner:
            return
        if change.on in self._plan.period:
            yield self._made(
                "hand_over", group, change.on, "it changes hands", ("hand_over",), taker=change.to
            )

    def _review(self, group: CompleteGroup) -> Iterator[Procedure]:
        plan = self._plan
        opening = max(plan.opening or plan.period.start, plan.period.start)
        if plan.community.situation != "revive" or group.status not in ("active", "silent"):
            return
        if group.follows or (group.opened is not None and group.opened > opening):
            return
        said = self._first_word(opening)
        on = said + timedelta(days=lead_days("review"))
        if on not in plan.period or not group.is_open(on):
            return
        told = {step: self._tasks[task] for step, task in TOLD_BY_TASKS.items() if task in self._tasks}
        yield self._made("review", group, on, "a quiet group is looked at again", ("status",), told=told)

    def _first_word(self, opening: date) -> date:
        """The day of the candid word: the team's own task, else the opening, after all that comes before it."""
        before = [due for task, due in self._tasks.items() if task in _BEFORE_THE_WORD]
        own = self._tasks.get(TOLD_BY_TASKS["candid_word"], opening)
        return max([own, *(due + timedelta(days=1) for due in before)])

    def _made(
        self,
        kind: ProcedureKind,
        group: CompleteGroup,
        on: date,
        rule: str,
        keys: tuple[str, ...],
        *,
        other: CompleteGroup | None = None,
        taker: str = "",
        told: Mapping[str, date] | None = None,
    ) -> Procedure:
        keeper = group.keeper(on - timedelta(days=1)) if kind == "hand_over" else group.keeper(on)
        steps = self._dating.steps(kind, group.id, on, keeper, taker, told)
        decided = next((step.on for step in steps if step.step == "decide"), on)
        place: PlanPath = ("groups", self._place[group.id])
        return Procedure(
            id=f"procedure:{group.id}:{kind}",
            kind=kind,
            group=group.id,
            on=decided,
            steps=steps,
            reason=Reason(
                rule,
                tuple((*place, key) for key in keys),
                (f"group_procedures/{procedure_row(kind).id}",),
            ),
            other=other.id if other is not None else "",
            taker=taker,
        )
