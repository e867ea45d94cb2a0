"""Single members in a week: how many are expected to join, and which steps of journeys somebody does with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from planner.completion.values.members import CompleteJourney, CompleteJourneyStep
from planner.dates.ranges import Week
from planner.documents import words
from planner.documents.event_texts import event_texts
from planner.documents.member_texts import MemberTexts
from planner.playbook.members.sign_ups import event_steps
from planner.playbook.model import Playbook
from planner.playbook.values.members import StepWeek

Channel = Literal["auto", "typed", "direct", "group"]
"""Sent by the platform; by hand, because the platform cannot; to one person; to one person within the group."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a journey that is due for somebody in the week."""

    title: str
    after_days: int
    channel: Channel
    people: str
    """About how many get it."""
    seldom: bool
    """Whether less than one is expected."""
    minutes: str
    say: str
    note: str
    holder: str
    who: str
    id: str
    """Of the step within its journey."""


@dataclass(frozen=True, slots=True)
class JourneySheet:
    """A journey with its steps of one week."""

    name: str
    sign: str
    stop: str
    joined: bool
    """Whether it is that of newcomers."""
    steps: tuple[StepRow, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Who is expected to join in the week, and what they get in it."""

    people: str
    steps: tuple[StepRow, ...]


def journey_sheets(playbook: Playbook, week: Week, texts: MemberTexts) -> tuple[JourneySheet, ...]:
    """Return the journeys of which a step is due in a week; steps that nobody is expected to get are left out."""
    found = []
    for plan in playbook.members.journeys:
        there = [one for part in plan.weeks if part.week == week for one in part.steps if one.people]
        if there:
            found.append(_sheet(plan.journey, there, _of_event(playbook, plan.journey, week, texts)))
    return tuple(found)


def _of_event(playbook: Playbook, journey: CompleteJourney, week: Week, texts: MemberTexts) -> MemberTexts:
    """The same with name, day and place of the event that its steps of the week are about, where it is one alone."""
    about = [
        event
        for event in playbook.activities.occurrences
        if any(step.week == week for step in event_steps(playbook.plan, journey, event))
    ]
    if len(about) != 1:
        return texts
    own = {"activity": about[0].activity.name, "when_where": event_texts(texts.names, about[0]).when_where()}
    return replace(texts, params={**texts.params, **own})


def _sheet(journey: CompleteJourney, there: Iterable[StepWeek], texts: MemberTexts) -> JourneySheet:
    known = {step.id: step for step in journey.steps}
    steps = tuple(_row(known[one.step], one, texts) for one in there if one.step in known)
    return JourneySheet(
        name=texts.say(journey.name),
        sign=words.without_end(texts.say(journey.sign)),
        stop=words.without_end(texts.say(journey.stop)),
        joined=journey.trigger == "joined",
        steps=steps,
        id=journey.id,
    )


def _row(step: CompleteJourneyStep, there: StepWeek, texts: MemberTexts) -> StepRow:
    names, holder = texts.names, there.owner or step.owner
    spoken = texts.spoken_by(holder)
    can = any("auto_welcome" in platform.capabilities for platform in names.plan.platforms)
    return StepRow(
        title=spoken.say(step.title),
        after_days=step.after_days,
        channel="typed" if step.channel == "auto" and not can else step.channel,
        people=_heads(there.people),
        seldom=there.people < 1,
        minutes=words.duration(there.minutes, names.language) if there.minutes else "",
        say=spoken.say(step.say),
        note=words.without_end(spoken.say(step.note)),
        holder=holder,
        who=names.holder(holder),
        id=step.id,
    )


def sheets_of(sheets: Iterable[JourneySheet], holder: str) -> Iterator[JourneySheet]:
    """Yield the journeys with those steps alone that one person does."""
    for sheet in sheets:
        own = tuple(step for step in sheet.steps if step.holder == holder)
        if own:
            yield replace(sheet, steps=own)


def newcomers_of(playbook: Playbook, week: Week, sheets: Iterable[JourneySheet]) -> Newcomers | None:
    """Return who is expected to join; ``None`` where nobody is, or nobody knows."""
    joins = playbook.members.arrivals.get(week)
    if not joins:
        return None
    return Newcomers(_heads(joins), tuple(step for one in sheets if one.joined for step in one.steps))


def _heads(people: Decimal) -> str:
    return words.number(max(Decimal(1), people.quantize(Decimal(1), ROUND_HALF_UP)))
