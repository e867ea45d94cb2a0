"""Why a member's journey is there and what it takes; how many champions are asked in which month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.model import LeftOut
from planner.completion.params import plain_number
from planner.diagnostics.model import PlanPath
from planner.explain.choices import left_out_words
from planner.explain.lines import lines_of
from planner.explain.model import Answer, Explanation, Fact
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.fill import fill
from planner.knowledge.schema import Text
from planner.playbook.values.members import ChampionMonth, ChampionPlan, JourneyPlan, JourneyWeek

_BY_DAY = {"activity": Text("当期的活动", "the event that is next")}
"""Slots that are filled on the day."""
_MOST_WEEKS = 6
_TENTH = Decimal("0.1")


def explain_journey(scene: Scene, plan: JourneyPlan) -> Explanation:
    """Explain a journey: for how many members a week, what each step takes, and what was left out beside it."""
    journey = plan.journey
    steps = [step.owner for step in journey.steps]
    return Explanation(
        id=f"journey:{journey.id}",
        what=scene.say("成员旅程：", "Member journey: ") + journey_words(scene, journey.name),
        facts=tuple(_facts(scene, plan)),
        because=tuple(_because(scene, plan)),
        lines=lines_of(scene, (*plan.reason.paths, *(("people", owner) for owner in dict.fromkeys(steps)))),
        knowledge=rows_of(
            scene, (*plan.reason.knowledge, *(() if journey.written else ("assumptions/journeys_preset",)))
        ),
        otherwise=tuple(_otherwise(scene, plan)),
        considered=tuple(left_out_words(scene, one) for one in _left_out(scene)),
    )


def journey_words(scene: Scene, text: Text) -> str:
    """Return a text of a journey; what only the day can tell has a general name."""
    return scene.text(fill(text, _BY_DAY))


def _left_out(scene: Scene) -> Iterator[LeftOut]:
    return (one for one in scene.plan.left_out if one.knowledge.startswith("journeys/"))


def _facts(scene: Scene, plan: JourneyPlan) -> Iterator[Fact]:
    journey, weeks = plan.journey, plan.weeks
    yield scene.fact("从哪看出来", "how one sees it", journey_words(scene, journey.sign))
    if weeks:
        fullest = max(weeks, key=lambda week: (week.begin, week.week))
        begin = _mean(sum((week.begin for week in weeks), Decimal(0)), len(weeks))
        yield scene.fact(
            "每周上路",
            "setting out a week",
            scene.say(
                f"平均 {begin} 人，最多的一周 {plain_number(fullest.begin)} 人（{fullest.week}）",
                f"{begin} on average, {plain_number(fullest.begin)} in the fullest week ({fullest.week})",
            ),
        )
    minutes: Counter[str] = Counter()
    for week in weeks:
        for done in week.steps:
            minutes[done.step] += done.minutes
    for step in journey.steps:
        name = f"{_when(scene, step.after_days)} {scene.holder(step.owner)}"
        takes = scene.say(f"每人 {plain_number(step.minutes)} 分钟", f"{plain_number(step.minutes)} min each")
        if minutes[step.id]:
            a_week = scene.time(
                int(_mean(Decimal(minutes[step.id]), len(weeks)).to_integral_value(ROUND_HALF_UP))
            )
            takes += scene.say(f"，一周约 {a_week}", f", about {a_week} a week")
        yield Fact(name, f"{journey_words(scene, step.title)} ({takes})")
    yield scene.fact("没回音最多找", "messages without an answer", str(journey.touches))


def _when(scene: Scene, days: int) -> str:
    if not days:
        return scene.say("当天", "the same day")
    if days < 0:
        return scene.say(f"前 {-days} 天", f"{-days} days before")
    return scene.say(f"第 {days} 天", f"day {days}")


def _mean(total: Decimal, count: int) -> Decimal:
    return (total / count).quantize(_TENTH, ROUND_HALF_UP)


def _because(scene: Scene, plan: JourneyPlan) -> Iterator[str]:
    journey = plan.journey
    if not journey.written:
        kind, situation = scene.plan.community.type, scene.plan.community.situation
        yield scene.say(
            f"方案没写 journeys，按类型（{kind}）和情形（{situation}）用内置的",
            f"the plan writes no journeys; these are the presets for its type ({kind}) and situation ({situation})",
        )
    yield rule_words(scene, plan.reason.rule)
    if journey.per_month is not None:
        yield scene.say(
            f"每月 {plain_number(journey.per_month)} 人", f"{plain_number(journey.per_month)} members a month"
        )
    elif journey.rate is not None:
        share = plain_number(journey.rate * 100)
        yield scene.say(f"比例按每月 {share}%", f"the share is {share}% a month")
    spared = [week for week in plan.weeks if week.spared]
    if spared:
        shown = scene.first([str(week.week) for week in spared], _MOST_WEEKS)
        yield scene.say(
            f"这几周做的人没时间，最不急的几步不做：{shown}",
            f"in these weeks whoever does them has no time, and the least urgent steps are missed: {shown}",
        )
    if not plan.weeks:
        yield scene.say(
            "没有人数可推：方案没写人从哪来，或没有要报名的活动",
            "nobody knows for how many: the plan writes no growth, or has no event with a sign-up",
        )


def _otherwise(scene: Scene, plan: JourneyPlan) -> Iterator[str]:
    journey = plan.journey
    if journey.written:
        return
    example = f"{{use: {journey.knowledge}, per_month: …}}"
    yield scene.say(
        f"想改就在 journeys 里写 {example}，写了就只有写下的；journeys: [] 一条都不要",
        f"to change it write {example} under journeys, which then has what is written only; journeys: [] means none",
    )


def journey_week(scene: Scene, plan: JourneyPlan, week: JourneyWeek) -> Explanation:
    """Explain a journey in one week: who does which step for how many."""
    titles = {step.id: step.title for step in plan.journey.steps}
    facts = tuple(
        Fact(
            scene.holder(step.owner) if step.owner else scene.say("没人在", "nobody there"),
            scene.say(
                f"{journey_words(scene, titles[step.step])}：约 {plain_number(step.people)} 人，{scene.time(step.minutes)}",
                f"{journey_words(scene, titles[step.step])}: about {plain_number(step.people)}, {scene.time(step.minutes)}",
            ),
        )
        for step in week.steps
    ) + tuple(
        scene.fact("这周不做", "missed this week", journey_words(scene, titles[step])) for step in week.spared
    )
    begin = plain_number(week.begin)
    return Explanation(
        id=f"journey:{plan.journey.id}",
        what=scene.say("成员旅程：", "Member journey: ")
        + journey_words(scene, plan.journey.name)
        + scene.say(f"，约 {begin} 人上路", f", about {begin} set out"),
        facts=facts,
        because=(rule_words(scene, plan.reason.rule),),
    )


def explain_champions(scene: Scene, plan: ChampionPlan, month: str = "") -> Answer | None:
    """Explain the champions on the whole or in a month; ``None`` for a month of which nothing is said."""
    if not month:
        whole = _champions(scene, plan)
        return Answer(whole.id, whole.what, (whole,))
    for one in plan.months:
        if str(one.month) == month:
            thing = explain_champion_month(scene, plan, one)
            return Answer(thing.id, thing.what, (thing,))
    return None


def _champions(scene: Scene, plan: ChampionPlan) -> Explanation:
    champions = plan.champions
    name = scene.text(champions.name)
    return Explanation(
        id="champions",
        what=scene.say(
            f"{name}：到 {scene.day(plan.by)} 要 {plan.target} 位",
            f"{name}: {plan.target} by {scene.day(plan.by)}",
        ),
        facts=(
            scene.fact("每人每周", "each gives a week", scene.time(champions.minutes)),
            scene.fact(
                "做多久歇",
                "until a rest",
                scene.say(f"{champions.serves_weeks} 周", f"{champions.serves_weeks} weeks"),
            ),
            *(Fact(str(month.month), _month_words(scene, month)) for month in plan.months),
        ),
        because=tuple(_why_so_many(scene, plan)),
        lines=lines_of(scene, _champion_paths(scene)),
        knowledge=rows_of(scene, _champion_rows(scene, plan)),
        otherwise=(
            scene.say(
                "想自己定，写 champions.target 和 champions.by；target: 0 就不设",
                "champions.target and champions.by decide it; target: 0 means none",
            ),
        ),
    )


def _month_words(scene: Scene, month: ChampionMonth) -> str:
    if month.asked_on is None:
        return scene.say(f"月底 {month.wanted} 位", f"{month.wanted} at its end")
    who = f"{scene.holder(month.owner)}{scene.say('，', ', ')}{month.asked_on}"
    return scene.say(
        f"月底 {month.wanted} 位，请 {month.asked} 位（{who}）",
        f"{month.wanted} at its end, {month.asked} to ask ({who})",
    )


def _why_so_many(scene: Scene, plan: ChampionPlan) -> Iterator[str]:
    if plan.champions.target is not None:
        yield scene.say("人数是方案里写的", "the plan says how many")
        return
    share = plain_number(plan.champions.share * 100)
    yield scene.say(
        f"方案没写几位：按预计成员的 {share}%，但不多过去请的人有时间请的",
        f"the plan does not say how many: {share}% of the expected members, but no more than whoever asks has time for",
    )


def explain_champion_month(scene: Scene, plan: ChampionPlan, month: ChampionMonth) -> Explanation:
    """Explain one month: how many there are to be, how many are asked for it, who rests."""
    accepts = plain_number(plan.champions.accepts * 100)
    because = []
    if month.asked:
        because.append(
            scene.say(
                f"按 {accepts}% 的人会答应，要 {month.wanted} 位在任，得请 {month.asked} 位",
                f"{accepts}% are expected to say yes: for {month.wanted} in service {month.asked} have to be asked",
            )
        )
    else:
        because.append(scene.say("人够了，这个月不用请", "there are enough: nobody has to be asked"))
    if month.rests:
        because.append(
            scene.say(
                f"{month.rests} 位到期，先问他们想不想接着做，也按 {accepts}% 算",
                f"the term of {month.rests} is over; they are asked first whether they go on, at the same {accepts}%",
            )
        )
    facts: list[Fact] = []
    if month.asked_on is not None:
        facts.append(
            scene.fact(
                "谁去请",
                "asked by",
                f"{scene.holder(month.owner)}{scene.say('，', ', ')}{scene.day(month.asked_on)}",
            )
        )
        facts.append(scene.fact("要用", "takes", scene.time(month.asked * plan.minutes_to_ask)))
    return Explanation(
        id=f"champions:{month.month}",
        what=scene.say(
            f"{scene.text(plan.champions.name)} {month.month}：月底 {month.wanted} 位，请 {month.asked} 位",
            f"{scene.text(plan.champions.name)} {month.month}: {month.wanted} at its end, {month.asked} to ask",
        ),
        facts=tuple(facts),
        because=tuple(because),
        lines=lines_of(scene, (*_champion_paths(scene), ("people", month.owner))),
        knowledge=rows_of(scene, _champion_rows(scene, plan)),
        otherwise=(
            scene.say(
                "champions 里的 target、by、serves_weeks 定每月请几位",
                "target, by and serves_weeks of champions decide how many are asked",
            ),
        ),
    )


def _champion_paths(scene: Scene) -> Iterator[PlanPath]:
    yield ("champions",)
    yield ("acquisition", "channels") if scene.plan.acquisition.channels else ("goals",)


def _champion_rows(scene: Scene, plan: ChampionPlan) -> Iterator[str]:
    if plan.champions.knowledge:
        yield f"champions/{plan.champions.knowledge}"
    found = scene.plan.origins.get(("champions",))
    if found is not None and found.kind == "assumed":
        yield found.rule
    yield "assumptions/champion_minutes"
