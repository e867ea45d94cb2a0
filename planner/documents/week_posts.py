"""A post as a thing to do: sending it with all that belongs to it, writing it, approving it."""

from __future__ import annotations

from dataclasses import replace

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.member_texts import MemberTexts
from planner.documents.names import ENGLISH_BLANK, Names
from planner.documents.sections.week_supplies import needs_of, ready_by
from planner.documents.texts import Message, entry_texts, is_later, is_open, message, supply
from planner.documents.week_clock import own_moment
from planner.documents.week_item import Item, NoteKind
from planner.documents.week_rows import place_of
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry, LaterFill


def post_item(playbook: Playbook, entry: Entry, until: str, texts: MemberTexts) -> Item:
    """Return the sending of a post: its words, what has to be there, who answers, what happens in silence."""
    names = texts.names
    spent = entry.send_minutes + entry.reply_minutes
    item = Item(
        kind="open" if is_open(entry) else "later" if is_later(entry) else "post",
        title=entry_texts(entry, names).title,
        minutes=words.duration(spent, names.language) if spent else "",
        where=place_of(entry, names),
        format=entry.format,
    )
    if isinstance(entry.fill, LaterFill):
        return replace(item, when=words.day(entry.fill.decided, names.language))
    return item if is_open(entry) else _with_words(item, playbook, entry, until, texts)


def _with_words(item: Item, playbook: Playbook, entry: Entry, until: str, members: MemberTexts) -> Item:
    names = members.names
    texts, sent = entry_texts(entry, names), message(entry, names)
    ready, gets = ready_by(playbook, entry)
    notes: list[tuple[NoteKind, str]] = []
    if sent is not None and not sent.whole:
        notes.append(("write", texts.body))
    notes += [("material", texts.material)] if texts.material else []
    notes += needs_of(playbook, entry.id, names)
    if entry.reply_minutes and (entry.duty.person or entry.owner):
        notes.append(("replies", names.holder(entry.duty.person or entry.owner)))
    notes += [("silence", texts.silence)] if texts.silence else []
    notes += [("answers", texts.answers)] if texts.answers else []
    return replace(
        item,
        block=sent.paste if sent is not None else "",
        notes=tuple(notes),
        until=until if entry.reply_minutes else "",
        absent=bool(entry.reply_minutes) and not entry.duty.covered,
        too_long=sent.too_long if sent is not None else (),
        unwritten=tuple(supply(key, names.language) for key in texts.unwritten),
        due=words.day(entry.draft_due, names.language),
        ready=words.day(ready, names.language),
        gets=names.holder(gets) if gets != (entry.duty.person or entry.owner) else "",
    )


def draft_item(playbook: Playbook, entry: Entry, writer: str, names: Names) -> Item:
    """Return the writing of a post: how, and how many blanks only the writer can fill."""
    title, when = entry_texts(entry, names).title, own_moment(playbook, entry.on, entry.time, writer, names)
    where = place_of(entry, names)
    if is_open(entry):
        return Item("draft_open", title, where=where, when=when)
    if is_later(entry):
        return Item("draft_later", title, where=where, when=when)
    return Item("draft", title, where=where, when=when, notes=_how(entry, writer, names), format=entry.format)


def _how(entry: Entry, writer: str, names: Names) -> tuple[tuple[NoteKind, str], ...]:
    texts, sent = entry_texts(entry, names), message(entry, names)
    notes: list[tuple[NoteKind, str]] = []
    if texts.body:
        notes.append(("what" if sent is not None and sent.whole else "write", texts.body))
    if blanks := _blanks(sent, names):
        notes.append(("blanks", str(blanks)))
    # Whoever sends what they write this very week finds the material beside the text itself.
    again = entry.duty.person == writer and Week.of(entry.draft_due) == entry.week
    if texts.material and not again:
        notes.append(("material", texts.material))
    return tuple(notes)


def _blanks(sent: Message | None, names: Names) -> int:
    blank = words.BLANK if names.language == words.CHINESE else ENGLISH_BLANK
    return sent.paste.count(blank) if sent is not None else 0


def review_item(playbook: Playbook, entry: Entry, reader: str, names: Names) -> Item:
    """Return the approval of a post."""
    when = own_moment(playbook, entry.on, entry.time, reader, names)
    return Item("review", entry_texts(entry, names).title, when=when)
