"""What has to be there before something goes out: materials, consents and prices of a post or an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.names import Names
from planner.documents.sections.overloads import WorkNames
from planner.documents.sections.supplies import consent_ask
from planner.knowledge.load import load_consents
from planner.playbook.model import Playbook
from planner.playbook.values.content import Entry
from planner.playbook.values.supplies import SupplyItem

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A thing that is due, and what needs it."""

    due: str
    kind: Literal["material", "consent", "price"]
    who: str
    what: str
    """Empty where the kind says it all."""
    title: str
    """Of the post or the event that needs it."""
    used: str
    """The day on which it is used."""
    next_week: bool
    offer: str = ""
    until: str = ""
    """Last day of the price."""


@dataclass(frozen=True, slots=True)
class Supplies:
    """What is due in this week and the next; ``asks`` says once how each consent is got."""

    rows: tuple[SupplyRow, ...]
    asks: tuple[tuple[str, str], ...]


def supplies_of(playbook: Playbook, week: Week, known: WorkNames) -> Supplies:
    """Return what is due in this week and the next, in order of day; texts and approvals stand with their drafts."""
    following = Week.of(week.monday + _WEEK)
    due = [
        item
        for item in playbook.supplies
        if Week.of(item.due) in (week, following) and item.kind not in ("text", "approval")
    ]
    # How consent is got for a post of this week stands beside the post.
    sent = {entry.id for entry in playbook.calendar.entries if entry.week == week}
    later = [item for item in due if item.consent in load_consents() and item.needed_by not in sent]
    asks = tuple(
        (known.names.text(row.name), _ask(playbook, own, known.names))
        for row in load_consents().values()
        if (own := [item for item in later if item.consent == row.id])
    )
    return Supplies(tuple(_row(item, Week.of(item.due) == following, known) for item in due), asks)


def _row(item: SupplyItem, next_week: bool, known: WorkNames) -> SupplyRow:
    names = known.names
    kind: Literal["material", "consent", "price"] = (
        "price" if item.kind == "price" else "consent" if item.kind == "consent" else "material"
    )
    return SupplyRow(
        due=words.short_day(item.due, names.language),
        kind=kind,
        who=names.holder(item.owner),
        what=words.without_end(_name(item, names)),
        title=known.name(item.needed_by),
        used=words.short_day(item.on, names.language),
        next_week=next_week,
        offer=item.offer,
        until=words.plain_day(item.price_until, names.language) if item.price_until else "",
    )


def _name(item: SupplyItem, names: Names) -> str:
    """The thing in words; of a consent, what it is for."""
    consent = load_consents().get(item.consent) if item.consent else None
    return names.text(consent.name if consent is not None else item.what)


def _ask(playbook: Playbook, items: Sequence[SupplyItem], names: Names) -> str:
    """From whom a consent is got, and how, for what goes to the places of some posts and events."""
    consent = load_consents().get(items[0].consent)
    if consent is None:
        return words.without_end(names.text(items[0].what))
    needing = {item.needed_by for item in items}
    entries = [entry for entry in playbook.calendar.entries if entry.id in needing]
    groups = [group for entry in entries for group in entry.groups]
    groups += [
        group.id
        for event in playbook.activities.occurrences
        if event.id in needing
        for group in playbook.plan.groups
        if group.is_open(event.on) and group.status in ("active", "silent")
    ]
    bare = [names.platform(entry.platform) for entry in entries if not entry.groups]
    places = [*(names.group(one) for one in dict.fromkeys(groups)), *dict.fromkeys(bare)]
    where = words.listing(places, names.language) or playbook.plan.community.name
    return words.without_end(consent_ask(items, consent.id, where, names))


def ready_by(playbook: Playbook, entry: Entry) -> tuple[date, str]:
    """Return the day by which a post's material has to be there, and who gets it.

    Where nothing else is said, that is the writer, with the draft.
    """
    own = (item for item in playbook.supplies if item.needed_by == entry.id and item.kind == "material")
    return next(((item.due, item.owner) for item in own), (entry.draft_due, entry.owner))


def needs_of(
    playbook: Playbook, needed_by: str, names: Names
) -> Iterable[tuple[Literal["consent", "price"], str]]:
    """Yield the consents and prices that one post needs beside its material."""
    for item in playbook.supplies:
        if item.needed_by != needed_by:
            continue
        due = words.short_day(item.due, names.language)
        who = names.holder(item.owner)
        chinese = names.language == words.CHINESE
        if item.kind == "consent":
            what = _ask(playbook, [item], names)
            yield "consent", f"{what}（{who}，{due}前）" if chinese else f"{what} ({who}, by {due})"
        elif item.kind == "price":
            until = words.plain_day(item.price_until, names.language) if item.price_until else ""
            if chinese:
                shown = f"{item.offer}的价管到 {until}" if until else f"{item.offer}的价"
                yield "price", f"{shown}（{who} {due}前核对）"
            else:
                shown = (
                    f"the price of {item.offer} holds until {until}"
                    if until
                    else f"the price of {item.offer}"
                )
                yield "price", f"{shown} ({who} checks it by {due})"
