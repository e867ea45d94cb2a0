"""Where a part of the plan comes from: written here, derived by a rule, or assumed from knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from planner.completion.model import CompletePlan, Origin
from planner.completion.params import plain_number
from planner.dates.ranges import DateRange
from planner.diagnostics.model import PlanPath
from planner.explain.lines import lines_of, written_path
from planner.explain.model import Answer, Explanation
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.load import load_assumptions
from planner.knowledge.measure_rows import AssumptionRow
from planner.knowledge.schema import Text
from planner.playbook.record.plain import path_text

_RENAMED: Mapping[str, str] = {
    "audience": "personas",
    "question_pool": "questions",
    "wont_do": "red_lines",
    "hours": "minutes",
}
"""Keys of the plan file that the complete plan calls otherwise."""
_WINDOW = ("start", "end")
_MOST_SHOWN = 12


def origin_of(plan: CompletePlan, path: PlanPath) -> tuple[PlanPath, Origin] | None:
    """Return the origin of a path or of the nearest part above it that has one."""
    for length in range(len(path), 0, -1):
        origin = plan.origins.get(path[:length])
        if origin is not None:
            return path[:length], origin
    return None


def origins_below(plan: CompletePlan, path: PlanPath) -> list[tuple[PlanPath, Origin]]:
    """Return the origins of what lies below a path, e.g. start and end below a stage's window."""
    return [(at, origin) for at, origin in plan.origins.items() if at[: len(path)] == path]


def explain_path(scene: Scene, path: PlanPath) -> Answer | None:
    """Explain a plan path: its value, and the lines, rules and rows that it comes from; ``None`` if there is none."""
    value = value_at(scene.plan, path)
    asked = [(*path[:-1], end) for end in _WINDOW] if path[-1:] == ("window",) else [path]
    written = [one for one in asked if is_written(scene, one)]
    causes: dict[PlanPath, Origin] = {}
    for one in asked:
        above = origin_of(scene.plan, one) if one not in written else None
        causes |= dict([above] if above is not None else []) | dict(origins_below(scene.plan, one))
    if value is None and not written and not causes:
        return None
    name = path_text(path)
    shown = shown_value(scene, value)
    because = [scene.say("方案里就是这么写的", "the plan says so")] if written else []
    because += [_cause(scene, at, origin) for at, origin in list(causes.items())[:_MOST_SHOWN]]
    if not because:
        because.append(scene.say("方案里没写，没有用到", "the plan does not say, and nothing needs it"))
    explanation = Explanation(
        id=name,
        what=f"{name}{scene.say('：', ': ')}{shown}" if shown else name,
        because=tuple(dict.fromkeys(because)),
        lines=lines_of(scene, (*asked, *(source for origin in causes.values() for source in origin.paths))),
        knowledge=rows_of(scene, (origin.rule for origin in causes.values() if origin.kind == "assumed")),
        otherwise=()
        if written
        else (
            scene.say(f"想自己定，就在方案里写 {name}", f"to decide it yourself, write {name} in the plan"),
        )
        if len(asked) == 1
        else (scene.say("想自己定，就写 start 和 end", "to decide it yourself, write start and end"),),
    )
    return Answer(name, name, (explanation,))


def is_written(scene: Scene, path: PlanPath) -> bool:
    """Say whether exactly this path stands in the file."""
    written = written_path(scene, path)
    return written is not None and len(written) >= len(path)


def _cause(scene: Scene, at: PlanPath, origin: Origin) -> str:
    name = path_text(at)
    if origin.kind == "assumed":
        row = load_assumptions().get(origin.rule.removeprefix("assumptions/"))
        what = f"{scene.text(row.what)} {_amount(scene, row)}" if row is not None else origin.rule
        return scene.say(f"{name}：方案没写，用的是内置值（{what}）", f"{name}: not written; preset ({what})")
    rule = rule_words(scene, origin.rule)
    return scene.say(f"{name}：推算得出，{rule}", f"{name}: derived, {rule}")


def _amount(scene: Scene, row: AssumptionRow) -> str:
    """A standing assumption's figure; shares without a unit as per cent."""
    unit = scene.text(row.unit)
    if not unit and 0 < row.value < 1:
        return f"{plain_number(row.value * 100)}%"
    return f"{plain_number(row.value)} {unit}".rstrip()


def value_at(plan: CompletePlan, path: PlanPath) -> Any:
    """Return the value that the complete plan has at a path; ``None`` if it has none."""
    here: Any = plan
    for element in path:
        here = _child(here, element)
        if here is None:
            return None
    return here


def _child(here: Any, element: str | int) -> Any:
    if isinstance(here, Mapping):
        return here.get(element)
    if isinstance(here, tuple):
        if isinstance(element, int):
            return here[element] if 0 <= element < len(here) else None
        return next((one for one in here if getattr(one, "id", None) == element), None)
    if isinstance(here, DateRange):
        return here.start if element == "start" else here.last if element == "end" else None
    if not is_dataclass(here):
        return None
    window = getattr(here, "window", None)
    if element in _WINDOW and isinstance(window, DateRange):
        return _child(window, element)
    name = _RENAMED.get(str(element), str(element))
    return getattr(here, name, None) if any(one.name == name for one in fields(here)) else None


def shown_value(scene: Scene, value: Any) -> str:
    """Return a value as words; lists by the names of what they hold."""
    match value:
        case None:
            return ""
        case bool():
            return scene.say("是", "yes") if value else scene.say("否", "no")
        case Text():
            return scene.text(value)
        case Decimal():
            return plain_number(value)
        case date():
            return scene.day(value)
        case DateRange():
            return scene.say(f"{value.start} 至 {value.last}", f"{value.start} to {value.last}")
        case tuple():
            names = [_name(scene, one) for one in value[:_MOST_SHOWN]]
            more = "…" if len(value) > _MOST_SHOWN else ""
            return scene.listed(name for name in names if name) + more
        case Mapping():
            colon = scene.say("：", ": ")
            return scene.listed(f"{key}{colon}{_name(scene, one)}" for key, one in value.items())
        case str() | int():
            return str(value)
    return _name(scene, value)


def _name(scene: Scene, one: Any) -> str:
    for field in ("name", "title", "text", "what", "id"):
        found = getattr(one, field, None)
        if isinstance(found, Text | str) and found:
            return scene.text(found) if isinstance(found, Text) else found
    return (
        plain_number(one)
        if isinstance(one, Decimal)
        else str(one)
        if isinstance(one, str | int | date)
        else ""
    )
