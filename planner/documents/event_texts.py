"""The words of one event: what fills the slots of its kind's texts, and who stands behind each event role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.completion.params import persona_moment
from planner.completion.values.programme import CompleteActivity
from planner.diagnostics.model import Language
from planner.documents import words
from planner.documents.event_lengths import STRETCHED, lengths_said
from planner.documents.names import Names
from planner.documents.texts import filled
from planner.documents.words import CHINESE
from planner.knowledge.activity_rows import ActivityKindRow
from planner.knowledge.fill import said
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.values.activities import Occurrence

_ASIDE = re.compile(r"\s*[（(].*?[）)]")
_SOON = {
    0: Text("今天", "today"),
    1: Text("明天", "tomorrow"),
    2: Text("后天", "the day after tomorrow"),
}
_JOINTS = re.compile(r"[，,、；：:。！？?!]")
_LONG_NAME = 8
_LONG_NAME_WORDS = 3
_WAITED_FOR = 35
"""Days: nobody is put off to an event that is further away."""
_IN_GROUPS = Text("群里", "the group")
"""What a message calls several groups: each reader is in one of them."""
_MOMENT_BLANK = Text(words.BLANK, "____")
_MISSING_QUESTION = Text("【待补：成员真问过的一个问题】", "[to be supplied: a question that a member asked]")


@dataclass(frozen=True, slots=True)
class EventTexts:
    """Fills the texts of an activity's kind for one occurrence, in one language."""

    names: Names
    activity: CompleteActivity
    kind: ActivityKindRow
    occurrence: Occurrence
    params: Mapping[str, Text]
    spoken: Mapping[str, Text]
    """The same for what members read or hear: a name that nobody has yet is a blank, not a role's name."""

    def speak(self, text: Text) -> str:
        """Return words that are sent or said to members, with their slots filled."""
        return filled(text, self.spoken, self.names.language)

    def say(self, text: Text) -> str:
        """Return a text of the kind with its slots filled."""
        return filled(text, self.params, self.names.language)

    def invitation(self) -> str:
        """Return the invitation, with the offer where it does not name that by itself; empty without a sign-up."""
        if self.kind.sign_up is None:
            return ""
        words_sent = self.speak(self.kind.sign_up.invite)
        offer = self.names.offer(self.activity.offer) if self.activity.offer else ""
        if not offer or offer in words_sent:
            return words_sent
        online = self.activity.mode == "online"
        if self.names.language == CHINESE:
            return f"{words_sent}{'说的是' if online else '这次用到'}：{offer}。"
        return f"{words_sent} {'It is about' if online else 'What we use'}: {offer}."

    def when_where(self) -> Text:
        """Return day, hour and place of the event, as whoever signed up is told; a link is a blank."""
        when = when_said(self.occurrence, self.names)
        place = self.params.get("place")
        if place is None:
            return Text(f"{when}，链接{words.BLANK}", f"{when}, link ____")
        return Text(f"{when}，{place.zh}", f"{when}, {place.en}")

    def too_few(self) -> str:
        """Return what those who signed up are sent on the closing day where they are too few; empty where nothing is."""
        sign_up = self.kind.sign_up
        return self.speak(sign_up.too_few) if sign_up is not None and sign_up.too_few is not None else ""

    def sender(self) -> str:
        """Return who sends the invitation and the reminders and keeps the list."""
        return self.doer(self.kind.sender) if self.kind.sender else ""

    def lead(self) -> str:
        """Return who leads the event: the holder of its first role."""
        return self.doer(self.kind.roles[0].id) if self.kind.roles else ""

    def doer(self, role: str) -> str:
        """Return who does the work of an event role: the person, else the role's own name (``场控``)."""
        return event_role_name(self.names, self.activity, self.kind, role)

    def clock(self, minutes: int) -> str:
        """Return the time ``minutes`` after the start; with the day where it is another one."""
        at = self.occurrence.start + timedelta(minutes=minutes)
        return self.shown_time(at)

    def run_time(self, minutes: int) -> str:
        """Return the time of a row of the run sheet, stretched to the length that the plan gives the event.

        What lies before the start keeps its distance; events of more than ten hours run by their own clock.
        """
        own, planned = self.kind.duration, self.activity.duration
        if minutes <= 0 or own == planned or max(own, planned) > STRETCHED:
            return self.clock(minutes)
        return self.clock(round(minutes * planned / own))

    def shown_time(self, at: datetime) -> str:
        """Return a time of the event as ``15:10``, or ``第 2 天 07:30`` / ``day 2, 07:30``."""
        offset = (at.date() - self.occurrence.start.date()).days
        time = at.strftime("%H:%M")
        if not offset:
            return time
        if self.names.language == CHINESE:
            return f"第 {offset + 1} 天 {time}" if offset > 0 else f"前 {-offset} 天 {time}"
        return f"day {offset + 1}, {time}" if offset > 0 else f"{-offset} d before, {time}"


