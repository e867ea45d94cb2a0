"""The arithmetic of a verdict in one or two sentences that can be redone by hand, and what would turn it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal

from planner.completion.values.strategy import CompleteGoal
from planner.documents.names import Names
from planner.documents.texts import filled
from planner.documents.words import CHINESE, day, enumeration, listing, month, number, quoted, share
from planner.knowledge.fill import said
from planner.knowledge.schema import Text
from planner.playbook.values.targets import Conflict, GoalPath, Step, Turn, Verdict

_TENTH = Decimal("0.1")
_DAYS_A_MONTH = Decimal(365) / 12

_WHY_NOT: Mapping[str, Text] = {
    "no_link": Text(
        "方案里没有能推算它的数，数了才知道",
        "no sum leads from the plan to this figure; only counting will tell",
    ),
    "no_channels": Text(
        "没写人从哪来，判不了", "the plan does not say where members come from, so nobody can tell"
    ),
    "no_start": Text(
        "没写现在有多少成员，判不了", "the plan does not say how many members there are, so nobody can tell"
    ),
    "window": Text("算当月不够，算累计够", "enough if all months count, not if one does"),
    "part": Text("人数够；肯不肯来，推算不了", "enough members; how many take part cannot be worked out"),
    "preset": Text("只有预设的缺席率，判不了", "only a preset for no-shows, so nobody can tell"),
    "past": Text("日子在方案开始以前", "its day lies before the plan begins"),
}
_HELPED = Text(
    "靠{helping}推动，能推动多少算不出，数了才知道",
    "{helping} should move it; by how much cannot be worked out, only counting will tell",
)
_START = Text("现在 {count}", "{count} today")
_CHANNEL = Text(" ＋ {name} {count}（每天 {per_day}）", " + {count} from “{name}” ({per_day} a day)")
_LEAVES = Text(" － 退 {count}（每月 {loss}）", " − {count} who leave ({loss} a month)")
_ENDS = Text(" ＝ {planned}；要 {target}，{left}。", " = {planned}; the goal is {target}: {left}.")
_SHORT = Text("差 {count}", "{count} short")
_SPARE = Text("余 {count}", "{count} to spare")
_EVEN = Text("正好", "just that")
_NO_CHANNELS = Text(
    "要到 {target}：现在 {start}，路上大约退 {leaves}，得进 {joins}，平均每天 {per_day}。",
    "To reach {target}: {start} today, about {leaves} leave on the way, so {joins} have to join, {per_day} a day.",
)
_PART = Text(
    "到 {by}大约有 {members} 名成员，要的 {target}占 {share}%。",
    "There are about {members} members by {by}; {target} would be {share}% of them.",
)
_WINDOW = Text(
    "只算到期那个月是 {in_month}，从头累计是 {in_all}，要 {target}。按累计算，就在 kpis 里给它写 window: none。",
    "The last month alone gives {in_month}, all months together {in_all}; the goal is {target}. If all months count, write window: none for it under kpis.",
)
_FLOW = Text(
    "照写下的渠道，到期那个月 {in_month}，从头累计 {in_all}；要 {target}，{left}。",
    "With the channels in the plan the last month gives {in_month} and all months {in_all}; the goal is {target}: {left}.",
)
_EVENTS = Text("排了 {events} 场", "{events} events are planned")
_HEADS = Text(
    "，按每场预计的人数扣掉不来的，一共到 {heads} 人次",
    "; the expected numbers less no-shows make {heads} attendances",
)
_OF_MONTH = Text("，到期那个月 {in_month}", ", {in_month} of them in the last month")
_EVENTS_END = Text("；要 {target}，{left}。", "; the goal is {target}: {left}.")
_PRESET = Text(
    "照各类活动预设的缺席率，排好的 {events} 场平均到 {share}%；办完头两场，拿真数来比。",
    "On the presets for no-shows the {events} planned events come to {share}%; compare with the real figure after the first two.",
)
_MORE: Mapping[str, Text] = {
    "joins_per_month": Text(
        "每月多来 {change} 人（每天 {per_day}）", "{change} more joins a month ({per_day} a day)"
    ),
    "loss_per_month": Text("每月退群从 {now} 降到 {needed}", "a loss of {needed} a month instead of {now}"),
    "events": Text("多办 {change} 场", "{change} more events"),
    "heads": Text("平均每场到 {needed} 人（现在 {now}）", "{needed} people at each event instead of {now}"),
}
_LESS: Mapping[str, Text] = {
    "joins_per_month": Text("每月来的人不少于 {needed}", "at least {needed} join a month"),
    "loss_per_month": Text("每月退群不超过 {needed}", "no more than {needed} leave a month"),
    "events": Text("至少办 {needed} 场", "at least {needed} events are held"),
    "heads": Text("平均每场到 {needed} 人", "{needed} people come to each event"),
}
_TURNS = Text("别的不变，{ways}，就够了。", "All else unchanged, {ways} would be enough.")
_HOLDS = Text(
    "别的不变，只要{ways}，就还到得了。", "All else unchanged, it is still reached as long as {ways}."
)
_OR = Text("，或者", " or ")
_LATER = Text("什么都不改，要到 {month}才有 {target}。", " Changing nothing, {target} are there in {month}.")
_CONFLICT = Text(
    "{on}要 {part}，那天“{whole}”的月度目标才 {value}：两个目标对不上。",
    "On {on} it asks for {part}, while “{whole}” is to be at {value} by then: the two goals do not fit.",
)
_BY_WAY = Text("中途照达标条件走：{points}。", "On the way it meets the gates: {points}.")
_POINT = Text("{on}{value}（{stage}）", "{value} on {on} ({stage})")
_CAPPED = Text(
    "{months}照曲线会超过“{whole}”，按它封顶。",
    "In {months} the curve alone would exceed “{whole}”, so it is capped there.",
)

Shown = Callable[[Decimal], str]
"""A value of the goal's KPI with its unit."""


