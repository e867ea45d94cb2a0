"""What an event needs before it is held: things, a venue, a permit, an approved invitation, consents, a price."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of
from planner.completion.values.programme import CompleteActivity
from planner.dates.workdays import WorkCalendar
from planner.knowledge.activity_rows import ActivityKindRow, MaterialRow
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_activity_kind
from planner.knowledge.schema import Text
from planner.playbook.supplies.consents import consents_in
from planner.playbook.supplies.holders import Wordings
from planner.playbook.supplies.item import make_item
from planner.playbook.supplies.posts import price_holds_until
from planner.playbook.values.activities import Occurrence, Preparation
from planner.playbook.values.supplies import SupplyItem

_ASKED_AT_EVENTS = ("portrait", "recording")
"""Consents that are got from whoever comes; the guardians' is another matter."""
_CHILD = "child"
_ASIDE = re.compile(r"\s*[（(].*?[）)]")
_VENUES = {
    "rent": Text("租的场地", "rented venue"),
    "swap": Text("换来的场地", "venue got by exchange"),
    "ad_barter": Text("拿广告换的场地", "venue got for advertising"),
    "public": Text("公共场所", "public place"),
}


def event_supplies(plan: CompletePlan, days: WorkCalendar, event: Occurrence) -> Iterator[SupplyItem]:
    """Yield what one occurrence needs, in no order."""
    kind = load_activity_kind(event.activity.kind)
    lead = _holder(event.activity, kind.roles[0].id if kind.roles else "")
    yield from _things(plan, days, event, kind, lead)
    yield from _place(days, event, lead)
    yield from _invitation(plan, days, event, kind, lead)
    yield from _consents(plan, days, event, kind, lead)
    offer = next((one for one in plan.offers if event.offer and event.offer in (one.id, one.name)), None)
    until = price_holds_until(offer) if offer is not None else None
    if offer is not None and offer.price is not None and until is not None:
        due = _before(days, event.sign_up_opens or event.on, plan.period.start)
        yield make_item(event, "price", due, lead, offer.id, offer=offer.name, price_until=until)


def _things(
    plan: CompletePlan, days: WorkCalendar, event: Occurrence, kind: ActivityKindRow, lead: str
) -> Iterator[SupplyItem]:
    """The list of things to bring, ready with the last piece of preparation."""
    rows = [row for row in kind.materials if row.mode in (None, event.activity.mode)]
    if not rows:
        return
    last = max(event.preparation, key=lambda step: step.due, default=None)
    due = min(last.due, _before(days, event.on, plan.period.start)) if last is not None else None
    params = _params(plan, event, kind)
    things = [_thing(plan, row, event, params) for row in rows]
    yield make_item(
        event,
        "material",
        due if due is not None else _before(days, event.on, plan.period.start),
        last.owner if last is not None else lead,
        what=Text("；".join(one.zh for one in things), "; ".join(one.en for one in things)),
    )


def _thing(plan: CompletePlan, row: MaterialRow, event: Occurrence, params: Mapping[str, Text]) -> Text:
    """A thing with its quantity for the expected heads."""
    count = row.quantity * _units(plan, row, event.activity.expected)
    shown = f"{count.normalize():f}"
    name = fill(row.name, params)
    space = "" if name.zh.endswith(("）", "”")) else " "
    return Text(f"{name.zh}{space}{shown} {row.unit.zh}", f"{name.en}: {shown} {row.unit.en}")


def _params(plan: CompletePlan, event: Occurrence, kind: ActivityKindRow) -> Mapping[str, Text]:
    """What the names of things can speak of; an event role that no person holds goes by its own name."""
    people = {person.id: said(person.name) for person in plan.people}
    params = {"activity": event.activity.name, "community": said(plan.community.name)}
    for role in kind.roles:
        own = Text(_ASIDE.sub("", role.name.zh), f"the {_ASIDE.sub('', role.name.en).lower()}")
        params[role.id] = people.get(event.activity.holders.get(role.id, ""), own)
    return params