def event_texts(names: Names, occurrence: Occurrence) -> EventTexts:
    """Return the words of one occurrence."""
    activity = occurrence.activity
    kind = load_activity_kind(activity.kind)
    params = _params(names, activity, kind, occurrence)
    spoken = {**params, **_unnamed(names, activity, kind)}
    if activity.venue is None and len(_open_groups(names, occurrence)) > 1:
        spoken["group"] = _IN_GROUPS
    return EventTexts(names, activity, kind, occurrence, params, spoken)


def _unnamed(names: Names, activity: CompleteActivity, kind: ActivityKindRow) -> dict[str, Text]:
    """In Chinese a role's name cannot stand for a person in direct speech; in English it can."""
    return {
        role.id: Text(words.BLANK, event_role_name(names, activity, kind, role.id))
        for role in kind.roles
        if not names.is_person(activity.holders.get(role.id, ""))
    }


def _open_groups(names: Names, occurrence: Occurrence) -> list[str]:
    return [
        group.id
        for group in names.plan.groups
        if group.status in ("active", "silent") and group.kind == "standing" and group.is_open(occurrence.on)
    ]


def _params(
    names: Names, activity: CompleteActivity, kind: ActivityKindRow, occurrence: Occurrence
) -> dict[str, Text]:
    plan = names.plan
    personas = [p for p in plan.personas if p.id == activity.persona] or list(plan.personas)
    groups = _open_groups(names, occurrence)
    boss = names.holder(plan.roles["owner"].holder or "owner") if "owner" in plan.roles else ""
    offer = occurrence.offer or activity.offer
    params = {
        "community": said(plan.community.name),
        "product": said(names.offer(offer)) if offer else plan.community.product,
        "offer": said(names.offer(offer)) if offer else plan.community.product,
        "promise": said(words.without_end(plan.positioning.promise)),
        "activity": said(name_in_sentence(names.text(activity.name), names.language)),
        "activity_date": said(when_said(occurrence, names)),
        "min": said(str(activity.least)),
        "max": said(str(activity.most)),
        "expected": said(str(activity.expected)),
        "duration": said(words.duration(activity.duration, names.language)),
        "group": said(names.groups(groups) or names.platform(_first_platform(names))),
        "subject": _subject(names, activity, kind, occurrence),
        "send_at": said(send_time(names, activity)),
        "owner": said(boss),
        "reviewer": said(boss),
    }
    if personas:
        persona = personas[0]
        params["persona"] = said(persona.name)
        params["need"] = said(words.without_end(persona.needs[0]))
        params["moment"] = persona_moment(persona)
    if occurrence.question:
        params["question"] = said(asked(occurrence.question))
    if boss and boss not in {names.holder(holder) for holder in activity.holders.values()}:
        params["boss"] = said(boss)
    params |= _place_said(activity)
    params |= _days_said(occurrence)
    params |= lengths_said(activity, kind, occurrence, names.language)
    for role in kind.roles:
        params[role.id] = said(event_role_name(names, activity, kind, role.id))
    return params


def name_in_sentence(name: str, language: Language) -> str:
    """Return an activity's name as it stands inside a sentence: in quotation marks where it could be read as part of it."""
    parts = _JOINTS.search(name) is not None
    long = len(name) > _LONG_NAME if language == CHINESE else len(name.split()) > _LONG_NAME_WORDS
    is_quoted = name[:1] in "“‘《「\"'"
    return f"“{name}”" if (parts or long) and not is_quoted else name


