"""What a successor needs: accounts, groups, routines, roles, dated things, and the first three days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of
from planner.dates.ranges import Month
from planner.documents import words
from planner.documents.member_texts import member_texts
from planner.documents.merging import file_of
from planner.documents.names import Names
from planner.documents.sections.chapters import recurrence_text
from planner.documents.sections.decisions import decisions, gate_day
from planner.documents.sections.goals import goal_rows
from planner.documents.sections.points import PointsRules, points_rules
from planner.documents.sections.scripts import any_group
from planner.documents.sections.supplies import DueRow, due_between
from planner.knowledge.load import load_group_procedures
from planner.playbook.model import Playbook

DatedKind = Literal["event", "gate", "decision", "goal", "procedure", "leave", "opening", "closing"]
_FIRST_THINGS = 3
_GRAVE = ("care", "money", "leaving")
"""Areas of scripts in which a wrong word does most harm."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account; what the plan does not say is empty and filled in by hand."""

    name: str
    holder: str
    second: str
    kept: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with those who look after it."""

    name: str
    platform: str
    keeper: str
    """Empty where no person is named, as with the deputy."""
    deputy: str
    taker: str
    """Who gets it on ``on``; empty where it does not change hands."""
    on: str


@dataclass(frozen=True, slots=True)
class RoutineRow:
    """A routine of the week: when, who, how long, who else does it."""

    name: str
    when: str
    who: str
    stand_in: str
    minutes: str
    per_group: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with its holder and who stands in; both may be nobody."""

    role: str
    holder: str
    stand_in: str


@dataclass(frozen=True, slots=True)
class DatedRow:
    """Something with a day: an event, a decision, a group's procedure, a leave."""

    when: str
    kind: DatedKind
    name: str
    who: str
    until: str = ""
    """Of a leave its last day."""


