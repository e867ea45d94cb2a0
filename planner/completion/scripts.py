"""Completing scripts: which of ours suit the plan, what replaces them, and which red lines stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.completion.naming import derive_id
from planner.completion.origins import OriginBook
from planner.completion.team import find_holder, holder_of
from planner.completion.values.members import CompleteScript
from planner.completion.values.strategy import CompleteRedLine
from planner.completion.values.team import CompletePerson, CompleteRole
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_scripts
from planner.knowledge.lookup import kind_of
from planner.knowledge.member_rows import ScriptRow
from planner.knowledge.schema import Text
from planner.plan.members import Script
from planner.plan.plan import Plan

_UNSAID = Text("", "")
_LATER = frozenset({"group", "activity", "owner", "admin", "planner", "editor", "expert"})
"""Slots that wait for whoever shows the text: they know the group it happens in, the next event, a role's article."""


def complete_scripts(
    plan: Plan,
    red_lines: Sequence[CompleteRedLine],
    people: tuple[CompletePerson, ...],
    roles: Mapping[str, CompleteRole],
    params: Mapping[str, Text],
    origins: OriginBook,
) -> tuple[CompleteScript, ...]:
    """Return our scripts that suit type, situation, red lines and what the plan has, then the plan's own.

    An own script with the id of one of ours stands in its place. ``params`` fill the slots of ours, apart from
    groups, events and people.
    """
    section = plan.scripts
    rows = load_scripts()
    written = _with_ids(section.items if section is not None else (), rows)
    known = {slot: text for slot, text in params.items() if slot not in _LATER}
    desk = _Desk(rows, red_lines, people, roles, known)
    own = {script_id: desk.own(script, script_id) for script_id, script in written.items()}
    if section is not None and section.only_written:
        return tuple(own.values())
    origins.assumed(("scripts",), "scripts")
    banned = frozenset(tag for line in red_lines for tag in line.bans)
    has, told = _what_the_plan_has(plan), _own_words(plan)
    ours = [
        own[row.id] if row.id in own else desk.ours(row)
        for row in rows.values()
        if row.id in own or _suits(row, plan, banned, has, told)
    ]
    return (*ours, *(script for script_id, script in own.items() if script_id not in rows))


def _with_ids(items: Iterable[Script], ours: Iterable[str]) -> dict[str, Script]:
    """Written scripts by id; one without an id never gets that of ours, which would replace it unasked."""
    written = list(items)
    taken = {*ours, *(script.id for script in written if script.id)}
    return {script.id or derive_id(script.situation, "script", taken): script for script in written}


def _suits(row: ScriptRow, plan: Plan, banned: frozenset[str], has: frozenset[str], told: str) -> bool:
    return (
        (not row.types or plan.community.type in row.types)
        and (plan.community.situation or "new") in row.situations
        and not banned.intersection(row.tags)
        and has.issuperset(row.needs)
        and (not row.mentions or any(word in told for word in row.mentions))
    )


def _own_words(plan: Plan) -> str:
    """What the plan says in its own words of what it sells, has set and is asked, in small letters."""
    sections = (plan.offers, plan.question_pool, plan.fixed, plan.routines, plan.acquisition, plan.content)
    return repr((plan.community, *sections)).lower()


def _what_the_plan_has(plan: Plan) -> frozenset[str]:
    """What scripts may need; activities are there unless the plan says that there are to be none."""
    activities = plan.activities
    free = activities is None or not activities.only_written
    kinds = [(item, kind_of(item.kind)) for item in (activities.items if activities else ())]
    there = {
        "offer": bool(plan.offers),
        "price": any(offer.price is not None for offer in plan.offers or ()),
        "question": bool(plan.question_pool),
        "activity": free or bool(kinds),
        "offline": free
        or any("offline" in (item.mode, *(row.mode[:1] if row else ())) for item, row in kinds),
        "talk": free or any(row is not None and "external_speaker" in row.tags for _, row in kinds),
        "group": plan.groups is None or bool(plan.groups),
    }
    return frozenset(name for name, is_there in there.items() if is_there)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed to fill in a script."""

    rows: Mapping[str, ScriptRow]
    red_lines: Sequence[CompleteRedLine]
    people: tuple[CompletePerson, ...]
    roles: Mapping[str, CompleteRole]
    params: Mapping[str, Text]

    def ours(self, row: ScriptRow) -> CompleteScript:
        """Return a row with its slots filled."""
        goes_on = row.escalate
        return CompleteScript(
            id=row.id,
            area=row.area,
            title=self._fill(row.title),
            sign=self._fill(row.sign),
            where=row.where,
            say=tuple(self._fill(text) for text in row.say),
            never=tuple(self._fill(text) for text in row.never),
            close=self._fill(row.close),
            escalate_when=self._fill(goes_on.when) if goes_on is not None else _UNSAID,
            escalate_to=holder_of(goes_on.role, self.roles) if goes_on is not None else "",
            minutes=goes_on.minutes if goes_on is not None else 0,
            bites=self._bites(row),
        )

    def own(self, script: Script, script_id: str) -> CompleteScript:
        """Return a written script as it stands; one that replaces ours keeps its place and its red lines."""
        row = self.rows.get(script_id)
        taker = find_holder(script.escalate_to, self.people, self.roles) if script.escalate_to else None
        return CompleteScript(
            id=script_id,
            area=row.area if row is not None else "own",
            title=said(script.situation),
            sign=said(script.sign or ""),
            where=script.where or (row.where if row is not None else "both"),
            say=tuple(said(text) for text in script.say),
            never=tuple(said(text) for text in script.never or ()),
            close=said(script.close or ""),
            escalate_when=said(script.escalate_when or ""),
            escalate_to=taker or "",
            minutes=script.minutes or 0,
            bites=self._bites(row) if row is not None else (),
            written=True,
        )

    def _bites(self, row: ScriptRow) -> tuple[str, ...]:
        """The operator's own red lines that this situation touches."""
        return tuple(
            line.text
            for line in self.red_lines
            if set(row.bites).intersection(line.bans) or any(word in line.text.lower() for word in row.words)
        )

    def _fill(self, text: Text) -> Text:
        return fill(text, self.params)
