"""Completing what a successor has to know: whose the written accounts and places are."""

from __future__ import annotations

from collections.abc import Mapping

from planner.completion.team import find_holder
from planner.completion.values.members import CompleteAccount, CompleteHandover, CompletePlace
from planner.completion.values.team import CompletePerson, CompleteRole
from planner.plan.plan import Plan


def complete_handover(
    plan: Plan, people: tuple[CompletePerson, ...], roles: Mapping[str, CompleteRole]
) -> CompleteHandover:
    """Take what is written; where logins and things are kept nobody knows but the operator, so nothing is added."""
    written = plan.handover
    if written is None:
        return CompleteHandover()

    def holder(reference: str | None) -> str:
        return (find_holder(reference, people, roles) if reference else None) or ""

    return CompleteHandover(
        accounts=tuple(
            CompleteAccount(one.name, holder(one.holder), holder(one.second), one.kept or "")
            for one in written.accounts or ()
        ),
        places=tuple(CompletePlace(one.what, one.where, holder(one.owner)) for one in written.places or ()),
        notes=written.notes or (),
    )
