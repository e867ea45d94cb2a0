"""What one person does on one day of a week: each piece of the agenda with all that is needed to do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from planner.completion.values.staging import CompleteTask
from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.event_texts import event_texts, name_in_sentence
from planner.documents.member_texts import MemberTexts, procedure_steps
from planner.documents.names import Names
from planner.documents.week_called import called_upon
from planner.documents.week_clock import own_time
from planner.documents.week_item import Item, ItemKind, NoteKind
from planner.documents.week_posts import draft_item, post_item, review_item
from planner.documents.week_steps import step_days
from planner.documents.words import CHINESE
from planner.knowledge.load import assumed
from planner.playbook.groups.procedures import TOLD_BY_TASKS
from planner.playbook.model import Playbook
from planner.playbook.values.activities import FollowUp, Occurrence, Preparation
from planner.playbook.values.agenda import AgendaItem
from planner.playbook.values.content import Entry

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
    loose: bool = False
    """Whether it may be done on any day of the week up to this one."""


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
        found += self._group_steps(week, texts)
        found += self._small_tasks(week, texts)
        found += [
            Placed(own, person, on, order, item)
            for own, on, person, order, item in called_upon(self.playbook, week, self.names)
        ]
        merged = {(one.person, one.on, one.id, one.item.kind): one for one in found}
        return tuple(sorted(merged.values(), key=lambda one: (one.on, one.order)))

    def _placed(self, piece: AgendaItem, texts: MemberTexts) -> Placed | None:
        """What a piece of the agenda is; ``None`` for what stands elsewhere in the sheet."""
        if piece.source in ("routine", "journeys", "buffer", "groups") or piece.due is not None:
            return None
        if piece.id in self._entries:
            return self._of_entry(piece, self._entries[piece.id], texts)
        item = self._other(piece, texts)
        if item is None:
            return None
        spent = words.duration(piece.minutes, self.names.language) if piece.minutes else ""
        at = self._at(piece.on, piece.time, piece.person)
        until = self._at(piece.on, item.until, piece.person)
        order = (piece.time or _NEVER, 1)
        done = replace(item, at=at, until=until, minutes=spent)
        loose = not piece.time and self._is_loose(piece)
        if loose:
            done = replace(done, due=words.short_day(piece.on, self.names.language))
        return Placed(piece.id, piece.person, piece.on, order, done, loose)

    def _is_loose(self, piece: AgendaItem) -> bool:
        """Whether it may be done on any day up to its own: tasks, and preparation that does not belong to the day itself."""
        known = self._known.get(piece.id)
        if isinstance(known, tuple):
            event, part = known
            return isinstance(part, Preparation) and part.due < event.on
        return isinstance(known, CompleteTask)

    def _of_entry(self, piece: AgendaItem, entry: Entry, texts: MemberTexts) -> Placed:
        if piece.source != "content":
            return self._post(entry, piece.person, piece.until, texts)
        written = not self._is_review(piece, entry)
        make = draft_item if written else review_item
        item = make(self.playbook, entry, piece.person, self.names)
        spent = words.duration(piece.minutes, self.names.language)
        due = "" if written else words.short_day(piece.on, self.names.language)
        return Placed(
            piece.id, piece.person, piece.on, (_NEVER, 2), replace(item, minutes=spent, due=due or item.due)
        )

    def _is_review(self, piece: AgendaItem, entry: Entry) -> bool:
        """Writing and approving have the same source; of one person's two pieces the shorter is the approval."""
        if piece.person != entry.reviewer:
            return False
        return piece.person != entry.owner or piece.minutes == self._review_minutes != entry.minutes

    @cached_property
    def _review_minutes(self) -> int:
        return int(assumed("review_minutes"))

    def _post(self, entry: Entry, person: str, until: str, texts: MemberTexts) -> Placed:
        item = post_item(self.playbook, entry, self._at(entry.on, until, person), texts)
        at = self._at(entry.on, entry.time, person)
        return Placed(entry.id, person, entry.on, (entry.time or _NEVER, 0), replace(item, at=at))

    # --- all else --------------------------------------------------------------------------------------------------

    def _other(self, piece: AgendaItem, texts: MemberTexts) -> Item | None:
        known = self._known.get(piece.id)
        if isinstance(known, CompleteTask):
            return self._task(known, texts)
        if isinstance(known, Occurrence):
            return Item("event", self.names.text(known.activity.name), until=piece.until)
        if isinstance(known, tuple):
            return self._of_event(*known)
        if piece.source == "champions":
            return self._champions(piece, texts)
        return None

    def _task(self, task: CompleteTask, texts: MemberTexts) -> Item:
        notes: list[tuple[NoteKind, str]] = []
        notes += [("how", self.names.text(task.how))] if task.how else []
        notes += [("done", self.names.text(task.done))] if task.done else []
        if task.id in self._told:
            notes.append(("words", self._told[task.id]))
            return Item("task", self.names.text(task.title), notes=tuple(notes))
        block = texts.spoken_by(task.owner).say(task.say) if task.say is not None else ""
        return Item("task", self.names.text(task.title), block=block, notes=tuple(notes))

    def _of_event(self, event: Occurrence, piece: Preparation | FollowUp) -> Item:
        texts = event_texts(self.names, event)
        name = name_in_sentence(self.names.text(event.activity.name), self.names.language)
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
            name = name_in_sentence(self.names.text(event.activity.name), self.names.language)
            when = words.short_day(event.on, self.names.language)
            dated: list[tuple[ItemKind, date | None, str]] = [
                ("invite", event.sign_up_opens, texts.invitation()),
                *(("again", on, texts.invitation()) for on in event.reminders[:-1]),
                *(("remind", on, texts.speak(sign_up.reminder)) for on in event.reminders[-1:]),
                ("count", event.sign_up_closes, texts.too_few()),
            ]
            for kind, on, block in dated:
                if on is not None and on in week.range:
                    counted: tuple[tuple[NoteKind, str], ...] = ()
                    if kind == "count":
                        counted = (("enough", str(event.activity.least)),)
                    item = Item(kind, name, event=name, when=when, block=block, notes=counted)
                    yield Placed(f"{event.id}:{kind}", sender, on, (_NEVER, 0), item)

    def _group_steps(self, week: Week, texts: MemberTexts) -> Iterator[Placed]:
        """Steps of procedures of groups, those whose minutes a task holds among them: their words are sent all the same."""
        for step in step_days(self.playbook, week, texts):
            item = Item(
                "step",
                step.title,
                minutes=words.duration(step.minutes, self.names.language) if step.minutes else "",
                block=step.blocks[0][1] if len(step.blocks) == 1 else "",
                blocks=step.blocks if len(step.blocks) > 1 else (),
                notes=(("done", step.done),),
                task=self._task_titles.get(step.task, ""),
            )
            yield Placed(step.id, step.owner, step.on, (_NEVER, 1), item)

    def _small_tasks(self, week: Week, texts: MemberTexts) -> Iterator[Placed]:
        """Tasks that take no time worth counting; they are done all the same."""
        for stage in self.playbook.plan.stages:
            for task in stage.tasks:
                if not task.minutes and task.due in week.range:
                    due = words.short_day(task.due, self.names.language)
                    item = replace(self._task(task, texts), due=due)
                    yield Placed(
                        f"task:{stage.id}:{task.id}", task.owner, task.due, (_NEVER, 1), item, loose=True
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
    def _task_titles(self) -> Mapping[str, str]:
        return {
            task.id: self.names.text(task.title)
            for stage in self.playbook.plan.stages
            for task in stage.tasks
        }

    @cached_property
    def _told(self) -> Mapping[str, str]:
        """Task → who sends its words in which group, and on which day."""
        found: dict[str, dict[tuple[date, str], list[str]]] = {}
        for procedure in self.playbook.groups.procedures:
            known = procedure_steps(procedure)
            for step in procedure.steps:
                if not step.minutes and step.step in known and known[step.step].say is not None:
                    task = found.setdefault(TOLD_BY_TASKS.get(step.step, ""), {})
                    task.setdefault((step.on, step.owner), []).append(procedure.group)
        joint = "；" if self.names.language == CHINESE else "; "
        return {
            task: joint.join(self._sent_by(*key, groups) for key, groups in sent.items())
            for task, sent in found.items()
        }

    def _sent_by(self, on: date, owner: str, groups: Sequence[str]) -> str:
        who, where = self.names.holder(owner), self.names.short_groups(groups)
        when = words.short_day(on, self.names.language)
        return f"{who} {when}发到{where}" if self.names.language == CHINESE else f"{who} on {when} to {where}"

    def _at(self, on: date, time: str, person: str) -> str:
        return own_time(self.playbook, on, time, person, self.names)
