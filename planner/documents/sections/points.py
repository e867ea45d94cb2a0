"""Points and levels as rows of a document: month by month, who reaches which level, what stays without a bound."""

from __future__ import annotations

from dataclasses import dataclass

from planner.completion.model import CompletePlan
from planner.documents.names import Names
from planner.documents.words import CHINESE, enumeration, money, month, number, share, without_end
from planner.knowledge.load import load_assumptions
from planner.playbook.model import Playbook


@dataclass(frozen=True, slots=True)
class PointsRow:
    """Points of one month; what was outstanding before + issued − redeemed − expired = outstanding."""

    month: str
    issued: str
    redeemed: str
    expired: str
    outstanding: str
    liability: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level and the days to it; empty where that takes longer than the plan."""

    name: str
    points: str
    median: str
    top: str


@dataclass(frozen=True, slots=True)
class PointsTable:
    """What the points rules of the plan come to."""

    rows: tuple[PointsRow, ...]
    levels: tuple[LevelRow, ...]
    active_share: str
    median_actions: str
    top_actions: str
    median_points: str
    top_points: str
    redeem_share: str
    assumed: tuple[tuple[str, str], ...]
    """Figures of ours: what it is and the key that overrides it."""
    per_point: str
    dearest: str
    """The redemption that makes a point dear; empty where none has a value."""
    unpriced: str
    cost: str
    owed: str
    """What outstanding points would cost at the end."""
    budget: str
    over: str
    uncapped: str
    has_sink: bool
    expires: bool


@dataclass(frozen=True, slots=True)
class Earning:
    """What earns points; ``cap`` is the most times a day, 0 where there is none."""

    action: str
    points: str
    cap: int


@dataclass(frozen=True, slots=True)
class PointsRules:
    """What members are told about points and levels."""

    earn: tuple[Earning, ...]
    redeem: tuple[tuple[str, str], ...]
    """Reward and points."""
    expire_months: int
    """0 where points do not expire."""
    levels: tuple[tuple[str, str, str], ...]
    """Name, points and what it gives."""


def points_rules(plan: CompletePlan, names: Names) -> PointsRules | None:
    """Return what members are told about points; ``None`` where the plan uses none."""
    incentives = plan.incentives
    if incentives is None or incentives.points is None:
        return None
    points = incentives.points
    return PointsRules(
        earn=tuple(
            Earning(without_end(one.action), number(one.points), one.daily_cap or 0) for one in points.earn
        ),
        redeem=tuple((without_end(one.reward), number(one.points)) for one in points.redeem),
        expire_months=points.expire_months or 0,
        levels=tuple(
            (
                level.name,
                number(level.points),
                enumeration([without_end(p) for p in level.perks], names.language),
            )
            for level in incentives.levels or ()
        ),
    )


def _within(text: str) -> str:
    """A phrase of ours as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def points_table(playbook: Playbook, names: Names) -> PointsTable | None:
    """Return the points of a plan that uses them; ``None`` for any other."""
    found = playbook.incentives
    if found is None:
        return None
    currency, language = playbook.plan.currency, names.language

    def days(count: int | None) -> str:
        if count is None:
            return ""
        if language == CHINESE:
            return f"{number(count)} 天"
        return f"{number(count)} day" if count == 1 else f"{number(count)} days"

    owed = found.months[-1].liability if found.months else None
    rows = load_assumptions()
    return PointsTable(
        rows=tuple(
            PointsRow(
                month(one.month, language),
                number(one.issued),
                number(one.redeemed),
                number(one.expired),
                number(one.outstanding),
                money(one.liability, currency),
            )
            for one in found.months
        ),
        levels=tuple(
            LevelRow(one.name, number(one.points), days(one.median_days), days(one.top_days))
            for one in found.levels
        ),
        active_share=share(found.active_share),
        median_actions=number(found.median_actions),
        top_actions=number(found.top_actions),
        median_points=number(found.median_per_month),
        top_points=number(found.top_per_month),
        redeem_share=share(found.redeem_share),
        assumed=tuple((_within(names.text(rows[one].what)), rows[one].path) for one in found.assumed),
        per_point=money(found.per_point, currency),
        dearest=found.dearest,
        unpriced=enumeration(found.unpriced, language),
        cost=money(found.cost, currency),
        owed=money(owed, currency) if owed is not None else "",
        budget=money(found.budget, currency) if found.budget is not None else "",
        over=money(found.over, currency) if found.over is not None else "",
        uncapped=enumeration(found.uncapped, language),
        has_sink=found.has_sink,
        expires=found.expires,
    )