def send_time(names: Names, activity: CompleteActivity) -> str:
    """Return the time at which those whom the activity is for are online; empty where the plan names none."""
    personas = sorted(names.plan.personas, key=lambda persona: persona.id != activity.persona)
    return next((persona.times[0] for persona in personas if persona.times), "")


def _subject(names: Names, activity: CompleteActivity, kind: ActivityKindRow, occurrence: Occurrence) -> Text:
    """What is talked about: the question as it is asked, else the name that the plan gives the activity."""
    if occurrence.question:
        question = asked(occurrence.question)
        return Text(f"{question}？", f"{question}?")
    return _MISSING_QUESTION if activity.name == kind.name else activity.name


def _place_said(activity: CompleteActivity) -> dict[str, Text]:
    """``place`` stands for events that people go to, ``online`` for all others."""
    if activity.mode == "online":
        return {"online": Text("线上", "online")}
    place = activity.venue.name if activity.venue else ""
    return {"place": said(place) if place else Text(words.BLANK, "____")}


def asked(question: str) -> str:
    """Return a question without its sign; what follows the question itself in the operator's words is left out."""
    return re.split(r"[?？]", question)[0].rstrip("。. ")


def _days_said(occurrence: Occurrence) -> dict[str, Text]:
    """Days that members are told: when the sign-up closes, how soon it is at the last reminder, when they get what."""
    found = {"closes": _MOMENT_BLANK, "soon": _in_days(1, occurrence.on)}
    if occurrence.sign_up_closes is not None:
        found["closes"] = _moment_text(occurrence.sign_up_closes, "18:00")
    if occurrence.next_on is not None and (occurrence.next_on - occurrence.on).days <= _WAITED_FOR:
        found["next_date"] = _day_text(occurrence.next_on)
    if occurrence.reminders:
        found["soon"] = _in_days((occurrence.on - max(occurrence.reminders)).days, occurrence.on)
    last = occurrence.end.date()
    for number, step in enumerate(occurrence.follow_up, 1):
        day = _in_days((step.on - last).days, step.on)
        space = "" if day.zh.endswith("）") else " "
        found[f"after_{number}"] = Text(f"{day.zh}{space}{step.time}", f"{step.time} {day.en}")
    return found


def _moment_text(on: date, time: str) -> Text:
    chinese = f"{words.plain_day(on, CHINESE)}（周{words.weekday(on, CHINESE)}）{time}"
    return Text(chinese, f"{time} on {words.day(on, 'en')}")


def _in_days(days: int, on: date) -> Text:
    """``明天`` / ``tomorrow``, or the day itself where it is further off."""
    if days in _SOON:
        return _SOON[days]
    day = _day_text(on)
    return Text(day.zh, f"on {day.en}")


def _day_text(on: date) -> Text:
    return Text(f"{words.plain_day(on, CHINESE)}（周{words.weekday(on, CHINESE)}）", words.day(on, "en"))


def _first_platform(names: Names) -> str:
    return names.plan.platforms[0].id if names.plan.platforms else ""


def when_said(occurrence: Occurrence, names: Names) -> str:
    """Return when the event is, as members are told: ``6 月 13 日（周六）14:30`` / ``Sat 13 June, 14:30``."""
    time = occurrence.start.strftime("%H:%M")
    if names.language == CHINESE:
        weekday = words.weekday(occurrence.on, names.language)
        return f"{words.plain_day(occurrence.on, names.language)}（周{weekday}）{time}"
    return f"{words.day(occurrence.on, names.language)}, {time}"


def event_role_name(names: Names, activity: CompleteActivity, kind: ActivityKindRow, role: str) -> str:
    """Return the person who holds an event role; where nobody is named, what the event calls the role."""
    holder = activity.holders.get(role, "")
    if names.is_person(holder):
        return names.holder(holder)
    own = next((r.name for r in kind.roles if r.id == role), None)
    if own is None:
        return names.holder(holder or role)
    name = _ASIDE.sub("", names.text(own))
    return name if names.language == CHINESE else f"the {name[:1].lower()}{name[1:]}"
