"""Completing where and who: platforms, groups, people, and who holds each role."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from planner.completion.naming import derive_id, find_named
from planner.completion.origins import OriginBook
from planner.completion.values.team import CompletePerson, CompletePlatform, CompleteRole
from planner.dates.ranges import DateRange
from planner.knowledge.fill import said
from planner.knowledge.load import assumed, load_platforms, load_roles
from planner.knowledge.lookup import platform_kind, role_id
from planner.knowledge.measure_rows import PlatformRow
from planner.knowledge.schema import Text
from planner.knowledge.type_rows import TypeRow
from planner.plan.plan import Plan
from planner.plan.team import Person, Platform

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NOTHING = Decimal(0)


def complete_platforms(plan: Plan, type_row: TypeRow, origins: OriginBook) -> tuple[CompletePlatform, ...]:
    """Take the written platforms, else the type's first group platform and first channel."""
    taken: set[str] = {platform.id for platform in plan.platforms or () if platform.id}
    platforms = []
    if plan.platforms is not None:
        for platform in plan.platforms:
            row = platform_kind(platform.kind)
            if row is not None:
                platforms.append(
                    _platform(row, platform, derive_id(row.id, "platform", taken), said(platform.why or ""))
                )
        return tuple(platforms)
    choices = type_row.platforms.get(plan.head.language, ())[: int(assumed("default_platforms"))]
    for index, choice in enumerate(choices):
        row = load_platforms()[choice.id]
        platforms.append(_platform(row, None, derive_id(row.id, "platform", taken), choice.why))
        origins.assumed(("platforms", index), f"types/{type_row.id}")
    return tuple(platforms)


def _platform(row: PlatformRow, written: Platform | None, derived_id: str, why: Text) -> CompletePlatform:
    return CompletePlatform(
        id=(written and written.id) or derived_id,
        kind=row.id,
        name=(written and written.name) or "",
        role=row.role,
        why=why,
        capacity=written.capacity if written and written.capacity is not None else row.capacity,
        posts_per_day=(
            written.posts_per_day
            if written and written.posts_per_day is not None
            else row.official_posts_per_day
        ),
        quiet=(written.quiet.start, written.quiet.end) if written and written.quiet else row.quiet,
        capabilities=row.capabilities,
    )


def find_platform(reference: str, platforms: tuple[CompletePlatform, ...]) -> CompletePlatform | None:
    """Return the platform meant by an id, a name, or a kind in any spelling."""
    named = find_named(reference, platforms)
    if named is not None:
        return named
    row = platform_kind(reference)
    return next((p for p in platforms if row is not None and p.kind == row.id), None)


def complete_people(plan: Plan, zone: str = "") -> tuple[CompletePerson, ...]:
    """Take over the people; hours become minutes a week, days default to all seven; ``zone`` is the plan's."""
    taken = {*load_roles(), *(role.id for role in plan.roles or ())}
    taken |= {person.id for person in plan.people or () if person.id}
    ids = [person.id or derive_id(person.name, "person", taken) for person in plan.people or ()]
    deputies = {ref: i for person, i in zip(plan.people or (), ids, strict=True) for ref in (i, person.name)}
    return tuple(_person(p, i, deputies, zone) for p, i in zip(plan.people or (), ids, strict=True))


def _person(person: Person, person_id: str, ids: Mapping[str, str], zone: str) -> CompletePerson:
    return CompletePerson(
        id=person_id,
        name=person.name,
        roles=tuple(role_id(role) or role for role in person.roles),
        minutes=round(person.hours * 60) if person.hours is not None else None,
        days=person.days or WEEKDAYS,
        leave=tuple(DateRange(leave.start, leave.end + timedelta(days=1)) for leave in person.leave or ()),
        deputy=ids.get(person.deputy or "", ""),
        cost_per=person.cost.per if person.cost else "",
        cost=person.cost.amount if person.cost else _NOTHING,
        present=tuple((span[:5], span[6:]) for span in person.present or ()),
        timezone="" if person.timezone == zone else person.timezone or "",
    )


def complete_roles(
    plan: Plan, people: tuple[CompletePerson, ...], origins: OriginBook
) -> Mapping[str, CompleteRole]:
    """Return the roles with their holders.

    A role that nobody was given goes to the named person with the most hours (the owner's role to the first
    person); experts are never made up. Without people, roles stay without names.
    """
    written = {role_id(role.id) or role.id: role for role in plan.roles or ()}
    roles: dict[str, CompleteRole] = {}
    for row in load_roles().values():
        own = written.get(row.id)
        roles[row.id] = CompleteRole(
            id=row.id,
            name=said(own.name) if own and own.name else row.name,
            duty=said(own.duty) if own and own.duty else row.duty,
            holder=_holder(row.id, people, origins),
            minutes=round(own.hours * 60) if own and own.hours is not None else None,
        )
    for key, own in written.items():
        if key not in roles:
            holder = next((person.id for person in people if key in person.roles), "")
            name = said(own.name or own.id)
            minutes = round(own.hours * 60) if own.hours is not None else None
            roles[key] = CompleteRole(key, name, said(own.duty or ""), holder, minutes)
    return roles


def _holder(role: str, people: tuple[CompletePerson, ...], origins: OriginBook) -> str:
    holding = next((person.id for person in people if role in person.roles), "")
    if holding or not people or role == "expert":
        return holding
    origins.derived(("roles", role), "the role goes to the person with the most hours", ("people",))
    if role == "owner":
        return people[0].id
    return max(people, key=lambda person: person.minutes or 0).id


def holder_of(role: str, roles: Mapping[str, CompleteRole]) -> str:
    """Return who does a role's work: the holder's id, or the role's own id where nobody is named."""
    known = roles.get(role)
    if known is None:
        return role
    return known.holder or known.id


def is_available(person: CompletePerson, on: date) -> bool:
    """Say whether a person has time for the community on a day."""
    return WEEKDAYS[on.weekday()] in person.days and not any(on in leave for leave in person.leave)


def find_holder(
    reference: str, people: tuple[CompletePerson, ...], roles: Mapping[str, CompleteRole]
) -> str | None:
    """Return the holder meant by a person's id or name, or by a role's; ``None`` if there is none."""
    person = find_named(reference, people)
    if person is not None:
        return person.id
    by_name = next((role.id for role in roles.values() if reference in (role.name.zh, role.name.en)), None)
    known = role_id(reference) or (reference if reference in roles else by_name)
    return holder_of(known, roles) if known else None
