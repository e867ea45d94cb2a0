"""The register of groups, and what is done when one opens, merges, changes hands, closes or is looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from planner.completion.values.team import CompleteGroup
from planner.documents import words
from planner.documents.member_texts import MemberTexts, member_texts, procedure_steps
from planner.documents.names import Names
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.posts.rotation import clusters
from planner.playbook.values.groups import GroupCourse, Procedure, ProcedureKind

_WEEK = timedelta(days=7)
_EACH_GROUP = Text("各群", "each group")
_ITS_OWNER = Text("各群的群主", "its owner")
_THAT_GROUP = Text("【群名】", "[group]")
_THAT_OWNER = Text("【群主】", "[owner]")
"""What stands in a message that several groups get, until whoever sends it writes the names."""


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
    """Who keeps it by name; empty where no person is named yet."""
    owner_by: str
    """The day by which one is; empty where one is named."""
    deputy: str
    """Empty where no person is named."""
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
class Concerned:
    """A group that goes through a procedure; the marks are for one that is looked at again."""

    name: str
    keeper: str
    members: str
    """Members today; empty where the plan does not say."""
    keep_share: str
    keep: str
    """So many members who spoke keep it; empty where nobody knows how many there are."""
    merge_share: str
    merge: str
    same_as: str
    """The groups before it with the same members; empty where there are none."""


@dataclass(frozen=True, slots=True)
class GroupProcedure:
    """A procedure with its steps, of one group or of several that take the same steps on the same days."""

    kind: ProcedureKind
    group: str
    """Its name; of several all names."""
    groups: tuple[Concerned, ...]
    other: str
    keeper: str
    """Empty where several groups have different ones."""
    taker: str
    decides: str
    """Who decides, where a decision is taken."""
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
        owner=names.holder(group.owner) if names.is_person(group.owner) else "",
        owner_by="" if names.is_person(group.owner) else day(_named_by(group, plan.period.start)),
        deputy=names.holder(group.deputy) if names.is_person(group.deputy) else "",
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


def _named_by(group: CompleteGroup, start: date) -> date:
    """The day by which a group without an owner gets one: its opening, or a week after the beginning."""
    return group.opened if group.opened is not None and group.opened > start else start + _WEEK


def group_procedures(playbook: Playbook, names: Names) -> tuple[GroupProcedure, ...]:
    """Return the procedures of all groups in order of their days; those that are alike are told once."""
    groups = {group.id: group for group in playbook.plan.groups}
    place = {name: index for index, name in enumerate(groups)}
    alike: dict[object, list[Procedure]] = {}
    for one in playbook.groups.procedures:
        days = tuple((step.step, step.on) for step in one.steps)
        full_on = _full_on(playbook, one)
        alike.setdefault((one.kind, one.on, one.other, one.taker, full_on, days), []).append(one)
    desk = _Desk(playbook, member_texts(playbook, names), groups)
    return tuple(
        desk.procedure(sorted(several, key=lambda one: place[one.group])) for several in alike.values()
    )


def _full_on(playbook: Playbook, procedure: Procedure) -> date | None:
    """The day on which a group is full, where that is why another one opens."""
    if procedure.kind != "open":
        return None
    return next((one.full_on for one in playbook.groups.courses if one.group == procedure.group), None)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed to tell a procedure."""

    playbook: Playbook
    texts: MemberTexts
    groups: Mapping[str, CompleteGroup]

    def procedure(self, several: Sequence[Procedure]) -> GroupProcedure:
        """Return one procedure, or several that are alike, as one."""
        names, year, first = self.texts.names, self.playbook.plan.period.start.year, several[0]
        group, full_on = self.groups[first.group], _full_on(self.playbook, first)
        share = int((group.capacity or 0) * group.next_at)
        keepers = {self._keeper(one) for one in several}
        return GroupProcedure(
            kind=first.kind,
            group=words.listing([names.group(one.group) for one in several], names.language),
            groups=tuple(self._concerned(one) for one in several),
            other=names.group(first.other) if first.other else "",
            keeper=self._keeper(first) if len(keepers) == 1 else "",
            taker=names.holder(first.taker) if first.taker else "",
            decides=next((names.holder(step.owner) for step in first.steps if step.step == "decide"), ""),
            day=words.day(first.on, names.language, year),
            members=words.number(share) if full_on else "",
            full_on=words.plain_day(full_on, names.language, year) if full_on else "",
            steps=tuple(self._step(several, index) for index in range(len(first.steps))),
        )

    def _keeper(self, procedure: Procedure) -> str:
        begins = min((step.on for step in procedure.steps), default=procedure.on)
        return self.texts.names.holder(self.groups[procedure.group].keeper(begins))

    def _concerned(self, procedure: Procedure) -> Concerned:
        group, names = self.groups[procedure.group], self.texts.names
        same = clusters(self.playbook.plan.groups)
        before = [name for name in self.groups if same[name] == same[group.id]]
        before = before[: before.index(group.id)]

        def mark(at: Decimal) -> str:
            if group.members is None:
                return ""
            return words.number((group.members * at).to_integral_value(ROUND_CEILING))

        return Concerned(
            name=group.name,
            keeper=self._keeper(procedure),
            members=words.number(group.members) if group.members is not None else "",
            keep_share=words.share(group.keep_at),
            keep=mark(group.keep_at),
            merge_share=words.share(group.merge_at),
            merge=mark(group.merge_at),
            same_as=words.listing([names.group(name) for name in before], names.language),
        )

    def _step(self, several: Sequence[Procedure], index: int) -> StepRow:
        first, names = several[0], self.texts.names
        step = first.steps[index]
        row = procedure_steps(first)[step.step]
        owners = {one.steps[index].owner for one in several}
        return StepRow(
            day=words.short_day(step.on, names.language),
            who=names.holder(step.owner) if len(owners) == 1 else names.text(_ITS_OWNER),
            title=self._words(several, row.title),
            time=words.duration(step.minutes, names.language) if step.minutes else "",
            done=self._words(several, row.done),
            say=self._words(several, row.say, is_message=True) if row.say is not None else "",
        )

    def _words(self, several: Sequence[Procedure], text: Text, is_message: bool = False) -> str:
        """A text with the group and the people of the procedure; of several groups with what to write for each."""
        first, names = several[0], self.texts.names
        group, keeper = names.group(first.group), self._keeper(first)
        if len(several) > 1:
            group = names.text(_THAT_GROUP if is_message else _EACH_GROUP)
            if len({self._keeper(one) for one in several}) > 1:
                keeper = names.text(_THAT_OWNER if is_message else _ITS_OWNER)
        return self.texts.say(
            text,
            group=group,
            other=names.group(first.other) if first.other else "",
            keeper=keeper,
            taker=names.holder(first.taker) if first.taker else keeper,
            day=words.day(first.on, names.language),
        )
