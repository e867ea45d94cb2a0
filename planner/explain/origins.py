"""Where a part of the plan comes from: written here, derived by a rule, or assumed from knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

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
_MINUTES = frozenset({"minutes", "duration", "send_minutes", "reply_minutes"})
_SHARES = frozenset({"loss_per_month", "share"})
_AMOUNTS = frozenset({"total", "amount", "cost", "price", "value", "contingency", "reward_budget"})
_AMOUNTS_BELOW = frozenset({"by_stage", "caps"})


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
    shown = shown_at(scene, path, value)
    because = [scene.say("方案里就是这么写的", "the plan says so")] if written else []
    because += [_cause(scene, at, origin) for at, origin in list(causes.items())[:_MOST_SHOWN]]
    if len(causes) > _MOST_SHOWN:
        more = len(causes) - _MOST_SHOWN
        because.append(scene.say(f"另有 {more} 项", f"and {more} more"))
    if not because:
        because += _instead(scene, path, value)
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


def _instead(scene: Scene, path: PlanPath, value: Any) -> Iterator[str]:
    """What was done where the plan says nothing and no rule or row of knowledge stands for it."""
    match path:
        case ("acquisition", "channels") | ("acquisition",):
            yield scene.say(
                "方案没写人从哪来：没有替它编渠道，成员目标的月度目标照排，够不够得着不作判断",
                "the plan does not say where members come from: no channel was made up; goals for members have "
                "their monthly targets, but whether they are in reach is not judged",
            )
        case ("activities", *_) if not scene.plan.activities:
            chosen = [
                scene.say(
                    f"{scene.quoted(scene.text(one.activity.name))}（{scene.stage(one.stage)} {one.activity.count or 1} 场）",
                    f"{scene.quoted(scene.text(one.activity.name))} ({scene.stage(one.stage)}: {one.activity.count or 1})",
                )
                for one in scene.playbook.portfolio.choices
            ]
            yield scene.say(
                "方案没写活动，就在钱、工时和场次的限制里挑了这些：" + scene.first(chosen, _MOST_SHOWN)
                if chosen
                else "方案没写活动，能选的也没有一种排得下",
                "the plan has none; chosen within money, hours and room: " + scene.first(chosen, _MOST_SHOWN)
                if chosen
                else "the plan has none, and no kind on offer fits",
            )
        case _ if value is None or value in ((), "") or (isinstance(value, Mapping) and not value):
            yield scene.say("方案里没写，也没有替它编", "the plan has none, and none was made up")
        case _:
            yield scene.say("方案里没写，按通常的来", "not written; without it this is what holds")


def is_written(scene: Scene, path: PlanPath) -> bool:
    """Say whether exactly this path stands in the file."""
    written = written_path(scene, path)
    return written is not None and len(written) >= len(path)


def _cause(scene: Scene, at: PlanPath, origin: Origin) -> str:
    name = path_text(at)
    if origin.kind == "assumed":
        row = load_assumptions().get(origin.rule.removeprefix("assumptions/"))
        known = rows_of(scene, (origin.rule,))
        what = (
            f"{scene.text(row.what)} {_amount(scene, row)}"
            if row is not None
            else known[0].name
            if known
            else origin.rule
        )
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
    if not isinstance(here, Struct):
        return None
    window = getattr(here, "window", None)
    if element in _WINDOW and isinstance(window, DateRange):
        return _child(window, element)
    name = _RENAMED.get(str(element), str(element))
    return getattr(here, name, None) if name in here.__struct_fields__ else None


def shown_at(scene: Scene, path: PlanPath, value: Any) -> str:
    """Return the value at a path as words, with the unit that the path gives it."""
    unit = _unit(scene, path)
    if unit is not None and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return unit(value)
    if unit is not None and isinstance(value, Mapping):
        colon = scene.say("：", ": ")
        return scene.listed(f"{key}{colon}{unit(one)}" for key, one in value.items())
    return shown_value(scene, value)


def _unit(scene: Scene, path: PlanPath) -> Callable[[Any], str] | None:
    """How a number at a path is shown; ``None`` for one without a unit."""
    names = [part for part in path if isinstance(part, str)]
    last = names[-1] if names else ""
    if last == "hours":
        return lambda minutes: scene.time(minutes) + scene.say("（每周）", " a week")
    if last in _MINUTES:
        return scene.time
    if path[0] == "goals" and last in ("target", "baseline"):
        goal = value_at(scene.plan, path[:-1])
        return None if goal is None else lambda value: scene.number(value, goal.kpi)
    if last in _SHARES:
        return lambda value: f"{plain_number(value * 100)}%"
    if last in _AMOUNTS or set(names).intersection(_AMOUNTS_BELOW):
        return scene.money
    return None


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
            return scene.first([name for one in value if (name := _name(scene, one))], _MOST_SHOWN)
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
