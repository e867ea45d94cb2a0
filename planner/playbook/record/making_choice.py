"""From the choice of activities to its record."""

from __future__ import annotations

from planner.completion.model import LeftOut
from planner.playbook.record.choice_figures import (
    AdviceRecord,
    AlternativeRecord,
    ChoiceRecord,
    CountRecord,
    FlipRecord,
    LeftOutRecord,
    LimitRecord,
    PortfolioRecord,
)
from planner.playbook.record.plain import path_text, recorded, rounded, words
from planner.playbook.values.portfolio import Advice, Count, Portfolio


def portfolio_record(portfolio: Portfolio, advice: Advice | None) -> PortfolioRecord:
    """Return the record of the choice.

    Whether it was kept from an earlier playbook is left out: the second time the record would differ.
    """
    return PortfolioRecord(
        choices=tuple(
            recorded(
                ChoiceRecord,
                choice,
                kind=choice.activity.kind,
                name=words(choice.activity.name),
                count=choice.activity.count or 1,
            )
            for choice in portfolio.choices
        ),
        points=portfolio.points,
        bound=portfolio.bound,
        limits=tuple(recorded(LimitRecord, limit) for limit in portfolio.limits),
        advice=_advice(advice) if advice is not None else None,
    )


def _advice(advice: Advice) -> AdviceRecord:
    return rounded(
        AdviceRecord,
        advice,
        alternatives=tuple(
            rounded(AlternativeRecord, one, counts=_counts(one.counts)) for one in advice.alternatives
        ),
        flips=tuple(
            rounded(FlipRecord, one, added=_counts(one.added), dropped=_counts(one.dropped))
            for one in advice.flips
        ),
        chosen=_counts(advice.chosen),
    )


def _counts(counts: tuple[Count, ...]) -> tuple[CountRecord, ...]:
    return tuple(recorded(CountRecord, one) for one in counts)


def left_out_record(one: LeftOut) -> LeftOutRecord:
    """Return the record of something that was not taken."""
    return rounded(LeftOutRecord, one, path=path_text(one.path))
