"""Why a group opens, merges, changes hands, closes or is looked at on a day, and who takes which step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from planner.completion.values.team import CompleteGroup
from planner.diagnostics.model import PlanPath
from planner.explain.lines import lines_of
from planner.explain.model import Explanation, Fact
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_group_procedures
from planner.knowledge.schema import Text
from planner.playbook.supplies.holders import Wordings
from planner.playbook.values.groups import Procedure, ProcedureKind, ProcedureStep

KINDS: Mapping[ProcedureKind, Text] = {
    "open": Text("开下一个群", "Opening the next group"),
    "merge": Text("并群", "Merging"),
    "hand_over": Text("换群主", "Change of owner"),
    "close": Text("关群", "Closing"),
    "review": Text("再看一次这个群", "Looking at the group again"),
}
OVERRIDES: Mapping[ProcedureKind, Text] = {
    "open": Text(
        "想早开、晚开，改前面那个群的 capacity 或 next_at；自己在 groups 里写好下一个群和 opened，就照写的开",
        "for another day change capacity or next_at of the group before; a next group written under groups with "
        "its own opened is taken as it stands",
    ),
    "merge": Text(
        "想换日子，改这个群的 closes；并到别处，改 into", "closes sets the day, into the other group"
    ),
    "hand_over": Text("想换日子或换人，改这个群的 hand_over", "hand_over sets the day and the new owner"),
    "close": Text(
        "想换日子，改这个群的 closes；不关了，删掉 status 和 closes",
        "closes sets the day; without status and closes the group stays",
    ),
    "review": Text(
        "日子跟着说实话那条任务走；已经定了并或关，就写 status 和 closes，不用再看",
        "its day follows the task of the candid word; where merging or closing is decided, write status and closes",
    ),
}


def group_named(scene: Scene, group: str) -> str:
    """Return a group's name by its id."""
    return next((scene.own(one.name) for one in scene.plan.groups if one.id == group), group)


def explain_procedure(scene: Scene, procedure: Procedure) -> Explanation:
    """Explain a procedure: its day, its steps, and what sets them."""
    taker = scene.holder(procedure.taker) if procedure.taker else ""
    facts = [Fact(scene.day(step.on), step_words(scene, procedure, step)) for step in procedure.steps]
    if taker:
        facts.insert(0, scene.fact("谁接", "taken over by", taker))
    return Explanation(
        id=procedure.id,
        what=f"{procedure_name(scene, procedure)}{scene.say('，', ', ')}{scene.day(procedure.on)}",
        facts=tuple(facts),
        because=(rule_words(scene, procedure.reason.rule), _dating(scene)),
        lines=lines_of(scene, (*procedure.reason.paths, *_owners(procedure.steps))),
        knowledge=rows_of(scene, procedure.reason.knowledge),
        otherwise=(scene.text(OVERRIDES[procedure.kind]),),
    )


def explain_step(scene: Scene, procedure: Procedure, step: ProcedureStep) -> Explanation:
    """Explain one dated step: of which procedure, why on that day, when it is done."""
    row = next(
        (
            one
            for row in load_group_procedures().values()
            for one in row.steps
            if f"group_procedures/{row.id}" in procedure.reason.knowledge and one.id == step.step
        ),
        None,
    )
    because = [_days_off(scene, row.days)] if row is not None else []
    if not step.minutes:
        because.append(
            scene.say(
                "时间已经算在同一件阶段任务里", "its time is counted with the stage task that does the same"
            )
        )
    done = scene.text(fill(row.done, _params(scene, procedure))) if row is not None else ""
    return Explanation(
        id=step.id,
        what=f"{step_name(scene, procedure, step)}{scene.say('，', ', ')}{scene.day(step.on)}",
        facts=(
            scene.fact("为了", "for", f"{procedure_name(scene, procedure)} ({procedure.id})"),
            scene.fact("谁做", "done by", scene.holder(step.owner)),
            *((scene.fact("要用", "takes", scene.time(step.minutes)),) if step.minutes else ()),
            *((scene.fact("做到", "done when", done),) if done else ()),
        ),
        because=(*because, _dating(scene)),
        lines=lines_of(scene, (*procedure.reason.paths, ("people", step.owner))),
        knowledge=rows_of(scene, procedure.reason.knowledge),
        otherwise=(scene.text(OVERRIDES[procedure.kind]),),
    )


def procedure_name(scene: Scene, procedure: Procedure) -> str:
    """Return what a procedure is called, with its group: 关群：老店群."""
    colon = scene.say("：", ": ")
    name = scene.text(KINDS[procedure.kind]) + colon + group_named(scene, procedure.group)
    if not procedure.other:
        return name
    return f"{name} → {group_named(scene, procedure.other)}"


def step_name(scene: Scene, procedure: Procedure, step: ProcedureStep) -> str:
    """Return a step's title with its slots filled."""
    rows = (row for row in load_group_procedures().values() if row.what == procedure.kind)
    title = next((one.title for row in rows for one in row.steps if one.id == step.step), None)
    return scene.text(fill(title, _params(scene, procedure))) if title is not None else step.step


def step_words(scene: Scene, procedure: Procedure, step: ProcedureStep) -> str:
    """Return a step with its owner and its minutes in one line."""
    takes = (
        scene.say(f"（{scene.time(step.minutes)}）", f" ({scene.time(step.minutes)})") if step.minutes else ""
    )
    colon = scene.say("：", ": ")
    return f"{scene.holder(step.owner)}{colon}{step_name(scene, procedure, step)}{takes}"


def _params(scene: Scene, procedure: Procedure) -> Mapping[str, Text]:
    wordings = Wordings(scene.plan)
    group = next(one for one in scene.plan.groups if one.id == procedure.group)
    names = {one.id: one.name for one in scene.plan.groups}
    personas = scene.plan.personas
    persona = next((one for one in personas if group.persona in (one.id, one.name)), personas[0])
    day = procedure.on
    return {
        "group": said(group.name),
        "other": said(names.get(procedure.other, group.name)),
        "keeper": wordings.holder(_keeper(group, procedure, day)),
        "taker": wordings.holder(procedure.taker or group.keeper(day)),
        "owner": wordings.holder(scene.plan.roles["owner"].holder or "owner"),
        "community": said(scene.plan.community.name),
        "promise": said(scene.plan.positioning.promise.rstrip("。.")),
        "need": said(persona.needs[0].rstrip("。.")),
        "day": Text(f"{day.month} 月 {day.day} 日", day.isoformat()),
    }


def _keeper(group: CompleteGroup, procedure: Procedure, day: date) -> str:
    return group.owner if procedure.kind == "hand_over" else group.keeper(day)


def _days_off(scene: Scene, days: int) -> str:
    if not days:
        return scene.say("就在那一天", "on the very day")
    if days < 0:
        return scene.say(f"那天之前 {-days} 天", f"{-days} days before it")
    return scene.say(f"那天之后 {days} 天", f"{days} days after it")


def _dating(scene: Scene) -> str:
    return scene.say(
        "每一步落在做的人在的日子：之前的步骤往前挪，当天和之后的往后挪，次序不变",
        "each step lies on a day on which whoever takes it is there: earlier for steps before the day, later for "
        "those on it and after, in their order",
    )


def _owners(steps: tuple[ProcedureStep, ...]) -> Iterator[PlanPath]:
    yield from (("people", owner) for owner in dict.fromkeys(step.owner for step in steps))
