"""CON005 and CON008: posts that nobody can approve in time, and offers that are used after their price has ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.checks.context import WEEKDAY_NAMES, WorkedOut
from planner.completion.team import is_available
from planner.completion.values.strategy import CompleteOffer
from planner.completion.values.team import CompletePerson
from planner.diagnostics.model import Finding
from planner.knowledge.schema import Text
from planner.playbook.supplies.posts import offers_of

_SHOWN = 3
"""Days that a message names."""


def check_approver(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CON005 once for an approver who is on leave when somebody else's posts wait, with nobody standing in."""
    people = {person.id: person for person in worked.complete.people}
    for index, person in enumerate(worked.complete.people):
        days = {
            entry.review_due
            for entry in worked.playbook.calendar.entries
            if entry.reviewer == person.id != entry.owner
            and any(entry.review_due in leave for leave in person.leave)
            and not _stands_in(people.get(person.deputy), entry.review_due)
        }
        if days:
            deputy = people.get(person.deputy)
            params = {
                "person": person.name,
                "count": len(days),
                "days": _days(sorted(days)),
                "deputy": Text(
                    f"，替班的{deputy.name}也不在", f", and {deputy.name}, who stands in, is away too"
                )
                if deputy is not None
                else Text("，也没写谁替", ", and nobody is named to stand in"),
            }
            yield Finding("CON005", ("people", index, "leave"), "approver_away", params)


def _stands_in(deputy: CompletePerson | None, on: date) -> bool:
    return deputy is not None and is_available(deputy, on)


def check_prices_hold(worked: WorkedOut) -> Iterator[Finding]:
    """Yield CON008 once for each offer with a price that posts or events use after its last day."""
    for index, offer in enumerate(worked.complete.offers):
        if offer.price is None or offer.price_until is None:
            continue
        days = sorted({on for on in _uses(worked, offer) if on > offer.price_until})
        if days:
            params = {
                "offer": offer.name,
                "until": offer.price_until,
                "count": len(days),
                "days": _days(days),
            }
            yield Finding("CON008", ("offers", index, "price_until"), params=params)


def _uses(worked: WorkedOut, offer: CompleteOffer) -> Iterator[date]:
    """The days on which something is sent or held that is about an offer."""
    for entry in worked.playbook.calendar.entries:
        if offer in offers_of(entry, (offer,)):
            yield entry.on
    for event in worked.playbook.activities.occurrences:
        if event.offer and event.offer in (offer.id, offer.name):
            yield event.on


def _days(days: Sequence[date]) -> Text:
    """The first days; that there are more shows in the count."""
    shown = days[:_SHOWN]
    zh = "、".join(f"{on} {WEEKDAY_NAMES[on.weekday()].zh}" for on in shown)
    en = ", ".join(f"{WEEKDAY_NAMES[on.weekday()].en} {on}" for on in shown)
    return Text(zh + " 等", en + " and later") if len(days) > len(shown) else Text(zh, en)
