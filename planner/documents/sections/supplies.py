"""What has to be there before a post or an event: what is due between two days, and who approves what by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.completion.model import CompletePlan
from planner.completion.team import holder_of
from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.names import Names
from planner.documents.sections.overloads import WorkNames, work_names
from planner.documents.texts import filled
from planner.knowledge.fill import said
from planner.knowledge.load import load_consents
from planner.playbook.model import Playbook
from planner.playbook.values.supplies import SupplyItem, SupplyKind

_FIRST_WEEKS = 2


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing that is due on a day; what does not belong to its kind is empty."""

    due: str
    kind: SupplyKind
    what: str
    """Of a material the thing itself, of a consent its name; of an event's text and approval what is meant."""
    title: str
    """Of the post or the event that needs it."""
    used: str
    who: str
    event: bool
    offer: str = ""
    until: str = ""
    """Last day of the price."""
    expired: bool = False
    """Whether the price ends before the day of use."""
    approver: str = ""
    """Of a text: who reads it afterwards; empty where its writer decides."""
    approved: str = ""
    """The day by which the approver answers."""
    days: int = 0
    """Work days that the approver has; 0: the day itself."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """All that one post or event needs."""

    used: str
    title: str
    event: bool
    items: tuple[DueRow, ...]


@dataclass(frozen=True, slots=True)
class NeedWeek:
    """What goes out in one week, with all that it needs."""

    name: str
    rows: tuple[NeedRow, ...]


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """A consent that something in the plan needs."""

    name: str
    ask: str
    count: int
    """How many posts and events need it."""
    first: str
    title: str
    """Of the first that needs it."""


@dataclass(frozen=True, slots=True)
class PriceRule:
    """An offer whose price holds until a day, with how often it is shown."""

    offer: str
    until: str
    count: int


@dataclass(frozen=True, slots=True)
class ApprovalRules:
    """Who approves, how long that takes, what needs somebody else's yes."""

    community: str
    promise: str
    places: str
    approver: str
    stand_in: str
    """Who approves while the approver is away; empty where the plan names nobody."""
    key: str
    """Where the operator names one."""
    writers: str
    """Everybody else who writes; empty where the approver writes all of it."""
    own: bool
    """Whether the approver writes something, too."""
    draft_days: int
    review_days: int
    consents: tuple[ConsentRule, ...]
    prices: tuple[PriceRule, ...]


def due_between(playbook: Playbook, names: Names, first: date, last: date) -> tuple[DueRow, ...]:
    """Return what is due from one day to another (both included), in order of day."""
    known = work_names(playbook, names)
    partners = _approvals(playbook)
    return tuple(
        _due(item, known, partners.get(_twin(item)))
        for item in playbook.supplies
        if first <= item.due <= last
    )


def first_due(playbook: Playbook, names: Names) -> tuple[str, tuple[DueRow, ...]]:
    """Return what is due in the first two weeks in which anything is, with the days of these weeks."""
    if not playbook.supplies:
        return "", ()
    first = Week.of(playbook.supplies[0].due)
    last = Week.of(date.fromordinal(first.sunday.toordinal() + 7 * (_FIRST_WEEKS - 1))).sunday
    rows = due_between(playbook, names, first.monday, last)
    end = words.plain_day(last, names.language, playbook.plan.period.start.year)
    return end, rows


def need_weeks(playbook: Playbook, names: Names) -> tuple[NeedWeek, ...]:
    """Return what posts and events need, in the weeks in which they go out."""
    known = work_names(playbook, names)
    partners = _approvals(playbook)
    needs: dict[str, list[SupplyItem]] = {}
    for item in playbook.supplies:
        needs.setdefault(item.needed_by, []).append(item)
    weeks: dict[Week, list[tuple[date, NeedRow]]] = {}
    for items in needs.values():
        rows = tuple(_due(item, known, partners.get(_twin(item))) for item in items)
        row = NeedRow(rows[0].used, rows[0].title, rows[0].event, rows)
        weeks.setdefault(Week.of(items[0].on), []).append((items[0].on, row))
    year = playbook.plan.period.start.year
    return tuple(
        NeedWeek(
            words.week(week, names.language, year),
            tuple(row for _, row in sorted(found, key=lambda one: one[0])),
        )
        for week, found in sorted(weeks.items(), key=lambda one: one[0].monday)
    )


