"""The register of groups, and what is done when one opens, merges, changes hands, closes or is looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.completion.values.team import CompleteGroup
from planner.documents import words
from planner.documents.member_texts import MemberTexts, member_texts, procedure_steps, procedure_words
from planner.documents.names import Names
from planner.playbook.model import Playbook
from planner.playbook.values.groups import GroupCourse, Procedure, ProcedureKind, ProcedureStep


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of the register; what is not known or does not apply is empty."""

    name: str
    platform: str
    persona: str
    pop_up: bool
    opened: str
    """Day of the opening, where one is known."""
    to_come: bool
    """Whether it opens within the period."""
    members: str
    """Members today, as the plan has them."""
    expected: str
    """Members at the end of the period, where it is open then."""
    capacity: str
    owner: str
    deputy: str
    status: str
    """``active``, ``silent``, ``merging`` or ``closing``."""
    after: str
    """The full group after which it opens."""
    full_on: str
    next_group: str
    next_opens: str
    closes: str
    into: str
    """The group into which it merges."""
    taker: str
    """Who takes it over, and when."""
    taken_on: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A dated step of a procedure."""

    day: str
    who: str
    title: str
    time: str
    """Empty where its minutes are those of one of the team's tasks."""
    done: str
    say: str
    """The message as it is sent; empty if nothing is."""


@dataclass(frozen=True, slots=True)
class GroupProcedure:
    """A procedure of one group with its steps."""

    kind: ProcedureKind
    group: str
    other: str
    keeper: str
    taker: str
    day: str
    members: str
    """Members at which the next group opens, where that is why."""
    full_on: str
    steps: tuple[StepRow, ...]


def group_register(playbook: Playbook, names: Names) -> tuple[GroupRow, ...]:
    """Return a row for each group, in the order of the plan; those that open by themselves come last."""
    courses = {course.group: course for course in playbook.groups.courses}
    return tuple(
        _row(playbook, group, courses.get(group.id, GroupCourse(group.id)), names)
        for group in playbook.plan.groups
    )


def _row(playbook: Playbook, group: CompleteGroup, course: GroupCourse, names: Names) -> GroupRow:
    plan = playbook.plan
    known = {one.id: one for one in plan.groups}
    following = known.get(course.next_group)

    def day(on: date | None) -> str:
        return words.plain_day(on, names.language, plan.period.start.year) if on is not None else ""

    change = group.hand_over
    merges = group.status == "merging" and group.into in known
    return GroupRow(
        name=group.name,
        platform=names.platform(group.platform),
        persona=names.persona(group.persona) if group.persona else "",
        pop_up=group.kind == "pop_up",
        opened=day(group.opened),
        to_come=group.opened is not None and group.opened in plan.period,
        members=words.number(group.members) if group.members is not None else "",
        expected=words.number(course.months[-1].members)
        if course.months and group.is_open(plan.period.last)
        else "",
        capacity=words.number(group.capacity) if group.capacity else "",
        owner=names.holder(group.owner),
        deputy=names.holder(group.deputy) if group.deputy else "",
        status=group.status,
        after=names.group(group.follows) if group.follows else "",
        full_on=day(course.full_on),
        next_group=following.name if following else "",
        next_opens=day(following.opened) if following else "",
        closes=day(group.closes),
        into=names.group(group.into) if merges else "",
        taker=names.holder(change.to) if change else "",
        taken_on=day(change.on) if change else "",
    )


def group_procedures(playbook: Playbook, names: Names) -> tuple[GroupProcedure, ...]:
    """Return the procedures of all groups in order of their days, with the words of each step."""
    texts = member_texts(playbook, names)
    courses = {course.group: course for course in playbook.groups.courses}
    groups = {group.id: group for group in playbook.plan.groups}
    return tuple(
        _procedure(playbook, one, groups[one.group], courses, texts) for one in playbook.groups.procedures
    )


def _procedure(
    playbook: Playbook,
    procedure: Procedure,
    group: CompleteGroup,
    courses: Mapping[str, GroupCourse],
    texts: MemberTexts,
) -> GroupProcedure:
    names, year = texts.names, playbook.plan.period.start.year
    begins = min((step.on for step in procedure.steps), default=procedure.on)
    full_on = courses[group.id].full_on if procedure.kind == "open" and group.id in courses else None
    share = int((group.capacity or 0) * group.next_at)
    return GroupProcedure(
        kind=procedure.kind,
        group=group.name,
        other=names.group(procedure.other) if procedure.other else "",
        keeper=names.holder(group.keeper(begins)),
        taker=names.holder(procedure.taker) if procedure.taker else "",
        day=words.day(procedure.on, names.language, year),
        members=words.number(share) if full_on else "",
        full_on=words.plain_day(full_on, names.language, year) if full_on else "",
        steps=tuple(_step(procedure, step, texts) for step in procedure.steps),
    )


def _step(procedure: Procedure, step: ProcedureStep, texts: MemberTexts) -> StepRow:
    row, names = procedure_steps(procedure)[step.step], texts.names
    return StepRow(
        day=words.short_day(step.on, names.language),
        who=names.holder(step.owner),
        title=procedure_words(procedure, row.title, texts),
        time=words.duration(step.minutes, names.language) if step.minutes else "",
        done=procedure_words(procedure, row.done, texts),
        say=procedure_words(procedure, row.say, texts) if row.say is not None else "",
    )
