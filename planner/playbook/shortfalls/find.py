"""Where required things cannot fit: which limits are too tight, by how much, for what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from planner.completion.model import CompletePlan
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.ground import Ground
from planner.playbook.shortfalls.instance import Instance, Limit, enough_a_week, fits_as_placed
from planner.playbook.shortfalls.required import required_of
from planner.playbook.shortfalls.written_limits import is_written
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.money import Shortfall

if TYPE_CHECKING:
    from planner.playbook.shortfalls.irreducible import Missing

_CONTINGENCY = Text("预备金", "contingency")


def find_shortfalls(
    plan: CompletePlan,
    ground: Ground,
    written: Sequence[Occurrence],
    settled: date | None = None,
) -> tuple[Shortfall, ...]:
    """Return the limits that required things cannot keep, however they are arranged; nothing where all fit.

    Lifting all of these limits makes room, lifting all but one does not. Amounts are money, or minutes for hours.
    Required is what the operator wrote: activities that are not optional, lines, channels, labour where the budget
    includes it, series, routines and tasks. Limits are those that the operator wrote. ``settled``: what lies before
    that day stays where it is.
    """
    required = required_of(plan, ground, written, settled)
    placed = required.as_placed()
    if fits_as_placed(placed):
        return ()
    # Needed only where something is short.
    from planner.playbook.shortfalls.irreducible import find_missing

    instance = required.with_freedom()
    missing = find_missing(instance)
    names = _names(plan) if missing else {}
    weekly = _weekly_minutes(plan, placed, {instance.limits[one.limit].where for one in missing})
    return tuple(_shortfall(plan, instance.limits[one.limit], one, names, weekly) for one in missing)


def _weekly_minutes(plan: CompletePlan, placed: Instance, short: Collection[str]) -> dict[str, int]:
    """Return for each person that is short the least weekly minutes with which all fits where it is placed."""
    return {
        person.id: enough_a_week(placed, person.id, person.minutes)
        for person in plan.people
        if person.id in short and person.minutes is not None
    }


def _shortfall(
    plan: CompletePlan,
    limit: Limit,
    missing: Missing,
    names: Mapping[str, Text],
    weekly: Mapping[str, int],
) -> Shortfall:
    unit = 1 if limit.kind == "hours" else 100
    uses = {cause: Decimal(amount) / unit for cause, amount in missing.uses.items()}
    given = Decimal(limit.bound) / unit
    if limit.kind == "total" and plan.budget.contingency and is_written(plan, "budget", "contingency"):
        uses["contingency"] = plan.budget.contingency
        given += plan.budget.contingency
    amount = Decimal(missing.amount) / unit
    ranked = sorted(uses.items(), key=lambda use: (-use[1], use[0]))
    return Shortfall(
        limit=limit.kind,
        where=limit.where,
        week=limit.week,
        amount=amount,
        needed=given + amount,
        given=given,
        causes=tuple((cause, names.get(cause, said(cause)), used) for cause, used in ranked),
        path=limit.path,
        assumed=Decimal(missing.assumed) / unit,
        enough=weekly.get(limit.where) if limit.kind == "hours" else None,
    )


def _names(plan: CompletePlan) -> Mapping[str, Text]:
    """What each cause is called in the plan."""
    tasks = {f"task:{stage.id}:{task.id}": task.title for stage in plan.stages for task in stage.tasks}
    return {
        "contingency": _CONTINGENCY,
        **{f"line:{line.id}": said(line.name) for line in plan.budget.lines},
        **{f"channel:{channel.id}": said(channel.channel) for channel in plan.acquisition.channels},
        **{f"labour:{person.id}": said(person.name) for person in plan.people},
        **{f"activity:{activity.id}": activity.name for activity in plan.activities},
        **{f"series:{series.id}": series.name for series in plan.content.series},
        **{f"routine:{routine.id}": routine.name for routine in plan.routines},
        **tasks,
    }