def why_not(verdict: Verdict, helping: Sequence[str], names: Names) -> str:
    """Return in a few words why a goal is not judged; empty if it is.

    ``helping`` names the planned activities that work towards it, though no arithmetic leads from them to it.
    """
    if verdict.why_not == "no_link" and helping:
        shown = [quoted(name, names.language) for name in helping]
        joined = "".join(shown) if names.language == CHINESE else listing(shown, names.language)
        return filled(_HELPED, {"helping": said(joined)}, names.language)
    return names.text(_WHY_NOT[verdict.why_not]) if verdict.why_not else ""


def sum_text(verdict: Verdict, goal: CompleteGoal, names: Names, shown: Shown, difference: Shown) -> str:
    """Return the sum behind a verdict, with the numbers that a reader needs to redo it; empty where there is none."""
    steps = {step.id: step for step in verdict.steps}
    target = shown(goal.target)

    def say(text: Text, **params: str) -> str:
        return filled(text, {key: said(value) for key, value in params.items()}, names.language)

    def value(step: Step) -> str:
        return number(step.value)

    left = _left(verdict, say, difference)
    if verdict.why_not == "no_channels" and "joins" in steps:
        joins = steps["joins"]
        return say(
            _NO_CHANNELS, target=target, start=value(steps["start"]), leaves=value(steps["leaves"]),
            joins=value(joins), per_day=_day_rate(joins),
        )  # fmt: skip
    if "start" in steps and verdict.basis == "channels":
        parts = [say(_START, count=value(steps["start"]))]
        for step in verdict.steps:
            if step.id == "channel":
                parts.append(say(_CHANNEL, name=step.name, count=value(step), per_day=_day_rate(step)))
        loss = share(names.plan.acquisition.loss_per_month)
        parts.append(say(_LEAVES, count=value(steps["leaves"]), loss=loss))
        planned = number(verdict.planned or Decimal(0))
        return "".join(parts) + say(_ENDS, planned=planned, target=target, left=left)
    if verdict.why_not == "part":
        by = day(goal.by, names.language, names.plan.period.start.year)
        return say(_PART, by=by, members=value(steps["members"]), target=target, share=value(steps["share"]))
    if verdict.why_not == "preset":
        return say(_PRESET, events=value(steps["events"]), share=value(steps["share"]))
    if verdict.why_not == "window":
        return say(_WINDOW, in_month=value(steps["in_month"]), in_all=value(steps["in_all"]), target=target)
    if verdict.basis == "events":
        text = say(_EVENTS, events=value(steps["events"]))
        text += say(_HEADS, heads=value(steps["heads"])) if "heads" in steps else ""
        text += say(_OF_MONTH, in_month=value(steps["in_month"])) if "in_month" in steps else ""
        return text + say(_EVENTS_END, target=target, left=left)
    if "in_month" in steps:
        return say(
            _FLOW, in_month=value(steps["in_month"]), in_all=value(steps["in_all"]), target=target, left=left
        )
    return ""


