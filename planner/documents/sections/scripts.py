"""Words for situations as a document shows them: area by area, and who is asked when it is more than words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.completion.member_params import any_group_of, lasting_offers
from planner.completion.model import CompletePlan
from planner.completion.values.members import CompleteScript
from planner.completion.values.team import CompletePerson
from planner.documents import words
from planner.documents.anchors import anchor
from planner.documents.member_texts import Gathering, MemberTexts, member_texts, next_event
from planner.documents.names import Names
from planner.documents.sections.leave import leave_rows
from planner.documents.words import CHINESE
from planner.knowledge.fill import in_language
from planner.knowledge.load import load_scripts
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
    fixed: tuple[str, ...] = ()
    """What the plan has set for this situation, which wins over the words."""


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
class Presence:
    """Who is there on days of the week, with the hours that are known."""

    days: str
    people: str


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
    sample: str
    """The offer by whose name the words speak of any; empty where they name none."""
    presence: tuple[Presence, ...]
    """Day by day; empty where everybody is there at any time."""
    areas: tuple[Area, ...]


def scripts_part(playbook: Playbook, names: Names) -> ScriptsPart:
    """Return all scripts of the plan and whom they are passed on to."""
    plan = playbook.plan
    texts = member_texts(playbook, names)
    group = any_group(plan, names)
    events: Mapping[Gathering, str] = {
        suits: names.text(next_event(playbook, plan.period.start, suits))
        for suits in ("any", "offline", "talk")
    }
    desk = _Desk(names, texts, group, _holder(plan, "admin"), events, [one.text for one in plan.fixed])
    rows = [(script, desk.row(script)) for script in plan.scripts]
    return ScriptsPart(
        community=plan.community.name,
        count=len(rows),
        speaker=names.holder(_holder(plan, "admin")),
        asked=names.holder(_holder(plan, "owner")),
        takers=tuple(_takers(plan, names, rows)),
        sample=_sample(plan, rows),
        presence=_presence(plan, names),
        areas=tuple(_areas(rows, names)),
    )


def any_group(plan: CompletePlan, names: Names) -> str:
    """The only group's name; words for any of several, or for one that is called as the community is."""
    community = plan.community.name
    groups = [group.name for group in plan.groups if group.status in ("active", "silent")]
    if len(groups) == 1 and groups[0] != community:
        return groups[0]
    return names.text(any_group_of(community))


def _sample(plan: CompletePlan, rows: Sequence[tuple[CompleteScript, ScriptRow]]) -> str:
    offer = next((one.name for one in lasting_offers(plan.offers)), "")
    said_in = (text for script, row in rows if not script.written for text in (*row.group, *row.direct))
    return offer if offer and any(offer in text for text in said_in) else ""


def _holder(plan: CompletePlan, role: str) -> str:
    known = plan.roles.get(role)
    return (known.holder if known is not None else "") or role


@dataclass(frozen=True, slots=True)
class _Desk:
    names: Names
    texts: MemberTexts
    group: str
    speaker: str
    events: Mapping[Gathering, str]
    fixed: Sequence[str]

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
            fixed=tuple(words.without_end(text) for text in self._set_by_the_plan(script)),
        )

    def _set_by_the_plan(self, script: CompleteScript) -> Iterator[str]:
        row = load_scripts().get(script.id)
        for text in self.fixed if row is not None else ():
            if row is not None and any(word in text.lower() for word in row.words):
                yield text

    def _text(self, script: CompleteScript, text: Text) -> str:
        """The operator's own words as they stand; ours with what is left of their slots filled."""
        if script.written:
            return in_language(text, self.names.language)
        row = load_scripts().get(script.id)
        suits: Gathering = "any"
        if row is not None and not {"offline", "talk"}.isdisjoint(row.needs):
            suits = "offline" if "offline" in row.needs else "talk"
        return self.texts.say(text, group=self.group, activity=self.events[suits])


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
        deputy = _next_in_line(plan, person) if person is not None else None
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
    return _run([day for day in _DAYS if day in person.days], names)


def _hours(person: CompletePerson, names: Names) -> str:
    """Hours of presence in the plan's zone, with those of the person's own beside them where it is another."""
    spans = [f"{start}–{end}" for start, end in person.present]
    zone, here = person.timezone, names.plan.timezone
    own = words.enumeration(spans, names.language)
    if not zone or zone == here or not spans:
        return own
    on = names.plan.period.start
    shown = words.enumeration(
        ["–".join(_in_zone(time, on, zone, here) for time in span) for span in person.present], names.language
    )
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return f"{shown}（{city} {own}）" if names.language == CHINESE else f"{shown} ({own} in {city})"


def _in_zone(time: str, on: date, own: str, here: str) -> str:
    """An hour of one zone as it reads in another on a day."""
    there = datetime.fromisoformat(f"{on.isoformat()}T{time}").replace(tzinfo=ZoneInfo(own))
    return there.astimezone(ZoneInfo(here)).strftime("%H:%M")


def _next_in_line(plan: CompletePlan, person: CompletePerson) -> CompletePerson | None:
    """Who is asked where somebody cannot be reached: not whoever is asking, because it is them who say the words."""
    speaker = _holder(plan, "admin")
    people = {one.id: one for one in plan.people}
    after = people.get(person.deputy)
    if after is not None and after.id == speaker:
        after = people.get(after.deputy)
    return after if after is not None and after.id not in (person.id, speaker) else None


def _presence(plan: CompletePlan, names: Names) -> tuple[Presence, ...]:
    """Who is there on which day; days on which the same people are there stand together."""
    if all(set(person.days) >= set(_DAYS) and not person.present for person in plan.people):
        return ()
    found: dict[str, list[str]] = {}
    for day in _DAYS:
        there = (_with_hours(person, names) for person in plan.people if day in person.days)
        found.setdefault(("；" if names.language == CHINESE else "; ").join(there), []).append(day)
    return tuple(Presence(_run(days, names), people) for people, days in found.items())


def _run(days: Sequence[str], names: Names) -> str:
    """Days of the week as they are told: three and more in a row by the first and the last."""
    places = [_DAYS.index(day) for day in days]
    shown = [names.text(_DAY_NAMES[day]) for day in days]
    if len(days) > 2 and places[-1] - places[0] == len(days) - 1:
        return f"{shown[0]}至{shown[-1]}" if names.language == CHINESE else f"{shown[0]}–{shown[-1]}"
    return words.enumeration(shown, names.language)


def _with_hours(person: CompletePerson, names: Names) -> str:
    hours = _hours(person, names)
    return f"{person.name} {hours}" if hours else person.name
