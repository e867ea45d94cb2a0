"""What a post needs before it is sent: its text, material, consents, a price that holds, an approval."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.completion.model import CompletePlan
from planner.completion.values.strategy import CompleteOffer
from planner.dates.ranges import DateRange
from planner.dates.workdays import WorkCalendar
from planner.diagnostics.model import Language
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_patterns
from planner.knowledge.schema import Text
from planner.playbook.supplies.consents import consents_in
from planner.playbook.supplies.holders import Wordings
from planner.playbook.supplies.item import make_item
from planner.playbook.values.content import Entry, PatternFill, TopicFill
from planner.playbook.values.supplies import SupplyItem

_PRICED: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh-CN": re.compile(
        "价(?!值)|[0-9一二三四五六七八九十百两_＿][元块]|块钱|[¥￥]|预订|预定|下单|订购|接龙订"
    ),
    "en": re.compile(r"\bprices?\b|\bcosts?\b|\border(?:s|ed|ing)?\b(?! of\b)|\bpre-?orders?\b|[£$€]"),
}
"""Words of a post that show a price or need one."""


def post_supplies(plan: CompletePlan, days: WorkCalendar, entry: Entry) -> Iterator[SupplyItem]:
    """Yield what an entry with a final title needs; nothing for one that is open or decided later."""
    words = _words_of(entry)
    if words is None:
        return
    wordings = Wordings(plan)
    yield make_item(entry, "text", entry.draft_due, entry.owner)
    if words.material.zh:
        what = _filled(entry, words.material, wordings)
        yield make_item(entry, "material", _ready_by(plan, days, entry), entry.owner, what=what)
    for consent in consents_in(words.shown(plan), plan.language):
        ask = wordings.consent(consent, entry.owner, entry.groups, entry.platform)
        yield make_item(entry, "consent", entry.draft_due, entry.owner, consent, what=ask, consent=consent)
    for offer in offers_of(entry, plan.offers) if _shows_price(plan, entry, words) else ():
        until = price_holds_until(offer)
        if offer.price is not None and until is not None:
            yield make_item(
                entry, "price", entry.review_due, entry.owner, offer.id, offer=offer.name, price_until=until
            )
    if entry.reviewer and entry.reviewer != entry.owner:
        between = DateRange(entry.draft_due, max(entry.draft_due, entry.review_due))
        takes = sum(1 for on in between if days.is_work_day(on))
        yield make_item(entry, "approval", entry.review_due, entry.reviewer, takes_days=takes)


def offers_of(entry: Entry, offers: Sequence[CompleteOffer]) -> tuple[CompleteOffer, ...]:
    """Return the offers that an entry is about or names in full."""
    made = entry.fill
    if isinstance(made, PatternFill):
        about = made.params["offer"].zh if "offer" in made.params else ""
        return tuple(offer for offer in offers if offer.name == about)
    if isinstance(made, TopicFill):
        topic = made.topic
        said_ = " ".join((topic.title, topic.first, topic.text, topic.ask, topic.material)).lower()
        return tuple(offer for offer in offers if offer.name.lower() in said_)
    return ()


def _shows_price(plan: CompletePlan, entry: Entry, words: _Words) -> bool:
    """Whether a post is there to sell, or its words name a price or ask for orders."""
    pillar = next((one for one in plan.content.pillars if one.id == entry.pillar), None)
    if pillar is not None and pillar.kind == "offer":
        return True
    said_ = (
        f"{words.sent.zh}\n{words.ask.zh}" if plan.language == "zh-CN" else f"{words.sent.en}\n{words.ask.en}"
    )
    return _PRICED[plan.language].search(said_.lower()) is not None


def price_holds_until(offer: CompleteOffer) -> date | None:
    """Return the last day of an offer's price: as written, else the last day on which it is to be had."""
    return offer.price_until or offer.available_until


@dataclass(frozen=True, slots=True)
class _Words:
    """What is shown, and what has to be there for it; slots are still open."""

    material: Text
    sent: Text
    ask: Text

    def shown(self, plan: CompletePlan) -> str:
        """Return both in the plan's language."""
        if plan.language == "zh-CN":
            return f"{self.material.zh}\n{self.sent.zh}"
        return f"{self.material.en}\n{self.sent.en}"


def _words_of(entry: Entry) -> _Words | None:
    made = entry.fill
    if isinstance(made, TopicFill):
        topic = made.topic
        return _Words(
            said(topic.material), said("\n".join((topic.title, topic.first, topic.text))), said(topic.ask)
        )
    if isinstance(made, PatternFill):
        row = load_patterns()[made.pattern]
        parts = (row.title, row.first, *((row.post,) if row.post is not None else ()))
        sent = Text("\n".join(one.zh for one in parts), "\n".join(one.en for one in parts))
        return _Words(row.material, sent, row.ask)
    return None


def _filled(entry: Entry, material: Text, wordings: Wordings) -> Text:
    """The material in the words of the plan; the operator's own stays as it was written."""
    made = entry.fill
    if not isinstance(made, PatternFill):
        return material
    people = {"owner": wordings.holder(entry.owner), "reviewer": wordings.holder(entry.reviewer)}
    return fill(material, {**made.params, **people})


def _ready_by(plan: CompletePlan, days: WorkCalendar, entry: Entry) -> date:
    """The day of the approval; where that is the day of sending, the work day before it, if the plan has begun."""
    if entry.review_due < entry.on:
        return entry.review_due
    return max(plan.period.start, days.previous_work_day(entry.on))