def _left(verdict: Verdict, say: Callable[..., str], difference: Shown) -> str:
    gap = verdict.gap or Decimal(0)
    if gap == 0:
        return say(_EVEN)
    return say(_SHORT if gap > 0 else _SPARE, count=difference(abs(gap)))


def _day_rate(step: Step) -> str:
    return number(step.per_day if step.per_day is not None else Decimal(0))


def turn_text(verdict: Verdict, goal: CompleteGoal, names: Names, shown: Shown) -> str:
    """Return which assumption alone would turn the verdict, and when the goal is reached otherwise; else empty."""
    if verdict.gap is None:
        return ""

    def say(text: Text, **params: str) -> str:
        return filled(text, {key: said(value) for key, value in params.items()}, names.language)

    short = verdict.gap > 0
    texts = _MORE if short else _LESS
    ways = [say(texts[turn.assumption], **_figures(turn)) for turn in verdict.turns]
    joined = names.text(_OR).join(ways)
    found = say(_TURNS if short else _HOLDS, ways=joined) if ways else ""
    if verdict.reached_in is not None:
        found += say(_LATER, month=month(verdict.reached_in, names.language), target=shown(goal.target))
    return found.strip()


def _figures(turn: Turn) -> dict[str, str]:
    change = abs(turn.needed - turn.now)
    per_day = (change / _DAYS_A_MONTH).quantize(_TENTH, ROUND_CEILING)
    as_share = turn.assumption == "loss_per_month"
    return {
        "now": share(turn.now) if as_share else number(turn.now),
        "needed": share(turn.needed) if as_share else number(turn.needed.to_integral_value(ROUND_CEILING)),
        "change": number(change),
        "per_day": number(per_day),
    }


def capped_text(path: GoalPath, names: Names) -> str:
    """Return in which months the whole of which a goal is a part limits its path; empty if in none."""
    found = [milestone for milestone in path.milestones if milestone.limited_by]
    wholes = dict.fromkeys(milestone.limited_by for milestone in found)
    sentences = []
    for whole in wholes:
        capped = [
            month(milestone.month, names.language) for milestone in found if milestone.limited_by == whole
        ]
        params = {"months": listing(capped, names.language), "whole": names.kpi(whole)}
        sentences.append(filled(_CAPPED, {key: said(v) for key, v in params.items()}, names.language))
    return ("" if names.language == CHINESE else " ").join(sentences)


def by_way_text(path: GoalPath, names: Names, shown: Shown) -> str:
    """Return at which gates a path stops on its way because they ask for more than it would have; empty if at none."""
    points = []
    for gate in path.waypoints:
        params = {
            "on": day(gate.on, names.language, names.plan.period.start.year),
            "value": shown(gate.condition.value),
            "stage": names.stage(gate.stage),
        }
        points.append(filled(_POINT, {key: said(v) for key, v in params.items()}, names.language))
    if not points:
        return ""
    return filled(_BY_WAY, {"points": said(enumeration(points, names.language))}, names.language)


def conflict_text(conflict: Conflict, names: Names, part: Shown, whole: Shown) -> str:
    """Return where a goal asks for more than its whole is to have by then."""
    return filled(
        _CONFLICT,
        {
            "on": said(day(conflict.on, names.language, names.plan.period.start.year)),
            "part": said(part(conflict.part_value)),
            "whole": said(names.kpi(conflict.whole)),
            "value": said(whole(conflict.whole_value)),
        },
        names.language,
    )