def _units(plan: CompletePlan, row: MaterialRow, heads: int) -> Decimal:
    if row.per == "head":
        return Decimal(heads)
    if row.per == "event":
        return Decimal(1)
    if row.heads is not None:
        return Decimal(-(-heads // row.heads))
    return Decimal(max(1, sum(1 for group in plan.groups if group.status == "active")))


def _place(days: WorkCalendar, event: Occurrence, lead: str) -> Iterator[SupplyItem]:
    """A venue that is somebody else's, and a written permit: both before anybody is invited."""
    venue, permit = event.activity.venue, event.activity.permit
    first: Preparation | None = min(event.preparation, key=lambda step: step.due, default=None)
    due = first.due if first is not None else days.previous_work_day(event.on)
    owner = first.owner if first is not None else lead
    if venue is not None and venue.mode != "own":
        ours, words = _VENUES[venue.mode], [part for part in (venue.name, venue.partner) if part]
        what = Text(
            f"{ours.zh}：{'，'.join(words)}" if words else ours.zh,
            f"{ours.en}: {', '.join(words)}" if words else ours.en,
        )
        yield make_item(event, "material", due, owner, "venue", what=what)
    if permit:
        yield make_item(
            event, "material", due, owner, "permit", what=Text(f"许可：{permit}", f"permit: {permit}")
        )


def _invitation(
    plan: CompletePlan, days: WorkCalendar, event: Occurrence, kind: ActivityKindRow, lead: str
) -> Iterator[SupplyItem]:
    """The invitation is written and approved like a post, where somebody else than its sender approves."""
    if kind.sign_up is None or event.sign_up_opens is None:
        return
    sender = _holder(event.activity, kind.sign_up.role) if kind.sign_up.role else lead
    approver = plan.content.approver or holder_of("owner", plan.roles)
    start = plan.period.start
    approved = max(start, days.add_work_days(event.sign_up_opens, -plan.content.review_days))
    drafted = min(approved, max(start, days.add_work_days(event.sign_up_opens, -plan.content.draft_days)))
    yield make_item(event, "text", drafted, sender, "invitation", what=Text("报名通知", "invitation"))
    if approver and approver != sender:
        takes = sum(1 for offset in range((approved - drafted).days) if _works(days, drafted, offset))
        yield make_item(
            event,
            "approval",
            approved,
            approver,
            "invitation",
            what=Text("报名通知", "invitation"),
            takes_days=takes,
        )


def _works(days: WorkCalendar, start: date, offset: int) -> bool:
    return days.is_work_day(date.fromordinal(start.toordinal() + offset))


def _consents(
    plan: CompletePlan, days: WorkCalendar, event: Occurrence, kind: ActivityKindRow, lead: str
) -> Iterator[SupplyItem]:
    """Consents of whoever comes, where what is kept or shown afterwards has them in it; of guardians with minors."""
    texts = (*(one.what for one in event.follow_up), kind.deliverable)
    chinese = plan.language == "zh-CN"
    shown = "\n".join(text.zh if chinese else text.en for text in texts)
    found = [one for one in consents_in(shown, plan.language) if one in _ASKED_AT_EVENTS]
    if event.activity.minors:
        found.append(_CHILD)
    groups = [group.id for group in plan.groups if group.is_open(event.on) and group.status == "active"]
    platform = plan.platforms[0].id if plan.platforms else ""
    for consent in found:
        due = event.sign_up_closes or _before(days, event.on, plan.period.start)
        what = Wordings(plan).consent(consent, lead, groups, platform)
        yield make_item(event, "consent", due, lead, consent, what=what, consent=consent)


def _before(days: WorkCalendar, on: date, start: date) -> date:
    """The work day before a day; not before the plan begins."""
    return min(on, max(start, days.previous_work_day(on)))


def _holder(activity: CompleteActivity, role: str) -> str:
    return activity.holders.get(role, "") or "planner"
