"""Words for situations as a document shows them: area by area, and who is asked when it is more than words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.completion.model import CompletePlan
from planner.completion.values.members import CompleteScript
from planner.completion.values.team import CompletePerson
from planner.documents import words
from planner.documents.anchors import anchor
from planner.documents.member_texts import MemberTexts, member_texts
from planner.documents.names import Names
from planner.documents.sections.leave import leave_rows
from planner.knowledge.fill import fill, in_language, said
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook

AREAS: Mapping[str, Text] = {
    "own": Text("自己写的", "Written for this plan"),
    "arriving": Text("有人刚来", "Somebody arrives"),
    "asking": Text("提问和冷场", "Questions and silence"),
    "trade": Text("货和服务", "Goods and services"),
    "money": Text("价钱和退款", "Prices and refunds"),
    "order": Text("秩序和争吵", "Order and quarrels"),
    "care": Text("安全、身体和孩子", "Safety, health and children"),
    "events": Text("活动前后", "Before and after events"),
    "staying": Text("安静的人和意见", "The silent, and what people think of us"),
    "leaving": Text("要走的人", "People who leave"),
    "helping": Text("帮手和带人来的人", "Helpers, and those who bring others"),
}
_ANY_GROUP = Text("{community}群", "the {community} group")
"""What the group is called in words that are said in whichever of several it happens."""


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """One situation. ``group`` and ``direct`` are the messages for either place, in the order in which they go."""

    title: str
    sign: str
    group: tuple[str, ...]
    direct: tuple[str, ...]
    either: tuple[str, ...]
    """Messages of the operator's own that suit both places."""
    never: tuple[str, ...]
    taker: str
    """To whom it is passed on; empty where it stays with whoever says the words."""
    itself: bool
    """Whether whoever says the words is the taker: there is nobody else to pass it on to."""
    when: str
    within: str
    close: str
    bites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    title: str
    anchor: str
    scripts: tuple[ScriptRow, ...]


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which a taker is away, and who is asked instead; empty where nobody is."""

    days: str
    deputy: str


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody to whom situations are passed on: (within, situations), the quickest first."""

    name: str
    named: bool
    days: str
    """On which days of the week; empty where it is any."""
    hours: str
    deputy: str
    away: tuple[Away, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ScriptsPart:
    """All of it in one language."""

    community: str
    count: int
    speaker: str
    """Who says the words as a rule."""
    asked: str
    """Who is asked about a situation that is not here."""
    takers: tuple[Taker, ...]
    areas: tuple[Area, ...]


def scripts_part(playbook: Playbook, names: Names) -> ScriptsPart:
    """Return all scripts of the plan and whom they are passed on to."""
    plan = playbook.plan
    texts = member_texts(playbook, names)
    group = any_group(plan, names)
    desk = _Desk(names, texts, group, _holder(plan, "admin"))
    rows = [(script, desk.row(script)) for script in plan.scripts]
    return ScriptsPart(
        community=plan.community.name,
        count=len(rows),
        speaker=names.holder(_holder(plan, "admin")),
        asked=names.holder(_holder(plan, "owner")),
        takers=tuple(_takers(plan, names, rows)),
        areas=tuple(_areas(rows, names)),
    )


def any_group(plan: CompletePlan, names: Names) -> str:
    """The only group's name; words for any of several, or for one that is called as the community is."""
    community = plan.community.name
    groups = [group.name for group in plan.groups if group.status in ("active", "silent")]
    if len(groups) == 1 and groups[0] != community:
        return groups[0]
    if community.endswith("群") or "group" in community.lower():
        return community
    return names.text(fill(_ANY_GROUP, {"community": said(community)}))


def _holder(plan: CompletePlan, role: str) -> str:
    known = plan.roles.get(role)
    return (known.holder if known is not None else "") or role


@dataclass(frozen=True, slots=True)
class _Desk:
    names: Names
    texts: MemberTexts
    group: str
    speaker: str

    def row(self, script: CompleteScript) -> ScriptRow:
        """Return a script in the document's language."""
        say = tuple(self._text(script, text) for text in script.say)
        apart = 0 if script.where == "direct" else 1 if script.where == "both" and len(say) > 1 else len(say)
        either = script.where == "both" and (script.written or len(say) == 1)
        return ScriptRow(
            title=words.without_end(self._text(script, script.title)),
            sign=self._text(script, script.sign),
            group=() if either else say[:apart],
            direct=() if either else say[apart:],
            either=say if either else (),
            never=tuple(self._text(script, text) for text in script.never),
            taker=self.names.holder(script.escalate_to) if script.escalate_to else "",
            itself=script.escalate_to == self.speaker,
            when=words.without_end(self._text(script, script.escalate_when)),
            within=within(script.minutes, self.names),
            close=self._text(script, script.close),
            bites=tuple(words.without_end(line) for line in script.bites),
        )

    def _text(self, script: CompleteScript, text: Text) -> str:
        """The operator's own words as they stand; ours with what is left of their slots filled."""
        if script.written:
            return in_language(text, self.names.language)
        return self.texts.say(text, group=self.group)


def within(minutes: int, names: Names) -> str:
    """Return a time to answer in; empty for none."""
    return words.duration(minutes, names.language) if minutes else ""


def _areas(rows: Sequence[tuple[CompleteScript, ScriptRow]], names: Names) -> Iterator[Area]:
    for area, title in AREAS.items():
        found = tuple(row for script, row in rows if script.area == area)
        if found:
            heading = names.text(title)
            yield Area(heading, anchor(heading), found)


def _takers(
    plan: CompletePlan, names: Names, rows: Sequence[tuple[CompleteScript, ScriptRow]]
) -> Iterator[Taker]:
    """Those who are asked, whoever is asked most often first; not those who say the words themselves."""
    asked: dict[str, dict[int, list[str]]] = {}
    for script, row in rows:
        if row.taker and not row.itself:
            asked.setdefault(script.escalate_to, {}).setdefault(script.minutes, []).append(row.title)
    leave = leave_rows(plan, names)
    people = {person.id: person for person in plan.people}
    for holder, by_minutes in sorted(asked.items(), key=lambda one: -sum(map(len, one[1].values()))):
        person = people.get(holder)
        name = names.holder(holder)
        deputy = people.get(person.deputy) if person is not None else None
        yield Taker(
            name=words.capitalised(name),
            named=person is not None,
            days=weekdays(person, names) if person is not None else "",
            hours=_hours(person, names) if person is not None else "",
            deputy=deputy.name if deputy is not None else "",
            away=tuple(
                Away(row.days, row.deputy) for row in leave if person is not None and row.name == name
            ),
            rows=tuple(
                (within(minutes, names), tuple(by_minutes[minutes])) for minutes in sorted(by_minutes)
            ),
        )


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = {
    "mon": Text("周一", "Mon"),
    "tue": Text("周二", "Tue"),
    "wed": Text("周三", "Wed"),
    "thu": Text("周四", "Thu"),
    "fri": Text("周五", "Fri"),
    "sat": Text("周六", "Sat"),
    "sun": Text("周日", "Sun"),
}


def weekdays(person: CompletePerson, names: Names) -> str:
    """Return the days on which somebody is there; empty where that is every day."""
    if set(person.days) >= set(_DAYS):
        return ""
    return words.enumeration(
        [names.text(_DAY_NAMES[day]) for day in _DAYS if day in person.days], names.language
    )


def _hours(person: CompletePerson, names: Names) -> str:
    """Hours of presence, in their own time zone."""
    return words.enumeration([f"{start}–{end}" for start, end in person.present], names.language)
