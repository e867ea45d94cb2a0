"""What one person does on one day of a week: each piece of the agenda with all that is needed to do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from planner.completion.values.staging import CompleteTask
from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.event_texts import event_texts
from planner.documents.member_texts import MemberTexts, procedure_steps, procedure_words
from planner.documents.names import Names
from planner.documents.week_item import Item, ItemKind, NoteKind
from planner.documents.week_posts import draft_item, post_item, review_item
from planner.documents.words import CHINESE
from planner.knowledge.load import assumed
from planner.playbook.model import Playbook
from planner.playbook.values.activities import FollowUp, Occurrence, Preparation
from planner.playbook.values.agenda import AgendaItem
from planner.playbook.values.content import Entry
from planner.playbook.values.groups import Procedure, ProcedureStep

_Known = CompleteTask | Occurrence | tuple[Occurrence, Preparation | FollowUp]
_NEVER = "99"
"""Sorts what has no hour after everything that has one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its person, its day and what it is sorted by."""

    id: str
    """Of what causes it."""
    person: str
    on: date
    order: tuple[str, int]
    item: Item


@dataclass(frozen=True)
class Desk:
    """Turns pieces of the agenda into items; looks everything up once for all weeks."""

    playbook: Playbook
    names: Names

    def items(self, week: Week, texts: MemberTexts) -> tuple[Placed, ...]:
        """Return what is done in a week, day by day in order of time; routines, journeys and work ahead stand apart."""
        agenda = self.playbook.agenda.week(week)
        found = [placed for piece in agenda if (placed := self._placed(piece, texts)) is not None]
        sent = {piece.id for piece in agenda if piece.source in ("sending", "replies")}
        # A post that costs nobody a minute is still sent by somebody.
        found += [
            self._post(entry, entry.duty.person or entry.owner, "", texts)
            for entry in self.playbook.calendar.entries
            if entry.week == week and entry.id not in sent
        ]
        found += self._sign_ups(week)
        merged = {(one.person, one.on, one.id, one.item.kind): one for one in found}
        return tuple(sorted(merged.values(), key=lambda one: (one.on, one.order)))

    def _placed(self, piece: AgendaItem, texts: MemberTexts) -> Placed | None:
        """What a piece of the agenda is; ``None`` for what stands elsewhere in the sheet."""
        if piece.source in ("routine", "journeys", "buffer") or piece.due is not None:
            return None
        if piece.id in self._entries:
            return self._of_entry(piece, self._entries[piece.id], texts)
        item = self._other(piece, texts)
        if item is None:
            return None
        spent = words.duration(piece.minutes, self.names.language) if piece.minutes else ""
        at = self._at(piece.on, piece.time, piece.person)
        order = (piece.time or _NEVER, 1)
        return Placed(piece.id, piece.person, piece.on, order, replace(item, at=at, minutes=spent))

    def _of_entry(self, piece: AgendaItem, entry: Entry, texts: MemberTexts) -> Placed:
        if piece.source != "content":
            return self._post(entry, piece.person, piece.until, texts)
        written = not self._is_review(piece, entry)
        item = draft_item(entry, piece.person, self.names) if written else review_item(entry, self.names)
        spent = words.duration(piece.minutes, self.names.language)
        return Placed(piece.id, piece.person, piece.on, (_NEVER, 2), replace(item, minutes=spent))

    def _is_review(self, piece: AgendaItem, entry: Entry) -> bool:
        """Writing and approving have the same source; of one person's two pieces the shorter is the approval."""
        if piece.person != entry.reviewer:
            return False
        return piece.person != entry.owner or piece.minutes == self._review_minutes != entry.minutes

    @cached_property
    def _review_minutes(self) -> int:
        return int(assumed("review_minutes"))

    def _post(self, entry: Entry, person: str, until: str, texts: MemberTexts) -> Placed:
        item = post_item(self.playbook, entry, until, texts)
        at = self._at(entry.on, entry.time, person)
        return Placed(entry.id, person, entry.on, (entry.time or _NEVER, 0), replace(item, at=at))

    # --- all else --------------------------------------------------------------------------------------------------

    def _other(self, piece: AgendaItem, texts: MemberTexts) -> Item | None:
        known = self._known.get(piece.id)
        if isinstance(known, CompleteTask):
            return self._task(known)
        if isinstance(known, Occurrence):
            return Item("event", self.names.text(known.activity.name), until=piece.until)
        if isinstance(known, tuple):
            return self._of_event(*known)
        if piece.id in self._steps:
            return self._step(*self._steps[piece.id], texts)
        if piece.source == "champions":
            return self._champions(piece, texts)
        return None

    def _task(self, task: CompleteTask) -> Item:
        notes: list[tuple[NoteKind, str]] = []
        notes += [("how", self.names.text(task.how))] if task.how else []
        notes += [("done", self.names.text(task.done))] if task.done else []
        return Item("task", self.names.text(task.title), notes=tuple(notes))

    def _of_event(self, event: Occurrence, piece: Preparation | FollowUp) -> Item:
        texts, name = event_texts(self.names, event), self.names.text(event.activity.name)
        when = words.short_day(event.on, self.names.language)
        if isinstance(piece, FollowUp):
            return Item("follow_up", name, event=name, when=when, notes=(("what", texts.say(piece.what)),))
        done: tuple[tuple[NoteKind, str], ...] = (
            (("done", texts.say(piece.done)),) if piece.done is not None else ()
        )
        return Item("preparation", texts.say(piece.title), event=name, when=when, notes=done)

    def _sign_ups(self, week: Week) -> Iterator[Placed]:
        """Invitations and reminders on their days, with their words, and the day on which heads are counted."""
        for event in self.playbook.activities.occurrences:
            texts = event_texts(self.names, event)
            sign_up = texts.kind.sign_up
            if sign_up is None:
                continue
            roles = [sign_up.role] if sign_up.role else [role.id for role in texts.kind.roles[:1]]
            sender = next((event.activity.holders.get(role, "") for role in roles), "") or "planner"
            name, when = (
                self.names.text(event.activity.name),
                words.short_day(event.on, self.names.language),
            )
            dated: list[tuple[ItemKind, date | None, str]] = [
                ("invite", event.sign_up_opens, texts.speak(sign_up.invite)),
                *(("remind", on, texts.speak(sign_up.reminder)) for on in event.reminders[-1:]),
                ("count", event.sign_up_closes, ""),
            ]
            for kind, on, block in dated:
                if on is not None and on in week.range:
                    item = Item(kind, name, event=name, when=when, block=block)
                    yield Placed(f"{event.id}:{kind}", sender, on, (_NEVER, 0), item)

    def _step(self, procedure: Procedure, step: ProcedureStep, texts: MemberTexts) -> Item | None:
        row = procedure_steps(procedure).get(step.step)
        if row is None:
            return None
        texts = texts.spoken_by(step.owner)
        return Item(
            "step",
            procedure_words(procedure, row.title, texts),
            block=procedure_words(procedure, row.say, texts) if row.say is not None else "",
            notes=(("done", procedure_words(procedure, row.done, texts)),),
        )

    def _champions(self, piece: AgendaItem, texts: MemberTexts) -> Item | None:
        plan = self.playbook.members.champions
        if plan is None:
            return None
        month = next((one for one in plan.months if one.asked_on == piece.on and one.asked), None)
        name = texts.say(plan.champions.name)
        if month is None:
            return Item("champions", name)
        sources = [words.without_end(texts.say(text)) for text in plan.champions.sources]
        return Item(
            "champions",
            name,
            when=str(month.asked),
            block=texts.spoken_by(piece.person).say(plan.champions.ask),
            notes=(("what", "；".join(sources) if self.names.language == CHINESE else "; ".join(sources)),),
        )

    # --- looking up ------------------------------------------------------------------------------------------------

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.playbook.calendar.entries}

    @cached_property
    def _known(self) -> Mapping[str, _Known]:
        return dict(self._all_known())

    def _all_known(self) -> Iterator[tuple[str, _Known]]:
        for stage in self.playbook.plan.stages:
            for task in stage.tasks:
                yield f"task:{stage.id}:{task.id}", task
        for event in self.playbook.activities.occurrences:
            yield event.id, event
            for piece in event.preparation:
                yield piece.id, (event, piece)
            for step in event.follow_up:
                yield step.id, (event, step)

    @cached_property
    def _steps(self) -> Mapping[str, tuple[Procedure, ProcedureStep]]:
        return {
            step.id: (procedure, step)
            for procedure in self.playbook.groups.procedures
            for step in procedure.steps
        }

    def _at(self, on: date, time: str, person: str) -> str:
        return own_time(self.playbook, on, time, person, self.names)


def own_time(playbook: Playbook, on: date, time: str, person: str, names: Names) -> str:
    """Return an hour, with that of the person's own zone beside it where they live in another one."""
    own = next((one.timezone for one in playbook.plan.people if one.id == person), "")
    if not time or not own or own == playbook.plan.timezone:
        return time
    there = datetime.fromisoformat(f"{on.isoformat()}T{time}").replace(
        tzinfo=ZoneInfo(playbook.plan.timezone)
    )
    here = there.astimezone(ZoneInfo(own))
    shown, city = here.strftime("%H:%M"), own.rsplit("/", 1)[-1].replace("_", " ")
    if here.date() != on:
        shown = words.moment(here.date(), shown, names.language)
    return f"{time}（{city} {shown}）" if names.language == CHINESE else f"{time} ({shown} in {city})"
