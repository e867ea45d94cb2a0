"""Why a goal's path runs as it does, and what the plan says about reaching it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.completion.params import plain_number
from planner.dates.ranges import Month
from planner.diagnostics.model import PlanPath
from planner.explain.lines import lines_of
from planner.explain.model import Answer, Explanation, Fact
from planner.explain.origins import origin_of
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.schema import Text
from planner.playbook.record.plain import path_text
from planner.playbook.values.targets import GoalPath, Turn

_VERDICTS = {
    "reachable": Text("按写明的假设够得着", "within reach on the stated assumptions"),
    "tight": Text("按写明的假设刚好，没有余地", "just within reach on the stated assumptions"),
    "out_of_reach": Text("按写明的假设够不着", "out of reach on the stated assumptions"),
    "not_judged": Text("够不够得着算不出来", "whether it is in reach cannot be worked out"),
}
_WHY_NOT = {
    "no_link": Text("方案里没有能推算它的数", "nothing in the plan leads to this figure"),
    "no_channels": Text(
        "方案没写人从哪来（acquisition.channels）",
        "the plan does not say where members come from (acquisition.channels)",
    ),
    "no_start": Text("方案没写现在有多少成员", "the plan does not say how many members there are"),
    "window": Text(
        "全部月份累计够，只看到期那个月不够",
        "enough if all months count, too little if only the last one does",
    ),
    "part": Text(
        "人数够，多少人会参加推算不了", "there are enough members; how many take part nobody can say"
    ),
    "preset": Text("只有预设的缺席率", "all that is known is a preset for no-shows"),
    "past": Text("它的日子在方案开始以前", "its day lies before the plan begins"),
}
_KINDS = {
    "at_least": Text("至少：这个 KPI 越高越好", "at least: for this KPI more is better"),
    "at_most": Text("不超过：这个 KPI 越低越好", "at most: for this KPI less is better"),
}
_TURNS = {
    "joins_per_month": Text("每月进 {needed} 人，不是 {now} 人", "{needed} joins a month instead of {now}"),
    "loss_per_month": Text(
        "每月退群 {needed}，不是 {now}", "{needed} of the members leave a month instead of {now}"
    ),
    "events": Text("办 {needed} 场，不是 {now} 场", "{needed} events instead of {now}"),
    "heads": Text("平均每场到 {needed} 人，不是 {now} 人", "{needed} people at each event instead of {now}"),
}


def explain_goal(scene: Scene, path: GoalPath, month: str = "") -> Answer | None:
    """Explain a goal, or its value in one month; ``None`` if it has none there."""
    goal = next(one for one in scene.plan.goals if one.id == path.goal)
    index = scene.plan.goals.index(goal)
    kpi = scene.plan.kpis[goal.kpi]
    name = goal.name or scene.text(kpi.name)
    milestones = [one for one in path.milestones if month in ("", str(one.month))]
    if month and not milestones:
        return _without_milestone(scene, path, month)
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
    because = [*_not_counted(scene, path), rule_words(scene, path.reason.rule)]
    because += [
        scene.text(_KINDS[goal.kind])
        if at[-1] == "kind" and goal.kind in _KINDS
        else rule_words(scene, origin.rule)
        for at, origin in origins
        if origin.kind == "derived"
    ]
    because.append(_verdict(scene, path))
    knowledge = [*path.reason.knowledge, *(origin.rule for _, origin in origins if origin.kind == "assumed")]
    target = f"{goal.id}.{month}" if month else goal.id
    explanation = Explanation(
        id=target,
        what=scene.say(
            f"目标{scene.quoted(name)}：{scene.day(on)} {scene.number(asked, goal.kpi)}",
            f"Goal {scene.quoted(name)}: {scene.number(asked, goal.kpi)} on {scene.day(on)}",
        ),
        facts=tuple(_facts(scene, path, month)),
        because=tuple(dict.fromkeys(because)),
        lines=lines_of(scene, (*paths, *(path.reason.paths if path.reason.paths != (("goals",),) else ()))),
        knowledge=rows_of(scene, dict.fromkeys(knowledge)),
        otherwise=tuple(_otherwise(scene, path, index)),
    )
    return Answer(target, name, (explanation,))


def _not_counted(scene: Scene, path: GoalPath) -> Iterator[str]:
    if path.provisional:
        yield scene.say(
            "现状还没数过，数清之前没有月度目标",
            "the baseline is not known; until it is there are no monthly targets",
        )


def _verdict(scene: Scene, path: GoalPath) -> str:
    words = scene.text(_VERDICTS[path.verdict.kind])
    why_not = _WHY_NOT.get(path.verdict.why_not)
    return words if why_not is None else f"{words}{scene.say('：', ': ')}{scene.text(why_not)}"


def _without_milestone(scene: Scene, path: GoalPath, month: str) -> Answer | None:
    """Say why a goal asks for nothing in a month of the plan; ``None`` for other months."""
    goal = next(one for one in scene.plan.goals if one.id == path.goal)
    period = scene.plan.period
    if not str(Month.of(period.start)) <= month <= str(Month.of(period.last)):
        return None
    name = goal.name or scene.text(scene.plan.kpis[goal.kpi].name)
    if month > str(Month.of(goal.by)):
        why = scene.say(
            f"这个目标到 {scene.day(goal.by)} 为止，以后没有月度目标",
            f"the goal ends on {scene.day(goal.by)}; nothing is asked for after it",
        )
    elif path.provisional and path.measured_by is not None:
        why = scene.say(
            f"现状还没数过：{scene.day(path.measured_by)} 前数清，写进 baseline，月度目标就有了",
            f"the baseline is not known: it is counted by {scene.day(path.measured_by)}; with it as `baseline` "
            "the monthly targets are set",
        )
    elif path.provisional:
        why = scene.say(
            "现状还没数过，写进 baseline，月度目标就有了",
            "the baseline is not known; once it is counted and written as `baseline` the monthly targets are set",
        )
    else:
        why = scene.say("这个月还没开始算", "its path begins later")
    target, index = f"{goal.id}.{month}", scene.plan.goals.index(goal)
    explanation = Explanation(
        id=target,
        what=scene.say(
            f"目标{scene.quoted(name)}：{month} 没有月度目标",
            f"Goal {scene.quoted(name)}: no monthly target in {month}",
        ),
        facts=(scene.fact("目标", "target", f"{scene.number(goal.target, goal.kpi)} ({goal.by})"),),
        because=(why,),
        lines=lines_of(scene, (("goals", index), ("goals", index, "baseline"), ("goals", index, "by"))),
    )
    return Answer(target, name, (explanation,))


def _turn(scene: Scene, turn: Turn) -> str:
    """What would turn the verdict, with its unit and the place where it stands."""
    is_share = turn.assumption == "loss_per_month"
    now, needed = (
        f"{plain_number(one * 100)}%" if is_share else plain_number(one) for one in (turn.now, turn.needed)
    )
    what = scene.text(_TURNS[turn.assumption]).format(now=now, needed=needed)
    return scene.say(
        f"{what}，结论就会变（{path_text(turn.path)}）",
        f"the verdict turns with {what} ({path_text(turn.path)})",
    )


def _otherwise(scene: Scene, path: GoalPath, index: int) -> Iterator[str]:
    for turn in path.verdict.turns:
        yield _turn(scene, turn)
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
        yield scene.fact("每天要进", "new members a day", plain_number(verdict.joins_per_day))
