"""Where the money goes: by stage, category and month, and each payment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.dates.ranges import Month
from planner.diagnostics.model import PlanPath
from planner.explain.choices import left_out_words
from planner.explain.lines import lines_of
from planner.explain.model import Answer, Explanation, Fact
from planner.explain.origins import origin_of
from planner.explain.rows import rows_of
from planner.explain.scene import Scene
from planner.knowledge.schema import Text
from planner.playbook.values.money import CATEGORIES, CashMonth, Payment

_MOST_LEFT_OUT = 5
_LIMITS = {
    "total": Text("选活动时，总预算里还能用的", "of the whole budget for the choice"),
    "cap": Text("选活动时，活动上限里还能用的", "of the cap on activities for the choice"),
    "stage": Text("选活动时，这个阶段的预算", "of the stage's budget for the choice"),
    "pace": Text(
        "选活动时，按进度到这个阶段能用的", "of what time has released by this stage for the choice"
    ),
}
"""Limits of the choice that are money of a whole stage or plan."""
NOTHING = Decimal(0)


def explain_payment(scene: Scene, payment: Payment) -> Explanation:
    """Explain one payment: what for, and whether its amount is the plan's or ours."""
    because = (
        scene.say("金额是内置的估价，不是方案写的", "the amount is a preset of ours, not the plan's")
        if payment.assumed
        else scene.say("金额由方案定", "the plan gives the amount")
    )
    return Explanation(
        id=payment.id,
        what=scene.say("支出：", "Payment: ")
        + f"{scene.text(payment.name)} {scene.day(payment.on)} {scene.money(payment.amount)}",
        facts=(scene.fact("类别", "category", scene.category(payment.category)),),
        because=(because,),
        lines=lines_of(scene, _payment_paths(scene, payment)),
        otherwise=(
            scene.say("在这个活动里写 costs，就按写的算", "write costs with the activity and those count"),
        )
        if payment.assumed
        else (),
    )


def _payment_paths(scene: Scene, payment: Payment) -> tuple[PlanPath, ...]:
    if payment.id.startswith("line:"):
        return (("budget", "lines", payment.id.split(":")[1]),)
    return (payment.path,)


