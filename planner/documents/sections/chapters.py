"""A stage as a chapter: window, focus, strategies, tasks, rhythm, figures by month, gate, money and hours."""

from __future__ import annotations

from dataclasses import dataclass

from planner.completion.params import plan_params
from planner.completion.values.staging import CompleteStage, CompleteTask
from planner.dates.recurrence import RecurrenceError, parse_recurrence
from planner.documents.names import Names
from planner.documents.sections.cash import stage_money
from planner.documents.sections.decisions import gate_day
from planner.documents.sections.goals import condition_phrase, counting, shown, value_on
from planner.documents.sections.left_out import tasks_are_ours
from planner.documents.sections.work import NO_WORK, minutes_within
from planner.documents.texts import filled
from planner.documents.words import (
    CHINESE,
    date_range,
    day,
    duration,
    enumeration,
    hours,
    money,
    with_end,
    without_end,
)
from planner.knowledge.fill import said
from planner.knowledge.load import load_stages, load_type
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A dated task."""

    when: str
    title: str
    who: str
    length: str
    how: str
    done: str
    after: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series in this stage."""

    name: str
    when: str
    place: str
    who: str
    length: str
    per_week: str
    """Hours a week, replies included."""


@dataclass(frozen=True, slots=True)
class RoutineRow:
    """A routine in this stage."""

    name: str
    when: str
    who: str
    length: str
    per_group: bool
    new: bool
    """Whether it begins in this stage; the others go on as before."""
    what: str


