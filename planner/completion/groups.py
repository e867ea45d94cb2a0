"""Completing groups: where each lives, who keeps it, when it opens, closes or changes hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.completion.naming import derive_id
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, find_platform, holder_of
from planner.completion.values.team import (
    CompleteGroup,
    CompleteHandOver,
    CompletePerson,
    CompletePlatform,
    CompleteRole,
)
from planner.dates.ranges import DateRange
from planner.knowledge.load import assumed
from planner.plan.plan import Plan
from planner.plan.team import Group


def complete_groups(
    plan: Plan,
    platforms: tuple[CompletePlatform, ...],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    period: DateRange,
    origins: OriginBook,
) -> tuple[CompleteGroup, ...]:
    """Take the written groups, else one group of the community's name on the first group platform."""
    home = next((p for p in platforms if p.role in ("group", "forum")), platforms[0] if platforms else None)
    admin = holder_of("admin", roles)
    if plan.groups is None:
        if home is None:
            return ()
        origins.derived(("groups", 0), "one group on the first group platform", ("platforms",))
        return (
            CompleteGroup(
                id="main",
                name=home.name or plan.community.name,
                platform=home.id,
                persona="",
                owner=admin,
                deputy=_deputy(admin, people),
                capacity=home.capacity,
                members=None,
                opened=None,
                closes=None,
                kind="standing",
                status="active",
                next_at=assumed("group_full_share"),
                keep_at=assumed("review_keep_share"),
                merge_at=assumed("review_merge_share"),
            ),
        )
    ids = _ids(plan.groups)
    known = {name: own for group, own in zip(plan.groups, ids, strict=True) for name in (own, group.name)}
    desk = _Desk(platforms, home, people, roles, admin, period, known, origins)
    return tuple(
        desk.group(group, own, index) for index, (group, own) in enumerate(zip(plan.groups, ids, strict=True))
    )


def _ids(groups: Sequence[Group]) -> list[str]:
    taken = {group.id for group in groups if group.id}
    return [group.id or derive_id(group.name, "group", taken) for group in groups]


def _deputy(keeper: str, people: tuple[CompletePerson, ...]) -> str:
    return next((person.deputy for person in people if person.id == keeper), "")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed to fill in a written group."""

    platforms: tuple[CompletePlatform, ...]
    home: CompletePlatform | None
    people: tuple[CompletePerson, ...]
    roles: Mapping[str, CompleteRole]
    admin: str
    period: DateRange
    known: Mapping[str, str]
    """Id or name of a group to its id."""
    origins: OriginBook

    def group(self, group: Group, own: str, index: int) -> CompleteGroup:
        """Return a written group with nothing left open."""
        platform = (find_platform(group.platform, self.platforms) if group.platform else None) or self.home
        keeper = self._holder(group.owner) or self.admin
        capacity = group.capacity
        if capacity is None and platform is not None:
            capacity = platform.capacity
        next_at, keep_at, merge_at = group.next_at, group.keep_at, group.merge_at
        if next_at is None:
            next_at = self.origins.figure(("groups", index, "next_at"), "group_full_share")
        if keep_at is None:
            keep_at = self.origins.figure(("groups", index, "keep_at"), "review_keep_share")
        if merge_at is None:
            merge_at = self.origins.figure(("groups", index, "merge_at"), "review_merge_share")
        return CompleteGroup(
            id=own,
            name=group.name,
            platform=platform.id if platform else "",
            persona=group.persona or "",
            owner=keeper,
            deputy=self._holder(group.deputy) or _deputy(keeper, self.people),
            capacity=capacity,
            members=group.members,
            opened=group.opened,
            closes=self._closes(group, index),
            kind=group.kind or "standing",
            status=group.status or "active",
            into=self.known.get(group.into or "", ""),
            same_members_as=tuple(
                self.known[other] for other in group.same_members_as or () if other in self.known
            ),
            hand_over=self._hand_over(group),
            next_at=next_at,
            keep_at=keep_at,
            merge_at=merge_at,
        )

    def _holder(self, reference: str | None) -> str:
        return (find_holder(reference, self.people, self.roles) if reference else None) or ""

    def _hand_over(self, group: Group) -> CompleteHandOver | None:
        if group.hand_over is None:
            return None
        taker = self._holder(group.hand_over.to)
        return CompleteHandOver(taker, group.hand_over.on) if taker else None

    def _closes(self, group: Group, index: int) -> date | None:
        """The written last day; a group that is merging or closing without one gets weeks for an orderly end."""
        if group.closes is not None or group.status not in ("merging", "closing"):
            return group.closes
        given = int(self.origins.figure(("groups", index, "closes"), "group_close_weeks"))
        day = min(self.period.start + timedelta(weeks=given), self.period.last)
        return max(day, group.opened) if group.opened is not None else day
