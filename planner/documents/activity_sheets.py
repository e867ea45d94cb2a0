"""One activity in full: what all its events share, and what is dated for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, Decimal

from planner.completion.values.programme import CompleteActivity
from planner.documents import words
from planner.documents.event_dates import (
    After,
    Dated,
    DateTable,
    Work,
    date_tables,
    dated_event,
    follow_up_of,
    preparation_of,
)
from planner.documents.event_lengths import speaks_of
from planner.documents.event_texts import EventTexts, event_texts, when_said
from planner.documents.names import Names
from planner.documents.when_counted import days_until_counted
from planner.documents.words import CHINESE
from planner.knowledge.activity_rows import MaterialRow, SuccessRow
from planner.knowledge.fill import in_language
from planner.playbook.values.activities import Occurrence


@dataclass(frozen=True, slots=True)
class Measure:
    what: str
    threshold: str
    """Empty for a measure in the operator's own words."""
    counted: str
    """Who counts it and when; for a measure of the operator's the person alone, who does so on ``day``."""
    day: str
    """The day on which it can be counted, for a single event; empty where that is its own day."""
    days: int
    """The same in days after the event."""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    doer: str
    named: bool
    vacant: str = ""
    """What to write down where nobody is left for it."""


@dataclass(frozen=True, slots=True)
class CostLine:
    name: str
    each: str
    heads: int
    """For how many heads; 0 for a cost of the whole event."""
    amount: str


@dataclass(frozen=True, slots=True)
class Minute:
    clock: str
    what: str
    doer: str
    say: str
    watch: str


@dataclass(frozen=True, slots=True)
class Branch:
    when: str
    do: str
    doer: str


@dataclass(frozen=True, slots=True)
class SentWhere:
    """Who sends the messages of a sign-up, into which groups, at which time."""

    sender: str
    decides: str
    """Who says whether it is held when they are too few."""
    group: str
    time: str
    """Empty where the plan does not say when its members are online."""
    opens: str
    """Days of the first message, of repeating it, of the last one, of the closing; empty in a sheet for several events."""
    again: str
    reminds: str
    closes: str
    seats: bool


@dataclass(frozen=True, slots=True)
class ActivitySheet:
    name: str
    kind: str
    """Name of the kind where the activity has its own; else empty."""
    summary: str
    online: bool
    several: bool
    least: int
    expected: int
    most: int
    length: str
    no_show: str
    persona: str
    goal: str
    venue: str
    venue_mode: str
    partner: str
    permit: str
    prize: str
    prize_terms: str
    draw: bool
    success: tuple[Measure, ...]
    invite: str
    reminder: str
    too_few: str
    """What those who signed up are sent where they are too few; empty where the kind holds it all the same."""
    sent: SentWhere | None
    """Where invitation and reminder go; ``None`` without a sign-up."""
    fields: str
    question_as: str
    """What the events do with their questions; empty where they take up none."""
    open_slots: bool
    """Whether the texts still ask for a member's question."""
    roles: tuple[Role, ...]
    work: tuple[Work, ...]
    materials: tuple[tuple[str, str], ...]
    costs: tuple[CostLine, ...]
    cost: str
    priced: bool
    presets: bool
    """Whether the prices are presets rather than the plan's."""
    currency: str
    minutes: tuple[Minute, ...]
    branches: tuple[Branch, ...]
    safety: tuple[str, ...]
    after: tuple[After, ...]
    deliverable: str
    first: str
    dates: tuple[Dated, ...]
    tables: tuple[DateTable, ...]
    """The dates of all events side by side, where there are several."""


def activity_sheet(activity: CompleteActivity, dates: tuple[Occurrence, ...], names: Names) -> ActivitySheet:
    """Return an activity's sheet; texts that name a date speak of its first event."""
    first = event_texts(names, dates[0])
    kind = first.kind
    plan = names.plan
    own_name = names.text(activity.name)
    kind_name = names.text(kind.name)
    prize = activity.prize
    sign_up = kind.sign_up if dates[0].sign_up_opens is not None else None
    return ActivitySheet(
        name=own_name,
        kind=kind_name if kind_name != own_name else "",
        summary=first.say(kind.summary),
        online=activity.mode == "online",
        several=len(dates) > 1,
        least=activity.least,
        expected=activity.expected,
        most=activity.most,
        length=words.duration(activity.duration, names.language) if activity.duration < 24 * 60 else "",
        no_show=words.share(kind.no_show),
        persona=names.persona(activity.persona) if activity.persona else "",
        goal=next((names.kpi(goal.kpi) for goal in plan.goals if goal.id == activity.goal), ""),
        venue=activity.venue.name if activity.venue else "",
        venue_mode=activity.venue.mode if activity.venue else "",
        partner=activity.venue.partner if activity.venue else "",
        permit=activity.permit,
        prize=f"{prize.name} × {prize.count}" if prize else "",
        prize_terms=prize.terms if prize else "",
        draw=prize.draw if prize else False,
        success=_success(first, dates[0], single=len(dates) == 1),
        invite=first.invitation() if sign_up else "",
        reminder=first.speak(sign_up.reminder) if sign_up else "",
        too_few=first.too_few() if sign_up else "",
        sent=_sent(first, dates) if sign_up else None,
        fields=first.say(sign_up.fields) if sign_up else "",
        question_as=names.text(kind.question_as) if kind.question_as else "",
        open_slots=any(not event.question for event in dates) and _asks_question(first),
        roles=tuple(
            Role(
                names.text(role.name),
                names.holder(activity.holders[role.id])
                if role.id in activity.holders
                else _nobody_yet(names),
                names.is_person(activity.holders.get(role.id, "")),
                first.say(role.vacant) if role.vacant and role.id not in activity.holders else "",
            )
            for role in kind.roles
        ),
        work=preparation_of(first, dates[0]),
        materials=tuple(_material(row, first) for row in kind.materials if row.mode in (None, activity.mode)),
        costs=_costs(activity, names),
        cost=words.money(activity.cost, plan.currency) if activity.cost is not None else "",
        priced=activity.costs is not None,
        presets={cost.name for cost in activity.costs or ()} <= {cost.name for cost in kind.costs},
        currency=plan.currency,
        minutes=tuple(
            Minute(
                first.run_time(row.at),
                first.say(row.what),
                first.doer(row.role),
                words.quoted(first.speak(row.say), names.language) if row.say else "",
                first.say(row.watch) if row.watch else "",
            )
            for row in sorted(kind.run_sheet, key=lambda row: row.at)
            if row.mode in (None, activity.mode)
        ),
        branches=tuple(
            Branch(first.say(b.when), first.say(b.do), first.doer(b.role))
            for b in kind.branches
            if b.mode in (None, activity.mode)
        ),
        safety=tuple(first.say(row.text) for row in kind.safety if _applies(row.applies, activity)),
        after=follow_up_of(first, dates[0]),
        deliverable=first.say(kind.deliverable),
        first=when_said(dates[0], names),
        dates=tuple(dated_event(event, number, names) for number, event in enumerate(dates, 1)),
        tables=date_tables(dates, names),
    )


