"""Typed loaders: each knowledge file is read once per process, and only when it is asked for."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import msgspec

from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.choice_rows import ChoiceWeightRow
from planner.knowledge.compiled import read_rows
from planner.knowledge.measure_rows import AssumptionRow, KpiRow, PlatformRow
from planner.knowledge.member_rows import (
    ChampionRow,
    ConsentRow,
    GroupProcedureRow,
    JourneyRow,
    ScriptRow,
)
from planner.knowledge.rule_rows import EncouragedRow, LadderRow, ProcedureRow, ProhibitionRow, RedLineRow
from planner.knowledge.schema import Row
from planner.knowledge.topic_rows import NodeRow, PatternRow
from planner.knowledge.type_rows import RoleRow, StageRow, TaskRow, TypeRow
from planner.resources import knowledge_folder

R = TypeVar("R", bound=Row)


class RulePresets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``rules.yaml``."""

    prohibited: tuple[ProhibitionRow, ...]
    encouraged: tuple[EncouragedRow, ...]
    ladder: tuple[LadderRow, ...]
    procedures: tuple[ProcedureRow, ...]


def _rows(name: str, kind: type[R]) -> dict[str, R]:
    many: Any = tuple[kind, ...]  # type: ignore[valid-type]  # a type made at run time
    rows: tuple[R, ...] = read_rows(knowledge_folder() / name, many)
    return {row.id: row for row in rows}


@cache
def community_type_ids() -> tuple[str, ...]:
    """Return the ids of all community types; reads only file names."""
    return tuple(sorted(path.stem for path in (knowledge_folder() / "types").glob("*.yaml")))


@cache
def load_type(type_id: str) -> TypeRow:
    """Return one community type; :class:`KeyError` if it does not exist."""
    if type_id not in community_type_ids():
        raise KeyError(type_id)
    row: TypeRow = read_rows(knowledge_folder() / "types" / f"{type_id}.yaml", TypeRow)
    return row


@cache
def activity_kind_ids() -> tuple[str, ...]:
    """Return the ids of all activity kinds; reads only file names."""
    return tuple(sorted(path.stem for path in (knowledge_folder() / "activities").glob("*.yaml")))


@cache
def load_activity_kind(kind_id: str) -> ActivityKindRow:
    """Return one activity kind; :class:`KeyError` if it does not exist."""
    if kind_id not in activity_kind_ids():
        raise KeyError(kind_id)
    row: ActivityKindRow = read_rows(knowledge_folder() / "activities" / f"{kind_id}.yaml", ActivityKindRow)
    return row


@cache
def load_kpis() -> dict[str, KpiRow]:
    """Return all KPIs by id."""
    return _rows("kpis.yaml", KpiRow)


@cache
def load_platforms() -> dict[str, PlatformRow]:
    """Return all platforms by id."""
    return _rows("platforms.yaml", PlatformRow)


@cache
def load_rules() -> RulePresets:
    """Return the rule presets."""
    presets: RulePresets = read_rows(knowledge_folder() / "rules.yaml", RulePresets)
    return presets


@cache
def load_red_lines() -> dict[str, RedLineRow]:
    """Return all red lines by id."""
    return _rows("red_lines.yaml", RedLineRow)


@cache
def load_stages() -> dict[str, StageRow]:
    """Return the three stages by id."""
    return _rows("stages.yaml", StageRow)


@cache
def load_tasks() -> dict[str, TaskRow]:
    """Return the tasks common to all types by id."""
    return _rows("tasks.yaml", TaskRow)


@cache
def load_roles() -> dict[str, RoleRow]:
    """Return the five roles by id."""
    return _rows("roles.yaml", RoleRow)


@cache
def load_nodes() -> dict[str, NodeRow]:
    """Return all festivals and marketing days by id."""
    return _rows("nodes.yaml", NodeRow)


@cache
def load_patterns() -> dict[str, PatternRow]:
    """Return all topic patterns by id, in the order of their files."""
    rows: dict[str, PatternRow] = {}
    for path in sorted((knowledge_folder() / "patterns").glob("*.yaml")):
        rows |= _rows(f"patterns/{path.name}", PatternRow)
    return rows


@cache
def load_scripts() -> dict[str, ScriptRow]:
    """Return the words for all situations by id, in the order of their files."""
    rows: dict[str, ScriptRow] = {}
    for path in sorted((knowledge_folder() / "scripts").glob("*.yaml")):
        rows |= _rows(f"scripts/{path.name}", ScriptRow)
    return rows


@cache
def load_journeys() -> dict[str, JourneyRow]:
    """Return all journeys by id."""
    return _rows("journeys.yaml", JourneyRow)


@cache
def load_champions() -> dict[str, ChampionRow]:
    """Return the champions of the types by id."""
    return _rows("champions.yaml", ChampionRow)


@cache
def load_group_procedures() -> dict[str, GroupProcedureRow]:
    """Return the procedures of groups by id."""
    return _rows("group_procedures.yaml", GroupProcedureRow)


@cache
def load_consents() -> dict[str, ConsentRow]:
    """Return what needs consent, by id."""
    return _rows("consents.yaml", ConsentRow)


@cache
def load_assumptions() -> dict[str, AssumptionRow]:
    """Return all standing assumptions by id."""
    return _rows("assumptions.yaml", AssumptionRow)


@cache
def load_choice() -> dict[str, ChoiceWeightRow]:
    """Return all weights of the choice of activities by id."""
    return _rows("choice.yaml", ChoiceWeightRow)


def assumed(name: str) -> Decimal:
    """Return the figure of a standing assumption; :class:`KeyError` if there is none of that id."""
    return load_assumptions()[name].value
