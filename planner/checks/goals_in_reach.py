"""GOL005: goals that what is written does not reach, with the sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planner.checks.context import WorkedOut
from planner.completion.values.strategy import CompleteGoal
from planner.diagnostics.model import Finding
from planner.diagnostics.texts import show_number
from planner.knowledge.schema import Text
from planner.playbook.values.targets import Step, Turn, Verdict

_CHANNELS_NAMED = 5
"""With more channels than these the sum gives all their joins as one figure."""


def check_reach(worked: WorkedOut) -> Iterator[Finding]:
    """Yield GOL005 for goals that are out of reach: with written channels a warning, with planned events a note."""
    paths = {path.goal: path for path in worked.playbook.paths}
    for index, goal in enumerate(worked.complete.goals):
        verdict = paths[goal.id].verdict if goal.id in paths else None
        if verdict is None or verdict.kind != "out_of_reach" or verdict.planned is None:
            continue
        params = {
            "kpi": worked.complete.kpis[goal.kpi].name,
            "by": goal.by,
            "target": goal.target,
            "planned": verdict.planned,
            "gap": verdict.gap,
            "sum": _sum(verdict),
            "ways": _ways(goal, verdict),
        }
        yield Finding("GOL005", ("goals", index, "target"), _variant(goal, verdict), params)


def _variant(goal: CompleteGoal, verdict: Verdict) -> str:
    """Planned events, the members themselves, a part of them, or what is counted by the month."""
    if verdict.basis == "events":
        return "events"
    if not verdict.steps or verdict.steps[0].id != "start":
        return "counted"
    return "default" if goal.kpi == "members" else "part"


def _sum(verdict: Verdict) -> Text:
    """``20 + poster 30 − leaving 12``, in both languages."""
    channels = [step for step in verdict.steps if step.id == "channel"]
    steps = list(verdict.steps)
    if len(channels) > _CHANNELS_NAMED:
        together = Step("joins", sum((step.value for step in channels), Decimal(0)))
        steps = [step for step in steps if step.id != "channel"]
        steps.insert(1, together)
    terms = [_term(step) for step in steps]
    return Text(
        "".join(term.zh for term in terms).strip(" +"), "".join(term.en for term in terms).strip(" +")
    )


def _term(step: Step) -> Text:
    value = show_number(step.value)
    if step.id == "start":
        return Text(f"现有 {value}", f"{value} now")
    if step.id == "leaves":
        return Text(f" − 离开 {value}", f" − {value} leaving")
    if step.id in ("channel", "joins"):
        name = Text(step.name, step.name) if step.name else Text("新增", "joining")
        return Text(f" + {name.zh} {value}", f" + {name.en} {value}")
    return Text("", "")


def _ways(goal: CompleteGoal, verdict: Verdict) -> Text:
    """What would turn the verdict, each of it alone."""
    ways = [_way(turn) for turn in verdict.turns]
    planned = verdict.planned or Decimal(0)
    if planned > (goal.baseline or 0):
        ways.append(Text(f"目标改成 {show_number(planned)}", f"a target of {show_number(planned)}"))
    if verdict.reached_in is not None:
        last = verdict.reached_in.last
        ways.append(Text(f"日期推到 {last}", f"a day as late as {last}"))
    ways = ways or [Text("再找新的来路", "other ways in")]
    return Text("；".join(way.zh for way in ways), "; ".join(way.en for way in ways))


def _way(turn: Turn) -> Text:
    now, needed = show_number(turn.now), show_number(turn.needed)
    if turn.assumption == "joins_per_month":
        return Text(
            f"各渠道每月合计新增 {now} → {needed} 人", f"joins a month over all channels {now} → {needed}"
        )
    if turn.assumption == "loss_per_month":
        now, needed = show_number(turn.now * 100), show_number(turn.needed * 100)
        return Text(f"每月流失 {now}% → {needed}%", f"members lost a month {now}% → {needed}%")
    if turn.assumption == "events":
        return Text(f"活动 {now} → {needed} 场", f"events {now} → {needed}")
    return Text(f"每场到 {now} → {needed} 人", f"people at each event {now} → {needed}")
