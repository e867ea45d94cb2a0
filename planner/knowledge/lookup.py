"""Finding rows by the names that operators write: ids, names in either language, synonyms."""

from __future__ import annotations

from functools import cache

from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.load import activity_kind_ids, load_activity_kind, load_platforms, load_roles
from planner.knowledge.measure_rows import PlatformRow


def platform_kind(name: str) -> PlatformRow | None:
    """Return the platform that an operator means by an id, a name or a synonym."""
    return _platforms().get(name.strip().lower())


@cache
def _platforms() -> dict[str, PlatformRow]:
    found: dict[str, PlatformRow] = {}
    for row in load_platforms().values():
        for spelling in (row.id, row.name.zh, row.name.en, *row.aliases):
            found.setdefault(spelling.lower(), row)
    return found


def role_id(name: str) -> str | None:
    """Return the id of one of the five roles from its id or name in either language."""
    return _roles().get(name.strip().lower())


@cache
def _roles() -> dict[str, str]:
    return {
        spelling.lower(): row.id
        for row in load_roles().values()
        for spelling in (row.id, row.name.zh, row.name.en)
    }


def kind_of(reference: str) -> ActivityKindRow | None:
    """Return the activity kind meant by an id or a name."""
    if reference in activity_kind_ids():
        return load_activity_kind(reference)
    named = _kinds().get(reference)
    return load_activity_kind(named) if named is not None else None


@cache
def _kinds() -> dict[str, str]:
    rows = (load_activity_kind(kind_id) for kind_id in activity_kind_ids())
    return {name: row.id for row in rows for name in (row.name.zh, row.name.en)}
