"""Why a stage has a task, and why it is due on that day."""

from __future__ import annotations

from collections.abc import Iterator

from planner.completion.measuring import MEASURE, ROW
from planner.completion.values.staging import CompleteStage, CompleteTask
from planner.dates.ranges import Week
from planner.explain.lines import lines_of, written_path
from planner.explain.model import Explanation, Fact
from planner.explain.origins import origin_of
from planner.explain.rows import rows_of
from planner.explain.rules import rule_words
from planner.explain.scene import Scene
from planner.knowledge.load import load_tasks


def task_id(stage: CompleteStage, task: CompleteTask) -> str:
    """Return a task's full id."""
    return f"task:{stage.id}:{task.id}"


def explain_task(scene: Scene, stage: CompleteStage, task: CompleteTask) -> Explanation:
    """Explain a task: whether the plan has it or we put it there, what it waits for, who waits for it."""
    path = _path(scene, stage, task)
    comma = scene.say("，", ", ")
    counts = task.id.startswith(MEASURE) and path is None
    row = f"tasks/{ROW if counts else task.id}"
    row = row if path is None and row.partition("/")[2] in load_tasks() else ""
    return Explanation(
        id=task_id(stage, task),
        what=scene.say("任务：", "Task: ")
        + f"{scene.text(task.title)}{comma}{scene.day(task.due)}{comma}{scene.holder(task.owner)}",
        facts=tuple(_facts(scene, stage, task)),
        because=tuple(_because(scene, stage, task, path)),
        lines=lines_of(
            scene,
            (
                *((path,) if path is not None else ()),
                *(_goal_counted(scene, task) if counts else ()),
                ("stages", stage.id),
                ("people", task.owner),
            ),
        ),
        knowledge=rows_of(scene, (row,)),
        otherwise=(
            scene.say(
                f"要换日子或不做，在 stages.{stage.id}.tasks 里把任务列出来，写上 due",
                f"for another day, or without it, list the tasks under stages.{stage.id}.tasks with their due days",
            ),
        )
        if path is None
        else (),
    )


def _goal_counted(scene: Scene, task: CompleteTask) -> tuple[tuple[str | int, ...], ...]:
    """The goal whose baseline the task counts."""
    goals = (index for index, goal in enumerate(scene.plan.goals) if task.id == f"{MEASURE}{goal.id}")
    return tuple(("goals", index) for index in goals)


def _path(scene: Scene, stage: CompleteStage, task: CompleteTask) -> tuple[str | int, ...] | None:
    """The place of a written task; ``None`` if it is a preset."""
    found = origin_of(scene.plan, ("stages", stage.id, "tasks"))
    if found is not None and found[0] == ("stages", stage.id, "tasks") and found[1].kind == "assumed":
        return None
    written = scene.source.data
    for element in ("stages", stage.id, "tasks"):
        written = written.get(element) if isinstance(written, dict) else None
    for index, one in enumerate(written if isinstance(written, list) else ()):
        words = (
            one
            if isinstance(one, str)
            else one.get("id") or one.get("title")
            if isinstance(one, dict)
            else ""
        )
        if words in (task.id, task.title.zh, task.title.en):
            return ("stages", stage.id, "tasks", index)
    return written_path(scene, ("stages", stage.id, "tasks"))


def _facts(scene: Scene, stage: CompleteStage, task: CompleteTask) -> Iterator[Fact]:
    yield scene.fact("阶段", "stage", scene.stage(stage.id))
    yield scene.fact("要用", "takes", scene.time(task.minutes))
    if task.done is not None:
        yield scene.fact("做到", "done when", scene.text(task.done))
    titles = {one.id: one for every in scene.plan.stages for one in every.tasks}
    for before in task.after:
        if before in titles:
            yield scene.fact("要等", "after", f"{scene.text(titles[before].title)} ({titles[before].due})")
    for one in titles.values():
        if task.id in one.after:
            yield scene.fact("之后才能做", "before", f"{scene.text(one.title)} ({one.due})")


def _because(
    scene: Scene, stage: CompleteStage, task: CompleteTask, path: tuple[str | int, ...] | None
) -> Iterator[str]:
    if path is None:
        kind, situation = scene.plan.community.type, scene.plan.community.situation
        yield scene.say(
            f"这个阶段的任务方案没写，按类型（{kind}）和情形（{situation}）用内置的",
            f"the plan lists no tasks for this stage; these are the presets for its type ({kind}) and situation ({situation})",
        )
    due = scene.plan.origins.get((*path, "due")) if path is not None else None
    if due is not None:
        yield rule_words(scene, due.rule)
    elif path is None:
        yield scene.say(
            "先按它在阶段里的位置定日子，前面的任务没完、当周已满就往后推，落在工作日上",
            "its day follows from its place in the stage: never before what it builds on, later where the week is full, on a work day",
        )
    else:
        yield scene.say("日子是方案里写的", "the plan sets the day")
    load = next(
        (
            one
            for one in scene.playbook.hours.loads
            if one.holder == task.owner and one.week == Week.of(task.due)
        ),
        None,
    )
    if load is not None and load.capacity is not None:
        yield scene.say(
            f"{scene.holder(task.owner)}那一周共 {scene.time(load.total)}，能用 {scene.time(load.capacity)}",
            f"{scene.holder(task.owner)} has {scene.time(load.total)} of work that week and {scene.time(load.capacity)} to give",
        )
