"""From ids of knowledge rows to what they are called and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.explain.model import Row
from planner.explain.scene import Scene
from planner.knowledge.load import (
    activity_kind_ids,
    community_type_ids,
    load_activity_kind,
    load_assumptions,
    load_champions,
    load_choice,
    load_consents,
    load_group_procedures,
    load_journeys,
    load_kpis,
    load_nodes,
    load_patterns,
    load_platforms,
    load_red_lines,
    load_tasks,
    load_type,
)
from planner.knowledge.schema import Text

_LOADERS: Mapping[str, Any] = {
    "assumptions": load_assumptions,
    "champions": load_champions,
    "choice": load_choice,
    "consents": load_consents,
    "group_procedures": load_group_procedures,
    "journeys": load_journeys,
    "kpis": load_kpis,
    "nodes": load_nodes,
    "patterns": load_patterns,
    "platforms": load_platforms,
    "red_lines": load_red_lines,
    "tasks": load_tasks,
}
_SHELVES: Mapping[str, Text] = {
    "activities": Text("活动类型", "activity kind"),
    "assumptions": Text("假设", "assumption"),
    "champions": Text("骨干", "champions"),
    "choice": Text("选活动的权重", "weight of the choice"),
    "consents": Text("要本人点头的事", "consent"),
    "group_procedures": Text("群的流程", "procedure of groups"),
    "journeys": Text("成员旅程", "member journey"),
    "kpis": Text("KPI", "KPI"),
    "languages": Text("按语言的默认值", "default of the language"),
    "nodes": Text("节点", "day of the year"),
    "patterns": Text("选题模板", "topic pattern"),
    "platforms": Text("平台", "platform"),
    "red_lines": Text("红线", "red line"),
    "rules": Text("群规范本", "preset rules"),
    "tasks": Text("任务范本", "preset tasks"),
    "types": Text("社群类型", "community type"),
}


def rows_of(scene: Scene, ids: Iterable[str]) -> tuple[Row, ...]:
    """Return the rows of these ids, each once; one that knowledge does not have comes with its id alone."""
    return tuple(_row(scene, row_id) for row_id in dict.fromkeys(ids) if row_id)


def _row(scene: Scene, row_id: str) -> Row:
    shelf, _, name = row_id.partition("/")
    row = _find(shelf, name)
    kind = _SHELVES.get(shelf)
    shown = scene.text(kind) if kind is not None else shelf
    if row is None:
        return Row(row_id, shown, "")
    called = next(
        (text for key in ("name", "what", "title") if isinstance(text := getattr(row, key, None), Text)), None
    )
    if called is not None:
        colon = scene.say("：", ": ")
        shown = f"{shown}{colon}{scene.text(called)}"
    return Row(row_id, shown, _source(scene, row))


def _find(shelf: str, name: str) -> Any:
    if shelf == "activities":
        return load_activity_kind(name) if name in activity_kind_ids() else None
    if shelf == "types":
        return _find_type(name)
    loader = _LOADERS.get(shelf)
    return loader().get(name) if loader is not None else None


def _find_type(name: str) -> Any:
    """A community type, or the part of one that ``TYPE/ID`` names."""
    kind, _, part = name.partition("/")
    if kind not in community_type_ids():
        return None
    row = load_type(kind)
    if not part:
        return row
    rows = (*row.tasks, *(series for rhythm in row.rhythm.values() for series in rhythm.series))
    return next((one for one in rows if one.id == part), None)


def _source(scene: Scene, row: Any) -> str:
    """Where a row comes from, and whether its figures are ours."""
    parts = [row.source] if getattr(row, "source", "") else []
    if getattr(row, "assumption", False):
        parts.append(scene.say("数字是假设", "figures assumed"))
    return scene.say("，", ", ").join(parts)