def _applies(when: str, activity: CompleteActivity) -> bool:
    """Whether a safety row concerns this activity; what is said on recording and data always does."""
    wanted: Mapping[str, bool] = {
        "offline": activity.mode == "offline",
        "outdoor": activity.outdoor,
        "food": activity.food,
        "minors": activity.minors,
    }
    return wanted.get(when, True)


def _asks_question(texts: EventTexts) -> bool:
    """Whether the event has nothing to talk about without a member's question."""
    return texts.activity.name == texts.kind.name and speaks_of(texts.kind, "subject")


def _sent(texts: EventTexts, dates: tuple[Occurrence, ...]) -> SentWhere:
    language = texts.names.language
    event = dates[0] if len(dates) == 1 else None
    days = (event.sign_up_opens, max(event.reminders, default=None), event.sign_up_closes) if event else ()
    opens, reminds, closes = (words.short_day(on, language) if on else "" for on in days or (None,) * 3)
    sign_up = texts.kind.sign_up
    return SentWhere(
        sender=texts.sender(),
        decides=texts.lead(),
        group=in_language(texts.params["group"], language),
        time=in_language(texts.params["send_at"], language),
        opens=opens,
        again=words.enumeration([words.short_day(on, language) for on in event.reminders[:-1]], language)
        if event
        else "",
        reminds=reminds,
        closes=closes,
        seats=sign_up is not None and sign_up.seats,
    )


def _success(texts: EventTexts, event: Occurrence, single: bool) -> tuple[Measure, ...]:
    language = texts.names.language
    planner = texts.names.holder(texts.names.plan.roles["planner"].holder or "planner")
    last = event.end.date()

    def measure(what: str, threshold: str, counted: str, days: int, own: bool) -> Measure:
        day = words.short_day(last + timedelta(days=days), language) if single and days else ""
        return Measure(what, threshold, counted, day, days, own)

    own = tuple(
        measure(text, "", planner, days_until_counted(text, last), own=True)
        for text in (in_language(one, language) for one in texts.activity.success)
    )
    return own or tuple(
        measure(
            texts.say(row.measure),
            _threshold(row, texts.activity.expected),
            texts.say(row.counted) if row.counted else "",
            row.days or 0,
            own=False,
        )
        for row in texts.kind.success
    )


def _threshold(row: SuccessRow, expected: int) -> str:
    if row.per_expected is not None:
        return words.number((row.per_expected * expected).to_integral_value(ROUND_CEILING))
    return words.number(row.value) if row.value is not None else ""


def _material(row: MaterialRow, texts: EventTexts) -> tuple[str, str]:
    """A thing to bring with its quantity for the expected heads."""
    count = row.quantity * _units(row, texts)
    unit = in_language(row.unit, texts.names.language)
    return texts.say(row.name), f"{words.number(count)} {unit}"


def _nobody_yet(names: Names) -> str:
    """For a role held by somebody outside the team who is still to be found."""
    return "还没定" if names.language == CHINESE else "to be named"


def _units(row: MaterialRow, texts: EventTexts) -> int:
    expected = texts.activity.expected
    if row.per == "head":
        return expected
    if row.per == "event":
        return 1
    if row.heads is not None:
        return -(-expected // row.heads)
    return max(1, sum(1 for group in texts.names.plan.groups if group.status == "active"))


def _costs(activity: CompleteActivity, names: Names) -> tuple[CostLine, ...]:
    currency = names.plan.currency
    return tuple(
        CostLine(
            name=in_language(cost.name, names.language),
            each=words.money(cost.amount, currency),
            heads=activity.expected if cost.per == "head" else 0,
            amount=words.money(
                cost.amount * (activity.expected if cost.per == "head" else Decimal(1)), currency
            ),
        )
        for cost in activity.costs or ()
    )
