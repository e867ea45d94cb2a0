"""What pieces of work are called: posts, events with what belongs to them, and tasks, by their ids."""

from __future__ import annotations

from planner.explain.event_slots import event_words
from planner.explain.events import event_headline
from planner.explain.members import journey_words
from planner.explain.posts import entry_headline
from planner.explain.procedures import procedure_name, step_name
from planner.explain.scene import Scene


def work_name(scene: Scene, work: str) -> str:
    """Return what a piece of work is called; of what has no name of its own, the kind of work."""
    for entry in scene.playbook.calendar.entries:
        if entry.id == work:
            return entry_headline(scene, entry)
    for event in scene.playbook.activities.occurrences:
        if event.id == work:
            return event_headline(scene, event)
        for step in event.preparation:
            if step.id == work:
                name = scene.quoted(scene.text(event.activity.name))
                words = event_words(scene, event, step.title)
                return scene.say(f"{words}（{name}）", f"{words} (for {name})")
        if any(step.id == work for step in event.follow_up):
            return event_headline(scene, event)
    for stage in scene.plan.stages:
        for task in stage.tasks:
            if f"task:{stage.id}:{task.id}" == work:
                return scene.text(task.title)
    return _by_its_cause(scene, work)


def _by_its_cause(scene: Scene, work: str) -> str:
    """The name of the series or routine that an id begins with."""
    for series in scene.plan.content.series:
        if work == f"post:{series.id}" or work.startswith(f"post:{series.id}:"):
            return scene.text(series.name)
    for routine in scene.plan.routines:
        if work == f"routine:{routine.id}" or work.startswith(f"routine:{routine.id}:"):
            return scene.text(routine.name)
    return _with_members(scene, work)


def _with_members(scene: Scene, work: str) -> str:
    """The name of a step with groups, journeys or champions."""
    for procedure in scene.playbook.groups.procedures:
        for step in procedure.steps:
            if step.id == work:
                title, name = step_name(scene, procedure, step), procedure_name(scene, procedure)
                return scene.say(f"{title}（{name}）", f"{title} ({name})")
    for journey in scene.plan.journeys:
        for one in journey.steps:
            if work.startswith(f"journey:{journey.id}:{one.id}:"):
                title, name = journey_words(scene, one.title), journey_words(scene, journey.name)
                return scene.say(f"{title}（{name}）", f"{title} ({name})")
    champions = scene.plan.champions
    if champions is not None and work.startswith("champions:"):
        name = scene.text(champions.name)
        return scene.say(f"请{name}、带头一回", f"asking {name} and showing them the job")
    return scene.say("别的工作", "other work")
