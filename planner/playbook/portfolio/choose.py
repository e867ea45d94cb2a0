"""Which activities are held beside the written ones: a plain greedy rule.

Stage by stage, the kind of greatest value is taken again and again until the stage has no room for one more event.
The value of a kind is its fit to the type (1–3) times what it does for the plan's goals (twice) and for the KPIs of
the stage (once), divided by one more than the times it has been taken, so that variety wins over repetition; the
first offline event in growth and in maturity counts half as much again. A kind is passed over when it does not fit
into the money left (stage, category cap, total without contingency and lines), into the hours left of those who
would run it, or when the plan's red lines, platforms or missing prices rule it out; what was passed over is listed
with what it lacks. Ties go to the id that comes first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, Decimal

from planner.completion.activities import activity_of_kind
from planner.completion.hours import steady_minutes
from planner.completion.model import CompletePlan, LeftOut
from planner.completion.values.programme import CompleteActivity
from planner.completion.values.staging import CompleteStage
from planner.dates.ranges import Month
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Reason
from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.load import activity_kind_ids, assumed, load_activity_kind
from planner.knowledge.schema import StageId
from planner.playbook.cash import cash_months
from planner.playbook.event_work import event_minutes
from planner.playbook.payments import event_payments, labour_payments, pay_days, written_payments
from planner.playbook.posts import stage_on
from planner.playbook.previous import Previous
from planner.playbook.values.activities import Occurrence
from planner.playbook.values.content import Posting
from planner.playbook.values.money import Payment
from planner.playbook.values.portfolio import Choice, Portfolio

_OFFLINE_BONUS = Decimal("1.5")


@dataclass
class ActivityChooser:
    """Chooses the optional activities of each stage in turn; keeps account of money and hours."""

    plan: CompletePlan
    days: WorkCalendar
    written: tuple[Occurrence, ...]
    """The occurrences of written activities."""
    spent: Decimal
    """What lines, channels, written activities and labour cost."""
    spent_in: Mapping[StageId, Decimal]
    """The same by stage."""
    spent_on_activities: Decimal
    cash: dict[Month, Decimal]
    """Cash at each month's end before anything is chosen."""
    taken: Counter[str] = field(default_factory=Counter)
    choices: list[Choice] = field(default_factory=list)
    passed: dict[str, LeftOut] = field(default_factory=dict)
    _minutes: dict[tuple[StageId, str], int] = field(default_factory=dict)

    def choose(self) -> tuple[tuple[Choice, ...], tuple[LeftOut, ...]]:
        """Return the choices in order of stage and of being taken, and what was passed over."""
        if self.plan.only_written_activities:
            return (), ()
        for activity in self.plan.activities:
            self.taken[activity.kind] += 1
        for stage in self.plan.stages:
            self._stage(stage)
        chosen = {choice.activity.kind for choice in self.choices}
        return tuple(self.choices), tuple(left for kind, left in self.passed.items() if kind not in chosen)

    def _stage(self, stage: CompleteStage) -> None:
        gap = int(assumed(f"event_gap_{stage.id}"))
        opened = min((g.opened for g in self.plan.groups if g.opened), default=stage.window.start)
        open_days = (stage.window.end - max(stage.window.start, opened)).days
        room = open_days // gap - sum(1 for event in self.written if event.stage == stage.id)
        offline = any(a.mode == "offline" and stage.id in a.stages for a in self.plan.activities)
        in_stage: Counter[str] = Counter()
        stage_cost = Decimal(0)
        while room > 0:
            best: Choice | None = None
            best_value = Decimal(0)
            for kind_id in activity_kind_ids():
                row = load_activity_kind(kind_id)
                value = self._value(row, stage, offline)
                if value <= 0 or in_stage[kind_id] >= self._most(row, stage):
                    continue
                activity = self._activity(row, stage.id, in_stage[kind_id])
                lack = self._lack(row, activity, stage, stage_cost)
                if lack is not None:
                    self.passed.setdefault(kind_id, lack)
                elif best is None or value > best_value:
                    reason = Reason("greatest value first", (("goals",),), (f"activities/{kind_id}",))
                    best, best_value = Choice(activity, stage.id, int(value * 100), reason), value
            if best is None:
                return
            self._take(best, stage)
            in_stage[best.activity.kind] += 1
            stage_cost += best.activity.cost or Decimal(0)
            offline = offline or best.activity.mode == "offline"
            room -= 1

    def _take(self, choice: Choice, stage: CompleteStage) -> None:
        cost = choice.activity.cost or Decimal(0)
        self.choices.append(choice)
        self.taken[choice.activity.kind] += 1
        self.spent += cost
        self.spent_on_activities += cost
        for month in self.cash:
            if month >= Month.of(stage.window.start):
                self.cash[month] -= cost
        for holder, minutes in event_minutes(choice.activity).items():
            if (stage.id, holder) in self._minutes:
                self._minutes[(stage.id, holder)] -= minutes

    def _value(self, row: ActivityKindRow, stage: CompleteStage, offline: bool) -> Decimal:
        plan = self.plan
        if plan.community.situation not in row.situations or stage.id not in row.stages:
            return Decimal(0)
        fit = row.types.get(plan.community.type, 0)  # type: ignore[call-overload]  # any text may be asked for
        goals = sum(row.serves.get(goal.kpi, 0) for goal in plan.goals) * 2
        watched = sum(row.serves.get(kpi, 0) for kpi in stage.kpis)
        value = Decimal(fit * (goals + watched)) / (1 + self.taken[row.id])
        if row.mode[0] == "offline" and not offline and stage.id != "build":
            value *= _OFFLINE_BONUS
        return value

    def _most(self, row: ActivityKindRow, stage: CompleteStage) -> int:
        by_distance = stage.window.days // max(1, row.distance_days) + (
            1 if stage.window.days < row.distance_days else 0
        )
        by_month = max(1, row.most_per_month * stage.window.days // 30)
        return min(by_distance, by_month, 3)

    def _activity(self, row: ActivityKindRow, stage: StageId, ordinal: int) -> CompleteActivity:
        plan = self.plan
        name = row.id if ordinal == 0 else f"{row.id}-{ordinal + 1}"
        online = tuple(time for persona in plan.personas for time in persona.times)
        made = activity_of_kind(
            row, f"{name}-{stage}", (stage,), plan.people, plan.roles, plan.currency, None, online
        )
        return replace(made, id=f"{row.id}:{stage}")

    def _lack(
        self, row: ActivityKindRow, activity: CompleteActivity, stage: CompleteStage, stage_cost: Decimal
    ) -> LeftOut | None:
        plan = self.plan
        source = f"activities/{row.id}"
        banned = sorted(plan.banned.intersection(row.tags))
        if banned or ("offline" in plan.banned and activity.mode == "offline"):
            line = next((r.text for r in plan.red_lines if set(r.bans) & {*row.tags, activity.mode}), "")
            return LeftOut(row.name, "red_line", ("wont_do",), source, detail=line)
        capabilities = {c for platform in plan.platforms for c in platform.capabilities}
        if activity.mode == "online" and not set(row.capabilities) <= capabilities:
            return LeftOut(row.name, "platform", ("platforms",), source)
        if activity.cost is None:
            return LeftOut(row.name, "prices", ("activities",), source)
        money, limit = self._money_left(stage, stage_cost)
        missing = activity.cost - max(Decimal(0), money)
        if activity.cost > 0 and missing > 0:
            amount = missing.to_integral_value(ROUND_CEILING)
            return LeftOut(row.name, "money", ("budget",), source, amount=amount, detail=limit)
        for holder, minutes in event_minutes(activity).items():
            left = self._hours_left(stage, holder)
            if left is not None and minutes > left:
                return LeftOut(
                    row.name, "hours", ("people",), source, minutes=minutes - max(0, left), detail=holder
                )
        return None

    def _money_left(self, stage: CompleteStage, stage_cost: Decimal) -> tuple[Decimal, str]:
        """The least of what is left, and the limit that sets it.

        ``total``: budget without contingency and all that is spent; ``cap``: the cap on activities; ``stage``: the
        stage's own budget, else the part of the cap that its end of the period has reached; ``cash``: what is there
        from its first month on.
        """
        plan, budget = self.plan, self.plan.budget
        cap = budget.caps.get("activity", budget.total)
        if stage.id in budget.by_stage:
            of_stage = budget.by_stage[stage.id] - self.spent_in.get(stage.id, Decimal(0)) - stage_cost
        else:
            reached = Decimal((stage.window.end - plan.period.start).days) / max(1, plan.period.days)
            of_stage = cap * min(Decimal(1), reached) - self.spent_on_activities
        begins = Month.of(stage.window.start)
        cash = min((left for month, left in self.cash.items() if month >= begins), default=budget.total)
        limits = {
            "total": budget.total - budget.contingency - self.spent,
            "cap": cap - self.spent_on_activities,
            "stage": of_stage,
            "cash": cash - budget.contingency,
        }
        limit = min(limits, key=lambda name: (limits[name], name))
        return limits[limit], limit

    def _hours_left(self, stage: CompleteStage, holder: str) -> int | None:
        """Minutes that a person has left in the stage after steady work, tasks and written events.

        ``None`` without written hours.
        """
        person = next((p for p in self.plan.people if p.id == holder), None)
        if person is None or person.minutes is None:
            return None
        key = (stage.id, holder)
        if key not in self._minutes:
            plan = self.plan
            weeks = Decimal(stage.window.days) / 7
            steady = steady_minutes(
                plan.content.series,
                plan.routines,
                plan.people,
                plan.roles,
                plan.groups,
                {stage.id: stage.window},
                self.days,
            )
            tasks = sum(task.minutes for task in stage.tasks if task.owner == holder)
            events = sum(
                event_minutes(event.activity).get(holder, 0)
                for event in self.written
                if event.stage == stage.id
            )
            buffer = 1 - assumed("buffer_share")
            free = person.minutes * weeks * buffer - steady.get(holder, 0) * weeks - tasks - events
            self._minutes[key] = int(free)
        return self._minutes[key]


def choose_portfolio(
    plan: CompletePlan,
    days: WorkCalendar,
    written: tuple[Occurrence, ...],
    postings: tuple[Posting, ...],
    previous: Previous,
) -> Portfolio:
    """Choose what is held beside the written activities."""
    payments = [*written_payments(plan), *event_payments(plan, written), *_labour_to_expect(plan)]
    by_stage: dict[StageId, Decimal] = defaultdict(Decimal)
    for payment in payments:
        by_stage[stage_on(plan, payment.on)] += payment.amount
    chooser = ActivityChooser(
        plan,
        days,
        written,
        spent=sum(by_stage.values(), Decimal(0)),
        spent_in=by_stage,
        spent_on_activities=sum((p.amount for p in payments if p.category == "activity"), Decimal(0)),
        cash={month.month: month.left for month in cash_months(plan, payments)},
    )
    choices, passed = chooser.choose()
    merged = _merged(choices)
    points = sum(choice.points for choice in merged)
    return Portfolio(tuple(merged), points, points, (), passed)


def _labour_to_expect(plan: CompletePlan) -> list[Payment]:
    """Labour that the budget has to pay, before the hours are known: people paid by the hour use all they have."""
    if not plan.budget.includes_labour:
        return []
    starts = pay_days(plan, plan.period)
    ends = [*starts[1:], plan.period.end]
    minutes = {
        (person.id, start): (person.minutes or 0) * (end - start).days // 7
        for person in plan.people
        for start, end in zip(starts, ends, strict=True)
    }
    return labour_payments(plan, minutes)


def _merged(choices: tuple[Choice, ...]) -> list[Choice]:
    """One activity per kind and stage, with as many occurrences as the kind was taken."""
    merged: dict[str, Choice] = {}
    for choice in choices:
        known = merged.get(choice.activity.id)
        count = (known.activity.count or 1) + 1 if known else 1
        merged[choice.activity.id] = replace(known or choice, activity=replace(choice.activity, count=count))
    return list(merged.values())
