"""Steps of procedures of groups in a week; what one person does for several groups on one day is one thing to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.member_texts import MemberTexts, procedure_steps, procedure_words
from planner.knowledge.member_rows import ProcedureStepRow
from planner.playbook.groups.procedures import TOLD_BY_TASKS
from planner.playbook.model import Playbook
from planner.playbook.values.groups import Procedure, ProcedureStep

_Found = tuple[Procedure, ProcedureStep, ProcedureStepRow]


@dataclass(frozen=True, slots=True)
class StepDay:
    """One step for one or several groups, on one day, by one person."""

    id: str
    on: date
    owner: str
    minutes: int
    title: str
    done: str
    each: bool
    """Whether it is done for several groups."""
    blocks: tuple[tuple[str, str], ...]
    """Where the words go (empty where they are the same everywhere or there is one group), and the words."""
    task: str
    """Id of the team's task whose minutes hold it; empty where it has its own."""


def step_days(playbook: Playbook, week: Week, texts: MemberTexts) -> tuple[StepDay, ...]:
    """Return the steps of a week in order of their days."""
    together: dict[tuple[str, ...], list[_Found]] = {}
    for procedure in playbook.groups.procedures:
        known = procedure_steps(procedure)
        for step in procedure.steps:
            if Week.of(step.on) == week and step.step in known:
                # Only what differs by the name of the group alone is told once.
                row = known[step.step]
                bare = [procedure_words(procedure, text, texts, group="") for text in (row.title, row.done)]
                key = (procedure.kind, step.step, step.on.isoformat(), step.owner, *bare)
                together.setdefault(key, []).append((procedure, step, row))
    tasks = _tasks(playbook)
    return tuple(
        sorted((_made(found, texts, tasks) for found in together.values()), key=lambda one: (one.on, one.id))
    )


def _made(found: Sequence[_Found], texts: MemberTexts, tasks: Mapping[str, str]) -> StepDay:
    procedure, step, row = found[0]
    names, spoken = texts.names, texts.spoken_by(step.owner)
    several = len(found) > 1
    places = names.short_groups(one.group for one, _, _ in found)
    every = ("各群" if names.language == words.CHINESE else "each group") if several else places
    minutes = sum(one.minutes for _, one, _ in found)
    return StepDay(
        id=step.id,
        on=step.on,
        owner=step.owner,
        minutes=minutes,
        title=_with_places(procedure_words(procedure, row.title, spoken, group=places), places, several),
        done=procedure_words(procedure, row.done, spoken, group=every),
        each=several,
        blocks=_blocks(found, spoken),
        task=tasks.get(step.step, "") if not minutes else "",
    )


def _with_places(title: str, places: str, several: bool) -> str:
    """A title that does not name its group is told apart by it."""
    return title if places in title or not several else f"{title}（{places}）"


def _blocks(found: Iterable[_Found], texts: MemberTexts) -> tuple[tuple[str, str], ...]:
    """The words for each group; once where they are the same."""
    said = [
        (texts.names.short_group(procedure.group), procedure_words(procedure, row.say, texts))
        for procedure, _, row in found
        if row.say is not None
    ]
    if len({text for _, text in said}) < 2:
        return tuple(("", text) for _, text in said[:1])
    return tuple(said)


def _tasks(playbook: Playbook) -> Mapping[str, str]:
    """Step → id of the task of this plan that holds its minutes."""
    there = {task.id for stage in playbook.plan.stages for task in stage.tasks}
    return {step: task for step, task in TOLD_BY_TASKS.items() if task in there}
