"""Members who carry the community: how many are asked in which month, whom one looks for, what is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.completion.values.members import CompleteChampions
from planner.dates.ranges import Week, weeks
from planner.documents import words
from planner.documents.member_texts import MemberTexts, member_texts
from planner.documents.names import Names
from planner.knowledge.fill import in_language
from planner.knowledge.schema import Text
from planner.playbook.model import Playbook
from planner.playbook.values.members import ChampionMonth


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in which somebody is asked, or whose number changes; ``asked_on`` is empty where nobody is asked."""

    month: str
    wanted: int
    asked: int
    asked_on: str
    owner: str
    sheet: str
    """File of the sheet of that day's week; empty where the week has none yet."""
    rests: int
    length: str
    """What asking them and showing them the job takes."""


@dataclass(frozen=True, slots=True)
class ChampionsPart:
    name: str
    target: int
    by: str
    minutes: int
    serves_weeks: int
    accepts: str
    """How many of those asked are expected to say yes."""
    months: tuple[MonthRow, ...]
    criteria: tuple[str, ...]
    sources: tuple[str, ...]
    ask: str
    jobs: tuple[str, ...]
    recognition: tuple[str, ...]
    rest: str
    exit: str


def champions_part(playbook: Playbook, names: Names) -> ChampionsPart | None:
    """Return how champions are found and kept; ``None`` where the plan wants none, or nobody knows of how many."""
    planned = playbook.members.champions
    if planned is None:
        return None
    asks = next((month.owner for month in planned.months if month.owner), "")
    texts = member_texts(playbook, names)
    voice = _Voice(texts.spoken_by(asks) if asks else texts, planned.champions)
    champions = planned.champions
    return ChampionsPart(
        name=voice.say(champions.name),
        target=planned.target,
        by=words.day(planned.by, names.language, names.plan.period.start.year),
        minutes=champions.minutes,
        serves_weeks=champions.serves_weeks,
        accepts=words.share(champions.accepts),
        months=tuple(
            _month(one, planned.minutes_to_ask, playbook, names)
            for one in planned.months
            if one.asked or one.rests
        ),
        criteria=voice.all(champions.criteria),
        sources=voice.all(champions.sources),
        ask=voice.say(champions.ask),
        jobs=voice.all(champions.jobs),
        recognition=voice.all(champions.recognition),
        rest=voice.say(champions.rest),
        exit=voice.say(champions.exit),
    )


@dataclass(frozen=True, slots=True)
class _Voice:
    """Says the words of the row, or of the plan where it has no row."""

    texts: MemberTexts
    champions: CompleteChampions

    def say(self, text: Text) -> str:
        if not self.champions.knowledge:
            return in_language(text, self.texts.names.language)
        return self.texts.say(text)

    def all(self, texts: tuple[Text, ...]) -> tuple[str, ...]:
        return tuple(self.say(text) for text in texts)


def _month(month: ChampionMonth, minutes_each: int, playbook: Playbook, names: Names) -> MonthRow:
    return MonthRow(
        month=words.month(month.month, names.language),
        wanted=month.wanted,
        asked=month.asked,
        asked_on=words.day(month.asked_on, names.language) if month.asked_on else "",
        owner=names.holder(month.owner) if month.owner else "",
        sheet=_sheet(month.asked_on, playbook) if month.asked_on else "",
        rests=month.rests,
        length=words.duration(month.asked * minutes_each, names.language) if month.asked else "",
    )


def _sheet(on: date, playbook: Playbook) -> str:
    """The file of the week's sheet; only weeks with final titles have one."""
    week = Week.of(on)
    return f"weeks/{week}.md" if week in weeks(playbook.calendar.detail) else ""
