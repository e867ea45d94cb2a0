"""Completing champions: what the plan says over what suits its type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.completion.journey_hours import Flow
from planner.completion.numerals import minutes_said, weeks_said
from planner.completion.origins import OriginBook
from planner.completion.values.members import CompleteChampions
from planner.dates.ranges import DateRange
from planner.knowledge.fill import fill, said
from planner.knowledge.load import load_champions
from planner.knowledge.member_rows import ChampionRow
from planner.knowledge.schema import StageId, Text
from planner.plan.members import Champions
from planner.plan.plan import Plan

_BY_DAY = frozenset({"activity"})
"""Slots that whoever shows the text fills."""
_NOTHING = Champions()


def complete_champions(
    plan: Plan,
    flow: Flow,
    windows: Mapping[StageId, DateRange],
    period: DateRange,
    params: Mapping[str, Text],
    origins: OriginBook,
) -> CompleteChampions | None:
    """Return how champions are found and kept; ``None`` where the plan wants none, or nobody knows of how many members.

    ``params`` fill the slots of what is ours. Where no number is written it stays a share of the members.
    """
    own = plan.champions or _NOTHING
    row = next((one for one in load_champions().values() if plan.community.type in one.types), None)
    if row is None or own.target == 0 or (own.target is None and flow.members is None):
        return None
    if own.target is None or own.minutes is None or own.serves_weeks is None:
        origins.assumed(("champions",), "assumptions/champions_preset")
    minutes = own.minutes if own.minutes is not None else row.minutes
    weeks = own.serves_weeks if own.serves_weeks is not None else row.serves_weeks
    known = {slot: words for slot, words in params.items() if slot not in _BY_DAY}
    name = said(own.name) if own.name else row.name
    spoken = {"weeks": weeks_said(weeks), "minutes_each": minutes_said(minutes), "name": name}
    texts = _Texts(own, row, {**known, **spoken})
    return CompleteChampions(
        name=texts.one("name"),
        target=own.target,
        by=own.by if own.by is not None else _until(windows, period),
        share=row.share,
        accepts=row.accepts,
        minutes=minutes,
        serves_weeks=weeks,
        criteria=texts.some("criteria"),
        sources=texts.some("sources"),
        ask=texts.one("ask"),
        jobs=texts.some("jobs"),
        recognition=texts.some("recognition"),
        rest=texts.one("rest"),
        exit=texts.one("exit"),
        knowledge=row.id,
    )


def _until(windows: Mapping[StageId, DateRange], period: DateRange) -> date:
    """The end of the growth stage; of the period where there is none."""
    growth = windows.get("growth")
    return growth.last if growth is not None else period.last


class _Texts:
    """The plan's words where it has them, else those of the type."""

    def __init__(self, own: Champions, row: ChampionRow, params: Mapping[str, Text]) -> None:
        self._own = own
        self._row = row
        self._params = params

    def one(self, key: str) -> Text:
        """Return a single text."""
        words: str | None = getattr(self._own, key)
        return said(words) if words else fill(getattr(self._row, key), self._params)

    def some(self, key: str) -> tuple[Text, ...]:
        """Return a list of texts; a written list, even an empty one, is the list."""
        words: tuple[str, ...] | None = getattr(self._own, key)
        if words is not None:
            return tuple(said(text) for text in words)
        return tuple(fill(text, self._params) for text in getattr(self._row, key))
