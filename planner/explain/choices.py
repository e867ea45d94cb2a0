"""Why a kind was chosen for a stage, and which others were looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from planner.completion.model import LeftOut
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.portfolio import Alternative, Choice, Count

_MOST_OTHERS = 6
_MOST_COUNTS = 4
_BONUSES = {
    "choice/variety": Text("多一种活动，人不容易腻", "it adds one more kind to what is held"),
    "choice/offline_first": Text(
        "它是这个阶段第一种线下活动", "it gives the stage an event where people meet"
    ),
    "choice/online_first": Text("它是这个阶段第一种线上活动", "it gives the stage an event online"),
}
_ALTERNATIVES = {
    "less_money": Text("便宜些的选法", "a cheaper choice"),
    "less_work": Text("省工时的选法", "a choice with less work"),
    "without_first": Text("不办分量最重的那种", "the choice without the kind that adds most"),
}


def choice_reasons(scene: Scene, choice: Choice) -> Iterator[str]:
    """Say what a chosen kind is there for, what the choice weighed, and whether it stays from the last playbook."""
    yield rule_words(scene, choice.reason.rule)
    serves = load_activity_kind(choice.activity.kind).serves
    goals = [
        goal.name or scene.text(scene.plan.kpis[goal.kpi].name)
        for place, goal in enumerate(scene.plan.goals)
        if ("goals", place) in choice.reason.paths
    ]
    if goals:
        named = scene.listed(goals)
        yield scene.say(
            f"对这些目标有用：{named}", f"it works towards {_many(goals, 'the goal', 'the goals')}: {named}"
        )
    stage = next((one for one in scene.plan.stages if one.id == choice.stage), None)
    watched = [
        scene.text(scene.plan.kpis[kpi].name)
        for kpi in (stage.kpis if stage is not None else ())
        if kpi in serves and kpi in scene.plan.kpis
    ]
    if watched and ("stages", choice.stage) in choice.reason.paths:
        name, named = scene.stage(choice.stage), scene.listed(watched)
        yield scene.say(
            f"对{name}要看的指标有用：{named}", f"it works on what the {name} stage watches: {named}"
        )
    yield from (scene.text(text) for row, text in _BONUSES.items() if row in choice.reason.knowledge)
    if scene.playbook.portfolio.kept:
        yield scene.say(
            "照上次的手册没变：重新选最多只好百分之一",
            "the choice stays from the last playbook: choosing anew would gain a hundredth at most",
        )


def _many(items: Sequence[str], one: str, several: str) -> str:
    return one if len(items) == 1 else several


def considered(scene: Scene, event: Occurrence) -> Iterator[str]:
    """Say what was on offer and not taken, which other choices keep the limits, and which weights would turn this."""
    left_out = scene.playbook.activities.left_out
    for left in left_out[:_MOST_OTHERS]:
        yield left_out_words(scene, left)
    if len(left_out) > _MOST_OTHERS:
        more = len(left_out) - _MOST_OTHERS
        yield scene.say(f"另有 {more} 项没选", f"and {more} more")
    advice = scene.playbook.advice
    if advice is None:
        return
    for other in advice.alternatives:
        yield _alternative(scene, other, advice.chosen or _chosen(scene))
    for flip in advice.flips:
        if event.activity.kind in {one.kind for one in (*flip.added, *flip.dropped)}:
            weight = scene.quoted(scene.text(flip.what))
            change = (
                scene.say("多两成", "a fifth more")
                if flip.factor > 1
                else scene.say("少两成", "a fifth less")
            )
            swap = _swap(scene, flip.added, flip.dropped)
            yield scene.say(f"{weight}{change}的话：{swap}", f"with {change} weight for {weight}: {swap}")


def _chosen(scene: Scene) -> tuple[Count, ...]:
    return tuple(
        Count(one.activity.kind, one.activity.name, one.stage, one.activity.count or 1)
        for one in scene.playbook.portfolio.choices
    )


def _alternative(scene: Scene, other: Alternative, chosen: Iterable[Count]) -> str:
    """Another choice within the same limits, by what is held more and less often."""
    now = {(one.kind, one.stage): one for one in chosen}
    then = {(one.kind, one.stage): one for one in other.counts}
    more = [one for key, one in then.items() if one.count > (now[key].count if key in now else 0)]
    less = [one for key, one in now.items() if one.count > (then[key].count if key in then else 0)]
    parts = [_swap(scene, more, less), *_differences(scene, other)]
    colon, comma = scene.say("：", ": "), scene.say("，", ", ")
    return scene.text(_ALTERNATIVES[other.id]) + colon + comma.join(part for part in parts if part)


def _swap(scene: Scene, added: Sequence[Count], dropped: Sequence[Count]) -> str:
    parts = []
    if added:
        named = scene.first([_where(scene, one) for one in added], _MOST_COUNTS)
        parts.append(scene.say(f"多办{named}", f"more of {named}"))
    if dropped:
        named = scene.first([_where(scene, one) for one in dropped], _MOST_COUNTS)
        parts.append(scene.say(f"少办{named}", f"less of {named}"))
    return scene.say("，", ", ").join(parts)


def _where(scene: Scene, one: Count) -> str:
    name, stage = scene.quoted(scene.text(one.name)), scene.stage(one.stage)
    return scene.say(f"{name}（{stage}）", f"{name} ({stage})")


def _differences(scene: Scene, other: Alternative) -> Iterator[str]:
    if other.cost_change:
        amount = scene.money(abs(other.cost_change))
        yield (
            scene.say(f"多花 {amount}", f"{amount} dearer")
            if other.cost_change > Decimal(0)
            else scene.say(f"少花 {amount}", f"{amount} cheaper")
        )
    if other.minutes_change:
        time = scene.time(abs(other.minutes_change))
        yield (
            scene.say(f"多 {time}", f"{time} more work")
            if other.minutes_change > 0
            else scene.say(f"少 {time}", f"{time} less work")
        )


def left_out_words(scene: Scene, left: LeftOut) -> str:
    """Say what was not taken and what it lacks."""
    name, detail = scene.quoted(scene.text(left.what)), left.detail
    match left.lacks:
        case "money":
            short = scene.money(left.amount) if left.amount is not None else ""
            why = scene.say(
                f"还差 {short}" if short else "钱不够", f"{short} short" if short else "not enough money"
            )
        case "hours":
            short = scene.time(left.minutes) if left.minutes is not None else ""
            who = scene.holder(detail) if detail else ""
            why = scene.say(
                f"{who}工时不够" + (f"，差 {short}" if short else ""),
                f"not enough hours{f' of {who}' if who else ''}{f', {short} short' if short else ''}",
            )
        case "platform":
            why = scene.say("现有平台做不到", "the platforms cannot do it")
        case "red_line":
            why = scene.say(
                f"方案写明不做：{scene.own(detail)}" if detail else "方案写明不做",
                f"the plan rules it out: {detail}" if detail else "the plan rules it out",
            )
        case "prices":
            why = scene.say("没有这种货币的价格", "no price in the plan's currency")
        case "time":
            why = scene.say("没有合适的日子", "no day that suits")
        case "room":
            why = scene.say("那几周排满了", "no room in its weeks")
        case "quota":
            why = scene.say("群里当天的条数已满", "the groups have enough posts that day")
        case "goals":
            why = scene.say("对方案的目标没有用", "it serves none of the plan's goals")
        case "distance":
            why = scene.say("离同类活动太近", "too close to others of its kind")
    return scene.say(f"{name}：{why}", f"{name}: {why}")