@dataclass(frozen=True, slots=True)
class GateRow:
    """A condition of the gate, or a KPI to watch, and how it is counted."""

    phrase: str
    how: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A dated event of the stage."""

    when: str
    time: str
    name: str
    who: str
    cost: str
    """Empty where nobody gave a price."""
    free: bool


@dataclass(frozen=True, slots=True)
class StageChapter:
    """One stage in one language."""

    name: str
    window: str
    weeks: int
    question: str
    focus: str
    content: str
    promotion: str
    interaction: str
    relations: str
    note: str
    """How this type begins in this situation; in the first stage only."""
    first_month: tuple[str, ...]
    """Empty where dated tasks of the plan or a written opening day say it otherwise."""
    tasks: tuple[TaskRow, ...]
    task_hours: str
    series: tuple[SeriesRow, ...]
    routines: tuple[RoutineRow, ...]
    events: tuple[EventRow, ...]
    kpi_names: tuple[str, ...]
    months: tuple[tuple[str, tuple[str, ...]], ...]
    """Day and the goals' values on it, empty where nobody knows them; days after all goals' own are left out."""
    watched: tuple[GateRow, ...]
    gate: tuple[GateRow, ...]
    gate_day: str
    next_stage: str
    money: tuple[tuple[str, str], ...]
    money_total: str
    money_limit: str
    work: tuple[tuple[str, str, str], ...]
    """Holder, hours of the stage, hours a week."""


def stage_chapters(playbook: Playbook, names: Names) -> tuple[StageChapter, ...]:
    """Return the stages in their order."""
    return tuple(_chapter(playbook, position, names) for position in range(len(playbook.plan.stages)))


def plan_slots(names: Names) -> dict[str, Text]:
    """Return what fills the slots of texts that speak of the plan as a whole."""
    plan = names.plan
    reviewer = said(names.holder(plan.roles["owner"].holder or "owner"))
    return plan_params(
        plan.community, plan.positioning, plan.personas, plan.goals, plan.kpis, plan.questions, reviewer
    )


def _chapter(playbook: Playbook, position: int, names: Names) -> StageChapter:
    plan = playbook.plan
    stage = plan.stages[position]
    following = plan.stages[position + 1] if position + 1 < len(plan.stages) else None
    language, year = names.language, plan.period.start.year
    rhythm = load_type(plan.community.type).rhythm[plan.community.situation]
    slots = plan_slots(names)
    planned = sum(playbook.money.by_stage.get(stage.id, {}).values())
    limit = plan.budget.by_stage.get(stage.id)
    return StageChapter(
        name=names.stage(stage.id),
        window=date_range(stage.window, language, year),
        weeks=max(1, round(stage.window.days / 7)),
        question=names.text(load_stages()[stage.id].question),
        focus=with_end(names.text(stage.focus), language),
        content=with_end(names.text(stage.strategy.content), language),
        promotion=with_end(names.text(stage.strategy.promotion), language),
        interaction=with_end(names.text(stage.strategy.interaction), language),
        relations=with_end(names.text(stage.relations), language),
        note=filled(rhythm.note, slots, language) if position == 0 else "",
        first_month=(
            tuple(filled(step, slots, language) for step in rhythm.first_month)
            if position == 0 and _begins_as_usual(playbook)
            else ()
        ),
        tasks=tuple(_task(task, plan.stages, names) for task in stage.tasks),
        task_hours=hours(sum(task.minutes for task in stage.tasks), language),
        series=_series(playbook, stage, names),
        routines=_routines(playbook, stage, names),
        events=_events(playbook, stage, names),
        kpi_names=tuple(names.kpi(goal.kpi) for goal in plan.goals),
        months=_months(playbook, stage, names),
        watched=tuple(
            GateRow(names.kpi(kpi), counting(plan.kpis[kpi], names))
            for kpi in stage.kpis
            if kpi not in {goal.kpi for goal in plan.goals}
        ),
        gate=_gate(playbook, stage, names),
        gate_day=day(gate_day(playbook, stage), language, year),
        next_stage=names.stage(following.id) if following else "",
        money=stage_money(playbook, stage.id, names),
        money_total=money(planned, plan.currency) if planned else "",
        money_limit=money(limit, plan.currency) if limit is not None else "",
        work=_work(playbook, stage, names),
    )  # fmt: skip


def _begins_as_usual(playbook: Playbook) -> bool:
    """Whether nothing that the plan dates stands against how this type usually begins.

    Reviving is dated step by step in the tasks already.
    """
    plan = playbook.plan
    written = (
        group.opened is not None
        and group.opened in plan.period
        and ("groups", index, "opened") not in plan.origins
        for index, group in enumerate(plan.groups)
    )
    return (
        plan.community.situation != "revive" and tasks_are_ours(plan, plan.stages[0].id) and not any(written)
    )


def _gate(playbook: Playbook, stage: CompleteStage, names: Names) -> tuple[GateRow, ...]:
    """How a figure is counted stands with the goals and the watched KPIs; here only where it is news."""
    plan = playbook.plan
    told = {goal.kpi for goal in plan.goals} | set(stage.kpis)
    return tuple(
        GateRow(condition_phrase(c, names), "" if c.kpi in told else counting(plan.kpis[c.kpi], names))
        for c in stage.gate
    )


def _task(task: CompleteTask, stages: tuple[CompleteStage, ...], names: Names) -> TaskRow:
    titles = {other.id: names.text(other.title) for stage in stages for other in stage.tasks}
    after = [titles[ref] for ref in task.after if ref in titles]
    return TaskRow(
        when=day(task.due, names.language, names.plan.period.start.year),
        title=names.text(task.title),
        who=names.holder(task.owner),
        length=duration(task.minutes, names.language),
        how=with_end(names.text(task.how), names.language) if task.how else "",
        done=without_end(names.text(task.done)) if task.done else "",
        after=("”“" if names.language == CHINESE else "”, “").join(after),
    )


def recurrence_text(when: str, names: Names) -> str:
    """Return a recurrence as a person says it; as written where it cannot be read."""
    rule = parse_recurrence(when)
    return when if isinstance(rule, RecurrenceError) else rule.text(names.language)


def _series(playbook: Playbook, stage: CompleteStage, names: Names) -> tuple[SeriesRow, ...]:
    rows = []
    for one in playbook.plan.content.series:
        if stage.id not in one.stages:
            continue
        entries = [e for e in playbook.calendar.entries if e.series == one.id and e.on in stage.window]
        minutes = sum(e.minutes + e.send_minutes + e.reply_minutes for e in entries)
        rows.append(
            SeriesRow(
                name=names.text(one.name),
                when=f"{recurrence_text(one.when, names)} {one.time}",
                place=names.place(one.groups, one.platform),
                who=names.holder(one.owner),
                length=duration(one.minutes, names.language),
                per_week=hours(round(minutes * 7 / stage.window.days), names.language),
            )
        )
    return tuple(rows)


def _routines(playbook: Playbook, stage: CompleteStage, names: Names) -> tuple[RoutineRow, ...]:
    return tuple(
        RoutineRow(
            name=names.text(one.name),
            when=recurrence_text(one.when, names),
            who=names.holder(one.owner),
            length=duration(one.minutes, names.language),
            per_group=one.per_group and len(playbook.plan.groups) > 1,
            new=not any(earlier.id in one.stages for earlier in _before(playbook, stage)),
            what=names.text(one.what) if one.what else "",
        )
        for one in playbook.plan.routines
        if stage.id in one.stages
    )


def _before(playbook: Playbook, stage: CompleteStage) -> tuple[CompleteStage, ...]:
    stages = playbook.plan.stages
    return stages[: stages.index(stage)]


def _events(playbook: Playbook, stage: CompleteStage, names: Names) -> tuple[EventRow, ...]:
    rows = []
    for event in playbook.activities.occurrences:
        if event.on not in stage.window:
            continue
        hosts = list(dict.fromkeys(event.activity.holders.values()))
        rows.append(
            EventRow(
                when=day(event.on, names.language, playbook.plan.period.start.year),
                time=f"{event.start:%H:%M}",
                name=names.text(event.activity.name),
                who=enumeration([names.holder(host) for host in hosts], names.language),
                cost=money(event.cost, playbook.plan.currency) if event.cost is not None else "",
                free=event.cost == 0,
            )
        )
    return tuple(rows)


def _months(
    playbook: Playbook, stage: CompleteStage, names: Names
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    plan = playbook.plan
    ends = sorted(
        {m.on for path in playbook.paths for m in path.milestones if m.on in stage.window}
        | {stage.window.last}
    )
    rows = []
    for on in ends:
        cells = []
        for goal in plan.goals:
            value = value_on(playbook, goal, on)
            cells.append(
                "—" if on > goal.by else shown(value, plan.kpis[goal.kpi], names) if value is not None else ""
            )
        if any(on <= goal.by for goal in plan.goals):
            rows.append((day(on, names.language, plan.period.start.year), tuple(cells)))
    return tuple(rows)


def _work(playbook: Playbook, stage: CompleteStage, names: Names) -> tuple[tuple[str, str, str], ...]:
    minutes = minutes_within(playbook, stage.window)
    return tuple(
        (
            names.holder(holder),
            hours(total, names.language),
            hours(round(total * 7 / stage.window.days), names.language),
        )
        for holder, total in sorted(minutes.items(), key=lambda item: (-item[1], item[0]))
        if total >= NO_WORK
    )
