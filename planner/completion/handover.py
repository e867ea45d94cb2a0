"""Completing what a successor has to know: who the written accounts and places belong to."""

from __future__ import annotations

from collections.abc import Mapping

from planner.completion.team import find_holder
from planner.completion.values.members import CompleteAccount, CompleteHandover, CompletePlace
from planner.completion.values.team import CompleteGroup, CompletePerson, CompletePlatform, CompleteRole
from planner.knowledge.load import load_platforms
from planner.plan.plan import Plan


def complete_handover(
    plan: Plan,
    platforms: tuple[CompletePlatform, ...],
    groups: tuple[CompleteGroup, ...],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
) -> CompleteHandover:
    """Take the written accounts, else one for each platform that the plan names, kept by who keeps the first group there.

    Where a login is kept, and where things are, nobody knows but the operator: both stay empty.
    """
    written = plan.handover
    if written is None:
        return CompleteHandover(accounts=_of_platforms(plan, platforms, groups))

    def holder(reference: str | None) -> str:
        return (find_holder(reference, people, roles) if reference else None) or ""

    if written.accounts is None:
        accounts = _of_platforms(plan, platforms, groups)
    else:
        accounts = tuple(
            CompleteAccount(one.name, holder(one.holder), holder(one.second), one.kept or "")
            for one in written.accounts
        )
    return CompleteHandover(
        accounts=accounts,
        places=tuple(CompletePlace(one.what, one.where, holder(one.owner)) for one in written.places or ()),
        notes=written.notes or (),
    )


def _of_platforms(
    plan: Plan, platforms: tuple[CompletePlatform, ...], groups: tuple[CompleteGroup, ...]
) -> tuple[CompleteAccount, ...]:
    return tuple(
        CompleteAccount(platform.name or _own_name(plan, platform), *_keepers(platform, groups))
        for platform in platforms
    )


def _own_name(plan: Plan, platform: CompletePlatform) -> str:
    name = load_platforms()[platform.kind].name
    return name.zh if plan.head.language == "zh-CN" else name.en


def _keepers(platform: CompletePlatform, groups: tuple[CompleteGroup, ...]) -> tuple[str, str]:
    """Owner and deputy of the first group on a platform; both empty where there is none."""
    first = next((group for group in groups if group.platform == platform.id), None)
    return (first.owner, first.deputy) if first is not None else ("", "")
