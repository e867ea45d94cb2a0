"""Which figures are ours, what hangs on them, and where the plan can say otherwise; greatest effect first."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.completion.params import english_day, plain_hours, plain_number
from planner.diagnostics.model import PlanPath
from planner.knowledge.fill import said
from planner.knowledge.load import assumed, load_assumptions, load_choice
from planner.knowledge.schema import Text
from planner.playbook.model import Assumption
from planner.playbook.values.activities import ActivityPlan
from planner.playbook.values.hours import HoursPlan, WorkSource
from planner.playbook.values.incentives import IncentivePlan
from planner.playbook.values.members import ChampionPlan
from planner.playbook.values.money import MoneyPlan
from planner.playbook.values.targets import GrowthMonth
from planner.playbook.work.event_work import event_minutes

_BEGINNINGS: tuple[tuple[str, WorkSource], ...] = (
    ("draft_start_days", "content"),
    ("preparation_start_days", "preparation"),
    ("task_start_days", "task"),
)
_WORTH_SAYING = 100
"""Of work done ahead; where it is a smaller part of all work, it matters to nobody how early it may begin."""


def build_assumptions(
    plan: CompletePlan,
    hours: HoursPlan,
    money: MoneyPlan,
    activities: ActivityPlan,
    growth: tuple[GrowthMonth, ...],
    incentives: IncentivePlan | None = None,
    champions: ChampionPlan | None = None,
) -> tuple[Assumption, ...]:
    """Return the assumptions that this plan rests on, ranked by the share of its money and its work at stake."""
    found = [
        *_work(plan, hours),
        *_beginnings(hours),
        *_money(plan, money, activities),
        *_choice(plan, activities),
        *_members(plan, growth),
        *_journeys(plan, hours),
        *_champions(plan, hours, champions),
        *_points(incentives),
    ]
    total_minutes = max(1, hours.total)
    total_money = max(Decimal(1), plan.budget.total)
    return tuple(
        sorted(
            found,
            key=lambda a: (-(Decimal(a.minutes) / total_minutes + a.money / total_money), a.knowledge),
        )
    )


def _is_assumed(plan: CompletePlan, *path: str | int) -> bool:
    origin = plan.origins.get(path)
    return origin is not None and origin.kind == "assumed"


def _minutes(hours: HoursPlan, *sources: WorkSource) -> int:
    return sum(load.demand.get(source, 0) for load in hours.loads for source in sources)


def _made(row_id: str, value: Text, minutes: int = 0, money: Decimal = Decimal(0)) -> Assumption:
    row = load_assumptions()[row_id]
    path: PlanPath = tuple(row.path.split("."))
    return Assumption(path, row.what, value, f"assumptions/{row_id}", minutes, money)


def _hours_text(minutes: int) -> Text:
    hours = plain_hours(minutes)
    return Text(f"{hours} 小时", f"{hours} hours")


def _work(plan: CompletePlan, hours: HoursPlan) -> Iterable[Assumption]:
    content = _minutes(hours, "content")
    if _is_assumed(plan, "content", "series"):
        yield _made(
            "series_preset",
            Text(f"{len(plan.content.series)} 个栏目", f"{len(plan.content.series)} series"),
            content,
        )
    replies = _minutes(hours, "replies", "sending")
    preset = _is_assumed(plan, "content", "series") or any(
        path[:2] == ("content", "series") and path[-1] == "reply_minutes" for path in plan.origins
    )
    if preset and replies:
        yield _made("reply_minutes", _hours_text(replies), replies)
    if _is_assumed(plan, "routines"):
        routine = _minutes(hours, "routine")
        yield _made(
            "routines_preset",
            Text(f"{len(plan.routines)} 件例行事务", f"{len(plan.routines)} routines"),
            routine,
        )
    tasks = sum(t.minutes for s in plan.stages if _is_assumed(plan, "stages", s.id, "tasks") for t in s.tasks)
    if tasks:
        yield _made("tasks_preset", _hours_text(tasks), tasks)
    events = _minutes(hours, "preparation", "event", "follow_up")
    if events:
        yield _made("events_preset", _hours_text(events), events)
    buffer = _minutes(hours, "buffer")
    if buffer:
        yield _made("buffer_share", _percent(load_assumptions()["buffer_share"].value), buffer)


def _beginnings(hours: HoursPlan) -> Iterable[Assumption]:
    """How early work may begin: what hangs on it is the work that is done before the week in which it is due."""
    for row_id, source in _BEGINNINGS:
        minutes = sum(share.minutes for share in hours.ahead if share.source == source)
        if minutes * _WORTH_SAYING >= hours.total and minutes:
            row = load_assumptions()[row_id]
            days = plain_number(row.value)
            yield _made(row_id, Text(f"{days} {row.unit.zh}", f"{days} {row.unit.en}"), minutes)


def _choice(plan: CompletePlan, activities: ActivityPlan) -> Iterable[Assumption]:
    """What counts how much in the choice: the events that were chosen hang on it."""
    chosen = [event for event in activities.occurrences if not event.activity.written]
    if not chosen:
        return
    weights = len(load_choice())
    minutes = sum(sum(event_minutes(event.activity, plan.journeys).values()) for event in chosen)
    cost = sum((event.cost or Decimal(0) for event in chosen), Decimal(0))
    yield _made("choice_weights", Text(f"{weights} 项", f"{weights} weights"), minutes, cost)


def _points(incentives: IncentivePlan | None) -> Iterable[Assumption]:
    """How members earn and spend points, where the plan does not say: what redeemed points cost hangs on it."""
    if incentives is None:
        return
    values = {
        "points_active_share": _percent(incentives.active_share),
        "points_redeem_share": _percent(incentives.redeem_share),
        "points_median_actions": said(plain_number(incentives.median_actions)),
        "points_top_actions": said(plain_number(incentives.top_actions)),
    }
    for row_id in incentives.assumed:
        if row_id in values:
            yield _made(row_id, values[row_id], money=incentives.cost)


def _percent(share: Decimal) -> Text:
    text = f"{plain_number(share * 100)}%"
    return Text(text, text)


def _money(plan: CompletePlan, money: MoneyPlan, activities: ActivityPlan) -> Iterable[Assumption]:
    lacking = (
        left.amount for left in activities.left_out if left.amount is not None and left.detail != "total"
    )
    short_of_money = min(sum(lacking, Decimal(0)), max(Decimal(0), money.unplanned))
    prices = sum((payment.amount for payment in money.payments if payment.assumed), Decimal(0))
    if prices:
        count = sum(1 for payment in money.payments if payment.assumed)
        yield _made("prices_preset", Text(f"{count} 场", f"{count} events"), money=prices)
    if _is_assumed(plan, "budget", "contingency") and money.contingency:
        yield _made(
            "contingency_share",
            _percent(load_assumptions()["contingency_share"].value),
            money=money.contingency,
        )
    if _is_assumed(plan, "budget", "caps", "activity"):
        yield _made(
            "activity_cap_share",
            _percent(load_assumptions()["activity_cap_share"].value),
            money=short_of_money,
        )
    if _is_assumed(plan, "budget", "includes_labour"):
        yield _made("labour_outside", Text("不含", "not included"), money=money.labour or Decimal(0))


def _members(plan: CompletePlan, growth: tuple[GrowthMonth, ...]) -> Iterable[Assumption]:
    leaves = sum(month.leaves for month in growth)
    if leaves and _is_assumed(plan, "acquisition", "loss_per_month"):
        share = plan.acquisition.loss_per_month
        value = Text(
            f"{_percent(share).zh}，全程约 {leaves} 人", f"{_percent(share).en}, about {leaves} people in all"
        )
        yield _made("loss_per_month", value)
    if any(_is_assumed(plan, "groups", index, "opened") for index in range(len(plan.groups))):
        opened = min(group.opened for group in plan.groups if group.opened)
        value = Text(f"{opened.month} 月 {opened.day} 日开", f"opens on {english_day(opened)}")
        yield _made(f"opening_weeks_{plan.community.situation}", value)


def _journeys(plan: CompletePlan, hours: HoursPlan) -> Iterable[Assumption]:
    minutes = _minutes(hours, "journeys")
    if minutes and _is_assumed(plan, "journeys"):
        steps = sum(len(journey.steps) for journey in plan.journeys)
        value = Text(
            f"{len(plan.journeys)} 条，共 {steps} 步", f"{len(plan.journeys)} journeys, {steps} steps in all"
        )
        yield _made("journeys_preset", value, minutes)


def _champions(plan: CompletePlan, hours: HoursPlan, champions: ChampionPlan | None) -> Iterable[Assumption]:
    """How many champions there are and how many have to be asked for them; what it takes to ask one."""
    minutes = _minutes(hours, "champions")
    if champions is None or not minutes:
        return
    if _is_assumed(plan, "champions"):
        yields, weeks = _percent(champions.champions.accepts), champions.champions.serves_weeks
        value = Text(
            f"{champions.target} 位，问到的 {yields.zh} 答应，一任 {weeks} 周",
            f"{champions.target} of them, {yields.en} of those asked say yes, terms of {weeks} weeks",
        )
        yield _made("champions_preset", value, minutes)
        yield _made("champion_asked_share", _percent(assumed("champion_asked_share")), minutes)
        calm = int(assumed("champion_last_weeks"))
        yield _made("champion_last_weeks", Text(f"{calm} 周", f"{calm} weeks"), minutes)
    each = champions.minutes_to_ask
    yield _made("champion_minutes", Text(f"{each} 分钟", f"{each} minutes"), minutes)
