"""Why a goal's path runs as it does, and what the plan says about reaching it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.completion.params import plain_number
from planner.diagnostics.model import PlanPath
from planner.explain.lines import lines_of
from planner.explain.model import Answer, Explanation, Fact
from planner.explain.origins import origin_of
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.schema import Text
from planner.playbook.record.plain import path_text
from planner.playbook.values.targets import GoalPath

_VERDICTS = {
    "reachable": Text("按写明的假设够得着", "within reach on the stated assumptions"),
    "tight": Text("按写明的假设刚好，没有余地", "just within reach on the stated assumptions"),
    "out_of_reach": Text("按写明的假设够不着", "out of reach on the stated assumptions"),
    "not_judged": Text("够不够得着算不出来", "whether it is in reach cannot be worked out"),
}


def explain_goal(scene: Scene, path: GoalPath, month: str = "") -> Answer | None:
    """Explain a goal, or its value in one month; ``None`` if it has none there."""
    goal = next(one for one in scene.plan.goals if one.id == path.goal)
    index = scene.plan.goals.index(goal)
    kpi = scene.plan.kpis[goal.kpi]
    name = goal.name or scene.text(kpi.name)
    milestones = [one for one in path.milestones if month in ("", str(one.month))]
    if month and not milestones:
        return None
    asked = milestones[-1].value if month else goal.target
    on = milestones[-1].on if month else goal.by
    paths: list[PlanPath] = [
        ("goals", index),
        ("goals", index, "target"),
        ("goals", index, "baseline"),
        ("goals", index, "by"),
    ]
    origins = [
        found
        for key in ("trajectory", "kind", "baseline")
        if (found := origin_of(scene.plan, ("goals", index, key))) is not None and len(found[0]) > 2
    ]
    because = [rule_words(scene, path.reason.rule)]
    because += [rule_words(scene, origin.rule) for _, origin in origins if origin.kind == "derived"]
    because.append(scene.text(_VERDICTS[path.verdict.kind]))
    knowledge = [*path.reason.knowledge, *(origin.rule for _, origin in origins if origin.kind == "assumed")]
    target = f"{goal.id}.{month}" if month else goal.id
    explanation = Explanation(
        id=target,
        what=scene.say(
            f"目标“{name}”：{scene.day(on)} {scene.number(asked, goal.kpi)}",
            f"Goal “{name}”: {scene.number(asked, goal.kpi)} on {scene.day(on)}",
        ),
        facts=tuple(_facts(scene, path, month)),
        because=tuple(dict.fromkeys(because)),
        lines=lines_of(scene, (*paths, *(path.reason.paths if path.reason.paths != (("goals",),) else ()))),
        knowledge=rows_of(scene, dict.fromkeys(knowledge)),
        otherwise=tuple(_otherwise(scene, path, index)),
    )
    return Answer(target, name, (explanation,))


def _otherwise(scene: Scene, path: GoalPath, index: int) -> Iterator[str]:
    for turn in path.verdict.turns:
        key = path_text(turn.path)
        now, needed = plain_number(turn.now), plain_number(turn.needed)
        yield scene.say(
            f"{key} 由 {now} 变成 {needed}，结论就会变",
            f"the verdict turns if {key} is {needed} instead of {now}",
        )
    yield scene.say(
        f"要换走法，写 goals[{index}].trajectory（linear、compound、s_curve、constant）",
        f"for another way there write goals[{index}].trajectory (linear, compound, s_curve, constant)",
    )


def _facts(scene: Scene, path: GoalPath, month: str) -> Iterator[Fact]:
    goal = next(one for one in scene.plan.goals if one.id == path.goal)
    kpi = scene.plan.kpis[goal.kpi]
    start = (
        scene.number(goal.baseline, goal.kpi)
        if goal.baseline is not None
        else scene.say("还不知道", "not known yet")
    )
    yield scene.fact("现状", "baseline", start)
    yield scene.fact("目标", "target", f"{scene.number(goal.target, goal.kpi)} ({goal.by})")
    yield scene.fact("怎么算", "formula", scene.text(kpi.formula))
    if path.measured_by is not None:
        yield scene.fact("哪天前数清", "counted by", scene.day(path.measured_by))
    for one in path.milestones:
        if month in ("", str(one.month)):
            yield Fact(str(one.month), f"{scene.number(one.value, goal.kpi)} ({one.on})")
    verdict = path.verdict
    if verdict.planned is not None:
        yield scene.fact("按假设能到", "the assumptions give", scene.number(verdict.planned, goal.kpi))
    if verdict.gap is not None and verdict.gap > 0:
        yield scene.fact("还差", "missing", scene.number(verdict.gap, goal.kpi))
    if verdict.joins_per_day is not None:
        yield scene.fact("每天要进", "new members a day", f"{verdict.joins_per_day:.1f}")