def approval_rules(playbook: Playbook, names: Names) -> ApprovalRules:
    """Return who approves, how long that takes, and what needs somebody else's yes."""
    plan = playbook.plan
    approver = plan.content.approver or holder_of("owner", plan.roles)
    person = next((one for one in plan.people if one.id == approver), None)
    owners = list(dict.fromkeys(item.owner for item in playbook.supplies if item.kind == "text"))
    return ApprovalRules(
        community=plan.community.name,
        promise=words.without_end(plan.positioning.promise),
        places=_places(plan, names),
        approver=names.holder(approver),
        stand_in=names.holder(person.deputy) if person is not None and person.deputy else "",
        key="people.deputy" if person is not None else "people",
        writers=words.listing([names.holder(one) for one in owners if one != approver], names.language),
        own=approver in owners,
        draft_days=plan.content.draft_days,
        review_days=plan.content.review_days,
        consents=_consents(playbook, names),
        prices=_prices(playbook, names),
    )


def _due(item: SupplyItem, known: WorkNames, approval: SupplyItem | None) -> DueRow:
    names = known.names
    row = load_consents().get(item.consent)
    text = item.kind == "text" and approval is not None
    return DueRow(
        due=words.short_day(item.due, names.language),
        kind=item.kind,
        what=names.text(row.name) if row is not None else words.without_end(names.text(item.what)),
        title=known.name(item.needed_by),
        used=words.short_day(item.on, names.language),
        who=names.holder(item.owner),
        event=item.needed_by.startswith("event:"),
        offer=item.offer,
        until=words.short_day(item.price_until, names.language) if item.price_until else "",
        expired=item.price_until is not None and item.price_until < item.on,
        approver=names.holder(approval.owner) if text and approval is not None else "",
        approved=words.short_day(approval.due, names.language) if text and approval is not None else "",
        days=approval.takes_days if approval is not None else item.takes_days,
    )


def _approvals(playbook: Playbook) -> dict[str, SupplyItem]:
    """The approvals by the id of the text that they approve."""
    return {_twin(item): item for item in playbook.supplies if item.kind == "approval"}


def _twin(item: SupplyItem) -> str:
    """What a text and its approval have in common; empty for all else."""
    return item.id.split(":", 2)[2] if item.kind in ("text", "approval") else ""


def _places(plan: CompletePlan, names: Names) -> str:
    groups = tuple(dict.fromkeys(group for series in plan.content.series for group in series.groups))
    bare = dict.fromkeys(series.platform for series in plan.content.series if not series.groups)
    shown = [names.groups(groups)] if groups else []
    return words.listing([*shown, *(names.platform(one) for one in bare)], names.language)


def _consents(playbook: Playbook, names: Names) -> tuple[ConsentRule, ...]:
    known = work_names(playbook, names)
    return tuple(
        ConsentRule(
            name=names.text(row.name),
            ask=consent_ask(items, row.id, _places(playbook.plan, names), names),
            count=len({item.needed_by for item in items}),
            first=words.short_day(items[0].on, names.language),
            title=known.name(items[0].needed_by),
        )
        for row in load_consents().values()
        if (items := _by_use(item for item in playbook.supplies if item.consent == row.id))
    )


def _by_use(items: Iterable[SupplyItem]) -> Sequence[SupplyItem]:
    return sorted(items, key=lambda item: (item.on, item.id))


def consent_ask(items: Iterable[SupplyItem], consent: str, places: str, names: Names) -> str:
    """Return how a consent is got, said of all who get it; ``places`` are where the thing goes."""
    owners = list(dict.fromkeys(names.holder(item.owner) for item in items))
    either = "或" if names.language == words.CHINESE else " or "
    params = {
        "me": said(either.join(owners)),
        "owner": said(names.holder(holder_of("owner", names.plan.roles))),
        "group": said(places),
        "community": said(names.plan.community.name),
    }
    return filled(load_consents()[consent].ask, params, names.language)


def _prices(playbook: Playbook, names: Names) -> tuple[PriceRule, ...]:
    shown: dict[str, list[SupplyItem]] = {}
    for item in playbook.supplies:
        if item.kind == "price" and item.price_until is not None:
            shown.setdefault(item.offer, []).append(item)
    year = playbook.plan.period.start.year
    return tuple(
        PriceRule(offer, words.day(items[0].price_until, names.language, year), len(items))
        for offer, items in shown.items()
        if items[0].price_until is not None
    )
