"""What a member meets after something has happened, step by step, with the load that it is expected to make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planner.completion.values.members import CompleteJourneyStep
from planner.documents import words
from planner.documents.member_texts import MemberTexts, member_texts
from planner.documents.names import Names
from planner.knowledge.fill import in_language
from planner.knowledge.member_rows import StepChannel
from planner.knowledge.schema import Text
from planner.playbook.members.precedence import give_way_to
from planner.playbook.model import Playbook
from planner.playbook.values.members import JourneyPlan, JourneyWeek

_ALL = Decimal(1)
_TENTH = Decimal("0.1")
_MOST_WEEKS = 6
"""Full weeks that are named."""


@dataclass(frozen=True, slots=True)
class Step:
    after_days: int
    channel: StepChannel
    who: str
    minutes: str
    share: str
    """How many of those who set out get it; empty where all do."""
    title: str
    say: str
    note: str


@dataclass(frozen=True, slots=True)
class Load:
    """A week of a journey: how many set out (empty for nobody), and what all its steps take."""

    week: str
    people: str
    length: str


@dataclass(frozen=True, slots=True)
class JourneyPart:
    name: str
    sign: str
    stop: str
    touches: int
    steps: tuple[Step, ...]
    first: Load | None
    """The first week in which somebody is expected; ``None`` where nobody knows how many there are."""
    busiest: Load | None
    """``None`` where it is no more than in the first week."""
    per_month: str
    """Members a month, as written; empty where it is worked out."""
    gives_way: tuple[str, ...] = ()
    """Journeys whose message goes first where both are due to one member on one day."""
    missed: tuple[str, ...] = ()
    """Weeks that are too full for all of its steps."""
    more_missed: int = 0
    """How many such weeks are not named."""


def journey_parts(playbook: Playbook, names: Names) -> tuple[JourneyPart, ...]:
    """Return the journeys in the order of the plan."""
    texts = member_texts(playbook, names)
    planned = playbook.members.journeys
    first = give_way_to([one.journey for one in planned])
    shown = {
        one.journey.id: words.without_end(
            in_language(one.journey.name, names.language)
            if one.journey.written and not one.journey.knowledge
            else texts.say(one.journey.name)
        )
        for one in planned
    }
    return tuple(
        _journey(one, texts, tuple(shown[other] for other in first.get(one.journey.id, ())))
        for one in planned
    )


def _journey(planned: JourneyPlan, texts: MemberTexts, gives_way: tuple[str, ...]) -> JourneyPart:
    journey, names = planned.journey, texts.names
    is_own = journey.written and not journey.knowledge

    def shown(text: Text, by: MemberTexts = texts) -> str:
        return in_language(text, names.language) if is_own else by.say(text)

    first, busiest = _loads(planned.weeks)
    missed = [
        words.week(week.week, names.language, names.plan.period.start.year)
        for week in planned.weeks
        if week.spared
    ]
    return JourneyPart(
        name=words.without_end(shown(journey.name)),
        sign=shown(journey.sign),
        stop=shown(journey.stop),
        touches=journey.touches,
        steps=tuple(
            _step(
                step,
                [shown(text, texts.spoken_by(step.owner)) for text in (step.title, step.say, step.note)],
                names,
            )
            for step in journey.steps
        ),
        first=_load(first, names) if first is not None else None,
        busiest=_load(busiest, names) if busiest is not None else None,
        per_month=words.number(journey.per_month) if journey.per_month is not None else "",
        gives_way=gives_way,
        missed=tuple(missed[:_MOST_WEEKS]),
        more_missed=max(0, len(missed) - _MOST_WEEKS),
    )


def _step(step: CompleteJourneyStep, texts: Sequence[str], names: Names) -> Step:
    """``texts`` are its title, its message and what is done with the answer."""
    title, say, note = texts
    minutes = words.number(step.minutes.quantize(_TENTH, ROUND_HALF_UP))
    return Step(
        after_days=step.after_days,
        channel=step.channel,
        who=names.holder(step.owner),
        minutes=minutes if step.minutes else "",
        share=words.share(step.share) if step.share < _ALL else "",
        title=words.without_end(title),
        say=say,
        note=note,
    )


def _minutes(week: JourneyWeek) -> int:
    return sum(step.minutes for step in week.steps)


def _loads(weeks: tuple[JourneyWeek, ...]) -> tuple[JourneyWeek | None, JourneyWeek | None]:
    """The first week in which anything is done, and the busiest one where it takes more."""
    worked = [week for week in weeks if _minutes(week)]
    if not worked:
        return None, None
    busiest = max(worked, key=_minutes)
    return worked[0], busiest if _minutes(busiest) > _minutes(worked[0]) else None


def _load(week: JourneyWeek, names: Names) -> Load:
    return Load(
        week=words.week(week.week, names.language, names.plan.period.start.year),
        people=words.number(week.begin) if week.begin else "",
        length=words.duration(_minutes(week), names.language),
    )