@dataclass(frozen=True, slots=True)
class DatedMonth:
    month: str
    rows: tuple[DatedRow, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A journey that members are on, with who leads them along it."""

    name: str
    sign: str
    who: str
    touches: int


@dataclass(frozen=True, slots=True)
class FirstDays:
    """What to know on the first three days; taken over on the plan's first day."""

    community: str
    promise: str
    red_lines: tuple[str, ...]
    never: tuple[tuple[str, str], ...]
    """What is never said to members, and in which situation."""
    decides: str
    keeps: str
    stands_in: str
    """Who stands in for whoever looks after the groups; empty where nobody does."""
    reports: str
    report_hours: int
    event: DatedRow | None
    decision: DatedRow | None
    due: tuple[DueRow, ...]
    notes: tuple[str, ...]
    materials: str
    """The file in which all that has to be there is listed."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """All parts of a hand-over, in one language."""

    community: str
    period: str
    owner: str
    days: FirstDays
    accounts: tuple[AccountRow, ...]
    groups: tuple[GroupRow, ...]
    routines: tuple[RoutineRow, ...]
    roles: tuple[RoleRow, ...]
    appeal: str
    appeal_hours: int
    points: PointsRules | None
    """``None`` where the plan uses no points."""
    places: tuple[tuple[str, str, str], ...]
    """What, where, who keeps it."""
    journeys: tuple[MemberRow, ...]
    champions: str
    """What the members who help are called; empty where there are none."""
    months: tuple[DatedMonth, ...]


def hand_over(playbook: Playbook, names: Names) -> HandOver:
    """Return all that a successor needs; nothing in it depends on the day of the hand-over."""
    plan = playbook.plan
    dated = sorted(_dated(playbook, names), key=lambda one: one[0])
    champions = playbook.members.champions
    return HandOver(
        community=plan.community.name,
        period=words.full_range(plan.period, names.language),
        owner=names.holder(holder_of("owner", plan.roles)),
        days=_first_days(playbook, names, dated),
        accounts=_accounts(plan, names),
        groups=_groups(plan, names),
        routines=_routines(plan, names),
        roles=_roles(plan, names),
        appeal=names.holder(plan.rules.appeal.owner),
        appeal_hours=plan.rules.appeal.hours,
        points=points_rules(plan, names),
        places=tuple(
            (words.without_end(one.what), words.without_end(one.where), _named(one.owner, names))
            for one in plan.handover.places
        ),
        journeys=_journeys(playbook, names),
        champions=member_texts(playbook, names).say(champions.champions.name) if champions else "",
        months=_months(dated, names),
    )


def _first_days(playbook: Playbook, names: Names, dated: list[tuple[date, DatedRow]]) -> FirstDays:
    plan = playbook.plan
    keeper = plan.groups[0].owner if plan.groups else holder_of("admin", plan.roles)
    deputy = plan.groups[0].deputy if plan.groups else ""
    due = due_between(playbook, names, plan.period.start, plan.period.last)
    gates = frozenset({"gate", "decision"})
    return FirstDays(
        community=plan.community.name,
        promise=words.without_end(plan.positioning.promise),
        red_lines=tuple(words.without_end(line.text) for line in plan.red_lines),
        never=_never(playbook, names),
        decides=names.holder(holder_of("owner", plan.roles)),
        keeps=names.holder(keeper),
        stands_in=_named(deputy, names),
        reports=names.holder(plan.rules.reports.owner),
        report_hours=plan.rules.reports.hours,
        event=next((row for _, row in dated if row.kind == "event"), None),
        decision=next((row for _, row in dated if row.kind in gates), None),
        due=due[:_FIRST_THINGS],
        notes=tuple(words.without_end(note) for note in plan.handover.notes),
        materials=file_of("materials", plan),
    )


def _never(playbook: Playbook, names: Names) -> tuple[tuple[str, str], ...]:
    """The first thing that is never said about health, money and goods, and about going."""
    texts, group = member_texts(playbook, names), any_group(playbook.plan, names)
    found = []
    for area in _GRAVE:
        script = next((one for one in playbook.plan.scripts if one.area == area and one.never), None)
        if script is not None:
            found.append(
                (names.text(script.title), words.without_end(texts.say(script.never[0], group=group)))
            )
    return tuple((words.without_end(title), never) for title, never in found)


def _named(holder: str, names: Names) -> str:
    return names.holder(holder) if holder else ""


def _accounts(plan: CompletePlan, names: Names) -> tuple[AccountRow, ...]:
    """As written; where the plan has none, one for each platform with the owner of its first group."""
    if plan.handover.accounts:
        return tuple(
            AccountRow(
                words.without_end(one.name),
                _named(one.holder, names),
                _named(one.second, names),
                words.without_end(one.kept),
            )
            for one in plan.handover.accounts
        )
    rows = []
    for platform in plan.platforms:
        first = next((group for group in plan.groups if group.platform == platform.id), None)
        holder = first.owner if first is not None else holder_of("editor", plan.roles)
        second = first.deputy if first is not None else ""
        rows.append(AccountRow(names.platform(platform.id), names.holder(holder), _named(second, names), ""))
    return tuple(rows)


def _groups(plan: CompletePlan, names: Names) -> tuple[GroupRow, ...]:
    return tuple(
        GroupRow(
            name=group.name,
            platform=names.platform(group.platform),
            keeper=names.holder(group.owner) if names.is_person(group.owner) else "",
            deputy=names.holder(group.deputy) if names.is_person(group.deputy) else "",
            taker=names.holder(group.hand_over.to) if group.hand_over is not None else "",
            on=words.day(group.hand_over.on, names.language, plan.period.start.year)
            if group.hand_over is not None
            else "",
        )
        for group in plan.groups
    )


def _routines(plan: CompletePlan, names: Names) -> tuple[RoutineRow, ...]:
    deputies = {person.id: person.deputy for person in plan.people}
    return tuple(
        RoutineRow(
            name=names.text(one.name),
            when=recurrence_text(one.when, names),
            who=names.holder(one.owner),
            stand_in=_named(deputies.get(one.owner, ""), names),
            minutes=words.duration(one.minutes, names.language),
            per_group=one.per_group and len(plan.groups) > 1,
        )
        for one in plan.routines
    )


def _roles(plan: CompletePlan, names: Names) -> tuple[RoleRow, ...]:
    deputies = {person.id: person.deputy for person in plan.people}
    return tuple(
        RoleRow(
            role=names.text(role.name),
            holder=_named(role.holder, names),
            stand_in=_named(deputies.get(role.holder, ""), names),
        )
        for role in plan.roles.values()
    )


def _journeys(playbook: Playbook, names: Names) -> tuple[MemberRow, ...]:
    rows, texts = [], member_texts(playbook, names)
    for one in playbook.members.journeys:
        owners = dict.fromkeys(names.holder(step.owner) for step in one.journey.steps if step.owner)
        rows.append(
            MemberRow(
                name=texts.say(one.journey.name),
                sign=words.without_end(
                    names.text(one.journey.sign) if one.journey.written else texts.say(one.journey.sign)
                ),
                who=words.listing(list(owners), names.language),
                touches=one.journey.touches,
            )
        )
    return tuple(rows)


def _months(dated: list[tuple[date, DatedRow]], names: Names) -> tuple[DatedMonth, ...]:
    found: dict[Month, list[DatedRow]] = {}
    for on, row in dated:
        found.setdefault(Month.of(on), []).append(row)
    return tuple(DatedMonth(words.month(month, names.language), tuple(rows)) for month, rows in found.items())


def _dated(playbook: Playbook, names: Names) -> Iterator[tuple[date, DatedRow]]:
    """Everything that has a day and concerns whoever runs the community; posts stand in the calendar."""
    plan, language = playbook.plan, names.language

    def row(on: date, kind: DatedKind, name: str, who: str, until: str = "") -> tuple[date, DatedRow]:
        return on, DatedRow(words.short_day(on, language), kind, name, who, until)

    for event in playbook.activities.occurrences:
        lead = next(iter(event.activity.holders.values()), "")
        yield row(event.on, "event", names.text(event.activity.name), _named(lead, names))
    owner = names.holder(holder_of("owner", plan.roles))
    for stage in plan.stages:
        yield row(gate_day(playbook, stage), "gate", names.stage(stage.id), owner)
    for on in dict.fromkeys(one.due for one in decisions(playbook, names) if one.kind != "gate"):
        yield row(on, "decision", "", owner)
    for goal, shown in zip(plan.goals, goal_rows(playbook, names), strict=True):
        yield row(goal.by, "goal", shown.phrase, _named(goal.owner, names) or owner)
    rows = {one.what: one for one in load_group_procedures().values()}
    for procedure in playbook.groups.procedures:
        name = names.text(rows[procedure.kind].name) if procedure.kind in rows else procedure.kind
        taker = procedure.taker or next((g.owner for g in plan.groups if g.id == procedure.group), "")
        group = names.group(procedure.group)
        yield row(procedure.on, "procedure", _of_group(group, name, names), _named(taker, names))
    for group_ in plan.groups:
        if group_.opened is not None and group_.opened in plan.period:
            yield row(group_.opened, "opening", group_.name, names.holder(group_.keeper(group_.opened)))
        if group_.closes is not None and group_.closes in plan.period:
            yield row(group_.closes, "closing", group_.name, names.holder(group_.keeper(group_.closes)))
    for person in plan.people:
        for leave in person.leave:
            until = words.short_day(leave.last, language)
            yield row(leave.start, "leave", person.name, _named(person.deputy, names), until)


def _of_group(group: str, name: str, names: Names) -> str:
    return f"{group}：{name}" if names.language == words.CHINESE else f"{group}: {name}"