def explain_budget(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Explain ``budget``, ``budget.STAGE``, ``budget.CATEGORY``, both, or ``budget.YYYY-MM``; ``None`` for others."""
    month = next((one for one in scene.playbook.money.months if (str(one.month),) == parts), None)
    if month is not None:
        return _month(scene, month)
    stages = {stage.id for stage in scene.plan.stages}
    stage = next((part for part in parts if part in stages), "")
    category = next((part for part in parts if part in CATEGORIES), "")
    if len(parts) != bool(stage) + bool(category):
        return None
    return _spent(scene, stage, category)


def _spent(scene: Scene, stage: str, category: str) -> Answer:
    from planner.playbook.posts.slots import stage_on

    chosen = [
        payment
        for payment in scene.playbook.money.payments
        if category in ("", payment.category)
        and stage in ("", payment.stage or stage_on(scene.plan, payment.on))
    ]
    planned = sum((payment.amount for payment in chosen), NOTHING)
    target = ".".join(part for part in ("budget", stage, category) if part)
    names = [scene.stage(stage)] if stage else []
    names += [scene.category(category)] if category else []
    title = scene.say("预算", "Budget") + (f" · {' · '.join(names)}" if names else "")
    limits = tuple(_limits(scene, stage, category))
    whole = Explanation(
        id=target,
        what=scene.say(
            f"{title}：排了 {scene.money(planned)}，{len(chosen)} 笔",
            f"{title}: {scene.money(planned)} planned, payments: {len(chosen)}",
        ),
        facts=limits,
        because=tuple(_because(scene)),
        lines=lines_of(scene, tuple(_limit_paths(stage, category))),
        knowledge=rows_of(scene, tuple(_limit_rows(scene, stage, category))),
        considered=tuple(_considered(scene, category)),
    )
    largest = sorted(chosen, key=lambda payment: (-payment.amount, payment.on, payment.id))
    return Answer(target, title, (whole, *(explain_payment(scene, one) for one in largest)))


def _limits(scene: Scene, stage: str, category: str) -> Iterator[Fact]:
    budget, money = scene.plan.budget, scene.playbook.money
    if stage and stage in budget.by_stage:
        yield scene.fact("这个阶段最多", "limit of the stage", scene.money(budget.by_stage[stage]))  # type: ignore[index]  # one of the plan's stages
    if category and category in budget.caps:
        yield scene.fact("这一类最多", "limit of the category", scene.money(budget.caps[category]))
    yield scene.fact("总预算", "whole budget", scene.money(budget.total))
    yield scene.fact("预备金", "contingency", scene.money(money.contingency))
    yield scene.fact("还没安排", "not planned yet", scene.money(money.unplanned))
    for limit in scene.playbook.portfolio.limits:
        if limit.kind in _LIMITS and limit.where in ("", stage):
            used, bound = scene.money(Decimal(limit.used) / 100), scene.money(Decimal(limit.bound) / 100)
            name = scene.text(_LIMITS[limit.kind])
            yield Fact(
                name,
                scene.say(f"用了 {used}，最多 {bound}", f"{used} of {bound}"),
            )


def _limit_paths(stage: str, category: str) -> Iterator[PlanPath]:
    yield ("budget", "total")
    if stage:
        yield ("budget", "by_stage", stage)
    if category:
        yield ("budget", "caps", category)


def _limit_rows(scene: Scene, stage: str, category: str) -> Iterator[str]:
    for path in (*_limit_paths(stage, category), ("budget", "contingency")):
        found = origin_of(scene.plan, path)
        if found is not None and found[1].kind == "assumed":
            yield found[1].rule


def _because(scene: Scene) -> Iterator[str]:
    yield scene.say(
        "先算方案写的花费、渠道和必办的活动，剩下的钱才拿来选活动，预备金不动",
        "what the plan pays for comes first: its lines, channels and own activities; only the rest, less the contingency, is there for the choice",
    )


def _considered(scene: Scene, category: str) -> Iterator[str]:
    if category not in ("", "activity"):
        return
    short = [left for left in scene.playbook.activities.left_out if left.lacks in {"money", "prices"}]
    for left in short[:_MOST_LEFT_OUT]:
        yield left_out_words(scene, left)
    if len(short) > _MOST_LEFT_OUT:
        more = len(short) - _MOST_LEFT_OUT
        yield scene.say(f"另有 {more} 项没选", f"and {more} more")


def _month(scene: Scene, month: CashMonth) -> Answer:
    target = f"budget.{month.month}"
    out = sum(month.out.values(), NOTHING)
    is_lowest = month.month == scene.playbook.money.lowest.month
    chosen = [payment for payment in scene.playbook.money.payments if Month.of(payment.on) == month.month]
    facts = [scene.fact("进账", "in", scene.money(month.income))]
    facts += [
        scene.fact(scene.category(name), scene.category(name), scene.money(spent))
        for name, spent in month.out.items()
        if spent
    ]
    facts.append(scene.fact("月末还有", "left at its end", scene.money(month.left)))
    whole = Explanation(
        id=target,
        what=scene.say(
            f"{month.month}：花 {scene.money(out)}，月末还有 {scene.money(month.left)}",
            f"{month.month}: {scene.money(out)} out, {scene.money(month.left)} left at its end",
        ),
        facts=tuple(facts),
        because=(scene.say("这个月钱最少", "cash is lowest in this month"),) if is_lowest else (),
        lines=lines_of(scene, (("budget", "total"), ("budget", "funds"))),
    )
    return Answer(target, str(month.month), (whole, *(explain_payment(scene, payment) for payment in chosen)))
